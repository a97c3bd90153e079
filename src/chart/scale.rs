//! Axes with round steps, worked out exactly.

use crate::units::Exact;

/// The most spaces between grid lines: five lines bound four.
const MOST_STEPS: i128 = 4;

/// An axis: its lines from the lowest to the highest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// The values of its lines.
    pub(super) lines: Vec<Exact>,
    /// The distance of two.
    pub(super) step: Exact,
}

/// A unit of time on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimeUnit {
    /// Its sign.
    pub(super) sign: &'static str,
    /// How many seconds it has.
    pub(super) seconds: i128,
}

const UNITS: [(TimeUnit, &[i128]); 4] = [
    (TimeUnit { sign: "s", seconds: 1 }, &[1, 2, 5, 10, 15, 20, 30]),
    (TimeUnit { sign: "min", seconds: 60 }, &[1, 2, 5, 10, 15, 20, 30]),
    (TimeUnit { sign: "h", seconds: 3_600 }, &[1, 2, 3, 4, 6, 12]),
    (TimeUnit { sign: "d", seconds: 86_400 }, &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]),
];

/// From nothing to so many seconds.
pub(super) fn time(most: &Exact) -> (Scale, TimeUnit) {
    let steps = UNITS.iter().flat_map(|(unit, steps)| {
        steps.iter().map(|step| (*unit, Exact::from(step * unit.seconds)))
    });
    let [_, (minute, _), _, (day, _)] = UNITS;
    if most.is_zero() {
        return (up(&Exact::from(minute.seconds), most), minute);
    }
    match steps.into_iter().find(|(_, step)| reaches(step, most)) {
        Some((unit, step)) => (up(&step, most), unit),
        None => {
            let seconds = Exact::from(day.seconds);
            let days = most.checked_div(&seconds).unwrap_or_else(Exact::zero);
            (up(&(&decimal_step(&days) * &seconds), most), day)
        }
    }
}

/// From nothing to an amount.
pub(super) fn amount(most: &Exact) -> Scale {
    up(&decimal_step(most), most)
}

/// From 100 down by a shortfall.
pub(super) fn percent(shortfall: &Exact) -> Scale {
    let scale = up(&decimal_step(shortfall), shortfall);
    let hundred = Exact::from(100);
    let lines = scale.lines.iter().rev().map(|line| &hundred - line).collect();
    Scale { lines, step: scale.step }
}

impl Scale {
    /// The lowest value.
    pub(super) fn from(&self) -> Exact {
        self.lines.first().cloned().unwrap_or_else(Exact::zero)
    }

    /// The highest value.
    pub(super) fn to(&self) -> Exact {
        self.lines.last().cloned().unwrap_or_else(Exact::zero)
    }
}

fn up(step: &Exact, most: &Exact) -> Scale {
    let steps = most.checked_div(step).and_then(|steps| steps.ceil(0).to_whole());
    let steps = steps.unwrap_or_default().clamp(1, MOST_STEPS);
    let lines = (0..=steps).map(|line| &Exact::from(line) * step).collect();
    Scale { lines, step: step.clone() }
}

fn reaches(step: &Exact, most: &Exact) -> bool {
    &Exact::from(MOST_STEPS) * step >= *most
}

/// 1, 2, 2.5 or 5 times a power of ten.
fn decimal_step(most: &Exact) -> Exact {
    const SMALLEST: u32 = 12;
    const LARGEST: u32 = 36;
    let smallest = Exact::from(1).checked_div(&Exact::power_of_ten(SMALLEST));
    let smallest = smallest.unwrap_or_else(Exact::zero);
    let tenth = |tenths: i128| Exact::from(tenths).checked_div(&Exact::from(10));
    let steps = (0..SMALLEST + LARGEST).flat_map(|power| {
        let power = &smallest * &Exact::power_of_ten(power);
        [10, 20, 25, 50].into_iter().filter_map(tenth).map(move |digits| &digits * &power)
    });
    let one = Exact::from(1);
    if most.is_zero() { one } else { steps.into_iter().find(|s| reaches(s, most)).unwrap_or(one) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(scale: &Scale) -> Vec<String> {
        scale.lines.iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn check_time(most: i128, sign: &str, last: i128, lines: usize) {
        let (scale, unit) = time(&Exact::from(most));
        assert_eq!((unit.sign, scale.lines.len()), (sign, lines));
        assert_eq!(scale.to(), Exact::from(last * unit.seconds));
    }

    #[test]
    fn time_goes_up_in_steps_that_clocks_have() {
        check_time(0, "min", 1, 2);
        check_time(7, "s", 8, 5);
        check_time(2_676, "min", 45, 4);
        check_time(3_600, "min", 60, 5);
        check_time(41_700, "h", 12, 5);
        check_time(86_400 * 9, "d", 10, 3);
        check_time(86_400 * 10_000_000, "d", 10_000_000, 5);
    }

    #[test]
    fn percentages_end_at_a_hundred() {
        let shortfall = Exact::parse("0.53").unwrap();
        assert_eq!(texts(&percent(&shortfall)), ["99.4", "99.6", "99.8", "100"]);
        assert_eq!(texts(&percent(&Exact::from(100))), ["0", "25", "50", "75", "100"]);
        assert_eq!(texts(&percent(&Exact::zero())), ["99", "100"]);
        assert_eq!(texts(&amount(&Exact::from(4_950))), ["0", "2000", "4000", "6000"]);
        let huge = Exact::power_of_ten(30);
        assert_eq!(amount(&huge).lines.len(), 5);
    }
}

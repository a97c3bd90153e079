//! Lengths of time as people agree them.

use super::Exact;

/// A length in local calendar months and days, and in elapsed nanoseconds.
///
/// Source: ISO 8601-1, section 5.5.2: `P1Y2M3W4DT5H6M7.5S`.
///
/// ```
/// use sla_calculator::units::Length;
///
/// assert_eq!(Length::parse("PT1H30M").and_then(Length::elapsed), Some(5_400_000_000_000));
/// assert_eq!(Length::parse("P2W").map(|length| length.days), Some(14));
/// assert_eq!(Length::parse("P1DT12H").and_then(Length::elapsed), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Calendar months, years among them.
    pub months: u32,
    /// Calendar days, weeks among them.
    pub days: u32,
    /// Hours, minutes and seconds.
    pub nanoseconds: i128,
}

/// No component is longer than this number of digits.
const MOST_DIGITS: usize = 9;

impl Length {
    /// Reads a length of ISO 8601; only the last of hours, minutes and seconds may have decimals.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        const HOUR: i128 = 3_600_000_000_000;
        let (dates, times) = match text.strip_prefix('P')?.split_once('T') {
            Some((dates, times)) => (dates, Some(times).filter(|times| !times.is_empty())?),
            None => (text.strip_prefix('P').filter(|dates| !dates.is_empty())?, ""),
        };
        let [years, months, weeks, days] = whole_components(dates, ['Y', 'M', 'W', 'D'])?;
        let units = [('H', HOUR), ('M', HOUR / 60), ('S', HOUR / 3_600)];
        Some(Self {
            months: years.checked_mul(12)?.checked_add(months)?,
            days: weeks.checked_mul(7)?.checked_add(days)?,
            nanoseconds: elapsed_components(times, units)?,
        })
    }

    /// Its nanoseconds, where it has only hours and less.
    #[must_use]
    pub fn elapsed(self) -> Option<i128> {
        (self.months == 0 && self.days == 0).then_some(self.nanoseconds)
    }

    /// Its days, where it has nothing else.
    #[must_use]
    pub fn whole_days(self) -> Option<u32> {
        (self.months == 0 && self.nanoseconds == 0).then_some(self.days)
    }
}

/// The numbers before `units`, which stand in this order, each at most once.
fn whole_components(text: &str, units: [char; 4]) -> Option<[u32; 4]> {
    let mut numbers = [0; 4];
    let mut rest = text;
    for (unit, number) in units.into_iter().zip(&mut numbers) {
        if let Some((digits, after)) = rest.split_once(unit) {
            let plain = digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
            *number = digits.parse().ok().filter(|_| plain)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(numbers)
}

fn elapsed_components(text: &str, units: [(char, i128); 3]) -> Option<i128> {
    let mut sum = 0;
    let mut rest = text;
    for (unit, nanoseconds) in units {
        if let Some((digits, after)) = rest.split_once(unit) {
            let (whole, _) = digits.split_once('.').unwrap_or((digits, ""));
            let last = whole.len() == digits.len() || after.is_empty();
            let fits = whole.len() <= MOST_DIGITS && !digits.starts_with('-') && last;
            let number = Exact::parse(digits).ok().filter(|_| fits)?;
            sum += (&number * &Exact::from(nanoseconds)).to_whole()?;
            rest = after;
        }
    }
    rest.is_empty().then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lengths_and_nothing_else() {
        let read = |text| Length::parse(text).map(|l| (l.months, l.days, l.nanoseconds));
        assert_eq!(read("P1Y2M3W4D"), Some((14, 25, 0)));
        assert_eq!(read("PT0.5S"), Some((0, 0, 500_000_000)));
        assert_eq!(read("PT1.5H"), Some((0, 0, 5_400_000_000_000)));
        assert_eq!(read("P1DT1M"), Some((0, 1, 60_000_000_000)));
        assert_eq!(read("PT0S"), Some((0, 0, 0)));
        for wrong in [
            "",
            "P",
            "PT",
            "P1DT",
            "4H",
            "PT4",
            "PT-4H",
            "-PT4H",
            "PT1M1H",
            "PT1.5H30M",
            "P1.5D",
            "PT1H1H",
            "P1D1D",
            "PT0.0000000001S",
            "PT1E3S",
            "P 1D",
            "PT,5S",
            "PT.5S",
            "P1H",
            "PT9999999999S",
        ] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}

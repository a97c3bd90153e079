//! Many cases together (semantics, section 4).

use num_rational::Ratio;
use serde_json::Value;

use super::case::Shown;
use super::periods::Period;
use super::target::length;

pub(crate) type Fraction = Ratio<i128>;

/// The value of an objective in a period, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) value: Option<Fraction>,
    pub(crate) verdict: &'static str,
    /// Of how many clocks.
    pub(crate) cases: usize,
}

/// When a period is judged.
#[derive(Clone, Copy)]
pub(crate) struct Judgement<'w> {
    pub(crate) objective: &'w Value,
    pub(crate) period: Period,
    /// The time whose clocks are looked at.
    pub(crate) window: Period,
    pub(crate) as_of: i64,
    /// From when on clocks are still looked at when the period is over.
    pub(crate) stays_from: i64,
    /// Whether there is evidence for any of it.
    pub(crate) is_covered: bool,
}

impl Judgement<'_> {
    /// What the period says of these clocks of the whole history.
    pub(crate) fn of(&self, clocks: &[Shown]) -> Judged {
        let own = clocks
            .iter()
            .filter(|shown| self.instant(shown).is_some_and(|instant| self.window.holds(instant)));
        let own: Vec<&Shown> = own.collect();
        let target = self.target();
        let (value, kept) = if own.is_empty() {
            match self.objective["no_cases"].as_str().unwrap_or("not_measured") {
                _ if !self.is_covered => return NOTHING,
                "not_measured" => return NOTHING,
                "met" => (None, true),
                stated => {
                    let value = number_or_length(stated);
                    (Some(value), target.is_kept_by(value))
                }
            }
        } else {
            let value = target.kind.value(&own);
            (Some(value), target.is_kept_by(value))
        };
        let is_over = self.is_over();
        let verdict = match (kept, is_over) {
            (true, true) => "met",
            (false, true) => "missed",
            (true, false) => "running_on_track",
            (false, false) if self.is_beyond_mending(&own) => "running_past_recovery",
            (false, false) => "running_below_target",
        };
        Judged { value, verdict, cases: own.len() }
    }

    /// Whether nothing to come could make up for what was missed, and will not be left behind.
    fn is_beyond_mending(&self, own: &[&Shown]) -> bool {
        let target = self.target();
        let stays = own.iter().copied();
        let stays: Vec<&Shown> =
            stays.filter(|it| self.instant(it).is_some_and(|at| at >= self.stays_from)).collect();
        !stays.is_empty()
            && target.is_lost_by_one()
            && !target.is_kept_by(target.kind.value(&stays))
    }

    pub(crate) fn is_over(&self) -> bool {
        self.period.until <= self.as_of
    }

    /// Whether one keeps the target less than the other, or says something where the other says
    /// nothing.
    pub(crate) fn is_worse(&self, one: &Judged, other: &Judged) -> bool {
        let says = |it: &Judged| it.verdict != NOTHING.verdict;
        match (one.value, other.value) {
            (Some(one), Some(other)) => match self.target().kind {
                Kind::Share => one < other,
                _ => one > other,
            },
            (value, other_value) if says(one) == says(other) => {
                value.is_some() && other_value.is_none()
            }
            _ => says(one),
        }
    }

    /// The instant whose period a clock belongs to.
    fn instant(&self, shown: &Shown) -> Option<i64> {
        // Lengths are of what has stopped.
        let decided = match self.target().kind {
            Kind::Share => shown.decided,
            _ => shown.over,
        }?;
        match self.objective["attribution"].as_str().unwrap_or("decided") {
            "decided" => Some(decided),
            "opened" => Some(shown.started),
            "stopped" => shown.over,
            _ => shown.due.map_or(Some(decided), |due| Some(due).filter(|due| *due <= self.as_of)),
        }
    }

    fn target(&self) -> Target {
        let target = &self.objective["target"];
        let Value::Object(members) = target else {
            return Target { kind: Kind::Share, strict: false, bound: Fraction::from(100) };
        };
        let (name, value) = members.iter().next().unwrap();
        if name == "percentile" {
            let strict = value["at_most"].is_null();
            let bound = if strict { &value["below"] } else { &value["at_most"] };
            let rank = number_or_length(value["rank"].as_str().unwrap());
            let bound = number_or_length(bound.as_str().unwrap());
            return Target { kind: Kind::Percentile(rank), strict, bound };
        }
        let kind = match name.split('_').next().unwrap() {
            "share" => Kind::Share,
            "mean" => Kind::Mean,
            "median" => Kind::Median,
            _ => Kind::Maximum,
        };
        let strict = name.ends_with("_above") || name.ends_with("_below");
        Target { kind, strict, bound: number_or_length(value.as_str().unwrap()) }
    }
}

pub(crate) const NOTHING: Judged = Judged { value: None, verdict: "not_measured", cases: 0 };

#[derive(Clone, Copy)]
enum Kind {
    Share,
    Mean,
    Median,
    Percentile(Fraction),
    Maximum,
}

struct Target {
    kind: Kind,
    strict: bool,
    bound: Fraction,
}

impl Target {
    fn is_kept_by(&self, value: Fraction) -> bool {
        match (self.kind, self.strict) {
            (Kind::Share, true) => value > self.bound,
            (Kind::Share, false) => value >= self.bound,
            (_, true) => value < self.bound,
            (_, false) => value <= self.bound,
        }
    }

    /// Whether no number of good cases mends a bad one.
    fn is_lost_by_one(&self) -> bool {
        match self.kind {
            Kind::Share => self.bound == Fraction::from(100),
            Kind::Maximum => true,
            Kind::Percentile(rank) => rank == Fraction::from(100),
            Kind::Mean | Kind::Median => false,
        }
    }
}

impl Kind {
    /// The value of some clocks, in percent or in seconds.
    fn value(self, clocks: &[&Shown]) -> Fraction {
        let number = i128::try_from(clocks.len()).unwrap();
        let mut elapsed: Vec<i128> = clocks.iter().map(|shown| shown.elapsed.into()).collect();
        elapsed.sort_unstable();
        match self {
            Self::Share => {
                let met = clocks.iter().filter(|shown| shown.verdict == "met").count();
                Fraction::new(100 * i128::try_from(met).unwrap(), number)
            }
            Self::Mean => Fraction::new(elapsed.iter().sum(), number),
            Self::Median => {
                let middle = elapsed.len() / 2;
                let other = if elapsed.len().is_multiple_of(2) { middle - 1 } else { middle };
                Fraction::new(elapsed[middle] + elapsed[other], 2)
            }
            Self::Percentile(rank) => {
                let place = (rank * number / 100).ceil().to_integer();
                Fraction::from(elapsed[usize::try_from(place).unwrap() - 1])
            }
            Self::Maximum => Fraction::from(*elapsed.last().unwrap()),
        }
    }
}

/// `99.5`, or a length in seconds.
fn number_or_length(text: &str) -> Fraction {
    if text.starts_with('P') {
        return Fraction::from(i128::from(length(text)));
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let scale = 10_i128.pow(decimals.len().try_into().unwrap());
    Fraction::new(format!("{whole}{decimals}").parse().unwrap(), scale)
}

//! The cases of a period, as one value.

use super::case::{Case, CaseVerdict};
use crate::model::{Attribution, Measure};
use crate::units::{Exact, Instant, Interval};

/// Cases in the order of the instants by which they belong to periods.
#[derive(Clone, Debug, Default)]
pub struct Attributed {
    /// Each with its case by position.
    instants: Vec<(Instant, usize)>,
}

/// What the cases of a stretch of time come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseMeasure {
    /// The time to which they belong.
    pub window: Interval,
    /// The cases, by their positions, in the order in which they belong there.
    pub cases: Vec<usize>,
    /// How many were within their limit.
    pub met: u64,
    /// How many were not.
    pub missed: u64,
    /// In the unit of the measure; nothing where there is no case.
    pub value: Option<Exact>,
    /// The hours of that time, in nanoseconds.
    pub agreed: i128,
    /// The hours of that time of which nothing is known, in nanoseconds.
    pub unknown: i128,
}

impl Attributed {
    /// Attributes `cases` by `rule`; what is due after `as_of` belongs nowhere yet.
    #[must_use]
    pub fn of(cases: &[Case], rule: Attribution, measure: &Measure, as_of: Instant) -> Self {
        let instant = |case: &Case| {
            let decided = if *measure == Measure::Share { case.decided } else { case.over }?;
            match rule {
                Attribution::Decided => Some(decided),
                Attribution::Opened => Some(case.span.from()),
                Attribution::Stopped => case.over,
                Attribution::Due => {
                    let due = case.due.unwrap_or(decided);
                    (due <= as_of).then_some(due)
                }
            }
        };
        let attributed = cases.iter().enumerate();
        let attributed = attributed.filter_map(|(at, case)| Some((instant(case)?, at)));
        let mut instants: Vec<_> = attributed.collect();
        instants.sort_unstable();
        Self { instants }
    }

    /// The cases that belong to `window`.
    pub fn within(&self, window: Interval) -> impl Iterator<Item = usize> {
        let first = self.instants.partition_point(|(at, _)| *at < window.from());
        let inside = self.instants.iter().skip(first);
        inside.take_while(move |(at, _)| *at < window.until()).map(|(_, case)| *case)
    }
}

impl CaseMeasure {
    /// What `own`, the cases that belong to a window, come to by `measure`, given how long its hours
    /// are, and those of them of which nothing is known.
    #[must_use]
    pub fn of(
        (window, agreed, unknown): (Interval, i128, i128),
        cases: &[Case],
        own: Vec<usize>,
        measure: &Measure,
    ) -> Self {
        let count = |verdict| {
            let cases = own.iter().filter_map(|at| cases.get(*at));
            cases.filter(|case| case.verdict == verdict).count() as u64
        };
        let (met, missed) = (count(CaseVerdict::Met), count(CaseVerdict::Missed));
        let value = if *measure == Measure::Share {
            let met = Exact::from(i128::from(met) * 100);
            met.checked_div(&Exact::from(i128::from(count(CaseVerdict::Met) + missed)))
        } else {
            let lengths = own.iter().filter_map(|at| cases.get(*at)).map(|case| case.elapsed);
            length(lengths.collect(), measure)
        };
        Self { window, agreed, unknown, cases: own, met, missed, value }
    }
}

/// One length for several, in seconds.
fn length(mut lengths: Vec<i128>, measure: &Measure) -> Option<Exact> {
    lengths.sort_unstable();
    let count = i128::try_from(lengths.len()).ok()?;
    let mean = |lengths: &[i128]| {
        let sum = Exact::seconds(lengths.iter().sum());
        sum.checked_div(&Exact::from(i128::try_from(lengths.len()).ok()?))
    };
    match measure {
        Measure::Mean => mean(&lengths),
        Measure::Median => {
            let middle = lengths.len().checked_sub(1)? / 2;
            mean(lengths.get(middle..=lengths.len() / 2)?)
        }
        Measure::Percentile(rank) => {
            let place = (rank * &Exact::from(count)).checked_div(&Exact::from(100))?;
            let place = usize::try_from(place.ceil(0).to_whole()?).ok()?;
            lengths.get(place.checked_sub(1)?).map(|length| Exact::seconds(*length))
        }
        _ => lengths.last().map(|length| Exact::seconds(*length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_lengths_become_one() {
        let of = |measure| {
            let seconds = [50_i128, 10, 30, 20];
            length(seconds.map(|second| second * 1_000_000_000).to_vec(), &measure)
        };
        assert_eq!(of(Measure::Mean), Exact::parse("27.5").ok());
        assert_eq!(of(Measure::Median), Some(Exact::from(25)));
        assert_eq!(of(Measure::Maximum), Some(Exact::from(50)));
        let percentile = |rank| of(Measure::Percentile(Exact::from(rank)));
        assert_eq!(percentile(50), Some(Exact::from(20)));
        assert_eq!(percentile(51), Some(Exact::from(30)));
        assert_eq!(percentile(100), Some(Exact::from(50)));
        assert_eq!(length(Vec::new(), &Measure::Mean), None);
        assert_eq!(length(Vec::new(), &Measure::Median), None);
    }
}

//! Values that are put together from single ones.

use crate::model::TallySource;
use crate::units::{Exact, Instant, Interval};

/// A single value, and how much it weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is the value of.
    pub source: ItemSource,
    /// The instant by which it belongs to a period.
    pub at: Instant,
    /// The value; of what is counted, one.
    pub value: Exact,
    /// How much it weighs.
    pub weight: Exact,
}

/// What a single value is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemSource {
    /// A measurement of the history, by its position.
    Measurement(usize),
    /// A resolution of the incident at that position.
    Resolution(usize),
    /// A deed of the history, by its position.
    Deed(usize),
    /// What was to be done for the period that begins on a date, by a deadline, and the deed that
    /// did it, if one did.
    Duty {
        /// The period's position among all.
        period: usize,
        /// The first instant at which it was too late.
        deadline: Instant,
        /// The deed.
        deed: Option<usize>,
    },
    /// What the objective at the first position is worth in the period at the second.
    Result(usize, usize),
    /// The same, where it counts more since another was missed before.
    Repeat {
        /// The objective and the period.
        of: (usize, usize),
        /// The objective that was missed before, and in which period.
        before: (usize, usize),
    },
}

/// The single values of a window, as one.
///
/// value = Σ weight × value ÷ Σ weight; of what is counted, the number; of points, Σ weight × value.
///
/// Source: the weighted mean, as in scorecards of outsourcing contracts (BMC: 87.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The window.
    pub window: Interval,
    /// The single values, in order of time.
    pub items: Vec<Item>,
    /// Σ weight.
    pub weight: Exact,
    /// In the indicator's unit; nothing where there is none, or too few.
    pub value: Option<Exact>,
    /// The hours of the window, in nanoseconds.
    pub agreed: i128,
    /// Those of which nothing is known, in nanoseconds.
    pub unknown: i128,
}

impl Tally {
    /// What the `items` of a window come to, given how long its hours are, and those of them of
    /// which nothing is known. Where an amendment cuts the window out of a period, `all` is the weight
    /// of the items of the whole period: least numbers are held against that.
    #[must_use]
    pub fn of(
        (window, agreed, unknown): (Interval, i128, i128),
        items: Vec<Item>,
        all: Option<&Exact>,
        source: &TallySource,
    ) -> Self {
        let sum = |each: &dyn Fn(&Item) -> Exact| items.iter().map(each).sum::<Exact>();
        let weight = sum(&|item| item.weight.clone());
        let weighted = || sum(&|item| &item.weight * &item.value);
        let value = match source {
            // None at all is a number too, where anything is known.
            TallySource::Count(_) => (unknown < agreed || !items.is_empty()).then(weighted),
            TallySource::Points(_) => (!items.is_empty()).then(weighted),
            TallySource::Measurements { minimum_answers, .. }
                if all.unwrap_or(&weight) < minimum_answers =>
            {
                None
            }
            _ => weighted().checked_div(&weight),
        };
        Self { window, items, weight, value, agreed, unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(items: &[(i128, i128)], source: &TallySource) -> Option<Exact> {
        let item = |(value, weight): &(i128, i128)| Item {
            source: ItemSource::Measurement(0),
            at: Instant::EPOCH,
            value: Exact::from(*value),
            weight: Exact::from(*weight),
        };
        let window = Interval::new(Instant::EPOCH, Instant::EPOCH.after(10));
        Tally::of((window, 10, 0), items.iter().map(item).collect(), None, source).value
    }

    #[test]
    fn values_are_weighed() {
        let score = TallySource::Score(Vec::new());
        // 100 × 3 and 50 × 1.
        assert_eq!(tally(&[(100, 3), (50, 1)], &score), Exact::parse("87.5").ok());
        assert_eq!(tally(&[], &score), None);
    }

    #[test]
    fn too_few_answers_are_none() {
        let minimum_answers = Exact::from(20);
        let source = TallySource::Measurements { name: "csat".to_owned(), minimum_answers };
        assert_eq!(tally(&[(4, 12), (5, 7)], &source), None);
        assert_eq!(tally(&[(4, 15), (5, 5)], &source), Exact::parse("4.25").ok());
    }

    #[test]
    fn nothing_done_is_a_number() {
        let source = TallySource::Count("drill".to_owned());
        assert_eq!(tally(&[], &source), Some(Exact::zero()));
        assert_eq!(tally(&[(1, 1), (1, 1)], &source), Some(Exact::from(2)));
    }
}

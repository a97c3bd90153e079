//! Rights beyond money.

use super::words::words;
use super::{Clause, Cut, Side};
use crate::units::Exact;

/// What a party may do where promises are broken often or badly.
#[derive(Clone, Debug, PartialEq)]
pub struct Right {
    /// Its id.
    pub id: Option<String>,
    /// What may be done.
    pub effect: Effect,
    /// Of which periods no credits are due, where that is what it does.
    pub stops: Stops,
    /// What gives it; each alone is enough.
    pub any: Vec<Trigger>,
    /// For how many local days after the last of the period in which it arose; without it, it does
    /// not lapse.
    pub exercise_days: Option<u32>,
    /// The clause that grants it.
    pub clause: Clause,
}

words! {
    /// What may be done.
    Effect {
        /// The agreement may be ended.
        Terminate = "terminate",
        /// Payment may be withheld.
        Withhold = "withhold",
        /// No credits are due any more.
        NoCredits = "no_credits",
    }
}

words! {
    /// Of which periods a right stops the credits.
    Stops {
        /// Of those that begin when it has arisen, and can be exercised.
        Later = "later",
        /// Of those that end with or within the one at whose end it arises.
        Own = "own_period",
        /// Of both.
        Both = "own_period_and_later",
    }
}

impl Stops {
    /// Whether of the period at whose end it arises.
    #[must_use]
    pub fn own(self) -> bool {
        self != Self::Later
    }

    /// Whether of those that begin then, or later.
    #[must_use]
    pub fn later(self) -> bool {
        self != Self::Own
    }
}

/// What gives a right: enough periods with a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// What a period must show.
    pub sign: Sign,
    /// The objectives that it is about, by position; all have the same periods.
    pub of: Vec<usize>,
    /// In how many periods.
    pub periods: u32,
    /// Among which.
    pub among: Among,
}

/// Among which periods those with a sign are counted: all of the term, where it is not narrower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// The last so many.
    pub last: Option<u32>,
    /// Those that follow each other; one that was not measured does not part its neighbours.
    pub consecutive: bool,
}

/// What a period must show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Any of the objectives was missed.
    Missed,
    /// The objective's value lies beyond a bound.
    Value(Reach),
    /// The mean of its values over the last periods does.
    Mean {
        /// Over so many, this one among them.
        over: u32,
        /// The bound.
        reach: Reach,
    },
    /// Its values over the last periods, added up, do.
    Sum {
        /// Over so many, this one among them.
        over: u32,
        /// The bound.
        reach: Reach,
    },
    /// The part of the judged objectives that was missed does, in percent; of one that is judged
    /// label by label, any part is enough.
    Share(Reach),
    /// The downtime of the last periods together is longer.
    Downtime {
        /// So many, this one among them.
        within: u32,
        /// Seconds.
        more_than: Exact,
        /// The calendar in whose hours it counts, by position; the objective's own where there is
        /// none.
        calendar: Option<usize>,
    },
    /// The credits of the last periods together are so large.
    Credits {
        /// So many, this one among them.
        over: u32,
        /// An amount, or percent of the charges.
        at_least: Exact,
        /// Whether percent of the charges.
        of_charges: bool,
    },
}

impl Sign {
    /// How many periods it looks at, the last among them.
    #[must_use]
    pub fn spans(&self) -> usize {
        let periods = match self {
            Self::Missed | Self::Value(_) | Self::Share(_) => 1,
            Self::Mean { over: periods, .. }
            | Self::Sum { over: periods, .. }
            | Self::Downtime { within: periods, .. }
            | Self::Credits { over: periods, .. } => *periods,
        };
        periods as usize
    }

    /// Whether a value is one that it asks for; what was missed has none.
    #[must_use]
    pub fn holds(&self, value: &Exact) -> bool {
        match self {
            Self::Missed => false,
            Self::Value(reach)
            | Self::Mean { reach, .. }
            | Self::Sum { reach, .. }
            | Self::Share(reach) => reach.holds(value),
            Self::Downtime { more_than, .. } => value > more_than,
            Self::Credits { at_least, .. } => value >= at_least,
        }
    }
}

/// The values beyond a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The bound.
    pub cut: Cut,
    /// Whether they lie below it.
    pub below: bool,
}

impl Reach {
    /// Whether `value` lies there.
    #[must_use]
    pub fn holds(&self, value: &Exact) -> bool {
        self.cut.is_below(value) != self.below
    }

    /// The field of a contract that says so.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match (self.below, self.cut.side) {
            (true, Side::Below) => "below",
            (true, Side::Above) => "at_or_below",
            (false, Side::Above) => "above",
            (false, Side::Below) => "at_or_above",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_itself_is_beyond_where_it_says_so() {
        let at = Exact::from(95);
        let named = |below, side| Reach { cut: Cut { value: at.clone(), side }, below };
        let all =
            [(true, Side::Below), (true, Side::Above), (false, Side::Above), (false, Side::Below)];
        let found = all.map(|(below, side)| {
            let reach = named(below, side);
            (reach.name(), [94, 95, 96].map(|value| reach.holds(&Exact::from(value))))
        });
        assert_eq!(
            found,
            [
                ("below", [true, false, false]),
                ("at_or_below", [true, true, false]),
                ("above", [false, false, true]),
                ("at_or_above", [false, true, true]),
            ]
        );
    }
}

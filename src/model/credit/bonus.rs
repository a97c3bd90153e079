//! What a value beyond the target is worth to the provider.

use super::Price;
use crate::model::Clause;
use crate::model::words::words;
use crate::units::{Better, Exact};

/// What the provider gets for a period that is better than promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bonus {
    /// The levels, in the contract's order; at least one.
    pub levels: Vec<BonusLevel>,
    /// What becomes of it.
    pub due: BonusDue,
    /// The clause that says so: its own, else the objective's.
    pub clause: Clause,
}

/// From which value on so much is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BonusLevel {
    /// The value, as it is held against the target.
    pub value: Exact,
    /// What it is worth: a percentage of the charge, or an amount.
    pub price: Price,
}

words! {
    /// What becomes of a bonus.
    BonusDue {
        /// It is set off against the credits of its period.
        SetOff = "set_off",
        /// The client pays it.
        Payable = "payable",
    }
}

impl Bonus {
    /// The best level that a value reaches, with its position.
    #[must_use]
    pub fn reached(&self, value: &Exact, better: Better) -> Option<(usize, &BonusLevel)> {
        let reached = self.levels.iter().enumerate().filter(|(_, level)| match better {
            Better::More => *value >= level.value,
            Better::Less => *value <= level.value,
        });
        reached.reduce(|best, next| {
            let is_better = match better {
                Better::More => next.1.value > best.1.value,
                Better::Less => next.1.value < best.1.value,
            };
            if is_better { next } else { best }
        })
    }
}

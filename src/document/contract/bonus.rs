//! What a value beyond the target is worth to the provider, as it is written.

use crate::document::object::object;
use crate::document::token::{Bound, Digits, Text};

object! {
    /// What the provider gets for a finished period that is better than promised: by the best level
    /// reached. Of a period that an amendment cuts, each part is looked at by itself.
    Bonus {
        /// The levels, in any order.
        required levels: Vec<BonusLevel<'j>>,
        /// What becomes of it: it is set off against credits of the same period, never below zero,
        /// `set_off`, where it is missing; or the client pays it, `payable`.
        optional due: Text<'j>,
        /// The clause, where it is another than the objective's.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A level, with one of the bounds and one of the prices.
    BonusLevel {
        /// Where more is better: this value, or more.
        optional at_least: Bound<'j>,
        /// Where less is better: this value, or less.
        optional at_most: Bound<'j>,
        /// The percentage of the charge of the service, or of the whole contract where the objective
        /// names no service.
        optional percent: Digits<'j>,
        /// Or an amount in the contract's currency.
        optional amount: Digits<'j>,
    }
}

//! Credits and claims as they are written.

use crate::document::object::object;
use crate::document::token::{Digits, Text};

object! {
    /// What a breach of an objective is worth.
    Credit {
        /// What percentages are of: `service_charge`.
        optional basis: Text<'j>,
        /// The percentages by value; the deepest tier reached holds.
        required tiers: Vec<Tier<'j>>,
    }
}

object! {
    /// A tier: the values for which a percentage is due.
    Tier {
        /// It begins below this value.
        optional below: Digits<'j>,
        /// It begins at this value.
        optional at_or_below: Digits<'j>,
        /// It ends above this value; without an end it reaches down to the next tier.
        optional above: Digits<'j>,
        /// It ends at this value.
        optional at_least: Digits<'j>,
        /// The percentage of the basis.
        required percent: Digits<'j>,
    }
}

object! {
    /// What holds for every credit.
    Credits {
        /// By when a credit must be claimed; without it, none need be.
        optional claim: Claim<'j>,
        /// How a credit is rounded to the minor unit: `half_up`.
        optional rounding: Text<'j>,
    }
}

object! {
    /// By when a credit must be claimed.
    Claim {
        /// How long.
        required within: Within<'j>,
        /// After what: `period_end`.
        optional from: Text<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A length in local calendar days.
    Within {
        /// So many days; the day of the event itself is not counted.
        required days: Digits<'j>,
    }
}

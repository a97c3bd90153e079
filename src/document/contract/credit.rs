//! What holds for every credit, and claims, as they are written.

use crate::document::object::object;
use crate::document::token::{Digits, Text};

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

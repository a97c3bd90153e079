//! Permitted maintenance as it is written.

use crate::document::object::{Members, object};
use crate::document::token::{Date, Digits, Text};

object! {
    /// Maintenance that is permitted: recorded maintenance counts as such where one permits it.
    Permission {
        /// Its id.
        optional id: Text<'j>,
        /// The services, by id; all of them where it is missing.
        optional services: Vec<Text<'j>>,
        /// When it may be done; at any time where it is missing.
        optional slots: Slots<'j>,
        /// Whether the slots count without record or notice.
        optional standing: bool,
        /// How long before it is planned to begin it must be announced.
        optional notice: Notice<'j>,
        /// How much of it there may be.
        optional allowance: Allowance<'j>,
        /// What counts as maintenance: the whole `window`, or only its `downtime`.
        optional counts: Text<'j>,
        /// The clause that permits it.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// When maintenance may be done: in hours of the week, or by a rule.
    Slots {
        /// The hours of each day, in the contract's zone: `"sun": ["02:00-06:00"]`.
        optional weekly: Members<'j, Vec<Text<'j>>>,
        /// A rule of RFC 5545: `FREQ=MONTHLY;BYDAY=1SU`.
        optional rule: Text<'j>,
        /// With a rule: the first local date from which it holds.
        optional from: Date<'j>,
        /// With a rule: the local time at which it begins.
        optional at: Text<'j>,
        /// With a rule: how long it may take.
        optional length: Text<'j>,
    }
}

object! {
    /// How long before it is planned to begin maintenance must be announced: one of these.
    Notice {
        /// So many local days.
        optional days: Digits<'j>,
        /// So many hours.
        optional hours: Digits<'j>,
    }
}

object! {
    /// How much maintenance there may be.
    Allowance {
        /// So much,
        required at_most: Text<'j>,
        /// in each `month`, `quarter`, `half_year` or `year`.
        required per: Text<'j>,
    }
}

//! What was measured elsewhere, and what was done.

use crate::document::object::{Members, object};
use crate::document::token::{Date, Digits, Moment, Text};

object! {
    /// What was measured elsewhere: answers of clients, the state of machines.
    Measurement {
        /// What was measured: an indicator, or the `source` of an objective.
        required indicator: Text<'j>,
        /// The service that it is about, by id; every one where it is missing.
        optional service: Text<'j>,
        /// What it says of itself: a site, a region, a customer.
        optional labels: Members<'j, Text<'j>>,
        /// The first instant.
        required from: Moment<'j>,
        /// The first instant after it, by which it belongs to a period.
        required until: Moment<'j>,
        /// The value.
        required value: Digits<'j>,
        /// How many answers it rests on; one where it is missing.
        optional count: Digits<'j>,
    }
}

object! {
    /// What was invoiced for a period, in the place of the contract's charge of that kind.
    Invoiced {
        /// For which service, by id; for the agreement as a whole where it is missing.
        optional service: Text<'j>,
        /// The first local date of the service period.
        required period: Date<'j>,
        /// The amount, in the contract's currency in that period.
        required amount: Digits<'j>,
        /// `recurring`, `usage` or `one_time`; recurring where it is missing.
        optional kind: Text<'j>,
    }
}

object! {
    /// Something that was done.
    Deed {
        /// What: `report_delivered`, `review_held`, `evidence_given`, or a word of the contract.
        required r#type: Text<'j>,
        /// When.
        required at: Moment<'j>,
        /// The first date of the period for which it was done.
        optional r#for: Date<'j>,
        /// The service that it is about, by id; every one where it is missing.
        optional service: Text<'j>,
        /// What shows that it was done.
        optional evidence: Text<'j>,
    }
}

//! Spans that a history declares, as they are written.

use crate::document::object::object;
use crate::document::token::{Moment, Text};

object! {
    /// A span that does not count: a suspension, force majeure.
    ExclusionSpan {
        /// The services, by id; all of them where it is missing.
        optional services: Vec<Text<'j>>,
        /// The first instant.
        required from: Moment<'j>,
        /// The first instant after it; it goes on where it is missing.
        optional until: Moment<'j>,
        /// Why.
        optional cause: Text<'j>,
    }
}

object! {
    /// A span of which nothing is known.
    UnknownSpan {
        /// The services, by id; all of them where it is missing.
        optional services: Vec<Text<'j>>,
        /// The first instant.
        required from: Moment<'j>,
        /// The first instant after it; it goes on where it is missing.
        optional until: Moment<'j>,
        /// Why.
        optional reason: Text<'j>,
    }
}

object! {
    /// A change of impact.
    ImpactChange {
        /// From when.
        required at: Moment<'j>,
        /// The impact from then on, by a word of the contract.
        required impact: Text<'j>,
    }
}

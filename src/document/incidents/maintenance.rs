//! Maintenance that was done, as it is written.

use crate::document::object::object;
use crate::document::token::{Moment, Text};

object! {
    /// Maintenance that was done.
    Maintenance {
        /// Its id.
        required id: Text<'j>,
        /// The services, by id; all of them where it is missing.
        optional services: Vec<Text<'j>>,
        /// When it was planned to begin.
        required planned_from: Moment<'j>,
        /// When it was planned to end.
        required planned_until: Moment<'j>,
        /// When it began; as planned where it is missing.
        optional from: Moment<'j>,
        /// When it ended; with a beginning alone it goes on, without either it ended as planned.
        optional until: Moment<'j>,
        /// When it was announced.
        optional announced: Moment<'j>,
        /// How badly it touched the services, by a word of the contract; `full` where it is missing.
        optional impact: Text<'j>,
    }
}

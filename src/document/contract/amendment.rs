//! Amendments as they are written.

use super::{Charge, Commitment, Exclusion, Objective, Permission, Right, Service};
use crate::document::amend::Later;
use crate::document::contract::Calendar;
use crate::document::object::{Members, object};
use crate::document::token::{Date, Text};

object! {
    /// What the parties agreed later: from a day on, parts of the contract are otherwise. Parts are
    /// named by paths of fields and ids, `objectives/erp-availability/target`; a `/` in an id is
    /// written `~1`, a `~` is written `~0`.
    Amendment {
        /// Its own id.
        optional id: Text<'j>,
        /// The local date from whose beginning on it holds, in the contract's zone; in the one before
        /// where the zone changes.
        required effective: Date<'j>,
        /// What it is about.
        optional title: Text<'j>,
        /// The clause, or the paper, that says so.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
        /// Who agreed to it.
        optional agreed_by: Vec<Text<'j>>,
        /// The parts that are otherwise, each by its path; one that is null is taken out.
        optional set: Members<'j, Later>,
        /// What is added.
        optional add: Additions<'j>,
        /// The parts that are taken out, each by its path.
        optional remove: Vec<Text<'j>>,
    }
}

object! {
    /// What an amendment adds to the contract's own lists.
    Additions {
        /// Calendars, by id.
        optional calendars: Members<'j, Calendar<'j>>,
        /// Charges of the contract as a whole.
        optional charges: Vec<Charge<'j>>,
        /// Services.
        optional services: Vec<Service<'j>>,
        /// Maintenance that is permitted.
        optional maintenance: Vec<Permission<'j>>,
        /// Causes for which the provider does not answer.
        optional exclusions: Vec<Exclusion<'j>>,
        /// Promises.
        optional objectives: Vec<Objective<'j>>,
        /// Promises without any measure.
        optional commitments: Vec<Commitment<'j>>,
        /// Rights.
        optional rights: Vec<Right<'j>>,
    }
}

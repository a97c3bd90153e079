//! Corrections of what a history tells, as they are written.

use jiter::Peek;
use serde_json::{Value as Json, json};

use super::{Incident, Maintenance};
use crate::document::object::{Part, object};
use crate::document::read::{Broken, Reader, Value};
use crate::document::token::{Moment, Text};

object! {
    /// A correction of an incident.
    IncidentCorrection {
        /// The incident's id.
        required incident: Text<'j>,
        /// When it was made.
        required at: Moment<'j>,
        /// By whom.
        required by: Text<'j>,
        /// Why.
        required reason: Text<'j>,
        /// Whether both parties agree; a correction that is disputed is not applied.
        optional agreed: bool,
        /// The fields that are otherwise; those that are null are taken out.
        required set: Part<Incident<'j>>,
    }
}

object! {
    /// A correction of maintenance that was done.
    MaintenanceCorrection {
        /// The id of the record.
        required maintenance: Text<'j>,
        /// When it was made.
        required at: Moment<'j>,
        /// By whom.
        required by: Text<'j>,
        /// Why.
        required reason: Text<'j>,
        /// Whether both parties agree; a correction that is disputed is not applied.
        optional agreed: bool,
        /// The fields that are otherwise; those that are null are taken out.
        required set: Part<Maintenance<'j>>,
    }
}

/// A correction of an incident, or of maintenance.
#[derive(Clone, Debug)]
pub enum Correction<'j> {
    /// `{ "incident": "INC-1", … }`
    Incident(Box<IncidentCorrection<'j>>),
    /// `{ "maintenance": "CHG-1", … }`
    Maintenance(Box<MaintenanceCorrection<'j>>),
}

impl<'j> Value<'j> for Correction<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        if peek == Peek::Object && reader.has_member(|name| name == "maintenance") {
            let read = MaintenanceCorrection::read(reader, peek)?;
            return Ok(read.map(|it| Self::Maintenance(Box::new(it))));
        }
        Ok(IncidentCorrection::read(reader, peek)?.map(|it| Self::Incident(Box::new(it))))
    }

    fn schema() -> Json {
        json!({
            "anyOf": [
                <IncidentCorrection as Value>::schema(),
                <MaintenanceCorrection as Value>::schema(),
            ],
        })
    }
}

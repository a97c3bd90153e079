//! When anything counted: the same if every target were different.

mod evidence;
mod incident_class;
mod outage;
mod service_period;
mod term;

pub use evidence::{AsOfSource, Evidence, EvidenceSource, suggested_as_of};
pub use incident_class::{IncidentClass, classify};
pub use outage::{Outage, Outages, Piece, Stretch, open_time, outages};
pub use service_period::{ServicePeriod, number_of_periods, service_periods};
pub use term::term;

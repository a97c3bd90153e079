//! When anything counted: the same if every target were different.

mod clock;
mod evidence;
mod group;
mod hours;
mod incident_class;
mod label;
mod laps;
mod maintenance;
mod outage;
mod owners;
mod parts;
mod recurrence;
mod requests;
mod service_period;
mod service_time;
mod term;
mod together;
mod unit;

pub use clock::{Clock, Part};
pub use evidence::{AsOfSource, Evidence, EvidenceSource, suggested_as_of};
pub use group::{Combined, Member};
pub use hours::{Hours, Reach};
pub use incident_class::{IncidentClass, classify};
pub use label::{Label, Labelled};
pub use laps::{Known, Lap, Mark, Rules, clock_start, laps};
pub use maintenance::{Looked, Maintenance, SlotTimes};
pub use outage::{Cause, Outage, Outages, Piece, Source, Stretch, open_time, stretches};
pub use owners::Owned;
pub use requests::{down_steps, missing_steps};
pub use service_period::{ServicePeriod, later_period_end, number_of_periods, service_periods};
pub use service_time::{GroupTime, KnownGroup, KnownTime, Measured, ServiceTime, WholeOutage};
pub use term::{judged_time, term};
pub use together::Together;
pub use unit::UnitGrid;

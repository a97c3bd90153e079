//! What is agreed and what happened: facts that both parties would sign.
//!
//! A value here has been validated; what makes no sense cannot be built or was refused before.

mod agreement;
mod credit;
mod cut;
mod history;
mod impact;
mod incident;
mod incidents;

pub use agreement::{Agreement, Clause, Every, Indicator, Objective, Reading, Service, Term};
pub use credit::{Charge, Claim, CreditRule, Tier};
pub use cut::{Cut, Side};
pub use history::{History, Origin};
pub use impact::{Impact, ImpactScale, Level, Rank};
pub use incident::{End, EndEvent, Incident, Touch, Touched};
pub use incidents::{Incidents, NewIncident};

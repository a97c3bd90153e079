//! From what was written to what makes sense: could a careful reader reject the paper for this?
//!
//! Every check goes on after a fault, so that all are told at once.

mod amendments;
mod calendars;
mod charges;
mod claims;
mod clocks;
mod commitments;
mod contract;
mod corrections;
mod counting;
mod credit;
mod credits;
mod cross_check;
mod declared;
mod done;
mod edges;
mod groups;
mod history;
mod ids;
mod incidents;
mod maintenance;
mod moving_zone;
mod objectives;
mod order;
mod periods;
mod points;
mod records;
mod recurrence;
mod rights;
mod rounding;
mod scalar;
mod series;
mod tallies;
mod targets;
mod told;
mod turns;
mod verdicts;

pub use amendments::contract;
pub use cross_check::objectives_per_service;
pub use history::Gathering;
pub use recurrence::{Begins, Firing, RuleFault, RuleWrong, firing, recurrence};

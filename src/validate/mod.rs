//! From what was written to what makes sense: could a careful reader reject the paper for this?
//!
//! Every check goes on after a fault, so that all are told at once.

mod contract;
mod cross_check;
mod incidents;
mod scalar;
mod tiers;

pub use contract::contract;
pub use cross_check::{merge, objectives_per_service};
pub use incidents::{Told, incidents};

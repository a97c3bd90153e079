//! Indicators: numbers that could be printed without knowing any target.

mod availability;
mod error_budget;
mod left_out;
mod outage_figures;
mod requests;
mod tally;

pub use availability::{Availability, UsedUp};
pub use error_budget::{ErrorBudget, Rest};
pub use left_out::LeftOut;
pub use outage_figures::OutageFigures;
pub use requests::{RequestFigures, Steps};
pub use tally::{Item, ItemSource, Tally};

//! Indicators: numbers that could be printed without knowing any target.

mod availability;
mod error_budget;
mod outage_figures;
mod requests;
mod tally;

pub use availability::Availability;
pub use error_budget::{ErrorBudget, Rest};
pub use outage_figures::OutageFigures;
pub use requests::{LeftOut, RequestFigures, Steps};
pub use tally::{Item, ItemSource, Tally};

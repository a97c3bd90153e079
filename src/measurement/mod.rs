//! Indicators: numbers that could be printed without knowing any target.

mod availability;
mod error_budget;

pub use availability::Availability;
pub use error_budget::{ErrorBudget, Rest};

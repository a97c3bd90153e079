//! Indicators: numbers that could be printed without knowing any target.

mod availability;

pub use availability::Availability;

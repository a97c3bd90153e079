//! What is paid.

use chrono::NaiveDate;

use crate::units::Exact;

/// A recurring charge, from a date until the next charge's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The first local date on which it holds.
    pub from: NaiveDate,
    /// The amount, not negative.
    pub amount: Exact,
    /// For how many months it is paid.
    pub months: u32,
    /// Its position in the contract.
    pub position: usize,
}

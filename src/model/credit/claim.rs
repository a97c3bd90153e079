//! Until when a credit is claimed.

use crate::model::Clause;

/// By when a credit must be claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Local days after the period's last day.
    pub days: u32,
    /// The clause that says so.
    pub clause: Clause,
}

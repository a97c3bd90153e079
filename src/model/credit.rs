//! What a breach is worth.

use chrono::NaiveDate;

use super::{Clause, Cut};
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

/// A percentage of the service's charge, by the value reached.
#[derive(Clone, Debug)]
pub struct CreditRule {
    /// The tiers in the contract's order; no value lies in two.
    pub tiers: Vec<Tier>,
}

/// The values from `end` up to `begin`, and the percentage due for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Values above this cut have not reached the tier.
    pub begin: Cut,
    /// Values below this cut are past it, where it has an end of its own.
    pub end: Option<Cut>,
    /// The percentage of the basis.
    pub percent: Exact,
    /// Its position in the contract.
    pub position: usize,
}

impl Tier {
    /// Whether the tier holds `value`.
    #[must_use]
    pub fn holds(&self, value: &Exact) -> bool {
        !self.begin.is_below(value) && self.end.as_ref().is_none_or(|end| end.is_below(value))
    }
}

impl CreditRule {
    /// The deepest tier that holds `value`, for an indicator whose lower values are worse.
    #[must_use]
    pub fn deepest(&self, value: &Exact) -> Option<&Tier> {
        self.tiers.iter().filter(|tier| tier.holds(value)).min_by_key(|tier| &tier.begin)
    }
}

/// By when a credit must be claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Local days after the period's last day.
    pub days: u32,
    /// The clause that says so.
    pub clause: Clause,
}

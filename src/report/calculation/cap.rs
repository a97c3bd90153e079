//! What a cap works from.

use serde::{Deserialize, Serialize};

use super::Fact;
use crate::units::Exact;

/// A cap, and what it was held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapOperand {
    /// The cap, by its position in the contract.
    pub cap: u32,
    /// So many percent of the charges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Exact>,
    /// So much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Exact>,
    /// As much as so many days cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_of_charge: Option<Exact>,
    /// As much as so many months cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months_of_charge: Option<Exact>,
    /// Whether it is held against shares that have no price.
    pub is_share: bool,
    /// The charges.
    pub charges: Vec<CapChargeOperand>,
    /// The days that they are for, local ones or thirty a month, where it is so many of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged_days: Option<Exact>,
    /// The months that they are for, where it is so many of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged_months: Option<Exact>,
    /// How much it allows.
    pub most: Exact,
    /// What was credited in its window before, as far as it still counts.
    pub issued: Vec<IssuedOperand>,
    /// What is left of it, never below zero.
    pub left: Exact,
    /// The credits that share what is left, this one among them, in the contract's order.
    pub credits: Vec<CappedOperand>,
    /// What it leaves of this credit.
    pub after: Exact,
    /// Where it stands.
    pub source: Fact,
    /// The clause as the contract numbers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// A charge that a cap is a share of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapChargeOperand {
    /// The service, by its position; the whole agreement where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<u32>,
    /// The period, by its position in the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<u32>,
    /// Whether it is that of the contract year in which the period ends.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub annual: bool,
    /// The exact amount.
    pub amount: Exact,
    /// Where it stands, where a history says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Fact>,
}

/// What was credited before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedOperand {
    /// How much.
    pub amount: Exact,
    /// Whose calculation it is, or where a history says it.
    pub source: Fact,
}

/// A credit that a cap was held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CappedOperand {
    /// What it was.
    pub before: Exact,
    /// Whose calculation it is.
    pub source: Fact,
}

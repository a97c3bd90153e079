//! Once for a breached period, however bad it was: a price, all of the charge, or a part of the
//! amount at risk.
//!
//! Source: Texas DIR data centre services, 100,000 × 10 % × 50 % × 40 % = 2,000.

use super::Worth;
use crate::model::{AtRisk, Price};
use crate::penalty::CreditFacts;
use crate::units::Exact;

pub(super) fn waive(facts: &CreditFacts<'_>) -> Worth {
    Worth::once(facts.breached, Price::Percent(Exact::from(100)))
}

pub(super) fn per_breach(price: &Price, facts: &CreditFacts<'_>) -> Worth {
    Worth::once(facts.breached, price.clone())
}

pub(super) fn at_risk(at_risk: &AtRisk, facts: &CreditFacts<'_>) -> Worth {
    Worth::once(facts.breached, Price::Percent(at_risk.share()))
}

//! The part of the target that is missing: (target − value) ÷ target.
//!
//! Source: Cinder. Of a target of 100 % it is the share of measured time that was down, as in
//! Cloudflare's business agreement.

use super::Worth;
use crate::model::Price;
use crate::penalty::CreditFacts;
use crate::units::Exact;

pub(super) fn worth(facts: &CreditFacts<'_>) -> Worth {
    let bound = &facts.target.bound.value;
    let missing = (bound - facts.value).checked_div(bound).filter(|_| facts.breached);
    let missing = missing.map_or_else(Exact::zero, |part| part.max(Exact::zero()));
    Worth::of(missing, Price::Percent(Exact::from(100)))
}

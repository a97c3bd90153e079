//! So many times the charge for the time that was lost in a breached period.
//!
//! Source: Slack, 10 or 100 times "the amount your workspace paid during the period Slack was down";
//! DigitalOcean, "100% of lost time at the hourly rate".

use super::Worth;
use crate::model::{CreditTime, LostTime, Price};
use crate::penalty::CreditFacts;
use crate::units::Exact;

pub(super) fn worth(rule: &LostTime, facts: &CreditFacts<'_>) -> Worth {
    let lost = lost(rule.time, facts);
    let part = lost.checked_div(&facts.charged).filter(|_| facts.breached);
    let percent = Price::Percent(&rule.times * &Exact::from(100));
    Worth { measured: Some(lost), ..Worth::of(part.unwrap_or_else(Exact::zero), percent) }
}

/// The seconds that were lost: all downtime, or what is more than the target allows.
pub(super) fn lost(time: CreditTime, facts: &CreditFacts<'_>) -> Exact {
    let down = facts.down.cloned().unwrap_or_else(Exact::zero);
    match (time, facts.allowed) {
        (CreditTime::BeyondTarget, Some(allowed)) => (&down - allowed).max(Exact::zero()),
        _ => down,
    }
}

//! The service credit of an objective in a period.

use super::charge::{PeriodCharge, period_charge};
use super::claim::{ClaimState, deadline};
use crate::compliance::Verdict;
use crate::model::{Agreement, Objective};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Money};

/// What the value of a period is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceCredit {
    /// The tier that holds the value, by its position among the rule's.
    pub tier: Option<usize>,
    /// The percentage due; zero where none is.
    pub percent: Exact,
    /// The service's charge in the period; nothing where none is stated.
    pub charge: Option<PeriodCharge>,
    /// The credit, rounded once; nothing where the charge is unknown.
    pub amount: Option<Money>,
    /// Whether the period is not over: what would be due if it ended now.
    pub provisional: bool,
    /// How it stands with its claim.
    pub claim: ClaimState,
    /// The first instant at which it can no longer be claimed.
    pub deadline: Option<Instant>,
}

/// Assesses the credit of a measured value; nothing where the objective has no credit rule.
///
/// A tier holds by its own bounds, even where it reaches values that keep the target.
#[must_use]
pub fn assess(
    agreement: &Agreement,
    objective: &Objective,
    period: &ServicePeriod,
    verdict: Verdict,
    value: &Exact,
    as_of: Instant,
) -> Option<ServiceCredit> {
    let rule = objective.credit.as_ref()?;
    let tier = rule.deepest(value);
    let percent = tier.map_or_else(Exact::zero, |tier| tier.percent.clone());
    let service = objective.service.and_then(|service| agreement.services.get(service));
    let charge = service.and_then(|service| period_charge(agreement, service, period));
    let share = percent.checked_div(&Exact::from(100))?;
    let amount = charge.as_ref().map(|charge| charge.total.times(&share).rounded());
    let due = !percent.is_zero() && verdict.is_final();
    let deadline = agreement
        .claim
        .as_ref()
        .filter(|_| due)
        .and_then(|claim| deadline(claim, period, agreement.zone));
    let claim = match deadline {
        _ if !due => ClaimState::NotDue,
        None => ClaimState::Automatic,
        Some(deadline) if as_of < deadline => ClaimState::Claimable,
        Some(_) => ClaimState::Expired,
    };
    let provisional = verdict.is_running();
    let tier = tier.map(|tier| tier.position);
    Some(ServiceCredit { tier, percent, charge, amount, provisional, claim, deadline })
}

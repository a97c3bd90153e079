//! The service credit of an objective in a period.

use super::basis::CreditBasis;
use super::charge::period_charge;
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
    /// The percentage of the basis, zero where none is due; nothing where the rule speaks in amounts.
    pub share: Option<Exact>,
    /// What the percentage is of; nothing where that is not stated.
    pub basis: Option<CreditBasis>,
    /// The exact amount in the agreement's currency; nothing where it is not priced.
    pub gross: Option<Exact>,
    /// The same, rounded once.
    pub amount: Option<Money>,
    /// Whether the period is not over: what would be due if it ended now.
    pub provisional: bool,
    /// How it stands with its claim.
    pub claim: ClaimState,
    /// The first instant at which it can no longer be claimed.
    pub deadline: Option<Instant>,
}

impl ServiceCredit {
    /// Whether the value is worth anything, priced or not.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.share.as_ref().or(self.gross.as_ref()).is_some_and(|it| !it.is_zero())
    }
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
    let basis = service.and_then(|service| period_charge(agreement, service, period));
    let hundredth = percent.checked_div(&Exact::from(100))?;
    let gross = basis.as_ref().map(|basis| &basis.total * &hundredth);
    let currency = agreement.currency;
    let amount = gross.clone().map(|amount| Money { amount, currency }.rounded());
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
    let share = Some(percent);
    Some(ServiceCredit { tier, share, basis, gross, amount, provisional, claim, deadline })
}

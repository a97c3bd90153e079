//! What downtime cost the client, beside the credits for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::basis::{Assessed, Basis, Measured};
use crate::model::{CostOfDowntime, Indicator};
use crate::penalty::Account;
use crate::units::{Exact, Money};

/// What a service's downtime cost the client, beside all credits of that service and period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossFigure {
    /// What it cost.
    pub amount: Money,
    /// What of that is covered by the credits that the client gets or may still get, before what is
    /// charged again.
    pub covered: Money,
    /// What is not.
    pub not_covered: Money,
}

/// What is stated and found of a loss.
pub(super) struct Loss<'a> {
    /// What is stated, and of which service by position.
    pub cost: &'a CostOfDowntime,
    pub service: usize,
    /// The downtime, each second by its weight.
    pub down: &'a Exact,
    /// What it cost, not rounded.
    pub exact: Exact,
    pub figure: LossFigure,
    /// The credits that the client gets, each by its subject.
    pub credits: Vec<(usize, Exact)>,
}

/// What the downtime of a service's period cost: it stands with the first availability promised of
/// the service that is not of days looked back on, so that no second is told twice.
pub(super) fn loss<'a>(
    basis: &'a Basis,
    account: &Account,
    assessed: &'a Assessed,
) -> Option<Loss<'a>> {
    let Measured::Availability(found) = &assessed.measured else { return None };
    assessed.value.as_ref()?;
    let place = basis.subjects.get(assessed.subject)?.objective;
    let agreement = &basis.agreement;
    let service = agreement.objectives.get(place)?.service?;
    let stands = basis.subjects.iter().position(|subject| {
        agreement.objectives.get(subject.objective).is_some_and(|it| {
            let is_own = it.service == Some(service) && it.window.is_none();
            is_own && it.indicator == Indicator::Availability
        })
    })?;
    if basis.promise(assessed.subject) != basis.promise(stands) {
        return None;
    }
    let cost = agreement.terms_of(place).services.get(service)?.cost_of_downtime.as_ref()?;
    let exact = (&found.down * &cost.amount).checked_div(&Exact::from(i128::from(cost.seconds)))?;
    let currency = agreement.currency;
    let amount = Money { amount: exact.clone(), currency }.rounded();
    let all = account.due.iter().zip(&account.settlement.settled);
    let own = all.filter(|(due, _)| (due.service, due.period) == (Some(service), assessed.period));
    let credits: BTreeMap<usize, &Exact> =
        own.filter_map(|(due, settled)| Some((due.subject, settled.owed()?))).collect();
    let credits: Vec<(usize, Exact)> =
        credits.into_iter().map(|(subject, credit)| (subject, credit.clone())).collect();
    let paid: Exact = credits.iter().map(|(_, credit)| credit.clone()).sum();
    let covered = paid.min(amount.amount.clone());
    let not_covered = Money { amount: &amount.amount - &covered, currency };
    let covered = Money { amount: covered, currency };
    let figure = LossFigure { amount, covered, not_covered };
    Some(Loss { cost, service, down: &found.down, exact, figure, credits })
}

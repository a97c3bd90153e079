//! What downtime cost the client, beside the credits for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::basis::{Assessed, Basis, Measured};
use crate::measurement::Availability;
use crate::model::{CostOfDowntime, Indicator, Objective, Treatment};
use crate::penalty::Account;
use crate::timeline::{Label, Source};
use crate::units::{Exact, Money, share_out};

/// What a service's downtime cost the client, beside all credits of that service and period: credits
/// cover nothing that is in another currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossFigure {
    /// What it cost.
    pub amount: Money,
    /// What of that is covered by the credits that the client gets or may still get, before what is
    /// charged again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered: Option<Money>,
    /// What is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_covered: Option<Money>,
}

impl LossFigure {
    /// The sum, or nothing where the currencies differ.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let both = |one: &Option<Money>, other: &Option<Money>| {
            one.as_ref().zip(other.as_ref()).and_then(|(one, other)| one.plus(other))
        };
        Some(Self {
            amount: self.amount.plus(&other.amount)?,
            covered: both(&self.covered, &other.covered),
            not_covered: both(&self.not_covered, &other.not_covered),
        })
    }
}

/// What is stated and found of a loss.
pub(super) struct Loss<'a> {
    pub lost: Lost<'a>,
    pub figure: LossFigure,
    /// The credits that the client gets, each by its subject.
    pub credits: Vec<(usize, Exact)>,
}

/// What downtime cost, whatever is credited for it.
pub(super) struct Lost<'a> {
    /// What is stated, and of which service by position.
    pub cost: &'a CostOfDowntime,
    pub service: usize,
    /// The downtime, each second by its weight.
    pub down: &'a Exact,
    /// What it cost, not rounded.
    pub exact: Exact,
    /// The same, rounded.
    pub amount: Money,
    objective: &'a Objective,
    found: &'a Availability,
    subject: usize,
}

/// What brought a part of a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LostTo {
    /// An incident, by its position in the history.
    Incident(usize),
    /// Maintenance that was not permitted, likewise.
    Maintenance(usize),
    /// Steps in which too many requests failed.
    Requests,
    /// Time with a label, which counts as down.
    Label(Label),
}

/// A part of a loss.
pub(super) struct LossShare {
    pub to: LostTo,
    /// The downtime that is its own, each second by its weight.
    pub seconds: Exact,
    pub amount: Money,
}

/// What the downtime of a service's period cost: it stands with the first availability promised of
/// the service that is not of days looked back on, so that no second is told twice.
pub(super) fn lost<'a>(basis: &'a Basis, assessed: &'a Assessed) -> Option<Lost<'a>> {
    let Measured::Availability(found) = &assessed.measured else { return None };
    assessed.value.as_ref()?;
    let place = basis.subjects.get(assessed.subject)?.objective;
    let agreement = &basis.agreement;
    let objective = agreement.objectives.get(place)?;
    let service = objective.service?;
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
    let amount = Money { amount: exact.clone(), currency: cost.currency }.rounded();
    let (down, subject) = (&found.down, assessed.subject);
    Some(Lost { cost, service, down, exact, amount, objective, found, subject })
}

/// The same beside all credits of the service and period.
pub(super) fn loss<'a>(
    basis: &'a Basis,
    account: &Account,
    assessed: &'a Assessed,
) -> Option<Loss<'a>> {
    let lost = lost(basis, assessed)?;
    let Money { amount, currency } = lost.amount.clone();
    let service = lost.service;
    let all = account.due.iter().zip(&account.settlement.settled);
    let own = all.filter(|(due, _)| (due.service, due.period) == (Some(service), assessed.period));
    let credits: BTreeMap<usize, &Exact> = own
        .filter_map(|(due, settled)| {
            Some((due.subject, settled.owed(basis.currency_of(due.period))?))
        })
        .collect();
    let credits: Vec<(usize, Exact)> =
        credits.into_iter().map(|(subject, credit)| (subject, credit.clone())).collect();
    let paid: Exact = credits.iter().map(|(_, credit)| credit.clone()).sum();
    let covered =
        (currency == basis.currency_of(assessed.period)).then(|| paid.min(amount.clone()));
    let not_covered = covered.as_ref().map(|it| Money { amount: &amount - it, currency });
    let covered = covered.map(|amount| Money { amount, currency });
    let figure = LossFigure { amount: lost.amount.clone(), covered, not_covered };
    Some(Loss { lost, figure, credits })
}

impl Lost<'_> {
    /// What each incident cost, in the order of the history, then what else did: a second is that of
    /// one alone, as [`ServiceTime::owned`](crate::timeline::ServiceTime::owned) says, and all
    /// together cost what the downtime did. A credit is for a value, not for an incident: none of
    /// them is covered or not by itself.
    pub(super) fn shares(&self, basis: &Basis) -> Vec<LossShare> {
        let parts = self.parts(basis);
        let all: Exact = parts.values().cloned().sum();
        let costs = parts.values().map(|own| (&self.exact * own).checked_div(&all));
        let costs: Vec<Exact> = costs.map(|cost| cost.unwrap_or_else(Exact::zero)).collect();
        let Money { amount, currency } = &self.amount;
        let amounts = share_out(&costs, amount, currency.minor_digits());
        let shares = parts.into_iter().zip(amounts);
        let share = |((to, seconds), amount): ((LostTo, Exact), Exact)| LossShare {
            to,
            seconds,
            amount: Money { amount, currency: *currency },
        };
        shares.map(share).collect()
    }

    /// The downtime that is each one's own.
    fn parts(&self, basis: &Basis) -> BTreeMap<LostTo, Exact> {
        let mut parts: BTreeMap<LostTo, Exact> = BTreeMap::new();
        let mut put = |to: LostTo, seconds: Exact| {
            if !seconds.is_zero() {
                let sum = parts.entry(to).or_insert_with(Exact::zero);
                *sum = &*sum + &seconds;
            }
        };
        let Some(time) = basis.service_time(self.subject) else { return parts };
        let hours = basis.hours_of(self.objective.calendar);
        let counting = &self.objective.counting;
        let owned = time.owned(self.found.window, hours, counting.overlap);
        for ((source, rank), length) in owned {
            let to = match source {
                Source::Incident(at) => LostTo::Incident(at),
                Source::Maintenance(at) => LostTo::Maintenance(at),
                Source::Steps(..) => LostTo::Requests,
            };
            put(to, &Exact::seconds(length) * &time.weight(rank));
        }
        for label in Label::ALL {
            if label.treatment(counting) == Some(Treatment::Down) {
                put(LostTo::Label(label), Exact::seconds(self.found.labelled.of(label)));
            }
        }
        parts
    }
}

//! What the provider gets for periods that were better than promised.

use std::collections::BTreeMap;

use super::credit::labels;
use super::settle::charging;
use crate::compliance::Verdict;
use crate::model::{BasisKind, BonusDue, Price};
use crate::penalty::{Account, BonusEarned, Charging, SumOf};
use crate::report::{Assessed, Basis};
use crate::units::{Exact, Sort};

/// Sums by the whole period that they are about.
type ByPeriod = BTreeMap<usize, Vec<SumOf>>;

/// The bonuses of finished periods, in the order in which they are set off against what the client
/// gets of the credits of the same period.
pub(super) fn bonuses(basis: &Basis, assessed: &[Assessed], account: &Account) -> Vec<BonusEarned> {
    let mut earned: Vec<BonusEarned> =
        assessed.iter().filter_map(|result| earned(basis, result)).collect();
    earned.order_by_key(|it| basis.whole_period(it.period));
    // By whole period, what the client gets, what of that is charged again, and what was set off.
    let mut credits: ByPeriod = BTreeMap::new();
    let mut back: ByPeriod = BTreeMap::new();
    for (due, settled) in account.due.iter().zip(&account.settlement.settled) {
        if let Some(owed) = settled.owed(basis.currency_of(due.period)) {
            let own = ((due.subject, due.period), owed.clone());
            credits.entry(due.whole).or_default().push(own);
        }
    }
    for it in &account.settlement.earned_back {
        let due = account.due.get(it.due);
        if let Some(due) = due.filter(|due| it.amount.currency == basis.currency_of(due.period)) {
            let own = ((due.subject, due.period), it.amount.amount.clone());
            back.entry(due.whole).or_default().push(own);
        }
    }
    let mut before: ByPeriod = BTreeMap::new();
    for bonus in earned.iter_mut().filter(|it| it.bonus.due == BonusDue::SetOff) {
        let Some(amount) = &bonus.amount else { continue };
        let whole = basis.whole_period(bonus.period);
        let of = |list: &ByPeriod| list.get(&whole).cloned().unwrap_or_default();
        bonus.against = of(&credits);
        bonus.charged_again = of(&back);
        bonus.before = of(&before);
        let sum = |list: &[SumOf]| list.iter().map(|(_, it)| it.clone()).sum::<Exact>();
        let left = &(&sum(&bonus.against) - &sum(&bonus.charged_again)) - &sum(&bonus.before);
        let set_off = amount.clone().min(left.max(Exact::zero()));
        let own = ((bonus.subject, bonus.period), set_off.clone());
        before.entry(whole).or_default().push(own);
        bonus.set_off = Some(set_off);
    }
    earned
}

/// What a result is worth to the provider, where it reaches a level of its objective's bonus.
fn earned(basis: &Basis, result: &Assessed) -> Option<BonusEarned> {
    let subject = basis.subjects.get(result.subject)?;
    let objective = basis.agreement.objectives.get(subject.objective)?;
    let bonus = objective.bonus.as_ref().filter(|_| result.judgement.verdict == Verdict::Met)?;
    let period = basis.periods.get(result.period)?;
    let value = objective.target.compared(result.value.as_ref()?);
    let (level, reached) = bonus.reached(&value, objective.target.better)?;
    let labels = labels(basis, objective, result.subject);
    let charges = || {
        let (service, window) = (objective.service, period.span);
        let charging = Charging { service, labels: &labels, window, ..charging(basis) };
        charging.basis(BasisKind::ServiceCharge, period)
    };
    let (charge, exact) = match &reached.price {
        Price::Amount(amount) => (None, Some(amount.clone())),
        Price::Percent(share) | Price::Days(share) => {
            let charge = charges();
            let of = |total: &Exact| (total * share).checked_div(&Exact::from(100));
            let exact = charge.as_ref().and_then(|charge| of(&charge.total));
            (charge, exact)
        }
    };
    let places = basis.agreement.currency_on(period.first).currency.minor_digits();
    Some(BonusEarned {
        subject: result.subject,
        period: result.period,
        bonus: bonus.clone(),
        level,
        value,
        charge,
        amount: exact.as_ref().map(|exact| exact.round_half_up(places)),
        exact,
        against: Vec::new(),
        charged_again: Vec::new(),
        before: Vec::new(),
        set_off: None,
    })
}

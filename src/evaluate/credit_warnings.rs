//! Warnings about credits that only their settling shows.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::settle::first_told;
use crate::diagnostic::{Code, Fault, Finding, locate};
use crate::model::ClaimMade;
use crate::penalty::{Account, Due, Settled};
use crate::report::{Assessed, Basis};

/// What the settling of an account shows to be told in vain, or twice.
pub(super) fn credit_warnings(
    basis: &Basis,
    assessed: &[Assessed],
    account: &Account,
) -> Vec<Fault> {
    let mut findings = claims_for_nothing(basis, account);
    findings.extend(caps_not_held(account));
    findings.extend(credits_told_twice(basis, account));
    findings.extend(verdicts_of_judged(basis, assessed));
    locate(findings, &[])
}

/// Caps that are a share of charges of which none is known.
fn caps_not_held(account: &Account) -> impl Iterator<Item = Finding> {
    let caps = account.settlement.not_held.iter();
    caps.map(|at| Finding::new(Code::CapWithoutCharge, None).found(&(at + 1).to_string()))
}

/// Credits of before for periods of which credits are calculated here: both take room under caps.
fn credits_told_twice(basis: &Basis, account: &Account) -> Vec<Finding> {
    let settled = account.due.iter().zip(&account.settlement.settled);
    let calculated = settled.filter(|(_, it)| it.net.as_ref().is_some_and(|net| !net.is_zero()));
    let calculated: BTreeSet<(usize, usize)> =
        calculated.map(|(due, _)| (due.objective, due.period)).collect();
    let told = &basis.history.before.credits;
    let twice = calculated.iter().filter_map(|(objective, at)| {
        let period = basis.periods.get(*at)?;
        let is_own = |own: Option<usize>| own.is_none_or(|own| own == *objective);
        let is_in = |date| period.first <= date && date < period.next;
        told.iter().find(|it| is_in(it.period) && is_own(it.objective)).map(|it| it.period)
    });
    let dates: BTreeSet<_> = twice.collect();
    let found = dates.into_iter();
    found.map(|date| Finding::new(Code::CreditToldTwice, None).found(&date.to_string())).collect()
}

/// Verdicts of before for periods that are judged here: what is calculated holds.
fn verdicts_of_judged(basis: &Basis, assessed: &[Assessed]) -> Vec<Finding> {
    let all = &basis.history.before.verdicts;
    let told: BTreeSet<(usize, NaiveDate)> =
        all.iter().map(|told| (told.objective, told.period)).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let judged = assessed.iter().filter(|it| it.judgement.verdict.is_final());
    let judged = judged.filter_map(|it| {
        let objective = basis.subjects.get(it.subject)?.objective;
        Some((basis.agreement.promise(objective), basis.periods.get(it.period)?.first))
    });
    let judged: BTreeSet<_> = judged.filter(|it| told.contains(it)).collect();
    let found = judged.into_iter().map(|(objective, date)| {
        let objective = basis.agreement.objectives.get(objective);
        let id = objective.map_or("", |objective| objective.id.as_str());
        Finding::new(Code::VerdictOfJudged, None).found(&format!("{id}, {date}"))
    });
    found.collect()
}

/// Claims that were made for nothing: no credit of that period is due.
fn claims_for_nothing(basis: &Basis, account: &Account) -> Vec<Finding> {
    let is_due = |due: &Due, settled: &Settled| {
        let worth = settled.net.as_ref().or(settled.share.as_ref());
        // A choice among credits may be for one that is not paid after all.
        worth.is_some_and(|worth| !worth.is_zero()) || settled.not_paid || due.claim.is_none()
    };
    let settled = account.due.iter().zip(&account.settlement.settled);
    // Several records may be about one credit, in each its labels in an order of its own.
    let credit = |claim: &ClaimMade| {
        (claim.objective, claim.period, claim.labels.iter().copied().collect::<BTreeSet<_>>())
    };
    let paid: BTreeSet<_> = settled
        .filter(|(due, settled)| is_due(due, settled))
        .filter_map(|(due, _)| due.claim.as_ref())
        .map(credit)
        .collect();
    let claims = basis.history.claims.iter();
    let known = claims.filter(|claim| first_told(claim).is_none_or(|at| at <= basis.as_of));
    let lost = known.filter(|claim| !paid.contains(&credit(claim)));
    let found = lost.map(|claim| {
        let objective = basis.agreement.objectives.get(claim.objective);
        let id = objective.map_or("", |objective| objective.id.as_str());
        Finding::new(Code::ClaimWithoutCredit, None).found(&format!("{id}, {}", claim.period))
    });
    found.collect()
}

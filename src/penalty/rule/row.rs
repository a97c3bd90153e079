//! So much where breaches come again: in periods that follow each other, or every so many.
//!
//! Source: the Andalusian health service, −0.5 % for two months in a row; CSI and Crossref, 5 % of
//! the annual fee for ten failures in twelve months, and for each further ten.

use super::Worth;
use crate::model::{EveryBreaches, Repeat};
use crate::penalty::{CreditFacts, EarlierPeriod};
use crate::units::Exact;

/// Once in each breached period with which so many follow each other; those not measured neither
/// count nor part their neighbours.
pub(super) fn repeat(rule: &Repeat, facts: &CreditFacts<'_>) -> Worth {
    let all = facts.earlier.len();
    let before = rule.periods.saturating_sub(1) as usize;
    let first = all.saturating_sub(before);
    let row = facts.earlier.get(first..).unwrap_or_default();
    let is_row = row.len() == before && row.iter().all(|period| period.breached);
    let worth = Worth::once(facts.breached && is_row, rule.price.clone());
    Worth { looked_back: first..all, ..worth }
}

/// ⌊breaches ÷ so many⌋ of the last periods, less how often it was due in them before; only in a
/// breached period.
pub(super) fn every(rule: &EveryBreaches, facts: &CreditFacts<'_>) -> Worth {
    let all = facts.earlier.len();
    let is_inside =
        |period: &EarlierPeriod| facts.place - period.place.min(facts.place) < rule.within as usize;
    let first = facts.earlier.iter().position(is_inside).unwrap_or(all);
    let inside = facts.earlier.get(first..).unwrap_or_default();
    let breaches = 1 + inside.iter().filter(|period| period.breached).count();
    let paid: Exact = inside.iter().map(|period| period.units.clone()).sum();
    let times = i128::try_from(breaches / rule.breaches.max(1) as usize).unwrap_or_default();
    let left = (&Exact::from(times) - &paid).max(Exact::zero());
    let units = if facts.breached { left } else { Exact::zero() };
    Worth { looked_back: first..all, ..Worth::of(units, rule.price.clone()) }
}

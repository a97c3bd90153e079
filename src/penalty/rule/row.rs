//! So much where breaches come again: in periods that follow each other, or every so many.
//!
//! Source: the Andalusian health service, −0.5 % for two months in a row; CSI and Crossref, 5 % of
//! the annual fee for ten failures in twelve months, and for each further ten.

use std::ops::Range;

use super::Worth;
use crate::model::{EveryBreaches, Repeat};
use crate::penalty::{CreditFacts, EarlierPeriod};
use crate::units::Exact;

/// Once in each breached period with which so many follow each other; those not measured neither
/// count nor part their neighbours.
pub(super) fn repeat(rule: &Repeat, facts: &CreditFacts<'_>) -> Worth {
    let (is_due, looked_back) = repeated(rule, facts.breached, facts.earlier);
    Worth { looked_back, ..Worth::once(is_due, rule.price.clone()) }
}

/// ⌊breaches ÷ so many⌋ of the last periods, less how often it was due in them before; only in a
/// breached period.
pub(super) fn every(rule: &EveryBreaches, facts: &CreditFacts<'_>) -> Worth {
    let (units, looked_back) = come_again(rule, facts.breached, (facts.earlier, facts.place));
    Worth { looked_back, ..Worth::of(units, rule.price.clone()) }
}

/// How often its price was due in a period of which the verdict alone is told.
#[must_use]
pub fn units_told(
    rule: &EveryBreaches,
    breached: bool,
    (earlier, place): (&[EarlierPeriod], i64),
) -> Exact {
    come_again(rule, breached, (earlier, place)).0
}

/// Whether so many follow each other, and the earlier ones that were looked at.
fn repeated(rule: &Repeat, breached: bool, earlier: &[EarlierPeriod]) -> (bool, Range<usize>) {
    let all = earlier.len();
    let before = rule.periods.saturating_sub(1) as usize;
    let first = all.saturating_sub(before);
    let row = earlier.get(first..).unwrap_or_default();
    let is_row = row.len() == before && row.iter().all(|period| period.breached);
    (breached && is_row, first..all)
}

/// How often it is due, and the earlier periods that were looked at.
fn come_again(
    rule: &EveryBreaches,
    breached: bool,
    (earlier, place): (&[EarlierPeriod], i64),
) -> (Exact, Range<usize>) {
    let all = earlier.len();
    let is_inside =
        |period: &EarlierPeriod| place.saturating_sub(period.place) < i64::from(rule.within);
    let first = earlier.iter().position(is_inside).unwrap_or(all);
    let inside = earlier.get(first..).unwrap_or_default();
    let breaches = 1 + inside.iter().filter(|period| period.breached).count();
    let paid: Exact = inside.iter().map(|period| period.units.clone()).sum();
    let times = i128::try_from(breaches / rule.breaches.max(1) as usize).unwrap_or_default();
    let left = (&Exact::from(times) - &paid).max(Exact::zero());
    (if breached { left } else { Exact::zero() }, first..all)
}

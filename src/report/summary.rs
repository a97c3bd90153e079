//! The verdict on the whole.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::settlement::EarnedBackFigure;
use super::{Basis, LossFigure, ResultFigures, Sums};
use crate::compliance::Verdict;
use crate::units::Currency;

/// The counts and sums of a report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Summary {
    /// Periods that are over and in which something was measured.
    pub finished_periods: u64,
    /// Of those, the periods in which any objective was missed.
    pub missed_periods: u64,
    /// Judged objectives in finished periods.
    pub judged: u64,
    /// Of those, the missed.
    pub missed: u64,
    /// Objectives in periods of which nothing is known.
    pub not_measured: u64,
    /// Objectives in periods without any case, of which something is known.
    pub without_cases: u64,
    /// Verdicts that unknown time could turn.
    pub uncertain: u64,
    /// Objectives in running periods, by state: on track, below target, past recovery.
    pub running: [u64; 3],
    /// What all credits come to, in the currency of the terms in force.
    #[serde(flatten)]
    pub sums: Sums,
    /// What downtime of finished periods cost the client, for each currency in which a cost is stated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<LossFigure>,
    /// What all credits come to in each currency of earlier terms, the latest first, then in which
    /// anything was granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_currencies: Vec<Sums>,
}

impl Summary {
    /// What all credits come to, in one currency after the other: that of the terms in force, then
    /// the others.
    pub fn all_sums(&self) -> impl Iterator<Item = &Sums> {
        std::iter::once(&self.sums).chain(&self.other_currencies)
    }

    /// The summary of `results`, each with the promise and the whole period that it is about;
    /// `days_left` counts whole local days to the end of one.
    pub(super) fn of(
        basis: &Basis,
        (results, earned_back): (&[ResultFigures], &[EarnedBackFigure]),
        whole: &[(usize, usize)],
        days_left: impl Fn(NaiveDate) -> u64,
    ) -> Self {
        let count = |verdict: Verdict| {
            results.iter().filter(|result| result.verdict == verdict).count() as u64
        };
        // Breached parts of one period are one breach.
        let kept = |keep: &dyn Fn(Verdict) -> bool| -> BTreeSet<(usize, usize)> {
            let kept = results.iter().zip(whole).filter(|(result, _)| keep(result.verdict));
            kept.map(|(_, whole)| *whole).collect()
        };
        let number_with = |keep: &dyn Fn(Verdict) -> bool| kept(keep).len() as u64;
        let periods_with = |keep: &dyn Fn(Verdict) -> bool| {
            let periods = kept(keep).into_iter().map(|(_, period)| period);
            periods.collect::<BTreeSet<_>>().len() as u64
        };
        let without_cases =
            results.iter().filter(|result| result.is_without_cases()).count() as u64;
        let in_currency = |currency: &Currency| {
            let is_own = |period: u32| basis.currency_of(period as usize) == *currency;
            let own: Vec<_> = results.iter().filter(|it| is_own(it.period)).collect();
            Sums::of((&own, results, earned_back), *currency, &days_left)
        };
        let currency = basis.agreement.currency;
        let earlier = basis.agreement.terms.iter().rev().map(|terms| terms.currency);
        let granted = results.iter().filter_map(|result| result.credit.as_ref()?.granted.as_ref());
        let granted = granted.filter(|granted| !granted.amount.is_zero());
        let mut others: Vec<Currency> = Vec::new();
        for other in earlier.chain(granted.map(|granted| granted.currency)) {
            if other != currency && !others.contains(&other) {
                others.push(other);
            }
        }
        Self {
            finished_periods: periods_with(&Verdict::is_final),
            missed_periods: periods_with(&|verdict| verdict == Verdict::Missed),
            judged: number_with(&Verdict::is_final),
            missed: number_with(&|verdict| verdict == Verdict::Missed),
            not_measured: count(Verdict::NotMeasured) - without_cases,
            without_cases,
            uncertain: results
                .iter()
                .filter(|result| !result.certain && result.verdict.is_final())
                .count() as u64,
            running: [
                count(Verdict::RunningOnTrack),
                count(Verdict::RunningBelowTarget),
                count(Verdict::RunningPastRecovery),
            ],
            sums: in_currency(&currency),
            losses: losses(results),
            other_currencies: others.iter().map(in_currency).collect(),
        }
    }
}

fn losses(results: &[ResultFigures]) -> Vec<LossFigure> {
    let finished = results.iter().filter(|result| result.verdict.is_final());
    let mut sums: Vec<LossFigure> = Vec::new();
    for loss in finished.filter_map(|result| result.loss.as_ref()) {
        match sums.iter_mut().find_map(|sum| Some((sum.plus(loss)?, sum))) {
            Some((both, sum)) => *sum = both,
            None => sums.push(loss.clone()),
        }
    }
    sums
}

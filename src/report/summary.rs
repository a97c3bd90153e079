//! The verdict on the whole.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::settlement::{CreditFigure, EarnedBackFigure};
use super::{BonusSums, LossFigure, ResultFigures};
use crate::compliance::Verdict;
use crate::penalty::ClaimState;
use crate::units::{Currency, Exact, Money};

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
    /// All credits of finished periods.
    pub earned: Money,
    /// Of those, what can still be claimed.
    pub claimable: Money,
    /// Of those, what needs no claim.
    pub automatic: Money,
    /// Of those, what was claimed and not decided yet.
    pub claimed: Money,
    /// What was granted, in full or in part, as it was.
    pub granted: Money,
    /// Of those earned, what was refused.
    pub refused: Money,
    /// Of those, what was not claimed in time.
    pub expired: Money,
    /// What of credits is charged again.
    pub earned_back: Money,
    /// What the client gets or may still get: what was granted, needs no claim, or is claimed or can
    /// be, less what is charged again and what bonuses are set off.
    pub owed: Money,
    /// What running periods would add if they ended now; in no other sum.
    pub provisional: Money,
    /// Credits of finished periods whose charge is not stated.
    pub not_priced: u64,
    /// The next deadline and what lapses with it.
    pub next_deadline: Option<NextDeadline>,
    /// What downtime of finished periods cost the client, for each currency in which a cost is stated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<LossFigure>,
    /// What the provider gets for periods that were better than promised; nothing where none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<BonusSums>,
}

/// The credits that lapse next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDeadline {
    /// The last local day to claim.
    pub last_day: NaiveDate,
    /// Whole local days left; none on the last day, once it has begun.
    pub days_left: u64,
    /// What lapses.
    pub amount: Money,
    /// How many credits lapse.
    pub credits: u64,
}

impl Summary {
    /// The summary of `results`, each with the promise and the whole period that it is about;
    /// `days_left` counts whole local days to the end of one.
    pub(super) fn of(
        (results, earned_back): (&[ResultFigures], &[EarnedBackFigure]),
        whole: &[(usize, usize)],
        currency: Currency,
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
        let is = |result: &ResultFigures, provisional: bool| {
            result.credit.as_ref().is_some_and(|credit| credit.provisional == provisional)
        };
        let sum = |keep: &dyn Fn(&&ResultFigures) -> bool| {
            let credits = results.iter().filter(keep).filter_map(|result| result.credit.as_ref());
            let amounts = credits.filter_map(|credit| credit.amount.as_ref());
            Money { amount: amounts.map(|amount| amount.amount.clone()).sum(), currency }
        };
        let state = |wanted: &[ClaimState]| {
            let is_so = |credit: &CreditFigure| wanted.contains(&credit.claim);
            sum(&|result| result.credit.as_ref().is_some_and(is_so))
        };
        let owed = |wanted: &[ClaimState]| {
            let credits = results.iter().filter_map(|result| result.credit.as_ref());
            let own = credits.filter(|credit| wanted.contains(&credit.claim));
            let amounts = own.filter_map(|credit| credit.owed());
            Money { amount: amounts.map(|money| money.amount.clone()).sum(), currency }
        };
        let all_owed = owed(&ClaimState::ALL).amount;
        let charged_again: Exact = earned_back.iter().map(|it| it.amount.amount.clone()).sum();
        let bonus = BonusSums::of(results, currency);
        let set_off = bonus.as_ref().map(|it| it.set_off.amount.clone());
        let set_off = set_off.unwrap_or_else(Exact::zero);
        let without_cases =
            results.iter().filter(|result| result.is_without_cases()).count() as u64;
        let credits = results.iter().filter_map(|result| result.credit.as_ref());
        let credits = credits.filter(|credit| credit.one_with.is_none());
        let not_priced = credits
            .filter(|credit| !credit.provisional && credit.amount.is_none() && credit.is_due());
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
            earned: sum(&|result| is(result, false)),
            claimable: state(&[ClaimState::Claimable]),
            automatic: state(&[ClaimState::Automatic]),
            claimed: state(&[ClaimState::Claimed]),
            granted: owed(&[ClaimState::Granted, ClaimState::PartlyGranted]),
            refused: state(&[ClaimState::Refused]),
            expired: state(&[ClaimState::Expired, ClaimState::Late]),
            owed: Money { amount: &(&all_owed - &charged_again) - &set_off, currency },
            earned_back: Money { amount: charged_again, currency },
            provisional: sum(&|result| is(result, true)),
            not_priced: not_priced.count() as u64,
            next_deadline: next_deadline(results, currency, days_left),
            losses: losses(results),
            bonus,
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

fn next_deadline(
    results: &[ResultFigures],
    currency: Currency,
    days_left: impl Fn(NaiveDate) -> u64,
) -> Option<NextDeadline> {
    let claimable = || {
        let credits = results.iter().filter_map(|result| result.credit.as_ref());
        credits.filter(|credit| credit.claim == ClaimState::Claimable)
    };
    let last_day = claimable().filter_map(|credit| credit.last_day).min()?;
    let lapsing = || claimable().filter(|credit| credit.last_day == Some(last_day));
    let amounts = lapsing().filter_map(|credit| credit.amount.as_ref());
    let amount: Exact = amounts.map(|money| money.amount.clone()).sum();
    Some(NextDeadline {
        last_day,
        days_left: days_left(last_day),
        amount: Money { amount, currency },
        credits: lapsing().count() as u64,
    })
}

//! What all credits come to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::settlement::{CreditFigure, EarnedBackFigure};
use super::{BonusSums, ResultFigures};
use crate::penalty::ClaimState;
use crate::units::{Currency, Exact, Money};

/// The sums of all credits in one currency.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sums {
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

impl Sums {
    /// Those of `results`, whose periods have this currency; and of what was granted in it, of whichever
    /// of `all` results, and is charged again. `days_left` counts whole local days to the end of one.
    pub(super) fn of(
        (results, all, earned_back): (&[&ResultFigures], &[ResultFigures], &[EarnedBackFigure]),
        currency: Currency,
        days_left: &dyn Fn(NaiveDate) -> u64,
    ) -> Self {
        let credits = || results.iter().filter_map(|result| result.credit.as_ref());
        let money = |amount: Exact| Money { amount, currency };
        let sum = |keep: &dyn Fn(&CreditFigure) -> bool| {
            let amounts = credits().filter(|it| keep(it)).filter_map(|it| it.amount.as_ref());
            money(amounts.map(|amount| amount.amount.clone()).sum())
        };
        let state = |wanted: &[ClaimState]| sum(&|credit| wanted.contains(&credit.claim));
        let owed = |wanted: &[ClaimState]| {
            let own = all.iter().filter_map(|result| result.credit.as_ref());
            let own = own.filter(|credit| wanted.contains(&credit.claim));
            let amounts = own.filter_map(|credit| credit.owed());
            let amounts = amounts.filter(|money| money.currency == currency);
            money(amounts.map(|money| money.amount.clone()).sum())
        };
        let all_owed = owed(&ClaimState::ALL).amount;
        let back = earned_back.iter().filter(|it| it.amount.currency == currency);
        let charged_again: Exact = back.map(|it| it.amount.amount.clone()).sum();
        let bonus = BonusSums::of(results, currency);
        let set_off = bonus.as_ref().map(|it| it.set_off.amount.clone());
        let set_off = set_off.unwrap_or_else(Exact::zero);
        let not_priced = credits()
            .filter(|credit| credit.one_with.is_none())
            .filter(|it| !it.provisional && it.amount.is_none() && it.is_due());
        Self {
            earned: sum(&|credit| !credit.provisional),
            claimable: state(&[ClaimState::Claimable]),
            automatic: state(&[ClaimState::Automatic]),
            claimed: state(&[ClaimState::Claimed]),
            granted: owed(&[ClaimState::Granted, ClaimState::PartlyGranted]),
            refused: state(&[ClaimState::Refused]),
            expired: state(&[ClaimState::Expired, ClaimState::Late]),
            owed: money(&(&all_owed - &charged_again) - &set_off),
            earned_back: money(charged_again),
            provisional: sum(&|credit| credit.provisional),
            not_priced: not_priced.count() as u64,
            next_deadline: next_deadline(results, currency, days_left),
            bonus,
        }
    }
}

fn next_deadline(
    results: &[&ResultFigures],
    currency: Currency,
    days_left: &dyn Fn(NaiveDate) -> u64,
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

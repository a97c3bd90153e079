//! What the provider gets for periods that were better than promised, for display.

use serde::{Deserialize, Serialize};

use super::agreement::PriceFacts;
use super::arrange::price_facts;
use super::basis::{Assessed, Basis};
use super::{Bound, BoundFacts, ResultFigures};
use crate::model::{self, Bonus, Objective, Price};
use crate::penalty::Account;
use crate::units::{Better, Currency, Exact, Money};

/// What the provider is promised for periods that are better than promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BonusFacts {
    /// What becomes of it.
    pub due: BonusDue,
    /// Its levels, in the contract's order.
    pub levels: Vec<BonusLevelFacts>,
    /// The clause that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What that clause says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// From which value on so much is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BonusLevelFacts {
    /// The value.
    #[serde(flatten)]
    pub from: BoundFacts,
    /// What it is worth.
    #[serde(flatten)]
    pub price: PriceFacts,
}

/// What the provider gets for a period that was better than promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BonusFigure {
    /// What becomes of it.
    pub due: BonusDue,
    /// The level that is reached, by its position.
    pub level: u32,
    /// The percentage due of the charge; nothing where the level is worth an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Exact>,
    /// The charge that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Money>,
    /// What it is worth, rounded once; nothing where it is not priced.
    pub amount: Option<Money>,
    /// What of it is set off against credits of the same period; nothing where the client pays it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_off: Option<Money>,
}

/// What becomes of a bonus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BonusDue {
    /// It is set off against credits of the same period, never below zero.
    SetOff,
    /// The client pays it.
    Payable,
}

/// The bonuses of all periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BonusSums {
    /// What is set off against credits.
    pub set_off: Money,
    /// What the client pays beside them; in no other sum.
    pub payable: Money,
}

/// The bonus of a result.
pub(super) fn bonus(basis: &Basis, account: &Account, assessed: &Assessed) -> Option<BonusFigure> {
    let is_own = |it: &(usize, usize)| *it == (assessed.subject, assessed.period);
    let earned = account.bonuses.iter().find(|it| is_own(&(it.subject, it.period)))?;
    let currency = basis.currency_of(assessed.period);
    let money = |amount: &Exact| Money { amount: amount.clone(), currency };
    Some(BonusFigure {
        due: BonusDue::of(earned.bonus.due),
        level: super::arrange::position(earned.level),
        share: match &earned.reached()?.price {
            Price::Percent(share) => Some(share.clone()),
            Price::Amount(_) | Price::Days(_) => None,
        },
        basis: earned.charge.as_ref().map(|charge| money(&charge.total)),
        amount: earned.amount.as_ref().map(money),
        set_off: earned.set_off.as_ref().map(money),
    })
}

impl BonusDue {
    fn of(due: model::BonusDue) -> Self {
        match due {
            model::BonusDue::SetOff => Self::SetOff,
            model::BonusDue::Payable => Self::Payable,
        }
    }
}

/// What an objective promises the provider.
pub(super) fn bonus_facts(objective: &Objective) -> Option<BonusFacts> {
    let Bonus { levels, due, clause } = objective.bonus.as_ref()?;
    let bound = match objective.target.better {
        Better::More => Bound::AtLeast,
        Better::Less => Bound::AtMost,
    };
    let levels = levels.iter().map(|level| BonusLevelFacts {
        from: BoundFacts { bound, value: level.value.clone() },
        price: price_facts(&level.price),
    });
    Some(BonusFacts {
        due: BonusDue::of(*due),
        levels: levels.collect(),
        clause: clause.number.clone(),
        text: clause.text.clone(),
    })
}

impl BonusSums {
    /// Those of `results`; nothing where there are none.
    pub(super) fn of(results: &[&ResultFigures], currency: Currency) -> Option<Self> {
        let all: Vec<&BonusFigure> = results.iter().filter_map(|it| it.bonus.as_ref()).collect();
        let amount = |it: &Option<Money>| it.as_ref().map(|it| it.amount.clone());
        let set_off = all.iter().filter_map(|it| amount(&it.set_off)).sum();
        let payable = all.iter().filter(|it| it.due == BonusDue::Payable);
        let payable = payable.filter_map(|it| amount(&it.amount)).sum();
        let money = |amount: Exact| Money { amount, currency };
        (!all.is_empty()).then(|| Self { set_off: money(set_off), payable: money(payable) })
    }
}

//! The rules by which a breach is worth something, one file each: how many times which price.

mod block;
mod count;
mod lost_time;
mod once;
mod point;
mod row;
mod shortfall;
mod tier;

pub use row::units_told;

use super::CreditFacts;
use crate::model::{CreditPart, Price, Rule};
use crate::units::Exact;

/// What a period is worth by a rule: so many times a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// How many times.
    pub units: Exact,
    /// Which price.
    pub price: Price,
    /// The tier that gives it, by its position among the rule's.
    pub tier: Option<usize>,
    /// What is measured for it: seconds of lost time, points short.
    pub measured: Option<Exact>,
    /// Whether it still grows although the period may be over.
    pub is_open: bool,
    /// The earlier periods that were looked at, by their places among those given.
    pub looked_back: std::ops::Range<usize>,
}

impl Worth {
    fn of(units: Exact, price: Price) -> Self {
        Self { units, price, tier: None, measured: None, is_open: false, looked_back: 0..0 }
    }

    /// That nothing is due.
    pub(super) fn nothing() -> Self {
        Self::of(Exact::zero(), Price::Percent(Exact::zero()))
    }

    /// The price once, or not at all.
    fn once(is_due: bool, price: Price) -> Self {
        Self::of(Exact::from(i128::from(is_due)), price)
    }

    /// The percentage of the basis, where the price is one, or days of its charge; nothing where it
    /// is an amount.
    #[must_use]
    pub fn share(&self, days_of_period: &Exact) -> Option<Exact> {
        let number = &self.units * self.price.number();
        match &self.price {
            Price::Percent(_) => Some(number),
            Price::Days(_) => {
                let hundred = &number * &Exact::from(100);
                hundred.checked_div(days_of_period)
            }
            Price::Amount(_) => None,
        }
    }

    /// The exact amount, where the price is one.
    #[must_use]
    pub fn amount(&self) -> Option<Exact> {
        let Price::Amount(amount) = &self.price else { return None };
        Some(&self.units * amount)
    }
}

/// What a period is worth by `rule`.
#[must_use]
pub fn worth(rule: &Rule, facts: &CreditFacts<'_>) -> Worth {
    match rule {
        Rule::Tiers(tiers) => tier::worth(tiers, facts),
        Rule::Waive => once::waive(facts),
        Rule::PerBreach(price) => once::per_breach(price, facts),
        Rule::AtRisk(at_risk) => once::at_risk(at_risk, facts),
        Rule::PerMiss(price, when) => count::per_miss(price, *when, facts),
        Rule::PerOutage(price) => count::per_outage(price, facts),
        Rule::PerBlock(block) => block::worth(block, facts),
        Rule::TimesLostTime(lost) => lost_time::worth(lost, facts),
        Rule::PerPoint(point) => point::worth(point, facts),
        Rule::Shortfall => shortfall::worth(facts),
        Rule::Repeat(repeat) => row::repeat(repeat, facts),
        Rule::Every(every) => row::every(every, facts),
    }
}

/// How many parts of a size a length has, of which those count that `part` says.
fn parts(length: &Exact, size: &Exact, part: CreditPart) -> Exact {
    let parts = length.checked_div(size).unwrap_or_else(Exact::zero);
    match part {
        CreditPart::Whole => parts.floor(0),
        CreditPart::Begun => parts.ceil(0),
        CreditPart::Exact => parts,
    }
}

#[cfg(test)]
mod tests;

//! So much for each missed case, or for each outage.

use super::Worth;
use crate::model::{MissWhen, Price};
use crate::penalty::CreditFacts;
use crate::units::Exact;

pub(super) fn per_miss(price: &Price, when: MissWhen, facts: &CreditFacts<'_>) -> Worth {
    let counts = facts.breached || when == MissWhen::Always;
    number(facts.overruns.len(), counts, price)
}

pub(super) fn per_outage(price: &Price, facts: &CreditFacts<'_>) -> Worth {
    number(facts.outages.len(), facts.breached, price)
}

fn number(of: usize, counts: bool, price: &Price) -> Worth {
    let number = i128::try_from(of).unwrap_or(i128::MAX);
    let number = if counts { Exact::from(number) } else { Exact::zero() };
    Worth::of(number, price.clone())
}

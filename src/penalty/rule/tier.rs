//! By the value reached: the deepest tier that it has reached holds, by its own bounds, even where
//! it reaches values that keep the target.
//!
//! Source: AWS, Azure, GitHub and most published agreements.

use super::Worth;
use crate::model::{Price, Tiers};
use crate::penalty::CreditFacts;
use crate::units::Exact;

pub(super) fn worth(tiers: &Tiers, facts: &CreditFacts<'_>) -> Worth {
    match tiers.deepest(facts.value) {
        Some(tier) => {
            let tier_at = Some(tier.position);
            Worth { tier: tier_at, ..Worth::once(true, tier.price.clone()) }
        }
        None => Worth::once(false, nothing(tiers)),
    }
}

/// No percentage; no amount, where the tiers speak of nothing else.
fn nothing(tiers: &Tiers) -> Price {
    let amounts = |price: &Price| matches!(price, Price::Amount(_));
    let mut prices = tiers.list.iter().map(|tier| &tier.price);
    match prices.all(amounts) {
        true => Price::Amount(Exact::zero()),
        false => Price::Percent(Exact::zero()),
    }
}

//! What is due by the value reached.

use std::cmp::Ordering;

use super::Price;
use crate::model::Cut;
use crate::units::{Better, Exact};

/// What is due by the value reached; no value lies in two tiers.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiers {
    /// The tiers in the contract's order.
    pub list: Vec<Tier>,
    /// Which values are better; the deepest tier has the worst.
    pub better: Better,
    /// The field that states them: `tiers`, or the `points_table`.
    pub field: &'static str,
}

/// The values from `begin` on, toward the worse, and what is due for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Values better than this cut have not reached the tier.
    pub begin: Cut,
    /// Values worse than this cut are past it, where it has an end of its own.
    pub end: Option<Cut>,
    /// What is due.
    pub price: Price,
    /// Its position in the contract.
    pub position: usize,
}

impl Tiers {
    /// The deepest tier that `value` has reached, unless it is past its end: a tier without an end
    /// reaches to the next one, not beyond it.
    #[must_use]
    pub fn deepest(&self, value: &Exact) -> Option<&Tier> {
        let is_beyond = |cut: &Cut| cut.is_below(value) == (self.better == Better::Less);
        let reached = self.list.iter().filter(|tier| is_beyond(&tier.begin));
        let deepest = reached.max_by(|a, b| deeper(&a.begin, &b.begin, self.better));
        deepest.filter(|tier| !tier.end.as_ref().is_some_and(is_beyond))
    }
}

/// Which of two cuts has the worse values behind it: the greater is the deeper.
#[must_use]
pub fn deeper(one: &Cut, other: &Cut, better: Better) -> Ordering {
    match better {
        Better::More => other.cmp(one),
        Better::Less => one.cmp(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Side;

    fn cut(value: i128, side: Side) -> Cut {
        Cut { value: Exact::from(value), side }
    }

    fn tier(begin: Cut, end: Option<Cut>, percent: i128) -> Tier {
        Tier { begin, end, price: Price::Percent(Exact::from(percent)), position: 0 }
    }

    fn due(tiers: &Tiers, value: i128) -> Option<Exact> {
        let value = Exact::from(value);
        tiers.deepest(&value).map(|tier| tier.price.number().clone())
    }

    #[test]
    fn the_deepest_tier_reached_holds_where_more_is_better() {
        let list = vec![
            tier(cut(99, Side::Above), Some(cut(95, Side::Above)), 10),
            tier(cut(95, Side::Below), None, 25),
        ];
        let tiers = Tiers { list, better: Better::More, field: "tiers" };
        let found = [100, 99, 96, 95, 94].map(|value| due(&tiers, value));
        let expected = [None, Some(10), Some(10), None, Some(25)];
        assert_eq!(found, expected.map(|it| it.map(Exact::from)));
    }

    #[test]
    fn the_deepest_tier_reached_holds_where_less_is_better() {
        // Above 5, and from 10 on; up to 20 at most.
        let list = vec![
            tier(cut(5, Side::Above), None, 10),
            tier(cut(10, Side::Below), Some(cut(20, Side::Above)), 25),
        ];
        let tiers = Tiers { list, better: Better::Less, field: "tiers" };
        let found = [5, 6, 9, 10, 20, 21].map(|value| due(&tiers, value));
        let expected = [None, Some(10), Some(10), Some(25), Some(25), None];
        assert_eq!(found, expected.map(|it| it.map(Exact::from)));
    }
}

//! Tiers: their bounds, and how they lie to each other.

use super::Promise;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Bound, contract as written};
use crate::model::{Cut, Indicator, IndicatorOrigin, Side, Target, Tier, Tiers, deeper};
use crate::units::{Better, Exact, Sort, Unit};
use crate::validate::scalar::Check;
use std::cmp::Ordering;

/// A bound as it is written, and on which side of its value it runs.
type Stated<'w, 'j> = (&'static str, &'w Option<Bound<'j>>, Side);

impl<'j> Check<'j, '_> {
    /// The tiers of a credit; faults and warnings where they overlap, leave holes, pay less deeper
    /// down or begin where the target is met.
    pub(super) fn tiers(
        &mut self,
        written: &[written::Tier<'j>],
        start: usize,
        promise: Promise<'_>,
    ) -> Option<Tiers> {
        if written.is_empty() {
            self.note(Finding::new(Code::EmptyList, self.spot(start)).found("tiers"));
        }
        // What is wrong with the target hides nothing of the tiers, where it could only be a share.
        let share = Cut { value: Exact::from(100), side: Side::Above };
        let share = Target::share(share, true);
        let is_share = |it: Indicator| {
            let is_clock = it.origin() == IndicatorOrigin::Clock;
            it.unit() == Unit::Percent && it.better() == Some(Better::More) && !is_clock
        };
        let in_its_place = Some(&share).filter(|_| promise.indicator.is_some_and(is_share));
        let Some(target) = promise.target.or(in_its_place) else {
            for tier in written {
                self.price(
                    (&tier.percent, &tier.amount, &tier.days_of_charge),
                    tier.start,
                    promise,
                );
            }
            return None;
        };
        let better = target.better;
        let tiers: Vec<(Tier, usize)> = written
            .iter()
            .enumerate()
            .filter_map(|(position, tier)| {
                Some((self.tier(tier, position, promise, target)?, tier.start))
            })
            .collect();
        self.beside_each_other(&tiers, target);
        let list = tiers.into_iter().map(|(tier, _)| tier).collect();
        Some(Tiers { list, better, field: "tiers" })
    }

    /// What is due by the points that there are.
    pub(super) fn points_table(
        &mut self,
        written: &[written::PointsRow<'j>],
        start: usize,
        promise: Promise<'_>,
    ) -> Option<Tiers> {
        if written.is_empty() {
            self.note(Finding::new(Code::EmptyList, self.spot(start)).found("points_table"));
        }
        if promise.indicator.is_some_and(|indicator| indicator != Indicator::Points) {
            self.note(Finding::new(Code::FieldNotHere, self.spot(start)).found("points_table"));
            return None;
        }
        let mut rows: Vec<(Tier, usize)> = Vec::new();
        for (position, row) in written.iter().enumerate() {
            let points = row.points.as_ref().and_then(|points| self.decimal(points));
            if let (Some(points), Some(digits)) = (&points, &row.points)
                && points.is_negative()
            {
                self.off_scale(digits, Expected::AtLeast("0".to_owned()));
            }
            let prices = (&row.percent, &row.amount, &row.days_of_charge);
            let price = self.price(prices, row.start, promise);
            if let Some((value, price)) = points.zip(price) {
                let begin = Cut { value, side: Side::Below };
                rows.push((Tier { begin, end: None, price, position }, row.start));
            }
        }
        self.beside_each_other(&rows, promise.target?);
        let list = rows.into_iter().map(|(row, _)| row).collect();
        Some(Tiers { list, better: Better::Less, field: "points_table" })
    }

    /// Faults and warnings of tiers that overlap, leave holes, pay less deeper down or begin where
    /// the target is met.
    fn beside_each_other(&mut self, tiers: &[(Tier, usize)], target: &Target) {
        let better = target.better;
        let mut by_depth: Vec<&(Tier, usize)> = tiers.iter().collect();
        by_depth.order_by(|(a, _), (b, _)| deeper(&a.begin, &b.begin, better));
        if let Some((first, start)) = by_depth.first()
            && deeper(&first.begin, &target.bound, better) == Ordering::Less
        {
            self.note(Finding::new(Code::TierAboveTarget, self.spot(*start)));
        }
        for pair in by_depth.windows(2) {
            if let [one, other] = pair {
                self.neighbours(one, other, target);
            }
        }
        if let Some((Tier { end: Some(end), .. }, start)) = by_depth.last()
            && let Some(hole) = beyond(end, target)
        {
            self.note(Finding::new(Code::TierHole, self.spot(*start)).found(&hole));
        }
    }

    fn neighbours(
        &mut self,
        (tier, start): &(Tier, usize),
        (next, next_start): &(Tier, usize),
        target: &Target,
    ) {
        let end = tier.end.as_ref().unwrap_or(&next.begin);
        let note = |check: &mut Self, code, found: Option<String>| {
            let finding = Finding::new(code, check.spot(*start)).other(check.spot(*next_start));
            check.note(match found {
                Some(found) => finding.found(&found),
                None => finding,
            });
        };
        let gap = deeper(end, &next.begin, target.better);
        if tier.begin == next.begin || gap == Ordering::Greater {
            return note(self, Code::TierOverlap, None);
        }
        if gap == Ordering::Less {
            let (low, high) = (end.min(&next.begin), end.max(&next.begin));
            let (low, high) = (&low.value, &high.value);
            let hole = if low == high { low.to_string() } else { format!("{low}–{high}") };
            note(self, Code::TierHole, Some(with_unit(&hole, target.unit)));
        }
        let (one, other) = (&tier.price, &next.price);
        if one.name() == other.name() && other.number() < one.number() {
            note(self, Code::TierPaysLess, None);
        }
    }

    fn tier(
        &mut self,
        tier: &written::Tier<'j>,
        position: usize,
        promise: Promise<'_>,
        target: &Target,
    ) -> Option<Tier> {
        let (begins, ends): ([Stated<'_, 'j>; 2], [Stated<'_, 'j>; 2]) = match target.better {
            Better::More => (
                [
                    ("below", &tier.below, Side::Below),
                    ("at_or_below", &tier.at_or_below, Side::Above),
                ],
                [("above", &tier.above, Side::Above), ("at_least", &tier.at_least, Side::Below)],
            ),
            Better::Less => (
                [
                    ("above", &tier.above, Side::Above),
                    ("at_or_above", &tier.at_or_above, Side::Below),
                ],
                [("below", &tier.below, Side::Below), ("at_most", &tier.at_most, Side::Above)],
            ),
        };
        let others = match target.better {
            Better::More => {
                [("at_or_above", tier.at_or_above.is_some()), ("at_most", tier.at_most.is_some())]
            }
            Better::Less => {
                [("at_or_below", tier.at_or_below.is_some()), ("at_least", tier.at_least.is_some())]
            }
        };
        for (name, _) in others.into_iter().filter(|(_, stated)| *stated) {
            self.note(Finding::new(Code::FieldNotHere, self.spot(tier.start)).found(name));
        }
        let begin = self.one_bound(tier.start, begins, promise, target);
        let end = match ends {
            [(_, None, _), (_, None, _)] => Some(None),
            _ => self.one_bound(tier.start, ends, promise, target).map(Some),
        };
        let prices = (&tier.percent, &tier.amount, &tier.days_of_charge);
        let price = self.price(prices, tier.start, promise);
        let (begin, end, price) = (begin?, end?, price?);
        let is_empty = |end: &Cut| deeper(end, &begin, target.better) != Ordering::Greater;
        if end.as_ref().is_some_and(is_empty) {
            self.note(Finding::new(Code::EmptyTier, self.spot(tier.start)));
            return None;
        }
        Some(Tier { begin, end, price, position })
    }

    /// The one of two bounds that is stated.
    fn one_bound(
        &mut self,
        start: usize,
        bounds: [Stated<'_, 'j>; 2],
        promise: Promise<'_>,
        target: &Target,
    ) -> Option<Cut> {
        let stated: Vec<_> = bounds
            .iter()
            .filter_map(|(_, bound, side)| Some(((*bound).as_ref()?, *side)))
            .collect();
        match stated.as_slice() {
            [(bound, side)] => {
                let value = self.in_unit(bound, promise.indicator?, target.unit)?;
                Some(Cut { value, side: *side })
            }
            _ => {
                let names = bounds.iter().map(|(name, _, _)| (*name).to_owned()).collect();
                let finding = Finding::new(Code::BoundCount, self.spot(start))
                    .expected(Expected::ExactlyOneField(names));
                self.note(finding);
                None
            }
        }
    }
}

/// The values past the end of the deepest tier, if there can be any.
fn beyond(end: &Cut, target: &Target) -> Option<String> {
    let lowest = Exact::zero();
    let is_scale = matches!(target.unit, Unit::Percent | Unit::Seconds | Unit::Count);
    match target.better {
        Better::Less if target.unit == Unit::Percent => {
            let highest = Cut { value: Exact::from(100), side: Side::Above };
            (*end < highest).then(|| with_unit(&format!("{}–100", end.value), target.unit))
        }
        Better::Less => Some(with_unit(&format!("{}–∞", end.value), target.unit)),
        Better::More if is_scale => {
            let nothing_lower = Cut { value: lowest, side: Side::Below };
            (*end > nothing_lower).then(|| with_unit(&format!("0–{}", end.value), target.unit))
        }
        Better::More => Some(with_unit(&format!("−∞–{}", end.value), target.unit)),
    }
}

/// A number with the sign of its unit.
fn with_unit(number: &str, unit: Unit) -> String {
    match unit {
        Unit::Percent => format!("{number} %"),
        Unit::Seconds => format!("{number} s"),
        Unit::Count | Unit::Number => number.to_owned(),
    }
}

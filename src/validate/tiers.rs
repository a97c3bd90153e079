//! Bounds: a target's, a tier's, and how tiers lie to each other.

use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Digits, contract as written};
use crate::model::{CreditRule, Cut, Side, Tier};
use crate::units::Exact;

impl<'j> Check<'j, '_> {
    /// The tiers of a credit; faults and warnings where they overlap, leave holes, pay less deeper
    /// down or begin where the target is met.
    pub(super) fn credit_rule(
        &mut self,
        credit: &written::Credit<'j>,
        target: Option<&Cut>,
    ) -> Option<CreditRule> {
        let written = credit.tiers.as_ref()?;
        if written.is_empty() {
            self.note(Finding::new(Code::EmptyList, self.spot(credit.start)).found("tiers"));
        }
        let tiers: Vec<(Tier, usize)> = written
            .iter()
            .enumerate()
            .filter_map(|(position, tier)| Some((self.tier(tier, position)?, tier.start)))
            .collect();
        let mut by_depth: Vec<&(Tier, usize)> = tiers.iter().collect();
        by_depth.sort_by(|(a, _), (b, _)| b.begin.cmp(&a.begin));
        if let (Some((first, start)), Some(target)) = (by_depth.first(), target)
            && first.begin > *target
        {
            self.note(Finding::new(Code::TierAboveTarget, self.spot(*start)));
        }
        for pair in by_depth.windows(2) {
            if let [(tier, start), (deeper, deeper_start)] = pair {
                self.neighbours(tier, *start, deeper, *deeper_start);
            }
        }
        let nothing_lower = Cut { value: Exact::zero(), side: Side::Below };
        if let Some((Tier { end: Some(end), .. }, start)) = by_depth.last()
            && *end > nothing_lower
        {
            let hole = format!("0–{}", end.value);
            self.note(Finding::new(Code::TierHole, self.spot(*start)).found(&hole));
        }
        Some(CreditRule { tiers: tiers.into_iter().map(|(tier, _)| tier).collect() })
    }

    fn neighbours(&mut self, tier: &Tier, start: usize, deeper: &Tier, deeper_start: usize) {
        let end = tier.end.as_ref().unwrap_or(&deeper.begin);
        let note = |check: &mut Self, code, found: Option<String>| {
            let finding = Finding::new(code, check.spot(start)).other(check.spot(deeper_start));
            check.note(match found {
                Some(found) => finding.found(&found),
                None => finding,
            });
        };
        if tier.begin == deeper.begin || *end < deeper.begin {
            return note(self, Code::TierOverlap, None);
        }
        if *end > deeper.begin {
            let (low, high) = (&deeper.begin.value, &end.value);
            let hole = if low == high { low.to_string() } else { format!("{low}–{high}") };
            note(self, Code::TierHole, Some(hole));
        }
        if deeper.percent < tier.percent {
            note(self, Code::TierPaysLess, None);
        }
    }

    fn tier(&mut self, tier: &written::Tier<'j>, position: usize) -> Option<Tier> {
        let begin = self.one_bound(
            tier.start,
            [("below", &tier.below, Side::Below), ("at_or_below", &tier.at_or_below, Side::Above)],
        );
        let ends = [&tier.above, &tier.at_least];
        let end = match ends {
            [None, None] => Some(None),
            _ => self
                .one_bound(
                    tier.start,
                    [
                        ("above", &tier.above, Side::Above),
                        ("at_least", &tier.at_least, Side::Below),
                    ],
                )
                .map(Some),
        };
        let percent = tier.percent.as_ref().and_then(|p| self.decimal_between(p, 0, 100));
        let tier_start = tier.start;
        let tier = Tier { begin: begin?, end: end?, percent: percent?, position };
        if tier.end.as_ref().is_some_and(|end| *end >= tier.begin) {
            self.note(Finding::new(Code::EmptyTier, self.spot(tier_start)));
            return None;
        }
        Some(tier)
    }

    /// The one of two bounds that is stated.
    fn one_bound(
        &mut self,
        start: usize,
        bounds: [(&str, &Option<Digits<'j>>, Side); 2],
    ) -> Option<Cut> {
        let stated: Vec<_> = bounds
            .iter()
            .filter_map(|(_, digits, side)| Some(((*digits).as_ref()?, *side)))
            .collect();
        match stated.as_slice() {
            [(digits, side)] => {
                let value = self.decimal_between(digits, 0, 100)?;
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

//! What a value beyond the target is worth to the provider.

use super::Promise;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::contract as written;
use crate::model::{Bonus, BonusDue, BonusLevel, Clause, Cut, Price, Side, deeper};
use crate::units::Better;
use crate::validate::contract::clause;
use crate::validate::scalar::Check;
use std::cmp::Ordering;

impl<'j> Check<'j, '_> {
    /// The bonus of an objective, whose own clause is `of_objective`.
    pub(in crate::validate) fn bonus(
        &mut self,
        bonus: &written::Bonus<'j>,
        promise: Promise<'_>,
        of_objective: &Clause,
    ) -> Option<Bonus> {
        let due = match &bonus.due {
            None => Some(BonusDue::SetOff),
            Some(text) => self.word(text, BonusDue::WORDS),
        };
        let written = bonus.levels.as_deref().unwrap_or_default();
        if bonus.levels.is_some() && written.is_empty() {
            self.note(Finding::new(Code::EmptyList, self.spot(bonus.start)).found("levels"));
        }
        let mut levels: Vec<(BonusLevel, usize)> = Vec::new();
        for level in written {
            let Some(own) = self.bonus_level(level, promise) else { continue };
            if let Some((_, first)) = levels.iter().find(|(it, _)| it.value == own.value) {
                let finding = Finding::new(Code::TierOverlap, self.spot(level.start));
                self.note(finding.other(self.spot(*first)));
            }
            levels.push((own, level.start));
        }
        if levels.len() < written.len().max(1) {
            return None;
        }
        let own = clause(bonus.clause.as_ref(), bonus.text.as_ref());
        let of_objective = of_objective.clone();
        Some(Bonus {
            levels: levels.into_iter().map(|(level, _)| level).collect(),
            due: due?,
            clause: Clause {
                number: own.number.or(of_objective.number),
                text: own.text.or(of_objective.text),
            },
        })
    }

    fn bonus_level(
        &mut self,
        level: &written::BonusLevel<'j>,
        promise: Promise<'_>,
    ) -> Option<BonusLevel> {
        let one_of = |check: &mut Self, names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            let finding = Finding::new(Code::BoundCount, check.spot(level.start));
            check.note(finding.expected(Expected::ExactlyOneField(names)));
        };
        let price = match (&level.percent, &level.amount) {
            (Some(percent), None) => self.decimal_between(percent, 0, 100).map(Price::Percent),
            (None, Some(amount)) => self.amount(amount, promise.currency).map(Price::Amount),
            _ => {
                one_of(self, &["percent", "amount"]);
                None
            }
        };
        let target = promise.target?;
        let (bound, name, side) = match (target.better, &level.at_least, &level.at_most) {
            (Better::More, Some(bound), None) => (bound, "at_least", Side::Below),
            (Better::Less, None, Some(bound)) => (bound, "at_most", Side::Above),
            (better, ..) => {
                let name = if better == Better::More { "at_least" } else { "at_most" };
                one_of(self, &[name]);
                return None;
            }
        };
        let value = self.in_unit(bound, promise.indicator?, target.unit)?;
        // What keeps no promise earns no bonus.
        let begin = Cut { value: value.clone(), side };
        if deeper(&begin, &target.bound, target.better) == Ordering::Greater {
            let finding = Finding::new(Code::BonusShortOfTarget, self.spot(level.start));
            self.note(finding.found(name));
            return None;
        }
        Some(BonusLevel { value, price: price? })
    }
}

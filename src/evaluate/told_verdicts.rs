//! The verdicts that a history tells of periods that nothing else tells of.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::{BeforeVerdict, Word};
use crate::report::Basis;
use crate::units::Sort;

/// A verdict that is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    /// Its position among the verdicts of before.
    pub(super) at: usize,
    /// The first date of its period.
    pub(super) period: NaiveDate,
    /// Whether the promise was broken.
    pub(super) missed: bool,
}

/// The verdicts that are told, by the promise and in order of time.
pub(super) struct ToldVerdicts<'b> {
    basis: &'b Basis,
    of: HashMap<usize, Vec<(usize, &'b BeforeVerdict)>>,
}

impl<'b> ToldVerdicts<'b> {
    pub(super) fn of(basis: &'b Basis) -> Self {
        let mut of: HashMap<usize, Vec<(usize, &BeforeVerdict)>> = HashMap::new();
        for (at, told) in basis.history.before.verdicts.iter().enumerate() {
            of.entry(told.objective).or_default().push((at, told));
        }
        of.values_mut().for_each(|own| own.order_by_key(|(_, told)| told.period));
        Self { basis, of }
    }

    /// Those of a subject.
    pub(super) fn of_subject(&self, subject: usize) -> Vec<Told> {
        let agreement = &self.basis.agreement;
        let Some(own) = self.basis.subjects.get(subject) else { return Vec::new() };
        let objective = agreement.objectives.get(own.objective);
        let names = objective.map(|it| it.scope().per.as_slice()).unwrap_or_default();
        let is_own = |told: &BeforeVerdict| {
            let said = |name: &String| -> Option<Word> {
                let text = |word: Word| self.basis.history.words.text(word);
                told.labels.iter().find(|[it, _]| text(*it) == name).map(|[_, value]| *value)
            };
            names.iter().zip(&own.labels).all(|(name, value)| said(name) == *value)
        };
        let all = self.of.get(&agreement.promise(own.objective)).into_iter().flatten().copied();
        let own = all.filter(|(_, told)| is_own(told));
        own.map(|(at, told)| Told { at, period: told.period, missed: told.missed }).collect()
    }
}

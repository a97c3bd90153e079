//! Which incidents an objective is about, and the combinations of labels by which it is judged.

use std::collections::BTreeMap;

use super::clocks::{Facts, Judged};
use crate::model::{History, Incident, Objective, Scope, Subject, Word};

impl Facts<'_> {
    /// What is judged by itself of an objective about the time of a service: one combination of
    /// labels after the other, each with its incidents.
    pub(super) fn of_service_time(&self, position: usize, objective: &Objective) -> Vec<Judged> {
        let judged = |labels, incidents| {
            let subject = Subject { objective: position, labels };
            Judged { subject, cases: Vec::new(), excluded: Vec::new(), incidents }
        };
        let scope = objective.scope();
        if scope.is_everything() || !objective.is_about_time() {
            return vec![judged(Vec::new(), None)];
        }
        let words = &self.history.words;
        let per: Vec<Option<Word>> = scope.per.iter().map(|name| words.find(name)).collect();
        let chosen = Chosen::of(scope, self.history);
        let labels_of = |incident: Incident<'_>| -> Vec<Option<Word>> {
            per.iter().map(|name| label(incident, (*name)?)).collect()
        };
        let key = |labels: &[Option<Word>]| -> Vec<Option<&str>> {
            labels.iter().map(|value| value.map(|word| words.text(word))).collect()
        };
        let about = self.agreement.about(objective);
        let all = || self.history.incidents.iter().enumerate();
        let mut combinations: BTreeMap<Vec<Option<&str>>, Judged> = BTreeMap::new();
        let own = all().filter(|(_, it)| self.looks_at(about.as_ref(), *it) && chosen.holds(*it));
        for labels in own.map(|(_, incident)| labels_of(incident)) {
            let new = || judged(labels.clone(), Some(Vec::new()));
            combinations.entry(key(&labels)).or_insert_with(new);
        }
        if combinations.is_empty() {
            let none = vec![None; per.len()];
            combinations.insert(key(&none), judged(none, Some(Vec::new())));
        }
        // What lies outside the term is no reason to judge, but may lie in a period judged whole.
        for (at, incident) in all().filter(|(_, incident)| chosen.holds(*incident)) {
            if let Some(own) = combinations.get_mut(&key(&labels_of(incident))) {
                own.incidents.get_or_insert_default().push(at);
            }
        }
        combinations.into_values().collect()
    }
}

/// Which incidents an objective is about, by what they say of themselves.
pub(super) struct Chosen {
    /// No restriction where there is no list.
    priorities: Option<Vec<Word>>,
    /// Nothing where no incident has the label at all.
    labels: Vec<(Option<Word>, Vec<Word>)>,
}

impl Chosen {
    pub(super) fn of(scope: &Scope, history: &History) -> Self {
        let words = |texts: &[String]| -> Vec<Word> {
            texts.iter().filter_map(|text| history.words.find(text)).collect()
        };
        let priorities = Some(&scope.priorities).filter(|named| !named.is_empty());
        let labels = scope.labels.iter();
        Self {
            priorities: priorities.map(|named| words(named)),
            labels: labels
                .map(|(name, values)| (history.words.find(name), words(values)))
                .collect(),
        }
    }

    pub(super) fn holds(&self, incident: Incident<'_>) -> bool {
        let priority = self.priorities.as_ref().is_none_or(|named| {
            incident.priority().is_some_and(|priority| named.contains(&priority))
        });
        priority && self.holds_labels(incident.labels())
    }

    pub(super) fn holds_labels(&self, labels: &[[Word; 2]]) -> bool {
        self.labels.iter().all(|(name, values)| {
            let own = labels.iter().find(|[known, _]| Some(*known) == *name);
            own.is_some_and(|[_, value]| values.contains(value))
        })
    }
}

/// The value of a label of an incident, if it has any.
pub(super) fn label(incident: Incident<'_>, name: Word) -> Option<Word> {
    incident.labels().iter().find(|[known, _]| *known == name).map(|[_, value]| *value)
}

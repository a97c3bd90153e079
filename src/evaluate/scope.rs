//! Which incidents an objective is about, and the combinations of labels by which it is judged.

use std::collections::{BTreeMap, BTreeSet};

use super::clocks::{Facts, Judged};
use crate::model::{
    History, Incident, IndicatorOrigin, Objective, Scope, Series, Subject, Word, touches_any,
};
use crate::units::{Interval, Sort};

impl Facts<'_> {
    /// What is judged by itself of an objective about the time of a service, its requests, or a share
    /// of its incidents: one combination of labels after the other, each with its incidents and series.
    pub(super) fn of_service_time(&self, position: usize, objective: &Objective) -> Vec<Judged> {
        let judged = |labels, incidents, series| {
            let subject = Subject { objective: position, labels };
            let (cases, excluded) = (Vec::new(), Vec::new());
            Judged { subject, cases, excluded, incidents, series }
        };
        let (scope, series) = (objective.scope(), self.series_of(objective));
        let is_by_incident = objective.is_about_time()
            || (objective.indicator.origin() == IndicatorOrigin::Incidents
                && !scope.per.is_empty());
        let is_by_label = is_by_incident || objective.requests().is_some();
        if scope.is_everything() || !is_by_label {
            let all = series.into_iter().map(|(at, _)| at).collect();
            return vec![judged(Vec::new(), None, all)];
        }
        let words = &self.history.words;
        let per: Vec<Option<Word>> = scope.per.iter().map(|name| words.find(name)).collect();
        let chosen = Chosen::of(scope, self.history);
        let values_of = |labels: &[[Word; 2]]| -> Vec<Option<Word>> {
            per.iter().map(|name| value(labels, (*name)?)).collect()
        };
        let key = |labels: &[Option<Word>]| -> Vec<Option<&str>> {
            labels.iter().map(|value| value.map(|word| words.text(word))).collect()
        };
        let about = self.agreement.about(objective);
        let is_about = |it| about.as_ref().is_none_or(|services| touches_any(it, services));
        let all = || self.history.incidents.iter().enumerate();
        let series: Vec<(usize, &Series)> =
            series.into_iter().filter(|(_, it)| chosen.holds_series(it)).collect();
        let mut combinations: BTreeMap<Vec<Option<&str>>, Judged> = BTreeMap::new();
        // Incidents alone are no reason to judge requests.
        let own = all().filter(|_| is_by_incident);
        let own = own
            .filter(|(_, it)| is_about(*it) && self.looks_at(self.term, *it) && chosen.holds(*it));
        let own = own.map(|(_, incident)| values_of(incident.labels()));
        let told = series.iter().filter(|(_, it)| self.is_told_of(it));
        for labels in own.chain(told.map(|(_, series)| values_of(&series.labels))) {
            let new = || judged(labels.clone(), Some(Vec::new()), Vec::new());
            combinations.entry(key(&labels)).or_insert_with(new);
        }
        if combinations.is_empty() {
            let none = vec![None; per.len()];
            combinations.insert(key(&none), judged(none, Some(Vec::new()), Vec::new()));
        }
        // What lies outside the term is no reason to judge, but may lie in a period judged whole.
        for (at, incident) in all().filter(|(_, incident)| chosen.holds(*incident)) {
            if let Some(own) = combinations.get_mut(&key(&values_of(incident.labels()))) {
                own.incidents.get_or_insert_default().push(at);
            }
        }
        for (at, series) in series {
            if let Some(own) = combinations.get_mut(&key(&values_of(&series.labels))) {
                own.series.push(at);
            }
        }
        combinations.into_values().collect()
    }

    /// The series of requests that an objective looks at, by service: those of its own; of the time
    /// of a group also those of all behind it, each where its service counts them.
    fn series_of(&self, objective: &Objective) -> Vec<(usize, &Series)> {
        let is_by_requests = objective.requests().is_some();
        let services = &self.agreement.services;
        let looks = |service: &usize| match Some(*service) == objective.service {
            true => is_by_requests || objective.counting.down_when.is_some(),
            false => {
                let counting = services.get(*service).map(|it| it.counting);
                !is_by_requests && counting.is_some_and(|it| it.down_when.is_some())
            }
        };
        let looks_at_any = is_by_requests || objective.is_about_time();
        let about = self.agreement.about(objective).filter(|_| looks_at_any).unwrap_or_default();
        let about: BTreeSet<usize> = about.into_iter().filter(looks).collect();
        let all = self.history.series.iter().enumerate();
        let mut own: Vec<_> = all.filter(|(_, series)| about.contains(&series.service)).collect();
        own.order_by_key(|(_, series)| series.service);
        own
    }

    /// Whether any of a series has happened in the term.
    fn is_told_of(&self, series: &Series) -> bool {
        let known = Interval::new(self.term.from(), self.term.until().min(self.as_of));
        !series.whole().intersection(&known).is_empty()
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

    /// Whether it is about an incident by its priority at its beginning, and its labels.
    pub(super) fn holds(&self, incident: Incident<'_>) -> bool {
        self.holds_priority(incident.priority()) && self.holds_labels(incident.labels())
    }

    pub(super) fn holds_priority(&self, priority: Option<Word>) -> bool {
        let priorities = self.priorities.as_ref();
        priorities.is_none_or(|named| priority.is_some_and(|own| named.contains(&own)))
    }

    /// A series has no priority.
    fn holds_series(&self, series: &Series) -> bool {
        self.priorities.is_none() && self.holds_labels(&series.labels)
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
    value(incident.labels(), name)
}

/// The value that a label has among others, if any.
fn value(labels: &[[Word; 2]], name: Word) -> Option<Word> {
    labels.iter().find(|[known, _]| *known == name).map(|[_, value]| *value)
}

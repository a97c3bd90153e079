//! By which terms something is judged, what is one promise by several, and where the parts of these
//! stand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::amendments::Terms;
use super::clocks::Case;
use super::papers::{Cut, Papers, Period};
use super::subjects::Subject;

impl Papers {
    /// Where a part of the contract, as it reads with its amendments, stands in the file.
    pub(crate) fn place(&self, pointer: &str) -> String {
        let mut prefix = pointer;
        loop {
            if let Some(stands) = self.places.get(prefix) {
                return format!("{stands}{}", &pointer[prefix.len()..]);
            }
            match prefix.rsplit_once('/') {
                Some((shorter, _)) => prefix = shorter,
                None => return pointer.to_owned(),
            }
        }
    }

    /// The terms of an objective, where there are amendments.
    pub(crate) fn terms_of(&self, objective: usize) -> Option<&Terms> {
        self.terms.get(objective)
    }

    /// The objective whose promise one keeps, or continues.
    pub(crate) fn promise(&self, objective: usize) -> usize {
        self.terms_of(objective).and_then(|terms| terms.continues).unwrap_or(objective)
    }

    /// How time is cut for a promise on a date.
    pub(crate) fn cut_on(&self, promise: usize, date: NaiveDate) -> Cut {
        let pieces = (0..self.list("/objectives").len()).rev();
        let holds = |at: &usize| {
            let life = self.terms_of(*at).and_then(|terms| terms.life.0);
            self.promise(*at) == promise && life.is_none_or(|from| from <= date)
        };
        self.cut_of(pieces.into_iter().find(holds).unwrap_or(promise)).of_term()
    }

    /// The subject whose promise one keeps, or continues: the one with the same labels.
    pub(crate) fn promised(&self, subject: usize) -> usize {
        let Subject { objective, labels, .. } = &self.subjects[subject];
        let promise = self.promise(*objective);
        let is_first = |it: &Subject| it.objective == promise && it.labels == *labels;
        self.subjects.iter().position(is_first).unwrap_or(subject)
    }

    /// Has each clock judged by the terms in which it started, whatever terms it is decided in.
    pub(crate) fn share_cases(&self, subjects: &mut [Subject]) {
        let mut promises: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, own) in subjects.iter().enumerate() {
            let key = (self.promise(own.objective), own.labels.clone());
            promises.entry(key).or_default().push(at);
        }
        for places in promises.into_values().filter(|places| places.len() > 1) {
            let started = |own: &Subject, cases: &[Case]| -> Vec<Case> {
                let (from, until) = self.terms_of(own.objective).unwrap().life;
                let midnight = |date| self.clock.start_of_day(date);
                let is_in = |case: &&Case| {
                    from.is_none_or(|from| midnight(from) <= case.started)
                        && until.is_none_or(|until| case.started < midnight(until))
                };
                cases.iter().filter(is_in).cloned().collect()
            };
            let own = || places.iter().map(|at| &subjects[*at]);
            let mut cases: Vec<Case> = own().flat_map(|it| started(it, &it.cases)).collect();
            let mut skipped: Vec<Case> = own().flat_map(|it| started(it, &it.skipped)).collect();
            cases.sort_by_key(|case| case.incident);
            skipped.sort_by_key(|case| case.incident);
            for at in places {
                subjects[at].cases.clone_from(&cases);
                subjects[at].skipped.clone_from(&skipped);
            }
        }
    }

    /// The period that stands for all the parts of one, as terms may cut it.
    pub(crate) fn whole_period(&self, at: usize) -> usize {
        let (periods, own) = (&self.periods[at..], &self.periods[at]);
        // They end together, and stand together.
        let together = periods.iter().take_while(|it| it.whole == own.whole).enumerate();
        let is_part = |it: &&(usize, &Period)| it.1.cut.of_term() == own.cut.of_term();
        at + together.filter(|it| is_part(&it)).last().map_or(0, |(later, _)| later)
    }

    /// Where it stands what holds for the credits of a period: by the terms at its end.
    pub(crate) fn credits_place(&self, period: usize) -> String {
        let Period { cut, first, .. } = &self.periods[period];
        let end = self.period_with(&cut.of_term(), *first).span.1;
        let holds = |version: &Value| {
            let from = version["from"].as_str().map(|from| from.parse().unwrap());
            from.is_none_or(|from| self.clock.start_of_day(from) < end)
        };
        match self.list("/amended").iter().rposition(holds) {
            Some(at) => format!("/amended/{at}/credits"),
            None => "/credits".to_owned(),
        }
    }

    /// The promise and the whole period of a row.
    pub(crate) fn whole_of(&self, row: &Value) -> (usize, usize) {
        let at = |field: &str| usize::try_from(row[field].as_u64().unwrap()).unwrap();
        let promise = self.promise(self.subjects[at("objective")].objective);
        (promise, self.whole_period(at("period")))
    }

    /// By which terms a subject is judged, where that changes.
    pub(crate) fn terms_facts(&self, subject: usize) -> Option<Value> {
        let objective = self.subjects[subject].objective;
        let Terms { life, amendment, .. } = self.terms_of(objective)?;
        let mut facts = json!({});
        for (field, date) in [("from", life.0), ("until", life.1)] {
            if let Some(date) = date {
                facts[field] = json!(date.to_string());
            }
        }
        if facts == json!({}) {
            return None;
        }
        if let Some(amendment) = amendment {
            facts["amendment"] = json!(amendment);
        }
        let promised = self.promised(subject);
        if promised != subject {
            facts["continues"] = json!(promised);
        }
        Some(facts)
    }
}

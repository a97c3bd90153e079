//! What is judged by itself, and which incidents each is about.

use std::collections::BTreeMap;

use serde_json::Value;

use super::clock::Nanos;
use super::clocks::{Case, course, is_clock};
use super::hours::Hours;
use super::indicators::{Kind, is_about_time, kind};
use super::papers::{Papers, stated, text};

/// What is a share of the incidents that were solved.
pub(crate) const SHARES_OF_INCIDENTS: [&str; 2] = ["first_contact_fix", "reopen_rate"];

/// What is judged by itself: an objective, for the values of its labels.
pub(crate) struct Subject {
    pub(crate) objective: usize,
    pub(crate) labels: Vec<(String, Option<String>)>,
    pub(crate) cases: Vec<Case>,
    /// Those of incidents that were skipped because of their cause.
    pub(crate) skipped: Vec<Case>,
    /// Which incidents make its outages; all where there is no list.
    pub(crate) chosen: Option<Vec<usize>>,
    /// Which series it looks at, by file and position; likewise.
    pub(crate) series: Option<Vec<(usize, usize)>>,
}

impl Papers {
    /// The hours in which an objective counts.
    pub(crate) fn hours_of(&self, objective: usize) -> &Hours {
        self.calendar_of(objective).map_or(&Hours::ALWAYS, |id| &self.hours[id])
    }

    /// The calendar of an objective, else of its service.
    pub(crate) fn calendar_of(&self, objective: usize) -> Option<&str> {
        let service = self.service_of(objective).map(|at| &self.list("/services")[at]);
        let own = stated(self.objective(objective), "/calendar");
        own.or_else(|| stated(service?, "/calendar")).map(text)
    }

    /// What each objective is judged for, with its clocks.
    pub(crate) fn read_subjects(&self) -> Vec<Subject> {
        let all = (0..self.list("/objectives").len()).flat_map(|at| self.subjects_of(at));
        let mut all: Vec<Subject> = all.collect();
        self.share_cases(&mut all);
        for Subject { objective, cases, .. } in &mut all {
            cases.iter_mut().for_each(|case| case.period = self.belongs(*objective, case));
        }
        all
    }

    fn subjects_of(&self, at: usize) -> Vec<Subject> {
        let objective = self.objective(at);
        let per: Vec<&str> = objective["per"].as_array().into_iter().flatten().map(text).collect();
        let mut found: BTreeMap<Vec<Option<String>>, Subject> = BTreeMap::new();
        let of_requests = kind(objective) == Kind::Requests;
        let is_share = SHARES_OF_INCIDENTS.contains(&text(&objective["indicator"]));
        let by_label = is_share && stated(objective, "/per").is_some();
        let chooses = (is_about_time(objective) || of_requests) && is_choosy(objective) || by_label;
        let subject = |values: &[Option<String>]| Subject {
            objective: at,
            labels: per.iter().map(|name| (*name).to_owned()).zip(values.iter().cloned()).collect(),
            cases: Vec::new(),
            skipped: Vec::new(),
            chosen: chooses.then(Vec::new),
            series: chooses.then(Vec::new),
        };
        let labels_in = |told: &Value| -> Vec<Option<String>> {
            let value = |name: &&str| stated(&told["labels"], &format!("/{name}")).map(text);
            per.iter().map(|name| value(name).map(str::to_owned)).collect()
        };
        let labels_of = |incident: usize| labels_in(self.told_of(incident));
        let all = || 0..self.incidents.len();
        if subject(&[]).chosen.is_some() {
            let meant = || all().filter(|it| is_meant(objective, self.told_of(*it)));
            let mut series = self.series_looked_at(at);
            series.retain(|_| !is_share);
            let own = |told: &Value| {
                stated(objective, "/where/priority").is_none() && has_labels(objective, told)
            };
            let series = || series.iter().filter(|(.., told)| own(told));
            for (.., told) in series().filter(|(.., told)| self.is_told_of(told)) {
                let values = labels_in(told);
                found.entry(values.clone()).or_insert_with(|| subject(&values));
            }
            // Incidents alone are no reason to judge requests.
            let reasons = meant().filter(|it| !of_requests && self.looks_at(objective, *it));
            for incident in reasons {
                let values = labels_of(incident);
                found.entry(values.clone()).or_insert_with(|| subject(&values));
            }
            if found.is_empty() {
                let none = vec![None; per.len()];
                found.insert(none.clone(), subject(&none));
            }
            for incident in meant() {
                let own = found.get_mut(&labels_of(incident));
                own.into_iter().for_each(|it| it.chosen.as_mut().unwrap().push(incident));
            }
            for (file, position, told) in series() {
                let own = found.get_mut(&labels_in(told));
                let place = (*file, *position);
                own.into_iter().for_each(|it| it.series.as_mut().unwrap().push(place));
            }
        }
        for incident in all().filter(|_| is_clock(objective)) {
            let Some(started) = self.clock_start(at, incident) else { continue };
            let values = labels_of(incident);
            let own = found.entry(values.clone()).or_insert_with(|| subject(&values));
            let cases = self.cases(at, incident, started);
            if self.is_excluded(incident) && objective["excluded_cause"] != "counted" {
                let skipped = cases.into_iter().map(|case| Case {
                    limit: None,
                    due: None,
                    no_due: None,
                    verdict: "excluded",
                    decided: None,
                    ..case
                });
                own.skipped.extend(skipped);
            } else {
                own.cases.extend(cases);
            }
        }
        if found.is_empty() {
            found.insert(Vec::new(), subject(&vec![None; per.len()]));
        }
        found.into_values().collect()
    }

    /// An incident as its file tells it.
    pub(crate) fn told_of(&self, incident: usize) -> &Value {
        let incident = &self.incidents[incident];
        &self.json[incident.file]["incidents"][incident.position]
    }

    /// Whether its cause is one for which the provider does not answer.
    pub(crate) fn is_excluded(&self, incident: usize) -> bool {
        let cause = &self.told_of(incident)["cause"];
        self.list("/exclusions").iter().any(|exclusion| exclusion["cause"] == *cause)
    }

    /// When a clock of the objective starts on an incident, if it looks at it at all.
    fn clock_start(&self, objective: usize, incident: usize) -> Option<Nanos> {
        let rule = self.objective(objective);
        // Its priority may change while the clock runs.
        let meant = has_labels(rule, self.told_of(incident));
        let (starts, _) = course(rule).unwrap();
        let (_, start) = self.event(incident, &starts)?;
        let inside = stated(rule, "/when").is_none_or(|when| {
            let calendar = stated(when, "/calendar").map(|id| &self.hours[text(id)]);
            let open = calendar.unwrap_or(self.hours_of(objective)).is_open(start);
            open == (when["started"] == "inside")
        });
        (self.looks_at(rule, incident) && meant && inside).then_some(start)
    }

    /// Whether an incident has happened, on the service of an objective and within the term.
    fn looks_at(&self, rule: &Value, incident: usize) -> bool {
        let (told, service) = (&self.incidents[incident], stated(rule, "/service"));
        let touched = service.is_some_and(|service| self.touches(&told.touches, service));
        let (term_from, term_until) = self.term;
        let in_term = term_until.is_none_or(|until| told.started < until)
            && (told.started >= term_from
                || self.end_of(told).is_none_or(|(at, _)| at > term_from));
        told.started <= self.as_of && (service.is_none() || touched) && in_term
    }
}

/// Whether an objective is about an incident with its priority and labels.
pub(crate) fn is_meant(rule: &Value, told: &Value) -> bool {
    let priorities = stated(rule, "/where/priority").and_then(Value::as_array);
    priorities.is_none_or(|all| all.contains(&told["priority"])) && has_labels(rule, told)
}

/// Whether an objective is about an incident with its labels.
pub(crate) fn has_labels(rule: &Value, told: &Value) -> bool {
    let mut labels = rule["where"]["labels"].as_object().into_iter().flatten();
    labels.all(|(name, all)| all.as_array().unwrap().contains(&told["labels"][name]))
}

/// Whether an objective is not about all incidents of its service at once.
fn is_choosy(rule: &Value) -> bool {
    stated(rule, "/where").is_some() || stated(rule, "/per").is_some()
}

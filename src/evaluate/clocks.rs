//! The clocks of every incident that an objective looks at.

use std::collections::BTreeMap;

use super::runs::{Habits, Run, Running, all_run};
use crate::compliance::Case;
use crate::model::{
    Agreement, ClockTerms, History, Incident, Objective, Origin, Periods, Scope, Subject, Word,
};
use crate::report::Basis;
use crate::timeline::{Hours, Known, Lap, ServicePeriod, judged_time};
use crate::units::{Instant, Interval, Sort};

/// What the clocks of an objective need to know.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) agreement: &'a Agreement,
    pub(super) history: &'a History,
    pub(super) term: Interval,
    pub(super) periods: &'a [ServicePeriod],
    pub(super) as_of: Instant,
    /// The hours of each calendar, and those that are always open.
    pub(super) hours: &'a [Hours],
    pub(super) always: &'a Hours,
}

/// What is judged by itself, with its cases in the order of the incidents.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) subject: Subject,
    pub(super) cases: Vec<Case>,
    /// Those of incidents that were skipped for their cause, likewise.
    pub(super) excluded: Vec<Case>,
    /// Those that make outages, in order of position, where not all of them do.
    pub(super) incidents: Option<Vec<usize>>,
    /// The series of requests that are looked at, in order of position.
    pub(super) series: Vec<usize>,
}

impl Judged {
    pub(super) fn nothing(objective: usize, labels: Vec<Option<Word>>) -> Self {
        Self {
            subject: Subject { objective, labels },
            cases: Vec::new(),
            excluded: Vec::new(),
            incidents: None,
            series: Vec::new(),
        }
    }
}

/// All that is judged, in the order of its objectives.
pub(super) fn judged(facts: &Facts<'_>) -> Vec<Judged> {
    let (objectives, history) = (&facts.agreement.objectives, facts.history);
    let facts = |position| Facts { agreement: facts.agreement.terms_of(position), ..*facts };
    let mut each: Vec<Vec<Judged>> = Vec::with_capacity(objectives.len());
    let mut runs: BTreeMap<Run<'_>, Vec<(usize, &ClockTerms)>> = BTreeMap::new();
    for (position, objective) in objectives.iter().enumerate() {
        let facts = facts(position);
        each.push(match objective.clock() {
            None => facts.of_service_time(position, objective),
            Some(terms) => {
                let run = Run::of(&facts, objective, terms);
                runs.entry(run).or_default().push((position, terms));
                Vec::new()
            }
        });
    }
    let first = |of: &[(usize, &ClockTerms)]| of.first().map(|(position, _)| facts(*position));
    let runs = runs.iter().filter_map(|(run, of)| Some(Running::of(first(of)?, run, of)));
    for (position, own) in all_run(history, runs.collect()) {
        if let Some(place) = each.get_mut(position) {
            *place = own;
        }
    }
    each.into_iter().flatten().collect()
}

impl<'a> Facts<'a> {
    /// Those that a report rests on.
    pub(super) fn of(basis: &'a Basis) -> Self {
        let Basis { agreement, history, term, periods, as_of, hours, always, .. } = basis;
        Self { agreement, history, term: *term, periods, as_of: *as_of, hours, always }
    }

    /// The hours of a calendar, by its position.
    pub(super) fn hours_of(&self, calendar: Option<usize>) -> &'a Hours {
        calendar.and_then(|calendar| self.hours.get(calendar)).unwrap_or(self.always)
    }

    /// The first instant that an objective judges: of the term, or of a period that is judged whole.
    pub(super) fn begins(&self, objective: &Objective) -> Instant {
        // By whichever terms: what runs on is decided by those with which it began.
        self.judged_time(objective).from()
    }

    /// All the time of which an objective judges a part, by whichever terms.
    pub(super) fn judged_time(&self, objective: &Objective) -> Interval {
        let same = self.agreement.objectives.iter().filter(|it| it.id == objective.id);
        let rules: Vec<Periods> = same.map(|it| it.periods.of_term()).collect();
        let own = self.periods.iter().filter(|it| rules.contains(&it.periods.of_term()));
        judged_time(self.term, own)
    }

    /// Whether an objective judged in this `time` is about an incident of its services at all. What
    /// was over before it is not, whatever became of its clocks: an incident that was restored before
    /// the term is none of the agreement's, even if it was resolved later.
    pub(super) fn looks_at(&self, time: Interval, incident: Incident<'_>) -> bool {
        let known = time.from().min(self.as_of);
        let ended = incident.end().is_some_and(|end| end.at <= known);
        incident.started() <= self.as_of
            && incident.started() < time.until()
            && (!ended || incident.started() >= time.from())
    }

    /// Until when a clock of the incident is looked at, if it runs: what its file says that it
    /// covers, or until when it was exported; what says neither is taken to be of that instant.
    pub(super) fn known(&self, incident: Incident<'_>) -> Known {
        let origin = self.history.origins.iter().find(|origin| origin.file == incident.file());
        let said =
            |origin: &Origin| origin.covers.map(|covers| covers.until()).or(origin.exported_at);
        let until = origin.and_then(said);
        Known { as_of: self.as_of, until: until.map_or(self.as_of, |until| until.min(self.as_of)) }
    }

    pub(super) fn is_when(&self, scope: &Scope, start: Instant) -> bool {
        scope.when.is_none_or(|when| self.hours_of(when.calendar).is_open(start) == when.inside)
    }

    /// The clocks of an incident for an objective, each case with its laps; none where it has none.
    pub(super) fn laps_of(
        &self,
        objective: &Objective,
        incident: Incident<'_>,
    ) -> Vec<Vec<Lap<'_>>> {
        let Some(terms) = objective.clock() else { return Vec::new() };
        let hours = self.hours_of(objective.calendar);
        Habits::of(self, terms).laps(incident, terms, hours, self.known(incident))
    }
}

/// Has each clock judged by the terms that were in force when it started, and belong to whichever part
/// of its promise it is decided in.
pub(super) fn share_cases(agreement: &Agreement, judged: &mut [Judged]) {
    let mut promises: BTreeMap<(usize, Vec<Option<Word>>), Vec<usize>> = BTreeMap::new();
    for (at, own) in judged.iter().enumerate() {
        let objective = own.subject.objective;
        let is_clock = agreement.objectives.get(objective).is_some_and(|it| it.clock().is_some());
        if is_clock && !agreement.terms.is_empty() {
            let key = (agreement.promise(objective), own.subject.labels.clone());
            promises.entry(key).or_default().push(at);
        }
    }
    let midnight = |date| agreement.zone.start_of_day(date);
    for places in promises.into_values().filter(|places| places.len() > 1) {
        let (mut cases, mut excluded) = (Vec::new(), Vec::new());
        for own in places.iter().filter_map(|at| judged.get(*at)) {
            let objective = agreement.objectives.get(own.subject.objective);
            let life = objective.map(|it| it.periods.life).unwrap_or_default();
            let started = |case: &&Case| {
                let start = case.span.from();
                let is_before = life.from.is_some_and(|from| start < midnight(from));
                !is_before && life.until.is_none_or(|until| start < midnight(until))
            };
            cases.extend(own.cases.iter().filter(started).cloned());
            excluded.extend(own.excluded.iter().filter(started).cloned());
        }
        cases.order_by_key(|case| case.incident);
        excluded.order_by_key(|case| case.incident);
        for at in places {
            if let Some(own) = judged.get_mut(at) {
                own.cases.clone_from(&cases);
                own.excluded.clone_from(&excluded);
            }
        }
    }
}

//! The clocks of every incident that an objective looks at.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::{Chosen, label};
use crate::compliance::{Case, judge_case};
use crate::model::{
    Agreement, ClockTerms, Course, History, Incident, Limits, Objective, Origin, Periods,
    PriorityRule, ReopenedRule, Scope, Subject, Word, touches_any,
};
use crate::report::Basis;
use crate::timeline::{Hours, Known, Lap, Rules, ServicePeriod, clock_start, judged_time, laps};
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
    fn nothing(objective: usize, labels: Vec<Option<Word>>) -> Self {
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
    let objectives = &facts.agreement.objectives;
    let facts = |position| Facts { agreement: facts.agreement.terms_of(position), ..*facts };
    let mut each: Vec<Vec<Judged>> = Vec::with_capacity(objectives.len());
    let mut runs: BTreeMap<Run<'_>, Vec<(usize, &ClockTerms)>> = BTreeMap::new();
    for (position, objective) in objectives.iter().enumerate() {
        let facts = facts(position);
        each.push(match objective.clock() {
            None => facts.of_service_time(position, objective),
            Some(terms) => {
                let run = facts.run(objective, terms);
                runs.entry(run).or_default().push((position, terms));
                Vec::new()
            }
        });
    }
    for (run, of) in &runs {
        let Some((first, _)) = of.first() else { continue };
        for ((position, _), own) in of.iter().zip(facts(*first).of_clocks(run, of)) {
            if let Some(place) = each.get_mut(*position) {
                *place = own;
            }
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
    fn judged_time(&self, objective: &Objective) -> Interval {
        let same = self.agreement.objectives.iter().filter(|it| it.id == objective.id);
        let rules: Vec<Periods> = same.map(|it| it.periods.of_term()).collect();
        let own = self.periods.iter().filter(|it| rules.contains(&it.periods.of_term()));
        judged_time(self.term, own)
    }

    /// What the laps of an objective's clock depend on.
    fn run<'o>(&self, objective: &'o Objective, terms: &'o ClockTerms) -> Run<'o> {
        Run {
            version: objective.version,
            about: self.agreement.about(objective),
            time: self.judged_time(objective),
            calendar: objective.calendar,
            course: &terms.course,
            reopened: terms.reopened,
            priority_change: terms.priority_change,
            habits: Habits::of(self, terms),
            scope: &terms.scope,
            skips_excluded: terms.skips_excluded,
        }
    }

    /// The cases of objectives whose clocks run alike, of each one by one for the labels by which it is
    /// judged.
    fn of_clocks(&self, run: &Run<'_>, of: &[(usize, &ClockTerms)]) -> Vec<Vec<Judged>> {
        let of_nothing = |labels: &Vec<Option<Word>>| -> Vec<Judged> {
            of.iter().map(|(position, _)| Judged::nothing(*position, labels.clone())).collect()
        };
        let Some((_, terms)) = of.first() else { return Vec::new() };
        let words = &self.history.words;
        let per: Vec<Option<Word>> = run.scope.per.iter().map(|text| words.find(text)).collect();
        let scope = Chosen::of(run.scope, self.history);
        let excluded_causes: Vec<Word> = self
            .agreement
            .exclusions
            .iter()
            .filter(|_| run.skips_excluded)
            .filter_map(|exclusion| words.find(&exclusion.cause))
            .collect();
        let hours = self.hours_of(run.calendar);
        let name = |word: Word| words.text(word).to_owned();
        let mut groups: BTreeMap<Vec<Option<String>>, Vec<Judged>> = BTreeMap::new();
        let mut named: BTreeSet<Vec<Option<String>>> = BTreeSet::new();
        for (at, incident) in self.history.incidents.iter().enumerate() {
            if !self.looks_at(run.about.as_ref(), run.time, incident) {
                continue;
            }
            let known = self.known(incident);
            let Some(start) = clock_start(incident, run.course, known) else { continue };
            if !scope.holds_labels(incident.labels()) || !self.is_when(run.scope, start) {
                continue;
            }
            let cases = run.habits.laps(incident, terms, hours, known);
            // Whichever priority sets the limit of a clock says whether it is looked at.
            if !cases.iter().flatten().any(|lap| scope.holds_priority(lap.priority)) {
                continue;
            }
            let labels: Vec<Option<Word>> =
                per.iter().map(|name| label(incident, (*name)?)).collect();
            let key: Vec<Option<String>> = labels.iter().map(|value| value.map(name)).collect();
            // What lies outside the term is no reason to judge, but may lie in a period judged
            // whole.
            if per.is_empty() || self.looks_at(run.about.as_ref(), self.term, incident) {
                named.insert(key.clone());
            }
            let is_excluded =
                incident.cause().is_some_and(|cause| excluded_causes.contains(&cause));
            let group = groups.entry(key).or_insert_with(|| of_nothing(&labels));
            for (own, (_, terms)) in group.iter_mut().zip(of) {
                let cases =
                    cases.iter().filter_map(|laps| judge_case(at, laps, terms, hours, &name));
                match is_excluded {
                    true => own.excluded.extend(cases.map(Case::excluded)),
                    false => own.cases.extend(cases),
                }
            }
        }
        if named.is_empty() {
            // It is judged all the same.
            let none = vec![None; per.len()];
            named.insert(none.clone());
            groups.entry(none).or_insert_with(|| of_nothing(&vec![None; per.len()]));
        }
        groups.retain(|key, _| named.contains(key));
        let mut each: Vec<Vec<Judged>> = of.iter().map(|_| Vec::new()).collect();
        for group in groups.into_values() {
            for (own, judged) in each.iter_mut().zip(group) {
                own.push(judged);
            }
        }
        each
    }

    /// Whether an objective about these services, judged in this `time`, is about the incident at
    /// all. What was over before it is not, whatever became of its clocks: an incident that was
    /// restored before the term is none of the agreement's, even if it was resolved later.
    pub(super) fn looks_at(
        &self,
        about: Option<&BTreeSet<usize>>,
        time: Interval,
        incident: Incident<'_>,
    ) -> bool {
        let known = time.from().min(self.as_of);
        let ended = incident.end().is_some_and(|end| end.at <= known);
        incident.started() <= self.as_of
            && incident.started() < time.until()
            && (!ended || incident.started() >= time.from())
            && about.is_none_or(|services| touches_any(incident, services))
    }

    /// Until when a clock of the incident is looked at, if it runs: what its file says that it
    /// covers, or until when it was exported; what says neither is taken to be of that instant.
    fn known(&self, incident: Incident<'_>) -> Known {
        let origin = self.history.origins.iter().find(|origin| origin.file == incident.file());
        let said =
            |origin: &Origin| origin.covers.map(|covers| covers.until()).or(origin.exported_at);
        let until = origin.and_then(said);
        Known { as_of: self.as_of, until: until.map_or(self.as_of, |until| until.min(self.as_of)) }
    }

    fn is_when(&self, scope: &Scope, start: Instant) -> bool {
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

/// What the laps of clocks depend on beside the incidents: objectives that agree in it share them,
/// however long each lets a clock run.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Run<'o> {
    /// The version of the agreement.
    version: usize,
    /// The services, all where there is no set.
    about: Option<BTreeSet<usize>>,
    /// All the time that is judged.
    time: Interval,
    calendar: Option<usize>,
    course: &'o Course,
    reopened: ReopenedRule,
    priority_change: PriorityRule,
    habits: Habits,
    scope: &'o Scope,
    skips_excluded: bool,
}

/// What a clock makes of pauses and priorities.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Habits {
    /// The reasons for which it stops; for every one where there is no list.
    pause_on: Option<Vec<Word>>,
    /// The priorities, the highest first: as the contract lists them, else in the order of limits.
    priorities: Vec<Word>,
}

impl Habits {
    fn of(facts: &Facts<'_>, terms: &ClockTerms) -> Self {
        let words = &facts.history.words;
        let limited = match &terms.limits {
            Limits::ByPriority(limits) => limits.as_slice(),
            _ => &[],
        };
        let names = facts.agreement.priorities.iter().chain(limited.iter().map(|(name, _)| name));
        let known =
            |reasons: &Vec<String>| reasons.iter().filter_map(|it| words.find(it)).collect();
        Self {
            pause_on: terms.pause_on.as_ref().map(known),
            priorities: names.filter_map(|name| words.find(name)).collect(),
        }
    }

    fn laps<'h>(
        &self,
        incident: Incident<'_>,
        terms: &ClockTerms,
        hours: &'h Hours,
        known: Known,
    ) -> Vec<Vec<Lap<'h>>> {
        let pauses = |reason: Option<Word>| {
            let named = |on: &Vec<Word>| reason.is_some_and(|reason| on.contains(&reason));
            self.pause_on.as_ref().is_none_or(named)
        };
        let rank = |priority: Option<Word>| {
            let place = priority.and_then(|it| self.priorities.iter().position(|own| *own == it));
            place.unwrap_or(self.priorities.len())
        };
        laps(incident, Rules { terms, hours, pauses: &pauses, rank: &rank }, known)
    }
}

//! The clocks of objectives that run alike, all at once.

use std::collections::{BTreeMap, BTreeSet};

use super::clocks::{Facts, Judged};
use super::scope::{Chosen, label};
use crate::compliance::{Case, judge_case};
use crate::model::{
    ClockTerms, Course, History, Incident, Limits, Objective, PriorityRule, ReopenedRule, Scope,
    Touched, Word,
};
use crate::timeline::{Hours, Known, Lap, Rules, clock_start, laps};
use crate::units::Interval;

/// What the laps of clocks depend on beside the incidents: objectives that agree in it share them,
/// however long each lets a clock run.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run<'o> {
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

impl<'o> Run<'o> {
    pub(super) fn of(facts: &Facts<'_>, objective: &'o Objective, terms: &'o ClockTerms) -> Self {
        Self {
            version: objective.version,
            about: facts.agreement.about(objective),
            time: facts.judged_time(objective),
            calendar: objective.calendar,
            course: &terms.course,
            reopened: terms.reopened,
            priority_change: terms.priority_change,
            habits: Habits::of(facts, terms),
            scope: &terms.scope,
            skips_excluded: terms.skips_excluded,
        }
    }
}

/// What has come of a run so far.
pub(super) struct Running<'a, 'o> {
    facts: Facts<'a>,
    run: &'o Run<'o>,
    /// The objectives, by position, and their terms.
    of: &'o [(usize, &'o ClockTerms)],
    scope: Chosen,
    per: Vec<Option<Word>>,
    excluded_causes: Vec<Word>,
    hours: &'a Hours,
    /// For each combination of labels what is judged of each objective.
    groups: BTreeMap<Vec<Option<&'a str>>, Vec<Judged>>,
    /// The combinations that are a reason to judge.
    named: BTreeSet<Vec<Option<&'a str>>>,
    /// The incident that was looked at last.
    last: Option<usize>,
}

impl<'a, 'o> Running<'a, 'o> {
    pub(super) fn of(
        facts: Facts<'a>,
        run: &'o Run<'o>,
        of: &'o [(usize, &'o ClockTerms)],
    ) -> Self {
        let words = &facts.history.words;
        let exclusions = facts.agreement.exclusions.iter().filter(|_| run.skips_excluded);
        Self {
            facts,
            run,
            of,
            scope: Chosen::of(run.scope, facts.history),
            per: run.scope.per.iter().map(|text| words.find(text)).collect(),
            excluded_causes: exclusions.filter_map(|it| words.find(&it.cause)).collect(),
            hours: facts.hours_of(run.calendar),
            groups: BTreeMap::new(),
            named: BTreeSet::new(),
            last: None,
        }
    }

    /// Takes in the next incident that touches its services.
    fn add(&mut self, at: usize, incident: Incident<'_>) {
        let (facts, run) = (self.facts, self.run);
        // It may touch several of the services.
        if self.last.replace(at) == Some(at) || !facts.looks_at(run.time, incident) {
            return;
        }
        let Some((_, terms)) = self.of.first() else { return };
        let known = facts.known(incident);
        let Some(start) = clock_start(incident, run.course, known) else { return };
        if !self.scope.holds_labels(incident.labels()) || !facts.is_when(run.scope, start) {
            return;
        }
        let cases = run.habits.laps(incident, terms, self.hours, known);
        // Whichever priority sets the limit of a clock says whether it is looked at.
        if !cases.iter().flatten().any(|lap| self.scope.holds_priority(lap.priority)) {
            return;
        }
        let words = &facts.history.words;
        let labels: Vec<Option<Word>> =
            self.per.iter().map(|name| label(incident, (*name)?)).collect();
        let key: Vec<Option<&str>> =
            labels.iter().map(|value| value.map(|word| words.text(word))).collect();
        // What lies outside the term is no reason to judge, but may lie in a period judged whole.
        if self.per.is_empty() || facts.looks_at(facts.term, incident) {
            self.named.insert(key.clone());
        }
        let is_excluded =
            incident.cause().is_some_and(|cause| self.excluded_causes.contains(&cause));
        let of = self.of;
        let group = self.groups.entry(key).or_insert_with(|| of_nothing(of, &labels));
        let name = |word: Word| words.text(word).to_owned();
        for (own, (_, terms)) in group.iter_mut().zip(of) {
            let cases =
                cases.iter().filter_map(|laps| judge_case(at, laps, terms, self.hours, &name));
            match is_excluded {
                true => own.excluded.extend(cases.map(Case::excluded)),
                false => own.cases.extend(cases),
            }
        }
    }

    /// What is judged of each objective, by its position, one by one for the labels by which it is.
    fn judged(self) -> impl Iterator<Item = (usize, Vec<Judged>)> {
        let (of, mut groups, mut named) = (self.of, self.groups, self.named);
        if named.is_empty() {
            // It is judged all the same.
            let none = vec![None; self.per.len()];
            named.insert(none.clone());
            groups.entry(none).or_insert_with(|| of_nothing(of, &vec![None; self.per.len()]));
        }
        groups.retain(|key, _| named.contains(key));
        let mut each: Vec<Vec<Judged>> = of.iter().map(|_| Vec::new()).collect();
        for group in groups.into_values() {
            for (own, judged) in each.iter_mut().zip(group) {
                own.push(judged);
            }
        }
        of.iter().map(|(position, _)| *position).zip(each)
    }
}

fn of_nothing(of: &[(usize, &ClockTerms)], labels: &[Option<Word>]) -> Vec<Judged> {
    of.iter().map(|(position, _)| Judged::nothing(*position, labels.to_vec())).collect()
}

/// What is judged of each objective, by its position. The incidents are looked at in their order once
/// for all runs, for a history may be larger than any cache.
pub(super) fn all_run(
    history: &History,
    mut runs: Vec<Running<'_, '_>>,
) -> impl Iterator<Item = (usize, Vec<Judged>)> {
    let mut about_all = Vec::new();
    let mut about: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, running) in runs.iter().enumerate() {
        match &running.run.about {
            None => about_all.push(at),
            Some(services) => {
                services.iter().for_each(|service| about.entry(*service).or_default().push(at));
            }
        }
    }
    for (at, incident) in history.incidents.iter().enumerate() {
        let touched = incident.touches().iter().filter_map(|touch| match touch.service {
            Touched::Agreed(service) => about.get(&service),
            Touched::Other => None,
        });
        for place in about_all.iter().chain(touched.flatten()) {
            runs.get_mut(*place).into_iter().for_each(|running| running.add(at, incident));
        }
    }
    runs.into_iter().flat_map(Running::judged)
}

/// What a clock makes of pauses and priorities.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Habits {
    /// The reasons for which it stops; for every one where there is no list.
    pause_on: Option<Vec<Word>>,
    /// The priorities, the highest first: as the contract lists them, else in the order of limits.
    priorities: Vec<Word>,
}

impl Habits {
    pub(super) fn of(facts: &Facts<'_>, terms: &ClockTerms) -> Self {
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

    pub(super) fn laps<'h>(
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

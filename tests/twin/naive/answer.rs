//! The twin's answer to a contract and a history.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use serde_json::Value;

use super::calendar::{Calendar, Grid};
use super::case::{Shown, Stretch, is_reopened, lives, show, single};
use super::clock::{Clock, Rules};
use super::events::{Incident, Span, text};
use super::evidence::Evidence;
use super::judge::{Judged, Judgement, NOTHING};
use super::periods::{Period, periods, term};
use super::rolling::Rolling;
use crate::zone::{DAY, start_of_day};

/// What is said of every clock, and of every objective in every period.
pub(crate) struct Answer {
    /// Nothing stands for what had not begun.
    pub(crate) incidents: Vec<Option<Incident>>,
    pub(crate) zone: Tz,
    pub(crate) rows: Vec<Row>,
    pub(crate) results: Vec<JudgedPeriod>,
}

/// The clock of an objective and an incident, by their positions.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) objective: usize,
    pub(crate) incident: usize,
    pub(crate) shown: Shown,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct JudgedPeriod {
    pub(crate) objective: usize,
    pub(crate) combination: Combination,
    pub(crate) period: Period,
    pub(crate) judged: Judged,
}

/// The value of each label of `per`; a missing label is a value of its own.
pub(crate) type Combination = Vec<Option<String>>;

/// What both documents say at an instant, clock by clock and period by period.
pub(crate) fn answer(contract: &Value, history: &Value, as_of: i64, step: i64) -> Answer {
    let facts = Facts::of(contract, history, as_of, step);
    let (rows, results) = facts.answer();
    Answer { incidents: facts.incidents, zone: facts.zone, rows, results }
}

const CLOCKS: [&str; 6] = [
    "response_time",
    "resolution_time",
    "restore_time",
    "on_site_time",
    "update_time",
    "breach_notification",
];

struct Facts<'w> {
    contract: &'w Value,
    as_of: i64,
    now: i64,
    zone: Tz,
    grid: Grid,
    calendars: BTreeMap<&'w str, Calendar>,
    always: Calendar,
    priorities: Vec<String>,
    /// Nothing stands for what had not begun.
    incidents: Vec<Option<Incident>>,
    evidence: Evidence,
    term: (i64, i64),
}

impl<'w> Facts<'w> {
    fn of(contract: &'w Value, history: &'w Value, as_of: i64, step: i64) -> Self {
        let zone: Tz = contract["time_zone"].as_str().unwrap_or("UTC").parse().unwrap();
        let priorities: Vec<String> = list(&contract["priorities"]).filter_map(text).collect();
        let known = |incident| Incident::known(incident, as_of, &priorities);
        let incidents: Vec<_> = list(&history["incidents"]).map(known).collect();
        let term_from = contract["term"]["from"].as_str();
        let term_from = term_from.map(|date| start_of_day(zone, date.parse().unwrap()));
        let evidence = Evidence::of(history, &incidents, term_from);
        let started = incidents.iter().flatten().map(|incident| incident.started);
        let first = started.chain(evidence.first()).min().unwrap_or(as_of);
        let grid = Grid { first: first - DAY, step };
        let calendars = contract["calendars"].as_object().into_iter().flatten();
        let calendars =
            calendars.map(|(id, written)| (id.as_str(), Calendar::written(written, zone, grid)));
        Self {
            contract,
            as_of,
            now: evidence.now(as_of),
            zone,
            grid,
            calendars: calendars.collect(),
            always: Calendar::always(zone, grid),
            priorities,
            incidents,
            term: term(contract, zone, evidence.first().unwrap_or(as_of)),
            evidence,
        }
    }

    fn answer(&self) -> (Vec<Row>, Vec<JudgedPeriod>) {
        let (mut rows, mut results) = (Vec::new(), Vec::new());
        for (position, objective) in list(&self.contract["objectives"]).enumerate() {
            let indicator = objective["indicator"].as_str().unwrap();
            if !CLOCKS.contains(&indicator) {
                continue;
            }
            let own = &objective["period"];
            let written = if own.is_null() { &self.contract["service_period"] } else { own };
            let periods = periods(written, self.zone, self.term, self.as_of);
            // A period judged whole may begin before the term, or end after it.
            let (from, until) = self.term;
            let from = periods.iter().map(|period| period.from).fold(from, i64::min);
            let until = periods.iter().map(|period| period.until).fold(until, i64::max);
            let mut combinations: BTreeMap<Combination, Vec<Shown>> = BTreeMap::new();
            let mut shown_of: Vec<(Combination, Row)> = Vec::new();
            let mut of_the_term: BTreeSet<Combination> = BTreeSet::new();
            let per: Vec<String> = list(&objective["per"]).filter_map(text).collect();
            for (at, incident) in self.incidents.iter().enumerate() {
                let Some(incident) = incident.as_ref() else { continue };
                let Some(start) = self.start(objective, incident) else { continue };
                if !self.concerns(objective, incident, start, (from, until)) {
                    continue;
                }
                let (is_reopened, cases) = self.clocks(objective, incident, start);
                let mut all = cases.iter().flatten().flat_map(Clock::restarted);
                if !all.any(|clock| clock.is_looked_at()) {
                    continue;
                }
                let combination = per.iter().map(|label| incident.labels.get(label).cloned());
                let combination: Combination = combination.collect();
                if per.is_empty() || self.concerns(objective, incident, start, self.term) {
                    of_the_term.insert(combination.clone());
                }
                let own = combinations.entry(combination.clone()).or_default();
                for shown in cases.iter().filter_map(|case| show(case, is_reopened)) {
                    let shown = match self.is_skipped(objective, incident) {
                        true => Shown { verdict: "excluded", due: None, decided: None, ..shown },
                        false => {
                            own.push(shown.clone());
                            shown
                        }
                    };
                    let row = Row { objective: position, incident: at, shown };
                    shown_of.push((combination.clone(), row));
                }
            }
            // Only what happened within the term is a reason to judge.
            if of_the_term.is_empty() {
                of_the_term.insert(vec![None; per.len()]);
                combinations.entry(vec![None; per.len()]).or_default();
            }
            combinations.retain(|combination, _| of_the_term.contains(combination));
            shown_of.retain(|(combination, _)| of_the_term.contains(combination));
            rows.extend(shown_of.into_iter().map(|(_, row)| row));
            for (combination, shown) in &combinations {
                let judged = periods.iter().map(|period| JudgedPeriod {
                    objective: position,
                    combination: combination.clone(),
                    period: *period,
                    judged: self.judged(objective, *period, shown),
                });
                results.extend(judged);
            }
        }
        (rows, results)
    }

    fn judged(&self, objective: &Value, period: Period, shown: &[Shown]) -> Judged {
        let judgement = |window: Period, stays_from: i64| {
            let covered = self.evidence.of_stretch(window.from, window.until.min(self.as_of));
            let calendar = self.calendar(objective);
            let is_covered =
                covered.is_some_and(|covered| calendar.opens_within(covered.from, covered.until));
            Judgement { objective, period, window, as_of: self.as_of, stays_from, is_covered }
        };
        let Some(rule) = Rolling::written(&objective["window"]) else {
            return judgement(period, period.from).of(shown);
        };
        let mut worst: Option<(bool, Judged)> = None;
        for window in rule.windows(self.zone, period, self.term.0, self.as_of) {
            let stays_from = rule.stays_from(self.zone, period).max(window.span.from);
            let judgement = judgement(window.span, stays_from);
            let found = judgement.of(shown);
            // What is not judged yet is shown where nothing is judged.
            let is_worst = worst.as_ref().is_none_or(|(is_judged, worst)| {
                window.is_judged && !is_judged
                    || window.is_judged == *is_judged && judgement.is_worse(&found, worst)
            });
            if is_worst {
                worst = Some((window.is_judged, found));
            }
        }
        match worst {
            Some((true, found)) => found,
            Some((false, found)) => Judged { verdict: NOTHING.verdict, ..found },
            None => NOTHING,
        }
    }

    /// Whether an objective looks at an incident whose clock starts then, in that time.
    fn concerns(
        &self,
        objective: &Value,
        incident: &Incident,
        start: i64,
        (from, until): (i64, i64),
    ) -> bool {
        let service = objective["service"].as_str();
        let touches = service.is_none_or(|id| incident.services.iter().any(|own| own == id));
        let is_over = incident.end().is_some_and(|end| end <= from);
        let is_outside = incident.started >= until || (is_over && incident.started < from);
        let scope = &objective["where"];
        let names = |names: &Value, name: Option<&str>| {
            names.is_null() || name.is_some_and(|name| list(names).any(|one| one == name))
        };
        let labels = scope["labels"].as_object().into_iter().flatten();
        let mut labels = labels.map(|(label, values)| (values, incident.labels.get(label)));
        touches
            && !is_outside
            && labels.all(|(values, own)| names(values, own.map(String::as_str)))
            && self.is_picked(objective, start)
    }

    /// Whether a clock leaves an incident out because of its cause.
    fn is_skipped(&self, objective: &Value, incident: &Incident) -> bool {
        let excluded = |cause: &String| {
            list(&self.contract["exclusions"]).any(|excluded| excluded["cause"] == **cause)
        };
        objective["excluded_cause"] != "counted" && incident.cause.as_ref().is_some_and(excluded)
    }

    /// Whether an incident was opened again, and the cases that it makes, each with its clocks; only
    /// an update clock makes more than one.
    fn clocks<'a>(
        &'a self,
        objective: &'a Value,
        incident: &'a Incident,
        start: i64,
    ) -> (bool, Vec<Vec<Clock<'a>>>) {
        let indicator = objective["indicator"].as_str().unwrap();
        let to: Vec<&str> = match (objective["to"].as_str(), indicator) {
            (Some(named), _) => vec![named],
            (None, "response_time") => vec!["responded", "acknowledged"],
            (None, "restore_time") => vec!["restored", "resolved"],
            (None, "on_site_time") => vec!["on_site"],
            (None, "breach_notification") => vec!["notified"],
            (None, _) => vec!["resolved", "restored"],
        };
        let stop = incident.first_of(&to);
        let is_end = |name: &str| ["restored", "resolved", "closed"].contains(&name);
        let whole = Stretch {
            start,
            // What had come before it stops it as it starts.
            stop: stop.as_ref().map(|(_, at)| start.max(*at)),
            may_reopen: stop.is_some_and(|(name, _)| is_end(&name)),
        };
        let calendar = self.calendar(objective);
        let rules = Rules::of(objective, &self.priorities, calendar, self.grid);
        let (lives, waits) = lives(rules, incident, whole);
        let clock = |life| single(rules, incident, life, self.now, &waits);
        let cases = match indicator {
            "update_time" => {
                let stretches = lives.into_iter().flat_map(|life| between_updates(incident, life));
                stretches.map(|stretch| vec![clock(stretch)]).collect()
            }
            _ => vec![lives.into_iter().map(clock).collect()],
        };
        (is_reopened(incident, whole), cases)
    }

    fn start(&self, objective: &Value, incident: &Incident) -> Option<i64> {
        let from = match (objective["from"].as_str(), objective["indicator"].as_str()) {
            (Some(named), _) => vec![named],
            (None, Some("breach_notification")) => vec!["aware"],
            (None, _) => vec!["reported", "detected", "started"],
        };
        incident.first_of(&from).map(|(_, at)| at)
    }

    /// Whether `when` picks a clock that starts then.
    fn is_picked(&self, objective: &Value, start: i64) -> bool {
        let when = &objective["when"];
        when.as_object().is_none_or(|_| {
            let calendar = &self.calendars[when["calendar"].as_str().unwrap()];
            calendar.is_open(start) == (when["started"] == "inside")
        })
    }

    /// The calendar in force: the objective's, else its service's, else always.
    fn calendar(&self, objective: &Value) -> &Calendar {
        let services = || list(&self.contract["services"]);
        let service = services().find(|service| service["id"] == objective["service"]);
        let of_service = service.and_then(|service| service["calendar"].as_str());
        let id = objective["calendar"].as_str().or(of_service);
        id.map_or(&self.always, |id| &self.calendars[id])
    }
}

/// From the start to the first update, from each to the next, and from the last to the stop.
fn between_updates(incident: &Incident, (start, stop): Span) -> Vec<Span> {
    let inside = |at: &i64| start < *at && stop.is_none_or(|stop| *at < stop);
    let updates: BTreeSet<i64> = incident.updates.iter().copied().filter(inside).collect();
    let starts = [start].into_iter().chain(updates.iter().copied());
    let stops = updates.iter().map(|at| Some(*at)).chain([stop]);
    starts.zip(stops).collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

//! The twin's answer to a contract and a history.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde_json::Value;

use super::Label;
use super::counting::Counting;
use super::groups::{State, behind, members, named, together};
use super::judge::Earlier;
use super::known::{Looked, Source, WHOLE, Weight, each};
use super::maintenance::Maintenance;
use super::outages::{Outages, Run};
use super::requests::steps;
use super::scope::{Labels, combinations, is_about};
use super::units::in_units;
use crate::labels::told_at;
use crate::naive::Fraction;
use crate::naive::calendar::{Calendar, Grid};
use crate::naive::periods::{Period, periods, term};
use crate::zone::{DAY, start_of_day};

/// What is said of every objective in every period.
pub(crate) struct Answer {
    pub(crate) results: Vec<Result>,
    /// In how many of them other outages are looked at than had these begun there.
    pub(crate) ended_elsewhere: usize,
}

/// What is said of an objective, by its position, in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Result {
    pub(crate) objective: usize,
    pub(crate) labels: Labels,
    pub(crate) period: Period,
    /// The seconds with each label, by its name.
    pub(crate) seconds: BTreeMap<&'static str, i64>,
    pub(crate) removed: i64,
    /// Parts of seconds, of which a second has [`WHOLE`].
    pub(crate) down: i64,
    /// Likewise what is down no more because it was credited.
    pub(crate) consumed: i64,
    pub(crate) value: Option<Fraction>,
    pub(crate) verdict: &'static str,
    pub(crate) certain: bool,
}

/// What both documents say at an instant.
pub(crate) fn answer(contract: &Value, history: &Value, as_of: i64, step: i64) -> Answer {
    let zone: Tz = contract["time_zone"].as_str().unwrap_or("UTC").parse().unwrap();
    let date = |date: &Value| date.as_str().map(|date| start_of_day(zone, date.parse().unwrap()));
    let evidence = evidence(history, date(&contract["term"]["from"]), as_of);
    let first = evidence.filter(|evidence| evidence.from < evidence.until);
    let first = first.map(|evidence| evidence.from).or(begun(history, as_of));
    let term = term(contract, zone, first.unwrap_or(as_of));
    let written = |objective: &Value| -> Value {
        let own = &objective["period"];
        if own.is_null() { contract["service_period"].clone() } else { own.clone() }
    };
    let objectives = || each(&contract["objectives"]).enumerate();
    let cut: Vec<(usize, Vec<Period>)> = objectives()
        .map(|(at, objective)| (at, periods(&written(objective), zone, term, as_of)))
        .collect();
    let periods = cut.iter().flat_map(|(_, periods)| periods).map(|period| period.from);
    let mut told = Vec::new();
    instants(history, &mut told);
    let first = periods.chain(told).chain([as_of]).min().unwrap() - DAY;
    let grid = Grid { first: first - first.rem_euclid(step), step };
    let number = usize::try_from((as_of - grid.first) / step).unwrap();
    let looked_from = |judged_from| Looked {
        contract,
        history,
        zone,
        as_of,
        grid,
        judged_from,
        number,
        evidence,
    };
    let calendars = contract["calendars"].as_object().into_iter().flatten();
    let calendars: BTreeMap<&str, Calendar> = calendars
        .map(|(id, written)| (id.as_str(), Calendar::written(written, zone, grid)))
        .collect();
    let (mut results, mut ended_elsewhere) = (Vec::new(), 0);
    for (at, objective) in objectives() {
        let own = cut[at].1.iter().map(|period| period.from);
        let looked = looked_from(own.chain([term.0]).min().unwrap());
        let mut services = each(&contract["services"]);
        let service = services.find(|service| service["id"] == objective["service"]).unwrap();
        let id = objective["calendar"].as_str().or(service["calendar"].as_str());
        let calendar = id.map(|id| &calendars[id]);
        let about = behind(contract, service);
        let by_requests = |it: &&Value| {
            let counting = match it["id"] == service["id"] {
                true => Counting::of(contract, objective),
                false => Counting::of_member(contract, it),
            };
            counting.stated("down_when").is_object()
        };
        let of_requests = objective["indicator"] == "request_success";
        let mut by_requests: Vec<&Value> = about.iter().copied().filter(by_requests).collect();
        let mut by_incidents = about;
        if of_requests {
            // Incidents alone are no reason to judge requests.
            (by_requests, by_incidents) = (vec![service], Vec::new());
        }
        for labels in combinations(objective, (&by_incidents, &by_requests), history, as_of, term) {
            let is_own = |told: &Value| is_about(objective, &labels, told);
            let asked =
                Asked { looked: &looked, calendars: &calendars, is_own: &is_own, of_requests };
            let counting = Counting::of(contract, objective);
            let time = Time::of(asked, objective, service, counting, calendar);
            let mut earlier = Earlier::default();
            for period in &cut[at].1 {
                let result = match objective["indicator"].as_str().unwrap() {
                    "availability" => time.judged(at, *period, term.0, &mut earlier),
                    "request_success" => time.requests(at, *period, &is_own),
                    _ => {
                        ended_elsewhere += usize::from(time.is_of_others(*period));
                        time.figure(at, *period)
                    }
                };
                results.push(Result { labels: labels.clone(), ..result });
            }
        }
    }
    Answer { results, ended_elsewhere }
}

/// When the first incident began.
fn begun(history: &Value, as_of: i64) -> Option<i64> {
    let started = each(&history["incidents"]).filter_map(|incident| told_at(&incident["started"]));
    started.filter(|started| *started <= as_of).min()
}

/// For what a history is evidence, at `as_of`.
fn evidence(history: &Value, term_from: Option<i64>, as_of: i64) -> Option<Period> {
    let source = &history["source"];
    let covers = &source["covers"];
    if let (Some(from), Some(until)) = (told_at(&covers["from"]), told_at(&covers["until"])) {
        return Some(Period { from, until });
    }
    let mut told = Vec::new();
    let has_begun = |it: &&Value| told_at(&it["started"]).is_some_and(|at| at <= as_of);
    each(&history["incidents"]).filter(has_begun).for_each(|it| instants(it, &mut told));
    for list in ["maintenance", "exclusion_spans", "unknown"] {
        let fields =
            each(&history[list]).flat_map(|it| ["from", "until", "announced"].map(|f| &it[f]));
        told.extend(fields.filter_map(told_at));
    }
    let last = told.into_iter().filter(|at| *at <= as_of).max();
    let until = told_at(&source["exported_at"]).or(last);
    let from = begun(history, as_of).max(term_from).or(until);
    // What would end before it begins is empty at its beginning.
    from.zip(until.or(from)).map(|(from, until)| Period { from, until: until.max(from) })
}

fn instants(value: &Value, found: &mut Vec<i64>) {
    match value {
        Value::Object(members) => members.values().for_each(|value| instants(value, found)),
        Value::Array(items) => items.iter().for_each(|item| instants(item, found)),
        value => found.extend(told_at(value)),
    }
}

/// What each instant of the service's time is for an objective.
pub(super) struct Time<'w> {
    pub(super) looked: &'w Looked<'w>,
    pub(super) objective: &'w Value,
    pub(super) counting: Counting<'w>,
    /// Always open where there is none.
    pub(super) calendar: Option<&'w Calendar>,
    /// Nothing where no time is agreed.
    pub(super) labels: Vec<Option<(Label, Weight)>>,
    /// The outages of what is no group.
    pub(super) runs: Vec<Run>,
    /// Whether unknown time is as if there were no such label.
    pub(super) ignores_unknown: bool,
}

/// Of what the twin is asked.
#[derive(Clone, Copy)]
struct Asked<'w> {
    looked: &'w Looked<'w>,
    calendars: &'w BTreeMap<&'w str, Calendar>,
    /// Which incidents make outages, and which series.
    is_own: &'w dyn Fn(&Value) -> bool,
    /// Whether steps of series are never outages: where it is requests that are measured.
    of_requests: bool,
}

impl<'w> Asked<'w> {
    /// Of a group what its members weigh together at each instant, or the labels of all, where all
    /// are left out; nothing of what is no group.
    fn together(self, service: &'w Value) -> Option<Vec<std::result::Result<Weight, Vec<Label>>>> {
        let contract = self.looked.contract;
        let times = members(service)?.into_iter().map(|id| {
            let member = named(contract, id);
            let calendar = member["calendar"].as_str().map(|id| &self.calendars[id]);
            let counting = Counting::of_member(contract, member);
            Time::of(self, &Value::Null, member, counting, calendar)
        });
        let times: Vec<Time<'_>> = times.collect();
        let at = |place: usize| {
            let states: Vec<State> = times.iter().map(|time| time.state(place)).collect();
            together(&service["group"], &states)
        };
        Some((0..self.looked.number).map(at).collect())
    }
}

impl<'w> Time<'w> {
    fn of(
        asked: Asked<'w>,
        objective: &'w Value,
        service: &'w Value,
        counting: Counting<'w>,
        calendar: Option<&'w Calendar>,
    ) -> Self {
        let looked = asked.looked;
        let id = service["id"].as_str().unwrap();
        let places = 0..looked.number;
        let agreed: Vec<bool> = places
            .clone()
            .map(|place| calendar.is_none_or(|it| it.is_open(looked.instant(place))))
            .collect();
        let members = asked.together(service);
        // Whether all members are left out, and one for that label.
        let left_out = |label: Label| -> Vec<bool> {
            let is_so = |labels: &Vec<Label>| match label {
                Label::OutsideHours => labels.iter().all(|own| *own == label),
                _ => labels.contains(&label),
            };
            let found = members.iter().flatten().map(|it| it.as_ref().is_err_and(is_so));
            found.chain(std::iter::repeat(false)).take(looked.number).collect()
        };
        let or = |a: Vec<bool>, b: Vec<bool>| -> Vec<bool> {
            a.into_iter().zip(b).map(|(a, b)| a || b).collect()
        };
        let nowhere = || vec![false; looked.number];
        let where_in_effect = |label: &str, found: Vec<bool>| {
            if counting.has_effect(label) { found } else { nowhere() }
        };
        let outside = left_out(Label::OutsideHours);
        let declared = or(looked.declared("exclusion_spans", id), left_out(Label::ExclusionSpan));
        let declared = where_in_effect("exclusion_span", declared);
        let (excluded, counted): (Vec<_>, Vec<_>) = looked
            .incidents(id, &counting, asked.is_own)
            .into_iter()
            .partition(|(excluded, _)| *excluded);
        let mut sources: Vec<Source> = counted.into_iter().map(|(_, source)| source).collect();
        let of_series = |it: &Value| !asked.of_requests && (asked.is_own)(it);
        let steps = steps(looked, id, &counting, &of_series);
        sources.extend(steps.down);
        let any = |sources: &[Source]| -> Vec<bool> {
            places.clone().map(|place| sources.iter().any(|it| it.has_weight(place))).collect()
        };
        let excluded: Vec<Source> = excluded.into_iter().map(|(_, source)| source).collect();
        let excluded = or(any(&excluded), left_out(Label::ExcludedIncident));
        let excluded = where_in_effect("excluded_incident", excluded);
        let maintenance =
            Maintenance::of(looked, id, &any(&sources), counting.has_effect("maintenance"));
        sources.extend(maintenance.lost);
        let maintained = or(maintenance.holds, left_out(Label::Maintenance));
        let maintained = where_in_effect("maintenance", maintained);
        let excluded_first = counting.word("concurrent_cause", "counted") == "excluded";
        let higher: Vec<bool> = places
            .clone()
            .map(|place| {
                outside[place]
                    || declared[place]
                    || maintained[place]
                    || (excluded_first && excluded[place])
            })
            .collect();
        let labelled: Vec<bool> =
            places.clone().map(|place| agreed[place] && !higher[place]).collect();
        let step = looked.grid.step;
        let outages = match &members {
            None => Outages::of(&sources, &labelled, &counting, step),
            Some(members) => {
                let weights = members.iter().map(|it| it.as_ref().copied().unwrap_or_default());
                let weights: Vec<Weight> = weights.collect();
                Outages::of_group((&sources, &weights), (&labelled, &higher), &counting, step)
            }
        };
        let unit = counting.stated("unit");
        let weight = in_units(unit, looked, &outages.weight, (&agreed, &labelled));
        let unknown = or(looked.unknown(id), left_out(Label::Unknown));
        let label = |place: usize| match () {
            () if outside[place] => Label::OutsideHours,
            () if declared[place] => Label::ExclusionSpan,
            () if maintained[place] => Label::Maintenance,
            () if excluded_first && excluded[place] => Label::ExcludedIncident,
            () if weight[place] > 0 => Label::Outage,
            () if outages.any[place] => Label::Tolerated,
            () if excluded[place] => Label::ExcludedIncident,
            () if unknown[place] || steps.missing[place] => Label::Unknown,
            () => Label::Up,
        };
        let labels = places.map(|place| agreed[place].then(|| (label(place), weight[place])));
        let labels = labels.collect();
        let ignores_unknown = !counting.has_effect("unknown");
        let runs = outages.runs;
        Self { looked, objective, counting, calendar, labels, runs, ignores_unknown }
    }

    fn is_early(&self, place: usize) -> bool {
        self.looked.instant(place) < self.looked.judged_from
    }

    /// What the service is at an instant as a member of a group.
    fn state(&self, place: usize) -> State {
        let Some((label, weight)) = self.labels[place] else {
            return State::Out(Label::OutsideHours);
        };
        match label {
            Label::Outage => State::In(weight),
            Label::Up | Label::Tolerated => State::In(0),
            Label::OutsideHours => State::Out(label),
            Label::Unknown if self.ignores_unknown => State::In(0),
            Label::Unknown => State::Out(label),
            _ => match self.counting.treatment(label.name()) {
                "removed" => State::Out(label),
                "down" if label == Label::Maintenance && self.is_early(place) => State::In(0),
                "down" => State::In(WHOLE),
                _ => State::In(0),
            },
        }
    }
}

//! What is known of a service at each instant that is looked at.

use std::ops::Range;

use chrono_tz::Tz;
use serde_json::Value;

use super::counting::Counting;
use crate::labels::told_at;
use crate::naive::calendar::Grid;
use crate::naive::periods::Period;

/// The parts of a second that a second weighs: so small that shares of groups, and of groups in
/// groups, make whole ones of what is written in ten thousandths.
pub(crate) type Weight = i64;

/// What a second weighs in full.
pub(crate) const WHOLE: Weight = 10_000 * SHARES;

const SHARES: Weight = 120 * 120;

/// What an incident, or maintenance, does to a service.
#[derive(Clone)]
pub(crate) struct Source {
    /// What it weighs at each instant for those users that it touches.
    pub(crate) levels: Vec<Weight>,
    /// Those of a hundred users.
    pub(crate) share: i64,
    /// The first place after all that is known of it, where nothing tells that it has ended.
    pub(crate) open_until: Option<usize>,
}

impl Source {
    pub(crate) fn has_weight(&self, place: usize) -> bool {
        self.levels[place] > 0 && self.share > 0
    }

    /// Whether it goes on, for all that is known, with weight, beyond these places.
    pub(crate) fn goes_on_after(&self, places: &Range<usize>) -> bool {
        let last = self.open_until.and_then(|until| until.checked_sub(1));
        last.is_some_and(|last| places.contains(&last) && self.has_weight(last))
    }
}

/// The instants that are looked at, and what may be known of them.
#[derive(Clone, Copy)]
pub(crate) struct Looked<'w> {
    pub(crate) contract: &'w Value,
    pub(crate) history: &'w Value,
    pub(crate) zone: Tz,
    pub(crate) as_of: i64,
    pub(crate) grid: Grid,
    /// The first instant of a period of the objective: maintenance that was done before takes nothing
    /// of an allowance, and weighs nothing on a group where it counts as down.
    pub(crate) judged_from: i64,
    /// How many instants lie before `as_of`.
    pub(crate) number: usize,
    /// For what there is evidence.
    pub(crate) evidence: Option<Period>,
}

impl Looked<'_> {
    pub(crate) fn instant(&self, place: usize) -> i64 {
        self.grid.first + i64::try_from(place).unwrap() * self.grid.step
    }

    /// The place of an instant; of a later one than is looked at, the end.
    pub(crate) fn place(&self, instant: i64) -> usize {
        let place = (instant - self.grid.first).max(0) / self.grid.step;
        usize::try_from(place).unwrap().min(self.number)
    }

    /// The places of the instants between these.
    pub(crate) fn places(&self, from: i64, until: i64) -> Range<usize> {
        let first = self.place(from);
        first..self.place(until).max(first)
    }

    /// For each instant whether it lies between these.
    pub(crate) fn between(&self, from: i64, until: i64) -> Vec<bool> {
        let mut inside = vec![false; self.number];
        let (first, end) = (self.place(from), self.place(until));
        if first < end {
            inside[first..end].fill(true);
        }
        inside
    }

    /// Until when what is open goes on.
    pub(crate) fn now(&self) -> i64 {
        self.evidence.map_or(self.as_of, |evidence| evidence.until.min(self.as_of))
    }

    /// The end of a stretch as far as it is known: what ends later is open.
    pub(crate) fn end(&self, written: &Value) -> i64 {
        told_at(written).filter(|end| *end <= self.as_of).unwrap_or_else(|| self.now())
    }

    /// For each instant whether a span of that list holds it for a service.
    pub(crate) fn declared(&self, list: &str, service: &str) -> Vec<bool> {
        let mut found = vec![false; self.number];
        for span in each(&self.history[list]) {
            let is_own =
                span["services"].as_array().is_none_or(|ids| ids.iter().any(|id| id == service));
            let Some(from) = told_at(&span["from"]).filter(|_| is_own) else { continue };
            let inside = self.between(from, self.end(&span["until"]));
            found.iter_mut().zip(inside).for_each(|(found, inside)| *found |= inside);
        }
        found
    }

    /// For each instant whether nothing is known of it.
    pub(crate) fn unknown(&self, service: &str) -> Vec<bool> {
        let covered = match self.evidence {
            Some(evidence) => self.between(evidence.from, evidence.until),
            None => vec![false; self.number],
        };
        let told = self.declared("unknown", service);
        told.into_iter().zip(covered).map(|(told, covered)| told || !covered).collect()
    }

    /// For each incident that touches a service whether its cause is excluded, and what it does.
    pub(crate) fn incidents(
        &self,
        service: &str,
        counting: &Counting<'_>,
        is_about: &dyn Fn(&Value) -> bool,
    ) -> Vec<(bool, Source)> {
        let mut found = Vec::new();
        for incident in each(&self.history["incidents"]).filter(|it| is_about(it)) {
            let touched = each(&incident["services"]);
            let mut touched =
                touched.filter(|touched| **touched == service || touched["id"] == service);
            let Some(touched) = touched.next() else { continue };
            let happened = |name: &str| told_at(&incident[name]).filter(|at| *at <= self.as_of);
            let Some(started) = happened("started") else { continue };
            let from = happened(counting.word("outage_from", "started")).unwrap_or(started);
            // Whoever knew before, nothing hurt before it began.
            let from = from.max(started);
            let ends = ["restored", "resolved"].map(|name| &incident[name]);
            let end = ends.into_iter().find(|end| !end.is_null()).unwrap_or(&Value::Null);
            let inside = self.between(from, self.end(end));
            let impacts = self.impacts(incident, touched);
            let weights = inside.into_iter().enumerate().map(|(place, inside)| {
                let instant = self.instant(place);
                let mut told = impacts.iter().rev().filter(|(at, _)| inside && *at <= instant);
                told.next().map_or(0, |(_, weight)| *weight)
            });
            let cause = &incident["cause"];
            let is_excluded = each(&self.contract["exclusions"]).any(|it| it["cause"] == *cause);
            let affected = |name: &str| incident["affected"][name].as_i64();
            let share = affected("users").zip(affected("of"));
            let share = share.map_or(100, |(users, of)| users * 100 / of);
            let has_ended = told_at(end).is_some_and(|end| end <= self.as_of);
            let open_until = (!has_ended).then(|| self.place(self.now()));
            found.push((is_excluded, Source { levels: weights.collect(), share, open_until }));
        }
        found
    }

    /// What an incident weighs on a service from each instant on: an impact of its own does not
    /// change.
    fn impacts(&self, incident: &Value, touched: &Value) -> Vec<(i64, Weight)> {
        if !touched["impact"].is_null() {
            return vec![(i64::MIN, self.weight(&touched["impact"]))];
        }
        let changes = each(&incident["impact_changes"]);
        let changes = changes.map(|it| (told_at(&it["at"]).unwrap(), self.weight(&it["impact"])));
        let mut impacts = vec![(i64::MIN, self.weight(&incident["impact"]))];
        impacts.extend(changes);
        // Of several at one instant the heaviest holds.
        impacts.sort_unstable();
        impacts
    }

    pub(crate) fn weight(&self, impact: &Value) -> Weight {
        let word = impact.as_str().unwrap_or("full");
        let stated = self.contract["counting"]["impact"][word].as_str();
        let stated = stated.or(match word {
            "full" => Some("1"),
            "degraded" => Some("0.5"),
            "none" => Some("0"),
            _ => None,
        });
        let (whole, decimals) = stated.unwrap().split_once('.').unwrap_or((stated.unwrap(), ""));
        SHARES * format!("{whole}{decimals:0<4}").parse::<Weight>().unwrap()
    }
}

pub(crate) fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

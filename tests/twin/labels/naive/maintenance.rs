//! Maintenance as it was permitted, announced and done (semantics, section 3).

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDateTime};
use chrono_tz::Tz;
use serde_json::Value;

use super::counting::seconds;
use super::known::{Looked, Source, Weight, each};
use super::slots::slots;
use crate::labels::told_at;
use crate::zone::{HOUR, reading, start_of_day};

/// Which instants have the label, and what records weigh where they have lost it.
pub(crate) struct Maintenance {
    pub(crate) holds: Vec<bool>,
    pub(crate) lost: Vec<Source>,
}

/// Maintenance that was done, as far as it is known.
struct Record {
    planned_from: i64,
    announced: Option<i64>,
    /// For each instant whether it was under way, and whether that was as planned.
    under_way: Vec<bool>,
    planned: Vec<bool>,
    weight: Weight,
    /// The first place after it, where nothing tells that it has ended.
    open_until: Option<usize>,
}

/// A permission for a service.
struct Permission<'w> {
    written: &'w Value,
    zone: Tz,
    /// For each instant whether it lies in a slot.
    slots: Vec<bool>,
    /// The seconds used of each period of its allowance.
    used: BTreeMap<i32, i64>,
}

impl Maintenance {
    /// `down` says of each instant whether a counted incident has weight. Where the label has no
    /// effect nothing is permitted.
    pub(crate) fn of(looked: &Looked<'_>, service: &str, down: &[bool], has_effect: bool) -> Self {
        let is_own = |it: &&Value| {
            it["services"].as_array().is_none_or(|ids| ids.iter().any(|id| id == service))
        };
        let records = each(&looked.history["maintenance"]).filter(is_own);
        let records: Vec<Record> = records.map(|record| Record::of(looked, record)).collect();
        let permissions =
            each(&looked.contract["maintenance"]).filter(|it| has_effect && is_own(it));
        let permissions = permissions.map(|written| Permission {
            written,
            zone: looked.zone,
            slots: slots(looked, &written["slots"]),
            used: BTreeMap::new(),
        });
        let mut permissions: Vec<Permission<'_>> = permissions.collect();
        let mut holds = vec![false; looked.number];
        let mut lost: Vec<Vec<Weight>> = records.iter().map(|_| vec![0; looked.number]).collect();
        for place in 0..looked.number {
            let under_way = || records.iter().filter(|record| record.under_way[place]);
            let hurts = down[place] || under_way().any(|record| record.weight > 0);
            let is_permitted = |permission: &Permission<'_>| {
                let is_recorded = under_way()
                    .any(|record| record.planned[place] && permission.is_in_time(record));
                let is_standing = permission.written["standing"] == true;
                permission.slots[place]
                    && (is_standing || is_recorded)
                    && (hurts || permission.written["counts"] != "downtime")
                    && (looked.instant(place) < looked.judged_from
                        || permission.has_left(looked.instant(place), looked.grid.step))
            };
            match permissions.iter().position(is_permitted) {
                Some(first) => {
                    holds[place] = true;
                    let permission = &mut permissions[first];
                    let period = permission.period(looked.instant(place));
                    if looked.instant(place) >= looked.judged_from {
                        *permission.used.entry(period).or_default() += looked.grid.step;
                    }
                }
                None => {
                    for (record, lost) in records.iter().zip(&mut lost) {
                        lost[place] = if record.under_way[place] { record.weight } else { 0 };
                    }
                }
            }
        }
        let lost = records.iter().zip(lost).map(|(record, levels)| Source {
            levels,
            share: 100,
            open_until: record.open_until,
        });
        Self { holds, lost: lost.collect() }
    }
}

impl Record {
    /// Nothing after the instant of evaluation has happened.
    fn of(looked: &Looked<'_>, record: &Value) -> Self {
        let planned = |name: &str| told_at(&record[name]).unwrap();
        let happened = |name: &str| told_at(&record[name]).filter(|at| *at <= looked.as_of);
        let (planned_from, planned_until) = (planned("planned_from"), planned("planned_until"));
        let (from, until) = (happened("from"), happened("until"));
        let until = match (from, until) {
            (_, Some(until)) => until,
            (Some(_), None) => looked.now(),
            (None, None) => planned_until,
        };
        let has_ended = match (from, &record["until"]) {
            (Some(_), told) => told_at(told).is_some_and(|until| until <= looked.as_of),
            (None, told) => told_at(told).unwrap_or(planned_until) <= looked.as_of,
        };
        Self {
            open_until: (!has_ended).then(|| looked.place(until)),
            planned_from,
            announced: happened("announced"),
            under_way: looked.between(from.unwrap_or(planned_from), until),
            planned: looked.between(planned_from, planned_until),
            weight: looked.weight(&record["impact"]),
        }
    }
}

impl Permission<'_> {
    fn has_left(&self, instant: i64, step: i64) -> bool {
        self.written["allowance"]["at_most"].as_str().is_none_or(|most| {
            let used = self.used.get(&self.period(instant)).copied().unwrap_or_default();
            used + step <= seconds(most)
        })
    }

    fn is_in_time(&self, record: &Record) -> bool {
        let notice = &self.written["notice"];
        let latest = match (notice["days"].as_u64(), notice["hours"].as_i64()) {
            (Some(days), _) => days_before(self.zone, record.planned_from, days),
            (_, Some(hours)) => record.planned_from - hours * HOUR,
            _ => return true,
        };
        record.announced.is_some_and(|announced| announced <= latest)
    }

    /// The period of its allowance in which an instant lies.
    fn period(&self, instant: i64) -> i32 {
        let date = reading(self.zone, instant).date();
        let months = match self.written["allowance"]["per"].as_str() {
            Some("quarter") => 3,
            Some("half_year") => 6,
            Some("year") => 12,
            _ => 1,
        };
        (date.year() * 12 + date.month0().cast_signed()) / months
    }
}

/// The instant that is read as the same time so many dates before; after the gap that swallows it,
/// and the first of two.
fn days_before(zone: Tz, instant: i64, days: u64) -> i64 {
    let local = reading(zone, instant);
    first_read_as(zone, local - Days::new(days))
}

/// The first instant of a date that is not read as before a time.
pub(crate) fn first_read_as(zone: Tz, local: NaiveDateTime) -> i64 {
    let mut instant = start_of_day(zone, local.date());
    while reading(zone, instant) < local {
        instant += 60;
    }
    instant
}

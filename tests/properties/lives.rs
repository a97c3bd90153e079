//! Random lives of a clock: hours, a stretch of time, and pauses in it.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::any::DAY;
use super::told::{evaluated, json};
use super::world::told;

/// A clock that runs from `started`, on the hours of a calendar, past pauses.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    zone: &'static str,
    /// From which date on it is another, if ever.
    moved: Option<(String, &'static str)>,
    calendar: Value,
    pub(crate) started: DateTime<Utc>,
    pub(crate) stopped: DateTime<Utc>,
    /// From when until when, in any order.
    pauses: Vec<(i64, i64)>,
}

/// The zones to which an amendment may change.
const MOVES: [&str; 4] =
    ["America/New_York", "Australia/Lord_Howe", "Pacific/Niue", "Pacific/Kiritimati"];

/// Near changes of the clocks, by half an hour, at midnight, and by a day.
const CHANGES: [(&str, &str); 8] = [
    ("UTC", "2024-02-29T00:00:00Z"),
    ("Europe/Berlin", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-10-25T01:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),
    ("America/Havana", "2026-03-08T05:00:00Z"),
    ("Asia/Beirut", "2026-10-24T21:00:00Z"),
];

fn second(text: &str) -> i64 {
    text.parse::<DateTime<Utc>>().unwrap().timestamp()
}

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).unwrap()
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

prop_compose! {
    fn hours()(from in 0..1440_i64, length in 1..1440_i64) -> String {
        format!("{}-{}", clock(from), clock(from + length))
    }
}

fn days() -> impl Strategy<Value = &'static str> {
    select(vec!["mon-fri", "mon-sun", "sat-sun", "fri-mon", "mon,wed", "tue", "thu-fri"])
}

fn calendar() -> impl Strategy<Value = Value> {
    prop_oneof![
        1 => Just(json!({ "always": true })),
        6 => btree_map(days().prop_map(str::to_owned), vec(hours(), 1..3), 1..3)
            .prop_map(|weekly| json!({ "weekly": weekly })),
    ]
}

prop_compose! {
    /// Any life, mostly over a change of the clocks.
    pub(crate) fn life()(
        (zone, change) in select(CHANGES.to_vec()),
        calendar in calendar(),
        before in prop_oneof![0..10 * DAY, (0..240_i64).prop_map(|hour| hour * 3600)],
        length in prop_oneof![0..15 * DAY, (0..360_i64).prop_map(|hour| hour * 3600)],
        pauses in vec((-DAY..15 * DAY, 0..2 * DAY), 0..4),
        moved in option::weighted(0.4, (-3 * DAY..10 * DAY, select(MOVES.to_vec()))),
        own_zone in option::weighted(0.2, select(vec!["UTC", "Asia/Kathmandu"])),
    ) -> Life {
        let started = second(change) - before;
        let mut calendar = calendar;
        if let (Some(zone), true) = (own_zone, calendar["always"].is_null()) {
            calendar["time_zone"] = json!(zone);
        }
        Life {
            zone,
            moved: moved.map(|(later, zone)| {
                (at(second(change) + later).date_naive().to_string(), zone)
            }),
            calendar,
            started: at(started),
            stopped: at(started + length),
            pauses: pauses
                .into_iter()
                .map(|(from, length)| (started + from, started + from + length))
                .collect(),
        }
    }
}

/// What the report shows of a clock.
#[derive(Clone, Debug)]
pub(crate) struct Shown(Value);

impl Shown {
    /// A field in seconds.
    pub(crate) fn seconds(&self, name: &str) -> num_rational::BigRational {
        super::reported::number(&self.0[name])
    }

    pub(crate) fn due(&self) -> Option<DateTime<Utc>> {
        Some(self.0["due"]["at"].as_str()?.parse().unwrap())
    }
}

impl Life {
    /// When its clocks are looked at: more than a year later.
    pub(crate) fn as_of(&self) -> DateTime<Utc> {
        self.stopped + TimeDelta::days(400)
    }

    /// What clocks show that start and stop at these instants and live through the same pauses;
    /// without a stop they run until they are looked at.
    pub(crate) fn clocks(
        &self,
        within: Option<&str>,
        stretches: &[(DateTime<Utc>, Option<DateTime<Utc>>)],
    ) -> Vec<Shown> {
        let mut objective = json!({
            "id": "clock", "indicator": "resolution_time", "calendar": "hours", "to": "resolved",
            "from": "started",
        });
        match within {
            Some(within) => objective["within"] = json!(within),
            None => objective["target"] = json!({ "maximum_at_most": "PT1H" }),
        }
        let mut contract = json!({
            "format": "sla-contract/1", "currency": "EUR", "time_zone": self.zone,
            "term": { "from": "2010-01-01" },
            "calendars": { "hours": self.calendar }, "services": [{ "id": "desk" }],
            "objectives": [objective],
        });
        if let Some((date, zone)) = &self.moved {
            contract["service_period"] = json!({ "every": "year", "from": date });
            let change = json!({ "effective": date, "set": { "time_zone": zone } });
            contract["amendments"] = json!([change]);
        }
        let pauses = self
            .pauses
            .iter()
            .map(|(from, until)| json!({ "from": told(*from), "until": told(*until) }));
        let pauses: Vec<Value> = pauses.collect();
        let incidents = stretches.iter().enumerate().map(|(at, (started, stopped))| {
            let mut incident = json!({
                "id": at.to_string(), "started": started.to_rfc3339(), "pauses": pauses,
            });
            if let Some(stopped) = stopped {
                incident["resolved"] = json!(stopped.to_rfc3339());
            }
            incident
        });
        let incidents: Vec<Value> = incidents.collect();
        let history = json!({ "format": "sla-incidents/1", "incidents": incidents });
        let files = [("c.json", contract.to_string()), ("i.json", history.to_string())];
        let files = files.each_ref().map(|(name, text)| (*name, text.as_bytes()));
        let as_of = told(self.as_of().timestamp());
        let clocks = json(&evaluated(&files, &as_of).clocks());
        clocks.as_array().unwrap().iter().cloned().map(Shown).collect()
    }
}

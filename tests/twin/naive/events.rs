//! What had happened to an incident at an instant (semantics, sections 1 and 4).

use std::collections::BTreeMap;

use chrono::DateTime;
use serde_json::Value;

/// A stretch of time; without an end it goes on.
pub(crate) type Span = (i64, Option<i64>);

pub(crate) struct Incident {
    pub(crate) services: Vec<String>,
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) cause: Option<String>,
    pub(crate) started: i64,
    events: BTreeMap<String, i64>,
    pub(crate) updates: Vec<i64>,
    /// Each with its reason.
    pub(crate) pauses: Vec<(Span, Option<String>)>,
    pub(crate) reopened: Vec<Span>,
    /// The priority from each instant on; the first stands from the beginning.
    pub(crate) priorities: Vec<(i64, Option<String>)>,
}

const EVENTS: [&str; 12] = [
    "started",
    "detected",
    "reported",
    "acknowledged",
    "responded",
    "workaround",
    "on_site",
    "restored",
    "resolved",
    "closed",
    "aware",
    "notified",
];

impl Incident {
    /// The incident as far as it had happened at `as_of`; nothing if it had not begun.
    /// `named` has the priorities, the highest first.
    pub(crate) fn known(incident: &Value, as_of: i64, named: &[String]) -> Option<Self> {
        let started = instant(&incident["started"]).filter(|at| *at <= as_of)?;
        let happened = |value: &Value| instant(value).filter(|at| *at <= as_of);
        let span = |span: &Value| Some((happened(&span["from"])?, happened(&span["until"])));
        let list = |name: &str| incident[name].as_array().into_iter().flatten();
        let events = EVENTS.iter().filter_map(|name| {
            let at = happened(&incident[*name])?;
            Some(((*name).to_owned(), at))
        });
        let labels = incident["labels"].as_object().into_iter().flatten();
        let labels = labels.map(|(name, value)| (name.clone(), text(value).unwrap()));
        let services = list("services").map(|service| text(service).unwrap());
        let mut updates: Vec<i64> = list("updates").filter_map(happened).collect();
        updates.sort_unstable();
        let mut reopened: Vec<Span> = list("reopened").filter_map(span).collect();
        reopened.sort_unstable();
        let changes = list("priority_changes")
            .filter_map(|change| Some((happened(&change["at"])?, text(&change["priority"]))));
        // Of several at one instant the highest holds.
        let mut latest: BTreeMap<i64, Option<String>> = BTreeMap::new();
        let place = |own: &Option<String>| named.iter().position(|name| Some(name) == own.as_ref());
        for (at, priority) in changes {
            let known = latest.entry(at).or_insert_with(|| priority.clone());
            if place(&priority) < place(known) {
                *known = priority;
            }
        }
        let mut priorities: Vec<_> = latest.into_iter().collect();
        priorities.insert(0, (i64::MIN, text(&incident["priority"])));
        Some(Self {
            services: services.collect(),
            labels: labels.collect(),
            cause: text(&incident["cause"]),
            started,
            events: events.collect(),
            updates,
            pauses: list("pauses")
                .filter_map(|pause| Some((span(pause)?, text(&pause["reason"]))))
                .collect(),
            reopened,
            priorities,
        })
    }

    /// The first of these events that happened, by its name.
    pub(crate) fn first_of(&self, names: &[&str]) -> Option<(String, i64)> {
        let found = names.iter().find_map(|name| self.events.get_key_value(*name));
        found.map(|(name, at)| (name.clone(), *at))
    }

    /// When service was back, as far as is known.
    pub(crate) fn end(&self) -> Option<i64> {
        self.first_of(&["restored", "resolved"]).map(|(_, at)| at)
    }

    /// The last instant at which anything is known to have happened.
    pub(crate) fn last_instant(&self) -> i64 {
        let spans = self.pauses.iter().map(|(span, _)| span).chain(&self.reopened);
        let spans = spans.flat_map(|(from, until)| [Some(*from), *until]).flatten();
        let changes = self.priorities.iter().skip(1).map(|(at, _)| *at);
        let events = self.events.values().chain(&self.updates).copied();
        events.chain(spans).chain(changes).max().unwrap_or(self.started)
    }

    /// The priority in force at an instant.
    pub(crate) fn priority_at(&self, instant: i64) -> Option<&str> {
        let before = self.priorities.iter().rev().find(|(at, _)| *at <= instant);
        before.and_then(|(_, priority)| priority.as_deref())
    }

    /// The instants after `start` and until `end` at which the priority became another one.
    pub(crate) fn changes(&self, start: i64, end: i64) -> Vec<i64> {
        let changes = self.priorities.windows(2).filter(|pair| pair[0].1 != pair[1].1);
        changes.map(|pair| pair[1].0).filter(|at| start < *at && *at <= end).collect()
    }
}

pub(crate) fn instant(value: &Value) -> Option<i64> {
    let text = value.as_str()?;
    Some(DateTime::parse_from_rfc3339(text).unwrap().timestamp())
}

pub(crate) fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// Whether a span holds an instant.
pub(crate) fn holds((from, until): Span, instant: i64) -> bool {
    from <= instant && until.is_none_or(|until| instant < until)
}

//! Random histories.

use chrono::DateTime;
use serde_json::{Map, Value, json};

use super::agreement::{PRIORITIES, REASONS, SERVICES, SITES};
use super::dice::Dice;
use super::stated::Stated;
use super::world::{Place, told};
use crate::zone::{DAY, HOUR};

/// A stretch of time; without an end it goes on.
type Span = (i64, Option<i64>);

/// A history, and when it is looked at.
pub(crate) fn history(dice: &mut Dice, place: Place) -> (Value, i64) {
    let incidents = (0..dice.below(12)).map(|at| incident(dice, place, at));
    let incidents = Value::Array(incidents.collect());
    let mut told_of = Vec::new();
    instants(&incidents, &mut told_of);
    let as_of = match dice.below(10) {
        // Exactly when something happens.
        0..2 if !told_of.is_empty() => dice.pick(&told_of),
        2..6 => place.instant(dice),
        6 => place.until + 60 * DAY,
        _ => place.between(dice, place.until - 2 * DAY, place.until + 5 * DAY),
    };
    let covers = |from, until| json!({ "covers": { "from": told(from), "until": told(until) } });
    let source = match dice.below(10) {
        0..3 => covers(place.from - 30 * DAY, as_of + 30 * DAY),
        3..7 => {
            let from = place.instant(dice);
            covers(from, place.between(dice, from, place.until))
        }
        7 => json!({ "exported_at": told(place.instant(dice)) }),
        _ => json!({ "system": "one that does not say what it covers" }),
    };
    let history = json!({ "format": "sla-incidents/1", "source": source, "incidents": incidents });
    (history, as_of)
}

fn instants(value: &Value, found: &mut Vec<i64>) {
    match value {
        Value::Object(members) => members.values().for_each(|value| instants(value, found)),
        Value::Array(items) => items.iter().for_each(|item| instants(item, found)),
        Value::String(text) if text.starts_with("20") => {
            found.push(DateTime::parse_from_rfc3339(text).unwrap().timestamp());
        }
        _ => {}
    }
}

fn incident(dice: &mut Dice, place: Place, at: i64) -> Value {
    let started = place.instant(dice);
    let events = events(dice, place, started);
    let ends = ["restored", "resolved", "closed"];
    let end = events.iter().filter(|(name, _)| ends.contains(name)).map(|(_, at)| *at).max();
    let reopened = match end {
        Some(end) if dice.percent(35) => reopened(dice, place, end),
        _ => Vec::new(),
    };
    let last = reopened.last().map_or(end, |(from, until)| Some(until.unwrap_or(*from)));
    let last = last.unwrap_or(started + 2 * DAY) + HOUR;
    let pauses = (0..dice.below(4)).filter(|_| dice.percent(60)).collect::<Vec<_>>();
    let pauses = pauses.into_iter().map(|_| pause(dice, place, started, last)).collect();
    let changes = if dice.percent(45) { 1 + dice.below(2) } else { 0 };
    let mut changes = several(dice, place, changes, (started + place.step, last));
    // Two of one instant.
    changes.extend(changes.last().filter(|_| dice.percent(15)).copied());
    let changes =
        changes.into_iter().map(|at| json!({ "at": told(at), "priority": dice.pick(&PRIORITIES) }));
    let changes = changes.collect();
    let updates = if dice.percent(40) { dice.below(4) } else { 0 };
    let updates = several(dice, place, updates, (started, last)).into_iter();
    let mut updates: Vec<Value> = updates.map(told).collect();
    // The same news twice.
    updates.extend(updates.first().filter(|_| dice.percent(10)).cloned());
    let mut stated = Stated::default()
        .with("id", Some(json!(format!("incident-{at}"))))
        .with("services", dice.percent(95).then(|| services(dice)))
        .with("priority", dice.percent(85).then(|| json!(dice.pick(&PRIORITIES))))
        .with("cause", dice.percent(40).then(|| json!(dice.pick(&["client", "provider"]))))
        .with("labels", dice.percent(70).then(|| labels(dice)))
        .with("started", Some(told(started)))
        .with("pauses", some(pauses))
        .with("reopened", some(reopened.into_iter().map(span).collect()))
        .with("priority_changes", some(changes))
        .with("updates", some(updates));
    for (name, at) in events {
        stated = stated.with(name, Some(told(at)));
    }
    stated.done()
}

/// What happened to an incident, each in its usual order after what usually comes before it.
fn events(dice: &mut Dice, place: Place, started: i64) -> Vec<(&'static str, i64)> {
    const USUAL: [(&str, &[&str], i64); 11] = [
        ("detected", &[], 50),
        ("reported", &["detected"], 60),
        ("acknowledged", &["reported", "detected"], 60),
        ("responded", &["reported"], 60),
        ("workaround", &[], 30),
        ("on_site", &["reported"], 50),
        ("restored", &[], 60),
        ("resolved", &["restored"], 60),
        ("closed", &["resolved", "restored"], 30),
        ("aware", &[], 75),
        ("notified", &["aware"], 60),
    ];
    let mut known: Vec<(&str, i64)> = Vec::new();
    for (name, after, percent) in USUAL {
        if !dice.percent(percent) {
            continue;
        }
        let before = after.iter().find_map(|before| known.iter().find(|(name, _)| name == before));
        // An end stays after the ends before it; the rest may be out of order.
        let keeps = ["restored", "resolved", "closed"].contains(&name) || dice.percent(90);
        let from = before.filter(|_| keeps).map_or(started, |(_, at)| *at);
        // Some things happen at once.
        let length = if dice.percent(10) { 0 } else { place.length(dice) };
        known.push((name, from + length));
    }
    known
}

/// One or two times that an incident was open again, one after the other, the last perhaps still.
fn reopened(dice: &mut Dice, place: Place, end: i64) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut ended = Some(end);
    for _ in 0..if dice.percent(70) { 1 } else { 2 } {
        let Some(end) = ended else { break };
        let from = if dice.percent(15) { end } else { end + place.length(dice) };
        ended = dice.percent(85).then(|| from + place.length(dice));
        spans.push((from, ended));
    }
    spans
}

fn pause(dice: &mut Dice, place: Place, started: i64, last: i64) -> Value {
    let from = place.between(dice, started, last);
    let length = if dice.percent(5) { 0 } else { place.length(dice) };
    let until = dice.percent(80).then(|| from + length);
    let mut pause = span((from, until));
    if dice.percent(85) {
        pause["reason"] = json!(dice.pick(&REASONS));
    }
    pause
}

fn span((from, until): Span) -> Value {
    Stated::default().with("from", Some(told(from))).with("until", until.map(told)).done()
}

/// Instants in order.
fn several(dice: &mut Dice, place: Place, number: i64, (from, until): (i64, i64)) -> Vec<i64> {
    let mut found: Vec<i64> = (0..number).map(|_| place.between(dice, from, until)).collect();
    found.sort_unstable();
    found
}

pub(crate) fn services(dice: &mut Dice) -> Value {
    let mut named = if dice.percent(60) { SERVICES.to_vec() } else { dice.some(&SERVICES) };
    if dice.percent(5) {
        named.push("not ours");
    }
    json!(named)
}

pub(crate) fn labels(dice: &mut Dice) -> Value {
    let mut labels = Map::new();
    if dice.percent(80) {
        labels.insert("site".to_owned(), json!(dice.pick(&SITES)));
    }
    if dice.percent(50) {
        labels.insert("team".to_owned(), json!(dice.pick(&["a", "b"])));
    }
    Value::Object(labels)
}

fn some(list: Vec<Value>) -> Option<Value> {
    (!list.is_empty()).then_some(Value::Array(list))
}

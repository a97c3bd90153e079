//! Random histories.

use serde_json::{Value, json};

use super::maintenance::records;
use super::requests::series;
use super::{GROUPS, SERVICES};
use crate::random::dice::Dice;
use crate::random::stated::Stated;
use crate::random::world::{Place, told};
use crate::zone::{DAY, HOUR};

pub(crate) const REGIONS: [&str; 3] = ["west", "east", "north"];
pub(crate) const IMPACTS: [&str; 4] = ["full", "degraded", "slow", "none"];

/// A history, and when it is looked at.
pub(crate) fn history(dice: &mut Dice, place: Place) -> (Value, i64) {
    let as_of = match dice.below(10) {
        0..4 => place.instant(dice),
        4 => place.until + 2 * DAY,
        _ => place.between(dice, place.until - DAY, place.until + DAY),
    };
    let incidents: Vec<Value> = (0..dice.below(9)).map(|at| incident(dice, place, at)).collect();
    let history = Stated::default()
        .with("format", Some(json!("sla-incidents/1")))
        .with("source", Some(source(dice, place, as_of)))
        .with("incidents", Some(json!(incidents)))
        .with("exclusion_spans", spans(dice, place, "cause"))
        .with("unknown", spans(dice, place, "reason"))
        .with("maintenance", records(dice, place))
        .with("series", series(dice, place));
    (history.done(), as_of)
}

fn source(dice: &mut Dice, place: Place, as_of: i64) -> Value {
    let covers = |from, until| json!({ "covers": { "from": told(from), "until": told(until) } });
    match dice.below(10) {
        0..5 => covers(place.from - 30 * DAY, as_of + 30 * DAY),
        5..8 => {
            let from = place.instant(dice);
            covers(from, place.between(dice, from, place.until))
        }
        8 => json!({ "exported_at": told(place.instant(dice)) }),
        _ => json!({ "system": "one that does not say what it covers" }),
    }
}

/// Mostly short: of a few steps, or of some hours.
pub(crate) fn length(dice: &mut Dice, place: Place) -> i64 {
    match dice.below(10) {
        0 => 0,
        1..6 => dice.below(12) * place.step,
        6..9 => place.between(dice, 0, 6 * HOUR),
        _ => place.between(dice, 0, 2 * DAY),
    }
}

fn incident(dice: &mut Dice, place: Place, at: i64) -> Value {
    let started = place.instant(dice);
    let end = started + length(dice, place);
    let mut stated = Stated::default()
        .with("id", Some(json!(format!("incident-{at}"))))
        .with("services", Some(services(dice, true)))
        .with("impact", dice.percent(60).then(|| json!(dice.pick(&IMPACTS))))
        .with("affected", dice.percent(45).then(|| affected(dice)))
        .with("cause", dice.percent(45).then(|| json!(dice.pick(&["client", "client", "storm"]))))
        .with("priority", dice.percent(30).then(|| json!(dice.pick(&["P1", "P2"]))))
        .with("labels", dice.percent(60).then(|| labels(dice)))
        .with("impact_changes", changes(dice, place, started, end))
        .with("started", Some(told(started)));
    for name in ["detected", "reported"] {
        let before = if dice.percent(10) { 3 * place.step } else { 0 };
        let after = place.between(dice, started - before, end.max(started + place.step));
        stated = stated.with(name, dice.percent(40).then(|| told(after)));
    }
    let ended = dice.below(10);
    let later = end + dice.below(6) * place.step;
    stated
        .with("restored", (ended < 6).then(|| told(end)))
        .with(
            "resolved",
            (4..9).contains(&ended).then(|| told(if ended < 6 { later } else { end })),
        )
        .done()
}

pub(crate) fn labels(dice: &mut Dice) -> Value {
    Stated::default()
        .with("region", dice.percent(80).then(|| json!(dice.pick(&REGIONS))))
        .with("site", dice.percent(30).then(|| json!(dice.pick(&["a", "b"]))))
        .done()
}

/// A whole number of each hundred users.
pub(crate) fn affected(dice: &mut Dice) -> Value {
    let of = dice.pick(&[4, 10, 20, 50, 100]);
    json!({ "users": dice.below(of + 1), "of": of })
}

fn changes(dice: &mut Dice, place: Place, started: i64, end: i64) -> Option<Value> {
    let number = if dice.percent(35) { 1 + dice.below(3) } else { 0 };
    let mut told_of: Vec<i64> = (0..number).map(|_| place.between(dice, started, end)).collect();
    told_of.sort_unstable();
    let mut changes: Vec<Value> = told_of
        .into_iter()
        .map(|at| json!({ "at": told(at), "impact": dice.pick(&IMPACTS) }))
        .collect();
    if dice.percent(30) {
        changes.reverse();
    }
    (!changes.is_empty()).then(|| json!(changes))
}

/// Some services, with an impact of their own where they may have one.
pub(crate) fn services(dice: &mut Dice, may_differ: bool) -> Value {
    let mut named: Vec<&str> = SERVICES.into_iter().filter(|_| dice.percent(60)).collect();
    named.extend(GROUPS.into_iter().filter(|_| dice.percent(15)));
    let named = if named.is_empty() { vec![dice.pick(&SERVICES)] } else { named };
    let named = named.into_iter().map(|id| {
        if may_differ && dice.percent(15) {
            json!({ "id": id, "impact": dice.pick(&IMPACTS) })
        } else {
            json!(id)
        }
    });
    Value::Array(named.collect())
}

fn spans(dice: &mut Dice, place: Place, reason: &str) -> Option<Value> {
    let number = if dice.percent(60) { dice.below(3) } else { 0 };
    let spans = (0..number).map(|_| {
        let from = place.instant(dice);
        let until = from + length(dice, place);
        Stated::default()
            .with("services", dice.percent(50).then(|| services(dice, false)))
            .with("from", Some(told(from)))
            .with("until", dice.percent(85).then(|| told(until)))
            .with(reason, dice.percent(30).then(|| json!("client")))
            .done()
    });
    let spans: Vec<Value> = spans.collect();
    (!spans.is_empty()).then(|| json!(spans))
}

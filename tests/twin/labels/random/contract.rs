//! Random contracts.

use chrono::Days;
use serde_json::{Value, json};

use super::counting::counting;
use super::groups::group;
use super::history::REGIONS;
use super::maintenance::permissions;
use super::{CALENDARS, GROUPS, SERVICES, WITH_SERIES};
use crate::random::dice::Dice;
use crate::random::stated::Stated;
use crate::random::week::calendar;
use crate::random::world::Place;
use crate::zone::{MINUTE, reading};

pub(crate) fn contract(dice: &mut Dice, place: Place) -> Value {
    let calendars = CALENDARS.map(|id| (id.to_owned(), calendar(dice, place)));
    let groups = [("shop", None), ("all", Some("shop"))];
    let groups = groups.map(|(id, with)| (id, dice.percent(80).then(|| group(dice, with))));
    let services = SERVICES.map(|id| (id, None)).into_iter().chain(groups);
    // Now and then most have hours, so that nobody in a group promised anything.
    let with_hours = if dice.percent(15) { 90 } else { 25 };
    let services = services.map(|(id, group)| {
        Stated::default()
            .with("id", Some(json!(id)))
            .with("group", group)
            .with("calendar", dice.percent(with_hours).then(|| json!(dice.pick(&CALENDARS))))
            .with("counting", dice.percent(30).then(|| counting(dice, place, 20)))
            .done()
    });
    let services: Vec<Value> = services.collect();
    let objectives = (0..1 + dice.below(3)).map(|at| objective(dice, place, at));
    let mut objectives: Vec<Value> = objectives.collect();
    for at in 0..dice.below(3) {
        objectives.push(of_outages(dice, place, at));
    }
    if dice.percent(45) {
        objectives.push(of_requests(dice, place));
    }
    let mut of_all = counting(dice, place, 48);
    let weights = ["0", "0.25", "0.3", "0.5", "0.75", "1"];
    of_all["impact"] = json!({
        "full": "1", "degraded": dice.pick(&weights), "slow": dice.pick(&weights), "none": "0",
    });
    let stated = Stated::default()
        .with("format", Some(json!("sla-contract/1")))
        .with("currency", Some(json!("EUR")))
        .with("time_zone", Some(json!(place.zone.name())))
        .with("term", Some(term(dice, place)))
        .with("service_period", Some(period(dice, place)))
        .with("calendars", Some(Value::Object(calendars.into_iter().collect())))
        .with("services", Some(json!(services)))
        .with("counting", Some(of_all))
        .with("exclusions", Some(json!([{ "cause": "client" }])))
        .with("maintenance", permissions(dice, place));
    stated.with("objectives", Some(json!(objectives))).done()
}

fn objective(dice: &mut Dice, place: Place, at: i64) -> Value {
    let bound = dice.pick(&["at_least", "at_least", "above"]);
    let service = match dice.below(10) {
        0..5 => dice.pick(&SERVICES),
        _ => dice.pick(&GROUPS),
    };
    let target = json!({ bound: dice.pick(&["99.9", "99", "95", "80", "50"]) });
    Stated::default()
        .with("id", Some(json!(format!("objective-{at}"))))
        .with("indicator", Some(json!("availability")))
        .with("service", Some(json!(service)))
        .with("calendar", dice.percent(30).then(|| json!(dice.pick(&CALENDARS))))
        .with("counting", dice.percent(40).then(|| counting(dice, place, 35)))
        .with("period", dice.percent(25).then(|| period(dice, place)))
        .with("target", Some(target))
        .with("window", dice.percent(30).then(|| window(dice, place)))
        .with("credit", dice.percent(75).then(|| credit(dice)))
        .with("where", dice.percent(15).then(|| chosen(dice)))
        .with("per", per(dice))
        .done()
}

/// A figure of the outages of a service that is no group.
fn of_outages(dice: &mut Dice, place: Place, at: i64) -> Value {
    let indicator = dice.pick(&OUTAGE_FIGURES);
    let target = match indicator {
        "outage_count" => json!({ "at_most": dice.pick(&["0", "1", "2"]) }),
        "mean_time_between_failures" => json!({ "at_least": dice.pick(&["PT1H", "PT20H"]) }),
        _ => json!({ "at_most": dice.pick(&["PT0S", "PT30M", "PT5H"]) }),
    };
    let mut own = counting(dice, place, 20);
    own["outage_in"] = json!(dice.pick(&["began", "ended"]));
    with_target(dice, place, (&format!("outages-{at}"), indicator), target)
        .with("service", Some(json!(dice.pick(&SERVICES))))
        .with("counting", Some(own))
        .with("per", dice.percent(60).then(|| per(dice)).flatten())
        .done()
}

/// The share of requests that succeeded.
fn of_requests(dice: &mut Dice, place: Place) -> Value {
    let target = json!({ "at_least": dice.pick(&["99.9", "90", "50"]) });
    let service = dice.pick(&WITH_SERIES);
    let method = dice.pick(&["occurrences", "interval_mean", "interval_mean"]);
    let no_requests = dice.pick(&["up", "removed"]);
    with_target(dice, place, ("requests", "request_success"), target)
        .with("service", Some(json!(service)))
        .with("counting", dice.percent(50).then(|| counting(dice, place, 30)))
        .with("per", dice.percent(30).then(|| json!(["region"])))
        .with("method", dice.percent(80).then(|| json!(method)))
        .with("no_requests", dice.percent(60).then(|| json!(no_requests)))
        .done()
}

fn with_target(
    dice: &mut Dice,
    place: Place,
    (id, indicator): (&str, &str),
    target: Value,
) -> Stated {
    Stated::default()
        .with("id", Some(json!(id)))
        .with("indicator", Some(json!(indicator)))
        .with("calendar", dice.percent(25).then(|| json!(dice.pick(&CALENDARS))))
        .with("period", dice.percent(20).then(|| period(dice, place)))
        .with("target", Some(target))
        .with("where", dice.percent(10).then(|| chosen(dice)))
}

/// What is measured of outages.
pub(crate) const OUTAGE_FIGURES: [&str; 5] = [
    "downtime",
    "outage_count",
    "longest_outage",
    "mean_time_to_restore",
    "mean_time_between_failures",
];

/// Days that are looked back on.
fn window(dice: &mut Dice, place: Place) -> Value {
    let days: &[i64] = if place.step == MINUTE { &[1, 2, 3] } else { &[1, 2, 3, 7, 30] };
    let mut word = |words: &[&str]| dice.percent(70).then(|| json!(dice.pick(words)));
    let stated = Stated::default()
        .with("judged", word(&["period_end", "day"]))
        .with("before_start", word(&["wait", "clip", "up"]))
        .with("consumed", word(&["no", "credited", "credited"]));
    stated.with("days", Some(json!(dice.pick(days)))).done()
}

/// Now and then of nothing, or also where the target is kept.
fn credit(dice: &mut Dice) -> Value {
    let begin = dice.pick(&["below", "at_or_below"]);
    let tier = json!({
        begin: dice.pick(&["100", "100", "99.99", "99", "90"]),
        "percent": dice.pick(&["10", "10", "10", "0"]),
    });
    json!({ "tiers": [tier] })
}

fn chosen(dice: &mut Dice) -> Value {
    let regions = json!({ "region": [dice.pick(&REGIONS), dice.pick(&["west", "south"])] });
    Stated::default()
        .with("priority", dice.percent(40).then(|| json!([dice.pick(&["P1", "P2"])])))
        .with("labels", dice.percent(70).then_some(regions))
        .done()
}

fn per(dice: &mut Dice) -> Option<Value> {
    match dice.below(10) {
        0 | 1 => Some(json!(["region"])),
        2 => Some(json!(["site", "region"])),
        _ => None,
    }
}

/// Mostly not all that happens.
fn term(dice: &mut Dice, place: Place) -> Value {
    let first = reading(place.zone, place.from).date();
    let length = (reading(place.zone, place.until).date() - first).num_days();
    let from = first + Days::new(dice.below(1 + length / 2).unsigned_abs());
    let until = from + Days::new(1 + dice.below(length + 5).unsigned_abs());
    Stated::default()
        .with("from", Some(json!(from.to_string())))
        .with("until", dice.percent(40).then(|| json!(until.to_string())))
        .done()
}

fn period(dice: &mut Dice, place: Place) -> Value {
    // Where the steps are short, a month is many of them.
    let every = match place.step {
        MINUTE => dice.pick(&["P1D", "P2D"]),
        step if step == 5 * MINUTE => dice.pick(&["P1D", "P3D", "P7D"]),
        _ => dice.pick(&["month", "month", "P1D", "P3D", "P7D"]),
    };
    let near = place.date(dice) - Days::new(dice.below(10).unsigned_abs());
    Stated::default()
        .with("every", Some(json!(every)))
        .with("from", Some(json!(near.to_string())))
        .with("partial", dice.percent(30).then(|| json!(dice.pick(&["clipped", "whole"]))))
        .done()
}

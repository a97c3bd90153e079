//! Random objectives.

use serde_json::{Value, json};

use super::agreement::{CALENDARS, PRIORITIES, REASONS, SERVICES, SITES, period};
use super::dice::Dice;
use super::stated::Stated;
use super::world::{Place, iso};
use crate::zone::MINUTE;

const EVENTS_TO_START: [&str; 5] = ["started", "detected", "reported", "acknowledged", "aware"];
const EVENTS_TO_STOP: [&str; 7] =
    ["responded", "workaround", "on_site", "restored", "resolved", "closed", "notified"];

pub(crate) fn objective(dice: &mut Dice, place: Place, at: i64) -> Value {
    let indicator = dice.pick(&[
        "response_time",
        "response_time",
        "resolution_time",
        "resolution_time",
        "resolution_time",
        "restore_time",
        "on_site_time",
        "update_time",
        "breach_notification",
    ]);
    let target = dice.percent(75).then(|| target(dice, place));
    let is_share = target.as_ref().is_none_or(|target| {
        target.as_object().unwrap().keys().all(|name| name.starts_with("share"))
    });
    let within = (is_share || dice.percent(40)).then(|| within(dice, place));
    let bound = if dice.percent(25) { "less_than" } else { "within" };
    let to = if indicator == "update_time" { None } else { one(dice, 20, &EVENTS_TO_STOP) };
    Stated::default()
        .with("id", Some(json!(format!("objective-{at}"))))
        .with("indicator", Some(json!(indicator)))
        .with("service", one(dice, 70, &SERVICES))
        .with("calendar", one(dice, 70, &CALENDARS))
        .with(bound, within)
        .with("no_cases", no_cases(dice, place, is_share))
        .with("target", target)
        .with("from", one(dice, 20, &EVENTS_TO_START))
        .with("to", to)
        .with("priority_change", one(dice, 75, &["last", "first", "highest", "restart"]))
        .with("reopened", one(dice, 75, &["resume", "longest", "from_start"]))
        .with("attribution", one(dice, 60, &["decided", "opened", "stopped", "due"]))
        .with("excluded_cause", one(dice, 40, &["skipped", "counted"]))
        .with("pause_on", dice.percent(60).then(|| json!(dice.some(&REASONS))))
        .with(
            "when",
            dice.percent(20).then(|| {
                let started = dice.pick(&["inside", "outside"]);
                json!({ "started": started, "calendar": dice.pick(&CALENDARS) })
            }),
        )
        .with("where", dice.percent(15).then(|| scope(dice)))
        .with("per", dice.percent(25).then(|| per(dice)))
        .with("window", dice.percent(20).then(|| window(dice)))
        .with("period", dice.percent(25).then(|| period(dice, place)))
        .done()
}

fn window(dice: &mut Dice) -> Value {
    Stated::default()
        .with("days", Some(json!(dice.pick(&[1, 2, 7, 30]))))
        .with("judged", one(dice, 70, &["period_end", "day", "day"]))
        .with("before_start", one(dice, 80, &["wait", "clip", "up"]))
        .done()
}

/// One of these, so many times of a hundred.
fn one(dice: &mut Dice, percent: i64, among: &[&str]) -> Option<Value> {
    dice.percent(percent).then(|| json!(dice.pick(among)))
}

fn no_cases(dice: &mut Dice, place: Place, is_share: bool) -> Option<Value> {
    let stated = if is_share { "97.5".to_owned() } else { iso(place.length(dice)) };
    one(dice, 60, &["not_measured", "met", &stated])
}

fn scope(dice: &mut Dice) -> Value {
    let priority = dice.some(&PRIORITIES);
    let sites = dice.percent(50).then(|| json!({ "site": [dice.pick(&SITES)] }));
    Stated::default()
        .with("priority", (!priority.is_empty()).then_some(json!(priority)))
        .with("labels", sites)
        .done()
}

fn per(dice: &mut Dice) -> Value {
    match dice.below(3) {
        0 => json!(["site"]),
        1 => json!(["team"]),
        _ => json!(["site", "team"]),
    }
}

fn target(dice: &mut Dice, place: Place) -> Value {
    let name = dice.pick(&[
        "share_at_least",
        "share_at_least",
        "share_above",
        "mean_at_most",
        "mean_below",
        "median_at_most",
        "median_below",
        "maximum_at_most",
        "maximum_below",
        "percentile",
        "percentile",
    ]);
    let length = iso(place.length(dice));
    match name {
        "share_at_least" => json!({ name: dice.pick(&["100", "90", "75", "66.6", "50", "25"]) }),
        "share_above" => json!({ name: dice.pick(&["99.9", "75", "50", "33.3"]) }),
        "percentile" => {
            let rank = dice.pick(&["100", "99.5", "90", "75", "50", "33.3", "25"]);
            json!({ name: { "rank": rank, dice.pick(&["at_most", "below"]): length } })
        }
        _ => json!({ name: length }),
    }
}

fn within(dice: &mut Dice, place: Place) -> Value {
    if dice.percent(60) {
        return one_target(dice, place);
    }
    let named = match dice.some(&PRIORITIES) {
        some if !some.is_empty() && dice.percent(30) => some,
        _ => PRIORITIES.to_vec(),
    };
    let named = named.into_iter().map(|name| (name.to_owned(), one_target(dice, place)));
    Value::Object(named.collect())
}

fn one_target(dice: &mut Dice, place: Place) -> Value {
    if dice.percent(70) {
        return json!(iso(place.length(dice)));
    }
    // Where the steps are short, a few days are many of them.
    let most = if place.step < 15 * MINUTE { 2 } else { 4 };
    Stated::default()
        .with("working_days", Some(json!(dice.below(most + 1))))
        .with("by", one(dice, 75, &["close", "same_time"]))
        .done()
}

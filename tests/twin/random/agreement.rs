//! Random contracts.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::{Value, json};

use super::dice::Dice;
use super::promise::objective;
use super::stated::Stated;
use super::week::calendar;
use super::world::Place;

pub(crate) const CALENDARS: [&str; 3] = ["office", "shift", "odd"];
pub(crate) const SERVICES: [&str; 2] = ["erp", "desk"];
pub(crate) const PRIORITIES: [&str; 3] = ["P1", "P2", "P3"];
pub(crate) const SITES: [&str; 2] = ["Berlin", "Paris"];
pub(crate) const REASONS: [&str; 2] = ["waiting_for_client", "waiting_for_part"];

pub(crate) fn contract(dice: &mut Dice, place: Place) -> Value {
    let calendars = CALENDARS.map(|id| (id.to_owned(), calendar(dice, place)));
    let services = SERVICES.map(|id| {
        let calendar = dice.percent(40).then(|| json!(dice.pick(&CALENDARS)));
        Stated::default().with("id", Some(json!(id))).with("calendar", calendar).done()
    });
    let objectives = (0..1 + dice.below(3)).map(|at| objective(dice, place, at));
    let objectives: Vec<Value> = objectives.collect();
    Stated::default()
        .with("format", Some(json!("sla-contract/1")))
        .with("currency", Some(json!("EUR")))
        .with("time_zone", dice.percent(95).then(|| json!(place.zone.name())))
        .with("term", Some(term(dice, place)))
        .with("service_period", dice.percent(90).then(|| period(dice, place)))
        .with("calendars", Some(Value::Object(calendars.into_iter().collect())))
        .with("services", Some(json!(services)))
        .with("priorities", Some(json!(PRIORITIES)))
        .with("exclusions", Some(json!([{ "cause": "client" }])))
        .with("objectives", Some(json!(objectives)))
        .done()
}

/// Mostly from before to after all that happens.
fn term(dice: &mut Dice, place: Place) -> Value {
    let date = place.date(dice);
    let days = |dice: &mut Dice| Days::new(dice.below(20).unsigned_abs());
    let from = date - days(dice) - days(dice);
    let until = date + days(dice) + Days::new(1);
    Stated::default()
        .with("from", dice.percent(70).then(|| json!(from.to_string())))
        .with("until", dice.percent(25).then(|| json!(until.to_string())))
        .done()
}

/// Any service period; many end near here.
pub(crate) fn period(dice: &mut Dice, place: Place) -> Value {
    let every = dice.pick(&[
        "month",
        "month",
        "month",
        "quarter",
        "half_year",
        "year",
        "P1D",
        "P3D",
        "P7D",
        "P7D",
        "P2W",
    ]);
    let months = match every {
        "month" => 1,
        "quarter" => 3,
        "half_year" => 6,
        _ => 12,
    };
    let near = place.date(dice);
    let from = match dice.below(5) {
        _ if every.starts_with('P') => near - Days::new(dice.below(40).unsigned_abs()),
        0 => near.with_day(16).unwrap(),
        1 => NaiveDate::from_ymd_opt(near.year() - 1, 12, 31).unwrap(),
        2 => NaiveDate::from_ymd_opt(near.year() + 1, 1, 29).unwrap(),
        3 => near + Months::new(months),
        _ => near - Months::new(months),
    };
    let is_stated = every.starts_with('P') || dice.percent(75);
    Stated::default()
        .with("every", Some(json!(every)))
        .with("from", is_stated.then(|| json!(from.to_string())))
        .with("partial", dice.percent(30).then(|| json!(dice.pick(&["clipped", "whole"]))))
        .done()
}

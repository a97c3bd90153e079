//! Random series of requests, and when a step of them is down.

use serde_json::{Value, json};

use super::history::REGIONS;
use super::{GROUPS, SERVICES, WITH_SERIES};
use crate::random::dice::Dice;
use crate::random::stated::Stated;
use crate::random::world::{Place, iso, told};

/// At most one series of a service and a region.
pub(super) fn series(dice: &mut Dice, place: Place) -> Option<Value> {
    let number = if dice.percent(70) { 1 + dice.below(4) } else { 0 };
    let mut all: Vec<Value> = Vec::new();
    for _ in 0..number {
        let next = one(dice, place);
        let is_same =
            |it: &Value| ["service", "labels"].iter().all(|field| it[field] == next[field]);
        if !all.iter().any(is_same) {
            all.push(next);
        }
    }
    (!all.is_empty()).then(|| json!(all))
}

fn one(dice: &mut Dice, place: Place) -> Value {
    let length = dice.pick(&[1, 1, 2, 3, 12]) * place.step;
    let counts = (0..1 + dice.below(24)).map(|_| {
        if dice.percent(8) {
            return (Value::Null, Value::Null);
        }
        let total = dice.pick(&[0, 1, 10, 20, 100]);
        let good = if dice.percent(50) { total } else { total * dice.pick(&[0, 50, 80, 90]) / 100 };
        (json!(good), json!(total))
    });
    let (good, total): (Vec<_>, Vec<_>) = counts.collect::<Vec<_>>().into_iter().unzip();
    let service = match dice.below(10) {
        0 => dice.pick(&GROUPS),
        1..5 => dice.pick(&WITH_SERIES),
        _ => dice.pick(&SERVICES),
    };
    Stated::default()
        .with("service", Some(json!(service)))
        .with("labels", dice.percent(50).then(|| json!({ "region": dice.pick(&REGIONS) })))
        .with("from", Some(told(place.instant(dice))))
        .with("step", Some(json!(iso(length))))
        .with("good", Some(json!(good)))
        .with("total", Some(json!(total)))
        .done()
}

/// When a step is down.
pub(super) fn down_when(dice: &mut Dice) -> Value {
    let bound = match dice.below(5) {
        0 => return json!("never"),
        1 | 2 => "error_rate_above",
        _ => "error_rate_at_or_above",
    };
    Stated::default()
        .with(bound, Some(json!(dice.pick(&["0", "10", "20", "50"]))))
        .with("minimum_requests", dice.percent(40).then(|| json!(dice.pick(&[1, 10, 11]))))
        .done()
}

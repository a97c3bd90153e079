//! Random ways to count.

use serde_json::{Value, json};

use super::requests::down_when;
use crate::random::dice::Dice;
use crate::random::stated::Stated;
use crate::random::world::{Place, iso};
use crate::zone::{HOUR, MINUTE};

/// Each switch stated so many times of a hundred.
pub(crate) fn counting(dice: &mut Dice, place: Place, percent: i64) -> Value {
    let treatments = ["removed", "up", "down", "ignored"];
    let mut word = |words: &[&str]| dice.percent(percent).then(|| json!(dice.pick(words)));
    let stated = Stated::default()
        .with("overlap", word(&["union", "sum", "sum"]))
        .with("same_users", word(&["different", "largest", "largest"]))
        .with("per", word(&["outage", "incident", "incident"]))
        .with("outage_in", word(&["began", "ended", "ended"]))
        .with("outage_from", word(&["started", "detected", "reported"]))
        .with("concurrent_cause", word(&["counted", "excluded", "excluded"]))
        .with("exclusion_span", word(&treatments))
        .with("maintenance", word(&treatments))
        .with("excluded_incident", word(&treatments))
        .with("unknown", word(&treatments));
    stated
        .with("minimum_outage", dice.percent(percent).then(|| minimum(dice, place)))
        .with("unit", dice.percent(percent).then(|| unit(dice, place)))
        .with("down_when", dice.percent(percent).then(|| down_when(dice)))
        .with("grace", dice.percent(percent).then(|| json!(iso(dice.below(9) * place.step))))
        .done()
}

fn minimum(dice: &mut Dice, place: Place) -> Value {
    let length = iso(dice.below(12) * place.step);
    match dice.below(4) {
        0 | 1 => json!(length),
        2 => json!({ "at_least": length }),
        _ => json!({ "more_than": length }),
    }
}

fn unit(dice: &mut Dice, place: Place) -> Value {
    let lengths = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, HOUR, 2 * HOUR, 24 * HOUR];
    let lengths: Vec<i64> = lengths.into_iter().filter(|it| it % place.step == 0).collect();
    let length = dice.pick(&lengths);
    let more_than = dice.below((length / place.step).min(6)) * place.step;
    let length = iso(length);
    match dice.below(7) {
        0 => json!("exact"),
        1 | 2 => json!({ "length": length, "counts": "any" }),
        3 | 4 => json!({ "length": length, "counts": "whole" }),
        _ => json!({ "length": length, "more_than": iso(more_than) }),
    }
}

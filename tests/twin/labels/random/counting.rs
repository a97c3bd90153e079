//! Random ways to count.

use serde_json::{Value, json};

use crate::random::dice::Dice;
use crate::random::stated::Stated;
use crate::random::world::{Place, iso};

/// Each switch stated so many times of a hundred.
pub(crate) fn counting(dice: &mut Dice, place: Place, percent: i64) -> Value {
    let treatments = ["removed", "up", "down", "ignored"];
    let mut word = |words: &[&str]| dice.percent(percent).then(|| json!(dice.pick(words)));
    let stated = Stated::default()
        .with("overlap", word(&["union", "sum", "sum"]))
        .with("per", word(&["outage", "incident", "incident"]))
        .with("outage_from", word(&["started", "detected", "reported"]))
        .with("concurrent_cause", word(&["counted", "excluded", "excluded"]))
        .with("exclusion_span", word(&treatments))
        .with("maintenance", word(&treatments))
        .with("excluded_incident", word(&treatments))
        .with("unknown", word(&treatments));
    stated
        .with("minimum_outage", dice.percent(percent).then(|| minimum(dice, place)))
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

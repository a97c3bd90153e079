//! Corrections of what a history tells: random ones, and the history as they leave it (semantics,
//! section 7).

use chrono::DateTime;
use serde_json::{Value, json};

use super::random::dice::Dice;
use super::random::stated::Stated;
use super::random::world::{Place, told};
use crate::zone::{DAY, HOUR};

/// Which corrections are applied.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Telling {
    /// Those that are agreed.
    Agreed,
    /// None.
    Uncorrected,
    /// Those as well that are disputed.
    Disputed,
}

/// What a correction may say of a part of a kind.
type Fields = fn(&mut Dice, Place, &Value) -> Vec<(&'static str, Value)>;

/// Puts corrections into some histories.
pub(crate) fn put(dice: &mut Dice, place: Place, history: &mut Value, of_incident: Fields) {
    if !dice.percent(20) {
        return;
    }
    let parts = |list: &str| history[list].as_array().cloned().unwrap_or_default();
    let (incidents, records) = (parts("incidents"), parts("maintenance"));
    let mut corrections = Vec::new();
    for _ in 0..1 + dice.below(6) {
        let is_record = !records.is_empty() && dice.percent(30);
        let (list, part) =
            if is_record { (&records, "maintenance") } else { (&incidents, "incident") };
        if list.is_empty() {
            continue;
        }
        let told_of =
            &list[usize::try_from(dice.below(i64::try_from(list.len()).unwrap())).unwrap()];
        let fields = match is_record {
            true => of_record(dice, place, told_of),
            false => of_incident(dice, place, told_of),
        };
        let number = fields.len().min(1 + usize::try_from(dice.below(2)).unwrap());
        let first = usize::try_from(dice.below(i64::try_from(fields.len()).unwrap())).unwrap();
        let named = fields.into_iter().cycle().skip(first).take(number);
        let set = named.fold(Stated::default(), |set, (field, value)| set.with(field, Some(value)));
        // Of two at one instant, the later in the list is the later made.
        let at = if dice.percent(20) { place.from } else { place.instant(dice) };
        let stated = Stated::default()
            .with(part, Some(told_of["id"].clone()))
            .with("at", Some(told(at)))
            .with("by", Some(json!("somebody")))
            .with("reason", Some(json!("told wrongly")))
            .with("agreed", dice.percent(50).then(|| json!(dice.percent(50))))
            .with("set", Some(set.done()));
        corrections.push(stated.done());
    }
    if !corrections.is_empty() {
        history["corrections"] = json!(corrections);
    }
}

/// What may be said of maintenance.
fn of_record(dice: &mut Dice, place: Place, record: &Value) -> Vec<(&'static str, Value)> {
    let planned = instant(&record["planned_until"]).unwrap();
    let announced = place.instant(dice);
    let fields = vec![
        ("announced", either(dice, told(announced))),
        ("planned_until", told(planned + dice.below(9) * place.step)),
        ("impact", json!(dice.pick(&["full", "degraded", "none"]))),
        ("services", json!([dice.pick(&["erp", "desk", "mail"])])),
    ];
    fields
}

/// A value, or that there is none.
pub(crate) fn either(dice: &mut Dice, value: Value) -> Value {
    if dice.percent(20) { Value::Null } else { value }
}

/// An instant at or after the beginning of an incident, mostly soon.
pub(crate) fn after_its_start(dice: &mut Dice, place: Place, incident: &Value) -> Value {
    let started = instant(&incident["started"]).unwrap();
    let longest = if dice.percent(80) { 12 * HOUR } else { 2 * DAY };
    told(place.between(dice, started, started + longest))
}

/// An instant at or before it.
pub(crate) fn before_its_start(dice: &mut Dice, place: Place, incident: &Value) -> Value {
    told(instant(&incident["started"]).unwrap() - dice.below(20) * place.step)
}

/// The history with what is known of at an instant, and applied, in the place of what was told.
pub(crate) fn applied(history: &Value, as_of: i64, telling: Telling) -> Value {
    let mut history = history.clone();
    let Some(Value::Array(corrections)) = history.as_object_mut().unwrap().remove("corrections")
    else {
        return history;
    };
    let at = |correction: &Value| instant(&correction["at"]).unwrap();
    let holds = |correction: &&Value| {
        let is_agreed = correction["agreed"] != false;
        at(correction) <= as_of
            && telling != Telling::Uncorrected
            && (is_agreed || telling == Telling::Disputed)
    };
    let mut known: Vec<&Value> = corrections.iter().filter(holds).collect();
    known.sort_by_key(|correction| at(correction));
    for correction in known {
        let lists = [("incident", "incidents"), ("maintenance", "maintenance")];
        for (part, list) in lists {
            let all = history[list].as_array_mut().into_iter().flatten();
            let Some(told_of) = all.into_iter().find(|it| it["id"] == correction[part]) else {
                continue;
            };
            for (field, value) in correction["set"].as_object().into_iter().flatten() {
                let told_of = told_of.as_object_mut().unwrap();
                match value {
                    Value::Null => _ = told_of.remove(field),
                    value => _ = told_of.insert(field.clone(), value.clone()),
                }
            }
        }
    }
    history
}

fn instant(value: &Value) -> Option<i64> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.timestamp())
}

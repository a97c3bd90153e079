//! Corrections of what a history tells: random ones, and the history as they leave it (semantics,
//! section 7).

use chrono::DateTime;
use serde_json::{Value, json};

use super::labels::random::history::{self, IMPACTS};
use super::random::World;
use super::random::agreement::PRIORITIES;
use super::random::dice::Dice;
use super::random::past;
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

/// A world of clocks, in some of which something is corrected.
pub(crate) fn of_clocks(number: u64) -> World {
    corrected(World::number(number), number, (45, of_clock_incident))
}

/// A world of labels likewise, given the number of its dice.
pub(crate) fn of_labels(world: World, number: u64) -> World {
    corrected(world, number, (20, of_outage))
}

/// Dice of their own leave everything else of a world as it is without corrections.
fn corrected(mut world: World, number: u64, (percent, of_incident): (i64, Fields)) -> World {
    let place = Place::any(&mut Dice::new(number));
    let mut dice = Dice::new(number ^ (1 << 40));
    if dice.percent(percent) {
        put(&mut dice, place, &mut world.history, of_incident);
    }
    world
}

/// Puts corrections into a history.
fn put(dice: &mut Dice, place: Place, history: &mut Value, of_incident: Fields) {
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
            .with("agreed", dice.percent(75).then(|| json!(dice.percent(40))))
            .with("set", Some(set.done()));
        corrections.push(stated.done());
    }
    if !corrections.is_empty() {
        history["corrections"] = json!(corrections);
    }
}

/// What may be said of an incident with clocks.
fn of_clock_incident(
    dice: &mut Dice,
    place: Place,
    incident: &Value,
) -> Vec<(&'static str, Value)> {
    let after = |dice: &mut Dice| {
        let at = after_its_start(dice, place, incident);
        either(dice, at)
    };
    let mut fields =
        vec![("responded", after(dice)), ("acknowledged", after(dice)), ("on_site", after(dice))];
    // What was open again has an end before that.
    if incident["reopened"].is_null() {
        fields.extend([("restored", after(dice)), ("resolved", after(dice))]);
    }
    let reported = after_its_start(dice, place, incident);
    fields.extend([
        ("started", before_its_start(dice, place, incident)),
        ("reported", reported),
        ("priority", json!(dice.pick(&PRIORITIES))),
        ("cause", json!(dice.pick(&["client", "provider"]))),
        ("labels", past::labels(dice)),
        ("services", past::services(dice)),
        ("pauses", json!([])),
        ("priority_changes", Value::Null),
    ]);
    let (cause, priority) = (dice.percent(20), dice.percent(20));
    for (field, value) in &mut fields {
        if (*field == "cause" && cause) || (*field == "priority" && priority) {
            *value = Value::Null;
        }
    }
    fields
}

/// What may be said of an incident that is an outage.
fn of_outage(dice: &mut Dice, place: Place, incident: &Value) -> Vec<(&'static str, Value)> {
    let after = |dice: &mut Dice| {
        let at = after_its_start(dice, place, incident);
        either(dice, at)
    };
    let (impact, cause) = (dice.pick(&IMPACTS), json!(dice.pick(&["client", "storm"])));
    let (priority, of_users) = (json!(dice.pick(&["P1", "P2"])), history::affected(dice));
    vec![
        ("restored", after(dice)),
        ("resolved", after(dice)),
        ("detected", after(dice)),
        ("started", before_its_start(dice, place, incident)),
        ("impact", json!(impact)),
        ("cause", either(dice, cause)),
        ("priority", either(dice, priority)),
        ("affected", either(dice, of_users)),
        ("labels", history::labels(dice)),
        ("services", history::services(dice, true)),
        ("impact_changes", Value::Null),
    ]
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
fn either(dice: &mut Dice, value: Value) -> Value {
    if dice.percent(20) { Value::Null } else { value }
}

/// An instant at or after the beginning of an incident, mostly soon.
fn after_its_start(dice: &mut Dice, place: Place, incident: &Value) -> Value {
    let started = instant(&incident["started"]).unwrap();
    let longest = if dice.percent(80) { 12 * HOUR } else { 2 * DAY };
    told(place.between(dice, started, started + longest))
}

/// An instant at or before it.
fn before_its_start(dice: &mut Dice, place: Place, incident: &Value) -> Value {
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

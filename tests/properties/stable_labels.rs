//! What changes nothing about the time of services.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::labels::{countings, told, with, world};
use super::random::World;
use super::random::world::told as stamp;
use super::reported::{Told, config, second, turned};

fn instant(text: &Value) -> i64 {
    second(&json!({ "at": text }))
}

/// Results with what names and places of files cannot change.
fn results(told: &Told) -> Value {
    told.report["results"].clone()
}

const LISTS: [&str; 4] = ["incidents", "maintenance", "exclusion_spans", "unknown"];

/// Compares every period that is closed in `before` with what it is in `after`.
pub(crate) fn closed_periods_are_the_same(
    before: &Told,
    after: &Told,
) -> Result<(), TestCaseError> {
    let period = |told: &Told, row: &Value| {
        told.report["periods"][row["period"].as_u64().unwrap() as usize].clone()
    };
    for row in before.rows() {
        let own = period(before, row);
        if own["finished"] != true {
            continue;
        }
        let same = |it: &&Value| it["objective"] == row["objective"] && period(after, it) == own;
        let then = after.rows().iter().find(same);
        for field in ["labels", "value", "verdict", "down_seconds", "removed_seconds"] {
            prop_assert_eq!(Some(&row[field]), then.map(|then| &then[field]), "{}", field);
        }
    }
    Ok(())
}

/// The world without what is known only later.
pub(crate) fn told_at_once(world: &World) -> World {
    // How long an outage is that goes on, and when it was reported, is known only later.
    let mut world = with(world, "outage_from", &json!("started"));
    // Which labels occur, too.
    for objective in world.contract["objectives"].as_array_mut().into_iter().flatten() {
        objective.as_object_mut().unwrap().remove("per");
    }
    for counting in countings(&mut world.contract) {
        for field in ["minimum_outage", "unit"] {
            counting.remove(field);
        }
    }
    let covers = json!({ "from": "1990-01-01T00:00:00Z", "until": "2040-01-01T00:00:00Z" });
    world.history["source"] = json!({ "covers": covers });
    // Until it is told when maintenance began, it is taken for done as planned.
    for record in world.history["maintenance"].as_array_mut().into_iter().flatten() {
        if record.get("from").is_some_and(|from| instant(from) > world.as_of) {
            record.as_object_mut().unwrap().retain(|name, _| name != "from" && name != "until");
        }
    }
    world
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_order_of_what_was_told_changes_nothing(world in world()) {
        let mut history = world.history.clone();
        for list in LISTS {
            history[list].as_array_mut().into_iter().for_each(|list| list.reverse());
        }
        for incident in history["incidents"].as_array_mut().unwrap() {
            let changes = incident.get_mut("impact_changes").and_then(Value::as_array_mut);
            changes.into_iter().for_each(|changes| changes.reverse());
        }
        for list in LISTS {
            if history[list].is_null() {
                history.as_object_mut().unwrap().remove(list);
            }
        }
        let straight = told(&world);
        let turned = Told::texts(&turned(&world.contract), &turned(&history), world.as_of);
        prop_assert_eq!(results(&straight), results(&turned));
    }

    #[test]
    fn what_is_told_of_later_changes_nothing(world in world(), by in 1..500_i64) {
        let mut later = world.history.clone();
        let covers = json!({ "from": "1990-01-01T00:00:00Z", "until": "2040-01-01T00:00:00Z" });
        let (from, until) = (world.as_of + by * world.step, world.as_of + 2 * by * world.step);
        let (from, until) = (stamp(from), stamp(until));
        let span = json!({ "from": from, "until": until });
        let more = [
            json!({ "id": "later", "services": ["erp", "desk", "mail"], "started": from }),
            json!({ "id": "later", "planned_from": from, "planned_until": until }),
            span.clone(),
            span,
        ];
        for (list, more) in LISTS.into_iter().zip(more) {
            let items = later.as_object_mut().unwrap().entry(list).or_insert_with(|| json!([]));
            items.as_array_mut().unwrap().push(more);
            // Whatever had begun and not ended ends at some other time.
            let begun = |item: &&mut Value| {
                let begins = ["started", "from"].into_iter().filter_map(|name| item.get(name));
                begins.into_iter().all(|at| instant(at) <= world.as_of)
            };
            for item in items.as_array_mut().unwrap().iter_mut().filter(begun) {
                for end in ["restored", "resolved", "until"] {
                    let is_later = item.get(end).is_some_and(|at| instant(at) > world.as_of);
                    if is_later {
                        item[end] = stamp(world.as_of + (by + 7) * world.step);
                    }
                }
            }
        }
        let mut before = world.history.clone();
        (before["source"], later["source"]) =
            (json!({ "covers": covers }), json!({ "covers": covers }));
        let [before, after] =
            [before, later].map(|history| Told::files(&world.contract, &history, world.as_of));
        prop_assert_eq!(results(&before), results(&after));
    }

    #[test]
    fn a_later_as_of_changes_no_closed_and_covered_period(world in world(), by in 0..500_i64) {
        let world = told_at_once(&world);
        let mut later = world.clone();
        later.as_of += by * world.step;
        let (before, after) = (told(&world), told(&later));
        closed_periods_are_the_same(&before, &after)?;
    }

    /// A whole outage decides what of it counts: its length, and the event at which it began. While
    /// it goes on, a later instant may therefore change a period that is closed, and these rules win
    /// over stability. Once all that had begun has ended, nothing is changed under any of them.
    #[test]
    fn once_all_has_ended_closed_periods_are_the_same_under_every_rule(
        world in world(),
        by in 0..500_i64,
    ) {
        let (mut world, as_of) = (world.clone(), world.as_of);
        for objective in world.contract["objectives"].as_array_mut().into_iter().flatten() {
            objective.as_object_mut().unwrap().remove("per");
        }
        let covers = json!({ "from": "1990-01-01T00:00:00Z", "until": "2040-01-01T00:00:00Z" });
        world.history["source"] = json!({ "covers": covers });
        let is_over = |item: &Value| {
            let ends = ["restored", "resolved", "until"].into_iter();
            let mut ends = ends.filter_map(|name| item.get(name));
            let told = ["started", "from", "detected", "reported", "planned_until"].into_iter();
            let mut told = told.filter_map(|name| item.get(name));
            ends.next().is_some_and(|end| instant(end) <= as_of)
                && told.all(|at| instant(at) <= as_of)
        };
        for list in LISTS {
            let items = world.history[list].as_array_mut();
            items.into_iter().for_each(|items| items.retain(is_over));
            if world.history[list].is_null() {
                world.history.as_object_mut().unwrap().remove(list);
            }
        }
        let mut later = world.clone();
        later.as_of += by * world.step;
        let (before, after) = (told(&world), told(&later));
        closed_periods_are_the_same(&before, &after)?;
    }

    #[test]
    fn a_default_of_counting_that_is_stated_changes_nothing(world in world()) {
        let mut stated = world.contract.clone();
        let defaults = json!({
            "overlap": "union", "per": "outage", "outage_from": "started", "minimum_outage": "PT0S",
            "unit": "exact", "grace": "PT0S", "concurrent_cause": "counted",
            "exclusion_span": "removed", "maintenance": "removed", "excluded_incident": "up",
            "unknown": "removed",
        });
        let counting = stated["counting"].as_object_mut().unwrap();
        for (field, answer) in defaults.as_object().unwrap() {
            counting.entry(field).or_insert_with(|| answer.clone());
        }
        let stated = Told::files(&stated, &world.history, world.as_of);
        prop_assert_eq!(results(&told(&world)), results(&stated));
    }
}

//! What holds of the time of services, whatever their contract says of maintenance, exclusions and
//! the rest.

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::label_worlds;
use super::random::World;
use super::reported::{Told, config, number, second};

/// A world of availabilities, each of its own periods: what is looked back on overlaps, and figures of
/// outages and requests have no time by label.
pub(crate) fn world() -> impl Strategy<Value = World> {
    any::<u64>().prop_map(|number| {
        let mut world = label_worlds::world(number);
        let objectives = world.contract["objectives"].as_array_mut().unwrap();
        objectives.retain(|objective| objective["indicator"] == "availability");
        for objective in objectives {
            objective.as_object_mut().unwrap().remove("window");
        }
        world
    })
}

pub(crate) fn told(world: &World) -> Told {
    Told::files(&world.contract, &world.history, world.as_of)
}

/// Everything that says how incidents count: the contract's, each service's, each objective's.
pub(crate) fn countings(contract: &mut Value) -> Vec<&mut serde_json::Map<String, Value>> {
    let contract = contract.as_object_mut().unwrap();
    let mut found = Vec::new();
    for (name, value) in contract.iter_mut() {
        match (name.as_str(), value) {
            ("counting", counting) => found.extend(counting.as_object_mut()),
            ("services" | "objectives", list) => {
                let each = list.as_array_mut().unwrap().iter_mut();
                let each = each.filter_map(|it| it.get_mut("counting"));
                found.extend(each.filter_map(Value::as_object_mut));
            }
            _ => {}
        }
    }
    found
}

/// The contract with one answer to a question, everywhere.
pub(crate) fn with(world: &World, field: &str, answer: &Value) -> World {
    let mut world = world.clone();
    for counting in countings(&mut world.contract) {
        counting.remove(field);
    }
    world.contract["counting"][field] = answer.clone();
    world
}

/// Everything is known, and what comes after outages is up.
fn known(world: &World) -> World {
    let mut world = with(world, "unknown", &json!("up"));
    world = with(&world, "excluded_incident", &json!("up"));
    world = with(&world, "overlap", &json!("union"));
    for permission in world.contract["maintenance"].as_array_mut().into_iter().flatten() {
        // What only downtime makes maintenance of is more where more is down.
        permission["counts"] = json!("window");
    }
    if has_groups(&world) {
        // A member that is unknown is left out of its group, whatever becomes of such time.
        world.history.as_object_mut().unwrap().remove("unknown");
    }
    let covers = json!({ "from": "1990-01-01T00:00:00Z", "until": "2040-01-01T00:00:00Z" });
    world.history["source"] = json!({ "covers": covers });
    world
}

fn has_groups(world: &World) -> bool {
    let services = world.contract["services"].as_array().unwrap();
    services.iter().any(|service| !service["group"].is_null())
}

fn zero() -> BigRational {
    BigRational::from(BigInt::from(0))
}

/// Whether two rows are about one objective in one period.
fn same(one: &Value, other: &Value) -> bool {
    one["objective"] == other["objective"] && one["period"] == other["period"]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_agreed_instant_has_one_label(world in world()) {
        for row in told(&world).rows() {
            let labels = row["labels"].as_object().unwrap();
            let seconds: Vec<BigRational> = labels.values().map(number).collect();
            prop_assert!(seconds.iter().all(|it| *it >= zero()), "{row}");
            prop_assert_eq!(seconds.into_iter().sum::<BigRational>(), number(&row["agreed_seconds"]));
            let of = |field: &str| number(&row[field]);
            prop_assert_eq!(of("measured_seconds") + of("removed_seconds"), of("agreed_seconds"));
            prop_assert!(number(&row["labels"]["outage"]) <= of("outage_seconds"));
        }
    }

    #[test]
    fn weighted_downtime_lies_within_unweighted(world in world()) {
        for row in told(&with(&world, "overlap", &json!("union"))).rows() {
            let of = |field: &str| number(&row[field]);
            prop_assert!(zero() <= of("down_seconds"));
            prop_assert!(of("down_seconds") <= of("measured_seconds"), "{row}");
            prop_assert!(of("outage_seconds") <= of("agreed_seconds"));
        }
    }

    #[test]
    fn days_add_up_to_their_weeks(world in world()) {
        let every = |every: &str| {
            let mut world = world.clone();
            let period = json!({ "every": every, "from": "2010-01-04" });
            world.contract["service_period"] = period;
            for objective in world.contract["objectives"].as_array_mut().unwrap() {
                objective.as_object_mut().unwrap().remove("period");
            }
            told(&world)
        };
        let (days, weeks) = (every("P1D"), every("P7D"));
        let span = |told: &Told, row: &Value| {
            let period = &told.report["periods"][row["period"].as_u64().unwrap() as usize];
            [second(&period["from"]), second(&period["until"])]
        };
        for week in weeks.rows() {
            let [from, until] = span(&weeks, week);
            let within = days.rows().iter().filter(|day| {
                let [begin, end] = span(&days, day);
                day["objective"] == week["objective"] && from <= begin && end <= until
            });
            let within: Vec<&Value> = within.collect();
            for field in ["agreed_seconds", "removed_seconds", "outage_seconds", "down_seconds"] {
                let sum: BigRational = within.iter().map(|day| number(&day[field])).sum();
                prop_assert_eq!(number(&week[field]), sum, "{}", field);
            }
            for (label, seconds) in week["labels"].as_object().unwrap() {
                // Of what lies outside all hours nothing is told where there is none.
                let own = within.iter().map(|day| &day["labels"][label]).filter(|it| !it.is_null());
                let sum: BigRational = own.map(number).sum();
                prop_assert_eq!(number(seconds), sum, "{}", label);
            }
        }
    }

    #[test]
    fn what_is_up_is_better_than_removed_and_that_than_down(
        world in world(),
        label in select(vec!["exclusion_span", "maintenance", "excluded_incident", "unknown"]),
    ) {
        let mut world = with(&world, "overlap", &json!("union"));
        // While a member is up, and not left out, what befalls the group itself counts; what counts
        // as down of a member is an outage of the group, and may be too short.
        for service in world.contract["services"].as_array_mut().unwrap() {
            service.as_object_mut().unwrap().remove("group");
        }
        let treated = |treatment: &str| told(&with(&world, label, &json!(treatment)));
        let [up, removed, down] = ["up", "removed", "down"].map(treated);
        for ((up, removed), down) in up.rows().iter().zip(removed.rows()).zip(down.rows()) {
            prop_assert!(same(up, removed) && same(removed, down));
            if [up, removed, down].iter().all(|row| !row["value"].is_null()) {
                let [up, removed, down] = [up, removed, down].map(|row| number(&row["value"]));
                prop_assert!(up >= removed && removed >= down, "{up} {removed} {down}");
            }
        }
    }

    #[test]
    fn a_longer_or_heavier_outage_never_raises_availability(
        world in world(),
        which in any::<Index>(),
        longer in 0..200_i64,
        heavier in any::<bool>(),
    ) {
        let mut before = known(&world);
        let incidents = before.history["incidents"].as_array_mut().unwrap();
        if incidents.is_empty() {
            return Ok(());
        }
        let position = which.index(incidents.len());
        // One for which the provider answers.
        incidents[position].as_object_mut().unwrap().remove("cause");
        let mut after = before.clone();
        let incident = after.history["incidents"][position].as_object_mut().unwrap();
        if heavier {
            incident.remove("impact_changes");
            incident.insert("impact".to_owned(), json!("full"));
        }
        for end in ["restored", "resolved"] {
            if let Some(at) = incident.get(end) {
                let later = second(&json!({ "at": at })) + longer * world.step;
                incident.insert(end.to_owned(), super::random::world::told(later));
            }
        }
        let (before, after) = (told(&before), told(&after));
        // One that reaches into the term only now may bring labels of which nothing was judged.
        let id = |told: &Told, row: &Value| {
            let objective = usize::try_from(row["objective"].as_u64().unwrap()).unwrap();
            told.report["agreement"]["objectives"][objective]["id"].clone()
        };
        let judged = |row: &&Value| !row["value"].is_null();
        for earlier in before.rows().iter().filter(judged) {
            let own = id(&before, earlier);
            let is_own = |row: &&Value| {
                row["period"] == earlier["period"] && id(&after, row) == own
            };
            if let Some(later) = after.rows().iter().filter(judged).find(is_own) {
                prop_assert!(number(&later["value"]) <= number(&earlier["value"]));
            }
        }
    }
}

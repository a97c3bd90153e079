//! What holds of groups beside their members.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::labels::{told, world};
use super::random::World;
use super::reported::{config, number};

/// The world with nothing that leaves anybody out: all is known, agreed and counts. Availability is
/// promised of three services, in series, by shares, two of them, and in parallel.
fn groups(world: &World) -> World {
    let mut world = world.clone();
    let members = ["erp", "desk", "mail"];
    let services = members.map(|id| json!({ "id": id })).into_iter().chain([
        json!({ "id": "series", "group": { "series": members } }),
        json!({ "id": "shares",
                "group": { "weighted": { "erp": "0.5", "desk": "0.3", "mail": "0.2" } } }),
        json!({ "id": "two", "group": { "k_of_n": { "k": 2, "of": members } } }),
        json!({ "id": "parallel", "group": { "parallel": members } }),
    ]);
    world.contract["services"] = services.collect();
    let promised = ["series", "erp", "desk", "mail", "shares", "two", "parallel"];
    let objectives = promised.map(|id| {
        json!({ "id": id, "service": id, "indicator": "availability",
                "target": { "at_least": "99" } })
    });
    world.contract["objectives"] = json!(objectives);
    let impact = world.contract["counting"]["impact"].take();
    world.contract["counting"] = json!({ "impact": impact });
    world.contract.as_object_mut().unwrap().remove("maintenance");
    let history = world.history.as_object_mut().unwrap();
    for list in ["maintenance", "exclusion_spans", "unknown"] {
        history.remove(list);
    }
    // An incident of a group itself is none of its members.
    let incidents = history["incidents"].as_array_mut().unwrap();
    incidents.retain_mut(|incident| {
        let services = incident["services"].as_array_mut().unwrap();
        services.retain(|it| members.iter().any(|id| it == id || it["id"] == *id));
        !services.is_empty()
    });
    let covers = json!({ "from": "1990-01-01T00:00:00Z", "until": "2040-01-01T00:00:00Z" });
    history.insert("source".to_owned(), json!({ "covers": covers }));
    world
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_series_is_no_better_than_any_member_and_none_better_than_in_parallel(world in world()) {
        let told = told(&groups(&world));
        let rows = told.rows();
        let of = |objective: usize, period: &Value| {
            let own = |row: &&Value| row["objective"] == objective && row["period"] == *period;
            rows.iter().find(own).map(|row| number(&row["value"]))
        };
        for row in rows.iter().filter(|row| !row["value"].is_null()) {
            let period = &row["period"];
            let [series, parallel] = [0, 6].map(|at| of(at, period).unwrap());
            for member in 1..6 {
                let value = of(member, period).unwrap();
                prop_assert!(series <= value && value <= parallel, "{member}: {value}");
            }
        }
    }
}

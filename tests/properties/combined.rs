//! Of credits that rest on one incident one is paid, where it is agreed so.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::met::holds;
use super::money::{amount, told, whole, world};
use super::random::World;
use super::reported::second;

/// A world in which no incident brings two credits, and availability is of all the time.
fn one_per_incident(mut world: World) -> World {
    world.contract["credits"]["combination"] = json!("one_per_incident");
    for objective in world.contract["objectives"].as_array_mut().unwrap() {
        if is_of_downtime(objective) {
            let own = objective.as_object_mut().unwrap();
            own.retain(|name, _| !["calendar", "per", "window"].contains(&name.as_str()));
            for basis in ["affected_charge", "window_charge"] {
                if own.get("credit").is_some_and(|credit| credit["basis"] == basis) {
                    own["credit"].as_object_mut().unwrap().remove("basis");
                }
            }
        }
    }
    world
}

fn is_of_downtime(objective: &Value) -> bool {
    ["availability", "downtime"].iter().any(|name| objective["indicator"] == *name)
}

/// The incidents that a service was down by in a period, as far as it has passed.
fn down_by(world: &World, service: &Value, period: &Value) -> BTreeSet<String> {
    let at = |text: &Value| second(&json!({ "at": text }));
    let last = at(&world.history["source"]["covers"]["until"]).min(world.as_of);
    let (from, until) = (second(&period["from"]), second(&period["until"]).min(world.as_of));
    let incidents = world.history["incidents"].as_array().unwrap().iter();
    let own = incidents.filter(|it| it["services"].as_array().unwrap().contains(service));
    let own = own.filter(|it| {
        let restored = it.get("restored").map(at).filter(|at| *at <= world.as_of);
        at(&it["started"]).max(from) < restored.unwrap_or(last).min(until)
    });
    own.map(|it| it["id"].to_string()).collect()
}

#[test]
fn no_incident_brings_more_than_one_credit() {
    holds(&world().prop_map(one_per_incident), |world, met| {
        let told = told(&world);
        let contract = world.contract["objectives"].as_array().unwrap();
        let (mut seen, mut paid) = (BTreeSet::new(), BTreeSet::new());
        let (mut several, mut not_paid) = (false, false);
        for row in told.rows().iter().filter(|row| !row["credit"].is_null()) {
            let at = |list: &Value, name: &str| list[row[name].as_u64().unwrap() as usize].clone();
            let id = at(&told.report["agreement"]["objectives"], "objective")["id"].clone();
            let objective = contract.iter().find(|it| it["id"] == id).unwrap();
            let period = at(&told.report["periods"], "period");
            let credit = &row["credit"];
            not_paid |= credit["not_paid"] == true;
            let is_paid = amount(&credit["amount"]).is_some_and(|it| it > whole(0));
            if !is_of_downtime(objective) || !is_paid {
                continue;
            }
            for incident in down_by(&world, &objective["service"], &period) {
                let place = (row["period"].as_u64(), incident);
                prop_assert!(seen.insert(place.clone()), "{:?} {}", place, row);
            }
            several |= !paid.insert(row["period"].as_u64());
        }
        met.note("several are paid", several);
        met.note("one is not paid", not_paid);
        Ok(())
    });
}

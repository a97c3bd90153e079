//! What is owed: what was granted or may still be claimed, less what is earned back and set off.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::met::holds;
use super::money::{amount, told, whole, world};
use super::random::World;
use super::reported::{Told, number, second};

/// What the client gets of a credit, or may still get: by what was requested and decided in time, not
/// by the word that the report has for it.
fn gets(credit: &Value, as_of: i64) -> BigRational {
    let zero = || whole(0);
    if let Some(granted) = amount(&credit["granted"]) {
        return granted;
    }
    let at = |name: &str| (!credit[name].is_null()).then(|| second(&credit[name]));
    let is_lapsed = at("deadline").is_some_and(|until| at("requested").unwrap_or(as_of) >= until);
    match credit["provisional"] == true || at("decided").is_some() || is_lapsed {
        true => zero(),
        false => amount(&credit["amount"]).unwrap_or_else(zero),
    }
}

/// What is earned back; a report leaves out what is nothing.
fn earned_back(told: &Told) -> &[Value] {
    told.report["earned_back"].as_array().map_or(&[], Vec::as_slice)
}

/// Without what is to be done before a claim: then a request alone is in time, or not.
fn without_steps(mut world: World) -> World {
    if let Some(claim) = world.contract["credits"]["claim"].as_object_mut() {
        claim.remove("steps");
    }
    for claim in world.history["claims"].as_array_mut().into_iter().flatten() {
        claim.as_object_mut().unwrap().remove("steps");
    }
    world
}

/// The world with a bonus of so much for each objective but points.
fn with_bonuses(mut world: World, amounts: &[u32]) -> World {
    let objectives = world.contract["objectives"].as_array_mut().unwrap();
    for (objective, amount) in objectives.iter_mut().zip(amounts.iter().cycle()) {
        let (bound, value) = match objective["indicator"].as_str().unwrap() {
            "availability" | "response_time" => ("at_least", "100"),
            "downtime" => ("at_most", "PT10M"),
            "outage_count" => ("at_most", "0"),
            "measurement" if objective["unit"] == "%" => ("at_least", "97.5"),
            "measurement" => ("at_most", "94"),
            _ => continue,
        };
        let level = json!({ bound: value, "amount": amount.to_string() });
        objective["bonus"] = json!({ "levels": [level], "due": "set_off" });
    }
    world
}

#[test]
fn no_more_is_earned_back_than_was_credited_and_once() {
    holds(&world(), |world, met| {
        let told = told(&world);
        let earned = earned_back(&told);
        let mut seen = BTreeSet::new();
        for it in earned {
            let own = |row: &&Value| {
                (&row["objective"], &row["period"]) == (&it["objective"], &it["credit_period"])
            };
            let credit = &told.rows().iter().find(own).unwrap()["credit"];
            let gets = gets(credit, world.as_of);
            let [of, back] = ["of", "amount"].map(|name| amount(&it[name]).unwrap());
            prop_assert!(whole(0) < back && back <= of && of == gets, "{}\n{}", it, credit);
            let place = format!("{} {}", it["objective"], it["credit_period"]);
            prop_assert!(seen.insert(place), "{}", it);
            let by = it["by"].as_array().unwrap().iter();
            let mut periods = by.map(|by| by.as_u64() > it["credit_period"].as_u64());
            prop_assert!(periods.all(|is_later| is_later), "{}", it);
        }
        met.note("earned back", !earned.is_empty());
        let granted = |row: &Value| !row["credit"]["granted"].is_null();
        met.note("earned back, and granted", !earned.is_empty() && told.rows().iter().any(granted));
        Ok(())
    });
}

#[test]
fn what_is_earned_back_frees_no_room() {
    holds(&world(), |world, met| {
        let mut alone = world.clone();
        alone.contract["credits"].as_object_mut().unwrap().remove("earn_back");
        let (with, without) = (told(&world), told(&alone));
        for (one, other) in with.rows().iter().zip(without.rows()) {
            prop_assert_eq!(one, other);
        }
        let earned = earned_back(&with);
        let first = earned.iter().filter_map(|it| it["credit_period"].as_u64()).min();
        let caps = &world.contract["credits"]["caps"];
        let is_cut = |cut: &Value| {
            let cap = &caps[cut["cap"].as_u64().unwrap() as usize];
            cap["per"] != "period" && cut["before"] != cut["after"]
        };
        let later = with.rows().iter().filter(|row| row["period"].as_u64() > first);
        let mut cuts = later.flat_map(|row| row["credit"]["caps"].as_array().into_iter().flatten());
        met.note("a later credit that is cut", first.is_some() && cuts.any(is_cut));
        Ok(())
    });
}

#[test]
fn a_bonus_takes_what_is_owed_of_its_period_and_no_more() {
    let worlds = (world(), prop::collection::vec(1_u32..400, 1..4));
    let worlds = worlds.prop_map(|(world, amounts)| with_bonuses(without_steps(world), &amounts));
    holds(&worlds, |world, met| {
        let told = told(&world);
        let mut left: BTreeMap<u64, BigRational> = BTreeMap::new();
        for row in told.rows().iter().filter(|row| !row["credit"].is_null()) {
            let own = left.entry(row["period"].as_u64().unwrap()).or_insert_with(|| whole(0));
            *own += gets(&row["credit"], world.as_of);
        }
        let earned = earned_back(&told);
        for it in earned {
            *left.get_mut(&it["credit_period"].as_u64().unwrap()).unwrap() -=
                amount(&it["amount"]).unwrap();
        }
        let (mut is_cut, mut is_beside_earned) = (false, false);
        for row in told.rows().iter().filter(|row| !row["bonus"].is_null()) {
            let [worth, taken] = ["amount", "set_off"].map(|it| amount(&row["bonus"][it]).unwrap());
            let own = left.entry(row["period"].as_u64().unwrap()).or_insert_with(|| whole(0));
            *own -= &taken;
            // All of it, or all that there is.
            prop_assert!(taken == worth || taken < worth && *own == whole(0), "{}", row);
            is_cut |= whole(0) < taken && taken < worth;
            let is_earned = earned.iter().any(|it| it["credit_period"] == row["period"]);
            is_beside_earned |= is_earned && whole(0) < taken;
        }
        for (period, left) in &left {
            prop_assert!(*left >= whole(0), "period {}: {}", period, left);
        }
        let owed = number(&told.report["summary"]["owed"]["amount"]);
        prop_assert_eq!(owed, left.into_values().sum::<BigRational>());
        met.note("a bonus that is cut", is_cut);
        met.note("beside what is earned back", is_beside_earned);
        Ok(())
    });
}

#[test]
fn what_is_owed_was_granted_or_can_still_be_claimed() {
    let worlds = world().prop_map(without_steps);
    holds(&worlds, |world, met| {
        let told = told(&world);
        let credits = || told.rows().iter().map(|row| &row["credit"]).filter(|it| !it.is_null());
        let gets: BigRational = credits().map(|credit| gets(credit, world.as_of)).sum();
        let earned: BigRational =
            earned_back(&told).iter().filter_map(|it| amount(&it["amount"])).sum();
        let summary = &told.report["summary"];
        prop_assert_eq!(number(&summary["owed"]["amount"]), gets - &earned, "{}", summary);
        for (name, states) in [
            ("lapsed", ["expired", "late"]),
            ("claimable", ["claimable", "claimed"]),
            ("granted", ["granted", "partly_granted"]),
        ] {
            let is = |credit: &Value| states.iter().any(|state| credit["claim"] == *state);
            met.note(name, credits().any(is));
        }
        met.note("earned back", earned > whole(0));
        Ok(())
    });
}

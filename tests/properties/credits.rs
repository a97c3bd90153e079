//! What holds of credits by any rule.

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::any::world;
use super::check::{Papers, complaints};
use super::reported::{config, number};
use super::told::{calculations, evaluated, report};
use super::world::told;

/// Rules that speak in shares alone, and so in proportion to charges.
fn rules() -> Vec<Value> {
    let block = |on: &str, part: &str| json!({ "per_block": { "length": "PT30M", "on": on, "part": part, "percent": "5" } });
    vec![
        json!({ "waive": true }),
        json!({ "per_breach": { "days_of_charge": "2.5" } }),
        json!({ "per_outage": { "percent": "3" } }),
        block("period", "begun"),
        block("outage", "whole"),
        block("outage", "exact"),
        json!({ "times_lost_time": { "times": "10", "time": "beyond_target" } }),
        json!({ "per_point": { "step": "0.1", "percent": "1", "part": "begun" } }),
        json!({ "shortfall_of_target": true, "basis": "annual_charge" }),
        json!({ "at_risk": { "percent": "10", "pool": "50", "allocation": "1" } }),
        json!({ "repeat": { "periods": 2, "percent": "0.5" }, "basis": "previous_charge" }),
        json!({ "every": { "breaches": 2, "within": 3, "percent": "5" }, "basis": "agreement_charge" }),
    ]
}

/// The amounts of all charges, so many times.
fn dearer(contract: &Value, times: u32) -> Value {
    let mut contract = contract.clone();
    for service in contract["services"].as_array_mut().unwrap() {
        for charge in service["charges"].as_array_mut().into_iter().flatten() {
            let amount = number(&charge["amount"]) * BigRational::from(BigInt::from(times));
            // Every amount has two decimals, or none.
            let cents = (amount * BigRational::from(BigInt::from(100))).to_integer();
            let hundred = BigInt::from(100);
            let (whole, part) = (&cents / &hundred, &cents % &hundred);
            let is_whole = charge["amount"].as_str().is_some_and(|it| !it.contains('.'));
            charge["amount"] = if is_whole {
                json!(whole.to_string())
            } else {
                json!(format!("{whole}.{part:02}"))
            };
        }
    }
    contract
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_rule_follows_from_the_files_and_grows_with_the_charges(
        world in world(),
        rules in prop::collection::vec(select(rules()), 1..4),
        times in 2_u32..50,
    ) {
        let mut contract = world.contract();
        let objectives = contract["objectives"].as_array_mut().unwrap();
        for (objective, rule) in objectives.iter_mut().zip(rules.iter().cycle()) {
            objective["credit"] = rule.clone();
        }
        let (history, as_of) = (world.history().to_string(), told(world.as_of));
        let of = |contract: &Value| {
            let contract = contract.to_string();
            let files = [("c.json", contract.as_bytes()), ("i.json", history.as_bytes())];
            let evaluation = evaluated(&files, &as_of);
            let (report, told) = (report(&evaluation), calculations(&evaluation));
            (complaints(&Papers::new(&files, &as_of), &report, &told), report)
        };
        let (found, plain) = of(&contract);
        prop_assert!(found.is_empty(), "{}\n{contract}\n{history}\n{as_of}", found.join("\n"));
        let (_, dear) = of(&dearer(&contract, times));
        let rows = |report: &Value| report["results"].as_array().unwrap().clone();
        for (one, other) in rows(&plain).iter().zip(rows(&dear)) {
            let gross = |row: &Value| row["credit"].get("gross").filter(|it| !it.is_null()).map(number);
            let scaled = gross(one).map(|it| it * BigRational::from(BigInt::from(times)));
            prop_assert_eq!(gross(&other), scaled);
            prop_assert_eq!(&one["credit"]["share"], &other["credit"]["share"]);
        }
    }
}

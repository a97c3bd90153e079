//! A change of the currency alone: all else stays as it is, what is before it to the cent, and no sum
//! has two currencies in it.

use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use sla_calculator::evaluate::{Input, check};

use super::clocks::thousand;
use super::money_worlds::world;
use super::reported::{Told, number};

/// Another with as many decimals.
fn other(currency: &str) -> &'static str {
    match currency {
        "JPY" => "KRW",
        "BHD" => "KWD",
        _ => "USD",
    }
}

/// What the sums of one currency are in a summary.
fn sums<'r>(report: &'r Value, currency: &str) -> Option<&'r Value> {
    let summary = &report["summary"];
    let others = summary["other_currencies"].as_array().into_iter().flatten();
    std::iter::once(summary).chain(others).find(|it| it["owed"]["currency"] == currency)
}

/// Whether a credit may depend on what is later than its period, or on the charge of another.
fn looks_on(contract: &Value) -> bool {
    let text = contract.to_string();
    ["next_charge", "previous_charge", "annual_charge"].iter().any(|basis| text.contains(basis))
}

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn a_currency_changes_amounts_alone(seed in any::<u64>(), edge in any::<Index>()) {
        let world = world(seed);
        let plain = Told::files(&world.contract, &world.history, world.as_of);
        let periods = plain.report["periods"].as_array().unwrap();
        let edges: Vec<&Value> = periods.iter().skip(1).map(|period| &period["first"]).collect();
        prop_assume!(!edges.is_empty());
        let edge = edges[edge.index(edges.len())].as_str().unwrap();
        let before = world.contract["currency"].as_str().unwrap();
        let after = other(before);
        let mut contract = world.contract.clone();
        contract["amendments"] = json!([{ "effective": edge, "set": { "currency": after } }]);
        let text = contract.to_string();
        let faults = check(&[Input::new("c.json", text.as_bytes())]);
        prop_assume!(faults.iter().all(|fault| fault.code.name() != "not_an_edge"));
        let changed = Told::files(&contract, &world.history, world.as_of);
        let own = changed.report["periods"].as_array().unwrap();
        prop_assert_eq!(own.len(), periods.len(), "{}", text);
        let first = |row: &Value| {
            let at = usize::try_from(row["period"].as_u64().unwrap()).unwrap();
            periods[at]["first"].as_str().unwrap().to_owned()
        };
        // Of a promise there may be two objectives now: by period they are the same rows.
        let judged = |told: &Told| -> Vec<String> {
            let row = |row: &Value| {
                // Where nothing was measured there is a credit if something was carried to it.
                let share = row["credit"]["share"].as_str().filter(|share| *share != "0");
                format!("{} {} {} {share:?}", first(row), row["verdict"], row["value"])
            };
            let mut rows: Vec<String> = told.rows().iter().map(row).collect();
            rows.sort();
            rows
        };
        prop_assert_eq!(judged(&plain), judged(&changed), "{}", text);
        let is_before = |row: &Value| first(row).as_str() < edge;
        let credits = |told: &Told| -> Vec<String> {
            let own = told.rows().iter().filter(|row| is_before(row));
            let own = own.filter(|row| !row["credit"].is_null());
            let credit = |row: &Value| {
                let credit = &row["credit"];
                format!("{} {} {} {}", first(row), credit["gross"], credit["amount"], credit["claim"])
            };
            let mut rows: Vec<String> = own.map(credit).collect();
            rows.sort();
            rows
        };
        if !looks_on(&world.contract) {
            prop_assert_eq!(credits(&plain), credits(&changed), "{}", text);
        }
        // Each amount is in the currency of its period, and each sum is of those of one.
        for currency in [before, after] {
            let own = |row: &&Value| is_before(row) == (currency == before);
            let amounts = changed.rows().iter().filter(own).filter_map(|row| {
                let credit = row["credit"].as_object()?;
                let amount = credit["amount"].as_object().filter(|_| credit["provisional"] == false)?;
                Some((amount["currency"].clone(), number(&amount["amount"])))
            });
            let amounts: Vec<(Value, BigRational)> = amounts.collect();
            prop_assert!(amounts.iter().all(|(own, _)| own == currency), "{}", text);
            let sum = amounts.iter().fold(BigRational::zero(), |sum, (_, own)| sum + own);
            // Where nothing is known of the change yet there is none.
            let told = sums(&changed.report, currency).map(|sums| number(&sums["earned"]["amount"]));
            prop_assert_eq!(told.unwrap_or_else(BigRational::zero), sum, "{} {}", currency, text);
        }
    }
}

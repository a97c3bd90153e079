//! What holds of money, whatever is agreed of rules, charges, caps, combination, claims and earn-back.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::clocks::thousand;
use super::money_worlds;
use super::random::World;
use super::random::world::told as stamp;
use super::reported::{Told, number, second};
use super::told::{calculations, evaluated, json as told_json};

/// The sums of a summary.
const SUMS: [&str; 10] = [
    "earned",
    "claimable",
    "automatic",
    "claimed",
    "granted",
    "refused",
    "expired",
    "earned_back",
    "owed",
    "provisional",
];

/// A world of money.
pub(crate) fn world() -> impl Strategy<Value = World> {
    any::<u64>().prop_map(money_worlds::world)
}

pub(crate) fn told(world: &World) -> Told {
    Told::files(&world.contract, &world.history, world.as_of)
}

pub(crate) fn whole(number: i64) -> BigRational {
    BigRational::from(BigInt::from(number))
}

/// The number of an amount of money, if there is one.
pub(crate) fn amount(money: &Value) -> Option<BigRational> {
    (!money.is_null()).then(|| number(&money["amount"]))
}

/// The smallest unit of the currency of a contract.
pub(crate) fn minor(contract: &Value) -> BigRational {
    let digits = match contract["currency"].as_str().unwrap() {
        "JPY" => 1,
        "BHD" => 1000,
        _ => 100,
    };
    whole(1) / whole(digits)
}

pub(crate) fn is_firm(row: &Value) -> bool {
    row["credit"]["provisional"] == false
}

/// The dearest of what a row is worth by its rule alone: money, else its share.
fn worth(row: &Value) -> Option<BigRational> {
    let credit = &row["credit"];
    [&credit["gross"], &credit["share"]].into_iter().find(|it| !it.is_null()).map(number)
}

/// The row of the same promise, labels and period in another report. There is none for what stood for
/// labels that nobody had, where an incident has them.
#[track_caller]
fn same_place<'t>(told: &Told, row: &Value, other: &'t Told) -> Option<&'t Value> {
    let place = |told: &Told, row: &Value| {
        let at = |list: &Value, place: &Value| list[place.as_u64().unwrap() as usize].clone();
        let period = at(&told.report["periods"], &row["period"]);
        let own = at(&told.report["agreement"]["objectives"], &row["objective"]);
        let labels = own["labels"].clone();
        (own["position"].clone(), labels, period["from"].clone(), period["until"].clone())
    };
    let own = place(told, row);
    let found = other.rows().iter().find(|it| place(other, it) == own);
    let mut labels = own.1.as_object().into_iter().flat_map(|it| it.values());
    assert!(found.is_some() || labels.all(Value::is_null), "{own:?}");
    found
}

/// Some members of an object.
fn members<'a>(of: &'a Value, names: &'static [&'static str]) -> impl Iterator<Item = &'a Value> {
    names.iter().map(move |name| &of[*name])
}

/// All money that a report tells: of credits, of what is earned back, and its sums.
fn moneys(told: &Told) -> Vec<&Value> {
    let credits = told.rows().iter().map(|row| &row["credit"]);
    let credits = credits.flat_map(|it| members(it, &["basis", "amount", "granted"]));
    let earned = told.report["earned_back"].as_array().into_iter().flatten();
    let earned = earned.flat_map(|it| members(it, &["of", "amount"]));
    let summary = &told.report["summary"];
    let sums = members(summary, &SUMS).chain([&summary["next_deadline"]["amount"]]);
    credits.chain(earned).chain(sums).filter(|money| !money.is_null()).collect()
}

/// Every amount of a charge, whoever tells of it.
fn charges<'a>(contract: &'a mut Value, history: &'a mut Value) -> Vec<&'a mut Value> {
    fn items(list: &mut Value) -> impl Iterator<Item = &mut Value> {
        list.as_array_mut().into_iter().flatten()
    }
    let mut found = Vec::new();
    for (name, value) in contract.as_object_mut().unwrap() {
        match name.as_str() {
            "charges" => found.extend(items(value)),
            "services" => {
                for service in items(value) {
                    found.extend(service.get_mut("charges").into_iter().flat_map(items));
                }
            }
            _ => {}
        }
    }
    for (name, value) in history.as_object_mut().unwrap() {
        match name.as_str() {
            "charges" => found.extend(items(value)),
            "history" => found.extend(value.get_mut("charges").into_iter().flat_map(items)),
            _ => {}
        }
    }
    found.into_iter().map(|charge| &mut charge["amount"]).collect()
}

/// So many times an amount, with as many decimals.
fn times(amount: &Value, times: u32) -> Value {
    let text = amount.as_str().unwrap();
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let minor: u64 = format!("{whole}{rest}").parse().unwrap();
    let minor = minor * u64::from(times);
    let scale = 10_u64.pow(u32::try_from(rest.len()).unwrap());
    match rest.len() {
        0 => json!(minor.to_string()),
        width => json!(format!("{}.{:0width$}", minor / scale, minor % scale)),
    }
}

/// The world without sums that are fixed in its rules, which grow with no charge.
fn in_shares(mut world: World) -> World {
    for objective in world.contract["objectives"].as_array_mut().unwrap() {
        let Some(credit) = objective.get("credit") else { continue };
        let text = credit.to_string();
        if text.contains("\"amount\"") || credit["per_miss"].is_string() {
            objective["credit"] = json!({ "per_breach": { "percent": "7.5" } });
        }
    }
    let credits = world.contract["credits"].as_object_mut().unwrap();
    credits.remove("minimum");
    // Cut down to whole units, more or less may be carried.
    let caps = credits["caps"].as_array_mut().unwrap();
    caps.retain(|cap| cap["amount"].is_null() && cap["carry_forward"].is_null());
    world
}

/// Rules of which more downtime is never worth less.
fn monotone() -> Vec<Value> {
    let block = |part: &str| json!({ "per_block": { "length": "PT30M", "on": "period", "part": part, "percent": "5" } });
    vec![
        json!({ "tiers": [{ "below": "99.9", "percent": "5" }, { "below": "99", "percent": "10" },
                          { "at_or_below": "95", "percent": "50" }] }),
        json!({ "tiers": [{ "below": "99.95", "amount": "5" }, { "at_or_below": "98", "amount": "50" }] }),
        json!({ "per_point": { "step": "0.1", "percent": "1", "part": "begun" } }),
        json!({ "per_point": { "step": "0.3", "percent": "2", "part": "whole" } }),
        json!({ "times_lost_time": { "times": "10", "time": "beyond_target" } }),
        json!({ "times_lost_time": { "times": "2" } }),
        json!({ "shortfall_of_target": true }),
        block("begun"),
        block("whole"),
        block("exact"),
    ]
}

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn no_credit_is_more_than_what_each_cap_left(world in world()) {
        let (contract, history) = (world.contract.to_string(), world.history.to_string());
        let files = [("c.json", contract.as_bytes()), ("i.json", history.as_bytes())];
        let evaluation = evaluated(&files, stamp(world.as_of).as_str().unwrap());
        let unit = minor(&world.contract);
        let down = |it: &BigRational| (it / &unit).floor() * &unit;
        let rounded = |it: &BigRational| down(&(it + &unit / whole(2)));
        // Of each cap, and those that it was held against together: what was left, and of each.
        let mut together: BTreeMap<String, (BigRational, bool, Vec<BigRational>)> = BTreeMap::new();
        for calculation in calculations(&evaluation) {
            for step in calculation["steps"].as_array().unwrap() {
                for cap in step["operands"].as_array().unwrap() {
                    if cap["kind"] != "cap" {
                        continue;
                    }
                    let (left, after) = (number(&cap["left"]), number(&cap["after"]));
                    let issued = cap["issued"].as_array().unwrap().iter();
                    let issued: BigRational = issued.map(|it| number(&it["amount"])).sum();
                    let rest = number(&cap["most"]) - issued;
                    prop_assert_eq!(&left, &rest.max(whole(0)), "{}", cap);
                    prop_assert!(whole(0) <= after, "{}", cap);
                    let of = format!("{} {} {}", cap["cap"], cap["credits"], cap["issued"]);
                    let is_share = cap["is_share"] == true;
                    let own = together.entry(of).or_insert((left, is_share, Vec::new()));
                    own.2.push(after);
                }
            }
        }
        for (of, (left, is_share, each)) in together {
            // Of money what is rounded counts, and a cap with parts of a unit is rounded down.
            let (sum, left): (BigRational, _) = match is_share {
                true => (each.iter().sum(), left),
                false => (each.iter().map(&rounded).sum(), down(&left)),
            };
            prop_assert!(sum <= left, "{}: {:?} of {}", of, each, left);
        }
        for row in told_json(&evaluation.report)["results"].as_array().unwrap() {
            let credit = &row["credit"];
            let caps = credit["caps"].as_array().into_iter().flatten();
            let mut last: Option<BigRational> = None;
            for cut in caps {
                let [before, after] = ["before", "after"].map(|name| number(&cut[name]));
                // Money that is shared out under a cap is whole units, as it is paid.
                let is_money = !credit["amount"].is_null();
                let most = if is_money { rounded(&before).max(before.clone()) } else { before.clone() };
                prop_assert!(whole(0) <= after && after <= most, "{}", credit);
                prop_assert!(last.is_none_or(|last| before <= last), "{}", credit);
                last = Some(after);
            }
            if let Some(paid) = amount(&credit["amount"]) {
                prop_assert!(whole(0) <= paid, "{}", credit);
                let last = last.or_else(|| worth(row).filter(|_| credit["carried_in"].is_null()));
                let most = last.map(|it| it + &unit / whole(2));
                prop_assert!(most.is_none_or(|most| paid <= most), "{}", credit);
            }
        }
    }

    #[test]
    fn what_is_issued_under_a_fixed_cap_is_never_more(world in world()) {
        let mut world = world;
        // What a provider grants of its own accord, or once granted, may be more.
        for claim in world.history["claims"].as_array_mut().into_iter().flatten() {
            claim.as_object_mut().unwrap().remove("granted");
        }
        world.history.as_object_mut().unwrap().remove("history");
        let told = told(&world);
        let objectives = told.report["agreement"]["objectives"].as_array().unwrap();
        for cap in world.contract["credits"]["caps"].as_array().unwrap() {
            let per = cap["per"].as_str().unwrap();
            if cap["amount"].is_null() || !["period", "term"].contains(&per) {
                continue;
            }
            let mut sums: BTreeMap<(String, String), BigRational> = BTreeMap::new();
            let firm = told.rows().iter().filter(|row| is_firm(row));
            for row in firm {
                let objective = &objectives[row["objective"].as_u64().unwrap() as usize];
                let named = cap["objectives"].as_array();
                if named.is_some_and(|named| !named.contains(&objective["id"])) {
                    continue;
                }
                let state = row["credit"]["claim"].as_str().unwrap();
                let Some(paid) = amount(&row["credit"]["amount"]) else { continue };
                if per == "term" && ["refused", "late", "expired"].contains(&state) {
                    continue;
                }
                let key = match cap["each"].as_str() {
                    Some("objective") => objective["id"].to_string(),
                    Some("part") => row["objective"].to_string(),
                    Some("service") => objective["service"].to_string(),
                    _ => String::new(),
                };
                let period = if per == "term" { String::new() } else { row["period"].to_string() };
                *sums.entry((key, period)).or_insert_with(|| whole(0)) += paid;
            }
            for (of, sum) in sums {
                prop_assert!(sum <= number(&cap["amount"]), "{:?} {}: {}", of, cap, sum);
            }
        }
    }

    #[test]
    fn lines_add_up_to_totals_of_one_currency(world in world()) {
        let told = told(&world);
        let summary = &told.report["summary"];
        let sum = |states: &[&str], of: &str| -> BigRational {
            let own = told.rows().iter().filter(|row| {
                row["credit"]["claim"].as_str().is_some_and(|state| states.contains(&state))
            });
            own.filter_map(|row| amount(&row["credit"][of])).sum()
        };
        let total = |name: &str| amount(&summary[name]).unwrap_or_else(|| whole(0));
        let of_rows = |is: bool| -> BigRational {
            let own = told.rows().iter().filter(|row| row["credit"]["provisional"] == is);
            own.filter_map(|row| amount(&row["credit"]["amount"])).sum()
        };
        prop_assert_eq!(total("earned"), of_rows(false));
        prop_assert_eq!(total("provisional"), of_rows(true));
        for state in ["claimable", "automatic", "claimed", "refused"] {
            prop_assert_eq!(total(state), sum(&[state], "amount"), "{}", state);
        }
        prop_assert_eq!(total("expired"), sum(&["expired", "late"], "amount"));
        prop_assert_eq!(total("granted"), sum(&["granted", "partly_granted"], "granted"));
        let earned = told.report["earned_back"].as_array().into_iter().flatten();
        let earned: BigRational = earned.filter_map(|it| amount(&it["amount"])).sum();
        prop_assert_eq!(total("earned_back"), earned.clone());
        let owed = ["granted", "claimable", "automatic", "claimed"].map(total);
        prop_assert_eq!(total("owed"), owed.into_iter().sum::<BigRational>() - earned);
        prop_assert_eq!(&told.report["agreement"]["currency"], &world.contract["currency"]);
        for money in moneys(&told) {
            prop_assert_eq!(&money["currency"], &world.contract["currency"], "{}", money);
        }
    }

    #[test]
    fn credits_grow_with_all_charges(world in world(), by in 2_u32..50) {
        let plain = in_shares(world);
        let mut dear = plain.clone();
        for charge in charges(&mut dear.contract, &mut dear.history) {
            *charge = times(charge, by);
        }
        let (plain, dear) = (told(&plain), told(&dear));
        for (one, other) in plain.rows().iter().zip(dear.rows()) {
            let gross = |row: &Value| {
                let gross = &row["credit"]["gross"];
                (!gross.is_null()).then(|| number(gross))
            };
            prop_assert_eq!(gross(other), gross(one).map(|it| it * whole(by.into())));
            for field in ["share", "units"] {
                prop_assert_eq!(&one["credit"][field], &other["credit"][field]);
            }
        }
    }

    #[test]
    fn a_longer_or_heavier_outage_is_never_worth_less(
        world in world(),
        rules in prop::collection::vec(select(monotone()), 4),
        which in any::<Index>(),
        longer in 0..4000_i64,
        more in any::<bool>(),
    ) {
        let mut before = world;
        for (objective, rule) in
            before.contract["objectives"].as_array_mut().unwrap().iter_mut().zip(rules)
        {
            if objective["indicator"] == "availability" {
                objective["credit"] = rule;
            }
        }
        if before.contract["currency"] == "JPY" {
            before.contract["currency"] = json!("EUR");
        }
        let incidents = before.history["incidents"].as_array_mut().unwrap();
        let at = which.index(incidents.len());
        incidents[at]["impact"] = json!("degraded");
        let mut after = before.clone();
        let incident = &mut after.history["incidents"][at];
        if more {
            incident["impact"] = json!("full");
        }
        if let Some(restored) = incident.get("restored") {
            let until = second(&json!({ "at": before.history["source"]["covers"]["until"] }));
            let later = second(&json!({ "at": restored })) + longer * 60;
            incident["restored"] = stamp(later.min(until));
        }
        let (before, after) = (told(&before), told(&after));
        let objectives = before.report["agreement"]["objectives"].as_array().unwrap();
        for one in before.rows() {
            let objective = &objectives[one["objective"].as_u64().unwrap() as usize];
            // A longer outage may reach into the term, with labels that nobody had there.
            let Some(other) = same_place(&before, one, &after) else { continue };
            // Without a value there is nothing by the rule, at most something carried there.
            let is_credited = !one["credit"].is_null() && !one["value"].is_null();
            if objective["indicator"] == "availability" && is_credited {
                prop_assert!(worth(one) <= worth(other), "{}\n{}", one, other);
            }
        }
    }

    #[test]
    fn a_later_as_of_changes_no_finished_credit_by_its_rule(world in world(), by in 0..100_i64) {
        let mut later = world.clone();
        later.as_of += by * 86_400;
        let (before, after) = (told(&world), told(&later));
        // Without a value there is nothing by the rule, at most something carried there.
        for row in before.rows().iter().filter(|row| is_firm(row) && !row["value"].is_null()) {
            let Some(then) = same_place(&before, row, &after) else { continue };
            for field in ["gross", "share", "units", "basis"] {
                prop_assert_eq!(&row["credit"][field], &then["credit"][field], "{}", field);
            }
        }
    }
}

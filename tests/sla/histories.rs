//! What the history of each agreement in `examples/contracts/` reaches: each tier and rule, each cap, a
//! period with nothing in it, a value exactly on a bound, and a claim that lapsed where one is asked for.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::support::sla;

/// What no history of an agreement can reach, and by which of its own terms.
const NEVER: &[(&str, &str, &str)] = &[
    (
        "atlassian-cloud",
        "cap 0",
        "of its tiers that of 10 % alone was seen, the limit is all of the fee",
    ),
    ("azure-virtual-machines", "cap 0", "the deepest tier is the fee, and so is the limit"),
    ("github-enterprise", "cap 0", "the deepest tier is a quarter of the fee, the limit all of it"),
    ("texas-dir-at-risk", "cap 0", "50 % of a pool of 50 % is less than all that is at risk"),
    ("cloudflare-business", "bound", "100 % is promised: on it lies what had no outage"),
    ("cloudflare-enterprise", "bound", "100 % is promised: on it lies what had no outage"),
    ("rackspace-managed-hosting", "bound", "100 % is promised: on it lies what had no outage"),
    (
        "digitalocean-droplets",
        "bound",
        "an outage is longer than what the target allows of a month",
    ),
];

#[test]
fn every_history_reaches_what_is_peculiar_to_its_agreement() {
    let listed: Vec<Value> = read("examples/contracts/index.json");
    let found: BTreeSet<(String, String)> = listed.iter().flat_map(missing).collect();
    let never: BTreeSet<(String, String)> =
        NEVER.iter().map(|&(id, what, _)| (id.to_owned(), what.to_owned())).collect();
    assert_eq!(found, never);
}

/// A copy with other names would tell the same instants.
#[test]
fn no_history_is_a_copy_of_another() {
    let listed: Vec<Value> = read("examples/contracts/index.json");
    let ids = listed.iter().map(|it| it["id"].as_str().unwrap());
    let told = ids.map(|id| {
        let history: Value = read(&format!("examples/contracts/{id}/incidents.json"));
        let mut facts = BTreeSet::new();
        for field in ["incidents", "measurements", "series", "events"] {
            put_facts(&history[field], &mut facts);
        }
        (id, facts)
    });
    let told: Vec<(&str, BTreeSet<String>)> = told.collect();
    for (at, (id, own)) in told.iter().enumerate() {
        assert!(!own.is_empty(), "{id}");
        for (other, others) in &told[..at] {
            let shared = own.intersection(others).count();
            assert!(shared * 2 < own.len().min(others.len()), "{id} and {other}: {shared}");
        }
    }
}

/// The instants and the numbers of several digits that a history tells.
fn put_facts(told: &Value, facts: &mut BTreeSet<String>) {
    match told {
        Value::Array(items) => items.iter().for_each(|it| put_facts(it, facts)),
        Value::Object(fields) => fields.values().for_each(|it| put_facts(it, facts)),
        Value::String(text) if text.contains('T') && text.contains(':') => {
            facts.insert(text.clone());
        }
        Value::String(text) if text.len() > 2 && text.parse::<f64>().is_ok() => {
            facts.insert(text.clone());
        }
        Value::Number(number) if number.to_string().len() > 2 => {
            facts.insert(number.to_string());
        }
        _ => {}
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> T {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn list<'a>(it: &'a Value, field: &str) -> &'a [Value] {
    it[field].as_array().map_or(&[], Vec::as_slice)
}

/// What the history of an agreement does not reach.
fn missing(sample: &Value) -> Vec<(String, String)> {
    let id = sample["id"].as_str().unwrap();
    let [contract, incidents] =
        ["contract", "incidents"].map(|name| format!("examples/contracts/{id}/{name}.json"));
    let as_of = sample["as_of"].as_str().unwrap();
    let said = sla(&["evaluate", &contract, &incidents, "--as-of", as_of, "--format", "json"]);
    assert_eq!((said.exit, said.errors.as_str()), (0, ""), "{id}");
    let report: Value = serde_json::from_str(&said.output).unwrap();
    let contract: Value = read(&contract);

    let mut missing = unreached_rules(&report);
    missing.extend(unreached_caps(&report));
    let is_over = |row: &&Value| report["periods"][position(row, "period")]["finished"] == true;
    let rows: Vec<&Value> = list(&report, "results").iter().filter(is_over).collect();
    if !rows.iter().any(|row| is_on_bound(&report, row))
        && !list(&report, "clocks").iter().any(|it| it["stopped"] == it["due"])
    {
        missing.push("bound".to_owned());
    }
    let quiet = |period: usize| {
        let mut own = rows.iter().filter(|row| position(row, "period") == period).peekable();
        own.peek().is_some() && own.all(|row| is_empty(&report, row))
    };
    if !(0..list(&report, "periods").len()).any(quiet) {
        missing.push("a period with nothing".to_owned());
    }
    let lapsed = ["expired", "late"];
    let state = |row: &&Value| row["credit"]["claim"].as_str().unwrap_or_default().to_owned();
    if contract["credits"].get("claim").is_some()
        && !rows.iter().any(|row| lapsed.contains(&state(row).as_str()))
    {
        missing.push("a claim that lapsed".to_owned());
    }
    missing.into_iter().map(|what| (id.to_owned(), what)).collect()
}

fn position(it: &Value, field: &str) -> usize {
    it[field].as_u64().unwrap() as usize
}

fn objective<'a>(report: &'a Value, row: &Value) -> &'a Value {
    &report["agreement"]["objectives"][position(row, "objective")]
}

/// The tiers, and the rules that have none, by which no credit is due. Parts of an objective, told apart
/// by labels, reach them together.
fn unreached_rules(report: &Value) -> Vec<String> {
    let mut all = BTreeSet::new();
    let mut reached = BTreeSet::new();
    for it in list(&report["agreement"], "objectives").iter().filter(|it| it["credit"].is_string())
    {
        let name = it["stated_id"].as_str().unwrap().to_owned();
        let tiers = list(it, "tiers").len();
        all.extend((0..tiers.max(1)).map(|tier| format!("{name} {tier}")));
    }
    for row in list(report, "results") {
        let credit = &row["credit"];
        let due = [&credit["share"], &credit["gross"]].into_iter().find(|it| it.is_string());
        if due.is_some_and(|due| due != "0") {
            let name = objective(report, row)["stated_id"].as_str().unwrap();
            reached.insert(format!("{name} {}", credit["tier"].as_u64().unwrap_or(0)));
        }
    }
    all.difference(&reached).cloned().collect()
}

/// The caps that cut nothing off.
fn unreached_caps(report: &Value) -> Vec<String> {
    let rows = list(report, "results").iter();
    let cuts: BTreeSet<u64> = rows
        .flat_map(|row| list(&row["credit"], "caps"))
        .filter(|cut| cut["before"] != cut["after"])
        .map(|cut| cut["cap"].as_u64().unwrap())
        .collect();
    let caps = list(&report["agreement"], "caps").len() as u64;
    (0..caps).filter(|cap| !cuts.contains(cap)).map(|cap| format!("cap {cap}")).collect()
}

/// Whether a value is its target or where a tier begins or ends, and not merely because nothing was
/// amiss.
fn is_on_bound(report: &Value, row: &Value) -> bool {
    let objective = objective(report, row);
    let tiers = list(objective, "tiers").iter();
    let bounds = tiers.flat_map(|tier| [&tier["begin"]["value"], &tier["end"]["value"]]);
    let mut bounds = bounds.chain([&objective["target"]["value"]]);
    let whole = row["value"] == "100" || row["value"] == "0" || row["outages"] == 0;
    !whole && bounds.any(|bound| *bound == row["value"])
}

/// Whether nothing happened by an objective in a period: no outage, no case, nothing measured, or nothing
/// that was owed was left out.
fn is_empty(report: &Value, row: &Value) -> bool {
    let none = |it: &Value| it.is_null() || *it == 0 || *it == "0";
    let measured = objective(report, row)["indicator"] == "measurement";
    row["verdict"] != "missed"
        && none(&row["outages"])
        && none(&row["incidents"])
        && none(&row["cases"]["total"])
        && none(&row["requests"]["steps"])
        && (!measured || none(&row["items"]["items"]))
}

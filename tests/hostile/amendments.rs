//! Amendments of whatever a contract says, to whatever is said elsewhere or is odd.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::sound::{SMALL_HISTORY, opened, sample};

const CONTRACTS: [&str; 3] =
    ["managed-services/contract.json", "service-desk/contract.json", "hosted-portal/contract.json"];

const DAYS: [&str; 10] = [
    "2026-01-01",
    "2026-02-01",
    "2026-02-14",
    "2026-03-01",
    "2026-03-29",
    "2026-04-01",
    "2026-07-01",
    "2026-07-09",
    "1999-12-31",
    "2399-01-01",
];

fn odd() -> Vec<Value> {
    let texts = ["", "0", "-1", "100", "99.95", "USD", "JPY", "Asia/Tokyo", "month", "P7D", "PT4H"];
    let mut all: Vec<Value> = texts.iter().map(|text| json!(text)).collect();
    all.extend([json!(null), json!(0), json!([]), json!({}), json!(true), json!("2026-03-31")]);
    all.push(json!({ "every": "quarter", "from": "2026-02-01" }));
    all.push(json!([{ "percent": "0", "per": "12_months" }]));
    all
}

/// Every part of a contract, by the path that an amendment gives it.
fn parts(path: &str, part: &Value, found: &mut Vec<(String, Value)>) {
    if !path.is_empty() {
        found.push((path.to_owned(), part.clone()));
    }
    let under = |name: &str| format!("{path}/{name}").trim_start_matches('/').to_owned();
    match part {
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| parts(&under(name), member, found));
        }
        Value::Array(items) => {
            let named = items.iter().filter_map(|item| Some((item["id"].as_str()?, item)));
            named.for_each(|(id, item)| parts(&under(id), item, found));
        }
        _ => {}
    }
}

/// What is to become of a part: what another says, or what is odd, or it is gone, or there twice, or
/// under a name of its own.
#[derive(Clone, Debug)]
enum Change {
    Other(Index),
    Odd(Value),
    Remove,
    Add(Option<&'static str>),
}

fn change() -> impl Strategy<Value = (Index, Change)> {
    let change = prop_oneof![
        12 => any::<Index>().prop_map(Change::Other),
        2 => select(odd()).prop_map(Change::Odd),
        1 => Just(Change::Remove),
        1 => select(vec![None, Some("new"), Some("a/b~c")]).prop_map(Change::Add),
    ];
    (any::<Index>(), change)
}

fn amendment(parts: &[(String, Value)], day: &str, changes: &[(Index, Change)]) -> Value {
    let mut own = json!({ "effective": day });
    for (at, change) in changes {
        let (path, value) = at.get(parts);
        match change {
            Change::Odd(value) => own["set"][path] = value.clone(),
            Change::Remove => match own["remove"].as_array_mut() {
                Some(all) => all.push(json!(path)),
                None => own["remove"] = json!([path]),
            },
            // What stands under the same name elsewhere is more often of a kind that fits.
            Change::Other(other) => {
                let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
                let like = parts.iter().filter(|(other, _)| name(other) == name(path));
                let like: Vec<&Value> = like.map(|(_, value)| value).collect();
                own["set"][path] = (*other.get(&like)).clone();
            }
            Change::Add(id) => {
                let mut item = value.clone();
                if let (Some(id), true) = (id, item.is_object()) {
                    item["id"] = json!(id);
                }
                let list = path.split('/').next().unwrap();
                match own["add"][list].as_array_mut() {
                    Some(all) => all.push(item),
                    None => own["add"][list] = json!([item]),
                }
            }
        }
    }
    own
}

proptest! {
    #[test]
    fn any_amendments_give_a_report_or_faults(
        name in select(CONTRACTS.to_vec()),
        held in select(vec!["split", "start", "end", "never"]),
        amendments in prop::collection::vec(
            (select(DAYS.to_vec()), prop::collection::vec(change(), 1..3)),
            1..3,
        ),
    ) {
        let mut contract: Value = serde_json::from_slice(&sample(name)).unwrap();
        let mut found = Vec::new();
        parts("", &contract, &mut found);
        let each = amendments.iter().map(|(day, changes)| amendment(&found, day, changes));
        contract["amendments"] = each.collect();
        contract["amended_period"] = json!(held);
        let history = sample(&name.replace("contract", "incidents"));
        opened(&[contract.to_string().as_bytes(), &history]);
    }
}

#[test]
fn amendments_of_what_is_not_there_are_faults() {
    let contract: Value = serde_json::from_slice(&sample(CONTRACTS[0])).unwrap();
    for amendments in [
        json!({}),
        json!([[]]),
        json!([{}]),
        json!([{ "effective": "2026-02-01" , "set": { "": "1" } }]),
        json!([{ "effective": "2026-02-01" , "set": { "objectives/none/target": {} } }]),
        json!([{ "effective": "2026-02-01" , "set": { "amendments": [] } }]),
        json!([{ "effective": "2026-02-01" , "add": { "nothing": [{}] } }]),
        json!([{ "effective": "2026-02-01" , "remove": ["objectives"] }]),
    ] {
        let mut contract = contract.clone();
        contract["amendments"] = amendments.clone();
        let faults = opened(&[contract.to_string().as_bytes(), &sample(SMALL_HISTORY)]);
        assert!(!faults.is_empty(), "{amendments}");
    }
}

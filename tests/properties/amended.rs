//! What an amendment changes that says what is agreed already: nothing.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

use super::clocks::thousand;
use super::random::World;
use super::reported::Told;
use super::{label_worlds, money_worlds};

/// What of an objective, or of a service, an amendment may set.
const PARTS: [&str; 12] = [
    "target",
    "credit",
    "charges",
    "calendar",
    "within",
    "counting",
    "where",
    "pause_on",
    "priority_change",
    "reopened",
    "attribution",
    "no_cases",
];

/// What of the contract.
const WHOLE: [&str; 5] = ["charges", "value_rounding", "loss", "calendars", "counting"];

/// An amendment of that day, each part of which is set to what the contract says already.
fn nothing_new(contract: &Value, effective: &str, which: &[Index]) -> Value {
    let mut parts: Vec<(String, &Value)> = Vec::new();
    for list in ["objectives", "services"] {
        for item in contract[list].as_array().unwrap() {
            let id = item["id"].as_str().unwrap();
            let own = item.as_object().unwrap().iter();
            let own = own.filter(|(name, _)| PARTS.contains(&name.as_str()));
            parts.extend(own.map(|(name, value)| (format!("{list}/{id}/{name}"), value)));
        }
    }
    let members = |name: &str| contract[name].as_object().into_iter().flatten();
    parts.extend(members("credits").map(|(name, value)| (format!("credits/{name}"), value)));
    for whole in WHOLE {
        match contract.get(whole) {
            Some(Value::Object(members)) => {
                let own = members.iter().filter(|(name, _)| *name != "impact");
                parts.extend(own.map(|(name, value)| (format!("{whole}/{name}"), value)));
            }
            Some(value) => parts.push((whole.to_owned(), value)),
            None => {}
        }
    }
    let set: Map<String, Value> = which
        .iter()
        .map(|index| &parts[index.index(parts.len())])
        .map(|(path, value)| (path.clone(), (*value).clone()))
        .collect();
    json!({ "effective": effective, "set": set })
}

/// A day between the beginning of the term and the instant of evaluation, and what is set.
type Amended = Vec<(Index, Vec<Index>)>;

fn amended() -> impl Strategy<Value = Amended> {
    let which = prop::collection::vec(any::<Index>(), 1..5);
    prop::collection::vec((any::<Index>(), which), 1..4)
}

fn changes_nothing(world: &World, amendments: &Amended) -> Result<(), TestCaseError> {
    let told = |contract: &Value| Told::files(contract, &world.history, world.as_of);
    let plain = told(&world.contract);
    let last = chrono::DateTime::from_timestamp(world.as_of, 0).unwrap().date_naive();
    let from = world.contract["term"]["from"].as_str();
    let first = from.map_or(last - chrono::Days::new(40), |from| from.parse().unwrap());
    let days = (last - first).num_days().max(1).unsigned_abs();
    let each = amendments.iter().map(|(day, which)| {
        let day = 1 + day.index(usize::try_from(days).unwrap()) as u64;
        nothing_new(&world.contract, &(first + chrono::Days::new(day)).to_string(), which)
    });
    let mut contract = world.contract.clone();
    contract["amendments"] = each.collect();
    let mut amended = told(&contract);
    // Where there are amendments there is one question more.
    let readings = amended.report["readings"].as_array_mut().unwrap();
    readings.retain(|reading| reading["name"] != "amended_period");
    for part in ["results", "summary", "periods", "earned_back", "rights", "clocks", "readings"] {
        prop_assert_eq!(&plain.report[part], &amended.report[part], "{}\n{}", part, contract);
    }
    Ok(())
}

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn of_money(number in any::<u64>(), amendments in amended()) {
        changes_nothing(&money_worlds::world(number), &amendments)?;
    }

    #[test]
    fn of_the_time_of_services(number in any::<u64>(), amendments in amended()) {
        changes_nothing(&label_worlds::world(number), &amendments)?;
    }

    #[test]
    fn of_clocks(number in any::<u64>(), amendments in amended()) {
        changes_nothing(&World::number(number), &amendments)?;
    }
}

//! What changes no clock, and no judgement of clocks.

use proptest::prelude::*;
use serde_json::{Value, json as value};

use super::clocks::thousand;
use super::random::World;
use super::reported::{second, turned};
use super::told::{evaluated, json};
use super::world::told;

fn world() -> impl Strategy<Value = World> {
    any::<u64>().prop_map(World::number)
}

/// The lists in which order means nothing.
const LISTS: [&str; 4] = ["pauses", "reopened", "priority_changes", "updates"];

/// A report, and its clocks.
struct Told {
    report: Value,
    clocks: Value,
}

impl Told {
    fn of(contract: &str, history: &str, as_of: i64) -> Self {
        let files = [("c.json", contract.as_bytes()), ("i.json", history.as_bytes())];
        let evaluation = evaluated(&files, &told(as_of));
        Self { report: json(&evaluation.report), clocks: json(&evaluation.clocks()) }
    }

    /// Clocks and judgements, in an order of their own.
    fn figures(&self) -> [Vec<String>; 2] {
        [&self.clocks, &self.report["results"]].map(|list| {
            let mut list: Vec<String> =
                list.as_array().unwrap().iter().map(ToString::to_string).collect();
            list.sort();
            list
        })
    }

    /// The judgements of periods that are over and covered, by what they are of.
    fn closed(&self, from: i64, until: i64) -> Vec<(Value, Value)> {
        let at = |list: &Value, place: &Value| list[place.as_u64().unwrap() as usize].clone();
        let results = self.report["results"].as_array().unwrap().iter().filter_map(|row| {
            let period = at(&self.report["periods"], &row["period"]);
            let objective = at(&self.report["agreement"]["objectives"], &row["objective"]);
            let bounds = [second(&period["from"]), second(&period["until"])];
            let is_covered = from <= bounds[0] && bounds[1] <= until;
            let place = value!([objective["position"], objective["labels"], bounds]);
            (period["finished"] == true && is_covered)
                .then(|| (place, value!([row["value"], row["verdict"], row["cases"]["total"]])))
        });
        results.collect()
    }
}

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn the_order_of_what_happened_changes_no_clock(world in world()) {
        let (contract, written) = (world.contract.to_string(), world.history.to_string());
        let straight = Told::of(&contract, &written, world.as_of);
        let mut history = world.history.clone();
        let incidents = history["incidents"].as_array_mut().unwrap();
        incidents.reverse();
        for incident in incidents {
            for list in LISTS {
                let list = incident.get_mut(list).and_then(Value::as_array_mut);
                list.into_iter().for_each(|list| list.reverse());
            }
        }
        let turned = Told::of(&turned(&world.contract), &turned(&history), world.as_of);
        prop_assert_eq!(straight.figures(), turned.figures());
    }

    #[test]
    fn a_later_as_of_changes_no_closed_and_covered_judgement(world in world(), by in 0..500_i64) {
        let later = world.as_of + by * world.step;
        let (contract, history) = settled(&world, later);
        let covers = &history["source"]["covers"];
        if covers.is_null() {
            return Ok(());
        }
        let [from, until] = ["from", "until"].map(|bound| second(&value!({ "at": covers[bound] })));
        let [contract, history] = [contract, history].map(|document| document.to_string());
        let [before, after] =
            [world.as_of, later].map(|as_of| Told::of(&contract, &history, as_of));
        let after = after.closed(from, until);
        for (place, judged) in before.closed(from, until) {
            let then = after.iter().find(|(other, _)| *other == place);
            // What stood for labels that no incident had goes when one has them.
            let is_replaced = then.is_none() && judged[2] == 0;
            let same = then.is_some_and(|(_, then)| *then == judged);
            prop_assert!(same || is_replaced, "{} {} {:?}", place, judged, then);
        }
    }
}

/// The events that start or stop clocks, each list in the order in which they stand in for each
/// other.
const COURSES: [&[&str]; 4] = [
    &["reported", "detected", "started"],
    &["responded", "acknowledged"],
    &["resolved", "restored"],
    &["restored", "resolved"],
];

/// A world in which what is decided at an instant stays so until a later one: between the two
/// nothing is opened again, and no event happens for which another stood in; and what counts is when
/// the verdict became final, or when the clock stopped.
fn settled(world: &World, later: i64) -> (Value, Value) {
    let (mut contract, mut history) = (world.contract.clone(), world.history.clone());
    for objective in contract["objectives"].as_array_mut().unwrap() {
        if ["opened", "due"].iter().any(|it| objective["attribution"] == *it) {
            objective.as_object_mut().unwrap().remove("attribution");
        }
    }
    let at = |told: &Value| (!told.is_null()).then(|| second(&value!({ "at": told })));
    let incidents = history["incidents"].as_array_mut().unwrap();
    incidents.retain(|incident| {
        let first = |course: &[&str], by: i64| {
            let told = |name: &&str| at(&incident[*name]).is_some_and(|at| at <= by);
            course.iter().position(told)
        };
        let is_told_anew = |course: &&[&str]| {
            let before = first(course, world.as_of);
            before.is_some() && before != first(course, later)
        };
        let mut again = incident["reopened"].as_array().into_iter().flatten();
        let is_reopened = again
            .any(|span| at(&span["from"]).is_some_and(|from| world.as_of < from && from <= later));
        !is_reopened && !COURSES.iter().any(is_told_anew)
    });
    (contract, history)
}

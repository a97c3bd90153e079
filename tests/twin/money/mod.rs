//! What breaches are worth, and what becomes of it: rules, charges, caps, combination, claims and
//! earn-back, straight from section 6 of the semantics.
//!
//! 400 worlds in a normal run; `MONEY_WORLDS` says otherwise.

mod amended;
mod engine;
mod naive;
mod random;
mod tally;

use std::collections::BTreeMap;

use self::tally::Tally;
use super::random::World;
use super::shrink::shrunk;
use super::{LEAST, WORLDS, in_parts, written};

/// What is told of a credit, or of what is earned back, word by word.
pub(crate) type Told = BTreeMap<String, BTreeMap<&'static str, String>>;

const NORMAL: u64 = 400;

#[test]
fn the_engine_and_its_twin_pay_the_same() {
    let worlds = std::env::var("MONEY_WORLDS").map_or(NORMAL, |worlds| worlds.parse().unwrap());
    let (mut tally, mut different) = (Tally::new(), Vec::new());
    for (counted, found) in in_parts(worlds, compared) {
        tally.add(&counted);
        different.extend(found);
    }
    println!("{tally}");
    different.sort_unstable();
    let told = different.iter().take(3).map(|number| explained(*number));
    assert!(
        different.is_empty(),
        "{} of {worlds} worlds differ: {different:?}\n{}",
        different.len(),
        told.collect::<Vec<_>>().join("\n\n")
    );
    let seldom = tally.below(LEAST * worlds.min(WORLDS) / WORLDS);
    assert!(seldom.is_empty(), "hit too seldom: {seldom:?}");
}

/// How often what was hit in these worlds, and which of them differ.
fn compared(numbers: impl Iterator<Item = u64>) -> (Tally, Vec<u64>) {
    let (mut tally, mut different) = (Tally::new(), Vec::new());
    for number in numbers {
        let world = amended::world(number);
        let told = naive::told(&world);
        tally.count(&world, &told);
        if engine::asked(&world).as_ref() != Ok(&told) {
            different.push(number);
        }
    }
    (tally, different)
}

/// What the two say of a world, or of the least of it that they differ about.
fn explained(number: u64) -> String {
    let world = amended::world(number);
    if let Err(refusal) = engine::asked(&world) {
        return format!("world {number} is refused\n{refusal}\n{}", written(&world));
    }
    let calendars = world.contract["calendars"].clone();
    let differs = |world: &World| {
        if world.contract["calendars"] != calendars {
            return false;
        }
        let engine = engine::asked(world);
        // What is left of a world must be one that the twin reads, too.
        let twin = std::panic::catch_unwind(|| naive::told(world));
        engine.is_ok_and(|engine| twin.is_ok_and(|twin| twin != engine))
    };
    let world = shrunk(&world, differs);
    let (twin, engine) = (naive::told(&world), engine::asked(&world).unwrap_or_default());
    let mut told = Vec::new();
    let none = BTreeMap::new();
    let places: std::collections::BTreeSet<&String> = twin.keys().chain(engine.keys()).collect();
    for place in places {
        let [one, other] = [&twin, &engine].map(|told| told.get(place).unwrap_or(&none));
        for (name, value) in one.iter().filter(|(name, value)| other.get(*name) != Some(*value)) {
            told.push(format!("{place} {name}: twin {value}, engine {:?}", other.get(name)));
        }
        for (name, value) in other.iter().filter(|(name, _)| !one.contains_key(*name)) {
            told.push(format!("{place} {name}: twin none, engine {value}"));
        }
    }
    format!("world {number}\n{}\n{}", told.join("\n"), written(&world))
}

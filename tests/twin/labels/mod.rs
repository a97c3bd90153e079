//! What each instant of a service's time is, step by step.

mod by_hand;
mod engine;
mod naive;
mod random;
mod tally;

use chrono::DateTime;
use serde_json::Value;

use self::naive::{Answer, Result};
use self::tally::Tally;
use super::random::World;
use super::shrink::shrunk;
use super::{LEAST, WORLDS, in_parts, number_of_worlds, written};

#[test]
fn the_engine_and_its_twin_give_each_instant_the_same_label() {
    let worlds = number_of_worlds();
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
        let world = random::world(number);
        let answer = by_twin(&world);
        tally.count(&world, &answer);
        if engine::asked(&world).ok().as_ref() != Some(&answer.results) {
            different.push(number);
        }
    }
    (tally, different)
}

fn by_twin(world: &World) -> Answer {
    naive::answer(&world.contract, &world.history, world.as_of, world.step)
}

/// What the two say of a world, or of the least of it that they differ about.
fn explained(number: u64) -> String {
    let world = random::world(number);
    if let Err(refusal) = engine::asked(&world) {
        return format!("world {number} is refused\n{refusal}\n{}", written(&world));
    }
    let differs =
        |world: &World| engine::asked(world).is_ok_and(|engine| by_twin(world).results != engine);
    let world = shrunk(&world, differs);
    let (twin, engine) = (by_twin(&world).results, engine::asked(&world).unwrap_or_default());
    let mut told = Vec::new();
    for at in 0..twin.len().max(engine.len()) {
        let [twin, engine] = [twin.get(at), engine.get(at)];
        if twin != engine {
            told.push(format!("  twin   {}\n  engine {}", line(twin), line(engine)));
        }
    }
    format!("world {number}\n{}\n{}", told.join("\n"), written(&world))
}

fn line(result: Option<&Result>) -> String {
    let Some(result) = result else { return "none".to_owned() };
    let [from, until] = [result.period.from, result.period.until]
        .map(|at| DateTime::from_timestamp(at, 0).unwrap().to_rfc3339());
    format!(
        "objective {} {:?} {from}..{until} {:?} removed {} down {}/10000 value {:?} {} {}",
        result.objective,
        result.labels,
        result.seconds,
        result.removed,
        result.down,
        result.value.map(|value| value.to_string()),
        result.verdict,
        if result.certain { "certain" } else { "uncertain" },
    )
}

/// The instant that a text tells.
fn told_at(value: &Value) -> Option<i64> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.timestamp())
}

//! What each instant of a service's time is, step by step.

mod by_hand;
mod engine;
mod naive;
pub(crate) mod random;
mod tally;

use chrono::DateTime;
use serde_json::Value;

use self::naive::{Answer, Result, WHOLE};
use self::tally::Tally;
use super::corrections::{Telling, applied, of_labels};
use super::naive::Fraction;
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
        let world = corrected(number);
        let answer = by_twin(&world);
        tally.count(&world, &answer);
        let others = others(&world, &answer.results);
        tally.count_others(&answer.results, &others);
        if engine::asked(&world).ok() != Some((answer.results, others)) {
            different.push(number);
        }
    }
    (tally, different)
}

fn corrected(number: u64) -> World {
    of_labels(random::world(number), !number)
}

fn by_twin(world: &World) -> Answer {
    told_so(world, Telling::Agreed)
}

/// What the twin says of a world as its history is told.
fn told_so(world: &World, telling: Telling) -> Answer {
    let history = applied(&world.history, world.as_of, telling);
    naive::answer(&world.contract, &history, world.as_of, world.step)
}

/// What of results is otherwise without corrections, and with those that are disputed: value,
/// verdict, whether that is certain.
type Others = Vec<[Option<Figures>; 2]>;
type Figures = (Option<Fraction>, &'static str, bool);

fn figures(result: &Result) -> Figures {
    (result.value, result.verdict, result.certain)
}

/// Of each result what is otherwise.
fn others(world: &World, results: &[Result]) -> Others {
    if world.history["corrections"].is_null() {
        return vec![[None, None]; results.len()];
    }
    let told = [Telling::Uncorrected, Telling::Disputed].map(|it| told_so(world, it).results);
    let other = |own: &Result, results: &[Result]| {
        // Without a stated term, the first period begins with the first instant that is known.
        let known_by = |it: &Result| (it.objective, it.labels.clone(), it.period.until);
        let same = |it: &&Result| known_by(it) == known_by(own);
        let other = figures(results.iter().find(same)?);
        (other != figures(own)).then_some(other)
    };
    let all = results.iter().map(|own| [other(own, &told[0]), other(own, &told[1])]);
    all.collect()
}

/// What the two say of a world, or of the least of it that they differ about.
fn explained(number: u64) -> String {
    let world = corrected(number);
    if let Err(refusal) = engine::asked(&world) {
        return format!("world {number} is refused\n{refusal}\n{}", written(&world));
    }
    let twin = |world: &World| {
        let results = by_twin(world).results;
        let others = others(world, &results);
        (results, others)
    };
    let differs = |world: &World| engine::asked(world).is_ok_and(|engine| twin(world) != engine);
    let world = shrunk(&world, differs);
    let (twin, twins) = twin(&world);
    let (engine, engines) = engine::asked(&world).unwrap_or_default();
    let mut told = Vec::new();
    for at in 0..twin.len().max(engine.len()) {
        let [twin, engine] = [twin.get(at), engine.get(at)];
        if twin != engine {
            told.push(format!("  twin   {}\n  engine {}", line(twin), line(engine)));
        }
    }
    if twins != engines {
        told.push(format!("  twin   {twins:?}\n  engine {engines:?}"));
    }
    format!("world {number}\n{}\n{}", told.join("\n"), written(&world))
}

fn line(result: Option<&Result>) -> String {
    let Some(result) = result else { return "none".to_owned() };
    let [from, until] = [result.period.from, result.period.until]
        .map(|at| DateTime::from_timestamp(at, 0).unwrap().to_rfc3339());
    format!(
        "objective {} {:?} {from}..{until} {:?} removed {} down {}/{WHOLE} less {} value {:?} {} {}",
        result.objective,
        result.labels,
        result.seconds,
        result.removed,
        result.down,
        result.consumed,
        result.value.map(|value| value.to_string()),
        result.verdict,
        if result.certain { "certain" } else { "uncertain" },
    )
}

/// The instant that a text tells.
fn told_at(value: &Value) -> Option<i64> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.timestamp())
}

//! The naive twin: clocks and labels, step by step and straight from the definition, held against the engine.
//!
//! 10,000 worlds in a normal run; `TWIN_WORLDS` says otherwise.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers fail by panicking"
)]

mod by_hand;
mod corrections;
mod engine;
mod labels;
mod money;
mod naive;
mod random;
mod shrink;
mod tally;
mod told;
mod zone;

use std::iter::StepBy;
use std::num::NonZero;
use std::ops::Range;
use std::thread;

use corrections::Telling;
use random::World;
use tally::Tally;
use told::Told;

/// How often everything is to be hit, at least.
const LEAST: u64 = 50;
const WORLDS: u64 = 10_000;

#[test]
fn the_engine_and_its_twin_are_of_one_mind() {
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

fn number_of_worlds() -> u64 {
    std::env::var("TWIN_WORLDS").map_or(WORLDS, |worlds| worlds.parse().unwrap())
}

/// What comes of the numbers of all worlds, a part of them on each core.
fn in_parts<T: Send>(worlds: u64, of: impl Fn(StepBy<Range<u64>>) -> T + Copy + Send) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    thread::scope(|scope| {
        let parts = (0..threads).map(|first| {
            let numbers = (first..worlds).step_by(threads.try_into().unwrap());
            scope.spawn(move || of(numbers))
        });
        let parts: Vec<_> = parts.collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect()
    })
}

/// How often what was hit in these worlds, and which of them differ.
fn compared(numbers: impl Iterator<Item = u64>) -> (Tally, Vec<u64>) {
    let (mut tally, mut different) = (Tally::new(), Vec::new());
    for number in numbers {
        let world = corrections::of_clocks(number);
        let answer = answer(&world, Telling::Agreed);
        let twin = Told::by_twin(&world, &answer);
        tally.count(&world, &answer, &twin);
        let agree = engine::asked(&world).is_ok_and(|told| twin.differences(&told).is_empty());
        if !agree {
            different.push(number);
        }
    }
    (tally, different)
}

/// What the two say of a world, or of the least of it that they differ about.
fn explained(number: u64) -> String {
    let world = corrections::of_clocks(number);
    let differences = |world: &World| {
        let engine = engine::asked(world)?;
        let answer = answer(world, Telling::Agreed);
        Ok::<_, String>(Told::by_twin(world, &answer).differences(&engine))
    };
    if let Err(refusal) = differences(&world) {
        return format!("world {number} is refused\n{refusal}\n{}", written(&world));
    }
    let differs = |world: &World| differences(world).is_ok_and(|found| !found.is_empty());
    let world = shrink::shrunk(&world, differs);
    let found = differences(&world).unwrap_or_default();
    format!("world {number}\n{}\n{}", found.join("\n"), written(&world))
}

/// What the twin says of a world as its history is told.
fn answer(world: &World, telling: Telling) -> naive::Answer {
    let history = corrections::applied(&world.history, world.as_of, telling);
    naive::answer(&world.contract, &history, world.as_of, world.step)
}

fn written(world: &World) -> String {
    let as_of = told::local(chrono_tz::Tz::UTC, world.as_of);
    format!("{}\n{}\nas of {as_of}", world.contract, world.history)
}

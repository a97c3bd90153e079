//! The worked cases of programs that came before, each entered as a contract and its incidents.
//!
//! `cases/` holds the facts of each case and where they are from; `DIFFERENCES.md` says where our
//! answer is another, and which rule demands it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers fail by panicking"
)]

mod ask;
mod availability;
mod case;
mod differences;
mod documents;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use case::{Case, Peer, Question};
use differences::Difference;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance"))
}

/// Every file of `cases/`, by name.
fn peers() -> Vec<Peer> {
    let files = fs::read_dir(folder().join("cases")).unwrap();
    let paths: BTreeSet<_> = files.map(|file| file.unwrap().path()).collect();
    paths.iter().map(|path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap()).collect()
}

/// How many cases came out how.
#[derive(Default)]
struct Tally {
    cases: usize,
    pass: usize,
    differ: usize,
    not_asked: usize,
    fail: usize,
}

impl Tally {
    fn and(&self, other: &Self) -> Self {
        Self {
            cases: self.cases + other.cases,
            pass: self.pass + other.pass,
            differ: self.differ + other.differ,
            not_asked: self.not_asked + other.not_asked,
            fail: self.fail + other.fail,
        }
    }

    fn line(&self, name: &str) -> String {
        let Self { cases, pass, differ, not_asked, fail } = self;
        format!("{name:<26}{cases:>5}{pass:>7}{differ:>19}{not_asked:>11}{fail:>6}\n")
    }
}

/// What came of all cases.
#[derive(Default)]
struct Outcome {
    table: String,
    /// Of each case that is not asked.
    reasons: Vec<String>,
    /// As rows of `DIFFERENCES.md`.
    failures: Vec<String>,
}

/// Asks all cases of a peer. A difference that is known is taken out of those that are left; any
/// other is a failure.
fn ask_all(peer: &Peer, left: &mut Vec<Difference>, outcome: &mut Outcome) -> Tally {
    let Peer { name: peer, calendars, cases, .. } = peer;
    let mut tally = Tally { cases: cases.len(), ..Tally::default() };
    for Case { name, calendar, question, .. } in cases {
        if let Question::Nothing { because } = question {
            tally.not_asked += 1;
            outcome.reasons.push(format!("not asked: {peer}: {name}: {because}\n"));
            continue;
        }
        let calendar = calendar.as_ref().map(|name| &calendars[name]);
        let answers = ask::answers(calendar, question);
        assert!(!answers.is_empty(), "{peer}: {name} asks nothing");
        let (mut differs, failed) = (false, outcome.failures.len());
        for answer in answers.iter().filter(|answer| !answer.agrees()) {
            differs = true;
            if let Some(known) = left.iter().position(|known| known.is_about(peer, name, answer)) {
                left.swap_remove(known);
            } else {
                let ask::Answer { asked, theirs, ours } = answer;
                outcome.failures.push(format!("| {peer} | {name} | {asked} | {theirs} | {ours} |"));
            }
        }
        match (outcome.failures.len() > failed, differs) {
            (true, _) => tally.fail += 1,
            (false, true) => tally.differ += 1,
            (false, false) => tally.pass += 1,
        }
    }
    tally
}

#[test]
fn each_answer_is_the_peers_or_differs_on_purpose() {
    let text = fs::read_to_string(folder().join("DIFFERENCES.md")).unwrap();
    let mut left = differences::read(&text);
    let (mut outcome, mut total) = (Outcome::default(), Tally::default());
    for peer in peers() {
        let tally = ask_all(&peer, &mut left, &mut outcome);
        total = total.and(&tally);
        outcome.table += &tally.line(&peer.name);
    }
    let Outcome { table, reasons, failures } = outcome;
    let head = "peer                      cases   pass  differ on purpose  not asked  fail\n";
    let told = [head, &table, &total.line("all"), &reasons.concat()].concat();
    // The macros that print are silent in a test that passes.
    std::io::stdout().write_all(told.as_bytes()).unwrap();
    assert!(failures.is_empty(), "no sentence demands these:\n{}", failures.join("\n"));
    let left: Vec<String> = left.iter().map(Difference::to_string).collect();
    assert!(left.is_empty(), "these differ no longer, or otherwise:\n{}", left.join("\n"));
}

#[test]
fn each_case_has_a_name_and_a_source() {
    for Peer { name, source, cases, .. } in peers() {
        let named: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(named.len(), cases.len(), "{name} has two cases of one name");
        let sources = cases.iter().filter_map(|case| case.source.as_ref()).chain([&source]);
        for source in sources {
            assert!(source.starts_with("Source: "), "{name} is from nowhere");
        }
    }
}

//! Times the engine itself: how reading and evaluating grow with the incidents, and how soon a year
//! is evaluated again. Prints JSON; with a number behind `--`, no more incidents than that.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a stopwatch whose times are printed; no figure depends on them"
)]

use std::fmt::Write as _;
use std::time::Instant as Stopwatch;

use sla_calculator::evaluate::{Case, Input};
use sla_calculator::units::Instant;

const SMALLEST: u64 = 100_000;
const LARGEST: u64 = 3_200_000;
const ROUNDS: usize = 5;
/// So often is a year evaluated again.
const AGAIN: usize = 50;

const SERVICES: u64 = 20;
/// Four years from 1 January 2022.
const BEGIN: i64 = 1_640_995_200;
const LENGTH: u64 = 1_461 * 86_400;
const AS_OF: &str = "2026-01-01T00:00:00Z";

/// What is asked of the incidents: for each service an objective and its counting.
const KINDS: [(&str, &str, &str); 3] = [
    (
        "availability",
        r#""indicator": "availability", "target": { "at_least": "99.9" }"#,
        r#""impact": { "full": "1", "degraded": "0.5", "none": "0" }"#,
    ),
    (
        "labels",
        r#""indicator": "availability", "target": { "at_least": "99.9" }"#,
        r#""overlap": "sum", "minimum_outage": "PT5M", "grace": "PT1M", "excluded_incident": "removed""#,
    ),
    (
        "clocks",
        r#""indicator": "resolution_time", "calendar": "office", "within": "PT4H",
           "target": { "share_at_least": "90" }"#,
        r#""excluded_incident": "up""#,
    ),
];

fn contract((_, objective, counting): (&str, &str, &str)) -> String {
    let each = |told: &dyn Fn(u64) -> String| (0..SERVICES).map(told).collect::<Vec<_>>().join(",");
    let services = each(&|at| format!(r#"{{ "id": "s{at}" }}"#));
    let objectives = each(&|at| format!(r#"{{ "id": "o{at}", "service": "s{at}", {objective} }}"#));
    format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "term": {{ "from": "2022-01-01" }},
        "calendars": {{ "office": {{ "weekly": {{ "mon-fri": ["09:00-17:00"] }} }} }},
        "counting": {{ {counting} }}, "exclusions": [{{ "cause": "client" }}],
        "maintenance": [{{ "standing": true, "slots": {{ "weekly": {{ "sun": ["02:00-06:00"] }} }} }}],
        "services": [{services}], "objectives": [{objectives}] }}"#
    )
}

/// So many incidents, nearly in the order in which they began.
fn history(number: u64) -> String {
    let mut random = Random(7);
    let mut text = String::from(
        r#"{ "format": "sla-incidents/1", "source": { "covers": {
        "from": "2022-01-01T00:00:00Z", "until": "2026-01-01T00:00:00Z" } }, "incidents": ["#,
    );
    let stamp = |second: u64| {
        let second = BEGIN + i64::try_from(second).unwrap();
        let instant = chrono::DateTime::from_timestamp(second, 0).unwrap();
        instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    };
    for at in 0..number {
        let started = (at * LENGTH / number).saturating_sub(random.below(86_400));
        let restored = started + 30 + random.below(4 * 3_600);
        let cause = if random.below(100) < 10 { "client" } else { "provider" };
        let impact = if random.below(2) == 0 { "full" } else { "degraded" };
        write!(
            text,
            r#"{}{{"id":"{at}","services":["s{}"],"impact":"{impact}","cause":"{cause}","started":"{}","restored":"{}"}}"#,
            if at == 0 { "" } else { ",\n" },
            random.below(SERVICES),
            stamp(started),
            stamp(restored),
        )
        .unwrap();
    }
    text + "]}"
}

/// SplitMix64, as in `xtask/src/bench/random.rs`.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }
}

fn milliseconds(begun: Stopwatch) -> f64 {
    begun.elapsed().as_secs_f64() * 1_000.0
}

/// Reading and evaluating, in milliseconds.
fn timed(contract: &str, history: &str) -> [f64; 2] {
    let inputs = [("contract", contract), ("incidents", history)];
    let inputs = inputs.map(|(name, text)| Input::new(name, text.as_bytes()));
    let as_of = Instant::parse(AS_OF).unwrap();
    let begun = Stopwatch::now();
    let case = Case::open(&inputs).unwrap();
    let read = milliseconds(begun);
    let begun = Stopwatch::now();
    let evaluation = case.evaluate(as_of).unwrap();
    let evaluated = milliseconds(begun);
    assert!(!evaluation.report.results.is_empty());
    [read, evaluated]
}

/// A row for each kind, number of incidents and round: all numbers of a kind in turns.
fn growth(largest: u64) -> Vec<String> {
    let numbers = std::iter::successors(Some(SMALLEST), |number| Some(number * 2));
    let numbers: Vec<u64> = numbers.take_while(|number| *number <= largest).collect();
    let mut rows = Vec::new();
    for round in 0..ROUNDS {
        for number in &numbers {
            let history = history(*number);
            for kind in KINDS {
                let [read, evaluate] = timed(&contract(kind), &history);
                rows.push(format!(
                    r#"{{"kind":"{}","incidents":{number},"round":{round},"read":{read},"evaluate":{evaluate}}}"#,
                    kind.0
                ));
            }
        }
    }
    rows
}

/// The year of `cargo xtask bench --generate`, at one instant after the other.
fn again() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/bench/year/");
    let read = |name: &str| std::fs::read(format!("{folder}{name}")).unwrap();
    let files = ["contract.json", "incidents.json"].map(|name| (name, read(name)));
    let inputs = files.each_ref().map(|(name, bytes)| Input::new(name, bytes));
    let case = Case::open(&inputs).unwrap();
    let last = Instant::parse(AS_OF).unwrap();
    let hour = 3_600_000_000_000;
    let times = (0..AGAIN).map(|number| {
        let as_of = last.after(-hour * i128::try_from(number).unwrap());
        let begun = Stopwatch::now();
        let evaluation = case.evaluate(as_of).unwrap();
        let time = milliseconds(begun);
        assert!(!evaluation.report.results.is_empty());
        time.to_string()
    });
    times.collect()
}

fn main() {
    // Cargo says `--bench` beside what we are told.
    let largest = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(LARGEST);
    let (again, growth) = (again(), growth(largest));
    println!(r#"{{"again":[{}],"growth":[{}]}}"#, again.join(","), growth.join(",\n"));
}

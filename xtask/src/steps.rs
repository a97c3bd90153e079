//! Runs the steps of a check one after the other, times them, and sums up.

use std::time::{Duration, Instant};

use crate::process::Outcome;

/// One step: its name, how long it usually takes if that is long, and what it does.
pub struct Step {
    pub name: &'static str,
    pub usual: &'static str,
    pub run: fn() -> Outcome,
}

/// Runs every step, also after one that failed, so that one run tells everything.
pub fn run(steps: &[&Step]) -> Outcome {
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for step in steps {
        println!("\n==> {}{}", step.name, usual(step.usual));
        let (outcome, taken) = timed(step.run);
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        if let Err(message) = outcome {
            eprintln!("xtask: {}: {message}", step.name);
            failed.push(step.name);
        }
        lines.push(format!("{word:>6}  {:<14} {:>6.1} s", step.name, taken.as_secs_f64()));
    }
    println!("\n{}\n", lines.join("\n"));
    println!("steps: {} passed, {} failed", steps.len() - failed.len(), failed.len());
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("to repeat what failed: cargo xtask test {}", failed.join(" ")))
    }
}

fn usual(time: &str) -> String {
    if time.is_empty() { String::new() } else { format!(" ({time})") }
}

#[expect(clippy::disallowed_methods, reason = "how long a step takes is no figure of the product")]
fn timed(run: fn() -> Outcome) -> (Outcome, Duration) {
    let start = Instant::now();
    let outcome = run();
    (outcome, start.elapsed())
}

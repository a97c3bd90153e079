//! Takes pictures of the built page, for somebody to look at before a change lands.

use crate::process::{Outcome, run};
use crate::{browsers, visit};

/// Writes pictures of these states, or of all, to `target/shots/`.
pub fn command(states: &[String]) -> Outcome {
    run(visit::node("chrome", browsers::chromium()?.browser)?
        .arg("xtask/shots/run.mjs")
        .args(states))
}

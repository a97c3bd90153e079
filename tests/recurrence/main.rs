//! Days that come again: the examples of RFC 5545, and another reading of it for random rules.
//!
//! 1,000 rules in a normal run; `PROPTEST_CASES` says otherwise.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail by panicking")]

mod examples;
mod rival;

use chrono::NaiveDate;
use sla_calculator::units::Zone;
use sla_calculator::validate::{Begins, recurrence};

/// The days of a rule whose events begin at a local time in New York.
fn days(rule: &str, from: NaiveDate, last: NaiveDate, begins: Begins) -> Vec<NaiveDate> {
    let rule = recurrence(rule, begins).unwrap();
    rule.dates(from, last).collect()
}

fn begins(zone: &str, at: u32) -> Begins {
    Begins { zone: Zone::named(zone).unwrap(), at }
}

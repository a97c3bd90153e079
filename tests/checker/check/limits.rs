//! How long a clock may run.

use serde_json::Value;

use super::clock::Nanos;
use super::hours::Hours;
use super::papers::{Papers, stated, text};

const SECOND: Nanos = 1_000_000_000;

/// Whether an object is one limit, and not one for each priority.
pub(crate) fn is_one(limit: &serde_json::Map<String, Value>) -> bool {
    limit.contains_key("working_days") || limit.contains_key("to")
}

/// A limit of so many hours, or of working days from a start.
pub(crate) fn length(limit: &Value, hours: &Hours, start: Nanos, papers: &Papers) -> Nanos {
    // A range is judged by its upper end.
    if let Some(most) = limit["to"].as_str() {
        return iso(most);
    }
    let Some(days) = limit["working_days"].as_u64() else { return iso(text(limit)) };
    let later = hours.days_from(start);
    let first = later.values().next().unwrap()[0];
    let (day, openings) = later.iter().nth(days.try_into().unwrap()).unwrap();
    let close = openings.last().unwrap().until;
    let end = match stated(limit, "/by").map(text) {
        Some("same_time") => papers.clock.same_time(start.max(first.from), *day).min(close),
        _ => close,
    };
    hours.length((start, end))
}

/// `PT1H30M` in nanoseconds; no sample has parts of seconds.
pub(crate) fn iso(text: &str) -> Nanos {
    let mut number = 0;
    let mut length = 0;
    for c in text.strip_prefix("PT").unwrap().chars() {
        let digit = c.to_digit(10).map(Nanos::from);
        let unit = match c {
            'H' => 3_600,
            'M' => 60,
            _ => 1,
        };
        match digit {
            Some(digit) => number = number * 10 + digit,
            None => (length, number) = (length + number * unit * SECOND, 0),
        }
    }
    length
}

//! Cases worked out by hand, at the edges where programs of this kind disagree: days that the clock
//! has not, hours it has twice, bounds to the second.

mod clocks;
mod many;
mod time;

use serde_json::{Value, json};

use sla_calculator::units::{Exact, Instant};

use super::clocks::{clock, evaluated};
use super::story::Story;

/// The hours of a calendar, by the day of the week.
fn weekly(days: &str, hours: &[&str]) -> Value {
    json!({ "weekly": { days: hours } })
}

/// A clock on an incident of a service with these hours, read in a zone.
fn on(zone: &str, hours: &Value, terms: Value, incident: Value) -> Story {
    let mut story = clock("resolution_time", terms)
        .contract("/time_zone", json!(zone))
        .contract("/term", json!({ "from": "2011-01-01" }))
        .contract("/calendars", json!({ "hours": hours }))
        .contract("/services/0/calendar", json!("hours"))
        .contract("/priorities", json!(["P1", "P2"]))
        .raw(incident);
    story.incidents["incidents"][0]["services"] = json!(["s"]);
    story
}

/// How the only clock stands, the minutes that elapsed on it and in its pauses, and when it was due
/// in UTC.
#[track_caller]
fn told(story: &Story) -> (&'static str, String, String, Option<String>) {
    let clocks = evaluated(story, "2030-01-01T00:00:00Z").clocks();
    let [clock] = clocks.as_slice() else { panic!("{clocks:#?}") };
    let minutes = |seconds: &Exact| {
        let seconds: u64 = seconds.to_fixed(0).parse().unwrap();
        let (minutes, rest) = (seconds / 60, seconds % 60);
        if rest == 0 { format!("{minutes}") } else { format!("{minutes}:{rest:02}") }
    };
    let due = clock.due.as_ref().map(|due| Instant::parse(&due.at).unwrap().to_string());
    (clock.verdict.name(), minutes(&clock.elapsed_seconds), minutes(&clock.paused_seconds), due)
}

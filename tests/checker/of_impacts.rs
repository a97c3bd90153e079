//! Incidents whose impact changes while they are open.

use chrono::{DateTime, Duration, FixedOffset};
use serde_json::{Value, json};

use super::of_groups::of_groups;
use super::{Sample, changed, read, tells};

/// Changes of impact for each incident: at every quarter of it, at one instant twice, at its
/// beginning and its end, before and after it.
fn change_impacts(history: &mut Value, words: [&str; 3]) {
    let [light, heavy, none] = words;
    for (number, incident) in history["incidents"].as_array_mut().unwrap().iter_mut().enumerate() {
        let at = |field: &str| -> Option<DateTime<FixedOffset>> {
            incident[field].as_str().map(|at| at.parse().unwrap())
        };
        let started = at("started").unwrap();
        let ended = at("restored").or(at("resolved")).unwrap_or(started + Duration::hours(30));
        let told = |quarters: i32, impact: &str| {
            let when = started + (ended - started) * quarters / 4;
            json!({ "at": when.to_rfc3339(), "impact": impact })
        };
        let changes = match number % 5 {
            0 => vec![told(1, none), told(2, light), told(3, heavy)],
            1 => vec![told(2, heavy), told(1, light), told(1, none)],
            2 => vec![told(3, none), told(5, heavy)],
            3 => vec![told(-1, light), told(0, light), told(4, none)],
            _ => vec![told(1, heavy), told(2, heavy), told(3, light)],
        };
        incident["impact_changes"] = json!(changes);
    }
}

const DEFAULT: [&str; 3] = ["degraded", "full", "none"];

#[test]
fn impacts_that_change_follow_from_the_files() {
    for id in ["managed-services", "hosted-portal", "web-shop"] {
        let sample = changed(id, |_, history| change_impacts(history, DEFAULT));
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{id}\n{}", complaints.join("\n"));
        tells(&sample, &["impact_changes/1/impact"]);
    }
    for counting in [
        json!({}),
        json!({ "per": "incident", "minimum_outage": "PT30M" }),
        json!({ "outage_from": "reported", "overlap": "sum" }),
        json!({ "grace": "PT20M", "unit": { "length": "PT15M", "counts": "any" } }),
    ] {
        for as_of in ["2026-03-10T23:00:00Z", "2026-04-20T10:00:00Z"] {
            let mut contract = read(include_bytes!("indicators/contract.json"));
            contract["counting"] = counting.clone();
            let mut history = read(include_bytes!("indicators/incidents.json"));
            change_impacts(&mut history, DEFAULT);
            let [contract, history] = [contract, history].map(|file| file.to_string());
            let sample = Sample::of_two(contract.as_bytes(), history.as_bytes(), as_of);
            let complaints = sample.complaints();
            assert!(complaints.is_empty(), "{counting} {as_of}\n{}", complaints.join("\n"));
            tells(&sample, &["impact_changes/1/impact"]);
        }
    }
}

#[test]
fn impacts_of_members_that_change_follow_from_the_files() {
    for as_of in ["2026-03-12T09:20:00Z", "2026-04-18T10:30:00Z", "2026-06-01T00:00:00Z"] {
        let words = ["slow", "degraded", "none"];
        let sample = of_groups(as_of, |_, history| change_impacts(history, words));
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
        tells(&sample, &["impact_changes/1/at"]);
    }
}

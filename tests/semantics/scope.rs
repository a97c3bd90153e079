//! Availability of some incidents alone, and by label.

use serde_json::{Value, json};

use super::labels::at;
use super::story::{Story, verdict};

/// An outage in a region, or wherever.
fn outage(day: u32, region: Option<&str>, priority: &str) -> Value {
    let mut incident = json!({
        "services": ["s"], "priority": priority,
        "started": at(day, "10:00"), "restored": at(day, "11:00"),
    });
    if let Some(region) = region {
        incident["labels"] = json!({ "region": region });
    }
    incident
}

fn story() -> Story {
    let story = Story::new().raw(outage(10, Some("west"), "P1"));
    let story = story.raw(outage(11, Some("east"), "P1")).raw(outage(12, Some("east"), "P2"));
    story.contract("/term", json!({ "from": "2026-04-01", "until": "2026-05-01" }))
}

/// The id of each objective, with verdict and value.
fn told(story: &Story) -> Vec<(String, &'static str, String)> {
    let report = story.report("2026-06-01T00:00:00Z");
    let told = report.results.iter().map(|result| {
        let (verdict, value) = verdict(result);
        (report.agreement.objectives[result.objective as usize].id.clone(), verdict, value)
    });
    told.collect()
}

fn row(id: &str, verdict: &'static str, value: &str) -> (String, &'static str, String) {
    (id.to_owned(), verdict, value.to_owned())
}

#[test]
fn each_region_is_judged_by_itself() {
    let by_region = |story: Story| story.contract("/objectives/0/per", json!(["region"]));
    let found = told(&by_region(story()));
    assert_eq!(found, [row("o/east", "missed", "99.7222"), row("o/west", "missed", "99.8611")]);
    // An incident that does not say where is one more.
    let found = told(&by_region(story().raw(outage(13, None, "P1"))));
    assert_eq!(found[0], row("o/–", "missed", "99.8611"));
    assert_eq!(found.len(), 3);
    let nothing = Story::new();
    assert_eq!(told(&by_region(nothing))[0], row("o/–", "met", "100.0000"));
}

#[test]
fn only_incidents_that_are_chosen_make_outages() {
    let of = |chosen: Value| told(&story().contract("/objectives/0/where", chosen));
    assert_eq!(of(json!({ "priority": ["P2"] })), [row("o", "missed", "99.8611")]);
    let west = json!({ "labels": { "region": ["west", "north"] } });
    assert_eq!(of(west), [row("o", "missed", "99.8611")]);
    let north = json!({ "labels": { "region": ["north"] } });
    assert_eq!(of(north), [row("o", "met", "100.0000")]);
}

#[test]
fn a_period_judged_whole_has_what_lies_outside_the_term() {
    let story = Story::new().raw(outage(10, Some("west"), "P1"));
    let story = story.raw(outage(20, Some("west"), "P1")).raw(outage(11, Some("east"), "P1"));
    let story = story.contract("/term", json!({ "from": "2026-04-15" }));
    let story = story.contract("/service_period", json!({ "every": "month", "partial": "whole" }));
    let story = story.contract("/objectives/0/per", json!(["region"]));
    let report = story.report("2026-05-01T00:00:00Z");
    assert_eq!(report.results.len(), 1);
    let down = |story: &Story| {
        let report = story.report("2026-05-01T00:00:00Z");
        report.results[0].time.as_ref().unwrap().down_seconds.to_string()
    };
    assert_eq!(down(&story), "7200");
    let nowhere = story.contract("/term", json!({ "from": "2026-04-25" }));
    assert_eq!(told(&nowhere)[0].0, "o/–");
}

#[test]
fn each_region_has_its_own_credit_and_calculation() {
    let tiers = json!({ "tiers": [{ "below": "99.8", "percent": "10" }] });
    let story = story().contract("/objectives/0/per", json!(["region"]));
    let story = story.contract("/objectives/0/credit", tiers);
    let report = story.report("2026-06-01T00:00:00Z");
    let credit =
        |at: usize| report.results[at].credit.as_ref().unwrap().share.as_ref().unwrap().to_string();
    assert_eq!([credit(0), credit(1)], ["10", "0"]);
    let incidents = |at: usize| report.results[at].time.as_ref().unwrap().incidents;
    assert_eq!([incidents(0), incidents(1)], [2, 1]);
}

//! What is promised as a range, or without a measure.

use serde_json::{Value, json};
use sla_calculator::export::text;
use sla_calculator::format::words::English;

use super::labels::at;
use super::story::{Story, check};

/// Incidents that took so many hours each.
fn took(hours: &[u32], within: Value) -> Story {
    let story = hours.iter().fold(Story::new(), |story, hours| {
        story.incident(&at(10, "00:00"), &at(10, &format!("{hours:02}:00")), "full")
    });
    let objective = json!({ "id": "o", "service": "s", "indicator": "restore_time",
                            "within": within });
    story.contract("/objectives", json!([objective]))
}

#[test]
fn a_range_is_judged_by_its_upper_end() {
    let range = json!({ "from": "PT2H", "to": "PT4H" });
    check(&took(&[1, 3, 4], range.clone()), "2026-04-01", ("met", "100.0000"));
    check(&took(&[1, 3, 4, 5], range.clone()), "2026-04-01", ("missed", "75.0000"));
    let report = took(&[1], range).report("2030-01-01T00:00:00Z");
    let limit = &report.agreement.objectives[0].limits[0];
    let ends = [&limit.from_seconds, &limit.seconds];
    assert_eq!(ends.map(|it| it.as_ref().unwrap().to_string()), ["7200", "14400"]);
}

#[test]
fn ranges_differ_by_priority() {
    let within = json!({ "P1": { "from": "PT1H", "to": "PT2H" }, "P2": "PT8H" });
    let mut story = took(&[3, 3], within);
    for (at, priority) in ["P1", "P2"].into_iter().enumerate() {
        story.incidents["incidents"][at]["priority"] = json!(priority);
    }
    check(&story, "2026-04-01", ("missed", "50.0000"));
}

#[test]
fn a_range_that_ends_before_it_begins_is_a_fault() {
    let range = |from: &str, to: &str| took(&[1], json!({ "from": from, "to": to })).faults();
    assert_eq!(range("PT4H", "PT2H"), ["off_scale"]);
    assert_eq!(range("soon", "PT4H"), ["not_a_length"]);
    assert_eq!(range("PT1H", "P1M"), ["not_a_length"]);
}

#[test]
fn a_target_that_is_a_range_is_judged_by_its_upper_end() {
    // Between half an hour and an hour of April was down: 99.9 % is missed, and 99.5 % is not.
    let story = |indicator: &str, target: Value| {
        let story = Story::new().incident(&at(10, "00:00"), &at(10, "00:50"), "full");
        let story = story.contract("/objectives/0/indicator", json!(indicator));
        story.contract("/objectives/0/target", target)
    };
    let share = json!({ "at_least": { "from": "99.5", "to": "99.9" } });
    check(&story("availability", share.clone()), "2026-04-01", ("missed", "99.8842"));
    let length = json!({ "at_most": { "from": "PT30M", "to": "PT1H" } });
    check(&story("downtime", length.clone()), "2026-04-01", ("met", "3000.0000"));
    let facts = |indicator: &str, target: Value| {
        let agreement = story(indicator, target).report("2030-01-01T00:00:00Z").agreement;
        let objective = &agreement.objectives[0];
        [objective.target_from.as_ref().unwrap(), &objective.target.value].map(ToString::to_string)
    };
    assert_eq!(facts("availability", share), ["99.5", "99.9"]);
    assert_eq!(facts("downtime", length), ["1800", "3600"]);
}

#[test]
fn a_target_that_is_no_range_is_a_fault() {
    let faults = |bound: Value| {
        Story::new().contract("/objectives/0/target", json!({ "at_least": bound })).told()
    };
    assert_eq!(faults(json!({ "from": "99.9", "to": "99.9" })), Vec::<String>::new());
    assert_eq!(faults(json!({ "from": "99.9", "to": "99.5" })), ["off_scale"]);
    assert_eq!(faults(json!({ "from": "-1", "to": "99.5" })), ["off_scale"]);
    assert_eq!(faults(json!({ "from": "99.5" })), ["missing_field"]);
    assert_eq!(
        faults(json!({ "from": "99", "too": "99.9" })),
        ["missing_field", "unknown_field too: to"]
    );
    // What is expected beside a target is one level.
    let range = json!({ "at_least": { "from": "99.95", "to": "99.99" } });
    assert_eq!(Story::new().contract("/objectives/0/expected", range).faults(), ["field_not_here"]);
}

#[test]
fn the_ends_of_a_range_may_be_the_same() {
    let range = json!({ "from": "PT4H", "to": "PT4H" });
    check(&took(&[4], range.clone()), "2026-04-01", ("met", "100.0000"));
    check(&took(&[4, 5], range), "2026-04-01", ("missed", "50.0000"));
}

#[test]
fn a_range_with_a_field_missing_or_misspelt_is_a_fault_and_no_priority() {
    let told = |within: Value| took(&[1], within).told();
    assert_eq!(told(json!({ "to": "PT4H" })), ["missing_field"]);
    assert_eq!(told(json!({ "from": "PT4H" })), ["missing_field"]);
    let misspelt = json!({ "from": "PT2H", "too": "PT4H" });
    assert_eq!(told(misspelt.clone()), ["missing_field", "unknown_field too: to"]);
    let misspelt_by_priority = json!({ "P1": misspelt, "P2": "PT4H" });
    assert_eq!(told(misspelt_by_priority), ["missing_field", "unknown_field too: to"]);
    let misspelt = json!({ "form": "PT2H", "to": "PT4H" });
    assert_eq!(told(misspelt), ["missing_field", "unknown_field form: from"]);
    let misspelt = json!({ "form": "PT2H", "too": "PT4H" });
    let both =
        ["missing_field", "missing_field", "unknown_field form: from", "unknown_field too: to"];
    assert_eq!(told(misspelt.clone()), both);
    assert_eq!(told(json!({ "P1": misspelt, "P2": "PT4H" })), both);
    let days = json!({ "working_day": "2" });
    assert_eq!(told(days), ["missing_field", "unknown_field working_day: working_days"]);
}

#[test]
fn a_promise_without_a_measure_stands_in_the_report_and_is_not_judged() {
    let commitments = json!([
        { "id": "care", "clause": "§2", "text": "The provider acts with care." },
        { "id": "notes", "service": "s", "text": "Notes of releases come in time." }
    ]);
    let story = Story::new().contract("/commitments", commitments);
    let report = story.report("2030-01-01T00:00:00Z");
    let told: Vec<_> = report.agreement.commitments.iter().collect();
    assert_eq!(told.len(), 2);
    assert_eq!((told[0].clause.as_deref(), told[0].service), (Some("§2"), None));
    assert_eq!((told[1].id.as_str(), told[1].service), ("notes", Some(0)));
    assert_eq!(report.agreement.objectives.len(), 1);
    let statement = text(&English, &report, std::iter::empty());
    assert!(statement.contains("§2: The provider acts with care."), "{statement}");
    let faults = |commitments: Value| Story::new().contract("/commitments", commitments).faults();
    let care = json!({ "id": "care", "text": "With care." });
    assert_eq!(faults(json!([care, care])), ["duplicate_id"]);
    assert_eq!(faults(json!([{ "id": "care" }])), ["missing_field"]);
    assert_eq!(faults(json!([{ "id": "a", "service": "t", "text": "b" }])), ["unknown_service"]);
}

#[test]
fn what_stands_for_no_case_is_told_in_the_calculation() {
    let told = |no_cases: &str| {
        let mut story = took(&[1], json!("PT1H"));
        story = story.contract("/objectives/0/no_cases", json!(no_cases));
        story = story.contract("/objectives/0/target", json!({ "share_at_least": "99" }));
        story.explained("2030-01-01T00:00:00Z", "2026-05-01")
    };
    let line = "no case was decided";
    let stands_in = told("98.5");
    assert!(stands_in.contains(line) && stands_in.contains("98.5"), "{stands_in}");
    assert!(stands_in.contains("Missed"), "{stands_in}");
    assert!(told("met").contains(line) && told("met").contains("Met"), "{}", told("met"));
    assert!(!told("not_measured").contains(line));
}

#[test]
fn a_limit_is_told_to_its_last_second() {
    let told = |limit: &str| {
        took(&[10], json!(limit))
            .explained("2030-01-01T00:00:00Z", "2026-04-01")
            .replace('\u{a0}', " ")
    };
    assert!(told("PT10H30S").contains("10 h 30 s"), "{}", told("PT10H30S"));
    assert!(told("PT10H0.5S").contains("10 h 0.5 s"), "{}", told("PT10H0.5S"));
}

//! Days that are looked back on.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::of_groups::{counted, of_groups};
use super::{Sample, changed, read, tells};

#[test]
fn days_before_the_term_that_count_as_up_follow_from_the_files() {
    for days in [30, 45, 200] {
        let up = |contract: String| {
            let clip = r#"{ "days": 30, "before_start": "clip" }"#;
            assert!(contract.contains(clip));
            contract.replace(clip, &format!(r#"{{ "days": {days}, "before_start": "up" }}"#))
        };
        let complaints = Sample::changed("service-desk", up).complaints();
        assert!(complaints.is_empty(), "{days} days\n{}", complaints.join("\n"));
    }
}

#[test]
fn the_worst_day_and_days_that_are_waited_for_follow_from_the_files() {
    let mut words = String::new();
    for window in [
        json!({ "days": 10 }),
        json!({ "days": 40, "before_start": "wait" }),
        json!({ "days": 10, "judged": "day" }),
        json!({ "days": 20, "judged": "day", "before_start": "up" }),
    ] {
        let sample = Sample::of_indicators_with("2026-03-18T10:00:00Z", |contract| {
            contract.as_object_mut().unwrap().remove("rights");
            let objectives = contract["objectives"].as_array_mut().unwrap();
            let kept = ["availability", "longest_outage"];
            objectives.retain(|it| kept.contains(&it["indicator"].as_str().unwrap()));
            objectives.iter_mut().for_each(|it| it["window"] = window.clone());
        });
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{window}\n{}", complaints.join("\n"));
        words += &sample.report.to_string();
        words += &serde_json::to_string(&sample.calculations).unwrap();
    }
    // A window that ends with no period, and one that is not judged.
    assert!(
        words.contains("\"name\":\"until\",\"operands\":[{\"kind\":\"value\",\"role\":\"date\"")
    );
    assert!(words.contains("\"not_measured\""));
}

#[test]
fn downtime_that_was_credited_before_follows_from_the_files() {
    for days in [45, 60, 200] {
        let consumed = |contract: String| {
            let window = r#""window": { "days": 30, "before_start": "clip" }"#;
            let target = r#""target": { "at_least": "99" },"#;
            assert!(contract.contains(&format!("{target}\n      {window}")));
            let strict = r#""target": { "at_least": "99.99" },
                "credit": { "tiers": [{ "below": "99.98", "percent": "5" }] },"#;
            let days = format!(
                r#""window": {{ "days": {days}, "before_start": "clip", "consumed": "credited" }}"#
            );
            contract.replace(&format!("{target}\n      {window}"), &format!("{strict} {days}"))
        };
        let sample = Sample::changed("service-desk", consumed);
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{days} days\n{}", complaints.join("\n"));
        // Something is, or this says nothing.
        let mut rows = sample.report["results"].as_array().unwrap().iter();
        assert!(rows.any(|row| !row["consumed_seconds"].is_null()), "{days} days");
    }
}

/// Such days, for objectives of availability: of some the first are before the term.
pub(crate) fn with_windows(contract: &mut Value, fields: &Value) {
    let objectives = contract["objectives"].as_array_mut().unwrap().iter_mut();
    let own = objectives.filter(|it| it["indicator"] == "availability");
    for (at, objective) in own.enumerate() {
        let (days, before) = [(20, "clip"), (45, "up"), (70, "clip")][at % 3];
        objective["window"] = json!({ "days": days, "before_start": before });
        objective["window"].as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    }
}

#[test]
fn days_to_come_with_every_label_follow_from_the_files() {
    let mut consumes = false;
    for counting in [
        json!({}),
        json!({ "concurrent_cause": "excluded", "excluded_incident": "removed" }),
        json!({ "excluded_incident": "down", "exclusion_span": "up", "unknown": "up" }),
        json!({ "excluded_incident": "removed", "exclusion_span": "down", "unknown": "down" }),
        json!({ "exclusion_span": "ignored", "unknown": "ignored" }),
        json!({ "maintenance": "down", "grace": "PT10M" }),
        json!({ "maintenance": "ignored", "unit": { "length": "PT15M", "counts": "any" } }),
    ] {
        for fields in [json!({}), json!({ "consumed": "credited" })] {
            let sample = changed("hosted-portal", |contract, _| {
                contract["counting"] = counting.clone();
                with_windows(contract, &fields);
            });
            let complaints = sample.complaints();
            assert!(complaints.is_empty(), "{counting} {fields}\n{}", complaints.join("\n"));
            tells(&sample, &["\"after_perfect_window\""]);
            consumes |=
                serde_json::to_string(&sample.calculations).unwrap().contains("consumed_of");
        }
    }
    // Some of it was credited before, or half of this says nothing.
    assert!(consumes);
}

#[test]
fn days_to_come_of_groups_follow_from_the_files() {
    for counting in [
        json!({}),
        json!({ "minimum_outage": "PT90M", "unknown": "down" }),
        json!({ "exclusion_span": "down", "maintenance": "ignored" }),
    ] {
        for as_of in ["2026-02-20T12:30:00Z", "2026-03-25T12:00:00Z", "2026-04-18T10:30:00Z"] {
            let sample = of_groups(as_of, |contract, _| {
                counted(contract, "contract", &counting);
                with_windows(contract, &json!({}));
            });
            let complaints = sample.complaints();
            assert!(complaints.is_empty(), "{counting} {as_of}\n{}", complaints.join("\n"));
            tells(&sample, &["\"after_perfect_window\""]);
        }
    }
}

#[test]
fn what_was_credited_before_follows_from_the_files_label_by_label() {
    for as_of in ["2026-03-29T00:59:30Z", "2026-06-05T00:00:00Z"] {
        let mut contract = read(include_bytes!("counting/contract.json"));
        let objectives = contract["objectives"].as_array_mut().unwrap();
        objectives.retain(|it| it["id"] == "regions");
        objectives[0].as_object_mut().unwrap().remove("where");
        objectives[0]["target"] = json!({ "at_least": "99.9999" });
        objectives[0]["credit"] = json!({ "tiers": [{ "below": "99.9999", "percent": "5" }] });
        let consumed = json!({ "days": 45, "before_start": "clip", "consumed": "credited" });
        objectives[0]["window"] = consumed;
        contract.as_object_mut().unwrap().remove("rights");
        let incidents = include_bytes!("counting/incidents.json");
        let sample = Sample::of_two(contract.to_string().as_bytes(), incidents, as_of);
        tells(&sample, &["\"consumed\""]);
        // Some of it for more than one label, or this says nothing of labels.
        let rows = sample.report["results"].as_array().unwrap().iter();
        let own = rows.filter(|row| !row["consumed_seconds"].is_null());
        let own: BTreeSet<u64> = own.map(|row| row["objective"].as_u64().unwrap()).collect();
        assert!(own.len() > 1, "{as_of} {own:?}");
    }
}

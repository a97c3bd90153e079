//! The twin by itself, against what the semantics works out in so many words.

use serde_json::{Value, json};

use super::naive::{Result, answer};
use super::told_at;
use crate::zone::{HOUR, MINUTE};

/// April 2026 in UTC, 30 days, with one objective.
fn april(counting: &Value, history: &Value) -> Result {
    permitted(&Value::Null, counting, history)
}

/// April 2026 with permissions of maintenance.
fn permitted(maintenance: &Value, counting: &Value, history: &Value) -> Result {
    let contract = json!({
        "term": { "from": "2026-04-01", "until": "2026-05-01" },
        "services": [{ "id": "s" }],
        "counting": counting,
        "maintenance": maintenance,
        "exclusions": [{ "cause": "client" }],
        "objectives": [
            { "service": "s", "indicator": "availability", "target": { "at_least": "99.9" } },
        ],
    });
    let mut history = history.clone();
    history["source"] =
        json!({ "covers": { "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z" } });
    let as_of = told_at(&json!("2026-06-01T00:00:00Z")).unwrap();
    answer(&contract, &history, as_of, 5 * MINUTE).results.remove(0)
}

fn incident(from: &str, until: &str, more: &Value) -> Value {
    let mut incident = json!({
        "services": ["s"],
        "started": format!("2026-04-10T{from}:00Z"), "restored": format!("2026-04-10T{until}:00Z"),
    });
    incident.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    incident
}

/// The value, rounded to four decimals.
fn rounded(result: &Result) -> String {
    let value = result.value.unwrap() * 10_000;
    let value = value.round().to_integer();
    format!("{}.{:04}", value / 10_000, value % 10_000)
}

#[test]
fn what_overlaps_and_what_weighs_less() {
    let value = |counting: Value, incidents: Value| {
        rounded(&april(&counting, &json!({ "incidents": incidents })))
    };
    let none = json!({});
    let two = json!([incident("10:00", "10:30", &none), incident("10:10", "10:40", &none)]);
    assert_eq!(value(json!({ "overlap": "sum" }), two.clone()), "99.8611");
    assert_eq!(value(none.clone(), two), "99.9074");
    for (weight, expected) in [
        ("0", "100.0000"),
        ("0.25", "99.9653"),
        ("0.3", "99.9583"),
        ("0.5", "99.9306"),
        ("1", "99.8611"),
    ] {
        let one = json!([incident("10:00", "11:00", &json!({ "impact": "degraded" }))]);
        assert_eq!(value(json!({ "impact": { "degraded": weight } }), one), expected);
    }
}

#[test]
fn users_of_two_incidents_are_others_or_the_same() {
    let touching = |users: u32| json!({ "affected": { "users": users, "of": 10 } });
    let two =
        json!(
            [incident("10:00", "11:05", &touching(3)), incident("10:00", "11:05", &touching(4)),]
        );
    let value = |counting: Value| rounded(&april(&counting, &json!({ "incidents": two })));
    assert_eq!(value(json!({})), "99.8947");
    assert_eq!(value(json!({ "same_users": "largest" })), "99.9398");
}

#[test]
fn an_outage_beats_lack_of_monitoring() {
    let unknown = json!([{ "from": "2026-04-10T10:05:00Z", "until": "2026-04-10T11:05:00Z" }]);
    let incidents = json!([incident("10:00", "11:10", &json!({}))]);
    let history = json!({ "incidents": incidents, "unknown": unknown });
    assert_eq!(rounded(&april(&json!({}), &history)), "99.8380");
}

#[test]
fn every_label_and_what_becomes_of_it() {
    let history = json!({
        "incidents": [
            incident("10:00", "12:00", &json!({ "cause": "client" })),
            incident("11:00", "14:00", &json!({})),
            incident("16:00", "16:05", &json!({})),
        ],
        "exclusion_spans": [{ "from": "2026-04-10T13:00:00Z", "until": "2026-04-10T15:00:00Z" }],
        "unknown": [{ "from": "2026-04-10T14:00:00Z", "until": "2026-04-10T16:00:00Z" }],
    });
    let seconds = |counting: Value| april(&counting, &history).seconds;
    let minimum = json!({ "minimum_outage": "PT10M" });
    let found = seconds(minimum.clone());
    for (label, expected) in [
        ("excluded_incident", HOUR),
        ("outage", 2 * HOUR),
        ("exclusion_span", 2 * HOUR),
        ("unknown", HOUR),
        ("tolerated", 5 * MINUTE),
    ] {
        assert_eq!(found[label], expected, "{label}");
    }
    assert_eq!(found.values().sum::<i64>(), 720 * HOUR);
    // The outage has no more than its two hours outside the span, or its one.
    let longer = json!({ "minimum_outage": { "more_than": "PT2H" } });
    assert_eq!(seconds(longer)["tolerated"], 2 * HOUR + 5 * MINUTE);
    let excluded = json!({ "concurrent_cause": "excluded", "grace": "PT30M" });
    let found = seconds(excluded);
    assert_eq!((found["excluded_incident"], found["outage"]), (2 * HOUR, 30 * MINUTE));
    let ignored = json!({ "exclusion_span": "ignored", "unknown": "ignored" });
    let found = seconds(ignored);
    assert_eq!(found["outage"], 3 * HOUR + 5 * MINUTE);
    assert!(!found.contains_key("unknown") && !found.contains_key("exclusion_span"));
}

#[test]
fn maintenance_is_removed_or_up_or_down() {
    let history = json!({
        "incidents": [incident("20:00", "20:45", &json!({}))],
        "maintenance": [{
            "planned_from": "2026-04-12T00:00:00Z", "planned_until": "2026-04-12T08:00:00Z",
            "announced": "2026-04-09T00:00:00Z",
        }],
    });
    let value = |permission: Value, treatment: &str| {
        rounded(&permitted(&json!([permission]), &json!({ "maintenance": treatment }), &history))
    };
    assert_eq!(value(json!({}), "removed"), "99.8947");
    assert_eq!(value(json!({}), "up"), "99.8958");
    assert_eq!(value(json!({}), "down"), "98.7847");
    assert_eq!(value(json!({}), "ignored"), "98.7847");
    let seconds = |permission: Value| {
        let found = permitted(&json!([permission]), &json!({}), &history).seconds;
        (found.get("maintenance").copied().unwrap_or_default() / HOUR, found["outage"] / HOUR)
    };
    // Less the 45 minutes, what is no maintenance is an outage.
    assert_eq!(seconds(json!({ "notice": { "days": 3 } })), (8, 0));
    assert_eq!(seconds(json!({ "notice": { "hours": 73 } })), (0, 8));
    assert_eq!(seconds(json!({ "slots": { "weekly": { "sun": ["02:00-06:00"] } } })), (4, 4));
    assert_eq!(seconds(json!({ "allowance": { "at_most": "PT6H", "per": "month" } })), (6, 2));
    let second_sunday = json!({
        "rule": "FREQ=MONTHLY;BYDAY=2SU", "from": "2026-01-01", "at": "07:00", "length": "PT3H",
    });
    assert_eq!(seconds(json!({ "slots": second_sunday })), (1, 7));
    assert_eq!(seconds(json!({ "slots": second_sunday, "standing": true })), (3, 7));
}

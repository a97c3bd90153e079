//! Maintenance: permitted by the contract, recorded by the history.

use serde_json::{Value, json};

use super::labels::{april, at, labels};
use super::story::{Story, check};

/// Planned and done as planned.
fn record(day: u32, from: &str, until: &str) -> Value {
    let (id, from, until) = (format!("CHG {day} {from}"), at(day, from), at(day, until));
    json!({ "id": id, "planned_from": from, "planned_until": until })
}

fn permitted(records: Value, permission: Value) -> Story {
    april("maintenance", records).contract("/maintenance", json!([permission]))
}

fn treated(story: Story, treatment: &str) -> Story {
    story.contract("/counting", json!({ "maintenance": treatment }))
}

#[test]
fn maintenance_is_removed_or_up_or_down() {
    let story = || {
        let story = permitted(json!([record(5, "02:00", "10:00")]), json!({}));
        story.incident(&at(10, "10:00"), &at(10, "10:45"), "full")
    };
    check(&story(), "2026-04-01", ("missed", "99.8946"));
    check(&treated(story(), "up"), "2026-04-01", ("missed", "99.8958"));
    check(&treated(story(), "down"), "2026-04-01", ("missed", "98.7847"));
    labels(&story(), json!({ "maintenance": "28800", "outage": "2700" }));
}

#[test]
fn maintenance_in_agreed_hours_weighs_more() {
    let story = || {
        let story = permitted(json!([record(9, "08:00", "16:00")]), json!({}));
        let story = story.incident(&at(10, "10:00"), &at(10, "10:11"), "full");
        let office = json!({ "office": { "weekly": { "mon-fri": ["08:00-16:00"] } } });
        let story = story.contract("/calendars", office);
        story.contract("/services/0/calendar", json!("office"))
    };
    check(&story(), "2026-04-01", ("missed", "99.8908"));
    check(&treated(story(), "up"), "2026-04-01", ("missed", "99.8958"));
    check(&treated(story(), "down"), "2026-04-01", ("missed", "95.3503"));
}

#[test]
fn without_a_permission_maintenance_is_an_outage_by_its_impact() {
    let story = |impact: &str| {
        let mut record = record(5, "02:00", "10:00");
        record.as_object_mut().unwrap().insert("impact".to_owned(), json!(impact));
        april("maintenance", json!([record]))
    };
    labels(&story("full"), json!({ "maintenance": "0", "outage": "28800" }));
    labels(&story("none"), json!({ "maintenance": "0", "outage": "0" }));
    check(&story("degraded"), "2026-04-01", ("missed", "99.4444"));
}

#[test]
fn maintenance_counts_as_planned_and_only_in_its_slot() {
    // A Sunday.
    let record = || {
        json!({
            "id": "CHG", "planned_from": at(5, "02:00"), "planned_until": at(5, "05:00"),
            "from": at(5, "01:00"), "until": at(5, "06:00"),
        })
    };
    let whole = permitted(json!([record()]), json!({}));
    labels(&whole, json!({ "maintenance": "10800", "outage": "7200" }));
    let slot = json!({ "slots": { "weekly": { "sun": ["03:00-04:00"] } } });
    let slot = permitted(json!([record()]), slot);
    labels(&slot, json!({ "maintenance": "3600", "outage": "14400" }));
}

#[test]
fn maintenance_that_is_announced_late_or_never_counts_nowhere() {
    let story = |announced: Value, notice: Value| {
        let mut record = record(10, "02:00", "03:00");
        record.as_object_mut().unwrap().insert("announced".to_owned(), announced);
        permitted(json!([record]), json!({ "notice": notice }))
    };
    let days = || json!({ "days": 5 });
    labels(&story(json!(at(5, "02:00")), days()), json!({ "maintenance": "3600" }));
    labels(&story(json!(at(5, "02:01")), days()), json!({ "maintenance": "0", "outage": "3600" }));
    labels(&story(Value::Null, days()), json!({ "maintenance": "0", "outage": "3600" }));
    let hours = json!({ "hours": 48 });
    labels(&story(json!(at(8, "02:00")), hours), json!({ "maintenance": "3600" }));
}

#[test]
fn an_allowance_is_used_up_in_order_of_time() {
    let records = json!([record(10, "02:00", "05:00"), record(5, "02:00", "04:00")]);
    let allowance = json!({ "allowance": { "at_most": "PT4H", "per": "month" } });
    let story = permitted(records.clone(), allowance);
    labels(&story, json!({ "maintenance": "14400", "outage": "3600" }));
    let none = json!({ "allowance": { "at_most": "PT0H", "per": "month" } });
    labels(&permitted(records, none), json!({ "maintenance": "0", "outage": "18000" }));
}

#[test]
fn a_standing_slot_needs_no_record_and_may_count_only_what_hurts() {
    let standing = |counts: &str| {
        let slots = json!({ "weekly": { "sun": ["02:00-06:00"] } });
        let story = Story::new().incident(&at(5, "05:00"), &at(5, "07:00"), "full");
        let permission = json!({ "standing": true, "slots": slots, "counts": counts });
        story.contract("/maintenance", json!([permission]))
    };
    // Four Sundays in April 2026.
    labels(&standing("window"), json!({ "maintenance": "57600", "outage": "3600" }));
    labels(&standing("downtime"), json!({ "maintenance": "3600", "outage": "3600" }));
}

#[test]
fn a_permission_is_about_its_services() {
    let other = json!([{ "id": "s" }, { "id": "t" }]);
    let story = permitted(json!([record(5, "02:00", "03:00")]), json!({ "services": ["t"] }));
    labels(&story.contract("/services", other), json!({ "maintenance": "0", "outage": "3600" }));
}

#[test]
fn slots_may_follow_a_rule() {
    let records = json!([record(5, "02:00", "05:00"), record(12, "02:00", "05:00")]);
    let slots = json!({
        "rule": "FREQ=MONTHLY;BYDAY=1SU", "from": "2026-01-01", "at": "03:00", "length": "PT4H",
    });
    let story = permitted(records, json!({ "slots": slots }));
    labels(&story, json!({ "maintenance": "7200", "outage": "14400" }));
}

#[test]
fn what_ends_later_has_not_ended_yet() {
    let seconds = |until: Value| {
        let record = json!({
            "id": "CHG", "planned_from": at(5, "02:00"), "planned_until": at(5, "10:00"),
            "from": at(5, "02:00"), "until": until,
        });
        let story = permitted(json!([record]), json!({})).covers(&at(1, "00:00"), &at(5, "03:00"));
        let labels = story.result(&at(5, "05:00"), "2026-04-01").time.unwrap().labels;
        serde_json::to_value(labels).unwrap().get("maintenance").cloned()
    };
    assert_eq!(seconds(Value::Null), Some(json!("3600")));
    assert_eq!(seconds(json!(at(5, "06:00"))), Some(json!("3600")));
    assert_eq!(seconds(json!(at(5, "04:00"))), Some(json!("7200")));
}

#[test]
fn maintenance_told_twice_counts_once() {
    let record = |services: Value| {
        let mut record = record(5, "02:00", "04:00");
        record.as_object_mut().unwrap().insert("services".to_owned(), services);
        record
    };
    let twice = json!([record(json!(["s"])), record(json!(["s"]))]);
    let story = permitted(twice, json!({ "allowance": { "at_most": "PT2H", "per": "month" } }));
    labels(&story, json!({ "maintenance": "7200", "outage": "0" }));
    let warnings = story.report("2030-01-01T00:00:00Z").warnings;
    assert!(warnings.iter().any(|fault| fault.code.name() == "duplicate_record"), "{warnings:?}");
    let mut longer = record(json!(["s"]));
    longer["planned_until"] = json!(at(5, "05:00"));
    let story = permitted(json!([record(json!(["s"])), longer]), json!({}));
    assert_eq!(story.faults(), ["conflicting_record"]);
}

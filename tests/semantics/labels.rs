//! What an instant is, and what becomes of it.

use serde_json::{Value, json};

use super::story::{Story, check};

/// April 2026 with one list more in the history.
pub(super) fn april(list: &str, items: Value) -> Story {
    let mut story = Story::new();
    story.incidents.as_object_mut().unwrap().insert(list.to_owned(), items);
    story
}

fn counting(story: Story, counting: Value) -> Story {
    story.contract("/counting", counting)
}

#[track_caller]
pub(super) fn labels(story: &Story, expected: Value) {
    let result = story.result("2030-01-01T00:00:00Z", "2026-04-01");
    let labels = serde_json::to_value(result.time.unwrap().labels).unwrap();
    for (label, seconds) in expected.as_object().unwrap() {
        assert_eq!(labels.get(label), Some(seconds), "{label}");
    }
}

pub(super) fn at(day: u32, time: &str) -> String {
    format!("2026-04-{day:02}T{time}:00Z")
}

#[test]
fn incidents_that_overlap_may_be_added_up() {
    let story = || {
        let first = Story::new().incident(&at(10, "10:00"), &at(10, "10:30"), "full");
        first.incident(&at(10, "10:10"), &at(10, "10:40"), "full")
    };
    check(&story(), "2026-04-01", ("met", "99.9074"));
    let sum = counting(story(), json!({ "overlap": "sum" }));
    check(&sum, "2026-04-01", ("missed", "99.8611"));
}

/// An incident of so many of a thousand users.
fn touching(users: u32, from: &str, until: &str, impact: &str) -> Value {
    json!({
        "services": ["s"], "impact": impact, "affected": { "users": users, "of": 1000 },
        "started": at(10, from), "restored": at(10, until),
    })
}

#[test]
fn users_of_incidents_that_overlap_are_others_or_the_same() {
    let story = || {
        let first = Story::new().raw(touching(300, "10:00", "11:05", "full"));
        first.raw(touching(400, "10:00", "11:05", "full"))
    };
    check(&story(), "2026-04-01", ("missed", "99.8946"));
    let same = counting(story(), json!({ "same_users": "largest" }));
    check(&same, "2026-04-01", ("met", "99.9398"));
    let sum = counting(story(), json!({ "overlap": "sum", "same_users": "largest" }));
    check(&sum, "2026-04-01", ("missed", "99.8946"));
}

#[test]
fn no_user_counts_twice_and_an_incident_without_a_number_touches_all() {
    let down = |story: Story| {
        let result = story.result("2030-01-01T00:00:00Z", "2026-04-01");
        result.time.unwrap().down_seconds.to_string()
    };
    // Of an hour: 600 in full, and the 400 who are left by half.
    let story = Story::new().raw(touching(600, "10:00", "11:00", "full"));
    let more = story.raw(touching(700, "10:00", "11:00", "degraded"));
    assert_eq!(down(more), "2880");
    let story = Story::new().raw(touching(600, "10:00", "11:00", "full"));
    let all = story.incident(&at(10, "10:00"), &at(10, "11:00"), "degraded");
    assert_eq!(down(all), "2880");
    assert_eq!(down(Story::new().raw(touching(0, "10:00", "11:00", "full"))), "0");
}

#[test]
fn a_share_of_users_need_not_be_a_decimal() {
    let seventh = json!({
        "services": ["s"], "affected": { "users": 1, "of": 7 },
        "started": at(10, "10:00"), "restored": at(10, "11:00"),
    });
    let result = Story::new().raw(seventh).result("2030-01-01T00:00:00Z", "2026-04-01");
    assert_eq!(result.time.unwrap().down_seconds.to_string(), "3600/7");
}

#[test]
fn a_declared_span_beats_the_outage_in_it() {
    let spans = json!([{ "from": at(10, "10:00"), "until": at(10, "12:00"), "cause": "storm" }]);
    let story = |treatment: &str| {
        let story = april("exclusion_spans", spans.clone());
        let story = story.incident(&at(10, "11:00"), &at(10, "13:00"), "full");
        counting(story, json!({ "exclusion_span": treatment }))
    };
    // Of 720 hours: 2 are declared, 1 is down.
    check(&story("removed"), "2026-04-01", ("missed", "99.8607"));
    check(&story("up"), "2026-04-01", ("missed", "99.8611"));
    check(&story("down"), "2026-04-01", ("missed", "99.5833"));
    check(&story("ignored"), "2026-04-01", ("missed", "99.7222"));
    labels(&story("up"), json!({ "exclusion_span": "7200", "outage": "3600", "up": "2581200" }));
    labels(&story("ignored"), json!({ "exclusion_span": "0", "outage": "7200" }));
}

#[test]
fn a_span_is_about_the_services_that_it_names() {
    let spans = json!([{ "services": ["other"], "from": at(10, "10:00") }]);
    let story = april("exclusion_spans", spans);
    let story = story.incident(&at(10, "11:00"), &at(10, "12:00"), "full");
    labels(&story, json!({ "exclusion_span": "0", "outage": "3600" }));
}

#[test]
fn a_span_that_ends_later_is_open() {
    let declared = |until: Value| {
        let spans = json!([{ "from": at(10, "10:00"), "until": until }]);
        let story = april("exclusion_spans", spans).covers(&at(1, "00:00"), &at(10, "11:00"));
        let labels = story.result(&at(10, "12:00"), "2026-04-01").time.unwrap().labels;
        serde_json::to_value(labels).unwrap().get("exclusion_span").cloned()
    };
    assert_eq!(declared(Value::Null), Some(json!("3600")));
    assert_eq!(declared(json!(at(10, "13:00"))), Some(json!("3600")));
    assert_eq!(declared(json!(at(10, "12:00"))), Some(json!("7200")));
}

#[test]
fn a_span_of_which_nothing_is_known_is_unknown_but_for_the_outage_in_it() {
    let spans = json!([{ "from": at(10, "10:00"), "until": at(10, "12:00") }]);
    let story = |treatment: &str| {
        let story = april("unknown", spans.clone());
        let story = story.incident(&at(10, "11:00"), &at(10, "13:00"), "full");
        counting(story, json!({ "unknown": treatment }))
    };
    labels(&story("removed"), json!({ "unknown": "3600", "outage": "7200" }));
    check(&story("removed"), "2026-04-01", ("missed", "99.7218"));
    check(&story("up"), "2026-04-01", ("missed", "99.7222"));
    check(&story("down"), "2026-04-01", ("missed", "99.5833"));
    labels(&story("ignored"), json!({ "unknown": "0", "outage": "7200" }));
}

#[test]
fn unknown_time_without_effect_could_turn_a_verdict_all_the_same() {
    // An hour of April is more than 43 minutes.
    let spans = |until: &str| json!([{ "from": at(10, "10:00"), "until": at(10, until) }]);
    let certain = |until: &str, indicator: &str, target: Value| {
        let story = april("unknown", spans(until)).contract(
            "/objectives",
            json!([{ "id": "o", "service": "s", "indicator": indicator, "target": target }]),
        );
        let story = counting(story, json!({ "unknown": "ignored" }));
        let result = story.result("2030-01-01T00:00:00Z", "2026-04-01");
        (result.verdict.name(), result.certain)
    };
    let availability = |until: &str| certain(until, "availability", json!({ "at_least": "99.9" }));
    assert_eq!(availability("11:00"), ("met", false));
    assert_eq!(availability("10:43"), ("met", true));
    let count = certain("10:01", "outage_count", json!({ "at_most": "0" }));
    assert_eq!(count, ("met", false));
}

#[test]
fn nothing_is_up_or_down_for_lack_of_evidence() {
    for treatment in ["removed", "up", "down", "ignored"] {
        let story = Story::new().covers("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z");
        let story = counting(story, json!({ "unknown": treatment }));
        check(&story, "2026-04-01", ("not_measured", ""));
    }
}

#[test]
fn what_is_removed_is_no_lack_of_evidence() {
    let spans = json!([{ "from": at(10, "10:00"), "until": at(10, "12:00") }]);
    let result = april("exclusion_spans", spans).result("2030-01-01T00:00:00Z", "2026-04-01");
    assert_eq!(result.time.unwrap().coverage, Some(100.into()));
}

#[test]
fn a_counted_incident_beats_an_excluded_one_unless_the_contract_says_otherwise() {
    let story = |counting: Value| {
        let excluded = json!({
            "services": ["s"], "cause": "client",
            "started": at(10, "10:00"), "restored": at(10, "12:00"),
        });
        let story = Story::new().raw(excluded);
        let story = story.incident(&at(10, "11:00"), &at(10, "13:00"), "full");
        let story = story.contract("/exclusions", json!([{ "cause": "client" }]));
        story.contract("/counting", counting)
    };
    labels(&story(json!({})), json!({ "excluded_incident": "3600", "outage": "7200" }));
    let first = story(json!({ "concurrent_cause": "excluded" }));
    labels(&first, json!({ "excluded_incident": "7200", "outage": "3600" }));
    let down = story(json!({ "excluded_incident": "down" }));
    check(&down, "2026-04-01", ("missed", "99.5833"));
}

#[test]
fn a_minimum_looks_at_the_whole_outage() {
    let story = |counting: Value| {
        let first = Story::new().incident(&at(10, "10:00"), &at(10, "10:03"), "full");
        let story = first.incident(&at(10, "10:03"), &at(10, "10:05"), "degraded");
        let story = story.incident(&at(20, "10:00"), &at(20, "10:04"), "full");
        story.contract("/counting", counting)
    };
    let five = story(json!({ "minimum_outage": "PT5M" }));
    labels(&five, json!({ "outage": "300", "tolerated": "240" }));
    let more = story(json!({ "minimum_outage": { "more_than": "PT5M" } }));
    labels(&more, json!({ "outage": "0", "tolerated": "540" }));
    let each = story(json!({ "minimum_outage": "PT4M", "per": "incident" }));
    labels(&each, json!({ "outage": "240", "tolerated": "300" }));
    let grace = story(json!({ "grace": "PT4M" }));
    labels(&grace, json!({ "outage": "60", "tolerated": "480" }));
    check(&grace, "2026-04-01", ("met", "99.9988"));
}

#[test]
fn an_outage_is_one_of_the_periods_in_which_any_of_it_counts() {
    let outages = |story: Story, expected: [u64; 2]| {
        let own = |first: &str| story.result("2026-06-01T00:00:00Z", first).time.unwrap().outages;
        assert_eq!([own("2026-03-01"), own("2026-04-01")], expected);
    };
    let night = || Story::new().incident("2026-03-31T22:00:00Z", &at(1, "02:00"), "full");
    outages(night(), [1, 1]);
    outages(counting(night(), json!({ "grace": "PT2H" })), [0, 1]);
    outages(counting(night(), json!({ "minimum_outage": "PT5H" })), [0, 0]);
    let mut told = night().contract("/maintenance", json!([{}]));
    told.incidents["maintenance"] = json!([{
        "id": "m", "services": ["s"],
        "planned_from": at(1, "00:00"), "planned_until": at(1, "02:00"),
    }]);
    outages(told, [1, 0]);
    let office = json!({ "weekly": { "mon-fri": ["00:00-20:00"] } });
    let closed = night().contract("/calendars", json!({ "office": office }));
    outages(closed.contract("/services/0/calendar", json!("office")), [0, 1]);
}

#[test]
fn outages_may_count_by_units_of_the_clock() {
    let story = |unit: Value| {
        let first = Story::new().incident(&at(10, "10:10"), &at(10, "11:15"), "full");
        let story = first.incident(&at(10, "12:20"), &at(10, "12:26"), "degraded");
        let story = story.incident(&at(10, "12:40"), &at(10, "12:41"), "none");
        counting(story, json!({ "unit": unit }))
    };
    let outage = |unit: Value, outage: &str, tolerated: &str, value: (&str, &str)| {
        labels(&story(unit.clone()), json!({ "outage": outage, "tolerated": tolerated }));
        check(&story(unit), "2026-04-01", value);
    };
    outage(json!("exact"), "4260", "0", ("missed", "99.8425"));
    // Of three hours two are down in full and one by half.
    let any = json!({ "length": "PT1H", "counts": "any" });
    outage(any, "10800", "0", ("missed", "99.6527"));
    let quarters = json!({ "length": "PT15M", "counts": "whole" });
    outage(quarters, "3600", "660", ("missed", "99.8611"));
    let bucket = json!({ "length": "PT1H", "more_than": "PT6M" });
    outage(bucket, "7200", "360", ("missed", "99.7222"));
    let minutes = json!({ "length": "PT1M", "counts": "whole" });
    outage(minutes, "4260", "0", ("missed", "99.8425"));
}

#[test]
fn a_unit_comes_after_the_minimum_and_has_the_agreed_part_alone() {
    let story = |unit: Value| {
        let story = Story::new().incident(&at(10, "08:50"), &at(10, "09:30"), "full");
        let story = story.incident(&at(10, "11:40"), &at(10, "11:50"), "full");
        // A Friday.
        let weekly = json!({ "office": { "weekly": { "fri": ["09:00-12:00"] } } });
        let story = story.contract("/calendars", weekly);
        let story = story.contract("/services/0/calendar", json!("office"));
        counting(story, json!({ "minimum_outage": "PT15M", "unit": unit }))
    };
    let any = story(json!({ "length": "PT2H", "counts": "any" }));
    labels(&any, json!({ "outage": "3600", "tolerated": "600" }));
    let whole = story(json!({ "length": "PT30M", "counts": "whole" }));
    labels(&whole, json!({ "outage": "1800", "tolerated": "600" }));
}

#[test]
fn a_unit_that_no_evidence_covers_is_down_all_the_same() {
    let spans = json!([{ "from": at(10, "10:30"), "until": at(10, "12:00") }]);
    let story = april("unknown", spans).incident(&at(10, "10:00"), &at(10, "10:20"), "full");
    let story = counting(story, json!({ "unit": { "length": "PT1H", "counts": "any" } }));
    labels(&story, json!({ "outage": "3600", "unknown": "3600" }));
}

#[test]
fn an_incident_may_change_its_impact() {
    let incident = json!({
        "services": ["s"], "started": at(10, "10:00"), "restored": at(10, "13:00"),
        "impact_changes": [
            { "at": at(10, "12:00"), "impact": "none" }, { "at": at(10, "11:00"), "impact": "degraded" },
        ],
    });
    let story = Story::new().raw(incident);
    labels(&story, json!({ "outage": "7200" }));
    // An hour in full and an hour by half, of 720.
    check(&story, "2026-04-01", ("missed", "99.7916"));
}

#[test]
fn an_outage_may_begin_when_it_was_reported() {
    let incident = json!({
        "services": ["s"], "reported": at(10, "10:30"),
        "started": at(10, "10:00"), "restored": at(10, "11:00"),
    });
    let story = Story::new().raw(incident);
    labels(&story, json!({ "outage": "3600" }));
    labels(&counting(story, json!({ "outage_from": "reported" })), json!({ "outage": "1800" }));
}

#[test]
fn what_is_reported_later_is_not_told_yet() {
    let outage = |events: Value| {
        let mut incident = json!({ "services": ["s"], "started": at(10, "10:00") });
        incident.as_object_mut().unwrap().extend(events.as_object().unwrap().clone());
        let story = counting(Story::new().raw(incident), json!({ "outage_from": "reported" }));
        story.result(&at(10, "12:00"), "2026-04-01").time.unwrap().outage_seconds.to_string()
    };
    assert_eq!(outage(json!({})), "7200");
    assert_eq!(outage(json!({ "reported": at(10, "13:00") })), "7200");
    assert_eq!(outage(json!({ "reported": at(10, "11:00") })), "3600");
}

#[test]
fn an_objective_counts_as_it_says_then_its_service_then_the_contract() {
    let story = || {
        let story = Story::new().incident(&at(10, "10:00"), &at(10, "10:05"), "full");
        counting(story, json!({ "minimum_outage": "PT10M", "grace": "PT1M" }))
    };
    labels(&story(), json!({ "outage": "0", "tolerated": "300" }));
    let service = story().contract("/services/0/counting", json!({ "minimum_outage": "PT5M" }));
    labels(&service, json!({ "outage": "240", "tolerated": "60" }));
    let objective = service.contract("/objectives/0/counting", json!({ "grace": "PT0M" }));
    labels(&objective, json!({ "outage": "300", "tolerated": "0" }));
}

#[test]
fn an_incident_within_another_that_was_reopened_is_an_outage_of_its_own() {
    let reopened = json!([{ "from": "2026-04-20T10:00:00Z", "until": "2026-04-20T11:00:00Z" }]);
    let story = Story::new()
        .contract("/counting", json!({ "per": "incident" }))
        .contract("/objectives/0/indicator", json!("outage_count"))
        .contract("/objectives/0/target", json!({ "at_most": "2" }))
        .contract("/service_period", json!({ "every": "P7D", "from": "2026-04-06" }))
        .raw(json!({ "services": ["s"], "started": "2026-04-07T10:00:00Z",
                     "restored": "2026-04-08T10:00:00Z", "reopened": reopened }))
        .incident("2026-04-07T12:00:00Z", "2026-04-07T13:00:00Z", "full");
    check(&story, "2026-04-06", ("met", "2.0000"));
}

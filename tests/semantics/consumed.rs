//! Downtime that was credited counts in no later window (semantics, section 2).

use serde_json::{Value, json};

use super::story::{Story, check};

const LATER: &str = "2026-06-01T00:00:00Z";

/// A window of sixty days over calendar months, of a service that was down for two hours on 20
/// February and for three on 10 March 2026; a day of a window is 1,440 minutes.
fn story(consumed: &str) -> Story {
    let window = json!({ "days": 60, "before_start": "clip", "consumed": consumed });
    Story::new()
        .contract("/term", json!({ "from": "2026-01-01" }))
        .contract("/objectives/0/window", window)
        .contract("/objectives/0/credit", tiers("99.9"))
        .incident("2026-02-20T10:00:00Z", "2026-02-20T12:00:00Z", "full")
        .incident("2026-03-10T10:00:00Z", "2026-03-10T13:00:00Z", "full")
}

fn tiers(below: &str) -> Value {
    json!({ "tiers": [{ "below": below, "percent": "10" }] })
}

#[test]
fn what_was_credited_counts_in_no_later_window() {
    // Sixty days have 1,440 hours; those that end with February begin with the term, 1,416 h before.
    let again = story("no");
    check(&again, "2026-02-01", ("missed", "99.8587"));
    check(&again, "2026-03-01", ("missed", "99.6527"));
    check(&again, "2026-04-01", ("missed", "99.7916"));
    let once = story("credited");
    check(&once, "2026-01-01", ("met", "100.0000"));
    check(&once, "2026-02-01", ("missed", "99.8587"));
    check(&once, "2026-03-01", ("missed", "99.7916"));
    check(&once, "2026-04-01", ("met", "100.0000"));
    let time = |first: &str| once.result(LATER, first).time.unwrap();
    let march = time("2026-03-01");
    assert_eq!(march.down_seconds.to_string(), "10800");
    assert_eq!(march.consumed_seconds.unwrap().to_string(), "7200");
    // It was an outage all the same, and nothing is taken out.
    assert_eq!(march.outage_seconds.to_string(), "18000");
    assert_eq!(march.measured_seconds.to_string(), (1_440 * 3_600).to_string());
    assert_eq!(time("2026-04-01").consumed_seconds.unwrap().to_string(), "10800");
    assert_eq!(time("2026-02-01").consumed_seconds, None);
}

#[test]
fn a_breach_without_a_credit_uses_nothing_up() {
    let story = story("credited").contract("/objectives/0/credit", tiers("99.8"));
    // Missed, and above every tier.
    check(&story, "2026-02-01", ("missed", "99.8587"));
    // So all of it counts in March, and is used up then.
    check(&story, "2026-03-01", ("missed", "99.6527"));
    check(&story, "2026-04-01", ("met", "100.0000"));
}

#[test]
fn the_part_of_an_outage_that_was_credited_is_used_up() {
    let story = Story::new()
        .contract("/term", json!({ "from": "2026-01-01" }))
        .contract(
            "/objectives/0/window",
            json!({ "days": 60, "before_start": "clip", "consumed": "credited" }),
        )
        .contract("/objectives/0/credit", tiers("99.9"))
        .incident("2026-02-28T22:00:00Z", "2026-03-01T03:00:00Z", "full");
    let down = |first| story.result(LATER, first).time.unwrap().down_seconds.to_string();
    assert_eq!([down("2026-02-01"), down("2026-03-01")], ["7200", "10800"]);
}

#[test]
fn what_counts_as_down_is_used_up_too() {
    let mut story = story("credited")
        .contract("/counting", json!({ "maintenance": "down" }))
        .contract("/maintenance", json!([{}]));
    story.incidents["maintenance"] = json!([{
        "id": "m", "services": ["s"], "announced": "2026-01-01T00:00:00Z",
        "planned_from": "2026-02-22T00:00:00Z", "planned_until": "2026-02-22T01:00:00Z",
    }]);
    let time = |first| story.result(LATER, first).time.unwrap();
    assert_eq!(time("2026-02-01").down_seconds.to_string(), "10800");
    assert_eq!(time("2026-03-01").down_seconds.to_string(), "10800");
    assert_eq!(time("2026-03-01").consumed_seconds.unwrap().to_string(), "10800");
}

#[test]
fn a_window_that_runs_has_used_up_what_an_earlier_one_had() {
    let result = |consumed: &str| story(consumed).result("2026-03-20T00:00:00Z", "2026-03-01");
    let down = |consumed: &str| result(consumed).time.unwrap().down_seconds.to_string();
    assert_eq!([down("no"), down("credited")], ["18000", "10800"]);
    // Three hours of sixty days that end with March are too many, whatever is still to come.
    assert_eq!(result("credited").verdict.name(), "running_past_recovery");
    // What a perfect rest leaves out is said.
    let rest = |consumed: &str| {
        let words = story(consumed).explained("2026-03-20T00:00:00Z", "2026-03-01");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let without = "if all of it is up, without downtime credited before";
    assert!(rest("credited").contains(without), "{}", rest("credited"));
    assert!(!rest("no").contains(without) && rest("no").contains("if all of it is up"));
}

#[test]
fn what_was_credited_is_used_up_though_the_target_was_kept() {
    let lenient = story("credited").contract("/objectives/0/target", json!({ "at_least": "99.7" }));
    let lenient = lenient.contract("/objectives/0/credit", tiers("99.9"));
    check(&lenient, "2026-02-01", ("met", "99.8587"));
    check(&lenient, "2026-03-01", ("met", "99.7916"));
    let march = lenient.result("2026-03-20T00:00:00Z", "2026-03-01");
    assert_eq!(march.time.unwrap().down_seconds.to_string(), "10800");
    // Nothing is due for it, though it was missed.
    let without = lenient.contract("/objectives/0/credit", tiers("99"));
    let march = without.result("2026-03-20T00:00:00Z", "2026-03-01");
    assert_eq!(march.time.unwrap().down_seconds.to_string(), "18000");
}

#[test]
fn what_is_used_up_is_certain_only_where_the_credit_was() {
    let mut story = story("credited");
    let certain = |story: &Story, first| story.result(LATER, first).certain;
    assert!(certain(&story, "2026-04-01"));
    // Whether a credit was due for March depends on three days of which April looks at none.
    story.incidents["unknown"] = json!([{ "services": ["s"], "from": "2026-02-01T00:00:00Z", "until": "2026-02-04T00:00:00Z" }]);
    let story = story.contract("/objectives/0/target", json!({ "at_least": "98" }));
    let story = story.contract("/objectives/0/credit", tiers("98"));
    assert!(!certain(&story, "2026-03-01"));
    assert!(!certain(&story, "2026-04-01"));
    // A credit is due either way, whatever the verdict.
    let story = story.contract("/objectives/0/credit", tiers("99.9"));
    assert!(!certain(&story, "2026-03-01"));
    assert!(certain(&story, "2026-04-01"));
}

#[test]
fn only_an_availability_uses_downtime_up() {
    let window = json!({ "days": 60, "consumed": "credited" });
    let objective = json!({
        "id": "o", "service": "s", "indicator": "outage_count", "target": { "at_most": "1" },
        "window": window,
    });
    let story = Story::new().contract("/objectives", json!([objective]));
    assert_eq!(story.faults(), ["field_not_here"]);
}

#[test]
fn it_is_a_question_where_a_window_is_credited() {
    let listed = |story: &Story| {
        let readings = story.report(LATER).readings;
        let own = readings.into_iter().find(|it| it.name == "objectives/window/consumed");
        own.map(|it| (it.value, it.by_default))
    };
    assert_eq!(listed(&story("credited")), Some(("credited".to_owned(), false)));
    let mut open = story("no");
    open.contract["objectives"][0]["window"].as_object_mut().unwrap().remove("consumed");
    assert_eq!(listed(&open), Some(("no".to_owned(), true)));
    open.contract["objectives"][0].as_object_mut().unwrap().remove("credit");
    assert_eq!(listed(&open), None);
}

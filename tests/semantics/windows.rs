//! Days that are looked back on, over and over (semantics, section 2).

use serde_json::{Value, json};

use super::story::{Story, check};

#[test]
fn a_period_is_not_over_because_nothing_is_measured_at_its_end() {
    // Friday has hours; a day that ends with Saturday has none.
    let story = Story::new()
        .contract("/calendars", json!({ "c": { "weekly": { "fri": ["09:00-17:00"] } } }))
        .contract("/objectives/0/calendar", json!("c"))
        .contract("/objectives/0/window", json!({ "days": 1 }))
        .contract("/service_period", json!({ "every": "P1D" }));
    let saturday = |story: &Story| {
        let result = story.result("2026-04-11T06:00:00Z", "2026-04-11");
        (result.verdict.name(), result.certain)
    };
    assert_eq!(saturday(&story), ("running_on_track", false));
    let down = story.incident("2026-04-10T10:00:00Z", "2026-04-10T12:00:00Z", "full");
    assert_eq!(saturday(&down), ("running_below_target", false));
}

#[test]
fn days_in_a_row_are_one_breach_of_each_period_that_they_reach_into() {
    // An outage of the last day of March, in every window of seven days until the sixth of April.
    let story = Story::new()
        .contract("/objectives/0/window", json!({ "days": 7, "judged": "day" }))
        .contract(
            "/objectives/0/credit",
            json!({ "tiers": [{ "below": "99.9", "percent": "10" }] }),
        )
        .incident("2026-03-31T10:00:00Z", "2026-03-31T12:00:00Z", "full");
    let month = |first: &str| {
        let result = story.result("2026-06-01T00:00:00Z", first);
        let credit = result.credit.unwrap();
        (result.verdict.name(), credit.amount.unwrap().amount.to_string())
    };
    assert_eq!(month("2026-02-01"), ("met", "0".to_owned()));
    assert_eq!(month("2026-03-01"), ("missed", "100".to_owned()));
    assert_eq!(month("2026-04-01"), ("missed", "100".to_owned()));
    assert_eq!(month("2026-05-01"), ("met", "0".to_owned()));
    let summary = story.report("2026-06-01T00:00:00Z").summary;
    assert_eq!(summary.missed_periods, 2);
}

#[test]
fn until_so_many_days_have_passed_a_window_waits_is_clipped_or_was_up_before() {
    // An hour of the thirty days of April, of which the last fifteen are of the term.
    let story = |window: &Value| {
        Story::new()
            .contract("/term", json!({ "from": "2026-04-16" }))
            .contract("/objectives/0/target", json!({ "at_least": "99.8" }))
            .contract("/objectives/0/window", window.clone())
            .incident("2026-04-20T10:00:00Z", "2026-04-20T11:00:00Z", "full")
    };
    let waits = ("not_measured", "99.7222");
    check(&story(&json!({ "days": 30 })), "2026-04-01", waits);
    let read = |before: &str| json!({ "days": 30, "before_start": before });
    check(&story(&read("wait")), "2026-04-01", waits);
    check(&story(&read("clip")), "2026-04-01", ("missed", "99.7222"));
    check(&story(&read("up")), "2026-04-01", ("met", "99.8611"));
    // The thirty days that end with May lie in the term, and the outage before them.
    for before in ["wait", "clip", "up"] {
        check(&story(&read(before)), "2026-05-01", ("met", "100.0000"));
    }
}

#[test]
fn of_a_window_that_is_judged_by_the_day_the_worst_is_that_of_its_period() {
    // Two hours on the tenth and one on the fifteenth lie together in seven days, from the fifteenth
    // to the sixteenth at their ends; with the end of the month neither does.
    let story = |judged: &str| {
        Story::new()
            .contract("/objectives/0/window", json!({ "days": 7, "judged": judged }))
            .incident("2026-04-10T10:00:00Z", "2026-04-10T12:00:00Z", "full")
            .incident("2026-04-15T10:00:00Z", "2026-04-15T11:00:00Z", "full")
    };
    check(&story("period_end"), "2026-04-01", ("met", "100.0000"));
    check(&story("day"), "2026-04-01", ("missed", "98.2142"));
}

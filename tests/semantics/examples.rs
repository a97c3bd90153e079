//! The examples that stand beside the rules, where no other test has them.

use serde_json::{Value, json};

use super::labels::{april, at};
use super::story::{Story, check};

/// In Berlin, day by day, with a service open in these hours of every day.
fn berlin(hours: &str) -> Story {
    let weekly = json!({ "hours": { "weekly": { "mon-sun": [hours] } } });
    Story::new()
        .contract("/time_zone", json!("Europe/Berlin"))
        .contract("/service_period", json!({ "every": "P1D", "from": "2026-01-01" }))
        .contract("/term", json!({ "from": "2026-01-01", "until": "2026-11-01" }))
        .contract("/calendars", weekly)
        .contract("/services/0/calendar", json!("hours"))
}

#[test]
fn hours_are_what_the_clock_shows() {
    for (hours, day, minutes) in [
        ("01:30-02:30", "2026-03-28", 60),
        ("01:30-02:30", "2026-03-29", 30),
        ("01:30-02:30", "2026-10-25", 90),
        ("02:30-04:00", "2026-03-29", 60),
    ] {
        let time = berlin(hours).result("2030-01-01T00:00:00Z", day).time.unwrap();
        let seconds = (minutes * 60).to_string();
        assert_eq!(time.agreed_seconds.to_string(), seconds, "{hours} of {day}");
    }
}

#[test]
fn an_hour_that_comes_twice_is_two_pieces() {
    // Of 01:30 to 02:30: from half past one to three, and then from two to half past.
    let down = |from: &str, until: &str| {
        let story = berlin("01:30-02:30").incident(from, until, "full");
        let result = story.result("2030-01-01T00:00:00Z", "2026-10-25");
        result.time.unwrap().outage_seconds.to_string()
    };
    assert_eq!(down("2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z"), "3600");
    assert_eq!(down("2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z"), "0");
    assert_eq!(down("2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z"), "1800");
}

#[test]
fn a_weekend_on_which_the_clocks_go_forward_has_an_hour_less() {
    let (from, until) = ("2026-03-27T16:30:00+01:00", "2026-03-30T09:30:00+02:00");
    let story = Story::new().contract("/time_zone", json!("Europe/Berlin"));
    let story = story.incident(from, until, "full");
    let time = story.result("2030-01-01T00:00:00Z", "2026-03-01").time.unwrap();
    assert_eq!(time.outage_seconds.to_string(), (64 * 3600).to_string());
}

#[test]
fn a_month_may_have_a_fixed_length() {
    let down = |day: &str| {
        let (from, until) = (format!("{day}T10:00:00Z"), format!("{day}T10:44:00Z"));
        Story::new().incident(&from, &until, "full")
    };
    let fixed = |story: Story, length: &str| {
        story.contract("/counting", json!({ "period_length": length }))
    };
    check(&fixed(down("2026-03-10"), "PT2628288S"), "2026-03-01", ("missed", "99.8995"));
    check(&fixed(down("2026-02-10"), "P30D"), "2026-02-01", ("missed", "99.8981"));
}

#[test]
fn a_monitor_that_dies_with_the_service_hides_nothing() {
    let story = |unknown: Value| {
        let story = april("unknown", unknown);
        story.incident(&at(10, "10:00"), &at(10, "11:10"), "full")
    };
    let hour = json!([{ "from": at(10, "10:05"), "until": at(10, "11:05") }]);
    check(&story(hour), "2026-04-01", ("missed", "99.8379"));
    check(&story(json!([])), "2026-04-01", ("missed", "99.8379"));
}

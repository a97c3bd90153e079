//! Days that are looked back on, over and over (semantics, section 2).

use serde_json::json;

use super::story::Story;

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

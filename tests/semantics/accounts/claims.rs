//! Until when, and what becomes of it.

use serde_json::{Value, json};

use super::{down, paid, single, sum, under, with};

/// January is credited with 100, in Berlin; it was claimed at an instant.
fn claimed(within: Value, requested: &str) -> super::Story {
    let claims = json!([{ "period": "2026-01-01", "objective": "a", "requested": requested }]);
    let mut story = single(sum("100.00"), "98").contract("/time_zone", json!("Europe/Berlin"));
    for (name, at) in [("from", "2025-12-31T23:00:00Z"), ("until", "2026-01-31T23:00:00Z")] {
        story.incidents["measurements"][0][name] = json!(at);
    }
    with(under(story, json!({ "claim": { "within": within } })), "claims", claims)
}

fn state(story: &super::Story) -> &'static str {
    story.result("2026-06-01T00:00:00Z", "2026-01-01").credit.unwrap().claim.name()
}

fn last_day(story: &super::Story) -> String {
    let credit = story.result("2026-02-01T12:00:00Z", "2026-01-01").credit.unwrap();
    credit.last_day.unwrap().to_string()
}

/// Claimed a nanosecond before the end of a local day, and at it.
#[track_caller]
fn ends(within: Value, day: &str, end: &str) {
    let end: chrono::DateTime<chrono::Utc> = end.parse().unwrap();
    let before = end - chrono::TimeDelta::nanoseconds(1);
    let at = |at: chrono::DateTime<chrono::Utc>| claimed(within.clone(), &at.to_rfc3339());
    assert_eq!(last_day(&at(end)), day);
    assert_eq!((state(&at(before)), state(&at(end))), ("claimed", "late"));
}

#[test]
fn the_last_day_is_counted_from_the_last_of_the_month() {
    // 31 January is a Saturday, and is not counted. 28 days end on Saturday, 28 February, in Berlin.
    ends(json!({ "days": 28 }), "2026-02-28", "2026-02-28T23:00:00Z");
    ends(json!({ "days": 30 }), "2026-03-02", "2026-03-02T23:00:00Z");
    // Over the change of the clocks: 60 days are 1 April, which ends at 22:00 UTC.
    ends(json!({ "days": 60 }), "2026-04-01", "2026-04-01T22:00:00Z");
    // Ten working days from Monday, 2 February, on.
    ends(json!({ "working_days": 10 }), "2026-02-13", "2026-02-13T23:00:00Z");
    // A month after the last of January is the last of February; two, the last of March.
    ends(json!({ "months": 1 }), "2026-02-28", "2026-02-28T23:00:00Z");
    ends(json!({ "months": 2 }), "2026-03-31", "2026-03-31T22:00:00Z");
    // One service period.
    ends(json!({ "periods": 1 }), "2026-02-28", "2026-02-28T23:00:00Z");
}

#[test]
fn working_days_may_be_those_of_a_calendar() {
    // From Wednesdays to Sundays but for Sunday, 1 February: 4, 5, 6.
    let hours =
        json!({ "shop": { "weekly": { "wed-sun": ["10:00-18:00"] }, "holidays": ["2026-02-01"] } });
    let within = json!({ "working_days": 3, "calendar": "shop" });
    let story = claimed(within, "2026-02-06T22:59:59Z").contract("/calendars", hours);
    assert_eq!((last_day(&story).as_str(), state(&story)), ("2026-02-06", "claimed"));
}

#[test]
fn hours_end_at_their_instant() {
    // 31 January, 23:00 UTC, and 72 hours.
    let at = |at: &str| state(&claimed(json!({ "hours": 72 }), at));
    assert_eq!(at("2026-02-03T22:59:59.999999999Z"), "claimed");
    assert_eq!(at("2026-02-03T23:00:00Z"), "late");
}

#[test]
fn the_time_may_count_from_the_end_of_the_incident() {
    let claims = |at: &str| json!([{ "period": "2026-04-01", "objective": "o", "requested": at }]);
    let terms = json!({ "claim": { "within": { "days": 5 }, "from": "incident_end" } });
    let story = |at: &str| {
        let story = under(
            down("1000.00", sum("100.00"), &[("10T10:00", 120), ("20T22:00", 180)]),
            terms.clone(),
        );
        let story = with(story, "claims", claims(at));
        story.result("2026-06-01T00:00:00Z", "2026-04-01").credit.unwrap().claim.name()
    };
    // The later ends on 21 April at 01:00: five days are the 26th.
    assert_eq!(story("2026-04-26T23:59:59Z"), "claimed");
    assert_eq!(story("2026-04-27T00:00:00Z"), "late");
}

#[test]
fn what_was_not_claimed_frees_its_room() {
    // 100 in twelve months. January is not claimed, February is.
    let claims =
        json!([{ "period": "2026-02-01", "objective": "a", "requested": "2026-03-02T00:00:00Z" }]);
    let terms = json!({ "caps": [{ "amount": "100.00", "per": "12_months" }], "claim": { "within": { "days": 10 } } });
    let story = with(under(single(sum("80.00"), "98 98 98"), terms), "claims", claims);
    // March: 20 are left.
    assert_eq!(paid(&story, 3), ["80 80 20"]);
}

#[test]
fn what_was_granted_takes_the_room() {
    // 150 in twelve months: of 100 60 were granted; 90 are left, of which all is due.
    let claims = json!([{ "period": "2026-01-01", "objective": "a", "requested": "2026-02-02T00:00:00Z",
                          "decided": "2026-02-20T00:00:00Z", "granted": "60.00" }]);
    let terms = json!({ "caps": [{ "amount": "150.00", "per": "12_months" }], "claim": { "within": { "days": 30 } } });
    let story = with(under(single(sum("100.00"), "98 98"), terms), "claims", claims);
    assert_eq!(paid(&story, 2), ["100 90"]);
}

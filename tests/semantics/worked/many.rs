//! Many cases of one period.

use serde_json::{Value, json};

use super::super::labels::at;
use super::super::story::{Story, check};

/// Incidents that took so many hours each, judged together.
fn took(hours: &[u32], target: Value, within: Option<&str>) -> Story {
    let mut objective =
        json!({ "id": "o", "service": "s", "indicator": "resolution_time", "target": target });
    if let Some(within) = within {
        objective["within"] = json!(within);
    }
    let story = Story::new().contract("/objectives", json!([objective]));
    hours.iter().fold(story, |story, hours| {
        let until = at(10, &format!("{hours:02}:00"));
        story.raw(json!({ "services": ["s"], "started": at(10, "00:00"), "resolved": until }))
    })
}

#[test]
fn a_percentile_is_the_case_of_its_rank() {
    for (rank, seconds) in [
        ("0.01", "3600.0000"),
        ("20", "3600.0000"),
        ("20.01", "7200.0000"),
        ("50", "10800.0000"),
        ("80", "14400.0000"),
        ("90", "18000.0000"),
        ("100", "18000.0000"),
    ] {
        let target = json!({ "percentile": { "rank": rank, "at_most": "PT5H" } });
        check(&took(&[5, 3, 1, 4, 2], target, None), "2026-04-01", ("met", seconds));
    }
    let below = json!({ "percentile": { "rank": "95", "below": "PT5H" } });
    check(&took(&[5, 3, 1, 4, 2], below, None), "2026-04-01", ("missed", "18000.0000"));
}

#[test]
fn a_mean_a_median_and_a_share_hold_at_their_bound() {
    for (target, verdict) in [
        (json!({ "mean_at_most": "PT3H" }), "met"),
        (json!({ "mean_below": "PT3H" }), "missed"),
        (json!({ "median_at_most": "PT2H30M" }), "met"),
        (json!({ "median_below": "PT2H30M" }), "missed"),
        (json!({ "maximum_at_most": "PT6H" }), "met"),
        (json!({ "maximum_below": "PT6H" }), "missed"),
    ] {
        let story = took(&[6, 1, 3, 2], target.clone(), None);
        assert_eq!(story.result("2030-01-01T00:00:00Z", "2026-04-01").verdict.name(), verdict);
    }
    for (target, value) in [
        (json!({ "share_at_least": "80" }), ("met", "80.0000")),
        (json!({ "share_above": "80" }), ("missed", "80.0000")),
        (json!({ "share_at_least": "80.001" }), ("missed", "80.0000")),
    ] {
        check(&took(&[1, 2, 3, 4, 5], target, Some("PT4H")), "2026-04-01", value);
    }
    let thirds = took(&[1, 2, 3], json!({ "share_at_least": "66.67" }), Some("PT2H"));
    check(&thirds, "2026-04-01", ("missed", "66.6666"));
}

#[test]
fn a_case_belongs_to_the_local_month_in_which_it_was_decided() {
    // Of March in Berlin until 22:00 of the last day in UTC.
    let story = |until: &str| {
        took(&[], json!({ "share_at_least": "100" }), Some("PT4H"))
            .contract("/time_zone", json!("Europe/Berlin"))
            .raw(json!({
                "services": ["s"], "started": "2026-03-31T18:30:00Z", "resolved": until,
            }))
    };
    let month = |until: &str, first: &str| {
        story(until).result("2030-01-01T00:00:00Z", first).verdict.name()
    };
    assert_eq!(month("2026-03-31T21:59:59Z", "2026-03-01"), "met");
    assert_eq!(month("2026-03-31T22:00:00Z", "2026-03-01"), "not_measured");
    assert_eq!(month("2026-03-31T22:00:00Z", "2026-04-01"), "met");
    // It was missed half an hour into April, whenever it stopped.
    assert_eq!(month("2026-05-20T08:00:00Z", "2026-04-01"), "missed");
    assert_eq!(month("2026-05-20T08:00:00Z", "2026-05-01"), "not_measured");
}

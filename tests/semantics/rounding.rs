//! Values that are rounded before they are judged.

use serde_json::{Value, json};

use super::labels::at;
use super::story::{Story, check, verdict};

/// April with so many minutes of downtime, of which 432 are a percent.
fn down(minutes: u32) -> Story {
    let until = format!("2026-04-10T{:02}:{:02}:00Z", minutes / 60, minutes % 60);
    Story::new().incident(&at(10, "00:00"), &until, "full")
}

fn at_least(story: Story, target: &str) -> Story {
    story.contract("/objectives/0/target", json!({ "at_least": target }))
}

fn rounded(story: Story, places: u32, mode: &str) -> Story {
    story.contract("/value_rounding", json!({ "places": places, "mode": mode }))
}

#[test]
fn a_rounded_value_keeps_what_the_exact_one_misses() {
    // 433.7 minutes of 43,200 would be 98.996 %; 434 are 98.99537….
    let story = || at_least(down(434), "99");
    check(&story(), "2026-04-01", ("missed", "98.9953"));
    check(&rounded(story(), 2, "half_up"), "2026-04-01", ("met", "98.9953"));
    check(&rounded(story(), 2, "up"), "2026-04-01", ("met", "98.9953"));
    check(&rounded(story(), 2, "down"), "2026-04-01", ("missed", "98.9953"));
    check(&rounded(story(), 3, "half_up"), "2026-04-01", ("missed", "98.9953"));
    check(&rounded(story(), 3, "half_even"), "2026-04-01", ("missed", "98.9953"));
    // What is above a strict bound is not, once it is rounded to it.
    let above = |story: Story| story.contract("/objectives/0/target", json!({ "above": "99" }));
    check(&above(down(430)), "2026-04-01", ("met", "99.0046"));
    check(&rounded(above(down(430)), 2, "half_up"), "2026-04-01", ("missed", "99.0046"));
}

#[test]
fn an_objective_rounds_in_its_own_way_or_not_at_all() {
    let story = || rounded(at_least(down(434), "99"), 2, "half_up");
    let own = |rounding: Value| story().contract("/objectives/0/value_rounding", rounding);
    check(&own(json!("none")), "2026-04-01", ("missed", "98.9953"));
    let other = json!({ "places": "2", "mode": "down" });
    check(&own(other), "2026-04-01", ("missed", "98.9953"));
}

#[test]
fn tiers_are_of_the_rounded_value() {
    let tiers = json!({ "tiers": [{ "below": "99.5", "percent": "5" },
                                  { "below": "99", "percent": "10" }] });
    let story = || at_least(down(434), "99.9").contract("/objectives/0/credit", tiers.clone());
    let percent = |story: Story| {
        let result = story.result("2030-01-01T00:00:00Z", "2026-04-01");
        result.credit.map(|credit| credit.share.unwrap().to_string())
    };
    assert_eq!(percent(story()).as_deref(), Some("10"));
    assert_eq!(percent(rounded(story(), 2, "half_up")).as_deref(), Some("5"));
}

#[test]
fn what_unknown_time_could_change_is_rounded_too() {
    // Half an hour unknown: all of it up 98.9964 %, down 98.8807 %.
    let certain = |story: Story| {
        let story = story.covers(&at(1, "00:30"), "2026-05-01T00:00:00Z");
        let result = story.result("2030-01-01T00:00:00Z", "2026-04-01");
        (verdict(&result).0, result.certain)
    };
    assert_eq!(certain(at_least(down(433), "99")), ("missed", true));
    assert_eq!(certain(rounded(at_least(down(433), "99"), 2, "half_up")), ("met", false));
    assert_eq!(certain(rounded(at_least(down(433), "99"), 0, "half_up")), ("met", true));
}

#[test]
fn a_perfect_rest_is_rounded_too() {
    let state = |story: Story| {
        let story = at_least(story, "99");
        story.result("2026-04-16T00:00:00Z", "2026-04-01").verdict.name()
    };
    assert_eq!(state(down(434)), "running_past_recovery");
    assert_eq!(state(rounded(down(434), 2, "half_up")), "running_below_target");
}

#[test]
fn lengths_and_counts_are_not_rounded() {
    let objective = |indicator: &str, target: Value| {
        let rounding = json!({ "places": 0, "mode": "down" });
        let objective = json!({ "id": "o", "service": "s", "indicator": indicator,
                                "target": target, "value_rounding": rounding });
        down(1).contract("/objectives", json!([objective])).faults()
    };
    assert_eq!(objective("downtime", json!({ "at_most": "PT1H" })), ["field_not_here"]);
    assert_eq!(objective("outage_count", json!({ "at_most": "1" })), ["field_not_here"]);
    assert_eq!(objective("availability", json!({ "at_least": "1" })), [""; 0]);
    let faults = |rounding: Value| down(1).contract("/value_rounding", rounding).faults();
    assert_eq!(faults(json!({ "places": 2, "mode": "nearest" })), ["unknown_word"]);
    assert_eq!(faults(json!({ "places": 13, "mode": "up" })), ["off_scale"]);
    assert_eq!(faults(json!({ "places": 1.5, "mode": "up" })), ["wrong_shape"]);
    assert_eq!(faults(json!({ "places": 2 })), ["missing_field"]);
    assert_eq!(faults(json!("some")), ["unknown_word"]);
}

#[test]
fn as_much_downtime_is_allowed_as_is_rounded_to_the_target() {
    let allowed = |story: Story| {
        let time = story.result("2030-01-01T00:00:00Z", "2026-04-01").time.unwrap();
        let budget = time.budget.as_ref().unwrap();
        assert_eq!(budget.allowed_seconds, time.allowed_seconds);
        time.allowed_seconds.to_string()
    };
    // Of 2,592,000 seconds a tenth of a percent, and half a tenth more.
    assert_eq!(allowed(down(0)), "2592");
    assert_eq!(allowed(rounded(down(0), 1, "half_up")), "3888");
    assert_eq!(allowed(rounded(down(0), 1, "half_even")), "3888");
    assert_eq!(allowed(rounded(down(0), 1, "down")), "2592");
    assert_eq!(allowed(rounded(down(0), 1, "up")), "5184");
    // So what is left is left where the target is met, and only there: 64.8 minutes are allowed.
    for (minutes, met) in [(64, true), (65, false)] {
        let result =
            rounded(down(minutes), 1, "half_up").result("2030-01-01T00:00:00Z", "2026-04-01");
        let left = result.time.as_ref().unwrap().budget.as_ref().unwrap().left_seconds.clone();
        assert_eq!(
            (verdict(&result).0, left.is_negative()),
            (if met { "met" } else { "missed" }, !met)
        );
    }
}

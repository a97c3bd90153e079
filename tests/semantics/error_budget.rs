//! The downtime that a target leaves room for, and the pace at which it is used.

use serde_json::json;
use sla_calculator::report::BudgetFigures;

use super::labels::at;
use super::story::Story;

/// April 2026 as of a day, with an outage of so many minutes on the second.
fn april(story: Story, as_of: &str, minutes: u32) -> BudgetFigures {
    let until = at(2, &format!("{:02}:{:02}", 10 + minutes / 60, minutes % 60));
    let result = story.incident(&at(2, "10:00"), &until, "full").result(as_of, "2026-04-01");
    result.time.unwrap().budget.unwrap()
}

#[track_caller]
fn check(budget: &BudgetFigures, measured: u32, allowed: &str, left: &str, burn: Option<&str>) {
    let BudgetFigures { measured_seconds, allowed_seconds, left_seconds, .. } = budget;
    let told = [measured_seconds, allowed_seconds, left_seconds].map(ToString::to_string);
    assert_eq!(told, [measured.to_string(), allowed.to_owned(), left.to_owned()]);
    assert_eq!(budget.burn.as_ref().map(ToString::to_string).as_deref(), burn);
}

fn ends(budget: &BudgetFigures) -> Option<&str> {
    budget.ends.as_ref().map(|ends| ends.at.as_str())
}

const DAY: u32 = 86_400;

#[test]
fn a_running_month_has_the_budget_of_all_of_it() {
    let budget = april(Story::new(), &at(11, "00:00"), 30);
    check(&budget, 30 * DAY, "2592", "792", Some("25/12"));
    assert_eq!(ends(&budget), Some("2026-04-15T09:36:00Z"));
    let slow = april(Story::new(), &at(11, "00:00"), 10);
    check(&slow, 30 * DAY, "2592", "1992", Some("25/36"));
    assert_eq!(ends(&slow), None);
}

#[test]
fn a_month_that_is_over_has_what_the_target_allowed_and_no_pace() {
    let budget = april(Story::new(), "2030-01-01T00:00:00Z", 44);
    check(&budget, 30 * DAY, "2592", "-48", None);
    assert_eq!(ends(&budget), None);
}

#[test]
fn a_target_of_a_hundred_has_no_budget() {
    let story = Story::new().contract("/objectives/0/target", json!({ "at_least": "100" }));
    check(&april(story, &at(11, "00:00"), 1), 30 * DAY, "0", "-60", None);
}

#[test]
fn unknown_time_that_has_passed_is_no_part_of_it() {
    let story = Story::new().covers(&at(2, "00:00"), &at(11, "00:00"));
    let budget = april(story, &at(16, "00:00"), 30);
    // Of the fifteen days nine are known, and the fifteen to come are agreed.
    check(&budget, 24 * DAY, "2073.6", "273.6", Some("125/54"));
}

#[test]
fn what_is_left_lasts_in_agreed_hours() {
    let story = Story::new()
        .contract("/calendars", json!({ "day": { "weekly": { "mon-sun": ["08:00-18:00"] } } }))
        .contract("/objectives/0/calendar", json!("day"));
    let budget = april(story, &at(11, "12:00"), 10);
    // 300 h in April, 104 of them so far: at 600 s in 104 h, 480 s more take 83 h 12 min.
    check(&budget, 300 * 3_600, "1080", "480", Some("125/78"));
    assert_eq!(ends(&budget), Some("2026-04-19T15:12:00Z"));
}

#[test]
fn a_length_that_stands_for_a_month_stands_for_its_rest_too() {
    let story = Story::new().contract("/counting", json!({ "period_length": "P40D" }));
    let budget = april(story, &at(11, "00:00"), 48);
    check(&budget, 40 * DAY, "3456", "576", Some("2.5"));
    // At 2,880 s in ten days, 576 s more take two.
    assert_eq!(ends(&budget), Some("2026-04-13T00:00:00Z"));
}

#[test]
fn days_that_are_looked_back_on_have_no_rest() {
    let window = json!({ "days": 5, "before_start": "clip" });
    let story = Story::new().contract("/objectives/0/window", window);
    let budget = april(story, &at(5, "00:00"), 5);
    check(&budget, 5 * DAY, "432", "132", None);
}

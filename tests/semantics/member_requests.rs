//! Series of requests of the members of groups.

use serde_json::{Value, json};
use sla_calculator::report::ResultFigures;
use sla_calculator::timeline::Label;

use super::labels::at;
use super::story::Story;

const AFTER: &str = "2030-01-01T00:00:00Z";
const APRIL: &str = "2026-04-01";

/// A shop of `a`, each step of whose requests is down in which more than a twentieth failed, and `b`.
fn shop(kind: &str, series: Value) -> Story {
    let rule = json!({ "down_when": { "error_rate_above": "5" } });
    let mut story = Story::new()
        .contract("/objectives/0/service", json!("shop"))
        .contract("/term", json!({ "from": "2026-04-01", "until": "2026-05-01" }))
        .contract(
            "/services",
            json!([
                { "id": "a", "counting": rule },
                { "id": "b" },
                { "id": "shop", "group": { kind: ["a", "b"] } },
            ]),
        );
    story.incidents["series"] = series;
    story
}

/// Steps of an hour from ten o'clock on: of ten requests so many succeeded; nothing, where it is
/// missing.
fn hours(service: &str, good: &[Option<u64>]) -> Value {
    let total: Vec<Option<u64>> = good.iter().map(|good| good.map(|_| 10)).collect();
    json!({
        "service": service, "from": at(10, "10:00"), "step": "PT1H", "good": good, "total": total,
    })
}

fn down(result: &ResultFigures) -> (String, u64) {
    let time = result.time.as_ref().unwrap();
    (time.down_seconds.to_string(), time.outages)
}

fn unknown(result: &ResultFigures) -> String {
    result.time.as_ref().unwrap().labels[&Label::Unknown].to_string()
}

#[test]
fn a_member_is_down_by_steps_as_its_own_service_counts_them() {
    let bad = [Some(5), Some(10), Some(0)];
    // Of b no step is an outage, whatever failed.
    let both = || json!([hours("a", &bad), hours("b", &bad)]);
    let result = |story: Story| down(&story.result(AFTER, APRIL));
    assert_eq!(result(shop("series", both())), ("7200".to_owned(), 2));
    assert_eq!(result(shop("parallel", both())), ("0".to_owned(), 0));
    // What is agreed of the shop is agreed of its own requests.
    let rule = json!({ "down_when": { "error_rate_above": "60" } });
    let of_shop =
        |series| shop("parallel", series).contract("/objectives/0/counting", rule.clone());
    assert_eq!(result(of_shop(both())), ("0".to_owned(), 0));
    assert_eq!(result(of_shop(json!([hours("shop", &bad)]))), ("3600".to_owned(), 1));
    // The minimum is of the shop's outage: two steps one after the other are one.
    let minimum = json!({ "minimum_outage": { "more_than": "PT1H" } });
    let long = json!([hours("a", &[Some(1), Some(2), Some(10), Some(3)])]);
    let story = shop("series", long).contract("/objectives/0/counting", minimum);
    assert_eq!(result(story), ("7200".to_owned(), 1));
}

#[test]
fn a_member_of_whose_requests_a_step_is_missing_is_left_out() {
    let result = |kind: &str| {
        let story = shop(kind, json!([hours("a", &[None, Some(10)])])).raw(json!({
            "services": ["b"], "started": at(10, "10:30"), "restored": at(10, "11:30"),
        }));
        story.result(AFTER, APRIL)
    };
    // While nothing is known of a, b is all there is.
    assert_eq!(down(&result("parallel")), ("1800".to_owned(), 1));
    assert_eq!(down(&result("series")), ("3600".to_owned(), 1));
    assert_eq!(unknown(&result("parallel")), "0");
    let alone = shop("series", json!([hours("a", &[None, Some(10)])]));
    let alone = alone.contract("/services/2/group", json!({ "series": ["a"] }));
    assert_eq!(unknown(&alone.result(AFTER, APRIL)), "3600");
}

#[test]
fn a_group_is_judged_by_labels_of_the_series_of_its_members() {
    let told = |region: &str, good: &[Option<u64>]| {
        let mut series = hours("a", good);
        series["labels"] = json!({ "region": region });
        series
    };
    let both = json!([told("west", &[Some(5)]), told("east", &[Some(10), Some(0), Some(0)])]);
    let story = shop("series", both);
    assert_eq!(down(&story.result(AFTER, APRIL)), ("10800".to_owned(), 1));
    let per = story.contract("/objectives/0/per", json!(["region"]));
    let each: Vec<_> = per.report(AFTER).results.iter().map(down).collect();
    assert_eq!(each, [("7200".to_owned(), 1), ("3600".to_owned(), 1)]);
    let west = json!({ "labels": { "region": ["west"] } });
    let chosen = per.contract("/objectives/0/per", json!([]));
    let chosen = chosen.contract("/objectives/0/where", west);
    assert_eq!(down(&chosen.result(AFTER, APRIL)), ("3600".to_owned(), 1));
}

#[test]
fn requests_of_a_group_are_its_own_and_measured_whatever_fails() {
    let story =
        shop("series", json!([hours("a", &[Some(0), None]), hours("shop", &[Some(9), Some(10)])]));
    let objective = json!({
        "id": "o", "service": "shop", "indicator": "request_success",
        "target": { "at_least": "99" },
    });
    let result = story.contract("/objectives", json!([objective])).result(AFTER, APRIL);
    assert_eq!(result.value.unwrap().to_fixed(4), "95.0000");
    assert_eq!(result.requests.unwrap().steps, 2);
}

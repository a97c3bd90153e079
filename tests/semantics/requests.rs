//! Series of requests: outages by their error rate, and the share of requests that succeeded, worked
//! out by hand.

use serde_json::{Value, json};
use sla_calculator::report::{LeftOut, ResultFigures};

use super::labels::at;
use super::story::{Story, check, verdict};

const AFTER: &str = "2030-01-01T00:00:00Z";
const APRIL: &str = "2026-04-01";

/// A series of the service that begins on a day of April 2026.
fn series(day: u32, time: &str, step: &str, counts: &[(Option<u64>, Option<u64>)]) -> Value {
    let (good, total): (Vec<_>, Vec<_>) = counts.iter().copied().unzip();
    json!({ "service": "s", "from": at(day, time), "step": step, "good": good, "total": total })
}

fn counts(counts: &[(u64, u64)]) -> Vec<(Option<u64>, Option<u64>)> {
    counts.iter().map(|(good, total)| (Some(*good), Some(*total))).collect()
}

/// The story with these series.
fn told(mut story: Story, series: Value) -> Story {
    story.incidents["series"] = series;
    story
}

/// Availability, where a step of that error rate is down.
fn down_when(rule: Value, series: Value) -> Story {
    told(Story::new().contract("/counting", json!({ "down_when": rule })), series)
}

/// The share of requests that succeeded.
fn success(more: Value, series: Value) -> Story {
    let mut objective = json!({
        "id": "o", "service": "s", "indicator": "request_success", "target": { "at_least": "99" },
    });
    objective.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    told(Story::new().contract("/objectives", json!([objective])), series)
}

fn mean(more: Value) -> Value {
    let mut all = json!({ "method": "interval_mean" });
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    all
}

/// The seconds of outage and of unknown time.
fn seconds(result: &ResultFigures) -> (String, String) {
    let time = result.time.as_ref().unwrap();
    let unknown = &time.labels[&sla_calculator::timeline::Label::Unknown];
    (time.down_seconds.to_string(), unknown.to_string())
}

fn left_out(result: &ResultFigures) -> Vec<(LeftOut, u64)> {
    result.requests.as_ref().unwrap().left_out.iter().map(|(why, n)| (*why, *n)).collect()
}

#[test]
fn a_step_beyond_the_bound_is_down() {
    let above = json!({ "error_rate_above": "5" });
    let at_or_above = json!({ "error_rate_at_or_above": "5" });
    for (good, rule, down) in [
        (950, &above, "0"),
        (949, &above, "300"),
        (951, &above, "0"),
        (950, &at_or_above, "300"),
        (951, &at_or_above, "0"),
    ] {
        let one = series(10, "10:00", "PT5M", &counts(&[(good, 1000)]));
        let result = down_when(rule.clone(), json!([one])).result(AFTER, APRIL);
        assert_eq!(seconds(&result).0, down, "{good} {rule}");
    }
}

#[test]
fn a_bound_may_be_a_small_part_of_a_percent() {
    let rule = json!({ "error_rate_above": "0.000000000001" });
    let many = 10_000_000_000_000_000_000;
    let one = |good| series(10, "10:00", "PT5M", &counts(&[(good, many)]));
    let down = |good| {
        let story = down_when(rule.clone(), json!([one(good)]));
        seconds(&story.result(AFTER, APRIL)).0
    };
    // A billionth of a thousandth of a percent of ten quintillions is a hundred thousand.
    assert_eq!(down(many - 100_000), "0");
    assert_eq!(down(many - 100_001), "300");
    let finer = json!({ "error_rate_above": "0.0000000000001" });
    assert_eq!(down_when(finer, json!([])).faults(), ["off_scale"]);
    let beyond = json!({ "error_rate_above": "101" });
    assert_eq!(down_when(beyond, json!([])).faults(), ["off_scale"]);
    let both = json!({ "error_rate_above": "1", "error_rate_at_or_above": "1" });
    assert_eq!(down_when(both, json!([])).faults(), ["bound_count"]);
}

#[test]
fn too_few_requests_are_no_outage() {
    let rule = json!({ "error_rate_above": "5", "minimum_requests": 10 });
    for (total, down) in [(0, "0"), (9, "0"), (10, "300"), (11, "300")] {
        let one = series(10, "10:00", "PT5M", &counts(&[(0, total)]));
        let result = down_when(rule.clone(), json!([one])).result(AFTER, APRIL);
        assert_eq!(seconds(&result).0, down, "{total}");
    }
    // Without any request nothing failed, whatever the bound.
    let none = series(10, "10:00", "PT5M", &counts(&[(0, 0)]));
    let result = down_when(json!({ "error_rate_at_or_above": "0" }), json!([none]));
    assert_eq!(seconds(&result.result(AFTER, APRIL)).0, "0");
}

#[test]
fn steps_and_incidents_are_one_outage() {
    let steps = counts(&[(0, 10), (10, 10), (0, 10), (0, 10)]);
    let story =
        down_when(json!({ "error_rate_above": "5" }), json!([series(10, "10:00", "PT5M", &steps)]));
    // From 10:10 to 10:20 by steps, from 10:18 to 10:30 by an incident.
    let story = story.incident(&at(10, "10:18"), &at(10, "10:30"), "full");
    let result = story.result(AFTER, APRIL);
    assert_eq!(seconds(&result).0, (25 * 60).to_string());
    assert_eq!(result.time.as_ref().unwrap().outages, 2);
    assert_eq!(result.time.as_ref().unwrap().incidents, 1);
    let longer = json!({ "down_when": { "error_rate_above": "5" }, "minimum_outage": "PT6M" });
    let result = story.contract("/counting", longer).result(AFTER, APRIL);
    assert_eq!(seconds(&result).0, (20 * 60).to_string());
}

#[test]
fn a_missing_step_is_unknown() {
    let steps = [(Some(10), Some(10)), (None, None), (None, None), (Some(0), Some(10))];
    let one = json!([series(10, "10:00", "PT5M", &steps)]);
    let result = down_when(json!({ "error_rate_above": "5" }), one.clone()).result(AFTER, APRIL);
    assert_eq!(seconds(&result), ("300".to_owned(), "600".to_owned()));
    assert!(result.certain, "15 minutes of down time are less than the allowed 43");
    // Where steps make no outage, they say nothing of what is known.
    let result = told(Story::new(), one).result(AFTER, APRIL);
    assert_eq!(seconds(&result), ("0".to_owned(), "0".to_owned()));
}

#[test]
fn a_step_counts_once_it_has_ended() {
    let steps = counts(&[(0, 10), (0, 10)]);
    let one = json!([series(10, "10:00", "PT5M", &steps)]);
    let story = down_when(json!({ "error_rate_above": "5" }), one);
    for (as_of, down) in [
        ("2026-04-10T10:04:59Z", "0"),
        ("2026-04-10T10:05:00Z", "300"),
        ("2026-04-10T10:09:59Z", "300"),
        ("2026-04-10T10:10:00Z", "600"),
    ] {
        assert_eq!(seconds(&story.result(as_of, APRIL)).0, down, "{as_of}");
    }
}

#[test]
fn an_outage_by_steps_ends_with_the_next_step() {
    let restore = |steps: &[(u64, u64)]| {
        let one = json!([series(10, "10:00", "PT5M", &counts(steps))]);
        let story = down_when(json!({ "error_rate_above": "5" }), one);
        let objective = json!([{
            "id": "o", "service": "s", "indicator": "mean_time_to_restore",
            "target": { "at_most": "PT1H" },
        }]);
        verdict(&story.contract("/objectives", objective).result(AFTER, APRIL)).1
    };
    assert_eq!(restore(&[(0, 10), (0, 10), (10, 10)]), "600.0000");
    // Nothing tells that it has ended.
    assert_eq!(restore(&[(0, 10), (0, 10)]), "");
}

#[test]
fn another_part_of_the_contract_may_say_never() {
    let one = json!([series(10, "10:00", "PT5M", &counts(&[(0, 10)]))]);
    let story = down_when(json!({ "error_rate_above": "5" }), one);
    let never = json!({ "down_when": "never" });
    let result = story.contract("/objectives/0/counting", never).result(AFTER, APRIL);
    assert_eq!(seconds(&result).0, "0");
}

#[test]
fn requests_that_succeeded_by_all_requests() {
    let steps = counts(&[(980, 1000), (0, 0), (100, 100)]);
    let story = |target: &str| {
        let one = json!([series(10, "10:00", "PT5M", &steps)]);
        success(json!({ "target": { "at_least": target } }), one)
    };
    // 1,080 of 1,100.
    check(&story("98.1818"), APRIL, ("met", "98.1818"));
    check(&story("98.1819"), APRIL, ("missed", "98.1818"));
    let result = story("98").result(AFTER, APRIL);
    let requests = result.requests.as_ref().unwrap();
    assert_eq!((requests.steps, requests.good.to_string()), (3, "1080".to_owned()));
    assert_eq!(requests.total.to_string(), "1100");
}

#[test]
fn the_mean_of_steps() {
    let steps = counts(&[(980, 1000), (0, 0), (1, 3)]);
    let story = |more: Value| success(mean(more), json!([series(10, "10:00", "PT5M", &steps)]));
    // (0.98 + 1 + 1/3) ÷ 3, or (0.98 + 1/3) ÷ 2.
    check(&story(json!({})), APRIL, ("missed", "77.1111"));
    check(&story(json!({ "no_requests": "up" })), APRIL, ("missed", "77.1111"));
    let removed = story(json!({ "no_requests": "removed" }));
    check(&removed, APRIL, ("missed", "65.6666"));
    assert_eq!(left_out(&removed.result(AFTER, APRIL)), [(LeftOut::WithoutRequests, 1)]);
}

#[test]
fn no_request_is_no_value() {
    let none = json!([series(10, "10:00", "PT5M", &counts(&[(0, 0), (0, 0)]))]);
    for more in [json!({}), mean(json!({})), mean(json!({ "no_requests": "removed" }))] {
        check(&success(more.clone(), none.clone()), APRIL, ("not_measured", ""));
        check(&success(more.clone(), json!([])), APRIL, ("not_measured", ""));
        check(&success(more, none.clone()), "2026-05-01", ("not_measured", ""));
    }
}

#[test]
fn a_missing_step_is_left_out() {
    let steps = [(Some(99), Some(100)), (None, None), (Some(1), Some(4))];
    let one = json!([series(10, "10:00", "PT5M", &steps)]);
    for (more, value) in [(json!({}), "96.1538"), (mean(json!({})), "62.0000")] {
        let result = success(more, one.clone()).result(AFTER, APRIL);
        assert_eq!(verdict(&result), ("missed", value.to_owned()));
        assert_eq!(left_out(&result), [(LeftOut::Missing, 1)]);
        assert!(!result.certain);
    }
}

#[test]
fn a_verdict_is_certain_where_steps_tell_of_all_time() {
    let certain = |days: usize| {
        let steps = counts(&vec![(10, 10); days]);
        let one = json!([series(1, "00:00", "PT24H", &steps)]);
        success(json!({}), one).result(AFTER, APRIL).certain
    };
    assert_eq!([29, 30, 31].map(certain), [false, true, true]);
}

#[test]
fn maintenance_cuts_steps_whole() {
    let steps = counts(&[(100, 100), (0, 100), (0, 100), (100, 100)]);
    let mut story = success(json!({}), json!([series(10, "10:00", "PT5M", &steps)]));
    story.incidents["maintenance"] = json!([{
        "id": "m", "planned_from": at(10, "10:06"), "planned_until": at(10, "10:12"),
        "announced": at(1, "00:00"),
    }]);
    let permitted = story.contract("/maintenance", json!([{ "notice": { "days": 3 } }]));
    let result = permitted.result(AFTER, APRIL);
    assert_eq!(verdict(&result), ("met", "100.0000".to_owned()));
    assert_eq!(left_out(&result), [(LeftOut::Removed, 2)]);
    // What counts as up or down is measured.
    let counted = permitted.contract("/counting", json!({ "maintenance": "up" }));
    check(&counted, APRIL, ("missed", "50.0000"));
    let late = counted.contract("/maintenance", json!([{ "notice": { "days": 30 } }]));
    check(&late, APRIL, ("missed", "50.0000"));
}

#[test]
fn steps_outside_the_hours_or_what_is_covered_are_left_out() {
    let steps = counts(&[(100, 100), (0, 100), (90, 100), (0, 100)]);
    let all = json!([series(10, "16:50", "PT5M", &steps)]);
    let hours = json!({ "office": { "weekly": { "mon-fri": ["09:00-16:57"] } } });
    let story = success(json!({ "calendar": "office" }), all.clone());
    let result = story.contract("/calendars", hours).result(AFTER, APRIL);
    assert_eq!(verdict(&result), ("met", "100.0000".to_owned()));
    assert_eq!(left_out(&result), [(LeftOut::OutOfHours, 3)]);
    let story = success(json!({}), all).covers(&at(1, "00:00"), &at(10, "17:06"));
    let result = story.result(AFTER, APRIL);
    assert_eq!(verdict(&result), ("missed", "63.3333".to_owned()));
    assert_eq!(left_out(&result), [(LeftOut::Unknown, 1)]);
}

#[test]
fn a_step_across_the_edge_of_a_period_is_of_neither() {
    let steps = counts(&[(99, 100), (0, 100), (100, 100)]);
    let story = success(json!({}), json!([series(30, "23:45", "PT10M", &steps)]));
    check(&story, APRIL, ("met", "99.0000"));
    check(&story, "2026-05-01", ("met", "100.0000"));
    for first in [APRIL, "2026-05-01"] {
        assert_eq!(left_out(&story.result(AFTER, first)), [(LeftOut::Across, 1)]);
    }
    // Nor is one that has not ended yet of the period that runs.
    let running = story.result("2026-05-01T00:14:59Z", "2026-05-01");
    assert_eq!(verdict(&running), ("not_measured", String::new()));
    let running = story.result("2026-05-01T00:15:00Z", "2026-05-01");
    assert_eq!(verdict(&running), ("running_on_track", "100.0000".to_owned()));
}

#[test]
fn labels_choose_the_series() {
    let labelled = |region: &str, good: u64| {
        let mut one = series(10, "10:00", "PT5M", &counts(&[(good, 100)]));
        one["labels"] = json!({ "region": region });
        one
    };
    let both = json!([labelled("eu", 100), labelled("us", 50)]);
    check(&success(json!({}), both.clone()), APRIL, ("missed", "75.0000"));
    let some = |region: &str| json!({ "where": { "labels": { "region": [region] } } });
    check(&success(some("eu"), both.clone()), APRIL, ("met", "100.0000"));
    check(&success(some("asia"), both.clone()), APRIL, ("not_measured", ""));
    let each = success(json!({ "per": ["region"] }), both.clone()).report(AFTER);
    let names: Vec<&str> = each.agreement.objectives.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(names, ["o/eu", "o/us"]);
    let april = each.periods.iter().position(|it| it.first.to_string() == APRIL).unwrap();
    let april = each.results.iter().filter(|it| it.period as usize == april);
    let values: Vec<String> = april.map(|it| verdict(it).1).collect();
    assert_eq!(values, ["100.0000", "50.0000"]);
    // An outage by steps is one of its labels alone.
    let down = down_when(json!({ "error_rate_above": "5" }), both);
    let down = down.contract("/objectives/0/per", json!(["region"])).report(AFTER);
    let april = down
        .results
        .iter()
        .filter(|it| down.periods[it.period as usize].first.to_string() == APRIL);
    let seconds: Vec<String> = april.map(|it| seconds(it).0).collect();
    assert_eq!(seconds, ["0", "300"]);
}

#[test]
fn a_window_of_days_looks_back_on_requests() {
    let steps: Vec<(u64, u64)> =
        (0..60).map(|day| (if day < 25 { 90 } else { 100 }, 100)).collect();
    let one = json!([series(1, "00:00", "PT24H", &counts(&steps))]);
    let story = success(json!({ "window": { "days": 10 } }), one);
    // Of the last ten days of April five are good.
    check(&story, APRIL, ("missed", "95.0000"));
    check(&story, "2026-05-01", ("met", "100.0000"));
}

#[test]
fn how_steps_become_one_value_is_an_open_question() {
    let steps = counts(&[(1, 1), (980, 1000)]);
    let story = success(json!({}), json!([series(10, "10:00", "PT5M", &steps)]));
    let readings = |story: &Story| {
        let report = story.report(AFTER);
        let own = report.readings.into_iter().filter(|it| it.name.starts_with("objectives/"));
        own.map(|it| (it.name, it.value, it.by_default)).collect::<Vec<_>>()
    };
    let method =
        |value: &str, by_default| ("objectives/method".to_owned(), value.to_owned(), by_default);
    assert_eq!(readings(&story), [method("occurrences", true)]);
    let story = success(mean(json!({})), json!([]));
    let empty = ("objectives/no_requests".to_owned(), "up".to_owned(), true);
    assert_eq!(readings(&story), [method("interval_mean", false), empty]);
}

#[test]
fn a_credit_and_a_score_take_it() {
    let one = json!([series(10, "10:00", "PT5M", &counts(&[(90, 100)]))]);
    let tiers = json!({ "tiers": [{ "below": "95", "percent": "10" }] });
    let result = success(json!({ "credit": tiers }), one.clone()).result(AFTER, APRIL);
    assert_eq!(result.credit.unwrap().amount.unwrap().amount.to_string(), "100");
    let story = success(json!({}), one);
    let mut objectives = story.contract["objectives"].as_array().unwrap().clone();
    objectives.push(json!({
        "id": "score", "indicator": "score", "target": { "at_least": "99" },
        "parts": [{ "objective": "o", "weight": 1 }],
    }));
    let report = story.contract("/objectives", json!(objectives)).report(AFTER);
    let score = report.results.iter().filter(|it| it.objective == 1);
    let values: Vec<_> =
        score.filter_map(|it| it.value.as_ref()).map(ToString::to_string).collect();
    assert_eq!(values, ["90"]);
}

#[test]
fn series_that_make_no_sense_are_refused() {
    let faults = |change: &dyn Fn(&mut Value)| {
        let mut one = series(10, "10:00", "PT5M", &counts(&[(1, 2), (3, 4)]));
        change(&mut one);
        success(json!({}), json!([one])).faults()
    };
    assert_eq!(faults(&|_| ()), [""; 0]);
    for (field, value, code) in [
        ("good", json!([1]), "lengths_differ"),
        ("good", json!([1, 2, 3]), "lengths_differ"),
        ("good", json!([3, 3]), "more_good_than_total"),
        ("good", json!([-1, 3]), "off_scale"),
        ("good", json!([0.5, 3]), "wrong_shape"),
        ("good", json!(["1", 3]), "wrong_shape"),
        ("good", json!([null, 3]), "missing_in_one"),
        ("total", json!([2, null]), "missing_in_one"),
        ("total", json!([2, 1e30]), "not_a_decimal"),
        ("total", json!(7), "wrong_shape"),
        ("step", json!("PT0S"), "not_a_length"),
        ("step", json!("P1D"), "not_a_length"),
        ("step", json!("P1M"), "not_a_length"),
        ("step", json!("PT999999999H"), "off_scale"),
        ("from", json!("2026-04-10T10:00:00"), "no_offset"),
        ("service", json!("other"), "nothing_of_agreement"),
        ("region", json!("eu"), "unknown_field"),
    ] {
        assert_eq!(faults(&|one| one[field] = value.clone()), [code], "{field} {value}");
    }
    assert_eq!(faults(&|one| one["total"] = Value::Null), ["missing_field"]);
    let whole = faults(&|one| one["good"] = serde_json::from_str("[1.0, 3]").unwrap());
    assert_eq!(whole, [""; 0]);
}

#[test]
fn no_instant_is_told_twice_of_the_same_labels() {
    let one = |time: &str, labels: Value| {
        let mut one = series(10, time, "PT5M", &counts(&[(1, 2), (3, 4)]));
        one["labels"] = labels;
        one
    };
    let (eu, us) = (json!({ "region": "eu", "site": "a" }), json!({ "region": "us", "site": "a" }));
    let again = json!({ "site": "a", "region": "eu" });
    let faults = |series: Value| success(json!({}), series).faults();
    assert_eq!(faults(json!([one("10:00", eu.clone()), one("10:10", again.clone())])), [""; 0]);
    assert_eq!(faults(json!([one("10:00", eu.clone()), one("10:09", us)])), [""; 0]);
    let twice = json!([one("10:09", eu.clone()), one("10:00", again)]);
    assert_eq!(faults(twice), ["series_overlap"]);
    assert_eq!(
        faults(json!([one("10:00", Value::Null), one("10:00", Value::Null)])),
        ["series_overlap"]
    );
}

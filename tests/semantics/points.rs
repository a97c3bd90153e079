//! Points that objectives give, and what so many of them are worth.

use super::story::Story;
use serde_json::{Value, json};

const LATER: &str = "2030-01-01T00:00:00Z";

/// April with these incidents: their priority and how many minutes they took to be resolved.
fn april(incidents: &[(&str, i64)]) -> Story {
    let mut story = Story::new().contract("/priorities", json!(["P1", "P2"]));
    for (number, (priority, minutes)) in incidents.iter().enumerate() {
        let day = format!("2026-04-{:02}T", number + 1);
        let end = format!("{day}{:02}:{:02}:00Z", 10 + minutes / 60, minutes % 60);
        let at = format!("{day}10:00:00Z");
        story = story.raw(json!({
            "services": ["s"], "priority": priority, "started": at, "reported": at, "restored": end, "resolved": end,
        }));
    }
    story
}

fn with_points(story: Story, points: &Value, table: &Value) -> Story {
    let clock = |id: &str| {
        json!({ "id": id, "service": "s", "indicator": "resolution_time", "within": "PT1H",
                "where": { "priority": [id] }, "no_cases": "met" })
    };
    story
        .contract(
            "/services/0/charges",
            json!([{ "from": "2026-01-01", "amount": "1000.00", "per": "month" }]),
        )
        .contract(
            "/objectives",
            json!([
                { "id": "points", "service": "s", "indicator": "points",
                  "target": { "at_most": "4" }, "points": points,
                  "credit": { "points_table": table } },
                clock("P1"),
                clock("P2"),
                { "id": "up", "service": "s", "indicator": "availability",
                  "target": { "at_least": "99.9" } },
                { "id": "outages", "service": "s", "indicator": "outage_count",
                  "target": { "at_most": "5" } },
            ]),
        )
}

fn telus() -> Value {
    let rows = [("5", "0"), ("10", "2"), ("15", "4"), ("20", "6"), ("25", "8"), ("30", "10")];
    rows.iter().map(|(points, percent)| json!({ "points": points, "percent": percent })).collect()
}

/// The points of April, the verdict on them, and what they are worth.
fn found(story: &Story) -> (String, &'static str, String) {
    let report = story.report(LATER);
    let april = report.periods.iter().position(|it| it.first.to_string() == "2026-04-01").unwrap();
    let row = report.results.iter().find(|it| it.objective == 0 && it.period as usize == april);
    let row = row.unwrap();
    let amount = row.credit.as_ref().and_then(|credit| credit.amount.as_ref());
    let amount = amount.map_or_else(String::new, |it| it.amount.to_fixed(2));
    (row.value.as_ref().unwrap().to_string(), row.verdict.name(), amount)
}

#[track_caller]
fn check(incidents: &[(&str, i64)], points: &Value, expected: (&str, &str, &str)) {
    let found = found(&with_points(april(incidents), points, &telus()));
    assert_eq!((found.0.as_str(), found.1, found.2.as_str()), expected);
}

#[test]
fn each_row_holds_from_its_points_on() {
    // 43.2 minutes are allowed; each objective is missed once, however often.
    let all = json!([
        { "objective": "up", "points": "4.5" },
        { "objective": "P1", "points": "5" },
        { "objective": "P2", "points": "20.5" },
    ]);
    check(&[], &all, ("0", "met", "0.00"));
    check(&[("P2", 43)], &all, ("0", "met", "0.00"));
    check(&[("P2", 44)], &all, ("4.5", "missed", "0.00"));
    check(&[("P1", 61)], &all, ("9.5", "missed", "0.00"));
    check(&[("P1", 61), ("P1", 100)], &all, ("9.5", "missed", "0.00"));
    check(&[("P1", 61), ("P2", 61)], &all, ("30", "missed", "100.00"));
    check(&[("P2", 61)], &all, ("25", "missed", "80.00"));
    // Of the rows below the next holds the last: 9.5 is short of ten.
    let table = json!([{ "points": "9.5", "percent": "2" }]);
    let story = with_points(april(&[("P1", 61)]), &all, &table);
    assert_eq!(found(&story).2, "20.00");
}

#[test]
fn misses_give_points_by_priority_and_by_how_long_they_took() {
    // Revolgy: 50 for the first priority and 38 for the second, more for longer ones.
    let factors = json!([{ "from": "PT2H", "times": "1.5" }, { "from": "PT4H", "times": "3" }]);
    let of = |id: &str, points: &str| json!({ "objective": id, "points": points, "for": "miss", "by_length": factors });
    let all = json!([of("P1", "50"), of("P2", "38")]);
    let points =
        |incidents: &[(&str, i64)]| found(&with_points(april(incidents), &all, &telus())).0;
    assert_eq!(points(&[("P1", 60)]), "0");
    assert_eq!(points(&[("P1", 61)]), "50");
    assert_eq!(points(&[("P1", 119)]), "50");
    assert_eq!(points(&[("P1", 120)]), "75");
    assert_eq!(points(&[("P1", 239), ("P2", 240)]), "189");
    assert_eq!(points(&[("P2", 61), ("P2", 61)]), "76");
}

#[test]
fn outages_give_points_each() {
    let all = json!([{ "objective": "outages", "points": "2", "for": "outage",
                       "by_length": [{ "from": "PT30M", "times": "2.5" }] }]);
    let points =
        |incidents: &[(&str, i64)]| found(&with_points(april(incidents), &all, &telus())).0;
    assert_eq!(points(&[("P1", 29)]), "2");
    assert_eq!(points(&[("P1", 30), ("P1", 1)]), "7");
}

#[test]
fn what_is_not_measured_gives_none_and_leaves_them_uncertain() {
    let all = json!([{ "objective": "P1", "points": "5" }, { "objective": "up", "points": "10" }]);
    let story = with_points(april(&[("P2", 90)]), &all, &telus())
        .contract("/objectives/1/no_cases", json!("not_measured"));
    let report = story.report(LATER);
    let april = report.periods.iter().position(|it| it.first.to_string() == "2026-04-01").unwrap();
    let row = report.results.iter().find(|it| it.objective == 0 && it.period as usize == april);
    assert_eq!(row.unwrap().value.as_ref().unwrap().to_string(), "10");
    assert!(!row.unwrap().certain);
}

#[test]
fn a_table_of_points_says_what_is_wrong_with_it() {
    let faults = |points: Value, table: Value| with_points(april(&[]), &points, &table).faults();
    let up = || json!([{ "objective": "up", "points": "10" }]);
    let row = |points: &str, percent: &str| json!({ "points": points, "percent": percent });
    assert_eq!(faults(up(), json!([row("10", "2"), row("10", "4")])), ["tier_overlap"]);
    assert_eq!(faults(up(), json!([row("10", "4"), row("20", "2")])), ["tier_pays_less"]);
    assert_eq!(faults(up(), json!([row("4", "4")])), ["tier_above_target"]);
    assert_eq!(faults(up(), json!([row("10", "101")])), ["off_scale"]);
    assert_eq!(faults(up(), json!([])), ["empty_list"]);
    assert_eq!(faults(json!([]), telus()), ["empty_list"]);
    let part = |more: Value| {
        let mut part = json!({ "objective": "up", "points": "10" });
        part.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([part])
    };
    assert_eq!(faults(part(json!({ "objective": "points" })), telus()), ["unknown_objective"]);
    assert_eq!(faults(part(json!({ "for": "miss" })), telus()), ["unknown_objective"]);
    assert_eq!(faults(part(json!({ "points": "0" })), telus()), ["off_scale"]);
    let lengths = json!({ "by_length": [{ "from": "PT1H", "times": "2" }] });
    assert_eq!(faults(part(lengths), telus()), ["field_not_here"]);
    let table_elsewhere = with_points(april(&[]), &up(), &telus())
        .contract("/objectives/3/credit", json!({ "points_table": telus() }));
    assert_eq!(table_elsewhere.faults(), ["field_not_here"]);
}

#[test]
fn what_gave_points_is_told() {
    let all = json!([{ "objective": "up", "points": "10" }, { "objective": "P1", "points": "5" }]);
    let story = with_points(april(&[("P1", 61)]), &all, &telus());
    let told = story.explained(LATER, "2026-04-01");
    assert!(told.contains("1 × 10 points"), "{told}");
    assert!(told.contains("Points"), "{told}");
}

/// The points of a key figure by the worked examples of a public contract: one point for each of
/// four steps below its target, and twice as many where it was missed in the month before, too.
fn model_contract(values: &[&str]) -> Vec<String> {
    let rung = |id: &str, at_least: &str| {
        json!({ "id": id, "service": "s", "indicator": "measurement", "source": "kpi",
                "unit": "%", "target": { "at_least": at_least } })
    };
    let part = |id: &str| json!({ "objective": id, "points": "1", "repeated": { "of": "minor", "times": "2" } });
    let all = [("minor", "99"), ("serious", "98"), ("severe", "97"), ("threshold", "96")];
    let points = json!({ "id": "points", "service": "s", "indicator": "points",
        "target": { "at_most": "0" }, "points": all.map(|(id, _)| part(id)) });
    let rungs = all.iter().map(|(id, at_least)| rung(id, at_least));
    let objectives: Vec<Value> = std::iter::once(points).chain(rungs).collect();
    let month = |at: usize| format!("2026-{:02}-01T00:00:00Z", at + 1);
    let values = values.iter().enumerate().filter(|(_, value)| !value.is_empty());
    let measured = values.map(|(at, value)| {
        json!({ "indicator": "kpi", "service": "s", "from": month(at), "until": month(at + 1), "value": value })
    });
    let mut story = Story::new()
        .contract("/term", json!({ "from": "2026-01-01", "until": "2026-07-01" }))
        .contract("/objectives", json!(objectives));
    story.incidents["measurements"] = measured.collect();
    let report = story.report(LATER);
    let own = report.results.iter().filter(|it| it.objective == 0);
    own.map(|it| it.value.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)).collect()
}

#[test]
fn what_fails_again_gives_more_points() {
    // UK Model Services Contract, the worked examples of its performance levels: 98.5 % is one point,
    // 96.5 % three; a failure in the month after one counts twice.
    assert_eq!(model_contract(&["98.5", "96.5", "96.5"])[..3], ["1", "6", "6"]);
    assert_eq!(model_contract(&["96.5", "98.5", "96.5"])[..3], ["3", "2", "6"]);
    assert_eq!(model_contract(&["98.5", "99", "98.5", "95"])[..4], ["1", "0", "1", "8"]);
    // A month of which nothing is known neither counts nor breaks the row.
    assert_eq!(model_contract(&["98.5", "", "97"])[..3], ["1", "-", "4"]);
}

#[test]
fn what_fails_again_says_what_is_wrong_with_it_and_when_it_failed_before() {
    let with = |repeated: Value| {
        let part = json!([{ "objective": "up", "points": "10", "repeated": repeated }]);
        with_points(april(&[("P1", 61)]), &part, &telus())
    };
    let times = json!({ "times": "2" });
    assert_eq!(with(json!({ "times": "-1" })).faults(), ["off_scale"]);
    assert_eq!(with(json!({})).faults(), ["missing_field"]);
    let of = |id: &str| with(json!({ "times": "2", "of": id })).faults();
    assert_eq!(of("nothing"), ["unknown_objective"]);
    assert_eq!(of("points"), ["unknown_objective"]);
    let before = json!({ "services": ["s"], "started": "2026-03-04T10:00:00Z",
                         "reported": "2026-03-04T10:00:00Z", "restored": "2026-03-04T12:00:00Z",
                         "resolved": "2026-03-04T12:00:00Z" });
    let told = with(times.clone()).explained(LATER, "2026-04-01");
    assert!(told.contains("1 × 10 points") && !told.contains("too"), "{told}");
    let told = with(times).raw(before).explained(LATER, "2026-04-01");
    assert!(told.contains("2 × 10 points, missed in March 2026, too"), "{told}");
}

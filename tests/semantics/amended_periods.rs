//! Service periods that are others from a day on.

use serde_json::{Value, json};
use sla_calculator::evaluate::{Input, check};

use super::amendments::{LATER, amended, per_month, rows, story};
use super::story::Story;

/// Quarters from a day on, where there were months.
fn quarters(effective: &str) -> Value {
    json!([{ "effective": effective, "set": { "service_period": { "every": "quarter" } } }])
}

#[test]
fn service_periods_change_where_one_ends_and_another_begins() {
    let report = amended(story(), quarters("2026-04-01")).report("2026-08-01T00:00:00Z");
    let expected = [
        "o 01-01–02-01 met 100.000",
        "o 02-01–03-01 met 100.000",
        "o 03-01–04-01 met 100.000",
        "o/2026-04-01 04-01–07-01 met 99.973",
        "o/2026-04-01 07-01–10-01 running_on_track 100.000",
    ];
    assert_eq!(rows(&report), expected);
    let back = json!([
        { "effective": "2026-04-01", "set": { "service_period": { "every": "quarter" } } },
        { "effective": "2026-07-01", "remove": ["service_period"] },
    ]);
    let report = amended(story(), back).report("2026-08-02T00:00:00Z");
    let expected = [
        "o/2026-04-01 04-01–07-01 met 99.973",
        "o/2026-07-01 07-01–08-01 met 100.000",
        "o/2026-07-01 08-01–09-01 running_on_track 100.000",
    ];
    assert_eq!(rows(&report)[3..], expected);
}

#[test]
fn new_periods_may_be_counted_from_any_end_of_one() {
    let from = json!({ "every": "quarter", "from": "2026-02-01" });
    let from = json!([{ "effective": "2026-02-01", "set": { "service_period": from } }]);
    let report = amended(story(), from).report(LATER);
    let expected = ["o 01-01–02-01 met 100.000", "o/2026-02-01 02-01–05-01 met 99.972"];
    assert_eq!(rows(&report)[..2], expected);
    let weeks = json!({ "every": "P7D", "from": "2026-03-01" });
    let weeks = json!([{ "effective": "2026-05-01", "set": { "service_period": weeks } }]);
    assert_eq!(amended(story(), weeks).faults(), ["not_an_edge"]);
}

#[test]
fn no_day_belongs_to_two_periods_and_none_to_a_part() {
    let expected = |amendments: Value| {
        let contract = amended(story(), amendments).contract.to_string();
        let faults = check(&[Input::new("contract.json", contract.as_bytes())]);
        let fault = faults.first().unwrap();
        assert_eq!((fault.code.name(), faults.len()), ("not_an_edge", 1));
        assert_eq!(fault.place.as_ref().unwrap().pointer, "/amendments/0/effective");
        format!("{:?}", fault.expected)
    };
    let near = r#"Some(OneOf(["2026-04-01", "2026-07-01"]))"#;
    assert_eq!(expected(quarters("2026-04-02")), near);
    assert_eq!(expected(quarters("2026-05-01")), near);
    // From the beginning it is as if written so.
    let story = story().contract("/term/from", json!("2026-01-10"));
    assert_eq!(amended(story, quarters("2026-01-10")).faults(), [""; 0]);
}

#[test]
fn an_objective_with_periods_of_its_own_keeps_them() {
    let own = story().contract("/objectives/0/period", json!({ "every": "month" }));
    let plain = rows(&own.clone().report(LATER));
    assert_eq!(rows(&amended(own, quarters("2026-04-01")).report(LATER)), plain);
    let set = json!({ "objectives/o/period": { "every": "quarter" } });
    let set = json!([{ "effective": "2026-04-01", "set": set }]);
    assert_eq!(amended(story(), set).faults(), ["cannot_amend"]);
}

#[test]
fn charges_follow_the_periods_of_their_time() {
    let story = |basis: &str| {
        let mut credit = per_month("10");
        credit["basis"] = json!(basis);
        let story = Story::new()
            .incident("2026-03-10T10:00:00Z", "2026-03-11T10:00:00Z", "full")
            .incident("2026-05-10T10:00:00Z", "2026-05-11T10:00:00Z", "full")
            .contract("/objectives/0/credit", credit);
        rows(&amended(story, quarters("2026-04-01")).report("2026-08-01T00:00:00Z"))
    };
    let paid = |basis: &str| {
        let rows = story(basis);
        let own = rows.iter().map(|row| row.split(' ').nth(4).unwrap_or_default());
        own.map(str::to_owned).collect::<Vec<_>>()
    };
    // March is charged 1000, the second quarter 3000.
    assert_eq!(paid("service_charge"), ["0.00", "0.00", "100.00", "300.00", "0.00"]);
    // Before the quarter was a month, and behind March comes the quarter.
    assert_eq!(paid("previous_charge")[3], "100.00");
    assert_eq!(paid("next_charge")[2], "300.00");
    assert_eq!(paid("annual_charge")[2..4], ["1200.00", "1200.00"]);
}

#[test]
fn invoices_are_of_the_periods_of_their_time() {
    let mut story = Story::new()
        .incident("2026-03-10T10:00:00Z", "2026-03-11T10:00:00Z", "full")
        .incident("2026-05-10T10:00:00Z", "2026-05-11T10:00:00Z", "full")
        .contract("/objectives/0/credit", per_month("10"));
    story.incidents["charges"] = json!([
        { "service": "s", "period": "2026-03-01", "amount": "1500.00" },
        { "service": "s", "period": "2026-04-01", "amount": "4000.00" },
    ]);
    let report = amended(story, quarters("2026-04-01")).report("2026-08-01T00:00:00Z");
    assert_eq!(
        rows(&report)[2..4],
        ["o 03-01–04-01 missed 96.774 150.00", "o/2026-04-01 04-01–07-01 missed 98.901 400.00"]
    );
}

#[test]
fn what_looks_back_over_a_change_of_periods_takes_them_as_they_came() {
    let days = ["2026-03-10", "2026-05-10"];
    let story = || {
        days.iter().fold(Story::new(), |story, day| {
            story.incident(&format!("{day}T10:00:00Z"), &format!("{day}T22:00:00Z"), "full")
        })
    };
    let until = "2026-08-01T00:00:00Z";
    // The second breach in two periods: March, and the quarter behind it.
    let every = json!({ "every": { "breaches": 2, "within": 2, "percent": "5" } });
    let report = amended(story().contract("/objectives/0/credit", every), quarters("2026-04-01"))
        .report(until);
    assert!(rows(&report)[3].ends_with(" 150.00"), "{:?}", rows(&report));
    let right = json!([{ "effect": "terminate", "any": [
        { "breached": { "of": ["o"], "periods": 2, "consecutive": true } },
    ] }]);
    let report = amended(story().contract("/rights", right), quarters("2026-04-01")).report(until);
    assert_eq!(report.rights[0].triggers[0].arisen.len(), 1);
    // What twelve months were charged: three months and a quarter, 10 % of 6000.
    let cap = json!({ "caps": [{ "percent": "10", "per": "12_months" }] });
    let capped = story().contract("/objectives/0/credit", per_month("50"));
    let capped = amended(capped.contract("/credits", cap), quarters("2026-04-01")).report(until);
    // 300 of 500 in March, and what is left of 600.
    let paid: Vec<String> = rows(&capped)[2..4]
        .iter()
        .filter_map(|row| Some(row.split(' ').nth(4)?.to_owned()))
        .collect();
    assert_eq!(paid, ["300.00", "300.00"]);
}

#[test]
fn good_periods_of_either_kind_earn_back() {
    let story = Story::new()
        .incident("2026-03-10T10:00:00Z", "2026-03-11T10:00:00Z", "full")
        .contract("/objectives/0/credit", per_month("10"));
    let back = json!({ "after_periods": 1, "percent": "100" });
    let story = story.contract("/credits", json!({ "earn_back": back }));
    let report = amended(story, quarters("2026-04-01")).report("2026-07-02T00:00:00Z");
    assert_eq!(report.summary.sums.earned_back.amount.to_string(), "100", "{:?}", rows(&report));
}

#[test]
fn a_verdict_is_told_of_a_period_as_it_is_cut_then() {
    let faults = |period: &str| {
        let mut story = amended(story(), quarters("2026-04-01"));
        story.incidents["history"] =
            json!({ "verdicts": [{ "period": period, "objective": "o", "verdict": "missed" }] });
        story.told()
    };
    // Of the months before, and the quarters from April on.
    assert_eq!(faults("2025-12-01"), [""; 0]);
    assert_eq!(faults("2026-05-01"), ["not_a_period"]);
}

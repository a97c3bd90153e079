//! What caps are a share of, and what they are held against.

use serde_json::{Value, json};

use super::settlement::{LATER, credit, months, paid, told, with};
use super::story::Story;

/// What is paid of each subject in the first month.
fn all(story: &Story, subjects: usize) -> Vec<String> {
    (0..subjects).map(|at| paid(story, at, 1).remove(0)).collect()
}

#[test]
fn charges_of_a_window_are_those_of_the_credits_own_periods() {
    // The contract counts in quarters, and one of its objectives in months.
    let cap = json!({ "caps": [{ "percent": "10", "per": "12_months" }] });
    let story = with(months("ss", &[&[30, 30], &[0, 0]]), cap)
        .contract("/service_period", json!({ "every": "quarter" }))
        .contract("/objectives/0/period", json!({ "every": "month" }));
    assert_eq!(paid(&story, 0, 2), ["100.00", "100.00"]);
}

#[test]
fn a_window_of_months_is_so_many_periods_that_begin_late_in_a_month() {
    let cap = json!({ "caps": [{ "amount": "150.00", "per": "1_months" }] });
    let story = with(months("s", &[&[10, 10, 10, 10]]), cap)
        .contract("/service_period", json!({ "every": "month", "from": "2026-01-31" }));
    let report = story.report(LATER);
    let credits =
        report.results.iter().filter_map(|result| result.credit.as_ref()?.amount.as_ref());
    let amounts: Vec<String> = credits.map(|it| it.amount.to_fixed(2)).collect();
    assert_eq!(amounts, ["100.00"; 4]);
}

#[test]
fn days_of_a_charge_that_a_history_tells_are_those_of_its_period() {
    // January and the December before, 62 days, cost 3,100: three days are 150.
    let cap = json!({ "caps": [{ "days_of_charge": "3", "per": "2_months" }] });
    let history = json!({ "charges": [{ "period": "2025-12-01", "amount": "2100.00" }] });
    let story = with(months("s", &[&[30]]), cap).contract("/term", json!({ "from": "2026-01-01" }));
    assert_eq!(paid(&told(story, "history", history), 0, 1), ["150.00"]);
}

#[test]
fn months_of_a_charge_are_what_a_month_of_its_window_costs() {
    let cap = |many: &str, per: &str| json!({ "caps": [{ "months_of_charge": many, "per": per }] });
    // January and the December before cost 3,100: a tenth of a month is a twentieth of that.
    let history = json!({ "charges": [{ "period": "2025-12-01", "amount": "2100.00" }] });
    let story = with(months("s", &[&[90]]), cap("0.1", "2_months"))
        .contract("/term", json!({ "from": "2026-01-01" }));
    assert_eq!(paid(&told(story, "history", history), 0, 1), ["155.00"]);
    // A period that the term clips costs its part: a tenth of a month is 100 all the same.
    let story = with(months("s", &[&[90]]), cap("0.1", "12_months"))
        .contract("/term", json!({ "from": "2026-01-16" }));
    assert_eq!(paid(&story, 0, 1), ["100.00"]);
}

#[test]
fn months_of_a_charge_are_asked_of_periods_of_months_alone() {
    let cap = json!({ "caps": [{ "months_of_charge": "1", "per": "period" }] });
    let story = with(months("s", &[&[30]]), cap)
        .contract("/service_period", json!({ "every": "P7D", "from": "2026-01-01" }));
    assert!(story.faults().contains(&"field_not_here"), "{:?}", story.faults());
}

#[test]
fn an_objective_in_parts_has_the_charges_of_all_of_them() {
    let charge = |region: &str, amount: &str| json!({ "from": "2020-01-01", "amount": amount, "per": "month", "labels": { "region": region } });
    let cap =
        |each: &str, per: &str| json!({ "caps": [{ "percent": "10", "per": per, "each": each }] });
    let incident = |id: &str, region: &str, until: &str| {
        json!({ "id": id, "services": ["s"], "labels": { "region": region },
                "started": "2026-01-10T00:00:00Z", "resolved": until })
    };
    let tiers = json!([{ "below": "99", "percent": "5" }, { "below": "90", "percent": "30" }]);
    let mut story = Story::new()
        .contract("/services/0/charges", json!([charge("eu", "700.00"), charge("us", "300.00")]))
        .contract("/objectives/0/per", json!(["region"]))
        .contract("/objectives/0/credit", json!({ "tiers": tiers, "basis": "affected_charge" }));
    story.incidents["incidents"] = json!([
        incident("A", "eu", "2026-01-11T00:00:00Z"),
        incident("B", "us", "2026-01-20T00:00:00Z"),
    ]);
    // 35 and 90 are due; a tenth of 1,000 is 100, and of 300 it is 30.
    let under = |each: &str, per: &str| all(&with(story.clone(), cap(each, per)), 2);
    assert_eq!(under("objective", "period"), ["28.00", "72.00"]);
    assert_eq!(under("part", "period"), ["35.00", "30.00"]);
    assert_eq!(under("part", "2_months"), ["35.00", "30.00"]);
}

#[test]
fn shares_of_different_charges_that_are_not_known_have_no_sum() {
    let cap = json!({ "caps": [{ "percent": "10", "per": "period" }] });
    let mut story = with(months("stt", &[&[8], &[7], &[9]]), cap);
    for service in [0, 1] {
        story = story.contract(&format!("/services/{service}/charges"), Value::Null);
    }
    let share = |objective| {
        let report = story.report(LATER);
        credit(&report, objective, 0).paid_share.unwrap().to_fixed(3)
    };
    assert_eq!([share(0), share(1), share(2)], ["8.000", "4.375", "5.625"]);
}

#[test]
fn what_may_still_change_takes_no_room_from_what_will_not() {
    // The second case is open long after its month; what it is worth grows on.
    let cap = json!({ "caps": [{ "amount": "100.00", "per": "period" }] });
    let block = |rule: &str| match rule {
        "firm" => json!({ "per_breach": { "amount": "60.00" } }),
        _ => {
            json!({ "per_block": { "length": "PT1H", "on": "overrun", "part": "whole", "amount": "10.00" } })
        }
    };
    let clock = |id: &str, rule: &str| {
        json!({ "id": id, "service": "s", "indicator": "resolution_time",
                "within": "PT4H", "credit": block(rule) })
    };
    let mut story = with(Story::new(), cap)
        .contract("/services/0/charges", json!([]))
        .contract("/objectives", json!([clock("open", "open"), clock("firm", "firm")]));
    story.incidents["incidents"] = json!([
        { "id": "A", "services": ["s"], "started": "2026-01-10T00:00:00Z" },
    ]);
    assert_eq!(all(&story, 2), ["40.00", "60.00"]);
}

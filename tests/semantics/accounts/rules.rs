//! What each breach is worth by its rule.

use serde_json::{Value, json};

use super::{account, april, down, paid, paid_from, share, single, sum, under};
use crate::story::Story;

#[test]
fn tiers_at_their_bounds_downwards() {
    let tiers = json!({ "tiers": [{ "below": "99", "percent": "5" }, { "below": "97", "percent": "10" },
                                  { "at_or_below": "95", "percent": "25" }] });
    let story = account("EUR", "1234.56", &[(tiers, "99 98.9999 97 96.9999 95.0001 95 0")]);
    // 5 %: 61.728. 10 %: 123.456. 25 %: 308.64.
    assert_eq!(paid(&story, 7), ["0 61.73 61.73 123.46 123.46 308.64 308.64"]);
}

#[test]
fn tiers_at_their_bounds_upwards() {
    let tiers = json!({ "tiers": [{ "above": "200", "percent": "3" }, { "at_or_above": "300", "percent": "8" },
                                  { "above": "500", "percent": "20" }] });
    let story = account("EUR", "999.99", &[(tiers, "200 200.01 299.99 300 500 500.1")])
        .contract("/objectives/0/unit", json!("ms"))
        .contract("/objectives/0/target", json!({ "at_most": "200" }));
    // 3 %: 29.9997. 8 %: 79.9992. 20 %: 199.998.
    assert_eq!(paid(&story, 6), ["0 30 30 80 80 200"]);
}

#[test]
fn in_a_hole_between_tiers_nothing_is_due() {
    let tiers = json!({ "tiers": [{ "below": "99", "above": "97", "percent": "10" },
                                  { "below": "97", "percent": "25" }] });
    assert_eq!(paid(&single(tiers, "98 97 96.999"), 3), ["100 0 250"]);
}

#[test]
fn currencies_without_decimals_and_with_three() {
    // 7.5 % of 33,333 yen is 2,499.975; 5 % of 30,010 is 1,500.5, away from zero.
    assert_eq!(paid(&account("JPY", "33333", &[(share("7.5"), "98")]), 1), ["2500"]);
    assert_eq!(paid(&account("JPY", "30010", &[(share("5"), "98")]), 1), ["1501"]);
    // 2.5 % of 123.457 dinars is 3.086425; of 100.020 it is 2.5005.
    assert_eq!(paid(&account("BHD", "123.457", &[(share("2.5"), "98")]), 1), ["3.086"]);
    assert_eq!(paid(&account("BHD", "100.020", &[(share("2.5"), "98")]), 1), ["2.501"]);
}

#[test]
fn a_day_of_charge_is_one_of_its_own_month() {
    let days = |days: &str| json!({ "per_breach": { "days_of_charge": days } });
    // 1000 / 31, 1000 / 28, 1000 / 31, 1000 / 30.
    assert_eq!(paid(&single(days("1"), "98 98 98 98"), 4), ["32.26 35.71 32.26 33.33"]);
    // 2.5 days: 80.645, 89.286, 80.645, 83.333.
    assert_eq!(paid(&single(days("2.5"), "98 98 98 98"), 4), ["80.65 89.29 80.65 83.33"]);
}

#[test]
fn a_day_of_charge_may_be_a_thirtieth_of_a_month() {
    let days = |days: &str| json!({ "per_breach": { "days_of_charge": days } });
    let thirtieth = |story: Story| under(story, json!({ "day_of_charge": "thirtieth" }));
    // 1000 / 30 in every month, 2500 / 30.
    let months = |of: &str| paid(&thirtieth(single(days(of), "98 98 98 98")), 4);
    assert_eq!(months("1"), ["33.33 33.33 33.33 33.33"]);
    assert_eq!(months("2.5"), ["83.33 83.33 83.33 83.33"]);
    // A quarter has 90 of them: 3000 / 90.
    let quarter = |story: Story| story.contract("/service_period", json!({ "every": "quarter" }));
    assert_eq!(paid(&quarter(thirtieth(single(days("1"), "98 98 98"))), 1), ["33.33"]);
    // The term begins with 15 February: half of the month is charged, and half of it are 15 days.
    let outage = |day: &str| {
        let at = |hour: &str| format!("2026-{day}T{hour}:00:00Z");
        down("1000.00", days("3"), &[]).incident(&at("10"), &at("12"), "full")
    };
    let clipped = outage("02-20").contract("/term/from", json!("2026-02-15"));
    assert_eq!(paid_from(&clipped, "2026-02-01", 1), ["107.14"]);
    assert_eq!(paid_from(&thirtieth(clipped), "2026-02-01", 1), ["100"]);
    // A week has no month to be divided: its days are its own, 3 / 31 of what January costs.
    let weeks = json!({ "every": "P7D", "from": "2026-01-05" });
    let week = thirtieth(outage("01-07")).contract("/service_period", weeks);
    assert_eq!(paid_from(&week, "2026-01-05", 1), ["96.77"]);
}

#[test]
fn a_month_may_be_waived() {
    let story = account("EUR", "731.07", &[(json!({ "waive": true }), "99 98.9")]);
    assert_eq!(paid(&story, 2), ["0 731.07"]);
}

#[test]
fn blocks_of_a_period_and_of_each_outage() {
    let block = |on: &str, part: &str| json!({ "per_block": { "length": "PT30M", "on": on, "part": part, "percent": "5" } });
    let of = |on: &str, part: &str, outages: &[(&str, i64)]| {
        april(&down("1000.00", block(on, part), outages))
    };
    // 61 minutes are two whole blocks, three begun, 61/30 exactly: 10.1666… %.
    let one = [("10T10:00", 61)];
    assert_eq!(of("period", "whole", &one), "100");
    assert_eq!(of("period", "begun", &one), "150");
    assert_eq!(of("period", "exact", &one), "101.67");
    // 29 and 32 minutes: 0 + 1 whole, 1 + 2 begun; together 61 as before.
    let two = [("10T10:00", 29), ("20T10:00", 32)];
    assert_eq!(of("outage", "whole", &two), "50");
    assert_eq!(of("outage", "begun", &two), "150");
    assert_eq!(of("outage", "exact", &two), "101.67");
    assert_eq!(of("period", "whole", &two), "100");
    // 60 minutes are two, however they are counted.
    for part in ["whole", "begun", "exact"] {
        assert_eq!(of("period", part, &[("10T10:00", 60)]), "100", "{part}");
    }
}

#[test]
fn blocks_beyond_what_the_target_allows() {
    // 0.1 % of 43,200 minutes are 43.2; of 103.2 minutes 60 are beyond, and of 104 it is 60.8.
    let block = |part: &str| {
        json!({ "per_block": { "length": "PT30M", "on": "period", "part": part, "percent": "5",
                                                    "time": "beyond_target" } })
    };
    let outages = [("10T10:00", 104)];
    assert_eq!(april(&down("1000.00", block("whole"), &outages)), "100");
    assert_eq!(april(&down("1000.00", block("begun"), &outages)), "150");
    // 60.8 / 30 × 5 % of 1,000 = 101.333…
    assert_eq!(april(&down("1000.00", block("exact"), &outages)), "101.33");
}

#[test]
fn ten_times_the_charge_for_the_time_lost() {
    // 1,440 for 43,200 minutes: 36 minutes cost 1.20, ten times 12. The target allows 43.2.
    let rule = |more: Value| {
        let mut rule = json!({ "times": "10" });
        rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "times_lost_time": rule })
    };
    let outages = [("10T10:00", 90)];
    // 90 minutes: 3.00, ten times 30. Beyond the target 46.8: 1.56, ten times 15.60.
    assert_eq!(april(&down("1440.00", rule(json!({})), &outages)), "30");
    let beyond = rule(json!({ "time": "beyond_target" }));
    assert_eq!(april(&down("1440.00", beyond, &outages)), "15.6");
    // In hours of 8 on 22 days an agreed hour of 1,760 costs 10: 90 minutes 15, ten times 150.
    let hours = json!({ "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } });
    let agreed = down("1760.00", rule(json!({ "hour_of": "agreed" })), &outages)
        .contract("/calendars", hours.clone())
        .contract("/objectives/0/calendar", json!("office"));
    assert_eq!(april(&agreed), "150");
    // An hour of 720 of the month costs 2.4444…: 90 minutes 3.6666…, ten times 36.67.
    let of_period = down("1760.00", rule(json!({ "hour_of": "period" })), &outages)
        .contract("/calendars", hours)
        .contract("/objectives/0/calendar", json!("office"));
    assert_eq!(april(&of_period), "36.67");
}

#[test]
fn points_short_of_the_target() {
    // 99 − 98.45 = 0.55: 5.5 tenths.
    let per = |part: &str| json!({ "per_point": { "step": "0.1", "percent": "1", "part": part } });
    for (part, due) in [("exact", "55"), ("whole", "50"), ("begun", "60")] {
        assert_eq!(paid(&single(per(part), "98.45 99"), 2), [format!("{due} 0")], "{part}");
    }
    // (99 − 98.01) / 99 = 1 %.
    assert_eq!(paid(&single(json!({ "shortfall_of_target": true }), "98.01"), 1), ["10"]);
}

#[test]
fn a_pool_at_risk() {
    // 80,000 × 12 % × 50 % × 25 % = 1,200.
    let rule = json!({ "at_risk": { "percent": "12", "pool": "50", "allocation": "25" } });
    assert_eq!(paid(&account("EUR", "80000.00", &[(rule, "98.99 99")]), 2), ["1200 0"]);
}

#[test]
fn every_second_breach_of_four_months() {
    let rule = json!({ "every": { "breaches": 2, "within": 4, "percent": "5" } });
    // Breaches in the window 1 2 3 4 4 4, pairs 0 1 1 2 2 2, paid in it before 0 0 1 1 2 1.
    assert_eq!(paid(&single(rule.clone(), "9 9 9 9 9 9"), 6), ["0 50 0 50 0 50"]);
    // With a good month between: 1 1 2 2 2 – the third of the window is the fourth month's.
    // Breaches 1, –, 2, 3, (2: March, April, May is good), 3 (March, April, June).
    // Pairs 0, –, 1, 1, –, 1; paid in the window before 0, –, 0, 1, –, 1.
    assert_eq!(paid(&single(rule, "9 100 9 9 100 9"), 6), ["0 0 50 0 0 0"]);
}

#[test]
fn so_many_breaches_in_a_row() {
    // The third in a row, and each after it while the row goes on; a good month ends it, a month
    // without a value neither counts nor ends it.
    let rule = json!({ "repeat": { "periods": 3, "percent": "7" } });
    assert_eq!(paid(&single(rule.clone(), "9 9 9 9 100 9 9 9"), 8), ["0 0 70 70 0 0 0 70"]);
    let story = single(rule, "9 9 – 9 100");
    assert_eq!(paid(&story, 5), ["0 0 – 70 0"]);
}

#[test]
fn each_miss_has_its_price() {
    let asked = |when: &str, minutes: &[i64]| {
        let credit = json!({ "per_miss": { "amount": "12.35", "when": when } });
        let mut story = down("1000.00", credit.clone(), &[]).contract(
            "/objectives",
            json!([{ "id": "o", "service": "s", "indicator": "response_time", "within": "PT30M",
                     "target": { "share_at_least": "75" }, "credit": credit }]),
        );
        for (at, minutes) in minutes.iter().enumerate() {
            let at = format!("2026-04-{:02}T10", 10 + at);
            story = story.raw(json!({ "services": ["s"], "impact": "none",
                "started": format!("{at}:00:00Z"), "reported": format!("{at}:00:00Z"),
                "responded": format!("{at}:{minutes:02}:00Z"), "restored": format!("{at}:59:00Z") }));
        }
        april(&story)
    };
    // One of four is late: 75 % are enough. Two of four are not: 2 × 12.35.
    assert_eq!(asked("breached", &[10, 30, 31, 5]), "0");
    assert_eq!(asked("always", &[10, 30, 31, 5]), "12.35");
    assert_eq!(asked("breached", &[10, 40, 31, 5]), "24.7");
    assert_eq!(asked("always", &[10, 40, 31, 5]), "24.7");
}

#[test]
fn points_of_breaches_are_looked_up() {
    // Both are missed in January: 3 + 4 = 7 points, 10 % of 1,000. In February 4: not above 4.
    let table = json!({ "points_table": [{ "points": "5", "percent": "10" }, { "points": "8", "percent": "20" }] });
    let points = json!({ "id": "p", "service": "s", "indicator": "points", "target": { "at_most": "4" },
        "points": [{ "objective": "a", "points": "3" }, { "objective": "b", "points": "4" }],
        "credit": table });
    let mut story = account("EUR", "1000.00", &[(sum("1"), "98 100"), (sum("2"), "98 98")]);
    story.contract["objectives"].as_array_mut().unwrap().push(points);
    assert_eq!(paid(&story, 2), ["1 0", "2 2", "100 0"]);
}

//! A currency that is another from a period on: each amount is in that of its period, and none is
//! added to one of another.

use serde_json::{Value, json};
use sla_calculator::export::{credits_csv, csv};
use sla_calculator::format::statement;
use sla_calculator::format::words::English;
use sla_calculator::report::Report;

use super::amendments::amended;
use super::credit_rights::right;
use super::settlement::{LATER, credit, months, told, with};
use super::story::Story;

/// From April on all amounts are in euros, where they were in leva; of a month `charge`.
fn euros(charge: &str) -> Value {
    let charges = json!([{ "from": "2026-04-01", "amount": charge, "per": "month" }]);
    let set = json!({ "currency": "EUR", "services/s/charges": charges });
    json!([{ "effective": "2026-04-01", "set": set }])
}

/// So many percent of 1,000 leva, then of 500 euros.
fn leva(credited: &[u32]) -> Story {
    amended(months("s", &[credited]).contract("/currency", json!("BGN")), euros("500.00"))
}

/// What is paid month by month, with its currency.
fn paid(report: &Report) -> Vec<String> {
    let credits = report.results.iter().filter_map(|it| it.credit.as_ref()?.amount.clone());
    credits.map(|it| format!("{} {}", it.currency, it.amount.to_fixed(2))).collect()
}

#[test]
fn each_period_is_credited_in_its_currency() {
    let report = leva(&[1, 0, 10, 10, 0, 3]).report("2026-07-01T00:00:00Z");
    let expected = ["BGN 10.00", "BGN 0.00", "BGN 100.00", "EUR 50.00", "EUR 0.00", "EUR 15.00"];
    assert_eq!(paid(&report), expected);
    let sums = report.summary.all_sums();
    let sums: Vec<String> =
        sums.map(|it| format!("{} {}", it.owed.currency, it.owed.amount.to_fixed(2))).collect();
    assert_eq!(sums, ["EUR 65.00", "BGN 110.00"]);
    let told = statement(&English, &report).lede;
    assert_eq!(told[0], "Credits of €65.00 were earned.");
    assert!(told.contains(&"Credits of BGN\u{a0}110.00 were earned.".to_owned()), "{told:?}");
    let rows = csv(&report);
    assert!(rows.lines().nth(3).unwrap().ends_with(",10,100.00,BGN"), "{rows}");
    assert!(rows.lines().nth(4).unwrap().ends_with(",10,50.00,EUR"), "{rows}");
    let rows = credits_csv(&report);
    assert!(rows.lines().nth(2).unwrap().ends_with(",BGN"), "{rows}");
}

#[test]
fn before_the_change_is_known_there_is_one_currency() {
    let report = leva(&[1, 0, 10, 10]).report("2026-04-01T00:00:00Z");
    assert_eq!(paid(&report), ["BGN 10.00", "BGN 0.00", "BGN 100.00"]);
    assert_eq!(report.summary.all_sums().count(), 1);
    assert_eq!(report.agreement.currency, "BGN");
}

#[test]
fn a_currency_changes_where_a_period_ends_alone() {
    let within = |effective: &str| {
        let set = json!({ "currency": "EUR" });
        amended(
            months("s", &[&[1]]).contract("/currency", json!("BGN")),
            json!([
                { "effective": effective, "set": set },
            ]),
        )
        .faults()
    };
    assert_eq!(within("2026-04-02"), ["not_an_edge"]);
    assert!(within("2026-04-01").is_empty());
    // Nor within the own period of an objective, of which the amount would be in two.
    let quarters = leva(&[1]).contract("/objectives/0/period", json!({ "every": "year" }));
    assert_eq!(quarters.faults(), ["not_an_edge"]);
}

#[test]
fn a_charge_that_is_not_set_anew_is_the_same_figure_in_the_new_currency() {
    let set = json!({ "currency": "EUR" });
    let story = months("s", &[&[1, 0, 0, 1]]).contract("/currency", json!("BGN"));
    let report = amended(story, json!([{ "effective": "2026-04-01", "set": set }])).report(LATER);
    assert_eq!(paid(&report), ["BGN 10.00", "BGN 0.00", "BGN 0.00", "EUR 10.00"]);
    // It is told as two: until the change, and from it on.
    let charges = report.agreement.charges.iter();
    let held: Vec<_> = charges.map(|it| (it.from.to_string(), it.until)).collect();
    let change = "2026-04-01".parse().ok();
    assert_eq!(held, [("2020-01-01".to_owned(), change), ("2026-04-01".to_owned(), None)]);
}

#[test]
fn amounts_have_the_decimals_of_their_currency() {
    let yen = |charge: &str| {
        let story = months("s", &[&[1, 0, 0, 1]]);
        let mut amendments = euros(charge);
        amendments[0]["set"]["currency"] = json!("JPY");
        amended(story, amendments)
    };
    assert_eq!(yen("50050.50").faults(), ["too_many_decimals"]);
    let report = yen("50050").report("2026-05-01T00:00:00Z");
    // 500.5 yen, half away from zero.
    let amounts: Vec<String> = report
        .results
        .iter()
        .filter_map(|it| Some(it.credit.as_ref()?.amount.as_ref()?.amount.to_string()))
        .collect();
    assert_eq!(amounts, ["10", "0", "0", "501"]);
    let granted = |period: &str| {
        let claim = json!([{ "period": period, "objective": "a", "requested": "2026-05-02T00:00:00Z",
                             "decided": "2026-05-03T00:00:00Z", "granted": "9.50" }]);
        told(yen("50050"), "claims", claim).faults()
    };
    assert!(granted("2026-01-01").is_empty());
    assert_eq!(granted("2026-04-01"), ["too_many_decimals"]);
}

#[test]
fn the_window_of_a_cap_begins_anew() {
    let caps = json!({ "caps": [{ "amount": "120.00", "per": "12_months" }] });
    let report = with(leva(&[10, 0, 10, 20, 10]), caps).report(LATER);
    let expected = ["BGN 100.00", "BGN 0.00", "BGN 20.00", "EUR 100.00", "EUR 20.00"];
    assert_eq!(paid(&report)[..5], expected);
    // So do the charges that it is a share of, and what a history tells.
    let caps = json!({ "caps": [{ "percent": "10", "per": "12_months" }] });
    let before = json!({ "charges": [{ "period": "2025-12-01", "amount": "1000.00" }],
                         "credits": [{ "period": "2025-12-01", "amount": "150.00" }] });
    let story = told(with(leva(&[10, 0, 0, 20, 0]), caps), "history", before);
    let report = story.report(LATER);
    assert_eq!(paid(&report)[..4], ["BGN 50.00", "BGN 0.00", "BGN 0.00", "EUR 50.00"]);
}

#[test]
fn nothing_is_carried_forward_into_another_currency() {
    let caps = json!({ "caps": [{ "amount": "60.00", "per": "period", "carry_forward": true }] });
    let story = with(leva(&[0, 10, 10, 10, 1]), caps);
    let report = story.report(LATER);
    let expected = ["BGN 0.00", "BGN 60.00", "BGN 60.00", "EUR 50.00", "EUR 5.00"];
    assert_eq!(paid(&report)[..5], expected);
    assert!(credit(&report, 0, 2).carried_in.is_some());
}

#[test]
fn charges_of_another_currency_are_none() {
    let of = |basis: &str| {
        let story = leva(&[10; 6]).contract("/objectives/0/credit/basis", json!(basis));
        let report = story.report("2026-07-01T00:00:00Z");
        let credits = report.results.iter().filter_map(|it| it.credit.clone());
        let amounts: Vec<String> = credits
            .map(|it| it.amount.map_or("–".to_owned(), |it| it.amount.to_fixed(2)))
            .collect();
        (amounts, report.summary.all_sums().map(|it| it.not_priced).sum::<u64>())
    };
    let own = |amounts: [&str; 6]| amounts.map(str::to_owned).to_vec();
    // There is none before the first month either.
    assert_eq!(of("previous_charge"), (own(["–", "100.00", "100.00", "–", "50.00", "50.00"]), 2));
    assert_eq!(of("next_charge"), (own(["100.00", "100.00", "–", "50.00", "50.00", "50.00"]), 1));
    // A year is as long as its currency: three months of 1,000, nine of 500.
    let year = own(["300.00", "300.00", "300.00", "450.00", "450.00", "450.00"]);
    assert_eq!(of("annual_charge"), (year, 0));
}

#[test]
fn what_is_paid_by_use_is_split_where_the_currency_changes() {
    // The month that the term cuts is charged whole, the one that the currency parts is not.
    let used =
        json!([{ "from": "2020-01-01", "amount": "310.00", "per": "month", "kind": "usage" }]);
    let story = Story::new()
        .contract("/services/0/charges", used)
        .contract("/service_period", json!({ "every": "P10D", "from": "2026-01-06" }))
        .contract(
            "/objectives/0/credit",
            json!({ "tiers": [{ "below": "99.9", "percent": "10" }] }),
        )
        .incident("2026-01-03T00:00:00Z", "2026-01-03T10:00:00Z", "full")
        .incident("2026-01-17T00:00:00Z", "2026-01-17T10:00:00Z", "full");
    let set = json!({ "currency": "USD" });
    let report = amended(story, json!([{ "effective": "2026-01-16", "set": set }]));
    let report = report.report("2026-02-01T00:00:00Z");
    assert_eq!(paid(&report)[..3], ["EUR 5.00", "EUR 0.00", "USD 10.00"]);
}

#[test]
fn what_is_charged_again_is_in_the_currency_of_its_credit() {
    let back = json!({ "earn_back": { "percent": "50", "after_periods": 2 } });
    let story = with(leva(&[0, 0, 10, 0, 0, 0]), back);
    let report = story.report("2026-07-01T00:00:00Z");
    let back = &report.earned_back[0];
    assert_eq!(
        (back.amount.currency.code(), back.amount.amount.to_fixed(2)),
        ("BGN", "50.00".into())
    );
    let owed = report.summary.all_sums().map(|it| it.owed.amount.to_fixed(2));
    assert_eq!(owed.collect::<Vec<_>>(), ["0.00", "50.00"]);
    assert!(story.explained(LATER, "2026-03-01").contains("BGN\u{a0}50.00"));
}

#[test]
fn a_right_by_credits_adds_up_those_of_its_currency() {
    let shown = |credits: Value| {
        let story = leva(&[10, 10, 10, 10, 10]);
        let report = story
            .contract("/rights", right("terminate", json!({ "credits": credits })))
            .report("2026-06-01T00:00:00Z");
        let shown = report.rights[0].triggers[0].shown.iter();
        shown.map(|it| it.value.as_ref().map(ToString::to_string)).collect::<Vec<_>>()
    };
    let own = |values: [Option<&str>; 5]| values.map(|it| it.map(str::to_owned)).to_vec();
    // An amount of the terms in force is held against no leva.
    let sums = shown(json!({ "at_least": "80.00", "over": 2 }));
    assert_eq!(sums, own([None, None, None, Some("50"), Some("100")]));
    let shares = shown(json!({ "percent": "10", "over": 2 }));
    assert_eq!(shares, own([Some("10"); 5]));
}

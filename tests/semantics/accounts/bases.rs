//! What a share is of.

use serde_json::{Value, json};

use super::{april, down, paid, share, single, with};

/// A tenth of a charge for January to June, all missed.
fn tenth(charges: Value, basis: Option<&str>) -> super::Story {
    let mut credit = share("10");
    if let Some(basis) = basis {
        credit["basis"] = json!(basis);
    }
    single(credit, "98 98 98 98 98 98").contract("/services/0/charges", charges)
}

/// 1,000 a month, from February on 2,000.
fn doubled() -> Value {
    json!([{ "from": "2026-01-01", "amount": "1000.00", "per": "month" },
           { "from": "2026-02-01", "amount": "2000.00", "per": "month" }])
}

#[test]
fn other_periods_than_ones_own() {
    assert_eq!(paid(&tenth(doubled(), None), 3), ["100 200 200"]);
    assert_eq!(paid(&tenth(doubled(), Some("previous_charge")), 3), ["– 100 200"]);
    assert_eq!(paid(&tenth(doubled(), Some("next_charge")), 3), ["200 200 200"]);
    // 1,000 + 11 × 2,000 = 23,000.
    assert_eq!(paid(&tenth(doubled(), Some("annual_charge")), 2), ["2300 2300"]);
}

#[test]
fn a_charge_that_changes_within_a_month() {
    // 15 of 30 days at 1,000 and 15 at 2,000: 1,500.
    let charges = json!([{ "from": "2020-01-01", "amount": "1000.00", "per": "month" },
                         { "from": "2026-04-16", "amount": "2000.00", "per": "month" }]);
    assert_eq!(paid(&tenth(charges, None), 5), ["100 100 100 150 200"]);
}

#[test]
fn charges_of_other_lengths() {
    // A year of 12,600 is 1,050 a month, a half-year of 6,600 1,100, a quarter of 3,450 1,150.
    let of = |amount: &str, per: &str| {
        tenth(json!([{ "from": "2020-01-01", "amount": amount, "per": per }]), None)
    };
    assert_eq!(paid(&of("12600.00", "year"), 2), ["105 105"]);
    assert_eq!(paid(&of("6600.00", "half_year"), 2), ["110 110"]);
    assert_eq!(paid(&of("3450.00", "quarter"), 2), ["115 115"]);
    // 300 for 30 days are 310 for January and 280 for February.
    assert_eq!(paid(&of("300.00", "P30D"), 2), ["31 28"]);
    // 168 hours: January has 744, 744 / 168 × 84 = 372; February 672, 336.
    assert_eq!(paid(&of("84.00", "PT168H"), 2), ["37.2 33.6"]);
}

#[test]
fn a_month_that_the_term_cuts_takes_its_part() {
    // 16 of 31 days of 1,000: 516.129…, a tenth 51.61.
    let story = single(share("10"), "98 98").contract("/term/from", json!("2026-01-16"));
    assert_eq!(paid(&story, 2), ["51.61 100"]);
    // Judged and charged whole: 100.
    let whole = story.contract("/service_period", json!({ "every": "month", "partial": "whole" }));
    assert_eq!(paid(&whole, 1), ["100"]);
}

#[test]
fn usage_counts_and_what_is_paid_once_does_not() {
    let charges = json!([
        { "from": "2020-01-01", "amount": "1000.00", "per": "month" },
        { "from": "2020-01-01", "amount": "200.00", "per": "month", "kind": "usage" },
        { "from": "2026-01-10", "amount": "5000.00", "per": "month", "kind": "one_time" },
    ]);
    assert_eq!(paid(&tenth(charges, None), 2), ["120 120"]);
}

#[test]
fn an_invoice_stands_in_the_place_of_the_charge() {
    let invoices = json!([{ "period": "2026-02-01", "service": "s", "amount": "873.45" }]);
    let story = with(single(share("10"), "98 98 98"), "charges", invoices);
    // 87.345, half away from zero.
    assert_eq!(paid(&story, 3), ["100 87.35 100"]);
}

#[test]
fn quarters_half_years_and_contract_years() {
    let outage = [("10T10:00", 2000)];
    let of =
        |period: Value| down("1000.00", share("5"), &outage).contract("/service_period", period);
    // 3,000 for April to June; 6,000 for January to June.
    assert_eq!(april(&of(json!({ "every": "quarter" }))), "150");
    assert_eq!(paid(&of(json!({ "every": "half_year" })), 2), ["300 0"]);
    // A year from 1 April.
    let year = of(json!({ "every": "year", "from": "2026-04-01" }));
    assert_eq!(april(&year), "600");
    // From the 16th: 16 March to 15 April is one month.
    let later = of(json!({ "every": "month", "from": "2026-01-16" }));
    assert_eq!(paid(&later, 4), ["0 0 50 0"]);
}

#[test]
fn periods_of_days_have_their_days_of_each_month() {
    // Ten days from 1 January: the tenth of them is 1 to 10 April. 3,000 for 30 days are 1,000 for ten.
    let outage = [("05T10:00", 2000)];
    let of = |from: &str| {
        let period = json!({ "every": "P10D", "from": from });
        down("3000.00", share("10"), &outage).contract("/service_period", period)
    };
    assert_eq!(april(&of("2026-04-01")), "100");
    // 27 March to 5 April: 5 days of 31 of 3,000 and 5 of 30: 483.87… + 500 = 983.87…
    let story = of("2026-03-27");
    let found = story.result(super::LATER, "2026-03-27");
    assert_eq!(super::amount(&found), "98.39");
}

#[test]
fn without_a_price_there_is_a_share() {
    let story = single(share("12"), "98").contract("/services/0/charges", Value::Null);
    let story = super::under(story, json!({ "caps": [{ "percent": "10", "per": "period" }] }));
    let credit = story.result(super::LATER, "2026-01-01").credit.unwrap();
    assert!(credit.amount.is_none());
    assert_eq!(credit.share.unwrap().to_string(), "12");
    assert_eq!(credit.paid_share.unwrap().to_string(), "10");
}

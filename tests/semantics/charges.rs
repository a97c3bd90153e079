//! What credits are a share of (semantics, section 6, step 3).

use serde_json::{Value, json};

use super::labels::at;
use super::story::Story;

const LATER: &str = "2030-01-01T00:00:00Z";

/// A service that was down on 10 April 2026, and a tenth of something for it.
fn story(charges: Value, basis: Option<&str>) -> Story {
    let mut credit = json!({ "tiers": [{ "below": "99.9", "percent": "10" }] });
    if let Some(basis) = basis {
        credit["basis"] = json!(basis);
    }
    Story::new()
        .contract("/services/0/charges", charges)
        .contract("/objectives/0/credit", credit)
        .incident(&at(10, "00:00"), &at(10, "10:00"), "full")
}

/// A thousand a month, two thousand from April on, three thousand from May on.
fn rising() -> Value {
    json!([
        { "from": "2020-01-01", "amount": "1000.00", "per": "month" },
        { "from": "2026-04-01", "amount": "2000.00", "per": "month" },
        { "from": "2026-05-01", "amount": "9000.00", "per": "quarter" },
    ])
}

/// The basis and the credit in April.
#[track_caller]
fn check(story: &Story, basis: &str, credit: &str) {
    let found = story.result(LATER, "2026-04-01").credit.unwrap();
    let of = |amount: Option<&sla_calculator::units::Money>| amount.map(|it| it.amount.to_fixed(2));
    let expected = [basis, credit].map(|it| (it != "–").then(|| it.to_owned()));
    assert_eq!([of(found.basis.as_ref()), of(found.amount.as_ref())], expected);
    // The share is known either way.
    assert_eq!(found.share.unwrap().to_string(), "10");
}

#[test]
fn the_charge_may_be_of_another_period() {
    check(&story(rising(), None), "2000.00", "200.00");
    check(&story(rising(), Some("previous_charge")), "1000.00", "100.00");
    check(&story(rising(), Some("next_charge")), "3000.00", "300.00");
    // Three months, one, and eight of the contract year.
    check(&story(rising(), Some("annual_charge")), "29000.00", "2900.00");
    let from_march = || json!({ "from": "2026-03-16" });
    // The year that began on 16 March: 16 ÷ 31 of a thousand, 2,000, and 10 + 15 ÷ 31 times 3,000.
    let year = story(rising(), Some("annual_charge")).contract("/term", from_march());
    check(&year, "33967.74", "3396.77");
    // Half of March was before the term.
    let before = story(rising(), Some("previous_charge")).contract("/term", from_march());
    check(&before, "516.12", "51.61");
    let none = story(rising(), Some("previous_charge"));
    check(&none.contract("/term", json!({ "from": "2026-04-01" })), "–", "–");
}

#[test]
fn ten_failures_of_a_year_cost_a_part_of_its_fee() {
    // CSI and Crossref: 5 % of 126,000.
    let every = json!({ "every": { "breaches": 10, "within": 12, "percent": "5" }, "basis": "annual_charge" });
    let charges = json!([{ "from": "2026-01-01", "amount": "126000.00", "per": "year" }]);
    let mut story = Story::new()
        .contract("/services/0/charges", charges)
        .contract("/objectives/0/credit", every);
    for month in 1..=11 {
        let day = |hour: &str| format!("2026-{month:02}-10T{hour}:00Z");
        story = story.incident(&day("10:00"), &day("12:00"), "full");
    }
    let results = story.report(LATER).results;
    let amounts = results
        .iter()
        .take(12)
        .map(|it| it.credit.as_ref().unwrap().amount.as_ref().unwrap().amount.to_fixed(2));
    let mut expected = vec!["0.00"; 12];
    expected[9] = "6300.00";
    assert_eq!(amounts.collect::<Vec<_>>(), expected);
}

#[test]
fn an_agreement_may_be_priced_as_a_whole() {
    let whole = json!([{ "from": "2020-01-01", "amount": "500.00", "per": "month" }]);
    let both = || story(rising(), Some("agreement_charge")).contract("/charges", whole.clone());
    check(&both(), "2500.00", "250.00");
    check(&both().contract("/services/0/charges", json!([])), "500.00", "50.00");
    // An objective without a service is about all of it.
    let clock = json!([{
        "id": "o", "indicator": "resolution_time", "within": "PT4H",
        "credit": { "tiers": [{ "below": "99.9", "percent": "10" }] },
    }]);
    let clocks = both().contract("/objectives", clock);
    let clocks = clocks.raw(json!({
        "services": ["s"], "started": at(11, "00:00"), "resolved": at(11, "09:00"),
    }));
    check(&clocks, "2500.00", "250.00");
    let reading = clocks.report(LATER).readings;
    let reading = reading.iter().find(|it| it.name == "objectives/credit/basis").unwrap();
    assert_eq!((reading.value.as_str(), reading.by_default), ("agreement_charge", true));
}

#[test]
fn what_was_invoiced_stands_in_the_place_of_the_charge() {
    let invoiced = |charges: Value, basis: Option<&str>| {
        let mut story = story(rising(), basis);
        story.incidents["charges"] = charges;
        story
    };
    let of = |amount: &str, kind: &str| json!({ "service": "s", "period": "2026-04-01", "amount": amount, "kind": kind });
    check(&invoiced(json!([of("1500.55", "recurring")]), None), "1500.55", "150.06");
    check(&invoiced(json!([of("1500.55", "usage")]), None), "3500.55", "350.06");
    check(&invoiced(json!([of("1500.55", "one_time")]), None), "2000.00", "200.00");
    // In the year as well: two thousand less, and what was invoiced.
    check(
        &invoiced(json!([of("1.00", "recurring")]), Some("annual_charge")),
        "27001.00",
        "2700.10",
    );
    let unknown = json!([{ "service": "x", "period": "2026-04-01", "amount": "1" }]);
    assert_eq!(invoiced(unknown, None).faults(), ["unknown_service"]);
    assert_eq!(invoiced(json!([of("-1", "usage")]), None).faults(), ["off_scale"]);
    assert_eq!(invoiced(json!([of("1.001", "usage")]), None).faults(), ["too_many_decimals"]);
    assert_eq!(invoiced(json!([of("1", "monthly")]), None).faults(), ["unknown_word"]);
}

#[test]
fn an_amount_has_no_finer_part_than_its_currency() {
    let of = |currency: &str, amount: &str| {
        let charges = json!([{ "from": "2020-01-01", "amount": amount, "per": "month" }]);
        let credit = json!({ "per_breach": { "amount": amount } });
        let story = story(charges, None).contract("/currency", json!(currency));
        let mut story = story.contract("/objectives/0/credit", credit);
        story.incidents["charges"] =
            json!([{ "service": "s", "period": "2026-04-01", "amount": amount }]);
        story.faults()
    };
    // Yen have none, dinars thousandths; zeros at the end say nothing more.
    let fine =
        [("JPY", "1500"), ("JPY", "1500.00"), ("BHD", "1.005"), ("BHD", "1.0050"), ("EUR", "1.05")];
    for (currency, amount) in fine {
        assert!(of(currency, amount).is_empty(), "{currency} {amount}");
    }
    for (currency, amount) in
        [("JPY", "1500.5"), ("JPY", "0.1"), ("BHD", "1.0005"), ("EUR", "1.005")]
    {
        assert_eq!(of(currency, amount), ["too_many_decimals"; 3], "{currency} {amount}");
    }
}

#[test]
fn a_clipped_period_takes_its_part_but_not_of_what_was_used() {
    let charges = json!([
        { "from": "2020-01-01", "amount": "1000.00", "per": "month" },
        { "from": "2020-01-01", "amount": "60.00", "per": "month", "kind": "usage" },
        { "from": "2020-01-01", "amount": "9999.00", "per": "year", "kind": "one_time" },
    ]);
    check(&story(charges.clone(), None), "1060.00", "106.00");
    let half = story(charges, None).contract("/term", json!({ "until": "2026-04-16" }));
    check(&half, "560.00", "56.00");
}

#[test]
fn a_length_that_is_no_month_is_charged_by_real_time() {
    let charges = |per: &str| json!([{ "from": "2020-01-01", "amount": "2800.00", "per": per }]);
    // Thirty days of twenty-eight.
    check(&story(charges("P28D"), None), "3000.00", "300.00");
    check(&story(charges("PT24H"), None), "84000.00", "8400.00");
    check(&story(charges("P2M"), None), "1400.00", "140.00");
    for per in ["P1M2D", "P0D", "P"] {
        assert_eq!(story(charges(per), None).faults(), ["not_a_length"], "{per}");
    }
    assert_eq!(story(charges("fortnight"), None).faults(), ["unknown_word"]);
}

#[test]
fn without_a_charge_for_all_of_it_a_credit_is_not_priced() {
    let from = |date: &str| json!([{ "from": date, "amount": "1000.00", "per": "month" }]);
    check(&story(from("2026-04-01"), None), "1000.00", "100.00");
    check(&story(from("2026-04-02"), None), "–", "–");
    let once = json!([{ "from": "2020-01-01", "amount": "1", "per": "month", "kind": "one_time" }]);
    check(&story(once, None), "–", "–");
    let report = story(from("2026-04-02"), None).report(LATER);
    assert_eq!(report.summary.sums.not_priced, 1);
    let free = json!([{ "from": "2020-01-01", "amount": "0", "per": "month" }]);
    check(&story(free, None), "0.00", "0.00");
}

#[test]
fn only_the_part_that_is_affected_may_count() {
    let charges = json!([
        { "from": "2020-01-01", "amount": "700.00", "per": "month", "labels": { "region": "eu" } },
        { "from": "2020-01-01", "amount": "300.00", "per": "month", "labels": { "region": "us" } },
    ]);
    let of = |basis: &str| {
        let story =
            story(charges.clone(), Some(basis)).contract("/objectives/0/per", json!(["region"]));
        let mut story = story;
        story.incidents["incidents"][0]["labels"] = json!({ "region": "us" });
        story
    };
    check(&of("affected_charge"), "300.00", "30.00");
    check(&of("service_charge"), "1000.00", "100.00");
}

#[test]
fn a_charge_of_other_days_is_no_basis_for_days() {
    let credit =
        |credit: Value| story(rising(), None).contract("/objectives/0/credit", credit).faults();
    let days = json!({ "per_breach": { "days_of_charge": "1" }, "basis": "annual_charge" });
    assert_eq!(credit(days), ["field_not_here"]);
    let lost = json!({ "times_lost_time": { "times": "1" }, "basis": "annual_charge" });
    assert_eq!(credit(lost), ["field_not_here"]);
    assert_eq!(credit(json!({ "waive": true, "basis": "window_charge" })), ["field_not_here"]);
    assert_eq!(credit(json!({ "waive": true, "basis": "yearly" })), ["unknown_word"]);
    let twice = json!([
        { "from": "2020-01-01", "amount": "1", "per": "month" },
        { "from": "2020-01-01", "amount": "2", "per": "year" },
    ]);
    assert_eq!(story(twice, None).faults(), ["duplicate_id"]);
}

/// The basis of the period that begins on a date.
#[track_caller]
fn basis(story: &Story, first: &str) -> String {
    story.result(LATER, first).credit.unwrap().basis.unwrap().amount.to_fixed(2)
}

#[test]
fn what_is_paid_by_use_takes_its_part_of_periods_that_are_no_months() {
    let used = |charges: &[(&str, &str)]| {
        let charges = charges.iter().map(|(from, amount)| {
            json!({ "from": from, "amount": amount, "per": "month", "kind": "usage" })
        });
        story(charges.collect(), None)
    };
    // Seven of thirty days.
    let weeks = json!({ "every": "P7D", "from": "2026-04-06" });
    let week = used(&[("2020-01-01", "60.00")]).contract("/service_period", weeks);
    assert_eq!(basis(&week, "2026-04-06"), "14.00");
    // Half of one, and half of the other.
    let changed = used(&[("2020-01-01", "60.00"), ("2026-04-16", "120.00")]);
    assert_eq!(basis(&changed, "2026-04-01"), "90.00");
    // Of a contract year from the middle of March to the middle of March twelve months, for the first
    // is no less because the term begins within it, and 15 days of 31.
    let year = used(&[("2020-01-01", "60.00")]).contract("/term", json!({ "from": "2026-03-16" }));
    let year = year.contract("/objectives/0/credit/basis", json!("annual_charge"));
    assert_eq!(basis(&year, "2026-04-01"), "749.03");
}

#[test]
fn a_year_of_periods_of_days_has_each_month_once() {
    let year = json!([{ "from": "2020-01-01", "amount": "1000.00", "per": "month" }]);
    let days = json!({ "every": "P28D", "from": "2026-03-26" });
    let story = story(year, Some("annual_charge")).contract("/service_period", days);
    assert_eq!(basis(&story, "2026-03-26"), "12000.00");
}

#[test]
fn what_was_invoiced_stands_for_its_own_time_alone() {
    // Of 45 days up to 15 May 15 were invoiced: 15 ÷ 31 of 620, then 15 ÷ 30 and 15 ÷ 31 of a
    // thousand.
    let month = json!([{ "from": "2020-01-01", "amount": "1000.00", "per": "month" }]);
    let mut story = story(month, Some("window_charge"))
        .contract("/service_period", json!({ "every": "month", "from": "2026-01-16" }))
        .contract("/objectives/0/window", json!({ "days": 45 }));
    story.incidents["charges"] =
        json!([{ "service": "s", "period": "2026-03-16", "amount": "620.00" }]);
    assert_eq!(basis(&story, "2026-04-16"), "1283.87");
}

#[test]
fn a_window_that_ends_after_the_term_is_charged_whole() {
    // The term ends on 20 April, and what is judged is all of April: thirty days.
    let day = json!([{ "from": "2020-01-01", "amount": "10.00", "per": "P1D" }]);
    let story = story(day, Some("window_charge"))
        .contract("/term", json!({ "from": "2026-01-01", "until": "2026-04-20" }))
        .contract("/service_period", json!({ "every": "month", "partial": "whole" }))
        .contract("/objectives/0/window", json!({ "days": 30 }));
    assert_eq!(basis(&story, "2026-04-01"), "300.00");
}

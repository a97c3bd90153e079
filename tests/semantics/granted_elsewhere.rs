//! What was granted in a currency of its own: it stands for the credit, and is in no sum of another.

use serde_json::{Value, json};
use sla_calculator::export::{credits_csv, text};
use sla_calculator::format::statement;
use sla_calculator::format::words::English;
use sla_calculator::penalty::ClaimState;
use sla_calculator::report::Report;

use super::settlement::{LATER, credit, months, paid, told, with};
use super::story::Story;

/// So many dollars granted for January.
fn dollars(granted: &str) -> Value {
    json!([{ "period": "2026-01-01", "objective": "a", "requested": "2026-02-02T00:00:00Z",
             "decided": "2026-02-03T12:00:00Z", "granted": granted, "currency": "USD" }])
}

/// Credits of so many percent of 1,000 euros, to be claimed, by those terms.
fn claimed(credited: &[u32], mut credits: Value, granted: &str) -> Story {
    credits["claim"] = json!({ "within": { "days": 30 } });
    told(with(months("s", &[credited]), credits), "claims", dollars(granted))
}

/// What each currency has of what was earned, granted, earned back and is owed.
fn sums(report: &Report) -> Vec<String> {
    let one = |it: &sla_calculator::report::Sums| {
        let parts = [&it.earned, &it.granted, &it.earned_back, &it.owed];
        let parts = parts.map(|it| it.amount.to_fixed(2)).join(" ");
        format!("{} {parts}", it.owed.currency)
    };
    report.summary.all_sums().map(one).collect()
}

#[test]
fn it_stands_in_sums_of_its_own() {
    let report = claimed(&[30], json!({}), "350.00").report(LATER);
    // Whether that is less than 300 euros nobody can say.
    assert_eq!(credit(&report, 0, 0).claim, ClaimState::Granted);
    assert_eq!(sums(&report), ["EUR 300.00 0.00 0.00 0.00", "USD 0.00 350.00 0.00 350.00"]);
    let told = statement(&English, &report).lede;
    assert!(told.contains(&"$350.00 was granted.".to_owned()), "{told:?}");
    let csv = credits_csv(&report);
    assert!(csv.lines().nth(1).unwrap().ends_with(",350.00,USD,EUR"), "{csv}");
    let page = text(&English, &report, std::iter::empty());
    assert!(page.contains("$350.00"), "{page}");
    let same = told_in("EUR", "120.00").report(LATER);
    assert_eq!(sums(&same), ["EUR 300.00 120.00 0.00 120.00"]);
    assert_eq!(credit(&same, 0, 0).claim, ClaimState::PartlyGranted);
    assert!(credits_csv(&same).lines().nth(1).unwrap().ends_with(",120.00,,EUR"));
}

fn told_in(currency: &str, granted: &str) -> Story {
    let mut claims = dollars(granted);
    claims[0]["currency"] = json!(currency);
    told(claimed(&[30], json!({}), "1.00"), "claims", claims)
}

#[test]
fn nothing_granted_is_refused_in_any_currency() {
    let report = claimed(&[30], json!({}), "0").report(LATER);
    assert_eq!(credit(&report, 0, 0).claim, ClaimState::Refused);
    assert_eq!(sums(&report), ["EUR 300.00 0.00 0.00 0.00"]);
}

#[test]
fn under_caps_what_was_calculated_takes_the_room() {
    let cap = json!({ "caps": [{ "amount": "400.00", "per": "contract_year" }] });
    let story = claimed(&[30, 30], cap, "1.00");
    assert_eq!(paid(&story, 0, 2), ["300.00", "100.00"]);
}

#[test]
fn a_share_of_it_is_earned_back_in_its_currency() {
    let terms = json!({ "earn_back": { "after_periods": 2, "percent": "33.3" } });
    let story = claimed(&[30, 0, 0], terms, "100.01");
    let report = story.report(LATER);
    let back = &report.earned_back[0];
    assert_eq!(
        (back.amount.currency.code(), back.amount.amount.to_fixed(2)),
        ("USD", "33.30".into())
    );
    assert_eq!(sums(&report), ["EUR 300.00 0.00 0.00 0.00", "USD 0.00 100.01 33.30 66.71"]);
    let told = story.explained(LATER, "2026-01-01");
    assert!(told.contains("$100.01") && told.contains("$33.30"), "{told}");
    let csv = credits_csv(&report);
    let line = csv.lines().find(|line| line.contains("earn_back")).unwrap();
    assert!(line.ends_with(",-33.30,automatic,,,,USD"), "{line}");
}

#[test]
fn it_has_the_decimals_of_its_currency() {
    assert_eq!(told_in("KRW", "120.50").faults(), ["too_many_decimals"]);
    assert_eq!(told_in("EURO", "120.50").faults(), ["unknown_currency"]);
}

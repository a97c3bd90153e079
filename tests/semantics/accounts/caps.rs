//! What is paid at most.

use serde_json::{Value, json};

use super::{account, paid, paid_from, share, single, sum, under, with};

fn capped(story: super::Story, cap: Value) -> super::Story {
    under(story, json!({ "caps": [cap] }))
}

#[test]
fn what_is_left_over_goes_to_the_largest_remainders() {
    // Three times 10 into 10: 3.33 each, and the cent to the first.
    let equal = [(sum("10.00"), "98"), (sum("10.00"), "98"), (sum("10.00"), "98")];
    let ten = json!({ "amount": "10.00", "per": "period" });
    assert_eq!(paid(&capped(account("EUR", "100.00", &equal), ten), 1), ["3.34", "3.33", "3.33"]);
    // 50, 30 and 20.01 into 77.77: 38.8811…, 23.3286…, 15.5602…; 77.76, and the cent to the second.
    let three = [(sum("50.00"), "98"), (sum("30.00"), "98"), (sum("20.01"), "98")];
    let cap = json!({ "amount": "77.77", "per": "period" });
    let story = capped(account("EUR", "100.00", &three), cap);
    assert_eq!(paid(&story, 1), ["38.88", "23.33", "15.56"]);
    // 100, 100 and 101 yen into 200: 66.44…, 66.44…, 67.10…; 199, and the yen to the first.
    let yen = [(sum("100"), "98"), (sum("100"), "98"), (sum("101"), "98")];
    let story = capped(account("JPY", "1000", &yen), json!({ "amount": "200", "per": "period" }));
    assert_eq!(paid(&story, 1), ["67", "66", "67"]);
    // Five dinars three times into ten.
    let dinars = [(sum("5.000"), "98"), (sum("5.000"), "98"), (sum("5.000"), "98")];
    let story =
        capped(account("BHD", "100.000", &dinars), json!({ "amount": "10.000", "per": "period" }));
    assert_eq!(paid(&story, 1), ["3.334", "3.333", "3.333"]);
}

#[test]
fn two_halves_of_a_cent_are_not_two_cents_under_one() {
    // 0.5 % of 1.00 is half a cent; two of them are rounded up to two cents, and one is left.
    let halves = [(share("0.5"), "98"), (share("0.5"), "98")];
    let story = account("EUR", "1.00", &halves);
    assert_eq!(paid(&story, 1), ["0.01", "0.01"]);
    let story = capped(story, json!({ "amount": "0.01", "per": "period" }));
    assert_eq!(paid(&story, 1), ["0.01", "0"]);
}

#[test]
fn twelve_months_with_what_was_credited_before() {
    // 300 in twelve months. The window of January is February 2025 to January 2026: 100 of June, not
    // the 500 of January before. 300 − 100 = 200: 150. 300 − 250 = 50. Then nothing. In June the 100
    // have left: 300 − 200 = 100.
    let before = json!({ "credits": [{ "period": "2025-06-01", "amount": "100.00" },
                                     { "period": "2025-01-01", "amount": "500.00" }] });
    let cap = json!({ "amount": "300.00", "per": "12_months" });
    let story = capped(single(sum("150.00"), "98 98 98 100 100 98"), cap);
    assert_eq!(paid(&with(story, "history", before), 6), ["150 50 0 0 0 100"]);
}

#[test]
fn a_tenth_of_the_charges_of_twelve_months() {
    // 2,000 + 2,000 before, then 1,000 a month. January: 500 of 5,000. February: 600 − 300. March:
    // 700 − 600. April: 800 − 700.
    let before = json!({ "charges": [{ "period": "2025-11-01", "service": "s", "amount": "2000.00" },
                                     { "period": "2025-12-01", "service": "s", "amount": "2000.00" }] });
    let cap = json!({ "percent": "10", "per": "12_months" });
    let story = capped(single(share("30"), "98 98 98 98"), cap);
    assert_eq!(paid(&with(story, "history", before), 4), ["300 300 100 100"]);
}

#[test]
fn a_twentieth_of_a_years_charge_in_each_contract_year() {
    // 5 % of 12,000 are 600. The year ends with March.
    let cap = json!({ "percent": "5", "of": "annual_charges", "per": "contract_year" });
    let story = capped(single(share("25"), "98 98 98 98 98 98 98"), cap)
        .contract("/term/from", json!("2025-04-01"));
    assert_eq!(paid_from(&story, "2026-01-01", 7), ["250 250 100 250 250 100 0"]);
}

#[test]
fn three_days_of_the_months_charge() {
    // 3 / 31 of 3,100 = 300; 3 / 28 = 332.14…, down; a twentieth, 155, is not cut.
    let cap = json!({ "days_of_charge": "3", "per": "period" });
    let story = |percent: &str| {
        capped(account("EUR", "3100.00", &[(share(percent), "98 98")]), cap.clone())
    };
    assert_eq!(paid(&story("20"), 2), ["300 332.14"]);
    assert_eq!(paid(&story("5"), 2), ["155 155"]);
}

#[test]
fn three_days_of_a_month_that_has_thirty() {
    // 3 / 30 of 3,100 in January and February; of the two of a window 3 / 60 of 6,200.
    let caps = |per: &str| {
        let cap = json!({ "days_of_charge": "3", "per": per });
        json!({ "caps": [cap], "day_of_charge": "thirtieth" })
    };
    let story = |per: &str| under(account("EUR", "3100.00", &[(share("20"), "98 98")]), caps(per));
    assert_eq!(paid(&story("period"), 2), ["310 310"]);
    assert_eq!(paid(&story("2_months"), 2), ["310 0"]);
    // December, which the history tells, has thirty as well: 3 / 60 of 5,200.
    let before = json!({ "charges": [{ "period": "2025-12-01", "amount": "2100.00" }] });
    let told = with(story("2_months"), "history", before);
    assert_eq!(paid(&told.contract("/term/from", json!("2026-01-01")), 1), ["260"]);
}

#[test]
fn what_is_cut_off_is_carried_on() {
    // 250 under 100: 150 go on, 100 of them in February, 50 in March. In March another 70 are due:
    // 120, 20 go on.
    let cap = json!({ "amount": "100.00", "per": "period", "carry_forward": true });
    assert_eq!(
        paid(&capped(single(sum("250.00"), "98 100 100 100"), cap.clone()), 4),
        ["100 100 50 0"]
    );
    // 60 % of 200 is 120 each month: 100; 20 + 120 = 140: 100; 40 + 0.
    let story = capped(account("EUR", "200.00", &[(share("60"), "98 98 100 100")]), cap);
    assert_eq!(paid(&story, 4), ["100 100 40 0"]);
}

#[test]
fn each_its_own_cap_and_then_one_for_all() {
    // 80 → 60 and 50; 110 → 88: 60 × 88/110 = 48, 50 × 88/110 = 40.
    let lines = [(sum("80.00"), "98"), (sum("50.00"), "98")];
    let caps = json!({ "caps": [{ "amount": "60.00", "per": "period", "each": "objective" },
                                { "amount": "88.00", "per": "period" }] });
    assert_eq!(paid(&under(account("EUR", "1000.00", &lines), caps), 1), ["48", "40"]);
}

#[test]
fn a_cap_of_some_objectives_leaves_the_others() {
    let lines = [(sum("80.00"), "98"), (sum("50.00"), "98"), (sum("40.00"), "98")];
    let cap = json!({ "amount": "65.00", "per": "period", "objectives": ["a", "b"] });
    // 80 and 50 at one half; 40 as it is.
    let story = capped(account("EUR", "1000.00", &lines), cap);
    assert_eq!(paid(&story, 1), ["40", "25", "40"]);
}

#[test]
fn a_cap_of_the_term_is_used_up() {
    let cap = json!({ "amount": "120.00", "per": "term" });
    let story = capped(single(sum("50.00"), "98 98 98 98"), cap);
    assert_eq!(paid(&story, 4), ["50 50 20 0"]);
}

//! Which of several are paid, the least that is, and what is earned back.

use serde_json::{Value, json};

use super::{LATER, account, paid, share, single, sum, under, with};

#[test]
fn only_the_highest_of_a_month() {
    let lines =
        [(sum("50.00"), "98 98 98"), (sum("80.00"), "98 100 98"), (sum("80.00"), "98 100 100")];
    let story = under(account("EUR", "1000.00", &lines), json!({ "combination": "highest" }));
    // Of two equal ones the first.
    assert_eq!(paid(&story, 3), ["0 50 0", "80 0 80", "0 0 0"]);
}

#[test]
fn of_each_list_the_dearer() {
    let lines = [(sum("10.00"), "98"), (sum("20.00"), "98"), (sum("15.00"), "98")];
    let story = account("EUR", "1000.00", &lines);
    let lists = |lists: Value| {
        paid(&under(story.clone(), json!({ "combination": { "exclusive": lists } })), 1)
    };
    assert_eq!(lists(json!([["a", "b"]])), ["0", "20", "15"]);
    assert_eq!(lists(json!([["a", "c"], ["b", "c"]])), ["0", "20", "0"]);
}

#[test]
fn one_credit_for_each_incident() {
    // Incident 1 stops s and u, incident 2 t and u. 40 + 30 for s and t are more than 60 for u, and
    // less than 80.
    let story = |of_both: &str| {
        let objective = |id: &str, amount: &str| {
            json!({ "id": id, "service": id, "indicator": "availability",
                    "target": { "at_least": "99.9" }, "credit": sum(amount) })
        };
        let story = account("EUR", "1000.00", &[])
            .contract("/services", json!([{ "id": "s" }, { "id": "t" }, { "id": "u" }]))
            .contract(
                "/objectives",
                json!([objective("s", "40.00"), objective("u", of_both), objective("t", "30.00")]),
            );
        let incident = |day: &str, services: &[&str]| {
            json!({ "services": services, "started": format!("2026-01-{day}T10:00:00Z"),
                    "restored": format!("2026-01-{day}T12:00:00Z") })
        };
        let story = story.raw(incident("10", &["s", "u"])).raw(incident("20", &["t", "u"]));
        paid(&under(story, json!({ "combination": "one_per_incident" })), 1)
    };
    assert_eq!(story("60.00"), ["40", "0", "30"]);
    assert_eq!(story("80.00"), ["0", "80", "0"]);
    // As much one way as the other: with the first of the contract.
    assert_eq!(story("70.00"), ["40", "0", "30"]);
}

#[test]
fn nothing_is_paid_at_exactly_one_euro() {
    let least = |kind: &str, charge: &str| {
        let story = account("EUR", charge, &[(share("10"), "98")]);
        paid(&under(story, json!({ "minimum": { kind: "1.00" } })), 1).remove(0)
    };
    // 1.00; 1.004, which is 1.00; 1.005, which is 1.01.
    assert_eq!(["10.00", "10.04", "10.05"].map(|it| least("more_than", it)), ["0", "0", "1.01"]);
    // 0.994 is 0.99; 0.995 is 1.00.
    assert_eq!(["9.94", "9.95", "10.00"].map(|it| least("at_least", it)), ["0", "1", "1"]);
}

#[test]
fn the_least_of_a_month_is_held_against_all_of_it() {
    let lines = [(sum("0.60"), "98 98"), (sum("0.50"), "98 100")];
    let least = |each: &str| {
        let minimum = json!({ "minimum": { "more_than": "1.00", "each": each } });
        paid(&under(account("EUR", "1000.00", &lines), minimum), 2)
    };
    assert_eq!(least("period"), ["0.6 0", "0.5 0"]);
    assert_eq!(least("credit"), ["0 0", "0 0"]);
}

/// What is earned back, and of which period.
fn back(story: &super::Story) -> Vec<(u32, String)> {
    let report = story.report(LATER);
    report.earned_back.iter().map(|it| (it.credit_period, it.amount.amount.to_string())).collect()
}

#[test]
fn half_is_earned_back_by_two_good_months() {
    let terms = json!({ "earn_back": { "after_periods": 2, "percent": "50" } });
    let of = |values: &str| back(&under(single(sum("100.01"), values), terms.clone()));
    // 50.005, half away from zero; once.
    assert_eq!(of("98 100 100 100 100"), [(0, "50.01".to_owned())]);
    // A bad month between: none for the first; two good ones after the second.
    let second = [(2, "50.01".to_owned())];
    assert!(of("98 100 98 100 100").ends_with(&second));
}

#[test]
fn of_what_was_granted_a_share_is_earned_back() {
    let claims = json!([{ "period": "2026-01-01", "objective": "a", "requested": "2026-02-02T00:00:00Z",
                          "decided": "2026-02-20T00:00:00Z", "granted": "33.33" }]);
    let terms = json!({ "claim": { "within": { "days": 30 } },
                        "earn_back": { "after_periods": 2, "percent": "50" } });
    // Half of 33.33 is 16.665.
    let story = with(under(single(sum("100.00"), "98 100 100"), terms), "claims", claims);
    assert_eq!(back(&story), [(0, "16.67".to_owned())]);
}

#[test]
fn what_is_earned_back_frees_no_cap() {
    // 150 in twelve months: 100 in January, half of it back by March, 50 in April all the same.
    let terms = json!({ "caps": [{ "amount": "150.00", "per": "12_months" }],
                        "earn_back": { "after_periods": 2, "percent": "50" } });
    let story = under(single(sum("100.00"), "98 100 100 98"), terms);
    assert_eq!(paid(&story, 4), ["100 0 0 50"]);
    assert_eq!(back(&story)[0], (0, "50".to_owned()));
}

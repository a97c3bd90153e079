//! What holds for all credits: caps, combination, rounding, the least amount, claims, and what is
//! earned back. Each month has the value that it is told, and each tenth below 100 is a percent of
//! the charge.

use serde_json::{Value, json};
use sla_calculator::penalty::ClaimState;
use sla_calculator::report::{CreditFigure, Report};

use super::story::Story;

pub(super) const LATER: &str = "2030-01-01T00:00:00Z";

/// Objectives `a`, `b`, … with a measured share each: of every month from January 2026 on the percent
/// of the charge that is credited. Those with the same letter of services share one.
pub(super) fn months(services: &str, credited: &[&[u32]]) -> Story {
    let names: Vec<String> =
        (0..credited.len()).map(|at| ["a", "b", "c", "d"][at].to_owned()).collect();
    let mut measured = Vec::new();
    let mut objectives = Vec::new();
    for ((name, own), service) in names.iter().zip(credited).zip(services.chars()) {
        let tiers: Vec<Value> = (1..=40)
            .map(|percent| json!({ "below": (100 - percent + 1).to_string(), "percent": percent.to_string() }))
            .collect();
        objectives.push(json!({
            "id": name, "service": service.to_string(), "indicator": "measurement", "source": name,
            "unit": "%", "target": { "at_least": "100" }, "credit": { "tiers": tiers },
        }));
        for (month, percent) in own.iter().enumerate() {
            let value = (100 - percent).to_string();
            measured.push(json!({
                "indicator": name, "service": service.to_string(),
                "from": first(month), "until": first(month + 1), "value": value,
            }));
        }
    }
    let mut ids: Vec<char> = services.chars().collect();
    ids.sort_unstable();
    ids.dedup();
    let charges = json!([{ "from": "2020-01-01", "amount": "1000.00", "per": "month" }]);
    let services: Vec<Value> =
        ids.iter().map(|id| json!({ "id": id.to_string(), "charges": charges })).collect();
    let mut story = Story::new()
        .contract("/services", json!(services))
        .contract("/objectives", json!(objectives));
    story.incidents.as_object_mut().unwrap().insert("measurements".to_owned(), json!(measured));
    story
}

fn first(month: usize) -> String {
    format!("{}-{:02}-01T00:00:00Z", 2026 + month / 12, month % 12 + 1)
}

pub(super) fn with(story: Story, credits: Value) -> Story {
    story.contract("/credits", credits)
}

pub(super) fn told(mut story: Story, name: &str, value: Value) -> Story {
    story.incidents.as_object_mut().unwrap().insert(name.to_owned(), value);
    story
}

pub(super) fn credit(report: &Report, objective: usize, month: usize) -> CreditFigure {
    let own = report
        .results
        .iter()
        .find(|result| (result.objective as usize, result.period as usize) == (objective, month));
    own.unwrap().credit.clone().unwrap()
}

/// What is paid of each objective, month by month.
pub(super) fn paid(story: &Story, objective: usize, months: usize) -> Vec<String> {
    let report = story.report(LATER);
    let amount = |month| credit(&report, objective, month).amount.unwrap().amount.to_fixed(2);
    (0..months).map(amount).collect()
}

#[test]
fn a_cap_of_a_period_cuts_in_one_proportion() {
    let cap = json!({ "caps": [{ "percent": "10", "per": "period" }] });
    // Of two services the period costs 2,000: at most 200 is credited.
    let story = with(months("st", &[&[30, 10], &[10, 5]]), cap);
    assert_eq!(paid(&story, 0, 2), ["150.00", "100.00"]);
    assert_eq!(paid(&story, 1, 2), ["50.00", "50.00"]);
    let report = story.report(LATER);
    let cut = &credit(&report, 0, 0).caps[0];
    assert_eq!((cut.before.to_string(), cut.after.to_string()), ("300".into(), "150".into()));
    assert_eq!(report.summary.sums.earned.amount.to_string(), "350");
}

#[test]
fn exactly_at_the_cap_nothing_is_cut_and_a_unit_above_is() {
    let cap = |amount: &str| json!({ "caps": [{ "amount": amount, "per": "period" }] });
    let story = || months("s", &[&[10]]);
    assert_eq!(paid(&with(story(), cap("100.00")), 0, 1), ["100.00"]);
    assert_eq!(paid(&with(story(), cap("99.99")), 0, 1), ["99.99"]);
    assert_eq!(paid(&with(story(), cap("100.01")), 0, 1), ["100.00"]);
    let zero = with(story(), cap("0.00"));
    assert_eq!((paid(&zero, 0, 1), zero.faults()), (vec!["0.00".to_owned()], vec!["cap_of_zero"]));
}

#[test]
fn days_of_charge_are_those_of_their_month() {
    let cap = json!({ "caps": [{ "days_of_charge": "7", "per": "period" }] });
    // January has 31 days, February 28.
    let story = with(months("s", &[&[40, 40, 10]]), cap);
    assert_eq!(paid(&story, 0, 3), ["225.80", "250.00", "100.00"]);
}

#[test]
fn a_cap_of_twelve_months_counts_what_was_credited_in_them() {
    let cap = json!({ "caps": [{ "amount": "100.00", "per": "12_months" }] });
    let mut own = vec![0; 14];
    for (month, percent) in [(0, 6), (1, 3), (2, 3), (11, 5), (12, 5), (13, 5)] {
        own[month] = percent;
    }
    // 60 and 30 leave 10; January leaves the window with the next one, February with the next.
    let found = paid(&with(months("s", &[&own]), cap), 0, 14);
    assert_eq!(
        [0, 1, 2, 11, 12, 13].map(|month| found[month].as_str()),
        ["60.00", "30.00", "10.00", "0.00", "50.00", "40.00"]
    );
}

#[test]
fn a_share_of_the_window_is_of_its_charges_so_far() {
    let cap = json!({ "caps": [{ "percent": "10", "per": "12_months" }] });
    // After one month the window has cost 1,000, after two 2,000.
    assert_eq!(paid(&with(months("s", &[&[20, 20, 5]]), cap), 0, 3), ["100.00", "100.00", "50.00"]);
    let annual =
        json!({ "caps": [{ "percent": "10", "of": "annual_charges", "per": "12_months" }] });
    assert_eq!(
        paid(&with(months("s", &[&[40, 40, 40, 40]]), annual), 0, 4),
        ["400.00", "400.00", "400.00", "0.00"]
    );
}

#[test]
fn a_contract_year_begins_anew() {
    let cap = |per: &str| json!({ "caps": [{ "amount": "50.00", "per": per }] });
    let mut own = vec![0; 13];
    (own[0], own[11], own[12]) = (4, 4, 4);
    let found = paid(&with(months("s", &[&own]), cap("contract_year")), 0, 13);
    assert_eq!([0, 11, 12].map(|at| found[at].as_str()), ["40.00", "10.00", "40.00"]);
    let found = paid(&with(months("s", &[&own]), cap("term")), 0, 13);
    assert_eq!([0, 11, 12].map(|at| found[at].as_str()), ["40.00", "10.00", "0.00"]);
}

#[test]
fn each_objective_and_each_service_may_have_a_cap_before_that_of_all() {
    let story = || months("sst", &[&[20], &[20], &[20]]);
    let of =
        |each: &str, percent: &str| json!({ "percent": percent, "per": "period", "each": each });
    let all = |caps: Value| {
        let story = with(story(), json!({ "caps": caps }));
        (0..3).map(|at| paid(&story, at, 1).remove(0)).collect::<Vec<_>>()
    };
    assert_eq!(all(json!([of("objective", "15")])), ["150.00", "150.00", "150.00"]);
    assert_eq!(all(json!([of("service", "30")])), ["150.00", "150.00", "200.00"]);
    let both = json!([{ "amount": "240.00", "per": "period" }, of("service", "30")]);
    // First the services', then 240 of 500.
    assert_eq!(all(both), ["72.00", "72.00", "96.00"]);
    let some = json!([{ "amount": "10.00", "per": "period", "objectives": ["a", "c"] }]);
    assert_eq!(all(some), ["5.00", "200.00", "5.00"]);
}

#[test]
fn a_cap_of_each_objective_holds_for_amounts_and_where_nothing_was_measured() {
    let cap = json!({ "caps": [{ "percent": "10", "per": "period", "each": "objective" }] });
    let story = with(months("s", &[&[5]]), cap);
    let story =
        story.contract("/objectives/0/credit", json!({ "per_breach": { "amount": "500.00" } }));
    assert_eq!(paid(&story, 0, 1), ["100.00"]);
    let carried = json!({ "caps": [{ "percent": "10", "per": "period", "each": "objective",
                                     "carry_forward": true }] });
    // Of the last month nothing was measured.
    let story = with(months("s", &[&[35]]), carried);
    assert_eq!(paid(&story, 0, 3), ["100.00", "100.00", "100.00"]);
}

#[test]
fn what_is_cut_off_may_be_carried_forward() {
    let cap = json!({ "caps": [{ "amount": "100.00", "per": "period", "carry_forward": true }] });
    let story = with(months("s", &[&[25, 3, 0, 0]]), cap);
    assert_eq!(paid(&story, 0, 4), ["100.00", "100.00", "80.00", "0.00"]);
    let report = story.report(LATER);
    let carried = |month| credit(&report, 0, month).carried_in.map(|it| it.to_string());
    assert_eq!([0, 1, 2, 3].map(carried), [None, Some("150".into()), Some("80".into()), None]);
}

#[test]
fn shares_without_a_price_are_capped_as_shares() {
    let cap = json!({ "caps": [{ "percent": "10", "per": "period" }] });
    let story = with(months("s", &[&[12]]), cap).contract("/services", json!([{ "id": "s" }]));
    let report = story.report(LATER);
    let found = credit(&report, 0, 0);
    assert_eq!(found.share.unwrap().to_string(), "12");
    assert_eq!((found.paid_share.unwrap().to_string(), found.amount), ("10".to_owned(), None));
    assert_eq!(found.caps[0].after.to_string(), "10");
}

#[test]
fn the_highest_of_a_period_is_paid_alone() {
    let story = with(months("st", &[&[5, 7], &[6, 7]]), json!({ "combination": "highest" }));
    assert_eq!(paid(&story, 0, 2), ["0.00", "70.00"]);
    assert_eq!(paid(&story, 1, 2), ["60.00", "0.00"]);
    let report = story.report(LATER);
    let first = credit(&report, 0, 0);
    assert!(first.not_paid);
    assert_eq!((first.claim, first.gross.unwrap().to_string()), (ClaimState::NotDue, "50".into()));
}

#[test]
fn what_is_not_paid_is_not_claimable_without_a_price_either() {
    let terms = json!({ "combination": "highest", "claim": { "within": { "days": 30 } } });
    let story =
        with(months("ss", &[&[5], &[6]]), terms).contract("/services", json!([{ "id": "s" }]));
    let report = story.report("2026-02-01T00:00:00Z");
    let state = |objective| credit(&report, objective, 0).claim;
    assert_eq!([state(0), state(1)], [ClaimState::NotDue, ClaimState::Claimable]);
}

#[test]
fn the_client_may_choose_the_other() {
    let story = with(months("st", &[&[5], &[6]]), json!({ "combination": "highest" }));
    let claims = json!([{ "period": "2026-01-01", "objective": "a", "choice": true }]);
    let chosen = (vec!["50.00".into()], vec!["0.00".into()]);
    let first = told(story.clone(), "claims", claims.clone());
    assert_eq!((paid(&first, 0, 1), paid(&first, 1, 1)), chosen);
    // What another record tells of that claim takes the choice from nobody.
    let requested = json!({ "period": "2026-01-01", "objective": "a",
                            "requested": "2026-02-02T00:00:00Z" });
    let both = told(story, "claims", json!([claims[0], requested]));
    assert_eq!((paid(&both, 0, 1), paid(&both, 1, 1)), chosen);
}

#[test]
fn of_lists_the_dearer_is_paid() {
    let lists = json!({ "combination": { "exclusive": [["a", "b"], ["b", "c"]] } });
    let story = with(months("stu", &[&[5], &[6], &[3]]), lists);
    let all: Vec<String> = (0..3).map(|at| paid(&story, at, 1).remove(0)).collect();
    assert_eq!(all, ["0.00", "60.00", "0.00"]);
}

#[test]
fn the_least_is_held_against_what_is_paid() {
    let least = |bound: &str, each: &str| {
        let mut minimum = json!({ "each": each });
        minimum.as_object_mut().unwrap().insert(bound.to_owned(), json!("50.00"));
        let story = with(months("st", &[&[5, 6], &[4, 0]]), json!({ "minimum": minimum }));
        [paid(&story, 0, 2), paid(&story, 1, 2)].concat()
    };
    assert_eq!(least("more_than", "credit"), ["0.00", "60.00", "0.00", "0.00"]);
    assert_eq!(least("at_least", "credit"), ["50.00", "60.00", "0.00", "0.00"]);
    assert_eq!(least("more_than", "period"), ["50.00", "60.00", "40.00", "0.00"]);
}

#[test]
fn a_credit_of_a_history_takes_room_in_its_own_time() {
    let cap = json!({ "caps": [{ "amount": "150.00", "per": "12_months" }] });
    let story = with(months("s", &[&[10, 10, 10, 10]]), cap);
    // It is told of March, and what came before it counts all the same.
    let before = json!({ "credits": [{ "period": "2026-03-01", "amount": "1.00" }] });
    assert_eq!(paid(&told(story, "history", before), 0, 4), ["100.00", "50.00", "0.00", "0.00"]);
}

#[test]
fn what_was_credited_before_takes_room() {
    let cap = json!({ "caps": [{ "percent": "10", "per": "12_months" }] });
    let story = with(months("s", &[&[11, 2]]), cap);
    let before = json!({
        "charges": [{ "period": "2025-06-01", "service": "s", "amount": "3000.00" }],
        "credits": [{ "period": "2025-06-01", "objective": "a", "amount": "330.00" },
                    { "period": "2025-01-01", "objective": "a", "amount": "999.00" }],
    });
    let story = told(story, "history", before);
    // 10 % of 4,000 less 330; then 10 % of 5,000 less 400.
    assert_eq!(paid(&story, 0, 2), ["70.00", "20.00"]);
}

fn state(story: &Story, as_of: &str) -> (ClaimState, Option<String>) {
    let report = story.report(as_of);
    let found = credit(&report, 0, 0);
    (found.claim, found.last_day.map(|day| day.to_string()))
}

#[test]
fn a_claim_has_every_state() {
    use ClaimState::{Claimable, Claimed, Expired, Granted, Late, PartlyGranted, Refused};
    let story = || with(months("s", &[&[10]]), json!({ "claim": { "within": { "days": 30 } } }));
    let made = |claim: Value| {
        let mut claim = claim;
        let own = claim.as_object_mut().unwrap();
        own.insert("period".to_owned(), json!("2026-01-01"));
        own.insert("objective".to_owned(), json!("a"));
        told(story(), "claims", json!([claim]))
    };
    let of = |story: &Story, as_of: &str| state(story, as_of).0;
    assert_eq!(state(&story(), "2026-03-02T23:59:59Z"), (Claimable, Some("2026-03-02".to_owned())));
    assert_eq!(of(&story(), "2026-03-03T00:00:00Z"), Expired);
    let claimed = made(json!({ "requested": "2026-03-02T23:59:59Z" }));
    assert_eq!(of(&claimed, "2026-03-02T23:59:58Z"), Claimable);
    assert_eq!(of(&claimed, LATER), Claimed);
    assert_eq!(of(&made(json!({ "requested": "2026-03-03T00:00:00Z" })), LATER), Late);
    let granted = |amount: &str| {
        let decided = "2026-03-10T12:00:00Z";
        let claim =
            json!({ "requested": "2026-03-01T12:00:00Z", "decided": decided, "granted": amount });
        made(claim)
    };
    assert_eq!(of(&granted("100.00"), "2026-03-10T11:59:59Z"), Claimed);
    assert_eq!(of(&granted("100.00"), LATER), Granted);
    assert_eq!(of(&granted("99.99"), LATER), PartlyGranted);
    assert_eq!(of(&granted("0.00"), LATER), Refused);
    let decision = |amount: &str| granted(amount).explained(LATER, "2026-01-01");
    assert!(decision("100.00").contains("Granted: decided at"), "{}", decision("100.00"));
    assert!(decision("99.99").contains("Partly granted: decided at"));
    let refused = decision("0.00");
    assert!(refused.contains("Refused: decided at") && !refused.contains("Granted"), "{refused}");
    let sums = granted("80.00").report(LATER).summary.sums;
    assert_eq!(
        (sums.granted.amount.to_string(), sums.owed.amount.to_string()),
        ("80".into(), "80".into())
    );
    assert_eq!(story().report(LATER).summary.sums.owed.amount.to_string(), "0");
}

#[test]
fn a_credit_that_lapsed_or_was_refused_frees_its_room() {
    let credits = json!({ "caps": [{ "amount": "100.00", "per": "12_months" }],
                          "claim": { "within": { "days": 30 } } });
    let story = || with(months("s", &[&[8, 8]]), credits.clone());
    let second = |story: &Story, as_of: &str| {
        credit(&story.report(as_of), 0, 1).amount.unwrap().amount.to_string()
    };
    assert_eq!(second(&story(), "2026-03-01T00:00:00Z"), "20");
    assert_eq!(second(&story(), "2026-03-03T00:00:00Z"), "80");
    let claim = json!({ "period": "2026-01-01", "objective": "a", "requested": "2026-02-02T00:00:00Z",
                        "decided": "2026-02-03T00:00:00Z", "granted": "30.00" });
    assert_eq!(second(&told(story(), "claims", json!([claim])), "2026-03-01T00:00:00Z"), "70");
    // What was refused altogether frees all of it, from when that was decided on.
    let refused = json!({ "period": "2026-01-01", "objective": "a", "requested": "2026-02-02T00:00:00Z",
                          "decided": "2026-03-02T00:00:00Z", "granted": "0.00" });
    let refused = told(story(), "claims", json!([refused]));
    assert_eq!(state(&refused, "2026-03-02T00:00:00Z").0, ClaimState::Refused);
    assert_eq!(second(&refused, "2026-03-01T23:59:59Z"), "20");
    assert_eq!(second(&refused, "2026-03-02T00:00:00Z"), "80");
}

#[test]
fn the_time_for_a_claim_counts_in_its_own_way() {
    let last = |claim: Value| {
        let story = with(months("s", &[&[10]]), json!({ "claim": claim }));
        let report = story.report("2026-02-01T00:00:00Z");
        let found = credit(&report, 0, 0);
        found.last_day.map_or_else(
            || found.deadline.map(|at| at.at).unwrap_or_default(),
            |day| day.to_string(),
        )
    };
    assert_eq!(last(json!({ "within": { "months": 2 } })), "2026-03-31");
    // 31 January is a Saturday.
    assert_eq!(last(json!({ "within": { "working_days": 5 } })), "2026-02-06");
    assert_eq!(last(json!({ "within": { "periods": 2 } })), "2026-03-31");
    assert_eq!(last(json!({ "within": { "hours": 72 } })), "2026-02-04T00:00:00Z");
    // Hours end at their instant, whatever the day: no claim is in time then.
    let hours = || with(months("s", &[&[10]]), json!({ "claim": { "within": { "hours": 71 } } }));
    let stands = |story: &Story, as_of: &str| state(story, as_of).0;
    assert_eq!(stands(&hours(), "2026-02-03T22:59:59Z"), ClaimState::Claimable);
    assert_eq!(stands(&hours(), "2026-02-03T23:00:00Z"), ClaimState::Expired);
    let asked = |at: &str| {
        let claim = json!({ "period": "2026-01-01", "objective": "a", "requested": at });
        stands(&told(hours(), "claims", json!([claim])), "2026-02-05T00:00:00Z")
    };
    assert_eq!(asked("2026-02-03T22:59:59Z"), ClaimState::Claimed);
    assert_eq!(asked("2026-02-03T23:00:00Z"), ClaimState::Late);
}

#[test]
fn a_claim_may_count_from_the_report() {
    let claim = json!({ "claim": { "within": { "days": 10 }, "from": "report_delivered" } });
    let story = with(months("s", &[&[10]]), claim);
    assert_eq!(state(&story, "2026-06-01T00:00:00Z"), (ClaimState::Claimable, None));
    let delivered =
        json!([{ "type": "report_delivered", "for": "2026-01-01", "at": "2026-02-12T09:00:00Z" }]);
    let story = told(story, "events", delivered);
    let last = Some("2026-02-22".to_owned());
    assert_eq!(state(&story, "2026-02-13T00:00:00Z"), (ClaimState::Claimable, last.clone()));
    assert_eq!(state(&story, "2026-02-23T00:00:00Z"), (ClaimState::Expired, last));
}

#[test]
fn good_months_earn_a_share_back() {
    let terms = |extra: Value| {
        let mut terms = json!({ "after_periods": 2, "at_least": "97", "percent": "50" });
        terms.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({ "earn_back": terms })
    };
    let back = |own: &[u32], extra: Value| {
        let report = with(months("s", &[own]), terms(extra)).report(LATER);
        let sums = &report.summary.sums;
        let owed = sums.owed.amount.to_string();
        let all = report.earned_back.iter().map(|it| (it.period, it.amount.amount.to_string()));
        (all.collect::<Vec<_>>(), owed)
    };
    assert_eq!(back(&[10, 3, 0], json!({})), (vec![(2, "50".to_owned())], "80".to_owned()));
    assert_eq!(back(&[10, 4, 0, 0], json!({})).0, vec![(3, "20".to_owned())]);
    // Among the next four, two in a row are enough.
    let within = back(&[10, 4, 0, 0], json!({ "within": 4 }));
    assert_eq!(within.0, vec![(3, "50".to_owned()), (3, "20".to_owned())]);
    assert_eq!(back(&[10, 3], json!({})), (vec![], "130".to_owned()));
}

#[test]
fn what_makes_no_sense_is_told() {
    let faults = |credits: Value| with(months("st", &[&[1], &[1]]), credits).faults();
    let cap = |cap: Value| json!({ "caps": [cap] });
    assert_eq!(faults(cap(json!({ "per": "period" }))), ["bound_count"]);
    assert_eq!(faults(cap(json!({ "percent": "101", "per": "period" }))), ["off_scale"]);
    assert_eq!(faults(cap(json!({ "amount": "-1", "per": "period" }))), ["off_scale"]);
    assert_eq!(faults(cap(json!({ "amount": "1.001", "per": "period" }))), ["too_many_decimals"]);
    assert_eq!(faults(cap(json!({ "percent": "1", "per": "week" }))), ["unknown_word"]);
    assert_eq!(faults(cap(json!({ "percent": "1" }))), ["missing_field"]);
    let of = json!({ "percent": "1", "per": "term", "objectives": ["x"] });
    assert_eq!(faults(cap(of)), ["unknown_objective"]);
    assert_eq!(faults(json!({ "combination": "least" })), ["unknown_word"]);
    assert_eq!(faults(json!({ "combination": { "exclusive": [[]] } })), ["empty_list"]);
    assert_eq!(
        faults(json!({ "claim": { "within": { "days": 1, "hours": 1 } } })),
        ["bound_count"]
    );
    let early = json!({ "after_periods": 3, "within": 2, "percent": "50" });
    assert_eq!(faults(json!({ "earn_back": early })), ["off_scale"]);
    let claims = |claim: Value| told(months("s", &[&[1]]), "claims", json!([claim])).faults();
    let of = |objective: &str| json!({ "period": "2026-01-01", "objective": objective });
    assert_eq!(claims(of("x")), ["unknown_objective"]);
    assert_eq!(
        claims(json!({ "period": "2026-01-01", "objective": "a", "granted": "1.00" })),
        ["missing_field"]
    );
}

#[test]
fn a_claim_for_nothing_is_told() {
    let claim = |period: &str| {
        let claim =
            json!({ "period": period, "objective": "a", "requested": "2026-03-02T00:00:00Z" });
        let story = told(months("s", &[&[1, 0]]), "claims", json!([claim]));
        let report = story.report("2026-03-03T00:00:00Z");
        report.warnings.iter().map(|fault| fault.code.name()).collect::<Vec<_>>()
    };
    assert_eq!(claim("2026-01-01"), Vec::<&str>::new());
    assert_eq!(claim("2026-02-01"), ["claim_without_credit"]);
    assert_eq!(claim("2026-01-02"), ["claim_without_credit"]);
}

#[test]
fn what_was_granted_is_owed_though_nothing_was_measured() {
    let claims = json!([{ "period": "2026-02-01", "objective": "a",
                          "requested": "2026-03-05T00:00:00Z",
                          "decided": "2026-03-06T00:00:00Z", "granted": "12.00" }]);
    let mut story = told(with(months("s", &[&[5, 0, 0]]), json!({})), "claims", claims);
    story.incidents["measurements"].as_array_mut().unwrap().remove(1);
    let report = story.report(LATER);
    let own = credit(&report, 0, 1);
    assert_eq!((own.gross.unwrap().to_string(), own.claim.name()), ("0".into(), "granted"));
    assert_eq!(report.summary.sums.owed.amount.to_string(), "62");
    // Of it, too, half is charged again for a good month, and no more than is owed.
    let half = json!({ "earn_back": { "after_periods": 1, "percent": "50" } });
    assert_eq!(with(story, half).report(LATER).summary.sums.owed.amount.to_string(), "31");
}

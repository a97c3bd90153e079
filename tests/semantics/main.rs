//! What the numbers mean, case by case, through the façade: two documents in, figures out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod accounts;
mod alone;
mod amended_credits;
mod amended_currency;
mod amended_periods;
mod amended_zone;
mod amendments;
mod behind;
mod bonus;
mod caps;
mod charges;
mod claim_steps;
mod clocks;
mod consumed;
mod corrections;
mod credit_rights;
mod credits;
mod earn_back;
mod error_budget;
mod examples;
mod granted_elsewhere;
mod groups;
mod indicators;
mod labels;
mod levels;
mod losses;
mod maintenance;
mod member_requests;
mod points;
mod promises;
mod readings;
mod requests;
mod rights;
mod rounding;
mod rule_claims;
mod scope;
mod sensitivity;
mod settled;
mod settlement;
mod story;
mod switches;
mod turns;
mod verdicts_before;
mod windows;
mod worked;

use serde_json::{Value, json};
use sla_calculator::units::Instant;
use story::{Story, check, verdict};

#[test]
fn a_month_is_as_long_as_it_is() {
    let down = |day: &str| {
        let (from, until) = (format!("{day}T10:00:00Z"), format!("{day}T10:44:00Z"));
        Story::new().incident(&from, &until, "full")
    };
    check(&down("2026-02-10"), "2026-02-01", ("missed", "99.8908"));
    check(&down("2026-04-10"), "2026-04-01", ("missed", "99.8981"));
    check(&down("2026-03-10"), "2026-03-01", ("met", "99.9014"));
}

#[test]
fn the_length_of_a_month_follows_the_clock_changes_of_its_zone() {
    for (zone, first, seconds) in [
        ("Europe/Berlin", "2026-03-01", 743 * 3600),
        ("Europe/Berlin", "2026-10-01", 745 * 3600),
        ("America/New_York", "2026-11-01", 721 * 3600),
        ("Australia/Lord_Howe", "2026-04-01", 720 * 3600 + 1800),
        ("UTC", "2026-03-01", 744 * 3600),
    ] {
        let story = Story::new().contract("/time_zone", json!(zone));
        let result = story.result("2030-01-01T00:00:00Z", first);
        assert_eq!(
            result.time.as_ref().unwrap().agreed_seconds.to_string(),
            seconds.to_string(),
            "{zone} {first}"
        );
    }
}

#[test]
fn incidents_that_overlap_count_once() {
    let story = Story::new()
        .incident("2026-04-10T10:00:00Z", "2026-04-10T10:30:00Z", "full")
        .incident("2026-04-10T10:10:00Z", "2026-04-10T10:40:00Z", "full");
    check(&story, "2026-04-01", ("met", "99.9074"));
}

#[test]
fn a_degraded_second_counts_by_its_weight() {
    for (weight, verdict) in [
        ("0", ("met", "100.0000")),
        ("0.25", ("met", "99.9652")),
        ("0.3", ("met", "99.9583")),
        ("0.5", ("met", "99.9305")),
        ("1", ("missed", "99.8611")),
    ] {
        let story = Story::new()
            .contract("/counting", json!({ "impact": { "slow": weight } }))
            .incident("2026-04-10T10:00:00Z", "2026-04-10T11:00:00Z", "slow");
        check(&story, "2026-04-01", verdict);
    }
}

#[test]
fn the_heavier_of_two_holds_while_both_are_open() {
    let result = Story::new()
        .incident("2026-04-10T10:00:00Z", "2026-04-10T11:00:00Z", "degraded")
        .incident("2026-04-10T10:15:00Z", "2026-04-10T10:30:00Z", "full")
        .result("2030-01-01T00:00:00Z", "2026-04-01");
    assert_eq!(
        result.time.as_ref().unwrap().down_seconds.to_string(),
        (45 * 30 + 15 * 60).to_string()
    );
    assert_eq!(result.time.as_ref().unwrap().outage_seconds.to_string(), "3600");
}

#[test]
fn an_outage_is_evidence_even_where_the_monitor_died_with_the_service() {
    let story = Story::new().covers("2026-04-10T11:00:00Z", "2026-05-01T00:00:00Z").incident(
        "2026-04-10T09:55:00Z",
        "2026-04-10T11:05:00Z",
        "full",
    );
    let result = story.result("2030-01-01T00:00:00Z", "2026-04-01");
    // From the beginning of the outage to the end of April, not from the beginning of coverage.
    assert_eq!(
        result.time.as_ref().unwrap().measured_seconds.to_string(),
        (20 * 86_400 + 14 * 3_600 + 300).to_string()
    );
    assert_eq!(result.time.as_ref().unwrap().down_seconds.to_string(), "4200");
}

#[test]
fn unknown_time_is_neither_up_nor_down() {
    let story = Story::new().covers("2026-05-01T00:00:00Z", "2026-05-16T00:00:00Z");
    check(&story, "2026-04-01", ("not_measured", ""));
    let result = story.result("2030-01-01T00:00:00Z", "2026-05-01");
    assert_eq!(verdict(&result), ("met", "100.0000".to_owned()));
    assert_eq!(
        result.time.as_ref().unwrap().removed_seconds.to_string(),
        (16 * 86_400).to_string()
    );
    assert!(!result.certain, "sixteen unknown days could turn it");
}

#[test]
fn a_running_period_has_a_state() {
    let down = |minutes: u32| {
        let until = format!("2026-04-10T{:02}:{:02}:00Z", minutes / 60, minutes % 60);
        let result = Story::new()
            .incident("2026-04-10T00:00:00Z", &until, "full")
            .result("2026-04-16T00:00:00Z", "2026-04-01");
        (result.verdict.name(), result.time.as_ref().unwrap().measured_seconds.to_string())
    };
    let passed = (15 * 86_400).to_string();
    assert_eq!(down(21), ("running_on_track", passed.clone()));
    assert_eq!(down(22), ("running_below_target", passed.clone()));
    assert_eq!(down(43), ("running_below_target", passed.clone()));
    assert_eq!(down(44), ("running_past_recovery", passed));
}

#[test]
fn what_happens_after_the_as_of_instant_has_not_happened() {
    let story = Story::new()
        .incident("2026-04-10T00:00:00Z", "2026-04-20T00:00:00Z", "full")
        .incident("2026-04-21T00:00:00Z", "2026-04-22T00:00:00Z", "full");
    let report = story.report("2026-04-11T00:00:00Z");
    assert_eq!(
        report.results.last().unwrap().time.as_ref().unwrap().down_seconds.to_string(),
        "86400"
    );
    let later = report.incidents.classes.first().unwrap();
    assert_eq!((later.class.name(), later.count), ("later_than_as_of", 1));
}

#[test]
fn an_open_incident_runs_to_the_end_of_what_is_known() {
    let story = Story::new().covers("2026-01-01T00:00:00Z", "2026-04-12T00:00:00Z").incident(
        "2026-04-10T00:00:00Z",
        "",
        "full",
    );
    let down =
        |as_of: &str| story.result(as_of, "2026-04-01").time.unwrap().down_seconds.to_string();
    assert_eq!(down("2026-04-11T00:00:00Z"), "86400");
    assert_eq!(down("2026-04-20T00:00:00Z"), (2 * 86_400).to_string());
}

#[test]
fn resolved_stands_in_for_restored_and_a_missing_impact_is_full() {
    let incident = json!({
        "services": ["s"], "started": "2026-04-10T00:00:00Z", "resolved": "2026-04-10T01:00:00Z",
    });
    let story = Story::new().raw(incident);
    let result = story.result("2026-05-01T00:00:00Z", "2026-04-01");
    assert_eq!(result.time.as_ref().unwrap().down_seconds.to_string(), "3600");
    assert_eq!(story.report("2026-05-01T00:00:00Z").incidents.impact_unstated, 1);
}

#[test]
fn an_incident_may_touch_each_service_in_its_own_way() {
    let incident = json!({
        "services": ["elsewhere", { "id": "s", "impact": "degraded" }], "impact": "full",
        "started": "2026-04-10T00:00:00Z", "restored": "2026-04-10T01:00:00Z",
    });
    let result = Story::new().raw(incident).result("2026-05-01T00:00:00Z", "2026-04-01");
    assert_eq!(result.time.as_ref().unwrap().down_seconds.to_string(), "1800");
}

#[test]
fn the_first_and_the_last_period_are_clipped_to_the_term() {
    let story = Story::new()
        .contract("/term", json!({ "from": "2026-04-11", "until": "2026-05-06" }))
        .contract(
            "/objectives/0/credit",
            json!({ "tiers": [{ "below": "99.9", "percent": "10" }] }),
        )
        .incident("2026-04-01T00:00:00Z", "2026-04-12T00:00:00Z", "full");
    let report = story.report("2026-06-01T00:00:00Z");
    let agreed: Vec<String> = report
        .results
        .iter()
        .map(|r| r.time.as_ref().unwrap().agreed_seconds.to_string())
        .collect();
    assert_eq!(agreed, [(20 * 86_400).to_string(), (5 * 86_400).to_string()]);
    let first = report.results.first().unwrap();
    assert_eq!(first.time.as_ref().unwrap().down_seconds.to_string(), "86400");
    // Twenty of thirty days of 1,000.00, and ten percent of that, rounded once.
    let credit = first.credit.as_ref().unwrap();
    assert_eq!(credit.basis.as_ref().unwrap().amount.to_string(), "2000/3");
    assert_eq!(credit.amount.as_ref().unwrap().amount.to_string(), "66.67");
}

#[test]
fn a_quarter_is_three_months_and_charges_follow_the_calendar() {
    let charges = json!([
        { "from": "2026-01-01", "amount": "100.00", "per": "month" },
        { "from": "2026-03-01", "amount": "3600.00", "per": "year" },
    ]);
    let story = Story::new()
        .contract("/service_period", json!({ "every": "quarter" }))
        .contract("/services/0/charges", charges)
        .contract(
            "/objectives/0/credit",
            json!({ "tiers": [{ "below": "99.9", "percent": "100" }] }),
        )
        .incident("2026-01-10T00:00:00Z", "2026-01-12T00:00:00Z", "full");
    let result = story.result("2026-07-01T00:00:00Z", "2026-01-01");
    // 59 of 90 days at 300 a quarter, 31 of 90 at 900.
    let basis = result.credit.unwrap().basis.unwrap();
    assert_eq!(basis.amount.to_fixed(4), "506.6666");
}

/// The credit in percent for so many seconds of downtime in April (2,592,000 s).
#[track_caller]
fn credited(target: Value, tiers: &Value, down: u32, expected: (&str, &str)) {
    let until = Instant::parse("2026-04-10T00:00:00Z").unwrap();
    let until = until.after(i128::from(down) * 1_000_000_000).to_string();
    let result = Story::new()
        .contract("/objectives/0/target", target)
        .contract("/objectives/0/credit", json!({ "tiers": tiers }))
        .incident("2026-04-10T00:00:00Z", &until, "full")
        .result("2030-01-01T00:00:00Z", "2026-04-01");
    let percent = result.credit.unwrap().share.unwrap().to_string();
    assert_eq!((result.verdict.name(), percent.as_str()), expected, "{down} s down");
}

#[test]
fn bounds_hold_as_the_contract_spells_them() {
    // Exactly 99.9 % is 2,592 s down, exactly 99.0 % is 25,920 s.
    let aws = json!([{ "below": "99.9", "percent": "10" }, { "below": "99.0", "percent": "25" }]);
    let at_least = || json!({ "at_least": "99.9" });
    credited(at_least(), &aws, 2_591, ("met", "0"));
    credited(at_least(), &aws, 2_592, ("met", "0"));
    credited(at_least(), &aws, 2_593, ("missed", "10"));
    credited(at_least(), &aws, 25_920, ("missed", "10"));
    credited(at_least(), &aws, 25_921, ("missed", "25"));
    let github = json!([
        { "at_or_below": "99.9", "above": "99.0", "percent": "10" },
        { "below": "99.0", "percent": "25" },
    ]);
    let above = || json!({ "above": "99.9" });
    credited(above(), &github, 2_591, ("met", "0"));
    credited(above(), &github, 2_592, ("missed", "10"));
    credited(above(), &github, 25_919, ("missed", "10"));
    credited(above(), &github, 25_920, ("missed", "0"));
    credited(above(), &github, 25_921, ("missed", "25"));
    // Tiers stand on their own feet.
    credited(at_least(), &github, 2_592, ("met", "10"));
}

#[test]
fn the_order_of_tiers_does_not_matter() {
    let tiers = json!([{ "below": "99.0", "percent": "25" }, { "below": "99.9", "percent": "10" }]);
    credited(json!({ "at_least": "99.9" }), &tiers, 25_921, ("missed", "25"));
    credited(json!({ "at_least": "99.9" }), &tiers, 2_593, ("missed", "10"));
}

#[test]
fn a_claim_runs_to_the_end_of_a_local_day() {
    let story = Story::new()
        .contract("/time_zone", json!("Europe/Berlin"))
        .contract(
            "/objectives/0/credit",
            json!({ "tiers": [{ "below": "99.9", "percent": "10" }] }),
        )
        .contract("/credits", json!({ "claim": { "within": { "days": 30 } } }))
        .incident("2026-03-10T00:00:00Z", "2026-03-12T00:00:00Z", "full");
    let state = |as_of: &str| {
        let credit = story.result(as_of, "2026-03-01").credit.unwrap();
        (credit.last_day.unwrap().to_string(), serde_json::to_value(credit.claim).unwrap())
    };
    let last_day = || "2026-04-30".to_owned();
    assert_eq!(state("2026-04-30T21:59:59Z"), (last_day(), json!("claimable")));
    assert_eq!(state("2026-04-30T22:00:00Z"), (last_day(), json!("expired")));
}

#[test]
fn without_a_charge_the_share_still_stands() {
    let story = Story::new()
        .contract("/services/0/charges", json!([]))
        .contract(
            "/objectives/0/credit",
            json!({ "tiers": [{ "below": "99.9", "percent": "10" }] }),
        )
        .incident("2026-04-10T00:00:00Z", "2026-04-12T00:00:00Z", "full");
    let report = story.report("2026-05-01T00:00:00Z");
    let credit = report.results.last().unwrap().credit.as_ref().unwrap();
    assert_eq!(
        (credit.share.as_ref().unwrap().to_string().as_str(), &credit.amount),
        ("10", &None)
    );
    assert_eq!(report.summary.sums.not_priced, 1);
}

#[test]
fn a_currency_rounds_to_its_own_minor_unit() {
    for (currency, charge, amount) in
        [("JPY", "1005", "101"), ("EUR", "10.05", "1.01"), ("BHD", "1.005", "0.101")]
    {
        let charges = json!([{ "from": "2026-01-01", "amount": charge, "per": "month" }]);
        let story = Story::new()
            .contract("/currency", json!(currency))
            .contract("/services/0/charges", charges)
            .contract(
                "/objectives/0/credit",
                json!({ "tiers": [{ "below": "99.9", "percent": "10" }] }),
            )
            .incident("2026-04-10T00:00:00Z", "2026-04-12T00:00:00Z", "full");
        let credit = story.result("2026-05-01T00:00:00Z", "2026-04-01").credit.unwrap();
        assert_eq!(credit.amount.unwrap().amount.to_string(), amount, "{currency}");
    }
}

#[test]
fn without_coverage_the_history_speaks_from_its_first_to_its_last_instant() {
    let mut story = Story::new()
        .incident("2026-02-10T00:00:00Z", "2026-02-10T01:00:00Z", "full")
        .incident("2026-03-20T00:00:00Z", "2026-03-20T01:00:00Z", "full");
    story.incidents.as_object_mut().unwrap().remove("source");
    let report = story.report("2026-05-01T00:00:00Z");
    let evidence = report.evidence.first().unwrap();
    assert_eq!(
        (evidence.from.at.as_str(), evidence.until.at.as_str(), evidence.source.as_str()),
        ("2026-02-10T00:00:00Z", "2026-03-20T01:00:00Z", "last_instant")
    );
    let verdicts: Vec<_> = report.results.iter().map(|result| result.verdict.name()).collect();
    assert_eq!(verdicts, ["not_measured", "missed", "missed", "not_measured"]);
}

#[test]
fn a_later_incident_is_no_evidence_for_what_came_before() {
    let mut story = Story::new()
        .incident("2026-02-10T00:00:00Z", "2026-02-10T01:00:00Z", "full")
        .incident("2026-03-01T00:00:00Z", "2026-04-20T01:00:00Z", "full");
    story.incidents.as_object_mut().unwrap().remove("source");
    let until = |as_of: &str| story.report(as_of).evidence.first().unwrap().until.at.clone();
    assert_eq!(until("2026-02-20T00:00:00Z"), "2026-02-10T01:00:00Z");
    assert_eq!(until("2026-03-20T00:00:00Z"), "2026-03-01T00:00:00Z");
    assert_eq!(until("2026-05-20T00:00:00Z"), "2026-04-20T01:00:00Z");
}

#[test]
fn the_rest_of_a_period_may_lie_in_the_next_year() {
    let story = Story::new().incident("2026-12-30T10:00:00Z", "2026-12-30T10:08:00Z", "full");
    let story =
        story.contract("/service_period", json!({ "every": "month", "from": "2026-01-16" }));
    let weekly = json!({ "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } });
    let story = story.contract("/calendars", weekly);
    let story = story.contract("/services/0/calendar", json!("office"));
    // 8 minutes of the 92 hours so far are too many, of 184 they are not.
    let result = story.result("2026-12-31T13:00:00Z", "2026-12-16");
    assert_eq!(result.verdict.name(), "running_below_target");
}

#[test]
fn a_period_judged_whole_may_begin_in_the_year_before_the_term() {
    let story = Story::new().contract("/term", json!({ "from": "2026-01-10" }));
    let period = json!({ "every": "month", "from": "2026-01-16", "partial": "whole" });
    let story = story.contract("/service_period", period);
    let weekly = json!({ "office": { "weekly": { "mon-sun": ["09:00-17:00"] } } });
    let story = story.contract("/calendars", weekly);
    let story = story.contract("/services/0/calendar", json!("office"));
    let time = story.result("2026-03-01T00:00:00Z", "2025-12-16").time.unwrap();
    // 31 days of eight hours.
    assert_eq!(time.agreed_seconds.to_string(), "892800");
}

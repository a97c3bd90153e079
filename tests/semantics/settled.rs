//! What is known, what is certain, and what must change nothing.

use serde_json::{Value, json};
use sla_calculator::report::Verdict;
use sla_calculator::timeline::IncidentClass;

use super::labels::at;
use super::story::{Story, check};

const LATER: &str = "2026-06-01T00:00:00Z";

fn of_time(story: Story, indicator: &str, target: Value) -> Story {
    let objective = json!({ "id": "o", "service": "s", "indicator": indicator, "target": target });
    story.contract("/objectives", json!([objective]))
}

fn removed(story: &Story) -> String {
    story.result(LATER, "2026-01-01").time.unwrap().removed_seconds.to_string()
}

#[test]
fn what_lies_before_the_term_takes_nothing_of_an_allowance() {
    let nightly = json!({ "weekly": { "mon-sun": ["02:00-03:00"] } });
    let story = || {
        let permission = json!([{
            "standing": true, "slots": nightly, "allowance": { "at_most": "PT4H", "per": "month" },
        }]);
        let story = Story::new().contract("/maintenance", permission);
        story.contract("/term", json!({ "from": "2026-01-15" }))
    };
    assert_eq!(removed(&story()), "14400");
    let early = story().incident("2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z", "full");
    assert_eq!(removed(&early), "14400");
}

#[test]
fn a_unit_begins_with_the_day_whatever_is_told_first() {
    let unit = json!({ "length": "PT1H", "counts": "whole" });
    let story = Story::new()
        .contract("/counting", json!({ "unit": unit }))
        .contract("/term", json!({ "from": "2026-04-01" }))
        .incident(&at(1, "00:30"), &at(1, "01:00"), "full");
    let down =
        |story: &Story| story.result(LATER, "2026-04-01").time.unwrap().down_seconds.to_string();
    assert_eq!(down(&story), "0");
    let late = Story::new()
        .contract("/counting", json!({ "unit": { "length": "PT1H", "counts": "whole" } }))
        .contract("/time_zone", json!("Asia/Kolkata"))
        .incident(&at(1, "10:30"), &at(1, "11:30"), "full");
    // 16:00 to 17:00 in Kolkata.
    assert_eq!(down(&late), "3600");
}

#[test]
fn the_class_looks_at_the_whole_life_of_an_incident() {
    let changed = |first: &str, then: &str| {
        let story = Story::new().raw(json!({
            "services": ["s"], "impact": first, "started": at(2, "10:00"),
            "restored": at(2, "11:00"),
            "impact_changes": [{ "at": at(2, "10:30"), "impact": then }],
        }));
        let classes = story.report(LATER).incidents.classes;
        classes.into_iter().find(|class| class.count == 1).unwrap().class
    };
    assert_eq!(changed("none", "full"), IncidentClass::Counted);
    assert_eq!(changed("full", "none"), IncidentClass::Counted);
    assert_eq!(changed("none", "none"), IncidentClass::WeightZero);
}

#[test]
fn an_outage_that_goes_on_may_turn_out_longer() {
    let story = |indicator: &str, end: &str| {
        let story = Story::new().incident(&at(30, "23:00"), end, "full");
        of_time(story, indicator, json!({ "at_most": "PT2H" }))
    };
    let now = "2026-05-01T00:30:00Z";
    let open = story("longest_outage", "").result(now, "2026-04-01");
    assert_eq!((open.verdict, open.certain), (Verdict::Met, false));
    let ended = story("longest_outage", "2026-05-01T00:20:00Z").result(now, "2026-04-01");
    assert_eq!((ended.verdict, ended.certain), (Verdict::Met, true));
}

#[test]
fn what_goes_on_without_weight_has_ended() {
    let story = Story::new().raw(json!({
        "services": ["s"], "started": at(2, "10:00"),
        "impact_changes": [{ "at": at(2, "11:00"), "impact": "none" }],
    }));
    let story = of_time(story, "mean_time_to_restore", json!({ "at_most": "PT1H" }));
    check(&story, "2026-04-01", ("met", "3600.0000"));
}

#[test]
fn an_outage_begins_with_its_first_agreed_instant() {
    let office = json!({ "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } });
    // Thursday night until Friday the first of May, ten o'clock.
    let story = Story::new().incident(&at(30, "22:00"), "2026-05-01T10:00:00Z", "full");
    let story = of_time(story, "outage_count", json!({ "at_most": "0" }))
        .contract("/calendars", office)
        .contract("/services/0/calendar", json!("office"));
    check(&story, "2026-04-01", ("met", "0.0000"));
    check(&story, "2026-05-01", ("missed", "1.0000"));
}

#[test]
fn what_states_no_impact_is_full_as_the_contract_weighs_it() {
    let story = Story::new()
        .contract("/counting", json!({ "impact": { "full": "0.5" } }))
        .raw(json!({ "services": ["s"], "started": at(2, "10:00"), "restored": at(2, "11:00") }));
    let down = story.result(LATER, "2026-04-01").time.unwrap().down_seconds;
    assert_eq!(down.to_string(), "1800");
}

#[test]
fn a_score_takes_nothing_of_which_less_is_better() {
    let reopened = json!({ "id": "r", "indicator": "reopen_rate", "target": { "at_most": "5" } });
    let score = json!({
        "id": "o", "indicator": "score", "target": { "at_least": "90" },
        "parts": [{ "objective": "r", "weight": "1" }],
    });
    let story = Story::new().contract("/objectives", json!([reopened, score]));
    assert_eq!(story.faults()[0], "unknown_objective");
}

#[test]
fn a_month_that_is_suspended_is_not_measured() {
    let mut story = of_time(Story::new(), "downtime", json!({ "at_most": "PT1H" }));
    story.incidents["exclusion_spans"] = json!([{
        "services": ["s"], "from": "2026-04-01T00:00:00Z", "until": "2026-05-01T00:00:00Z",
        "cause": "suspended",
    }]);
    check(&story, "2026-04-01", ("not_measured", ""));
}

#[test]
fn declared_unknown_time_makes_cases_uncertain() {
    let objective = json!({
        "id": "o", "service": "s", "indicator": "response_time", "within": "PT1H",
    });
    let mut story = Story::new()
        .contract("/objectives", json!([objective]))
        .raw(json!({ "services": ["s"], "started": at(2, "10:00"), "responded": at(2, "10:10") }));
    let certain = |story: &Story| story.result(LATER, "2026-04-01").certain;
    assert!(certain(&story));
    story.incidents["unknown"] =
        json!([{ "services": ["s"], "from": at(10, "00:00"), "until": at(12, "00:00") }]);
    assert!(!certain(&story));
}

#[test]
fn a_file_is_evidence_until_the_last_that_it_tells_of_anything() {
    let mut story = Story::new().incident(&at(2, "10:00"), &at(2, "11:00"), "full");
    story.incidents["source"] = json!({});
    story.incidents["events"] = json!([{ "type": "drill", "at": at(20, "00:00") }]);
    let time = story.result(LATER, "2026-04-01").time.unwrap();
    // From the second, ten o'clock, until the twentieth.
    assert_eq!(time.measured_seconds.to_string(), (17 * 86_400 + 14 * 3_600).to_string());
}

#[test]
fn an_open_incident_may_have_the_wrong_year() {
    let story = Story::new().covers("2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z").incident(
        "2020-01-20T00:00:00Z",
        "",
        "full",
    );
    assert!(story.faults().contains(&"years_long"));
}

//! How much must be known for a verdict, and the level that is expected beside the binding one.

use serde_json::json;
use sla_calculator::diagnostic::Code;
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::report::{Outcome, StepName, Verdict};
use sla_calculator::units::Instant;

use super::labels::at;
use super::story::Story;

const LATER: &str = "2026-06-01T00:00:00Z";

/// April 2026, of which the first 15 of 30 days are known, with an hour down on the second.
fn half_known(least: &str) -> Story {
    Story::new()
        .contract("/objectives/0/minimum_coverage", json!(least))
        .contract(
            "/objectives/0/credit",
            json!({ "tiers": [{ "below": "99.9", "percent": "10" }] }),
        )
        .covers(&at(1, "00:00"), &at(16, "00:00"))
        .incident(&at(2, "10:00"), &at(2, "11:00"), "full")
}

#[test]
fn with_as_much_as_is_demanded_it_is_judged() {
    let result = half_known("50").result(LATER, "2026-04-01");
    assert_eq!(result.verdict, Verdict::Missed);
    assert!(result.credit.is_some());
}

#[test]
fn with_less_the_value_is_shown_and_not_judged() {
    let result = half_known("50.000001").result(LATER, "2026-04-01");
    assert_eq!(result.verdict, Verdict::NotMeasured);
    // 359 of 360 hours.
    assert_eq!(result.value.map(|value| value.to_fixed(4)).as_deref(), Some("99.7222"));
    assert!(result.credit.is_none() && !result.certain);
    assert!(result.time.unwrap().budget.is_none());
}

#[test]
fn what_is_known_is_told_where_unknown_time_has_no_effect() {
    let ignored = |least| half_known(least).contract("/counting", json!({ "unknown": "ignored" }));
    let result = ignored("50").result(LATER, "2026-04-01");
    let time = result.time.unwrap();
    // 719 of 720 hours are up, as far as anybody knows; of half of them somebody does.
    assert_eq!(result.value.map(|value| value.to_fixed(4)).as_deref(), Some("99.8611"));
    assert_eq!(time.coverage.map(|share| share.to_string()).as_deref(), Some("50"));
    assert_eq!(result.verdict, Verdict::Missed);
    assert_eq!(ignored("51").result(LATER, "2026-04-01").verdict, Verdict::NotMeasured);
}

#[test]
fn figures_of_outages_need_as_much() {
    let story = |least| {
        let story = half_known(least).contract("/objectives/0/indicator", json!("outage_count"));
        let story = story.contract("/objectives/0/target", json!({ "at_most": "0" }));
        let Story { mut contract, incidents } = story;
        contract["objectives"][0].as_object_mut().unwrap().remove("credit");
        Story { contract, incidents }.result(LATER, "2026-04-01").verdict
    };
    assert_eq!(story("50"), Verdict::Missed);
    assert_eq!(story("51"), Verdict::NotMeasured);
}

/// Whether April reaches the level that is expected.
fn reaches(story: &Story) -> Option<bool> {
    let files = [&story.contract, &story.incidents].map(ToString::to_string);
    let inputs = files.each_ref().map(|text| Input::new("a file", text.as_bytes()));
    let evaluation = Case::open(&inputs).unwrap().evaluate(Instant::parse(LATER).unwrap()).unwrap();
    let steps = evaluation.calculation(0, 3).unwrap().steps;
    steps.iter().find(|step| step.name == StepName::Expected).and_then(|step| match step.result {
        Outcome::Truth(reached) => Some(reached),
        _ => None,
    })
}

#[test]
fn what_is_expected_changes_no_verdict() {
    let story = |expected| {
        let story = Story::new().incident(&at(2, "10:00"), &at(2, "10:40"), "full");
        story.contract("/objectives/0/expected", expected)
    };
    // 40 of 43,200 minutes: 99.9074 percent.
    for (expected, reached) in [("99.9", true), ("99.95", false)] {
        let story = story(json!({ "at_least": expected }));
        assert_eq!(story.result(LATER, "2026-04-01").verdict, Verdict::Met);
        assert_eq!(reaches(&story), Some(reached));
    }
}

#[test]
fn what_is_expected_is_spelt_like_the_target() {
    let story = Story::new().contract("/objectives/0/expected", json!({ "at_most": "99.9" }));
    assert_eq!(story.faults(), [Code::BoundCount.name()]);
    let csat = Story::new()
        .contract("/objectives/0/indicator", json!("csat"))
        .contract("/objectives/0/target", json!({ "at_least": "4.5" }))
        .contract("/objectives/0/expected", json!({ "at_most": "4.8" }));
    assert_eq!(csat.faults(), [Code::ExpectedUnlikeTarget.name()]);
}

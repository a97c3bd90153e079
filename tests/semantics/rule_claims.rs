//! Claims of which a rule has terms of its own, or needs none.

use serde_json::{Value, json};
use sla_calculator::penalty::ClaimState;

use super::settlement::{credit, months, told, with};
use super::story::Story;

/// Two credits of January, claimed within 30 days but for the terms of the second.
fn of_two(own: Value) -> Story {
    let terms = json!({ "claim": { "within": { "days": 30 } } });
    let story = with(months("ss", &[&[10], &[10]]), terms);
    story.contract("/objectives/1/credit/claim", own)
}

fn stands(story: &Story, as_of: &str) -> [(ClaimState, String); 2] {
    let report = story.report(as_of);
    [0, 1].map(|objective| {
        let credit = credit(&report, objective, 0);
        (credit.claim, credit.last_day.map(|day| day.to_string()).unwrap_or_default())
    })
}

fn by(state: ClaimState, day: &str) -> (ClaimState, String) {
    (state, day.to_owned())
}

#[test]
fn what_needs_no_claim_is_not_lost_where_another_is() {
    let story = of_two(json!("automatic"));
    let automatic = || by(ClaimState::Automatic, "");
    let first = by(ClaimState::Claimable, "2026-03-02");
    assert_eq!(stands(&story, "2026-03-02T12:00:00Z"), [first, automatic()]);
    let first = by(ClaimState::Expired, "2026-03-02");
    assert_eq!(stands(&story, "2026-03-03T00:00:00Z"), [first, automatic()]);
}

#[test]
fn a_rule_has_a_time_and_steps_of_its_own() {
    let step = json!({ "id": "logs", "within": { "days": 2 } });
    let own = json!({ "within": { "months": 2 }, "from": "period_end", "steps": [step] });
    let made = json!([{ "period": "2026-01-01", "objective": "b",
                        "steps": { "logs": "2026-02-02T10:00:00Z" } }]);
    let story = told(of_two(own), "claims", made);
    let first = by(ClaimState::Claimable, "2026-03-02");
    let second = by(ClaimState::Claimable, "2026-03-31");
    assert_eq!(stands(&story, "2026-02-20T00:00:00Z"), [first, second]);
    // Those steps are no other credit's.
    let other = json!([{ "period": "2026-01-01", "objective": "a",
                         "steps": { "logs": "2026-02-02T10:00:00Z" } }]);
    assert_eq!(told(story, "claims", other).faults(), ["unknown_word"]);
}

#[test]
fn terms_of_a_rule_say_from_when_they_count() {
    assert_eq!(of_two(json!({ "within": { "days": 5 } })).faults(), ["missing_field"]);
    assert_eq!(of_two(json!("none")).faults(), ["unknown_word"]);
}

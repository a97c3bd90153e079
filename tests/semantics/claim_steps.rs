//! Claims of several steps: a first notice, evidence, and then the claim.

use serde_json::{Value, json};
use sla_calculator::penalty::ClaimState;

use super::settlement::{credit, months, told, with};
use super::story::Story;

/// January is credited; a notice within 5 days, evidence within 10, the claim within 30.
fn claimed(steps: Value, requested: Option<&str>) -> Story {
    let step = |id: &str, days: u32| json!({ "id": id, "within": { "days": days } });
    let terms = json!({ "claim": { "within": { "days": 30 },
                                   "steps": [step("notice", 5), step("evidence", 10)] } });
    let claims = json!([{ "period": "2026-01-01", "objective": "a", "steps": steps,
                          "requested": requested }]);
    told(with(months("s", &[&[10]]), terms), "claims", claims)
}

fn stands(story: &Story, as_of: &str) -> (ClaimState, String) {
    let credit = credit(&story.report(as_of), 0, 0);
    (credit.claim, credit.last_day.map(|day| day.to_string()).unwrap_or_default())
}

#[test]
fn the_first_step_that_is_still_to_be_done_has_the_time() {
    let nothing = claimed(json!({}), None);
    let open = |state, day: &str| (state, day.to_owned());
    assert_eq!(stands(&nothing, "2026-02-01T00:00:00Z"), open(ClaimState::Claimable, "2026-02-05"));
    assert_eq!(stands(&nothing, "2026-02-05T23:59:59Z"), open(ClaimState::Claimable, "2026-02-05"));
    assert_eq!(stands(&nothing, "2026-02-06T00:00:00Z"), open(ClaimState::Expired, "2026-02-05"));
    let noticed = claimed(json!({ "notice": "2026-02-05T23:59:59Z" }), None);
    assert_eq!(stands(&noticed, "2026-02-06T00:00:00Z"), open(ClaimState::Claimable, "2026-02-10"));
    assert_eq!(stands(&noticed, "2026-02-11T00:00:00Z"), open(ClaimState::Expired, "2026-02-10"));
    let both = json!({ "notice": "2026-02-02T00:00:00Z", "evidence": "2026-02-10T12:00:00Z" });
    let ready = claimed(both, None);
    assert_eq!(stands(&ready, "2026-02-11T00:00:00Z"), open(ClaimState::Claimable, "2026-03-02"));
    assert_eq!(stands(&ready, "2026-03-03T00:00:00Z"), open(ClaimState::Expired, "2026-03-02"));
}

#[test]
fn a_step_too_late_makes_the_claim_late() {
    let late = json!({ "notice": "2026-02-06T00:00:00Z", "evidence": "2026-02-07T00:00:00Z" });
    let story = claimed(late, Some("2026-02-08T00:00:00Z"));
    assert_eq!(stands(&story, "2026-03-01T00:00:00Z").0, ClaimState::Late);
    let in_time = json!({ "notice": "2026-02-05T23:59:59Z", "evidence": "2026-02-07T00:00:00Z" });
    let story = claimed(in_time.clone(), Some("2026-03-02T23:59:59Z"));
    assert_eq!(stands(&story, "2026-03-09T00:00:00Z").0, ClaimState::Claimed);
    let story = claimed(in_time, Some("2026-03-03T00:00:00Z"));
    assert_eq!(stands(&story, "2026-03-09T00:00:00Z").0, ClaimState::Late);
}

#[test]
fn who_claims_has_done_the_steps_before() {
    let at_once = claimed(json!({}), Some("2026-02-05T12:00:00Z"));
    assert_eq!(stands(&at_once, "2026-03-01T00:00:00Z").0, ClaimState::Claimed);
    // By then it was too late for the notice.
    let late = claimed(json!({}), Some("2026-02-06T00:00:00Z"));
    assert_eq!(stands(&late, "2026-03-01T00:00:00Z").0, ClaimState::Late);
    // What is done later is not known yet.
    assert_eq!(stands(&at_once, "2026-02-05T00:00:00Z").0, ClaimState::Claimable);
}

/// Several records are one claim: what was done in either holds, and the later decision.
#[test]
fn what_several_records_tell_is_one_claim() {
    let of = |record: Value| {
        let mut own = json!({ "period": "2026-01-01", "objective": "a" });
        for (name, value) in record.as_object().unwrap() {
            own[name] = value.clone();
        }
        own
    };
    let records = json!([
        of(json!({ "steps": { "notice": "2026-02-02T00:00:00Z" } })),
        of(json!({ "steps": { "evidence": "2026-02-09T00:00:00Z" } })),
        of(json!({ "requested": "2026-03-02T12:00:00Z" })),
        of(json!({ "decided": "2026-03-20T12:00:00Z", "granted": "10.00" })),
        of(json!({ "decided": "2026-04-20T12:00:00Z", "granted": "20.00" })),
        of(json!({ "requested": "2026-04-01T12:00:00Z" })),
    ]);
    let story = told(claimed(json!({}), None), "claims", records);
    let open = |state, day: &str| (state, day.to_owned());
    assert_eq!(stands(&story, "2026-02-03T00:00:00Z"), open(ClaimState::Claimable, "2026-02-10"));
    assert_eq!(stands(&story, "2026-03-01T00:00:00Z"), open(ClaimState::Claimable, "2026-03-02"));
    assert_eq!(stands(&story, "2026-03-10T00:00:00Z").0, ClaimState::Claimed);
    let granted = |as_of: &str| {
        let report = story.report(as_of);
        assert!(report.warnings.is_empty(), "{:?}", report.warnings);
        credit(&report, 0, 0).granted.map(|it| it.amount.to_string())
    };
    assert_eq!(granted("2026-04-01T00:00:00Z").as_deref(), Some("10"));
    assert_eq!(granted("2026-05-01T00:00:00Z").as_deref(), Some("20"));
}

#[test]
fn the_calculation_names_the_step() {
    let told = claimed(json!({}), None).explained("2026-02-01T00:00:00Z", "2026-01-01");
    assert!(told.contains("notice"), "{told}");
}

#[test]
fn steps_say_what_is_wrong_with_them() {
    assert_eq!(
        claimed(json!({ "notise": "2026-02-05T00:00:00Z" }), None).faults(),
        ["unknown_word"]
    );
    let twice = claimed(json!({}), None).contract("/credits/claim/steps/1/id", json!("notice"));
    assert_eq!(twice.faults(), ["duplicate_id"]);
    let odd = claimed(json!({}), None).contract("/credits/claim/steps/0/within", json!({}));
    assert_eq!(odd.faults(), ["bound_count"]);
}

//! What was told wrongly, and what that changes.

use serde_json::{Value, json};

use super::labels::april;
use super::story::Story;
use sla_calculator::diagnostic::Code;
use sla_calculator::evaluate::{Case, Input, check as faults_of};
use sla_calculator::report::{Fact, Operand, ResultFigures};
use sla_calculator::units::Instant;

/// An hour down on the tenth of April, and these corrections.
fn corrected(corrections: Value) -> Story {
    let story = april("corrections", corrections);
    story.incident("2026-04-10T10:00:00Z", "2026-04-10T11:00:00Z", "full")
}

fn correction(at: &str, set: Value) -> Value {
    json!({ "incident": "0", "at": at, "by": "Fjordline", "reason": "read from the logs", "set": set })
}

fn result(story: &Story, as_of: &str) -> ResultFigures {
    story.result(as_of, "2026-04-01")
}

fn down(result: &ResultFigures) -> String {
    result.time.as_ref().unwrap().down_seconds.to_string()
}

#[test]
fn a_correction_turns_a_verdict_from_when_it_was_made() {
    let half = json!({ "restored": "2026-04-10T10:30:00Z" });
    let story = corrected(json!([correction("2026-05-20T00:00:00Z", half)]));
    let before = result(&story, "2026-05-10T00:00:00Z");
    assert_eq!((before.verdict.name(), down(&before).as_str()), ("missed", "3600"));
    assert!(before.uncorrected.is_none() && !before.is_turned());
    assert!(story.report("2026-05-10T00:00:00Z").corrections.is_empty());
    let after = result(&story, "2026-05-20T00:00:00Z");
    assert_eq!((after.verdict.name(), down(&after).as_str()), ("met", "1800"));
    let uncorrected = after.uncorrected.as_ref().unwrap();
    assert_eq!((uncorrected.verdict.name(), &uncorrected.value), ("missed", &before.value));
    assert!(after.is_turned() && after.disputed.is_none());
    let told = story.report("2026-05-20T00:00:00Z").corrections;
    let told: Vec<_> = told.iter().map(|it| (it.id.as_str(), &it.fields, it.agreed)).collect();
    assert_eq!(told, [("0", &vec!["restored".to_owned()], true)]);
}

#[test]
fn corrections_apply_in_the_order_in_which_they_were_made() {
    let until = |minute: u32| json!({ "restored": format!("2026-04-10T10:{minute:02}:00Z") });
    let later = correction("2026-05-02T00:00:00Z", until(20));
    let story = corrected(json!([later, correction("2026-05-01T00:00:00Z", until(40))]));
    assert_eq!(down(&result(&story, "2026-05-01T12:00:00Z")), "2400");
    assert_eq!(down(&result(&story, "2026-05-02T12:00:00Z")), "1200");
}

#[test]
fn a_disputed_correction_is_another_reading() {
    let mut disputed =
        correction("2026-05-01T00:00:00Z", json!({ "restored": "2026-04-10T10:30:00Z" }));
    disputed["agreed"] = json!(false);
    let story = corrected(json!([disputed]));
    let found = result(&story, "2026-05-02T00:00:00Z");
    assert_eq!((found.verdict.name(), found.uncorrected.is_none()), ("missed", true));
    assert_eq!(found.disputed.unwrap().verdict.name(), "met");
    assert!(result(&story, "2026-04-30T12:00:00Z").disputed.is_none());
}

#[test]
fn every_field_can_be_corrected_or_taken_out() {
    let seconds = |set: Value| {
        let story = corrected(json!([correction("2026-05-01T00:00:00Z", set)]));
        let story = story.contract("/exclusions", json!([{ "cause": "client" }]));
        down(&result(&story, "2026-05-02T00:00:00Z"))
    };
    assert_eq!(seconds(json!({ "started": "2026-04-10T10:20:00Z" })), "2400");
    assert_eq!(seconds(json!({ "impact": "degraded" })), "1800");
    assert_eq!(seconds(json!({ "cause": "client" })), "0");
    assert_eq!(seconds(json!({ "services": [] })), "0");
    assert_eq!(seconds(json!({ "services": [{ "id": "s", "impact": "degraded" }] })), "1800");
    let changes = json!([{ "at": "2026-04-10T10:30:00Z", "impact": "none" }]);
    assert_eq!(seconds(json!({ "impact_changes": changes })), "1800");
    // Still open.
    assert_eq!(seconds(json!({ "restored": null })), "1778400");
    assert_eq!(seconds(json!({ "restored": null, "resolved": "2026-04-10T12:00:00Z" })), "7200");
}

#[test]
fn an_impact_holds_for_services_that_are_corrected_too() {
    let at = |day: u32| format!("2026-05-{day:02}T00:00:00Z");
    let services = correction(&at(1), json!({ "services": ["s"] }));
    let mut story = april("corrections", json!([services]));
    let span = ["2026-04-10T10:00:00Z", "2026-04-10T11:00:00Z"];
    let incident =
        json!({ "services": [], "impact": "degraded", "started": span[0], "restored": span[1] });
    story = story.raw(incident.clone());
    assert_eq!(down(&result(&story, &at(2))), "1800");
    let impact = correction(&at(3), json!({ "impact": "full" }));
    let services = correction(&at(4), json!({ "services": ["s"] }));
    let story = april("corrections", json!([impact, services])).raw(incident);
    assert_eq!(down(&result(&story, &at(5))), "3600");
}

#[test]
fn maintenance_is_corrected_too() {
    let record = json!([{ "id": "CHG-1", "planned_from": "2026-04-10T10:00:00Z",
        "planned_until": "2026-04-10T12:00:00Z", "announced": "2026-04-09T00:00:00Z" }]);
    let seconds = |set: Value| {
        let correction = json!({ "maintenance": "CHG-1", "at": "2026-05-01T00:00:00Z", "by": "a",
            "reason": "b", "set": set });
        let mut story = april("maintenance", record.clone());
        story.incidents["corrections"] = json!([correction]);
        let story = story.contract("/maintenance", json!([{ "notice": { "hours": 24 } }]));
        let result = result(&story, "2026-05-02T00:00:00Z");
        let labels = serde_json::to_value(result.time.unwrap().labels).unwrap();
        labels["maintenance"].as_str().unwrap().to_owned()
    };
    assert_eq!(seconds(json!({ "impact": "full" })), "7200");
    assert_eq!(seconds(json!({ "planned_until": "2026-04-10T11:00:00Z" })), "3600");
    assert_eq!(seconds(json!({ "announced": null })), "0");
    assert_eq!(seconds(json!({ "services": ["other"] })), "0");
}

#[test]
fn a_changed_fact_names_its_correction() {
    let half = json!({ "restored": "2026-04-10T10:50:00Z" });
    let story = corrected(json!([correction("2026-05-01T00:00:00Z", half)]));
    let (contract, incidents) = (story.contract.to_string(), story.incidents.to_string());
    let inputs = [
        Input::new("contract.json", contract.as_bytes()),
        Input::new("incidents.json", incidents.as_bytes()),
    ];
    let as_of = Instant::parse("2026-05-02T00:00:00Z").unwrap();
    let evaluation = Case::open(&inputs).unwrap().evaluate(as_of).unwrap();
    let steps = evaluation.calculation(0, 3).unwrap().steps;
    let operands = steps.iter().flat_map(|step| &step.operands);
    let sources = operands.filter_map(|operand| match operand {
        Operand::Incident { from_source, until_source, .. } => {
            Some((from_source.clone(), until_source.clone()))
        }
        _ => None,
    });
    let place = |pointer: &str| Fact::File { file: 1, pointer: pointer.to_owned() };
    let expected = (place("/incidents/0/started"), vec![place("/corrections/0/set/restored")]);
    assert_eq!(sources.collect::<Vec<_>>(), [expected]);
}

#[test]
fn what_cannot_be_corrected_so_is_a_fault() {
    let faults = |corrections: Value| {
        let story = corrected(corrections);
        let (contract, incidents) = (story.contract.to_string(), story.incidents.to_string());
        let inputs = [
            Input::new("contract.json", contract.as_bytes()),
            Input::new("incidents.json", incidents.as_bytes()),
        ];
        let faults = faults_of(&inputs).into_iter();
        let told = faults.map(|fault| (fault.code, fault.place.unwrap().pointer));
        told.collect::<Vec<_>>()
    };
    let set = |set: Value| json!([correction("2026-05-01T00:00:00Z", set)]);
    let at = |field: &str| format!("/corrections/0/set/{field}");
    let mut other = set(json!({ "restored": null }));
    other[0]["incident"] = json!("9");
    assert_eq!(faults(other), [(Code::UnknownIncident, "/corrections/0/incident".to_owned())]);
    assert_eq!(faults(set(json!({ "restord": null }))), [(Code::UnknownField, at("restord"))]);
    assert_eq!(faults(set(json!({ "restored": 7 }))), [(Code::WrongShape, at("restored"))]);
    let early = json!({ "restored": "2026-04-10T09:00:00Z" });
    assert_eq!(faults(set(early)), [(Code::EndBeforeStart, at("restored"))]);
    let late = json!({ "started": "2026-04-10T12:00:00Z" });
    assert_eq!(faults(set(late)), [(Code::EndBeforeStart, at("started"))]);
    let whole = "/corrections/0/set".to_owned();
    assert_eq!(faults(set(json!({ "id": "1" }))), [(Code::FieldNotHere, whole.clone())]);
    assert_eq!(faults(set(json!({ "started": null }))), [(Code::MissingField, whole)]);
    assert_eq!(faults(set(json!({ "impact": "bad" }))), [(Code::UnknownImpact, at("impact"))]);
    assert_eq!(
        faults(json!([{ "incident": "0", "set": {} }])),
        ["at", "by", "reason"].map(|_| (Code::MissingField, "/corrections/0".to_owned()))
    );
}

#[test]
fn a_correction_that_is_made_later_changes_nothing() {
    let early = correction("2026-05-01T00:00:00Z", json!({ "restored": "2026-04-10T10:50:00Z" }));
    let sets = [
        json!({ "restored": null }),
        json!({ "started": "2026-04-10T10:10:00Z", "impact": "none" }),
        json!({ "services": [] }),
    ];
    let report = |corrections: Value, as_of: &str| {
        let mut report = corrected(corrections).report(as_of);
        report.provenance.files.clear();
        serde_json::to_value(&report).unwrap()
    };
    for (at, as_of) in [
        ("2026-05-03T00:00:00Z", "2026-05-02T23:59:59Z"),
        ("2026-06-01T00:00:00Z", "2026-05-02T00:00:00Z"),
    ] {
        for set in &sets {
            let mut disputed = correction(at, set.clone());
            disputed["agreed"] = json!(false);
            let later = json!([early, correction(at, set.clone()), disputed]);
            assert_eq!(report(later, as_of), report(json!([early]), as_of));
        }
    }
}

//! The agreement as a document to be read.

use super::{AS_OF, account, after, open, plain};
use sla_calculator::format::words::English;
use sla_calculator::web::address::Address;
use sla_calculator::web::message::{Answer, ContractPart, MOST_BYTES, encode};
use sla_calculator::web::session::Session;
use sla_calculator::web::state::Action;

const NOTHING: &str = r#"{ "format": "sla-incidents/1", "incidents": [] }"#;
const DESK: &str = include_str!("../../examples/service-desk/contract.json");

#[expect(clippy::panic, reason = "what fails a test")]
#[track_caller]
fn part(session: &Session, from: u32) -> ContractPart {
    let answer = session.contract(&English, from);
    assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
    match answer {
        Answer::Contract(part) => *part,
        other => panic!("no agreement: {other:?}"),
    }
}

/// The whole of it, a line each: section, title, clause, and what is said.
fn told(contract: &str) -> Vec<String> {
    let mut session = Session::default();
    account(open(&mut session, &[("c", contract), ("i", NOTHING)], Some(AS_OF)));
    let part = part(&session, 0);
    assert_eq!(part.next, None);
    let lines = part.entries.iter().flat_map(|entry| {
        let section = part.sections.get(entry.section as usize).map(|[id, _]| id.clone());
        let section = section.unwrap_or_default();
        let clause = entry.clause.clone().unwrap_or_default();
        entry.lines.iter().map(move |line| {
            let said = [&section, &entry.title, &clause, &line.what, &line.how, &line.by];
            plain(&said.map(String::as_str).join("|"))
        })
    });
    lines.collect()
}

#[test]
fn an_agreement_is_told_in_words_with_its_clauses() {
    let told = told(DESK);
    for said in [
        "services|Service desk|§2.1|Agreed hours|office|",
        "hours|office|§3.1|Monday to Thursday|08:00–12:00, 12:30–17:00|",
        "hours|office|§3.1|Saturday to Sunday|closed|",
        "services|Service desk|§2.1|Charge|€9,800.00 a month, from 1 Jan 2026, before 1 Apr 2026|",
        "claims||§6.2|To be claimed|within 30 days of the end of the period|",
        "silent||||It promises availability, response and resolution.|",
    ] {
        assert!(told.iter().any(|line| line == said), "{said}\n{}", told.join("\n"));
    }
    // Names of fields are no words.
    let field = told.iter().find(|line| line.contains('_'));
    assert_eq!(field, None);
    assert!(told.iter().any(|line| line.ends_with("|by default")));
    assert!(told.iter().any(|line| line.ends_with("|stated")));
}

#[test]
fn an_agreement_that_says_little_says_what_it_does_not_say() {
    let contract = r#"{ "format": "sla-contract/1", "currency": "EUR", "services": [{ "id": "s" }],
        "objectives": [{ "id": "up", "service": "s", "indicator": "availability",
                         "target": { "at_least": "99.9" } }] }"#;
    let told = told(contract);
    for said in [
        "hours||||No hours are agreed: everything is agreed around the clock.|",
        "counting||||No maintenance is permitted: what is done counts as it hurts.|",
        "counting||||No cause is excluded.|",
        "credits||||No credit is promised.|",
        "caps||||No cap limits credits.|",
        "rights||||No right beyond money is granted.|",
        "amendments||||Nothing was amended.|",
        "silent||||Response time is not promised.|",
        "silent||||Resolution time is not promised.|",
        "silent||||No charge is stated.|",
        "objectives|up||Promised|at least 99.9 %|",
        "objectives|up||Agreed hours|around the clock|by default",
    ] {
        assert!(told.iter().any(|line| line == said), "{said}\n{}", told.join("\n"));
    }
}

#[test]
fn a_large_agreement_comes_in_parts_that_make_it_whole() {
    let text = "word ".repeat(300);
    let objectives: Vec<String> = (0..500)
        .map(|n| {
            format!(
                r#"{{ "id": "o{n}", "service": "s", "indicator": "availability", "text": "{text}",
                     "target": {{ "at_least": "99.9" }} }}"#
            )
        })
        .collect();
    let contract = format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "services": [{{ "id": "s" }}],
             "term": {{ "from": "2026-01-01" }}, "objectives": [{}] }}"#,
        objectives.join(",")
    );
    let mut session = Session::default();
    let report = open(&mut session, &[("c", &contract), ("i", NOTHING)], Some(AS_OF));
    let mut state =
        after([Action::Answered(report), Action::Went(Address::parse("#/files?contract"))]);
    let mut asked = 0;
    while let Some(from) = state.wanted_contract() {
        state = sla_calculator::web::state::reduce(
            state,
            Action::ContractTold(Answer::Contract(Box::new(part(&session, from)))),
        );
        asked += 1;
    }
    let whole = state.agreement.as_ref().unwrap();
    let promised = whole.entries.iter().filter(|entry| entry.objective.is_some()).count();
    assert_eq!(promised, 500);
    assert!(asked > 2, "{asked}");
}

#[test]
fn what_a_value_comes_from_and_what_amendments_change_is_told() {
    let told = told(
        r#"{
        "format": "sla-contract/1", "currency": "EUR", "term": { "from": "2026-01-01" },
        "services": [{ "id": "desk", "name": "Help desk" }],
        "objectives": [
          { "id": "speed", "name": "Speed of answer", "service": "desk", "indicator": "measurement",
            "source": "seconds_to_answer", "unit": "s", "target": { "at_most": "30" } },
          { "id": "fix", "name": "Solved at once", "service": "desk",
            "indicator": "first_contact_fix", "target": { "at_least": "70" } },
          { "id": "answer", "service": "desk", "indicator": "response_time", "within": "PT1H" },
          { "id": "visit", "service": "desk", "indicator": "resolution_time", "from": "acknowledged",
            "to": "on_site", "within": "PT4H" },
          { "id": "drills", "indicator": "event_count", "event": "drill" },
          { "id": "score", "indicator": "score", "target": { "at_least": "80" },
            "parts": [{ "objective": "fix", "weight": "2" }] },
          { "id": "points", "indicator": "points", "target": { "at_most": "5" },
            "points": [{ "objective": "answer", "for": "miss", "points": "2" }] },
          { "id": "mean", "indicator": "mean", "of": "fix", "periods": "3",
            "target": { "at_least": "70" } }
        ],
        "amendments": [{ "effective": "2026-03-01",
          "set": { "objectives/fix/target/at_least": "75", "services/desk/name": "Desk",
                   "credits": { "minimum": { "at_least": "1.00" } } },
          "add": { "rights": [{ "id": "way out", "effect": "terminate",
                                "any": [{ "breached": {} }] }] } }]
      }"#,
    );
    for said in [
        "objectives|Speed of answer||Told as|seconds_to_answer|",
        "objectives|answer||Clock|from: reported, or else detected, or else began; \
         to: answered, or else acknowledged|",
        "objectives|visit||Clock|from: acknowledged; to: on site|",
        "objectives|drills||Told as|drill|",
        "objectives|score||Comes from|Solved at once, with a weight of 2|",
        "objectives|points||Comes from|answer, 2 points for each miss|",
        "objectives|mean||Comes from|Solved at once, over the last 3 periods|",
        "amendments|||Changes|Solved at once: target, at least|",
        "amendments|||Changes|credits|",
        "amendments|||Changes|way out|",
    ] {
        assert!(told.iter().any(|line| line == said), "{said}\n{}", told.join("\n"));
    }
    let service = told
        .iter()
        .find(|line| line.starts_with("amendments|||Changes|") && line.ends_with(": name|"));
    assert!(service.is_some(), "{}", told.join("\n"));
}

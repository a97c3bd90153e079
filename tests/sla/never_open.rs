//! A calendar that never opens: no clock is due in it, and where the due instant would stand it is
//! said why.

use sla_calculator::compliance::NoDue;
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::export;
use sla_calculator::format::calculation;
use sla_calculator::format::words::English;
use sla_calculator::units::Instant;

const INCIDENTS: &str = r#"{
    "format": "sla-incidents/1",
    "incidents": [
        { "id": "waits", "services": ["desk"], "started": "2026-01-05T09:00:00Z" },
        { "id": "paused", "services": ["desk"], "started": "2026-01-05T09:00:00Z",
          "pauses": [{ "from": "2026-01-05T09:30:00Z" }] },
        { "id": "done", "services": ["desk"], "started": "2026-01-05T09:00:00Z",
          "resolved": "2026-01-06T09:00:00Z" }
    ]
}"#;

fn contract(weekly: &str, within: &str) -> String {
    format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "term": {{ "from": "2026-01-01" }},
        "calendars": {{ "hours": {{ "weekly": {weekly} }} }},
        "services": [{{ "id": "desk", "calendar": "hours" }}],
        "objectives": [{{ "id": "o", "service": "desk", "indicator": "resolution_time",
            "within": {within}, "target": {{ "share_at_least": "90" }} }}] }}"#
    )
}

/// The clocks as a table, and the calculation of January.
fn said(weekly: &str, within: &str) -> (String, String) {
    let contract = contract(weekly, within);
    let inputs = [contract.as_str(), INCIDENTS].map(|text| Input::new("a", text.as_bytes()));
    let as_of = Instant::parse("2026-02-10T00:00:00Z").unwrap();
    let evaluation = Case::open(&inputs).unwrap().evaluate(as_of).unwrap();
    let report = &evaluation.report;
    let clocks = export::clocks_text(&English, report, &evaluation.clocks());
    let january = evaluation.calculation(0, 0).unwrap();
    let lines = calculation(&English, report, &january).unwrap().lines;
    let cases = lines.iter().flat_map(|line| &line.incidents).map(|it| it.how.as_str());
    (clocks, cases.collect::<Vec<_>>().join("\n"))
}

#[test]
fn what_is_never_due_says_why() {
    for within in [r#""PT1H""#, r#"{ "working_days": 1 }"#] {
        let (clocks, cases) = said("{}", within);
        assert_eq!(clocks.matches("none: its hours never open long enough").count(), 2, "{clocks}");
        assert_eq!(clocks.matches("none while it is paused").count(), 1, "{clocks}");
        let done = ", met, no due instant: its hours never open long enough";
        assert!(cases.contains(done), "{cases}");
    }
    let (clocks, cases) = said(r#"{ "mon": ["09:00-17:00"] }"#, r#""PT1H""#);
    assert!(!clocks.contains("never open") && !cases.contains("never open"), "{clocks}{cases}");
}

#[test]
fn what_would_be_due_after_the_last_year_says_so_in_any_hours() {
    // Of eight thousand years, twelve thousand, and the weeks of which a third is open.
    for weekly in [r#"{ "mon-sun": ["00:00-24:00"] }"#, r#"{ "mon-fri": ["09:00-17:00"] }"#] {
        let (clocks, cases) = said(weekly, r#""PT105120000H""#);
        assert_eq!(clocks.matches("none before the year 10000").count(), 2, "{clocks}");
        assert!(cases.contains(", met, not due before the year 10000"), "{cases}");
    }
    let contract =
        contract("{}", r#""PT105120000H""#).replace(r#""weekly": {}"#, r#""always": true"#);
    let inputs = [contract.as_str(), INCIDENTS].map(|text| Input::new("a", text.as_bytes()));
    let as_of = Instant::parse("2026-02-10T00:00:00Z").unwrap();
    let evaluation = Case::open(&inputs).unwrap().evaluate(as_of).unwrap();
    let why: Vec<_> = evaluation.clocks().into_iter().map(|clock| clock.no_due).collect();
    assert_eq!(why, [Some(NoDue::Beyond9999), Some(NoDue::Paused), Some(NoDue::Beyond9999)]);
}

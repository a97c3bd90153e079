//! What random files have found, kept small.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail by panicking")]

use sla_calculator::diagnostic::{Code, Fault};
use sla_calculator::evaluate::{Case, Evaluation, Input};
use sla_calculator::report::{ClockFigure, Report};
use sla_calculator::units::Instant;

/// The report of the simplest contract, with some more `members`, and one incident.
fn report(members: &str, incident: &str, as_of: &str) -> Report {
    let contract = format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", {members}
              "services": [{{ "id": "erp" }}],
              "objectives": [{{ "id": "up", "service": "erp", "indicator": "availability",
                                "target": {{ "at_least": "99.9" }},
                                "credit": {{ "tiers": [{{ "below": "99.9", "percent": "10" }}] }} }}] }}"#
    );
    let history = format!(
        r#"{{ "format": "sla-incidents/1",
              "source": {{ "covers": {{ "from": "2011-01-01T00:00:00Z",
                                        "until": "2027-01-01T00:00:00Z" }} }},
              "incidents": [{{ "id": "1", {incident} }}] }}"#
    );
    let case = open(&contract, &history).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let evaluation = case.evaluate(Instant::parse(as_of).unwrap());
    evaluation.unwrap_or_else(|faults| panic!("{faults:#?}")).report
}

#[test]
fn a_period_that_has_not_begun_has_no_result() {
    let incident = r#""services": ["erp"], "started": "2026-01-10T00:00:00Z""#;
    let report = report(r#""term": { "from": "2026-01-20" },"#, incident, "2026-01-15T00:00:00Z");
    assert_eq!(report.periods, []);
    assert_eq!(report.summary.not_measured, 0);
}

fn open(contract: &str, history: &str) -> Result<Case, Vec<Fault>> {
    Case::open(&[contract, history].map(|text| Input::new("a.json", text.as_bytes())))
}

/// The class that the one incident landed in.
fn class(report: &Report) -> &'static str {
    report.incidents.classes.iter().find(|class| class.count == 1).unwrap().class.name()
}

#[test]
fn an_end_after_as_of_decides_no_class() {
    let open = r#""services": ["erp"], "started": "2026-01-10T00:00:00Z""#;
    let ended = format!(r#"{open}, "restored": "2026-02-10T00:00:00Z""#);
    let (term, as_of) = (r#""term": { "from": "2026-03-01" },"#, "2026-01-20T00:00:00Z");
    assert_eq!(class(&report(term, &ended, as_of)), class(&report(term, open, as_of)));
    assert_eq!(class(&report(term, &ended, "2026-02-20T00:00:00Z")), "outside_term");
}

#[test]
fn an_impact_unstated_on_a_foreign_service_is_not_counted_in_full() {
    let services = r#""services": [{ "id": "erp", "impact": "degraded" }, "printing"]"#;
    let incident = format!(r#"{services}, "started": "2026-01-10T00:00:00Z""#);
    let report = report("", &incident, "2026-01-20T00:00:00Z");
    assert_eq!((class(&report), report.incidents.impact_unstated), ("counted", 0));
}

#[test]
fn a_term_that_ended_before_anything_is_covered_ends_when_it_says() {
    let incident = r#""services": ["erp"], "started": "2026-01-10T00:00:00Z""#;
    let report = report(r#""term": { "until": "2010-06-01" },"#, incident, "2026-02-01T00:00:00Z");
    let until = report.agreement.term_until.as_ref().unwrap();
    assert_eq!(until.at, "2010-06-01T00:00:00Z");
    assert_eq!((report.results.len(), class(&report)), (0, "outside_term"));
}

#[test]
fn the_last_day_to_claim_is_the_one_that_is_calculated_even_where_the_zone_skips_it() {
    // Samoa had no 30 December 2011.
    let members = r#""time_zone": "Pacific/Apia", "term": { "from": "2011-11-01" },
                     "credits": { "claim": { "within": { "days": 30 } } },"#;
    let incident = r#""services": ["erp"], "started": "2011-11-10T00:00:00Z",
                      "restored": "2011-11-11T00:00:00Z""#;
    let report = report(members, incident, "2011-12-20T00:00:00Z");
    let credit = report.results.first().unwrap().credit.as_ref().unwrap();
    assert_eq!(credit.last_day.unwrap().to_string(), "2011-12-30");
    assert_eq!(credit.deadline.as_ref().unwrap().at, "2011-12-31T00:00:00+14:00");
}

#[test]
fn days_left_to_claim_are_local_days_however_long() {
    // Berlin's 25 October 2026 has 25 hours.
    let members = r#""time_zone": "Europe/Berlin",
                     "credits": { "claim": { "within": { "days": 25 } } },"#;
    let incident = r#""services": ["erp"], "started": "2026-09-10T00:00:00Z",
                      "restored": "2026-09-11T00:00:00Z""#;
    for (as_of, days_left) in [
        ("2026-10-24T00:00:00+02:00", 2),
        ("2026-10-24T12:00:00+02:00", 1),
        ("2026-10-25T00:30:00+02:00", 0),
        ("2026-10-25T23:30:00+01:00", 0),
    ] {
        let next = report(members, incident, as_of).summary.sums.next_deadline.unwrap();
        assert_eq!((next.last_day.to_string().as_str(), next.days_left), ("2026-10-25", days_left));
    }
}

#[test]
fn a_date_has_ten_characters_and_none_is_a_blank_or_a_sign() {
    for date in
        ["2026- 3-29", "2026-3- 29", " 2026-3-29", "2026\t-3-29", "-026-03-29", "+026-03-29"]
    {
        let contract = format!(
            r#"{{ "format": "sla-contract/1", "currency": "EUR", "term": {{ "from": {date:?} }},
                  "services": [{{ "id": "erp" }}],
                  "objectives": [{{ "id": "up", "service": "erp", "indicator": "availability",
                                   "target": {{ "at_least": "99.9" }} }}] }}"#
        );
        let faults = open(&contract, r#"{ "format": "sla-incidents/1", "incidents": [] }"#);
        let codes: Vec<Code> = faults.unwrap_err().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [Code::NotADate], "{date}");
    }
}

#[test]
fn an_open_incident_lasts_as_long_as_any_file_tells_it() {
    let contract = r#"{ "format": "sla-contract/1", "currency": "EUR",
        "term": { "from": "2026-02-01" }, "services": [{ "id": "erp" }],
        "objectives": [{ "id": "up", "service": "erp", "indicator": "availability",
                         "target": { "at_least": "99.9" } }] }"#;
    let exported = |day: &str| {
        format!(
            r#"{{ "format": "sla-incidents/1",
                  "source": {{ "covers": {{ "from": "2026-01-01T00:00:00Z",
                                            "until": "2026-{day}T00:00:00Z" }} }},
                  "incidents": [{{ "id": "1", "services": ["erp"],
                                   "started": "2026-01-10T00:00:00Z" }}] }}"#
        )
    };
    let [early, late] = [exported("02-01"), exported("03-01")];
    for files in [[contract, &early, &late], [contract, &late, &early]] {
        let case = Case::open(&files.map(|text| Input::new("a.json", text.as_bytes()))).unwrap();
        let evaluation = case.evaluate(Instant::parse("2026-03-01T00:00:00Z").unwrap()).unwrap();
        let february = evaluation.report.results.first().unwrap();
        assert_eq!(
            february.time.as_ref().unwrap().down_seconds,
            february.time.as_ref().unwrap().agreed_seconds
        );
    }
}

#[test]
fn a_byte_order_mark_moves_no_fault() {
    let faults = |mark: &str, rest: &[u8]| {
        let bytes = [mark.as_bytes(), b"{\n  \"format\": \"sla-contract", rest].concat();
        Case::open(&[Input::new("a.json", &bytes)]).unwrap_err()
    };
    for (rest, code) in
        [(&b"/2\" }"[..], Code::UnknownFormat), (&b"/1\", \xff }"[..], Code::NotUtf8)]
    {
        assert_eq!(faults("", rest).first().unwrap().code, code);
        assert_eq!(faults("\u{feff}", rest), faults("", rest));
    }
}

#[test]
fn a_field_that_stands_twice_is_told_even_where_it_first_says_nothing() {
    let text = br#"{ "format": "sla-incidents/1", "incidents": [
        { "id": null, "id": "1", "started": "2026-01-10T00:00:00Z" }
    ] }"#;
    let faults = sla_calculator::evaluate::check(&[Input::new("a.json", text)]);
    assert!(faults.iter().any(|fault| fault.code == Code::DuplicateField), "{faults:?}");
}

/// The codes of a history that tells one incident in two ways.
fn told_twice(first: &str, second: &str) -> Vec<Code> {
    let text = format!(
        r#"{{ "format": "sla-incidents/1", "incidents": [
            {{ "id": "1", "started": "2026-01-10T00:00:00Z", {first} }},
            {{ "id": "1", "started": "2026-01-10T00:00:00Z", {second} }} ] }}"#
    );
    let faults = sla_calculator::evaluate::check(&[Input::new("a.json", text.as_bytes())]);
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn another_resolved_is_another_telling_even_where_restored_decides() {
    let restored = r#""restored": "2026-01-10T01:00:00Z""#;
    let resolved = |at: &str| format!(r#"{restored}, "resolved": "2026-01-10T{at}:00:00Z""#);
    assert_eq!(told_twice(&resolved("02"), &resolved("03")), [Code::ConflictingIncident]);
    assert_eq!(told_twice(&resolved("02"), &resolved("02")), [Code::DuplicateIncident]);
}

#[test]
fn the_order_of_services_is_no_difference() {
    let codes = told_twice(r#""services": ["erp", "vpn"]"#, r#""services": ["vpn", "erp"]"#);
    assert_eq!(codes, [Code::DuplicateIncident]);
}

#[test]
fn a_service_named_twice_counts_once_by_its_heavier_impact() {
    let contract = r#"{ "format": "sla-contract/1", "currency": "EUR",
        "term": { "from": "2026-01-01" }, "services": [{ "id": "erp" }],
        "objectives": [{ "id": "up", "service": "erp", "indicator": "availability",
                         "target": { "at_least": "99.9" } }] }"#;
    let incidents = r#"{ "format": "sla-incidents/1", "incidents": [
        { "id": "1", "services": [{ "id": "erp", "impact": "none" }, "erp"],
          "started": "2026-01-10T00:00:00Z", "restored": "2026-01-10T01:00:00Z" } ] }"#;
    let case = open(contract, incidents).unwrap();
    let evaluation = case.evaluate(Instant::parse("2026-02-01T00:00:00Z").unwrap()).unwrap();
    let january = evaluation.report.results.first().unwrap();
    assert_eq!(
        (
            january.time.as_ref().unwrap().down_seconds.to_string().as_str(),
            january.time.as_ref().unwrap().incidents
        ),
        ("3600", 1)
    );
}

/// One clock with some more `members`, over incidents until `as_of`; weekly shifts begin on Friday.
fn clocks(zone: &str, members: &str, incidents: &str, as_of: &str) -> Evaluation {
    let contract = format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "time_zone": "{zone}",
              "services": [{{ "id": "erp" }}],
              "calendars": {{ "shift": {{ "weekly": {{ "fri": ["20:00-06:00"] }} }} }},
              "objectives": [{{ "id": "clock", "indicator": "resolution_time", {members} }}] }}"#
    );
    let history = format!(
        r#"{{ "format": "sla-incidents/1",
              "source": {{ "exported_at": "2026-04-01T00:00:00Z" }}, "incidents": [{incidents}] }}"#
    );
    let case = open(&contract, &history).unwrap_or_else(|faults| panic!("{faults:#?}"));
    case.evaluate(Instant::parse(as_of).unwrap()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// When the only clock is due.
fn due(evaluation: &Evaluation) -> String {
    let clocks = evaluation.clocks();
    let [clock] = clocks.as_slice() else { panic!("{clocks:#?}") };
    clock.due.as_ref().unwrap().at.clone()
}

fn verdicts(evaluation: &Evaluation) -> Vec<&'static str> {
    evaluation.report.results.iter().map(|result| result.verdict.name()).collect()
}

/// What a clock of four hours shows under a term from March, whose export was on 5 January.
fn before_the_term(incident: &str, as_of: &str) -> Vec<ClockFigure> {
    let contract = r#"{ "format": "sla-contract/1", "currency": "EUR",
        "term": { "from": "2026-03-01" }, "services": [{ "id": "erp" }],
        "objectives": [{ "id": "r", "indicator": "response_time", "within": "PT4H" }] }"#;
    let history = format!(
        r#"{{ "format": "sla-incidents/1", "source": {{ "exported_at": "2026-01-05T00:00:00Z" }},
              "incidents": [{incident}] }}"#
    );
    let case = open(contract, &history).unwrap();
    case.evaluate(Instant::parse(as_of).unwrap()).unwrap().clocks()
}

#[test]
fn an_end_after_as_of_hides_no_clock() {
    let incident = r#"{ "id": "1", "started": "2026-01-10T00:00:00Z",
                        "restored": "2026-02-10T00:00:00Z" }"#;
    assert_eq!(before_the_term(incident, "2026-01-20T00:00:00Z").len(), 1);
    assert_eq!(before_the_term(incident, "2026-02-20T00:00:00Z").len(), 0);
}

#[test]
fn a_file_says_nothing_of_what_follows_its_export() {
    let incident = r#"{ "id": "1", "started": "2026-01-10T00:00:00Z" }"#;
    let clocks = before_the_term(incident, "2026-02-20T00:00:00Z");
    assert!(clocks.first().unwrap().real_seconds.is_zero());
}

#[test]
fn what_is_decided_at_as_of_is_decided() {
    let incident = r#"{ "id": "1", "started": "2026-03-10T08:00:00Z",
                        "resolved": "2026-03-10T09:00:00Z" }"#;
    let found = clocks("UTC", r#""within": "PT4H""#, incident, "2026-03-10T09:00:00Z");
    assert_eq!(verdicts(&found), ["running_on_track"]);
}

#[test]
fn a_value_that_stands_in_for_cases_is_not_beyond_mending() {
    let incident = r#"{ "id": "1", "started": "2026-03-10T08:00:00Z" }"#;
    let members = r#""target": { "maximum_at_most": "PT1H" }, "no_cases": "PT2H""#;
    let found = clocks("UTC", members, incident, "2026-03-11T00:00:00Z");
    assert_eq!(verdicts(&found), ["running_below_target"]);
}

#[test]
fn the_same_time_of_a_shift_past_midnight_is_past_midnight() {
    let incident = r#"{ "id": "1", "started": "2026-03-07T01:00:00Z" }"#;
    let members = r#""calendar": "shift", "within": { "working_days": 1, "by": "same_time" }"#;
    let found = clocks("UTC", members, incident, "2026-03-07T02:00:00Z");
    assert_eq!(due(&found), "2026-03-14T01:00:00Z");
}

#[test]
fn a_date_that_a_zone_left_out_is_no_working_day() {
    let incident = r#"{ "id": "1", "started": "2011-12-29T20:00:00-10:00" }"#;
    let members = r#""within": { "working_days": 2 }"#;
    let found = clocks("Pacific/Apia", members, incident, "2011-12-31T00:00:00Z");
    assert_eq!(due(&found), "2012-01-02T00:00:00+14:00");
}

#[test]
fn the_longest_of_several_stretches_is_due_after_it_started() {
    let incident = r#"{ "id": "1", "started": "2026-03-10T08:00:00Z",
                        "resolved": "2026-03-10T11:00:00Z",
                        "reopened": [{ "from": "2026-03-11T08:00:00Z",
                                       "until": "2026-03-11T12:00:00Z" }] }"#;
    let members = r#""within": "PT2H", "reopened": "longest""#;
    let found = clocks("UTC", members, incident, "2026-03-12T00:00:00Z");
    assert_eq!(due(&found), "2026-03-11T10:00:00Z");
}

#[test]
fn news_at_the_start_or_told_twice_ends_no_stretch() {
    let contract = r#"{ "format": "sla-contract/1", "currency": "EUR",
        "term": { "from": "2026-03-01" }, "services": [{ "id": "erp" }],
        "objectives": [{ "id": "u", "indicator": "update_time", "within": "PT4H" }] }"#;
    let history = r#"{ "format": "sla-incidents/1", "incidents": [
        { "id": "1", "started": "2026-03-10T08:00:00Z",
          "updates": ["2026-03-10T08:00:00Z", "2026-03-10T10:00:00Z", "2026-03-10T10:00:00Z"] }
    ] }"#;
    let case = open(contract, history).unwrap();
    let shown = |as_of| case.evaluate(Instant::parse(as_of).unwrap()).unwrap().clocks().len();
    assert_eq!(shown("2026-03-10T08:00:00Z"), 1);
    assert_eq!(shown("2026-03-10T09:00:00Z"), 1);
    assert_eq!(shown("2026-03-10T11:00:00Z"), 2);
}

/// What the resolution of an incident with some priority changes shows, beside `others`.
fn with_changes(members: &str, changes: &str, others: &str) -> Vec<ClockFigure> {
    let incident = format!(
        r#"{{ "id": "i", "services": ["erp"], "priority": "P1", "started": "2026-01-05T10:00:00Z",
              "resolved": "2026-01-05T13:00:00Z", "priority_changes": [{changes}] }}"#
    );
    let members = format!(r#""within": {{ "P1": "PT1H", "P2": "PT2H", "P3": "PT8H" }}{members}"#);
    let evaluation = clocks("UTC", &members, &format!("{others}{incident}"), AFTER_MARCH);
    evaluation.clocks().into_iter().filter(|clock| clock.incident == "i").collect()
}

const AFTER_MARCH: &str = "2026-04-01T00:00:00Z";

#[test]
fn of_two_changes_at_one_instant_the_highest_holds_whatever_else_is_told() {
    let changes = r#"{ "at": "2026-01-05T10:30:00Z", "priority": "P2" },
                     { "at": "2026-01-05T10:30:00Z", "priority": "P3" }"#;
    let before = |priority: &str| {
        format!(
            r#"{{ "id": "{priority}", "services": ["erp"], "priority": "{priority}",
                  "started": "2026-01-04T10:00:00Z", "resolved": "2026-01-04T10:01:00Z" }}, "#
        )
    };
    let alone = with_changes("", changes, "");
    let after = with_changes("", changes, &(before("P3") + &before("P2")));
    assert_eq!(alone.first().unwrap().verdict.name(), "missed");
    assert_eq!(alone.first().unwrap().verdict, after.first().unwrap().verdict);
}

#[test]
fn a_clock_that_was_missed_before_its_restart_ended_there() {
    let changes = r#"{ "at": "2026-01-05T12:00:00Z", "priority": "P3" }"#;
    let clocks = with_changes(r#", "priority_change": "restart""#, changes, "");
    let clock = clocks.first().unwrap();
    assert_eq!((clock.verdict.name(), clock.priority.as_deref()), ("missed", Some("P1")));
    let stopped = clock.stopped.as_ref().unwrap();
    assert_eq!(stopped.at, "2026-01-05T12:00:00Z");
}

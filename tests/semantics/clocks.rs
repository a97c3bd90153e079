//! Clocks through the façade: what started and stopped them, what is skipped, the edges of the term.

use serde_json::{Value, json};
use sla_calculator::compliance::NoDue;
use sla_calculator::evaluate::{Case, Evaluation, Input};
use sla_calculator::report::{ClockFigure, ClockMark, Operand, ResultFigures, StepName};
use sla_calculator::units::Instant;

use super::labels::at;
use super::story::Story;

pub(super) const LATER: &str = "2026-06-01T00:00:00Z";

pub(super) fn evaluated(story: &Story, as_of: &str) -> Evaluation {
    let (contract, incidents) = (story.contract.to_string(), story.incidents.to_string());
    let inputs = [
        Input::new("contract.json", contract.as_bytes()),
        Input::new("incidents.json", incidents.as_bytes()),
    ];
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    case.evaluate(Instant::parse(as_of).unwrap()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// A contract with one clock, four hours where `members` say nothing else.
pub(super) fn clock(indicator: &str, members: Value) -> Story {
    let mut objective =
        json!({ "id": "o", "service": "s", "indicator": indicator, "within": "PT4H" });
    let members = members.as_object().unwrap().clone();
    objective.as_object_mut().unwrap().extend(members);
    Story::new().contract("/objectives", json!([objective]))
}

/// An incident of the second of April 2026, whose events are told by the hour.
pub(super) fn told(story: Story, events: &[(&str, &str)]) -> Story {
    let mut incident = json!({ "services": ["s"] });
    for (name, time) in events {
        incident[*name] = json!(at(2, time));
    }
    story.raw(incident)
}

#[track_caller]
pub(super) fn only(story: &Story, as_of: &str) -> ClockFigure {
    let clocks = evaluated(story, as_of).clocks();
    let [clock] = clocks.as_slice() else { panic!("{clocks:#?}") };
    clock.clone()
}

fn mark(by: &str, instead_of: Option<&str>) -> ClockMark {
    ClockMark { by: by.to_owned(), instead_of: instead_of.map(str::to_owned) }
}

#[test]
fn which_event_stood_in_for_which_is_said() {
    let response = |events: &[(&str, &str)]| {
        let clock = only(&told(clock("response_time", json!({})), events), LATER);
        (clock.from, clock.to)
    };
    let all = [("started", "08:00"), ("reported", "08:10"), ("responded", "09:00")];
    assert_eq!(response(&all), (mark("reported", None), Some(mark("responded", None))));
    let some = [("started", "08:00"), ("detected", "08:05"), ("acknowledged", "09:00")];
    let stood_in = mark("detected", Some("reported"));
    assert_eq!(response(&some), (stood_in, Some(mark("acknowledged", Some("responded")))));
    assert_eq!(response(&[("started", "08:00")]), (mark("started", Some("reported")), None));
    // What is named is what is meant.
    let named = clock("response_time", json!({ "from": "started", "to": "closed" }));
    let named = only(&told(named, &[("started", "08:00"), ("closed", "09:00")]), LATER);
    assert_eq!((named.from, named.to), (mark("started", None), Some(mark("closed", None))));
}

#[test]
fn news_reopenings_and_changes_of_priority_start_and_stop_clocks_too() {
    let incident = |members: Value| {
        let mut incident = json!({
            "services": ["s"], "priority": "P1",
            "started": at(2, "08:00"), "reported": at(2, "08:00"), "resolved": at(2, "10:00"),
        });
        incident.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        incident
    };
    let marks = |story: &Story| -> Vec<(String, Option<String>)> {
        let clocks = evaluated(story, LATER).clocks();
        clocks.into_iter().map(|clock| (clock.from.by, clock.to.map(|to| to.by))).collect()
    };
    let own = |from: &str, to: &str| (from.to_owned(), Some(to.to_owned()));
    let updates = clock("update_time", json!({}));
    let updates = updates.raw(incident(json!({ "updates": [at(2, "09:00")] })));
    assert_eq!(marks(&updates), [own("reported", "updates"), own("updates", "resolved")]);
    let again = json!({ "reopened": [{ "from": at(2, "12:00"), "until": at(2, "15:00") }] });
    for (rule, from) in
        [("resume", "reported"), ("from_start", "reported"), ("longest", "reopened")]
    {
        let story = clock("resolution_time", json!({ "reopened": rule }));
        assert_eq!(marks(&story.raw(incident(again.clone()))), [own(from, "reopened")]);
    }
    let change = json!({ "priority_changes": [{ "at": at(2, "09:00"), "priority": "P2" }] });
    let within = json!({ "within": { "P1": "PT4H", "P2": "PT4H" }, "priority_change": "restart" });
    let story = clock("resolution_time", within).contract("/priorities", json!(["P1", "P2"]));
    let story = story.raw(incident(change));
    assert_eq!(marks(&story), [own("priority_changes", "resolved")]);
}

fn with_excluded() -> Story {
    let story = clock("resolution_time", json!({}));
    let story = story.contract("/exclusions", json!([{ "cause": "client", "clause": "§7" }]));
    let story = told(story, &[("started", "08:00"), ("resolved", "09:00")]);
    story.raw(json!({
        "services": ["s"], "cause": "client",
        "started": at(3, "08:00"), "resolved": at(3, "20:00"),
    }))
}

#[test]
fn what_is_skipped_for_its_cause_is_listed() {
    let evaluation = evaluated(&with_excluded(), LATER);
    let clocks = evaluation.clocks();
    let verdicts: Vec<&str> = clocks.iter().map(|clock| clock.verdict.name()).collect();
    assert_eq!(verdicts, ["met", "excluded"]);
    let skipped = &clocks[1];
    assert_eq!(skipped.elapsed_seconds.to_string(), "43200");
    assert_eq!((&skipped.due, &skipped.decided, skipped.period), (&None, &None, None));
    let april = &evaluation.report.results[3];
    let counts = april.cases.as_ref().unwrap();
    assert_eq!((april.verdict.name(), counts.total, counts.excluded), ("met", 1, 1));
    let calculation = evaluation.calculation(0, april.period).unwrap();
    let step = calculation.steps.iter().find(|step| step.name == StepName::Skipped).unwrap();
    let named = step.operands.iter().filter_map(|operand| match operand {
        Operand::Case { id, cause, .. } => Some((id.as_str(), cause.as_deref())),
        _ => None,
    });
    assert_eq!(named.collect::<Vec<_>>(), [("1", Some("client"))]);
    let march = evaluation.calculation(0, april.period - 1).unwrap();
    assert!(march.steps.iter().all(|step| step.name != StepName::Skipped));
}

#[test]
fn what_counts_whatever_its_cause_is_not_skipped() {
    let story = with_excluded().contract("/objectives/0/excluded_cause", json!("counted"));
    let evaluation = evaluated(&story, LATER);
    let verdicts: Vec<&str> = evaluation.clocks().iter().map(|it| it.verdict.name()).collect();
    assert_eq!(verdicts, ["met", "missed"]);
}

/// An incident of the last of March that was restored then, and resolved on the second of April.
fn over_before_april() -> Value {
    json!({
        "services": ["s"], "started": "2026-03-31T08:00:00Z", "restored": "2026-03-31T09:00:00Z",
        "resolved": at(2, "10:00"),
    })
}

#[test]
fn what_was_restored_before_the_term_is_outside_with_its_clocks() {
    let story = clock("resolution_time", json!({ "within": "PT100H" })).raw(over_before_april());
    assert_eq!(only(&story, LATER).verdict.name(), "met");
    let story = story.contract("/term", json!({ "from": "2026-04-01" }));
    assert_eq!(evaluated(&story, LATER).clocks(), []);
    let classes = evaluated(&story, LATER).report.incidents.classes;
    let outside = classes.iter().find(|it| it.count > 0).unwrap();
    assert_eq!(outside.class.name(), "outside_term");
}

#[test]
fn what_was_missed_before_the_term_is_in_no_period() {
    let mut incident = over_before_april();
    incident.as_object_mut().unwrap().remove("restored");
    let story = clock("resolution_time", json!({ "within": "PT4H" })).raw(incident);
    let story = story.contract("/term", json!({ "from": "2026-04-01" }));
    let clock = only(&story, LATER);
    assert_eq!((clock.verdict.name(), clock.period), ("missed", None));
    let later = story.contract("/objectives/0/within", json!("PT30H"));
    assert_eq!(only(&later, LATER).period, Some(0));
}

#[test]
fn what_becomes_final_after_the_term_is_in_no_period() {
    let story = clock("resolution_time", json!({})).raw(json!({
        "services": ["s"], "started": "2026-04-30T23:00:00Z", "resolved": "2026-05-01T10:00:00Z",
    }));
    let story = story.contract("/term", json!({ "from": "2026-01-01", "until": "2026-05-01" }));
    let clock = only(&story, LATER);
    assert_eq!((clock.verdict.name(), clock.period), ("missed", None));
    let opened = story.contract("/objectives/0/attribution", json!("opened"));
    assert_eq!(only(&opened, LATER).period, Some(3));
}

#[test]
fn a_period_judged_whole_has_the_clocks_of_all_of_it() {
    let story = clock("resolution_time", json!({}))
        .contract("/service_period", json!({ "every": "month", "partial": "whole" }))
        .contract("/term", json!({ "from": "2026-04-15", "until": "2026-05-15" }))
        .raw(json!({ "services": ["s"], "started": at(2, "08:00"), "resolved": at(2, "09:00") }))
        .raw(json!({
            "services": ["s"], "started": "2026-05-20T08:00:00Z", "resolved": "2026-05-20T20:00:00Z",
        }));
    let evaluation = evaluated(&story, LATER);
    let verdicts: Vec<&str> =
        evaluation.report.results.iter().map(|result| result.verdict.name()).collect();
    assert_eq!(verdicts, ["met", "missed"]);
    let classes = evaluation.report.incidents.classes;
    let outside = classes.iter().find(|it| it.class.name() == "outside_term").unwrap();
    assert_eq!(outside.count, 0);
}

#[test]
fn of_stretches_the_one_that_runs_is_told_while_it_does() {
    let story = clock("resolution_time", json!({ "within": "PT6H", "reopened": "longest" }));
    let story = story.raw(json!({
        "services": ["s"], "started": at(2, "08:00"), "resolved": at(2, "13:00"),
        "reopened": [{ "from": at(2, "20:00"), "until": at(2, "23:00") }],
    }));
    let clock = only(&story, &at(2, "21:00"));
    assert_eq!(clock.verdict.name(), "running");
    assert_eq!(clock.due.unwrap().at, "2026-04-03T02:00:00Z");
    assert_eq!(
        (clock.started.at, clock.elapsed_seconds.to_string()),
        (at(2, "20:00"), "3600".to_owned())
    );
    // Then the longest counts.
    let clock = only(&story, LATER);
    assert_eq!(
        (clock.verdict.name(), clock.elapsed_seconds.to_string()),
        ("met", "18000".to_owned())
    );
}

#[test]
fn no_other_case_mends_the_longest_of_all() {
    let state = |rank: &str| {
        let target = json!({ "percentile": { "rank": rank, "at_most": "PT4H" } });
        let story = clock("resolution_time", json!({ "target": target }));
        let mut story = told(story, &[("started", "08:00"), ("resolved", "20:00")]);
        story.contract["objectives"][0].as_object_mut().unwrap().remove("within");
        story.result(&at(10, "00:00"), "2026-04-01").verdict.name()
    };
    assert_eq!(state("100"), "running_past_recovery");
    assert_eq!(state("99"), "running_below_target");
}

#[test]
fn a_pause_that_ends_after_all_that_is_known_is_open() {
    let story = clock("resolution_time", json!({})).raw(json!({
        "services": ["s"], "started": at(2, "08:00"),
        "pauses": [{ "from": at(2, "09:00"), "until": at(2, "12:00") }],
    }));
    let covered = story.covers("2026-01-01T00:00:00Z", &at(2, "10:00"));
    for as_of in [at(2, "11:00"), LATER.to_owned()] {
        let clock = only(&covered, &as_of);
        assert_eq!((clock.verdict.name(), clock.due), ("paused", None));
        assert_eq!(clock.elapsed_seconds.to_string(), "3600");
        assert_eq!(clock.paused_seconds.to_string(), "3600");
    }
}

#[test]
fn a_pause_puts_off_what_is_due_but_not_what_was_missed() {
    let paused_from = |pause: &str| {
        let story = clock("resolution_time", json!({})).raw(json!({
            "services": ["s"], "started": at(2, "08:00"),
            "pauses": [{ "from": at(2, pause) }],
        }));
        let clock = only(&story, &at(2, "18:00"));
        (clock.verdict.name(), clock.due.map(|due| due.at), clock.no_due)
    };
    // Four hours are over at noon.
    assert_eq!(paused_from("10:00"), ("paused", None, Some(NoDue::Paused)));
    assert_eq!(paused_from("12:00"), ("paused", None, Some(NoDue::Paused)));
    assert_eq!(paused_from("13:00"), ("missed", Some(at(2, "12:00")), None));
}

#[test]
fn a_case_of_several_clocks_belongs_by_the_one_that_is_told() {
    let period = |attribution: &str, within: &str| {
        let members =
            json!({ "attribution": attribution, "within": within, "reopened": "longest" });
        let story = clock("resolution_time", members).raw(json!({
            "services": ["s"], "started": "2026-03-31T20:00:00Z", "resolved": "2026-03-31T23:00:00Z",
            "reopened": [{ "from": "2026-04-30T22:00:00Z", "until": "2026-05-01T04:00:00Z" }],
        }));
        let report = evaluated(&story, LATER).report;
        let own = |row: &&ResultFigures| row.cases.as_ref().is_some_and(|it| it.total > 0);
        let periods: Vec<u32> = report.results.iter().filter(own).map(|row| row.period).collect();
        let [period] = periods[..] else { panic!("{periods:?}") };
        report.periods[period as usize].first.to_string()
    };
    // Met: the second clock, of six hours, is the longest. Missed: after two hours, by the first.
    for (attribution, met, missed) in [
        ("decided", "2026-05-01", "2026-03-01"),
        ("opened", "2026-04-01", "2026-04-01"),
        ("stopped", "2026-05-01", "2026-05-01"),
        ("due", "2026-05-01", "2026-05-01"),
    ] {
        assert_eq!(period(attribution, "PT7H"), met, "{attribution}");
        assert_eq!(period(attribution, "PT2H"), missed, "{attribution}");
    }
}

#[test]
fn the_value_of_a_period_without_a_case_may_be_a_bare_number() {
    let january = |no_cases: Value, target: Value| {
        let story = clock("resolution_time", json!({ "no_cases": no_cases, "target": target }));
        story.result(LATER, "2026-01-01")
    };
    let share = json!({ "share_at_least": "96" });
    for said in [json!(95.5), json!("95.5")] {
        let result = january(said, share.clone());
        assert_eq!(
            (result.verdict.name(), result.value.unwrap().to_string()),
            ("missed", "95.5".to_owned())
        );
    }
    let faults = |no_cases: Value, target: &Value| {
        clock("resolution_time", json!({ "no_cases": no_cases, "target": target })).faults()
    };
    assert_eq!(faults(json!(101), &share), ["off_scale"]);
    assert_eq!(faults(json!(-1), &share), ["off_scale"]);
    assert_eq!(faults(json!("95,5"), &share), ["decimal_comma"]);
    assert_eq!(faults(json!("mett"), &share), ["unknown_word"]);
    assert_eq!(faults(json!(true), &share), ["wrong_shape"]);
    // A length has a unit.
    assert_eq!(faults(json!(95), &json!({ "mean_at_most": "PT4H" })), ["not_a_length"]);
}

#[test]
fn hours_that_end_where_they_begin_are_a_whole_day_and_say_so() {
    let story = |hours: &str| {
        let weekly = json!({ "mon-fri": [hours] });
        clock("resolution_time", json!({ "calendar": "c" }))
            .contract("/calendars", json!({ "c": { "weekly": weekly } }))
    };
    for (hours, faults) in [
        ("09:00-09:00", vec!["whole_day_hours"]),
        ("00:00-00:00", vec!["whole_day_hours"]),
        ("00:00-24:00", vec![]),
        ("09:00-33:00", vec![]),
    ] {
        assert_eq!(story(hours).faults(), faults, "{hours}");
        // The second of April 2026 was a Thursday.
        let told = told(story(hours), &[("started", "10:00"), ("resolved", "22:00")]);
        assert_eq!(only(&told, LATER).elapsed_seconds.to_string(), "43200", "{hours}");
    }
}

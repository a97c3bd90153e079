//! The twin by itself, against what the semantics works out in so many words.

use chrono::DateTime;
use serde_json::{Value, json};

use super::naive::{Answer, Fraction, Row, answer};
use super::zone::{HOUR, MINUTE, start_of_day};

fn at(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).unwrap().timestamp()
}

/// One objective over Berlin's office hours, and one incident.
fn told(objective: &Value, incident: &Value, as_of: &str) -> Answer {
    let contract = json!({
        "time_zone": "Europe/Berlin",
        "service_period": { "every": "month" },
        "term": { "from": "2026-01-01" },
        "priorities": ["P1", "P2"],
        "calendars": {
            "office": { "weekly": { "mon-fri": ["09:00-17:00"] } },
            "night": { "weekly": { "mon-sun": ["01:30-02:30"] } },
            "early": { "weekly": { "mon-sun": ["02:30-04:00"] } },
        },
        "objectives": [objective],
    });
    answer(&contract, &json!({ "incidents": [incident] }), at(as_of), 10 * MINUTE)
}

fn only(answer: &Answer) -> &Row {
    assert_eq!(answer.rows.len(), 1);
    &answer.rows[0]
}

#[track_caller]
fn takes(calendar: Option<&str>, started: &str, responded: &str, elapsed: i64) {
    let mut objective =
        json!({ "indicator": "response_time", "target": { "mean_at_most": "PT1H" } });
    if let Some(calendar) = calendar {
        objective["calendar"] = json!(calendar);
    }
    let incident = json!({ "started": started, "responded": responded });
    let answer = told(&objective, &incident, "2027-01-01T00:00:00Z");
    assert_eq!(only(&answer).shown.elapsed, elapsed);
    assert_eq!(only(&answer).shown.verdict, "stopped");
}

#[test]
fn elapsed_is_no_difference_of_readings() {
    takes(None, "2026-03-27T16:30:00+01:00", "2026-03-30T09:30:00+02:00", 64 * HOUR);
}

#[test]
fn hours_are_sets_of_readings() {
    let spring = ["2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"];
    let autumn = ["2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"];
    takes(Some("night"), spring[0], spring[1], 30 * MINUTE);
    takes(Some("night"), autumn[0], autumn[1], 90 * MINUTE);
    takes(Some("early"), spring[0], spring[1], 60 * MINUTE);
}

#[test]
fn a_month_is_as_long_as_it_is() {
    let hours = |zone: &str, from: &str, until: &str| {
        let midnight = |date: &str| start_of_day(zone.parse().unwrap(), date.parse().unwrap());
        (midnight(until) - midnight(from)) * 2 / HOUR
    };
    assert_eq!(hours("Europe/Berlin", "2026-03-01", "2026-04-01"), 2 * 743);
    assert_eq!(hours("Europe/Berlin", "2026-10-01", "2026-11-01"), 2 * 745);
    assert_eq!(hours("America/New_York", "2026-11-01", "2026-12-01"), 2 * 721);
    assert_eq!(hours("Australia/Lord_Howe", "2026-04-01", "2026-05-01"), 1441);
    assert_eq!(hours("Pacific/Apia", "2011-12-30", "2011-12-31"), 0);
}

#[test]
fn the_due_instant_informs_and_does_not_judge() {
    let objective = json!({ "indicator": "response_time", "calendar": "office", "within": "PT1H" });
    let told = |responded: &str| {
        let incident = json!({ "started": "2026-04-03T16:00:00+02:00", "responded": responded });
        told(&objective, &incident, "2026-05-10T00:00:00Z")
    };
    let sharp = told("2026-04-06T09:00:00+02:00");
    let shown = &only(&sharp).shown;
    assert_eq!(shown.due, Some(at("2026-04-03T17:00:00+02:00")));
    assert_eq!((shown.verdict, shown.elapsed), ("met", HOUR));
    let late = told("2026-04-06T09:10:00+02:00");
    let shown = &only(&late).shown;
    assert_eq!(shown.verdict, "missed");
    assert_eq!(shown.decided, Some(at("2026-04-06T09:00:00+02:00")));
    let verdicts = late.results.iter().map(|result| result.judged.verdict);
    // April had the miss; no case of the other months is known, and nothing covers May.
    let expected = ["not_measured", "not_measured", "not_measured", "missed", "not_measured"];
    assert_eq!(verdicts.collect::<Vec<_>>(), expected);
}

#[test]
fn a_working_day_ends_at_its_close() {
    let due = |by: &str, started: &str| {
        let within = json!({ "working_days": 2, "by": by });
        let objective =
            json!({ "indicator": "response_time", "calendar": "office", "within": within });
        let answer = told(&objective, &json!({ "started": started }), started);
        only(&answer).shown.due.unwrap()
    };
    let thursday = "2026-04-02T11:00:00+02:00";
    assert_eq!(due("close", thursday), at("2026-04-06T17:00:00+02:00"));
    assert_eq!(due("same_time", thursday), at("2026-04-06T11:00:00+02:00"));
    // Saturday is rolled to Monday, which is day 0.
    assert_eq!(due("close", "2026-04-04T11:00:00+02:00"), at("2026-04-08T17:00:00+02:00"));
}

#[test]
fn pauses_are_counted_once() {
    let objective = json!({ "indicator": "resolution_time", "within": "PT2H" });
    let incident = json!({
        "started": "2026-04-01T10:00:00Z", "resolved": "2026-04-01T14:00:00Z",
        "pauses": [
            { "from": "2026-04-01T11:00:00Z", "until": "2026-04-01T12:30:00Z" },
            { "from": "2026-04-01T12:00:00Z", "until": "2026-04-01T13:00:00Z" },
        ],
    });
    let answer = told(&objective, &incident, "2026-04-02T00:00:00Z");
    let shown = &only(&answer).shown;
    assert_eq!((shown.elapsed, shown.paused, shown.real), (2 * HOUR, 2 * HOUR, 4 * HOUR));
    assert_eq!((shown.verdict, shown.due), ("met", Some(at("2026-04-01T14:00:00Z"))));
}

/// An incident of 1 April 2026 in UTC, whose events are told by the hour.
fn of_the_first(events: &Value) -> Value {
    let at = |hour: &Value| match hour.as_i64() {
        Some(hour) => json!(format!("2026-04-01T{hour:02}:00:00Z")),
        None => hour.clone(),
    };
    let item = |item: &Value| match item {
        Value::Object(members) => {
            members.iter().map(|(name, hour)| (name.clone(), at(hour))).collect()
        }
        hour => at(hour),
    };
    let member = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::Array(items) => items.iter().map(item).collect(),
            hour => at(hour),
        };
        (name.clone(), value)
    };
    events.as_object().unwrap().iter().map(member).collect()
}

#[track_caller]
fn shows(objective: &Value, events: &Value, as_of: &str, hours: [i64; 3], verdict: &str) {
    let answer = told(objective, &of_the_first(events), as_of);
    let shown = &only(&answer).shown;
    let found = [shown.elapsed, shown.paused, shown.real].map(|seconds| seconds / HOUR);
    assert_eq!((found, shown.verdict), (hours, verdict));
}

#[test]
fn an_incident_that_was_opened_again() {
    let events = json!({
        "started": 8, "resolved": 10,
        "reopened": [{ "from": 12, "until": 15 }, { "from": 20, "until": 21 }],
    });
    let shows = |reopened: &str, hours, verdict| {
        let objective = json!({
            "indicator": "resolution_time", "within": "PT5H", "reopened": reopened, "pause_on": [],
        });
        shows(&objective, &events, "2026-04-02T00:00:00Z", hours, verdict);
    };
    shows("resume", [6, 7, 13], "missed");
    shows("longest", [3, 0, 3], "met");
    shows("from_start", [13, 0, 13], "missed");
}

#[test]
fn a_priority_that_changed() {
    let events = json!({
        "started": 8, "resolved": 14, "priority": "P2",
        "priority_changes": [{ "at": 10, "priority": "P1" }, { "at": 11, "priority": "P2" }],
    });
    let shows = |within: Value, change: &str, hours, verdict| {
        let objective = json!({
            "indicator": "resolution_time", "within": within, "priority_change": change,
        });
        shows(&objective, &events, "2026-04-02T00:00:00Z", hours, verdict);
    };
    let lenient = json!({ "P1": "PT3H", "P2": "PT6H" });
    shows(lenient.clone(), "last", [6, 0, 6], "met");
    shows(lenient.clone(), "first", [6, 0, 6], "met");
    shows(lenient.clone(), "highest", [6, 0, 6], "missed");
    shows(lenient, "restart", [3, 0, 3], "met");
    // Missed at the change itself, which a later change does not mend.
    shows(json!({ "P1": "PT1H", "P2": "PT8H" }), "last", [6, 0, 6], "missed");
}

#[test]
fn pauses_by_their_reason_and_a_pause_that_is_open() {
    let events = json!({
        "started": 8,
        "pauses": [
            { "from": 9, "until": 11, "reason": "waiting_for_part" },
            { "from": 12, "reason": "waiting_for_client" },
        ],
    });
    let shows = |pause_on: Value, hours, verdict| {
        let objective = json!({
            "indicator": "resolution_time", "within": "PT5H", "pause_on": pause_on,
        });
        shows(&objective, &events, "2026-04-01T14:00:00Z", hours, verdict);
    };
    shows(Value::Null, [2, 4, 6], "paused");
    shows(json!(["waiting_for_client"]), [4, 2, 6], "paused");
    shows(json!(["waiting_for_part"]), [4, 2, 6], "running");
    shows(json!([]), [6, 0, 6], "missed");
}

#[test]
fn every_stretch_between_updates_is_a_case() {
    let objective = json!({ "indicator": "update_time", "within": "PT2H" });
    let events = json!({ "started": 8, "updates": [11, 9], "restored": 12 });
    let answer = told(&objective, &of_the_first(&events), "2026-04-02T00:00:00Z");
    let shown = answer.rows.iter().map(|row| (row.shown.elapsed / HOUR, row.shown.verdict));
    assert_eq!(shown.collect::<Vec<_>>(), [(1, "met"), (2, "met"), (1, "met")]);
}

#[test]
fn many_cases_are_judged_together() {
    let value = |target: Value| {
        let contract = json!({
            "objectives": [{ "indicator": "resolution_time", "within": "PT4H", "target": target }],
        });
        let incidents =
            [1, 3, 8, 6].map(|hours| of_the_first(&json!({ "started": 0, "resolved": hours })));
        let history = json!({ "incidents": incidents });
        let answer = answer(&contract, &history, at("2026-05-01T00:00:00Z"), 10 * MINUTE);
        let judged = &answer.results[0].judged;
        (judged.value.unwrap() / i128::from(HOUR), judged.verdict)
    };
    let hours = |above, below| Fraction::new(above, below);
    let percent = |value: i128| Fraction::new(value, i128::from(HOUR));
    assert_eq!(value(json!({ "share_at_least": "50" })), (percent(50), "met"));
    assert_eq!(value(json!({ "share_above": "50" })), (percent(50), "missed"));
    assert_eq!(value(json!({ "mean_at_most": "PT4H30M" })), (hours(9, 2), "met"));
    assert_eq!(value(json!({ "mean_below": "PT4H30M" })), (hours(9, 2), "missed"));
    assert_eq!(value(json!({ "median_at_most": "PT4H" })), (hours(9, 2), "missed"));
    assert_eq!(value(json!({ "maximum_at_most": "PT8H" })), (hours(8, 1), "met"));
    let percentile = |rank: &str| json!({ "percentile": { "rank": rank, "at_most": "PT6H" } });
    assert_eq!(value(percentile("50")), (hours(3, 1), "met"));
    assert_eq!(value(percentile("50.1")), (hours(6, 1), "met"));
    assert_eq!(value(percentile("75.1")), (hours(8, 1), "missed"));
}

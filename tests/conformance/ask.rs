//! How each question is put to a contract and read from its clocks.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sla_calculator::units::Instant;

use crate::availability::{figures, refused};
use crate::case::Question;
use crate::documents::{Row, clocks, contract};

/// One thing that was asked, and both answers.
pub(crate) struct Answer {
    pub(crate) asked: String,
    pub(crate) theirs: String,
    pub(crate) ours: String,
}

impl Answer {
    pub(crate) fn new(asked: &str, theirs: &str, ours: &str) -> Self {
        Self { asked: asked.to_owned(), theirs: theirs.to_owned(), ours: ours.to_owned() }
    }

    pub(crate) fn agrees(&self) -> bool {
        same(&self.theirs, &self.ours)
    }
}

/// Whether two answers say the same: instants may have different offsets.
pub(crate) fn same(one: &str, other: &str) -> bool {
    match (Instant::parse(one), Instant::parse(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// All the answers to a question about these hours; none to a question that cannot be put.
pub(crate) fn answers(calendar: Option<&Value>, question: &Question) -> Vec<Answer> {
    let always = json!({ "always": true });
    let hours = calendar.unwrap_or(&always);
    match question {
        Question::Elapsed { at, expected } => elapsed(hours, at, expected),
        Question::Due { from, within, expected } => {
            vec![Answer::new("due", expected, &due(hours, from, within))]
        }
        Question::Moment { at, inside, next_open } => {
            let told = inside.map(|told| {
                Answer::new("inside", &told.to_string(), &is_inside(hours, at).to_string())
            });
            let next = next_open.as_ref();
            let next = next.map(|told| Answer::new("next_open", told, &next_opening(hours, at)));
            told.into_iter().chain(next).collect()
        }
        Question::Ticket { within, incident, expected } => {
            ticket(hours, within, incident, expected)
        }
        Question::Figures { told, period, objective, expected } => {
            figures(calendar, told, (*objective, period.as_deref()), expected)
        }
        Question::Refused { told, expected } => refused(calendar, told, expected),
        Question::Nothing { .. } => Vec::new(),
    }
}

fn response(within: &Value) -> Value {
    json!({ "id": "response", "service": "desk", "indicator": "response_time", "within": within })
}

/// One incident a stretch: it begins with the stretch and is answered at its end.
fn elapsed(hours: &Value, at: &[String], expected: &[String]) -> Vec<Answer> {
    let stretches = at.windows(2);
    let incidents: Vec<Value> =
        stretches.map(|pair| json!({ "started": pair[0], "responded": pair[1] })).collect();
    let rows = clocks(&contract(hours, &[response(&json!("PT1H"))]), &incidents);
    assert_eq!((rows.len(), incidents.len()), (expected.len(), expected.len()), "stretches");
    let answer = |((row, from), told): ((&Row, &String), &String)| {
        Answer::new(&format!("elapsed from {from}"), told, &row["elapsed_seconds"])
    };
    rows.iter().zip(at).zip(expected).map(answer).collect()
}

fn due(hours: &Value, from: &str, within: &Value) -> String {
    let rows = clocks(&contract(hours, &[response(within)]), &[json!({ "started": from })]);
    rows[0]["due"].clone()
}

/// Which of two objectives looks at an incident of that instant.
fn is_inside(hours: &Value, at: &str) -> bool {
    let objective = |side: &str| {
        let mut objective = response(&json!("PT1H"));
        objective["id"] = json!(side);
        objective["when"] = json!({ "started": side, "calendar": "hours" });
        objective
    };
    let objectives = [objective("inside"), objective("outside")];
    let rows = clocks(&contract(hours, &objectives), &[json!({ "started": at })]);
    assert_eq!(rows.len(), 1, "an incident of {at} came both inside and outside the hours");
    rows[0]["objective"] == "inside"
}

/// The beginning of the first nanosecond that a clock runs from that instant on.
fn next_opening(hours: &Value, at: &str) -> String {
    let first = due(hours, at, &json!("PT0.000000001S"));
    Instant::parse(&first).map_or(first, |due| due.after(-1).to_string())
}

fn ticket(
    hours: &Value,
    within: &BTreeMap<String, Value>,
    incident: &Value,
    expected: &BTreeMap<String, String>,
) -> Vec<Answer> {
    let objective = |(indicator, within): (&String, &Value)| json!({ "id": indicator, "service": "desk", "indicator": indicator, "within": within });
    let objectives: Vec<Value> = within.iter().map(objective).collect();
    let rows = clocks(&contract(hours, &objectives), std::slice::from_ref(incident));
    let answer = |(asked, told): (&String, &String)| Answer::new(asked, told, &cell(&rows, asked));
    expected.iter().map(answer).collect()
}

/// `response_time[0].due`: of the first row of that objective; nothing where there is no such row.
fn cell(rows: &[Row], asked: &str) -> String {
    let (objective, rest) = asked.split_once('[').unwrap();
    let (stretch, column) = rest.split_once("].").unwrap();
    let mut of_objective = rows.iter().filter(|row| row["objective"] == objective);
    let row = of_objective.nth(stretch.parse().unwrap());
    row.map_or_else(String::new, |row| row[column].clone())
}

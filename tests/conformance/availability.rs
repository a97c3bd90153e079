//! How the figures of an objective are asked for: two documents in, the report's rows out.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::report::{Report, ResultFigures};
use sla_calculator::timeline::Label;
use sla_calculator::units::{Exact, Instant};

use crate::ask::Answer;
use crate::case::Told;

/// After everything that any case tells.
const AS_OF: &str = "2030-01-01T00:00:00Z";

/// The figures that are expected of an objective in a period.
pub(crate) fn figures(
    hours: Option<&Value>,
    told: &Told,
    period: (u32, Option<&str>),
    expected: &BTreeMap<String, String>,
) -> Vec<Answer> {
    let [contract, history] = documents(hours, told);
    let inputs = inputs(&contract, &history);
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}\n{contract}"));
    let report = case.evaluate(Instant::parse(AS_OF).unwrap()).unwrap().report;
    let result = result(&report, period);
    let answer = |(asked, theirs): (&String, &String)| {
        Answer::new(asked, theirs, &figure(result, asked, theirs))
    };
    expected.iter().map(answer).collect()
}

/// The codes of the faults.
pub(crate) fn refused(hours: Option<&Value>, told: &Told, expected: &[String]) -> Vec<Answer> {
    let [contract, history] = documents(hours, told);
    let codes: Vec<String> = match Case::open(&inputs(&contract, &history)) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(|fault| fault.code.name().to_owned()).collect(),
    };
    vec![Answer::new("refused", &expected.join(", "), &codes.join(", "))]
}

fn inputs<'t>(contract: &'t str, history: &'t str) -> [Input<'t>; 2] {
    [
        Input::new("contract.json", contract.as_bytes()),
        Input::new("incidents.json", history.as_bytes()),
    ]
}

/// A contract of one service that is up to 99.9 %, and a history that knows everything, with what
/// is told.
fn documents(hours: Option<&Value>, told: &Told) -> [String; 2] {
    let mut contract = json!({
        "format": "sla-contract/1",
        "currency": "EUR",
        "services": [{ "id": "s" }],
        "objectives": [{
            "id": "o", "service": "s", "indicator": "availability",
            "target": { "at_least": "99.9" },
        }],
    });
    if let Some(hours) = hours {
        contract["calendars"] = json!({ "hours": hours });
        contract["services"][0]["calendar"] = json!("hours");
    }
    let mut history = json!({
        "format": "sla-incidents/1",
        "source": {
            "covers": { "from": "1960-01-01T00:00:00Z", "until": "2040-01-01T00:00:00Z" },
        },
        "incidents": [],
    });
    merge(&mut contract, &told.contract);
    merge(&mut history, &told.history);
    let series = history.get_mut("series").and_then(Value::as_array_mut);
    series.into_iter().flatten().for_each(|it| it["service"] = json!("s"));
    for list in ["incidents", "maintenance"] {
        let items = history.get_mut(list).and_then(Value::as_array_mut);
        for (number, item) in items.into_iter().flatten().enumerate() {
            item["id"] = json!(number.to_string());
            item["services"] = json!(["s"]);
        }
    }
    [contract.to_string(), history.to_string()]
}

/// Members and items are merged one by one; an empty list takes the place of any.
fn merge(own: &mut Value, told: &Value) {
    match (own, told) {
        (_, Value::Null) => {}
        (Value::Object(own), Value::Object(told)) => {
            for (name, told) in told {
                merge(own.entry(name.clone()).or_insert(Value::Null), told);
            }
        }
        (Value::Array(own), Value::Array(told)) if !told.is_empty() => {
            own.resize(own.len().max(told.len()), Value::Null);
            own.iter_mut().zip(told).for_each(|(own, told)| merge(own, told));
        }
        (own, told) => *own = told.clone(),
    }
}

fn result<'r>(report: &'r Report, (objective, first): (u32, Option<&str>)) -> &'r ResultFigures {
    let is_asked = |result: &&ResultFigures| {
        let period = &report.periods[result.period as usize];
        let is_own = first.is_none() || result.objective == objective;
        is_own && first.is_none_or(|first| period.first.to_string() == first)
    };
    let mut found = report.results.iter().filter(is_asked);
    let result = found.next().expect("a result");
    assert!(first.is_some() || found.next().is_none(), "which period?");
    result
}

/// A figure of a result, rounded to as many places as `theirs` has.
fn figure(result: &ResultFigures, asked: &str, theirs: &str) -> String {
    let places = theirs.split_once('.').map_or(0, |(_, places)| places.len());
    let rounded = |value: &Exact| {
        let places = u32::try_from(places).unwrap();
        value.round_half_up(places).to_fixed(places)
    };
    match asked {
        "value" => return result.value.as_ref().map(rounded).unwrap_or_default(),
        "verdict" => return result.verdict.name().to_owned(),
        "credit_percent" => {
            let share = result.credit.as_ref().and_then(|credit| credit.share.as_ref());
            return share.map_or_else(String::new, ToString::to_string);
        }
        "credit_amount" => {
            let credit = result.credit.as_ref();
            let amount = credit.and_then(|credit| credit.amount.as_ref());
            return amount.map(|money| rounded(&money.amount)).unwrap_or_default();
        }
        _ => {}
    }
    let time = result.time.as_ref().unwrap();
    let minutes = |seconds: &Exact| rounded(&seconds.checked_div(&Exact::from(60)).unwrap());
    match asked {
        "outages" => time.outages.to_string(),
        "allowed_seconds" => time.allowed_seconds.to_string(),
        "allowed_minutes" => minutes(&time.allowed_seconds),
        "down_seconds" => time.down_seconds.to_string(),
        "up_seconds" => time.labels[&Label::Up].to_string(),
        "down_minutes" => minutes(&time.down_seconds),
        "left_minutes" => minutes(&time.margin()),
        "outage_minutes" => minutes(&time.outage_seconds),
        _ => panic!("no figure: {asked}"),
    }
}

//! The questions that contracts leave open, as this table names them: of each its field, what stands
//! in where nobody answers, and what else is weighed against that.

use sla_calculator::evaluate::Switch;
use sla_calculator::format::words::{English, Language, Phrase};

const NONE: &[&str] = &[];

/// The field, the default, the other answers.
type Row = (&'static str, Option<&'static str>, &'static [&'static str]);

/// What is answered by one word of a list.
const BY_WORD: &[Row] = &[
    ("service_period/partial", Some("clipped"), &["whole"]),
    ("amended_period", Some("split"), &["start", "end"]),
    ("counting/overlap", Some("union"), &["sum"]),
    ("counting/same_users", Some("different"), &["largest"]),
    ("counting/per", Some("outage"), &["incident"]),
    ("counting/outage_from", Some("started"), &["detected", "reported"]),
    ("counting/outage_in", Some("began"), &["ended"]),
    ("counting/concurrent_cause", Some("counted"), &["excluded"]),
    ("counting/exclusion_span", Some("removed"), &["up", "down", "ignored"]),
    ("counting/maintenance", Some("removed"), &["up", "down", "ignored"]),
    ("counting/excluded_incident", Some("up"), &["removed", "down", "ignored"]),
    ("counting/unknown", Some("removed"), &["up", "down", "ignored"]),
    ("maintenance/counts", Some("window"), &["downtime"]),
    ("objectives/window/judged", Some("period_end"), &["day"]),
    ("objectives/window/before_start", Some("wait"), &["clip", "up"]),
    ("objectives/window/consumed", Some("no"), &["credited"]),
    ("objectives/within/by", Some("close"), &["same_time"]),
    ("objectives/priority_change", Some("last"), &["first", "highest", "restart"]),
    ("objectives/reopened", Some("resume"), &["longest", "from_start"]),
    ("objectives/excluded_cause", Some("skipped"), &["counted"]),
    ("objectives/attribution", Some("decided"), &["opened", "stopped", "due"]),
    ("objectives/no_cases", Some("not_measured"), &["met"]),
    ("objectives/method", Some("occurrences"), &["interval_mean"]),
    ("objectives/no_requests", Some("up"), &["removed"]),
    ("objectives/credit/basis", Some("service_charge"), &["agreement_charge"]),
    ("objectives/credit/when", Some("breached"), &["always"]),
    ("objectives/credit/part", Some("whole"), &["begun", "exact"]),
    ("objectives/credit/time", Some("all"), &["beyond_target"]),
    ("objectives/credit/hour_of", Some("period"), &["agreed", "measured"]),
    ("credits/combination", Some("sum"), &["highest", "one_per_incident"]),
    ("credits/day_of_charge", Some("period"), &["thirtieth"]),
    ("credits/caps/of", Some("window_charges"), &["annual_charges"]),
    ("credits/minimum/each", Some("credit"), &["period"]),
    ("credits/earn_back/of", Some("same_objective"), &["all_objectives"]),
];

/// What is answered by a length, weights or a list: weighed is what agreements customarily say.
const BY_VALUE: &[Row] = &[
    ("counting/period_length", Some("actual"), &["P30D", "PT2628288S"]),
    (
        "counting/impact",
        Some("full 1, degraded 0.5, none 0"),
        &["full 1, degraded 0, none 0", "full 1, degraded 1, none 0"],
    ),
    ("counting/minimum_outage", Some("none"), &["PT1M", "PT5M"]),
    ("counting/grace", Some("none"), &["PT1M", "PT5M"]),
    ("counting/unit", Some("exact"), &["any PT1M", "whole PT1M"]),
    ("objectives/pause_on", Some("all"), &["none"]),
];

/// What is listed and weighed against nothing: other answers make other results, or change no verdict
/// and no credit, or nothing is read into a contract that does not say it.
const LISTED: &[Row] = &[
    ("time_zone", Some("UTC"), NONE),
    ("term/from", Some("first_instant_covered"), NONE),
    ("service_period/every", Some("month"), NONE),
    ("service_period/from", None, NONE),
    ("counting/down_when", None, NONE),
    ("value_rounding", None, NONE),
    ("objectives/bonus/due", Some("set_off"), NONE),
    ("credits/rounding", Some("half_up"), NONE),
    ("credits/claim", Some("automatic"), NONE),
    ("credits/claim/from", Some("period_end"), NONE),
];

#[test]
fn every_question_is_one_of_the_table() {
    let mut said: Vec<(&str, Option<&str>, Vec<&str>)> = Switch::ALL
        .iter()
        .map(|it| {
            let others = it.answers().into_iter().filter(|answer| Some(*answer) != it.default());
            (it.name(), it.default(), others.collect())
        })
        .collect();
    let named = [BY_WORD, BY_VALUE, LISTED].concat();
    let mut named: Vec<_> = named
        .into_iter()
        .map(|(field, default, others)| (field, default, others.to_vec()))
        .collect();
    for row in said.iter_mut().chain(&mut named) {
        row.2.sort_unstable();
    }
    said.sort_unstable();
    named.sort_unstable();
    assert_eq!(said, named);
}

/// The properties of a name, anywhere in a schema.
fn named<'s>(schema: &'s serde_json::Value, name: &str) -> Vec<&'s serde_json::Value> {
    let own = schema.get("properties").and_then(|all| all.get(name));
    let inner: Box<dyn Iterator<Item = &serde_json::Value>> = match schema {
        serde_json::Value::Object(members) => Box::new(members.values()),
        serde_json::Value::Array(items) => Box::new(items.iter()),
        _ => Box::new(std::iter::empty()),
    };
    own.into_iter().chain(inner.flat_map(|it| named(it, name))).collect()
}

#[test]
fn every_field_of_the_table_is_one_of_the_schema_and_says_its_words() {
    let text = include_str!("../../schema/contract.schema.json");
    let schema: serde_json::Value = serde_json::from_str(text).unwrap();
    for (field, _, others) in [BY_WORD, BY_VALUE, LISTED].concat() {
        let name = field.rsplit('/').next().unwrap();
        assert!(!named(&schema, name).is_empty(), "{field}");
        if BY_WORD.iter().any(|row| row.0 == field) {
            for word in others {
                assert!(text.contains(&format!("`{word}`")), "{field}: {word}");
            }
        }
    }
}

#[test]
fn every_question_and_every_answer_is_said_in_words() {
    let mut raw = Vec::new();
    for (name, default, others) in [BY_WORD, BY_VALUE, LISTED].concat() {
        if English.say(&Phrase::Question(name)) == name {
            raw.push(name.to_owned());
        }
        // What an incident or an outage does is told by the format's own words.
        let own = ["counting/outage_from", "counting/outage_in"].contains(&name);
        if !own && BY_WORD.iter().any(|row| row.0 == name) {
            let answers = default.iter().chain(others);
            let answers =
                answers.filter(|it| English.say(&Phrase::Answer { name, value: it }) == ***it);
            raw.extend(answers.map(|value| format!("{name}: {value}")));
        }
        let plain = |value: &&&str| {
            let said = English.say(&Phrase::Otherwise { name, value });
            said.contains('_') || said.contains(name)
        };
        raw.extend(others.iter().filter(plain).map(|value| format!("{name}: if {value}")));
    }
    assert_eq!(raw, [""; 0]);
}

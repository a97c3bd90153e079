//! An independent reading of a report: it knows the files, the report and the calculations as JSON,
//! exact fractions and the zone data, and nothing of the engine.
//!
//! What a report must say is built from the files and from the operands of its own steps; every
//! difference is a complaint.

mod amendments;
mod behind;
mod bonuses;
mod cases;
mod charges;
mod clock;
mod clocks;
mod consumed;
mod corrections;
mod credit_operations;
mod credits;
mod currencies;
mod groups;
mod header;
mod history;
mod hours;
mod in_force;
mod indicators;
mod judged;
mod labels;
mod lengths;
mod limits;
mod looking_back;
mod loss_shares;
mod losses;
mod maintenance;
mod measured;
mod member_operands;
mod members;
mod number;
mod operands;
mod operation;
mod other_time;
mod outages;
mod papers;
mod parts;
mod readings;
mod requests;
mod rights;
mod rows;
mod run;
mod settlement;
mod subjects;
mod summary;
mod tallies;
mod terms;
mod told_clocks;
mod told_verdicts;
mod treatment;
mod versions;
mod window;
mod work;
mod worst;
mod zones;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use self::number::text as decimal;
pub(crate) use self::papers::Papers;
use self::settlement::Settlement;
use self::work::{Expected, Told, Work};

/// Everything in a report and its calculations that the files do not bear out.
pub(crate) fn complaints(papers: &Papers, report: &Value, calculations: &[Value]) -> Vec<String> {
    let mut found = of_the_whole(papers, report, calculations);
    let expected = papers.figures.len();
    let rows = report["results"].as_array().map_or(0, Vec::len);
    if (rows, calculations.len()) != (expected, expected) {
        found.push(format!("{rows} rows, {} calculations of {expected}", calculations.len()));
        return found;
    }
    let settlement = papers.settlement(rows_of(report), calculations);
    for at in 0..calculations.len() {
        found.extend(of_result(papers, report, (calculations, &settlement), at));
    }
    found
}

/// Everything outside the results that the files, or the rows, do not bear out.
pub(crate) fn of_the_whole(papers: &Papers, report: &Value, calculations: &[Value]) -> Vec<String> {
    let mut found = Vec::new();
    let provenance = papers.expected_provenance(&report["provenance"]);
    let rows = rows_of(report);
    let settlement = papers.settlement(rows, calculations);
    for (part, expected) in [
        ("format", json!("sla-report/1")),
        ("provenance", provenance),
        ("agreement", papers.expected_agreement()),
        ("readings", papers.expected_readings()),
        ("evidence", papers.expected_evidence()),
        ("incidents", papers.expected_incidents()),
        ("periods", papers.expected_periods()),
        ("summary", papers.expected_summary(rows, &settlement)),
    ] {
        differences(&report[part], &expected, &format!("/{part}"), &mut found);
    }
    let told = Some(&report["earned_back"]).filter(|told| !told.is_null()).cloned();
    let told = told.unwrap_or_else(|| json!([]));
    differences(&told, &settlement.earned_back, "/earned_back", &mut found);
    let rights = Some(&report["rights"]).filter(|told| !told.is_null()).cloned();
    let rights = rights.unwrap_or_else(|| json!([]));
    let settlement = &settlement;
    let told = Told { rows, calculations, settlement };
    differences(&rights, &papers.expected_rights(told), "/rights", &mut found);
    let corrections = Some(&report["corrections"]).filter(|told| !told.is_null());
    let corrections = corrections.cloned().unwrap_or_else(|| json!([]));
    differences(&corrections, &json!(papers.corrections), "/corrections", &mut found);
    not_counted(papers, report, &mut found);
    found.extend(of_clocks(papers, report));
    found
}

/// Everything in the clocks that the files do not bear out.
pub(crate) fn of_clocks(papers: &Papers, report: &Value) -> Vec<String> {
    let mut found = Vec::new();
    differences(&report["clocks"], &papers.clocks, "/clocks", &mut found);
    found
}

fn rows_of(report: &Value) -> &[Value] {
    report["results"].as_array().map_or(&[][..], Vec::as_slice)
}

/// Everything in the result at a position that its calculation, or the files, do not bear out.
pub(crate) fn of_result(
    papers: &Papers,
    report: &Value,
    (calculations, settlement): (&[Value], &Settlement),
    at: usize,
) -> Vec<String> {
    let (mut found, told) = (Vec::new(), &calculations[at]);
    let rows = rows_of(report);
    let work = Work::of(papers, Told { rows, calculations, settlement }, at);
    calculation(&work, told, &mut found);
    found.extend(work.worse_window());
    let place = format!("/results/{at}");
    let mut row = work.expected_row();
    if let Some(bonus) = work.bonus_figure() {
        row["bonus"] = bonus;
    }
    work.lay_beside(&mut row);
    differences(&report["results"][at], &row, &place, &mut found);
    found
}

/// The warnings of incidents that did not count say how many.
fn not_counted(papers: &Papers, report: &Value, found: &mut Vec<String>) {
    let warnings = report["warnings"].as_array().map_or(&[][..], Vec::as_slice);
    let told = warnings.iter().filter(|warning| warning["code"] == "not_counted");
    let told: Vec<Value> = told.map(|w| json!([w["found"], w["count"]])).collect();
    let expected = papers.expected_not_counted();
    let same = told.len() == expected.len()
        && expected.iter().all(|(class, count)| told.contains(&json!([class, count])));
    if !same {
        found.push(format!("warnings tell {told:?}, the files {expected:?}"));
    }
}

/// A calculation has the steps that it must have, each from the right operands, each with the
/// result that its operation gives.
fn calculation(work: &Work<'_>, told: &Value, found: &mut Vec<String>) {
    let place = format!("/calculations/{}/{}", work.subject, work.number);
    let expected = work.expected();
    let names: Vec<&Value> = work.steps.iter().map(|step| &step["name"]).collect();
    let wanted: Vec<&str> = expected.iter().map(|step| step.name).collect();
    if names != wanted || told["objective"] != work.subject || told["period"] != work.number {
        found.push(format!("{place}: has the steps {names:?}, expected {wanted:?}"));
        return;
    }
    for (step, expected) in work.steps.iter().zip(expected) {
        let place = format!("{place}/{}", expected.name);
        let expected = filled(work, step, expected);
        differences(step, &expected, &place, found);
    }
}

/// The step as it must be, its result worked out from the operands that were told.
fn filled(work: &Work<'_>, told: &Value, expected: Expected) -> Value {
    let Expected { name, operation, operands, rule } = expected;
    let mut step = json!({ "name": name, "operation": operation, "operands": operands });
    let recomputed = match operation::recompute(work, told) {
        None => work.settled(told),
        known => known,
    };
    step["result"] = recomputed.as_ref().map_or(Value::Null, |(result, _)| result.clone());
    if let Some((_, Some(exact))) = recomputed {
        let (mode, places) = match (operation, work.rounding()) {
            ("round", Some((mode, places, _))) => (mode, places),
            _ => {
                let apart = step["result"]["value"]["currency"].as_str();
                (
                    "half_up",
                    apart.map_or_else(
                        || work.papers.minor_digits_of(work.number),
                        currencies::decimals,
                    ),
                )
            }
        };
        step["rounding"] = json!({ "mode": mode, "places": places, "exact": decimal(&exact) });
    }
    if let Some(rule) = rule {
        for field in ["clause", "text"] {
            if let Some(said) = said_above(work.papers, &rule, field) {
                step[field] = said;
            }
        }
        step["rule"] = json!(work.papers.place(&rule));
    }
    step
}

/// What the contract says in `field` of the object at `rule` or of the nearest around it.
fn said_above(papers: &Papers, rule: &str, field: &str) -> Option<Value> {
    let object = papers.says(rule)?;
    match papers::stated(object, &format!("/{field}")) {
        Some(said) => Some(said.clone()),
        None => said_above(papers, rule.rsplit_once('/')?.0, field).filter(|_| !rule.is_empty()),
    }
}

/// Limits in the order of their priorities.
fn by_priority(limits: &[Value]) -> Vec<Value> {
    let mut limits = limits.to_vec();
    limits.sort_by_key(|limit| limit["priority"].to_string());
    limits
}

/// Adds a complaint for each value in which the two differ.
fn differences(told: &Value, expected: &Value, place: &str, found: &mut Vec<String>) {
    match (told, expected) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let place = format!("{place}/{key}");
                match (a.get(key), b.get(key)) {
                    (Some(told), Some(expected)) => differences(told, expected, &place, found),
                    (Some(told), None) => found.push(format!("{place}: {told}, not expected")),
                    (None, expected) => found.push(format!("{place}: missing, {expected:?}")),
                }
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let (a, b) = match place.ends_with("/limits") {
                // Theirs is the order in which they are written, which JSON as it is read here loses.
                true => (by_priority(a), by_priority(b)),
                false => (a.clone(), b.clone()),
            };
            for (position, (a, b)) in a.iter().zip(&b).enumerate() {
                differences(a, b, &format!("{place}/{position}"), found);
            }
        }
        _ if told == expected => {}
        _ => found.push(format!("{place}: {told}, expected {expected}")),
    }
}

//! The published agreements that have no folder in `examples/contracts/`: each as a small contract in
//! `tests/sayable/`, which loads without a fault and gives what its row states for a made-up fact or two.

use std::fs;

use serde_json::Value;
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::units::Instant;

#[test]
fn every_agreement_without_a_folder_can_be_said() {
    let readme = fs::read_to_string("examples/contracts/README.md").unwrap();
    let mut wrong = Vec::new();
    for entry in fs::read_dir("tests/sayable").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let said: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        wrong.extend(differences(&said).into_iter().map(|it| format!("{name}: {it}")));
        if !readme.contains(&format!("`{name}`")) {
            wrong.push(format!("{name}: the list of agreements does not name it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where the report of a row is not what it states.
fn differences(said: &Value) -> Vec<String> {
    let (contract, incidents) = (said["contract"].to_string(), said["incidents"].to_string());
    let inputs = [&contract, &incidents].map(|text| Input::new("", text.as_bytes()));
    let as_of = Instant::parse(said["as_of"].as_str().unwrap()).unwrap();
    let evaluation = match Case::open(&inputs).and_then(|case| case.evaluate(as_of)) {
        Ok(evaluation) => evaluation,
        Err(faults) => return faults.iter().map(|fault| format!("{fault:?}")).collect(),
    };
    let report = serde_json::to_value(&evaluation.report).unwrap();
    let mut wrong: Vec<String> =
        report["warnings"].as_array().unwrap().iter().map(Value::to_string).collect();
    for expected in said["gives"].as_array().unwrap() {
        let row = report["results"].as_array().unwrap().iter().find(|row| {
            let part =
                |list: &Value, field: &str| list[row[field].as_u64().unwrap() as usize].clone();
            part(&report["agreement"]["objectives"], "objective")["stated_id"]
                == expected["objective"]
                && part(&report["periods"], "period")["first"] == expected["period"]
        });
        for (field, value) in expected.as_object().unwrap() {
            let found = row.map(|row| told(row, field, expected));
            if found.as_ref() != Some(value) {
                let (objective, period) = (&expected["objective"], &expected["period"]);
                wrong.push(format!("{objective} in {period}: {field} is {found:?}, not {value}"));
            }
        }
    }
    let each = |list: &Value, of: &dyn Fn(&Value) -> Value| -> Vec<Value> {
        list.as_array().map_or(&[][..], Vec::as_slice).iter().map(of).collect()
    };
    let rights = each(&report["rights"], &|right| right["state"].clone());
    if rights != each(&said["rights"], &Value::clone) {
        wrong.push(format!("rights are {rights:?}"));
    }
    let back = each(&report["earned_back"], &|back| back["amount"]["amount"].clone());
    if back != each(&said["earned_back"], &Value::clone) {
        wrong.push(format!("earned back are {back:?}"));
    }
    wrong
}

/// What a row of the report says by the name of a field.
fn told(row: &Value, field: &str, expected: &Value) -> Value {
    match field {
        "value" | "verdict" => row[field].clone(),
        "share" | "claim" => row["credit"][field].clone(),
        "credit" => row["credit"]["amount"]["amount"].clone(),
        "set_off" => row["bonus"]["set_off"]["amount"].clone(),
        _ => expected[field].clone(),
    }
}

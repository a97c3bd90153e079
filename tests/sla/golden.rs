//! The examples, whole: each report, statement and table as committed under `tests/golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test sla` writes them anew; read the difference as prose.

use std::fs;
use std::path::Path;

use super::support::{check_golden, sla};

/// A sample of `examples/samples.json`.
struct Sample {
    id: String,
    files: Vec<String>,
    as_of: String,
}

fn samples() -> Vec<Sample> {
    let text = fs::read_to_string("examples/samples.json").unwrap();
    let samples: serde_json::Value = serde_json::from_str(&text).unwrap();
    let sample = |sample: &serde_json::Value| {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let id = text(&sample["id"]);
        let names = std::iter::once(&sample["contract"]);
        let names = names.chain(sample["incidents"].as_array().unwrap());
        let files = names.map(|name| format!("examples/{id}/{}", text(name))).collect();
        Sample { id, files, as_of: text(&sample["as_of"]) }
    };
    samples.as_array().unwrap().iter().map(sample).collect()
}

#[test]
fn every_sample_gives_its_golden_files() {
    let forms = [("text", "statement.txt"), ("json", "report.json"), ("csv", "table.csv")];
    for sample in samples() {
        for (format, file) in forms {
            let mut arguments = vec!["evaluate"];
            arguments.extend(sample.files.iter().map(String::as_str));
            arguments.extend(["--as-of", &sample.as_of, "--format", format]);
            let said = sla(&arguments);
            assert_eq!((said.exit, said.errors.as_str()), (0, ""), "{}", sample.id);
            check_golden(&Path::new("tests/golden").join(&sample.id).join(file), &said.output);
        }
    }
}

#[test]
fn what_corrections_change_is_told_beside_what_was_told_first() {
    let folder = Path::new("tests/golden/corrections");
    let files = ["contract", "incidents"].map(|it| format!("examples/managed-services/{it}.json"));
    let corrections = folder.join("corrections.json");
    for (format, file) in [("text", "statement.txt"), ("csv", "table.csv")] {
        let said = sla(&[
            "evaluate",
            &files[0],
            &files[1],
            corrections.to_str().unwrap(),
            "--as-of=2026-07-10T08:00:00Z",
            "--format",
            format,
        ]);
        assert_eq!((said.exit, said.errors.as_str()), (0, ""));
        check_golden(&folder.join(file), &said.output);
    }
}

#[test]
fn every_sample_is_read_otherwise() {
    for sample in samples() {
        for (format, file) in [("text", "sensitivity.txt"), ("csv", "sensitivity.csv")] {
            let mut arguments = vec!["sensitivity"];
            arguments.extend(sample.files.iter().map(String::as_str));
            arguments.extend(["--as-of", &sample.as_of, "--format", format]);
            let said = sla(&arguments);
            assert_eq!((said.exit, said.errors.as_str()), (0, ""), "{}", sample.id);
            check_golden(&Path::new("tests/golden").join(&sample.id).join(file), &said.output);
        }
    }
}

#[test]
fn other_readings_are_data_too() {
    let files =
        ["examples/managed-services/contract.json", "examples/managed-services/incidents.json"];
    let as_of = ["--as-of", "2026-07-10T08:00:00Z", "--format", "json"];
    let said = sla(&[&["sensitivity", files[0], files[1]], as_of.as_slice()].concat());
    let told: serde_json::Value = serde_json::from_str(&said.output).unwrap();
    let readings = told["readings"].as_array().unwrap().iter();
    let minute = readings.filter(|it| it["name"] == "counting/grace" && it["value"] == "PT1M");
    let changes: Vec<_> = minute.flat_map(|it| it["changes"].as_array().unwrap()).collect();
    let of = |part: &str| &changes[0][part]["verdict"];
    assert_eq!(
        (changes.len(), of("as_read"), of("otherwise")),
        (1, &"missed".into(), &"met".into())
    );
    assert_eq!(changes[0]["objective"], "erp-availability");
    assert_eq!(changes[0]["period"], "2026-03-01");
}

#[test]
fn every_clock_of_the_service_desk_is_told() {
    let files = ["examples/service-desk/contract.json", "examples/service-desk/incidents.json"];
    let said = sla(&["clocks", files[0], files[1], "--as-of", "2026-05-20T08:30:00Z"]);
    assert_eq!((said.exit, said.errors.as_str()), (0, ""));
    check_golden(Path::new("tests/golden/service-desk/clocks.txt"), &said.output);
}

#[test]
fn every_credit_is_told_from_its_rule_to_its_claim() {
    let files = ["tests/golden/credits/contract.json", "tests/golden/credits/incidents.json"];
    let as_of = ["--as-of", "2026-07-10T08:00:00Z"];
    for (format, name) in
        [("text", "credits.txt"), ("csv", "credits.csv"), ("json", "credits.json")]
    {
        let arguments = [&["credits", files[0], files[1], "--format", format], as_of.as_slice()];
        let said = sla(&arguments.concat());
        assert_eq!((said.exit, said.errors.as_str()), (0, ""));
        check_golden(&Path::new("tests/golden/credits").join(name), &said.output);
    }
    let said = sla(&[&["evaluate", files[0], files[1]], as_of.as_slice()].concat());
    check_golden(Path::new("tests/golden/credits/statement.txt"), &said.output);
}

#[test]
fn what_a_rule_gives_is_rounded_as_what_is_paid() {
    let files = ["contract", "incidents"].map(|it| format!("examples/contracts/rcp-net/{it}.json"));
    let said = sla(&["credits", &files[0], &files[1], "--as-of", "2026-06-05T00:00:00-04:00"]);
    // 377.419… by the rule.
    assert_eq!((said.exit, said.output.matches("$377.42").count()), (0, 2), "{}", said.output);
}

#[test]
fn a_single_figure_explains_itself() {
    let files =
        ["examples/managed-services/contract.json", "examples/managed-services/incidents.json"];
    let mut arguments = vec!["explain", files[0], files[1], "--as-of", "2026-07-10T08:00:00Z"];
    arguments.extend(["--objective", "erp-availability", "--period", "2026-03-31"]);
    let said = sla(&arguments);
    assert_eq!((said.exit, said.errors.as_str()), (0, ""));
    check_golden(Path::new("tests/golden/managed-services/explain-march.txt"), &said.output);
}

#[test]
fn the_published_schemas_are_those_of_the_reader() {
    for (name, schema) in sla_calculator::document::schemas() {
        check_golden(&Path::new("schema").join(name), &schema);
    }
}

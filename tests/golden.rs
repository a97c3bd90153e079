//! The examples, whole: each report, statement and table as committed under `tests/golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes them anew; read the difference as prose.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use sla_calculator::cli::{Streams, run};
use sla_calculator::format::words::English;

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

fn output(arguments: &[&str]) -> (u8, String, String) {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut streams =
        Streams { input: &mut std::io::empty(), output: &mut output, errors: &mut errors };
    let exit = run(arguments.iter().map(OsString::from), &English, &mut streams);
    (exit, String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap())
}

#[track_caller]
fn check(name: &str, found: &str) {
    let path = Path::new("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    let differs = golden.lines().zip(found.lines()).position(|(golden, found)| golden != found);
    let differs = differs.unwrap_or(golden.lines().count().min(found.lines().count()));
    assert!(
        golden == found,
        "{name} differs from line {}:\n  committed {:?}\n  found     {:?}",
        differs + 1,
        golden.lines().nth(differs),
        found.lines().nth(differs),
    );
}

#[test]
fn every_sample_gives_its_golden_files() {
    for sample in samples() {
        for (format, file) in
            [("text", "statement.txt"), ("json", "report.json"), ("csv", "table.csv")]
        {
            let mut arguments = vec!["evaluate"];
            arguments.extend(sample.files.iter().map(String::as_str));
            arguments.extend(["--as-of", &sample.as_of, "--format", format]);
            let (exit, found, errors) = output(&arguments);
            assert_eq!((exit, errors.as_str()), (0, ""), "{}", sample.id);
            check(&format!("{}/{file}", sample.id), &found);
        }
    }
}

#[test]
fn a_single_figure_explains_itself() {
    let files =
        ["examples/managed-services/contract.json", "examples/managed-services/incidents.json"];
    let mut arguments = vec!["explain", files[0], files[1], "--as-of", "2026-07-10T08:00:00Z"];
    arguments.extend(["--objective", "erp-availability", "--period", "2026-03-31"]);
    let (exit, found, errors) = output(&arguments);
    assert_eq!((exit, errors.as_str()), (0, ""));
    check("managed-services/explain-march.txt", &found);
}

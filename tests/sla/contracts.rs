//! The agreements of `examples/contracts/`: each statement and its credits as committed under
//! `tests/golden/contracts/`.

use std::fs;
use std::path::Path;

use super::support::{check_golden, sla};

#[test]
fn every_agreement_gives_its_golden_files() {
    let text = fs::read_to_string("examples/contracts/index.json").unwrap();
    let listed: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    for sample in &listed {
        let text = |field: &str| sample[field].as_str().unwrap();
        let folder = format!("examples/contracts/{}", text("id"));
        let files = ["contract", "incidents"].map(|name| format!("{folder}/{name}.json"));
        for (command, format, file) in
            [("evaluate", "text", "statement.txt"), ("credits", "csv", "credits.csv")]
        {
            let as_of = ["--as-of", text("as_of"), "--format", format];
            let said = sla(&[&[command, &files[0], &files[1]], as_of.as_slice()].concat());
            assert_eq!((said.exit, said.errors.as_str()), (0, ""), "{folder}");
            check_golden(
                &Path::new("tests/golden/contracts").join(text("id")).join(file),
                &said.output,
            );
        }
    }
}

#[test]
fn every_folder_of_an_agreement_is_listed() {
    let text = fs::read_to_string("examples/contracts/index.json").unwrap();
    let listed: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let mut listed: Vec<_> =
        listed.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
    let entries = fs::read_dir("examples/contracts").unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let mut folders: Vec<_> =
        folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    listed.sort();
    folders.sort();
    assert_eq!(listed, folders);
}

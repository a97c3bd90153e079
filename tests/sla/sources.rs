//! What each agreement in `examples/contracts/` says of where its terms come from.

use std::fs;

use serde_json::Value;

/// What tells the version that was seen, beside a year.
const VERSIONS: [&str; 4] = ["commit ", "undated", "quoted", "excerpt"];

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn is_year(word: &str) -> bool {
    matches!(word.parse(), Ok(1990..=2029))
}

#[test]
fn every_agreement_names_its_source_and_version_and_says_its_terms() {
    let mut wanting = Vec::new();
    for sample in read("examples/contracts/index.json").as_array().unwrap() {
        let id = sample["id"].as_str().unwrap();
        let contract = read(&format!("examples/contracts/{id}/contract.json"));
        let note = contract["note"].as_str().unwrap_or_default();
        let mut words = note.split(|it: char| !it.is_ascii_alphanumeric());
        if !VERSIONS.iter().any(|it| note.contains(it)) && !words.any(is_year) {
            wanting.push(format!("{id}: which version"));
        }
        if !note.contains("not legal text") || !note.contains("paraphrased") {
            wanting.push(format!("{id}: that it is a paraphrase"));
        }
        let credits = &contract["credits"];
        let listed = [&contract["objectives"], &credits["caps"], &contract["rights"]];
        let listed = listed.into_iter().filter_map(Value::as_array).flatten();
        let alone = [&credits["minimum"], &credits["claim"]];
        for term in listed.chain(alone.into_iter().filter(|it| !it.is_null())) {
            if term["text"].is_null() && term["credit"]["text"].is_null() {
                wanting.push(format!("{id}: what is said of {term}"));
            }
        }
    }
    assert_eq!(wanting, [""; 0]);
}

//! Every agreement of `examples/contracts`, with its history, worked out again from its files.

use serde_json::Value;

use super::{File, Sample, read};

/// The id of each, its files and its instant of evaluation.
fn agreements() -> Vec<(String, Vec<File>, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/contracts");
    let index = read(&std::fs::read(format!("{folder}/index.json")).unwrap());
    let each = index.as_array().unwrap().iter().map(|of| {
        let id = of["id"].as_str().unwrap();
        let names = [&of["contract"]].into_iter().chain(of["incidents"].as_array().unwrap());
        let file = |name: &Value| {
            let name = name.as_str().unwrap();
            (name.to_owned(), std::fs::read(format!("{folder}/{id}/{name}")).unwrap())
        };
        let as_of = of["as_of"].as_str().unwrap().to_owned();
        (id.to_owned(), names.map(file).collect(), as_of)
    });
    each.collect()
}

#[test]
fn every_figure_of_every_agreement_follows_from_its_files() {
    let all = agreements();
    assert!(all.len() >= 44, "{}", all.len());
    let found = all.into_iter().flat_map(|(id, files, as_of)| {
        let complaints = Sample::told(&files, &as_of).complaints();
        complaints.into_iter().map(move |complaint| format!("{id}: {complaint}"))
    });
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

//! Every figure of the samples' reports is worked out again from the files alone, and no figure can
//! be altered unnoticed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers fail by panicking"
)]

mod altered;
mod check;
mod told;

use check::{Papers, complaints};
use serde_json::Value;
use told::{calculations, evaluated, report};

/// A contract with its incidents, and what the engine tells of it.
struct Sample {
    papers: Papers,
    report: Value,
    calculations: Vec<Value>,
}

impl Sample {
    fn of(id: &str) -> Self {
        Self::changed(id, |contract| contract)
    }

    /// The sample with another contract.
    fn changed(id: &str, contract: impl Fn(String) -> String) -> Self {
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        let read = |path: String| std::fs::read(format!("{examples}/{path}")).unwrap();
        let samples: Value = serde_json::from_slice(&read("samples.json".to_owned())).unwrap();
        let sample = samples.as_array().unwrap().iter().find(|s| s["id"] == id).unwrap();
        let mut names = vec![sample["contract"].as_str().unwrap()];
        names.extend(sample["incidents"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()));
        let mut bytes: Vec<Vec<u8>> =
            names.iter().map(|name| read(format!("{id}/{name}"))).collect();
        bytes[0] = contract(String::from_utf8(bytes[0].clone()).unwrap()).into_bytes();
        let files: Vec<(&str, &[u8])> =
            names.iter().copied().zip(bytes.iter().map(Vec::as_slice)).collect();
        Self::told(&files, sample["as_of"].as_str().unwrap())
    }

    /// A contract with an objective of every kind that no sample has.
    fn of_indicators(as_of: &str) -> Self {
        let contract = include_bytes!("indicators/contract.json");
        let incidents = include_bytes!("indicators/incidents.json");
        Self::told(&[("contract.json", contract), ("incidents.json", incidents)], as_of)
    }

    fn told(files: &[(&str, &[u8])], as_of: &str) -> Self {
        let evaluation = evaluated(files, as_of);
        Self {
            papers: Papers::new(files, as_of),
            report: report(&evaluation),
            calculations: calculations(&evaluation),
        }
    }

    fn complaints(&self) -> Vec<String> {
        complaints(&self.papers, &self.report, &self.calculations)
    }
}

#[track_caller]
fn holds(id: &str) {
    let complaints = Sample::of(id).complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_figure_of_the_small_sample_follows_from_its_files() {
    holds("managed-services");
}

#[test]
fn every_figure_of_the_sample_with_clocks_follows_from_its_files() {
    holds("service-desk");
}

#[test]
fn every_figure_of_the_sample_with_maintenance_follows_from_its_files() {
    holds("hosted-portal");
}

#[test]
fn a_fixed_length_of_periods_follows_from_the_files() {
    let fixed = |contract: String| {
        let counting = "\"counting\": {";
        assert!(contract.contains(counting));
        contract.replace(counting, &format!("{counting} \"period_length\": \"P30D\","))
    };
    let complaints = Sample::changed("managed-services", fixed).complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn days_before_the_term_that_count_as_up_follow_from_the_files() {
    for days in [30, 45, 200] {
        let up = |contract: String| {
            let clip = r#"{ "days": 30, "before_start": "clip" }"#;
            assert!(contract.contains(clip));
            contract.replace(clip, &format!(r#"{{ "days": {days}, "before_start": "up" }}"#))
        };
        let complaints = Sample::changed("service-desk", up).complaints();
        assert!(complaints.is_empty(), "{days} days\n{}", complaints.join("\n"));
    }
}

#[test]
fn every_figure_of_the_large_sample_follows_from_its_files() {
    holds("github-enterprise-cloud");
}

#[test]
fn every_figure_of_every_other_indicator_follows_from_its_files() {
    let instants = [
        "2026-01-31T23:00:00Z",
        "2026-03-10T23:00:00Z",
        "2026-04-20T10:00:00Z",
        "2027-01-05T00:00:00Z",
    ];
    for as_of in instants {
        let complaints = Sample::of_indicators(as_of).complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
    }
}

//! Every cell that an independent program worked out for the samples is what the report says.
//!
//! The program is `tests/oracle/oracle.mjs`; its tables are committed beside it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers fail by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use sla_calculator::evaluate::{Case, Evaluation, Input};
use sla_calculator::export::clocks_csv;
use sla_calculator::report::{Report, ResultFigures, credit_lines};
use sla_calculator::units::Instant;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a list of samples has.
fn listed(list: &Path) -> Vec<serde_json::Value> {
    serde_json::from_slice(&fs::read(list).unwrap()).unwrap()
}

/// The evaluation of a sample of `examples/samples.json`.
fn evaluation(id: &str) -> Evaluation {
    let examples = root().join("examples");
    let samples = listed(&examples.join("samples.json"));
    let sample = samples.iter().find(|sample| sample["id"] == id).unwrap();
    evaluated(&examples, sample)
}

/// The evaluation of a sample in a folder.
fn evaluated(folder: &Path, sample: &serde_json::Value) -> Evaluation {
    let folder = folder.join(sample["id"].as_str().unwrap());
    let names = [&sample["contract"]].into_iter().chain(sample["incidents"].as_array().unwrap());
    let paths: Vec<PathBuf> = names.map(|name| folder.join(name.as_str().unwrap())).collect();
    let files: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    let inputs: Vec<Input<'_>> = files.iter().map(|bytes| Input::new("", bytes)).collect();
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let as_of = Instant::parse(sample["as_of"].as_str().unwrap()).unwrap();
    case.evaluate(as_of).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// The head and the rows of one of the oracle's tables.
fn table(name: &str) -> (Vec<String>, Vec<StringRecord>) {
    let path = root().join("tests/oracle/expected").join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (head, reader.into_records().map(Result::unwrap).collect())
}

/// What the report says where the oracle's table has `expected` in `column`. A value is cut to the
/// decimals that stand there.
fn cell(report: &Report, row: &ResultFigures, column: &str, expected: &str) -> String {
    let objective = &report.agreement.objectives[row.objective as usize];
    let period = &report.periods[row.period as usize];
    let (credit, time) = (row.credit.as_ref(), row.time.as_ref());
    match column {
        "period_start" => period.from.at.clone(),
        "period_end" => period.until.at.clone(),
        "service" => objective.service.map_or_else(String::new, |service| {
            report.agreement.services[service as usize].name.clone()
        }),
        "objective" => objective.id.clone(),
        "indicator" => objective.indicator.clone(),
        "value" => {
            let decimals = expected.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let cut = |value: &sla_calculator::units::Exact| value.to_fixed(decimals as u32);
            row.value.as_ref().map_or_else(String::new, cut)
        }
        "target" => objective.target.value.to_string(),
        "verdict" => row.verdict.name().to_owned(),
        "measured_seconds" => time.map_or_else(String::new, |it| it.measured_seconds.to_string()),
        "down_seconds" => time.map_or_else(String::new, |it| it.down_seconds.to_string()),
        "removed_seconds" => time.map_or_else(String::new, |it| it.removed_seconds.to_string()),
        "credit_percent" => credit
            .and_then(|credit| credit.share.as_ref())
            .map_or_else(String::new, ToString::to_string),
        "credit_amount" => credit
            .and_then(|credit| credit.amount.as_ref())
            .map_or_else(String::new, |m| m.amount.to_fixed(m.currency.minor_digits())),
        "currency" => report.agreement.currency.clone(),
        other => panic!("a column unknown here: {other}"),
    }
}

#[track_caller]
fn agrees(id: &str) {
    let evaluation = evaluation(id);
    let report = &evaluation.report;
    let (head, rows) = table(&format!("{id}.csv"));
    assert_eq!(report.results.len(), rows.len(), "rows");
    for (number, (row, expected)) in report.results.iter().zip(&rows).enumerate() {
        for (column, expected) in head.iter().zip(expected) {
            let said = cell(report, row, column, expected);
            assert_eq!(said, expected, "row {}, column {column}", number + 1);
        }
    }
    let (_, classes) = table(&format!("{id}.classes.csv"));
    let said = report.incidents.classes.iter();
    let said: Vec<_> = said.map(|c| [c.class.name().to_owned(), c.count.to_string()]).collect();
    assert_eq!(said, classes.iter().map(|c| [&c[0], &c[1]]).collect::<Vec<_>>());
    let clocks = root().join("tests/oracle/expected").join(format!("{id}.clocks.csv"));
    let said = clocks_csv(report, &evaluation.clocks());
    assert_eq!(said, fs::read_to_string(clocks).unwrap());
}

#[test]
fn the_oracle_agrees_on_the_small_sample() {
    agrees("managed-services");
}

#[test]
fn the_oracle_agrees_on_the_sample_with_clocks() {
    agrees("service-desk");
}

#[test]
fn the_oracle_agrees_on_the_sample_with_maintenance() {
    agrees("hosted-portal");
}

#[test]
fn the_oracle_agrees_on_the_large_sample() {
    agrees("github-enterprise-cloud");
}

/// The table that `tests/oracle/agreements.mjs` makes of an agreement, as the report says it: each
/// period that is over.
fn told(report: &Report, as_of: Instant) -> Vec<String> {
    let lines = credit_lines(report);
    let rows = report.results.iter().filter_map(|row| {
        let objective = &report.agreement.objectives[row.objective as usize];
        let period = &report.periods[row.period as usize];
        let is_over = Instant::parse(&period.until.at).unwrap() <= as_of;
        let labels: Vec<_> = objective
            .labels
            .iter()
            .map(|label| format!("{}={}", label.name, label.value.as_deref().unwrap_or_default()))
            .collect();
        let line = lines.iter().find(|it| (it.objective, it.period) == (row.objective, row.period));
        let cents = |it: &sla_calculator::units::Exact| it.to_fixed(report.agreement.minor_digits);
        is_over.then(|| {
            [
                period.first.to_string(),
                objective.stated_id.clone(),
                labels.join("; "),
                row.value.as_ref().map_or_else(String::new, ToString::to_string),
                row.verdict.name().to_owned(),
                line.and_then(|it| it.net.as_ref()).map_or_else(String::new, cents),
                line.map_or_else(String::new, |it| it.claim.name().to_owned()),
            ]
            .join(",")
        })
    });
    rows.collect()
}

#[test]
fn the_oracle_agrees_on_every_agreement() {
    let folder = root().join("examples/contracts");
    let mut different = Vec::new();
    for sample in listed(&folder.join("index.json")) {
        let id = sample["id"].as_str().unwrap();
        let as_of = Instant::parse(sample["as_of"].as_str().unwrap()).unwrap();
        let said = told(&evaluated(&folder, &sample).report, as_of);
        let path = root().join(format!("tests/oracle/expected/contracts/{id}.csv"));
        let expected = fs::read_to_string(path).unwrap();
        let expected: Vec<_> = expected.lines().skip(1).collect();
        let rows = said.len().max(expected.len());
        let pair = |row: usize| (said.get(row).map(String::as_str), expected.get(row).copied());
        different.extend(
            (0..rows)
                .map(pair)
                .filter(|(said, expected)| said != expected)
                .map(|(said, expected)| format!("{id}: said {said:?}, the oracle {expected:?}")),
        );
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn the_oracle_agrees_on_every_right() {
    let folder = root().join("examples/contracts");
    let mut said: Vec<String> = Vec::new();
    for sample in listed(&folder.join("index.json")) {
        let report = evaluated(&folder, &sample).report;
        for right in &report.rights {
            let triggers = right.triggers.iter();
            let mut arisen: Vec<_> = triggers.flat_map(|trigger| &trigger.arisen).collect();
            arisen.sort_by_key(|it| it.period);
            said.extend(arisen.into_iter().map(|it| {
                let words = [
                    sample["id"].as_str().unwrap().to_owned(),
                    right.id.clone().unwrap(),
                    report.periods[it.period.unwrap() as usize].first.to_string(),
                    it.last_day.map_or_else(String::new, |day| day.to_string()),
                    serde_json::to_value(it.state).unwrap().as_str().unwrap().to_owned(),
                ];
                words.join(",")
            }));
        }
    }
    let (_, expected) = table("rights.csv");
    let expected: Vec<String> =
        expected.iter().map(|row| row.iter().collect::<Vec<_>>().join(",")).collect();
    assert_eq!(said, expected);
}

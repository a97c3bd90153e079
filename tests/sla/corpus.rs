//! Every fault code has a folder under `tests/corpus/` with files that earn it, and the golden
//! diagnostic, `diagnostic.txt`, as `sla check` prints it.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::check_golden;
use sla_calculator::diagnostic::{Code, Fault};
use sla_calculator::evaluate::{Case, Input, check};
use sla_calculator::format::fault_line;
use sla_calculator::format::words::English;
use sla_calculator::units::Instant;

/// Codes that only a whole evaluation can tell.
const WHOLE: [Code; 12] = [
    Code::NoContract,
    Code::NoIncidents,
    Code::TooManyPeriods,
    Code::TooManyHours,
    Code::TooManyPieces,
    Code::TooManyTotals,
    Code::NotCounted,
    Code::UnknownLabel,
    Code::ClaimWithoutCredit,
    Code::CapWithoutCharge,
    Code::CreditToldTwice,
    Code::VerdictOfJudged,
];

/// The most faults that a diagnostic lists here.
const LISTED: usize = 8;

#[test]
fn every_code_has_its_files_and_its_diagnostic() {
    for code in Code::ALL {
        let folder = Path::new("tests/corpus").join(code.name());
        let files = inputs(&folder);
        let inputs: Vec<Input<'_>> =
            files.iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
        let faults = if WHOLE.contains(code) { evaluated(&inputs) } else { check(&inputs) };
        assert!(
            faults.iter().any(|fault| fault.code == *code),
            "{} is not told of its own files: {faults:?}",
            code.name()
        );
        check_golden(&folder.join("diagnostic.txt"), &diagnostic(&faults));
    }
}

#[test]
fn no_folder_is_left_behind() {
    for folder in fs::read_dir("tests/corpus").unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        assert!(Code::ALL.iter().any(|code| code.name() == name), "no code is called {name}");
    }
}

/// The files of a folder but for its diagnostic, by name.
fn inputs(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{} has no files: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().unwrap() != "diagnostic.txt");
    paths.sort();
    let named = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (named(path), fs::read(path).unwrap())).collect()
}

fn evaluated(inputs: &[Input<'_>]) -> Vec<Fault> {
    let as_of = Instant::parse("2026-07-01T00:00:00Z").unwrap();
    match Case::open(inputs).and_then(|case| case.evaluate(as_of)) {
        Ok(evaluation) => evaluation.report.warnings,
        Err(faults) => faults,
    }
}

fn diagnostic(faults: &[Fault]) -> String {
    let mut lines: Vec<String> = faults.iter().map(|fault| fault_line(&English, fault)).collect();
    if lines.len() > LISTED {
        let last = lines.pop();
        let more = lines.len() - LISTED + 1;
        lines.truncate(LISTED - 1);
        lines.push(format!("({more} more)\n"));
        lines.extend(last);
    }
    lines.concat()
}

//! Files that are odd but no fault: each folder of `tests/odd/` has a contract and a history, and what
//! `sla check` and `sla clocks` print of them.

use std::fs;
use std::path::Path;

use super::support::check_golden;
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::export;
use sla_calculator::format::fault_line;
use sla_calculator::format::words::English;

#[test]
fn what_is_odd_is_told_all_the_same() {
    let mut folders = 0;
    for folder in fs::read_dir("tests/odd").unwrap() {
        let folder = folder.unwrap().path();
        let told = said(&folder);
        check_golden(&folder.join("clocks.txt"), &told);
        folders += 1;
    }
    assert_eq!(folders, 4);
}

/// The warnings, and every clock at the instant at which the files are most naturally looked at.
fn said(folder: &Path) -> String {
    let files = ["contract.json", "incidents.json"]
        .map(|name| (name, fs::read(folder.join(name)).unwrap()));
    let inputs = files.each_ref().map(|(name, bytes)| Input::new(name, bytes));
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let (as_of, _) = case.suggested_as_of().unwrap();
    let evaluation = case.evaluate(as_of).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let warnings: String = case.warnings().iter().map(|it| fault_line(&English, it)).collect();
    warnings + &export::clocks_text(&English, &evaluation.report, &evaluation.clocks())
}

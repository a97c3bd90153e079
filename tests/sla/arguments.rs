//! Arguments, files and exit codes.

use std::fs;

use super::support::{Said, sla, sla_in};
use sla_calculator::format::words::English;

const CONTRACT: &str = "examples/managed-services/contract.json";
const INCIDENTS: &str = "examples/managed-services/incidents.json";
const AS_OF: &str = "--as-of=2026-07-10T08:00:00Z";

#[track_caller]
fn refused(arguments: &[&str], exit: u8, words: &str) {
    let Said { exit: found, output, errors } = sla(arguments);
    assert_eq!((found, output.as_str()), (exit, ""), "{errors}");
    assert!(errors.contains(words), "{errors:?} does not say {words:?}");
}

#[test]
fn wrong_usage_says_what_to_write() {
    refused(&[], 2, "evaluate, clocks, credits, sensitivity, explain, quote or check");
    refused(&["judge", CONTRACT], 2, "no command “judge”");
    refused(&["evaluate"], 2, "at least one file");
    refused(&["evaluate", CONTRACT, "--form=csv"], 2, "no option --form");
    refused(&["evaluate", CONTRACT, "--format=xml"], 2, "text, json, csv");
    refused(&["evaluate", CONTRACT, "--as-of=yesterday"], 2, "2026-07-01T00:00:00Z");
    refused(&["evaluate", CONTRACT, "--as-of"], 2, "--as-of needs a value");
    refused(&["evaluate", "no-such-file.json", AS_OF], 2, "no-such-file.json cannot be read");
    refused(&["explain", CONTRACT, INCIDENTS, AS_OF], 2, "--objective ID and --period DATE");
}

#[test]
fn without_an_as_of_the_natural_one_is_named() {
    refused(&["evaluate", CONTRACT, INCIDENTS], 2, "--as-of 2026-07-14T06:00:00Z");
}

#[test]
fn a_figure_that_is_not_there_lists_those_that_are() {
    let explain = ["explain", CONTRACT, INCIDENTS, AS_OF];
    let with = |rest: &[&'static str]| [explain.as_slice(), rest].concat();
    refused(&with(&["--objective=erp", "--period=2026-03-01"]), 2, "erp-availability");
    let early = with(&["--objective=erp-availability", "--period=2025-03-01"]);
    refused(&early, 2, "from 2026-01-01 to 2026-07-01");
    let late = with(&["--objective=erp-availability", "--period=2030-01-01"]);
    refused(&late, 2, "No period of the report contains “2030-01-01”");
}

#[test]
fn faults_go_to_standard_error_and_exit_with_one() {
    refused(&["evaluate", CONTRACT, AS_OF], 1, "no_incidents");
    refused(&["evaluate", CONTRACT, INCIDENTS, "README.md", AS_OF], 1, "README.md:1:1: wrong_kind");
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let table = |files: [&str; 2]| sla(&["evaluate", files[0], files[1], AS_OF, "--format=csv"]);
    assert_eq!(table([CONTRACT, INCIDENTS]), table([INCIDENTS, CONTRACT]));
}

#[test]
fn the_same_file_twice_counts_once() {
    let table = |files: &[&str]| sla(&[&["evaluate", AS_OF, "--format=csv"], files].concat());
    assert_eq!(table(&[CONTRACT, INCIDENTS]), table(&[CONTRACT, INCIDENTS, INCIDENTS]));
}

#[test]
fn a_breach_is_an_exit_code_only_where_asked_for() {
    let evaluate = ["evaluate", CONTRACT, INCIDENTS, AS_OF];
    assert_eq!(sla(&evaluate).exit, 0);
    assert_eq!(sla(&[evaluate.as_slice(), &["--fail-on-breach"]].concat()).exit, 1);
    let early = ["evaluate", CONTRACT, INCIDENTS, "--as-of=2026-02-01T00:00:00Z"];
    assert_eq!(sla(&[early.as_slice(), &["--fail-on-breach"]].concat()).exit, 0);
}

#[test]
fn a_dash_is_standard_input() {
    let contract = fs::read(CONTRACT).unwrap();
    let said = sla_in(&English, &contract, &["evaluate", "-", INCIDENTS, AS_OF, "--format=csv"]);
    assert_eq!(said.exit, 0);
    let file = sla(&["evaluate", CONTRACT, INCIDENTS, AS_OF, "--format=csv"]);
    assert_eq!(said.output, file.output);
}

#[test]
fn the_result_goes_to_a_file_where_asked_for() {
    let folder = std::env::temp_dir().join(format!("sla-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("table.csv");
    let output = format!("--output={}", path.display());
    let said = sla(&["evaluate", CONTRACT, INCIDENTS, AS_OF, "--format=csv", &output]);
    assert_eq!((said.exit, said.output.as_str(), said.errors.as_str()), (0, "", ""));
    assert!(fs::read_to_string(&path).unwrap().starts_with("period_start,period_end,"));
    fs::remove_dir_all(&folder).unwrap();
    let said = sla(&["evaluate", CONTRACT, INCIDENTS, AS_OF, &output]);
    assert_eq!(said.exit, 2);
}

#[test]
fn an_output_never_replaces_what_is_read() {
    let output = format!("--output=./{CONTRACT}");
    refused(&["evaluate", CONTRACT, INCIDENTS, AS_OF, &output], 2, "give --output another name");
}

#[test]
fn what_a_terminal_would_obey_is_spelled_out() {
    refused(&["evaluate", "\u{1b}[31m.json", AS_OF], 2, "\\u{1b}[31m.json cannot be read");
}

#[test]
fn check_takes_any_part_and_says_when_nothing_is_wrong() {
    let said = sla(&["check", CONTRACT]);
    assert_eq!((said.exit, said.output.as_str()), (0, "No faults in 1 file.\n"));
    let said = sla(&["check", "tests/corpus/unknown_zone/contract.json"]);
    assert_eq!(said.exit, 1);
    assert!(said.output.contains("contract.json:4:17: unknown_zone: "));
    assert!(said.output.contains("Did you mean “Europe/Berlin”?"));
}

#[test]
fn help_and_version_are_at_hand() {
    assert!(sla(&["--help"]).output.contains("sla evaluate CONTRACT INCIDENTS..."));
    assert_eq!(sla(&["--version"]).output, format!("sla {}\n", env!("CARGO_PKG_VERSION")));
}

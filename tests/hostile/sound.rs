//! What must hold of whatever is opened.

use serde_json::Value;
use sla_calculator::diagnostic::{Fault, Place, Severity};
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::export;
use sla_calculator::format::fault_line;
use sla_calculator::format::words::English;
use sla_calculator::units::Instant;

/// A file of the small sample.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

pub(crate) const SMALL_CONTRACT: &str = "managed-services/contract.json";
pub(crate) const SMALL_HISTORY: &str = "managed-services/incidents.json";
pub(crate) const LARGE_CONTRACT: &str = "github-enterprise-cloud/contract.json";

/// Opens the files, evaluates them if they make sense, and looks at every fault; gives the faults
/// that stopped it.
#[track_caller]
pub(crate) fn opened(files: &[&[u8]]) -> Vec<Fault> {
    let inputs: Vec<Input<'_>> = files.iter().map(|bytes| Input::new("a.json", bytes)).collect();
    match Case::open(&inputs) {
        Err(faults) => {
            assert!(faults.iter().any(|fault| fault.severity == Severity::Error));
            look_at(&faults, files);
            faults
        }
        Ok(case) => {
            look_at(case.warnings(), files);
            for bytes in files {
                let read = serde_json::from_slice::<Value>(without_mark(bytes));
                assert!(read.is_ok(), "taken for JSON: {:?}", String::from_utf8_lossy(bytes));
            }
            for as_of in ["2026-07-10T08:00:00Z", "0000-01-01T00:00:00Z"] {
                evaluated(&case, Instant::parse(as_of).unwrap(), files);
            }
            Vec::new()
        }
    }
}

fn evaluated(case: &Case, as_of: Instant, files: &[&[u8]]) {
    match case.evaluate(as_of) {
        Err(faults) => look_at(&faults, files),
        Ok(evaluation) => {
            look_at(&evaluation.report.warnings, files);
            let calculations = || evaluation.calculations().take(20);
            let _ = export::csv(&evaluation.report);
            let _ = export::text(&English, &evaluation.report, calculations());
            let json = export::report_and_calculations(
                &evaluation.report,
                &evaluation.clocks(),
                calculations(),
            );
            assert!(serde_json::from_str::<Value>(&json).is_ok());
        }
    }
}

fn look_at(faults: &[Fault], files: &[&[u8]]) {
    for fault in faults {
        assert!(!fault_line(&English, fault).is_empty());
        for place in fault.place.iter().chain(&fault.other) {
            let bytes = without_mark(files[place.file as usize]);
            lies_within(place, bytes, fault);
            if let Ok(json) = serde_json::from_slice::<Value>(bytes) {
                let parent = place.pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
                let found = json.pointer(&place.pointer).or_else(|| json.pointer(parent));
                assert!(found.is_some(), "leads nowhere: {fault:?}");
            }
        }
    }
}

/// The place is a place of the file, and its excerpt stands there.
fn lies_within(place: &Place, bytes: &[u8], fault: &Fault) {
    let text = String::from_utf8_lossy(bytes);
    let line = text.split('\n').nth(usize::try_from(place.line).unwrap() - 1);
    let line = line.unwrap_or_else(|| panic!("beyond the last line: {fault:?}"));
    let column = usize::try_from(place.column).unwrap() - 1;
    let mark = usize::try_from(place.mark).unwrap();
    assert!(column <= line.chars().count(), "beyond the line: {fault:?}");
    assert!(mark <= place.excerpt.chars().count(), "beyond the excerpt: {fault:?}");
    let there: String = line.chars().skip(column - mark.min(column)).collect();
    assert!(there.starts_with(&place.excerpt), "stands elsewhere: {fault:?}, {there:?}");
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

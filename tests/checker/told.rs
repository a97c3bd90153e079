//! The only thing asked of the engine: its report and calculations, as JSON.

use serde::Serialize;
use serde_json::Value;
use sla_calculator::evaluate::{Case, Evaluation, Input};
use sla_calculator::units::Instant;

/// The evaluation of `files` at `as_of`.
pub(crate) fn evaluated(files: &[(&str, &[u8])], as_of: &str) -> Evaluation {
    let inputs: Vec<Input<'_>> =
        files.iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let as_of = Instant::parse(as_of).unwrap();
    case.evaluate(as_of).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// A report with every clock, as JSON.
pub(crate) fn report(evaluation: &Evaluation) -> Value {
    let mut report = json(&evaluation.report);
    report["clocks"] = json(&evaluation.clocks());
    report
}

/// A report, or a part of one, as JSON.
pub(crate) fn json(told: &impl Serialize) -> Value {
    serde_json::from_str(&serde_json::to_string(told).unwrap()).unwrap()
}

/// Every worked calculation, as JSON.
pub(crate) fn calculations(evaluation: &Evaluation) -> Vec<Value> {
    evaluation.calculations().map(|calculation| json(&calculation)).collect()
}

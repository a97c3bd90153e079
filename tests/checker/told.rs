//! The only thing asked of the engine: its report and calculations, as JSON.

use serde_json::Value;
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::units::Instant;

/// The report and the calculations of `files`, evaluated at `as_of`.
pub(crate) fn told(files: &[(&str, &[u8])], as_of: &str) -> (Value, Vec<Value>) {
    let inputs: Vec<Input<'_>> =
        files.iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let as_of = Instant::parse(as_of).unwrap();
    let evaluation = case.evaluate(as_of).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let report = serde_json::to_string(&evaluation.report).unwrap();
    let calculations: Vec<_> = evaluation.calculations().collect();
    let calculations = serde_json::to_string(&calculations).unwrap();
    (serde_json::from_str(&report).unwrap(), serde_json::from_str(&calculations).unwrap())
}

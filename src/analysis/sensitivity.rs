//! Each result under each other reading of what the contract leaves open, one question at a time.
//!
//! ```
//! use sla_calculator::analysis::Sensitivity;
//! use sla_calculator::evaluate::{Case, Input};
//! use sla_calculator::units::Instant;
//!
//! let contract = br#"{
//!     "format": "sla-contract/1", "currency": "EUR",
//!     "services": [{ "id": "erp" }],
//!     "objectives": [{ "id": "up", "service": "erp", "indicator": "availability",
//!                      "target": { "at_least": "99.9" } }]
//! }"#;
//! let incidents = br#"{
//!     "format": "sla-incidents/1",
//!     "source": { "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00Z" } },
//!     "incidents": [{ "id": "1", "services": ["erp"], "started": "2026-01-10T10:00:00Z",
//!                     "restored": "2026-01-10T10:44:00Z" }]
//! }"#;
//! let inputs = [Input::new("contract.json", contract), Input::new("incidents.json", incidents)];
//! let case = Case::open(&inputs).map_err(|faults| format!("{faults:?}"))?;
//! let as_of = Instant::parse("2026-02-01T00:00:00Z")?;
//! let evaluation = case.evaluate(as_of).map_err(|faults| format!("{faults:?}"))?;
//! let weighed = Sensitivity::of(&case).finish(&case, &evaluation);
//! let turned = weighed.iter().find(|it| it.value == "P30D").map(|it| it.changes.len());
//! assert_eq!(turned, Some(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::evaluate::{Case, Evaluation, OtherReading};
use crate::report::{OtherFigures, Report};

/// The other readings of a case, weighed one after the other: each costs an evaluation, of which
/// only what differs is kept.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    readings: Vec<OtherReading>,
    weighed: Vec<Weighed>,
}

/// What another reading changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The question, by the field that answers it.
    pub name: String,
    /// The other answer.
    pub value: String,
    /// Whether it cannot be evaluated so.
    pub refused: bool,
    /// The results whose verdict or credit differs, in the order of the report.
    pub changes: Vec<Change>,
}

/// A result under another reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The objective's position in the report.
    pub objective: u32,
    /// The period's position there.
    pub period: u32,
    /// What it would be.
    pub other: OtherFigures,
}

impl Sensitivity {
    /// With nothing weighed yet.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self { readings: case.other_readings(), weighed: Vec::new() }
    }

    /// How many other readings there are.
    #[must_use]
    pub fn all(&self) -> usize {
        self.readings.len()
    }

    /// Those that are weighed, question by question.
    #[must_use]
    pub fn weighed(&self) -> &[Weighed] {
        &self.weighed
    }

    /// Weighs the next reading against the `evaluation` of the case; false where none is left.
    pub fn weigh_next(&mut self, case: &Case, evaluation: &Evaluation) -> bool {
        let Some(reading) = self.readings.get(self.weighed.len()) else { return false };
        self.weighed.push(weigh(case, evaluation, *reading));
        true
    }

    /// Weighs all that are left.
    #[must_use]
    pub fn finish(mut self, case: &Case, evaluation: &Evaluation) -> Vec<Weighed> {
        while self.weigh_next(case, evaluation) {}
        self.weighed
    }
}

fn weigh(case: &Case, evaluation: &Evaluation, reading: OtherReading) -> Weighed {
    let other = case.read_as(reading).evaluate_alone(evaluation.as_of(), &mut |_| ()).ok();
    let changes = other.as_ref().map(|other| changes(&evaluation.report, &other.report));
    Weighed {
        name: reading.switch.name().to_owned(),
        value: reading.value.to_owned(),
        refused: changes.is_none(),
        changes: changes.unwrap_or_default(),
    }
}

/// The results of a report whose verdict or credit is another in the other.
fn changes(report: &Report, other: &Report) -> Vec<Change> {
    let results = report.results.iter().zip(report.others(other));
    let changes = results.filter_map(|(result, other)| {
        let other = other.filter(|it| !OtherFigures::of(result).is_worth_the_same(it))?;
        Some(Change { objective: result.objective, period: result.period, other })
    });
    changes.collect()
}

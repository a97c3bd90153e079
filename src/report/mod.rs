//! What is known, arranged: plain data, and no sentence.
//!
//! - [`Report`]: the verdicts, values, credits and sums, and what they rest on.
//! - [`Calculation`]: the worked calculation behind each figure, step by step.

mod arrange;
mod calculation;
mod explanation;
mod figures;
mod summary;

pub use arrange::{Assessed, Basis, arrange};
pub use calculation::{
    Calculation, Fact, Operand, Operation, Outcome, Role, Rounding, Step, StepName,
};
pub use explanation::explain;
pub use figures::{
    AgreementFacts, Bound, BoundFacts, ClassCount, CreditFigure, EvidenceFacts, FORMAT, FileFacts,
    IncidentCounts, ObjectiveFacts, PeriodFacts, Provenance, ReadingFacts, Report, ResultFigures,
    ServiceFacts, TierFacts,
};
pub use summary::{NextDeadline, Summary};

pub use crate::compliance::Verdict;

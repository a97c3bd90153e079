//! Good or bad: the same if credits were abolished.

mod case;
mod cases;
mod judgement;

pub use case::{Case, CaseVerdict, NoDue, judge_case};
pub use cases::{Attributed, CaseMeasure};
pub use judgement::{
    AvailabilityMargin, Judgement, Sure, Verdict, judge, judge_cases, judge_value,
};

//! What is known, arranged: plain data, and no sentence.
//!
//! - [`Report`]: the verdicts, values, credits and sums, and what they rest on.
//! - [`Calculation`]: the worked calculation behind each figure, step by step.

mod agreement;
mod arrange;
mod basis;
mod behind;
mod bonus;
mod budget_path;
mod calculation;
mod clocks;
mod costs;
mod credit_lines;
mod explanation;
mod figures;
mod incident;
mod incident_classes;
mod label_spans;
mod loss;
mod other;
mod rights;
mod settlement;
mod summary;
mod sums;
mod terms;
mod time_ticks;

pub use agreement::{
    AgreementFacts, AmendmentFacts, Bound, BoundFacts, CommitmentFacts, CostFacts, EarlierCurrency,
    LabelFacts, LimitFacts, ObjectiveFacts, PriceFacts, ReadingFacts, ServiceFacts, TermsFacts,
    TierFacts,
};
pub use arrange::arrange;
pub use basis::{Assessed, Basis, Measured, promises};
pub use behind::incidents_behind;
pub use bonus::{BonusDue, BonusFacts, BonusFigure, BonusLevelFacts, BonusSums};
pub use budget_path::{BudgetPath, BudgetPoint, BudgetUse, budget_path};
pub use calculation::{
    AffectedFacts, Calculation, CapChargeOperand, CapOperand, CappedOperand, Fact, GroupFacts,
    IssuedOperand, LostBy, MemberFacts, Operand, Operation, Outcome, Role, Rounding, Step,
    StepName,
};
pub use clocks::{CasePoint, ClockFigure, ClockMark, case_points, clock_figures};
pub use costs::{Cost, CostBy, CostOf, CostScope, Costs, costs, label_names};
pub use credit_lines::{CreditLine, credit_lines};
pub use explanation::explain;
pub use figures::{
    BudgetFigures, CaseCounts, ClassCount, CorrectionFacts, EvidenceFacts, FORMAT, FileFacts,
    IncidentCounts, ItemCounts, OutageCounts, PeriodFacts, Provenance, Report, ResultFigures,
    TimeFigures,
};
pub use incident::{
    ClockLine, ClockMoments, IncidentFacts, IncidentLine, SoughtIncident, TouchedFigure,
    incident_facts, incident_line, incidents_stand, sought_incident,
};
pub use incident_classes::incident_classes;
pub use label_spans::{LabelSpan, LabelSpans, label_spans};
pub use loss::LossFigure;
pub use other::OtherFigures;
pub use rights::{
    ArisenFigure, PeriodBefore, RightFigures, RightState, ShownBefore, ShownFigure, TriggerFigures,
};
pub use settlement::{CapFacts, ClaimTermsFacts, CreditFigure, CutFigure, EarnedBackFigure};
pub use summary::Summary;
pub use sums::{NextDeadline, Sums};
pub use terms::{
    CalendarFacts, ChargeFacts, DateHoursFacts, EarnBackFacts, ExclusionFacts, LeastCreditFacts,
    MaintenanceFacts, MembersFacts, RecurringFacts, RuleFacts, WeekFacts,
};
pub use time_ticks::{Tick, TickKind, TickLevel, time_ticks};

pub use crate::compliance::{CaseVerdict, Verdict};
pub use crate::measurement::LeftOut;
pub use crate::model::Event;
pub use crate::timeline::{IncidentClass, Label, Part};

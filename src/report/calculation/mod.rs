//! The worked calculation as data: operations, operands with their sources, exact results.

mod cap;
mod group;
mod operand;
mod operation;
mod role;
mod step_name;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use cap::{CapChargeOperand, CapOperand, CappedOperand, IssuedOperand};
pub use group::{GroupFacts, MemberFacts};
pub use operand::{AffectedFacts, LostBy, Operand};
pub use operation::Operation;
pub use role::Role;
pub use step_name::StepName;

use crate::units::{Exact, LocalInstant, Money};

/// The worked calculation behind the figures of one objective in one period.
///
/// Each step can be recomputed from its operands alone; each operand is a value of a file, an
/// earlier step, or the instant of evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    /// The objective's position.
    pub objective: u32,
    /// The period's position.
    pub period: u32,
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it works out; unique within its calculation.
    pub name: StepName,
    /// How.
    pub operation: Operation,
    /// From what.
    pub operands: Vec<Operand>,
    /// The exact result.
    pub result: Outcome,
    /// How the result was rounded, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    /// Where in the contract the rule stands: JSON Pointer of the object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The clause as the contract numbers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Where an operand comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// A value of a file: the file by its position, the value by JSON Pointer.
    File {
        /// The file, by its position among the inputs.
        file: u32,
        /// JSON Pointer (RFC 6901).
        pointer: String,
    },
    /// An earlier step of the same calculation.
    Step(StepName),
    /// The value of another objective.
    Result {
        /// Its position in the report.
        objective: u32,
        /// The period's position.
        period: u32,
    },
    /// The instant of evaluation.
    AsOf,
    /// The calendar: the period's first date, or the date at which the next begins.
    Calendar,
    /// What holds where the files say nothing, by the name of the reading.
    Default(String),
}

/// A value of a step, with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "unit", content = "value", rename_all = "snake_case")]
pub enum Outcome {
    /// An instant.
    Instant(LocalInstant),
    /// A local date.
    Date(NaiveDate),
    /// A zone's name.
    Zone(String),
    /// Seconds.
    Seconds(Exact),
    /// A percentage.
    Percent(Exact),
    /// An amount in the currency of the period.
    Money(Exact),
    /// An amount in another currency.
    MoneyIn(Money),
    /// A count of months.
    Months(u32),
    /// A count of days.
    Days(u32),
    /// How many times as much.
    Times(Exact),
    /// A count of cases.
    Count(u64),
    /// A number in a unit of its own.
    Number(Exact),
    /// Yes or no.
    Truth(bool),
}

/// How a result was rounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounding {
    /// `half_up`: half away from zero; of values also `half_even`, `down` toward zero, `up`.
    pub mode: String,
    /// To so many decimals.
    pub places: u32,
    /// The exact value before.
    pub exact: Exact,
}

//! The report as it is printed: every row and every calculation, a part at a time.

use serde::{Deserialize, Serialize};

use super::{Column, RowView, Worked};

/// A part of what is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintPart {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// Where the next part begins, if there is one.
    pub next: Option<u32>,
}

/// Something that is printed in one piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sheet {
    /// Some objectives in some periods.
    Grid {
        /// The periods.
        columns: Vec<Column>,
        /// The objectives.
        rows: Vec<RowView>,
    },
    /// Some rows of the statement of credits.
    Credits(Vec<CreditRow>),
    /// The calculation of something missed.
    Worked(Box<Worked>),
}

/// A credit of the statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRow {
    /// The objective.
    pub objective: String,
    /// The period.
    pub period: String,
    /// The value.
    pub value: String,
    /// The percentage.
    pub percent: String,
    /// What caps cut off, below zero.
    pub cut: String,
    /// The amount, where a charge is stated.
    pub amount: String,
    /// How it stands with its claim.
    pub claim: String,
    /// The last day to claim it, where there is one.
    pub last_day: String,
}

//! A figure under other readings, in words.

use serde::{Deserialize, Serialize};

use super::FigureId;

/// What other readings of the contract make of a figure, as far as they were tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherwiseView {
    /// Of which figure.
    pub figure: FigureId,
    /// Those that change it.
    pub readings: Vec<OtherReadingView>,
    /// How many were tried.
    pub done: u32,
    /// How many there are.
    pub all: u32,
}

/// Another reading that changes a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherReadingView {
    /// Under which reading.
    pub under: String,
    /// What the figure would be.
    pub outcome: String,
    /// The field that would say so.
    pub field: String,
    /// The state that it would have, as a letter of [`RowView::strip`](super::RowView::strip).
    pub state: char,
}

//! What was measured elsewhere, and what was done.

use chrono::NaiveDate;

use super::Word;
use crate::units::{Exact, Instant, Interval};

/// What was measured elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measurement {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in its list there.
    pub position: u32,
    /// What was measured.
    pub name: Word,
    /// The agreement's service that it is about; nothing where it is about none by itself.
    pub service: Option<usize>,
    /// What it says of itself, as names and values.
    pub labels: Vec<[Word; 2]>,
    /// When.
    pub span: Interval,
    /// The value.
    pub value: Exact,
    /// How many answers it rests on.
    pub count: Exact,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in its list there.
    pub position: u32,
    /// What.
    pub kind: Word,
    /// The agreement's service that it is about; nothing where it is about none by itself.
    pub service: Option<usize>,
    /// When.
    pub at: Instant,
    /// The first date of the period for which it was done.
    pub period: Option<NaiveDate>,
}

//! What is wrong with a rule, and where in it.

use super::parts::Item;
use crate::diagnostic::Expected;

/// Something wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFault {
    /// What is wrong.
    pub wrong: RuleWrong,
    /// The byte of the rule at which it stands, from 0.
    pub byte: usize,
    /// What stands there.
    pub found: String,
    /// What would be right.
    pub expected: Option<Expected>,
}

/// What may be wrong with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleWrong {
    /// A part that is not read: the others of RFC 5545, and what is none of it.
    UnknownPart,
    /// A part that was there before.
    PartTwice,
    /// A part that has no meaning beside the others: a day of the month in a week, a third Monday
    /// of a week, positions of nothing, an end beside another.
    PartNotHere,
    /// A value that the part does not have.
    Value,
    /// An `UNTIL` that is neither `20261231` nor `20261231T235959`, nor the latter in UTC with `Z`.
    NotADate,
    /// No `FREQ`.
    NoFrequency,
}

impl RuleFault {
    pub(super) fn new(wrong: RuleWrong, item: Item<'_>) -> Self {
        Self { wrong, byte: item.byte, found: item.text.to_owned(), expected: None }
    }

    pub(super) fn expected(self, expected: Expected) -> Self {
        Self { expected: Some(expected), ..self }
    }
}

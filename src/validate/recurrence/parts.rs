//! A rule's parts, each with its place.

use super::one_of;
use super::{RuleFault, RuleWrong};

/// The parts that are read.
const READ: [&str; 9] =
    ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST"];

/// The parts of a rule, each at most once.
pub(super) struct Parts<'t> {
    whole: Item<'t>,
    known: Vec<Part<'t>>,
}

/// `BYDAY=MO,TU`
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    whole: Item<'t>,
    /// The length of its name.
    name: usize,
}

/// A run of a rule's characters.
#[derive(Clone, Copy)]
pub(super) struct Item<'t> {
    pub(super) text: &'t str,
    /// Where it begins in the rule.
    pub(super) byte: usize,
}

impl<'t> Parts<'t> {
    /// The parts of `text` that are read; the others are faults.
    pub(super) fn of(text: &'t str, faults: &mut Vec<RuleFault>) -> Self {
        let whole = Item { text, byte: 0 };
        let mut known: Vec<Part<'t>> = Vec::new();
        for part in whole.split(';') {
            let name = part.text.find('=').unwrap_or(part.text.len());
            let part = Part { whole: part, name };
            if !READ.iter().any(|name| part.is(name)) {
                let fault = RuleFault::new(RuleWrong::UnknownPart, part.name());
                faults.push(fault.expected(one_of(&READ)));
            } else if known.iter().any(|other| other.is(part.name().text)) {
                faults.push(RuleFault::new(RuleWrong::PartTwice, part.whole));
            } else {
                known.push(part);
            }
        }
        Self { whole, known }
    }

    pub(super) fn get(&self, name: &str) -> Option<Part<'t>> {
        self.known.iter().find(|part| part.is(name)).copied()
    }

    pub(super) fn whole(&self) -> Item<'t> {
        self.whole
    }
}

impl<'t> Part<'t> {
    fn is(self, name: &str) -> bool {
        self.name().text.eq_ignore_ascii_case(name)
    }

    fn name(self) -> Item<'t> {
        self.whole.split_at(self.name).0
    }

    pub(super) fn whole(self) -> Item<'t> {
        self.whole
    }

    /// What stands after `=`.
    pub(super) fn value(self) -> Item<'t> {
        let (_, after) = self.whole.split_at(self.name);
        after.split_at(after.text.len().min(1)).1
    }

    /// What stands there between commas.
    pub(super) fn items(self) -> impl Iterator<Item = Item<'t>> {
        self.value().split(',')
    }
}

impl<'t> Item<'t> {
    /// What stands before that byte and what from it on; all of it before where it ends no letter.
    pub(super) fn split_at(self, at: usize) -> (Self, Self) {
        let (before, after) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let after = Self { text: after, byte: self.byte + before.len() };
        (Self { text: before, ..self }, after)
    }

    fn split(self, mark: char) -> impl Iterator<Item = Self> {
        let mut byte = self.byte;
        self.text.split(mark).map(move |text| {
            let item = Self { text, byte };
            byte += text.len() + mark.len_utf8();
            item
        })
    }

    /// A whole number: digits, after a sign or without.
    pub(super) fn number(self) -> Option<i64> {
        let is_digit = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let digits = self.text.strip_prefix(['+', '-']).unwrap_or(self.text);
        self.text.parse().ok().filter(|_| is_digit(digits))
    }
}

//! A fault in words.

use super::words::{Language, Phrase};
use super::{number, visible};
use crate::diagnostic::{Code, Expected, Fault, FileKind, Place};
use crate::timeline::IncidentClass;

/// A fault in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultText {
    /// What is wrong.
    pub message: String,
    /// What would be right and what to do, each a sentence.
    pub hints: Vec<String>,
}

/// The words of a fault; names from the file are made visible.
#[must_use]
pub fn fault(language: &dyn Language, fault: &Fault) -> FaultText {
    let found = match &fault.expected {
        Some(Expected::Field(field)) => Some(field.clone()),
        _ => fault.found.as_deref().map(visible),
    };
    let count = fault.count.unwrap_or_default();
    let digits = number(language, &count.to_string());
    let class = found.as_deref().filter(|_| fault.code == Code::NotCounted).and_then(class_named);
    let kind = found.as_deref().filter(|_| fault.code == Code::WrongKind).and_then(kind_named);
    let other = fault.other.as_ref().map(place_words);
    let message = language.say(&Phrase::Fault {
        code: fault.code,
        found: found.as_deref(),
        count,
        digits: &digits,
        class,
        kind,
        other: other.as_deref(),
    });
    let expected =
        fault.expected.as_ref().map(|expected| language.say(&Phrase::Expected(expected)));
    let nearest = fault.nearest.as_deref().map(visible);
    let nearest = nearest.map(|name| language.say(&Phrase::DidYouMean(&name)));
    let remedy = Some(language.say(&Phrase::Remedy { code: fault.code, kind }));
    let differences = fault.differences.iter().map(|difference| {
        let shown = |value: &Option<String>| value.as_deref().map(visible);
        language.say(&Phrase::Difference {
            field: &difference.field,
            here: shown(&difference.here).as_deref(),
            there: shown(&difference.there).as_deref(),
        })
    });
    let hints = differences.chain([nearest, expected, remedy].into_iter().flatten());
    FaultText { message, hints: hints.filter(|hint| !hint.is_empty()).collect() }
}

/// A fault as compilers write it, `file:line:column: code: message`, with an indented line for
/// each hint.
#[must_use]
pub fn fault_line(language: &dyn Language, told: &Fault) -> String {
    let FaultText { message, hints } = fault(language, told);
    let place = told.place.as_ref().map_or_else(String::new, |place| {
        format!("{}:{}:{}: ", visible(&place.name), place.line, place.column)
    });
    let mut line = format!("{place}{}: {message}\n", told.code.name());
    if let Some(pointer) = told.place.as_ref().map(|place| &place.pointer).filter(|p| !p.is_empty())
    {
        line.push_str(&format!("    {}\n", visible(pointer)));
    }
    for hint in hints {
        line.push_str(&format!("    {hint}\n"));
    }
    line
}

/// `contract.json:12:5`
fn place_words(place: &Place) -> String {
    format!("{}:{}:{}", visible(&place.name), place.line, place.column)
}

fn class_named(name: &str) -> Option<IncidentClass> {
    IncidentClass::ALL.into_iter().find(|class| class.name() == name)
}

fn kind_named(name: &str) -> Option<FileKind> {
    FileKind::ALL.into_iter().find(|kind| kind.name() == name)
}

//! A clock of an incident in words.

use super::words::{Language, Phrase};
use super::{Toward, on_a_clock};
use crate::report::{CaseVerdict, ClockFigure, ClockMark};

/// How a clock stands: `Answered 4 min late`.
#[must_use]
pub fn clock_stands(language: &dyn Language, figure: &ClockFigure) -> String {
    let toward = match figure.verdict {
        CaseVerdict::Missed => Toward::Longer,
        _ => Toward::Shorter,
    };
    let margin = figure.limit_seconds.as_ref().map(|limit| limit - &figure.elapsed_seconds);
    let margin = margin.map(|margin| on_a_clock(language, &margin, toward, None));
    let by = figure.to.as_ref().map(|mark| mark.by.as_str());
    let (verdict, margin) = (figure.verdict, margin.as_deref());
    language.say(&Phrase::ClockStands { verdict, margin, by })
}

/// That what started or stopped a clock stood in for an event which is not told.
#[must_use]
pub fn stands_in(language: &dyn Language, mark: &ClockMark) -> Option<String> {
    let instead_of = mark.instead_of.as_deref()?;
    Some(language.say(&Phrase::StandsIn { by: &mark.by, instead_of }))
}

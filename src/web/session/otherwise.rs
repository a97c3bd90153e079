//! A figure under other readings.

use super::board::letter;
use super::{cut, worked};
use crate::analysis::{Sensitivity, Weighed};
use crate::evaluate::Evaluation;
use crate::format::other_outcome;
use crate::format::words::{Language, Phrase};
use crate::report::OtherFigures;
use crate::web::message::{FigureId, OtherReadingView, OtherwiseView};

/// What the readings that were weighed make of a figure, if it is one of the report's.
pub(super) fn otherwise(
    language: &dyn Language,
    evaluation: &Evaluation,
    sensitivity: &Sensitivity,
    figure: &FigureId,
) -> Option<OtherwiseView> {
    let result = worked::result(&evaluation.report, figure)?;
    let is_due = OtherFigures::of(result).is_due();
    let place = (result.objective, result.period);
    let view = |reading: &Weighed| {
        let Weighed { name, value, changes, .. } = reading;
        let at = changes.binary_search_by_key(&place, |it| (it.objective, it.period)).ok()?;
        let other = &changes.get(at)?.other;
        Some(OtherReadingView {
            under: language.say(&Phrase::Otherwise { name, value }),
            outcome: other_outcome(language, other, is_due),
            field: format!("{name}: {value}"),
            state: letter(other.verdict),
        })
    };
    let weighed = sensitivity.weighed();
    Some(OtherwiseView {
        figure: figure.clone(),
        readings: weighed.iter().filter_map(view).collect(),
        done: cut::count(weighed.len()),
        all: cut::count(sensitivity.all()),
    })
}

//! What is cut so that it goes into a message.

use crate::report::{Report, ResultFigures};
use crate::units::Sort;
use crate::web::message::Span;
use crate::web::names::shortened;

/// Longer texts of a contract are cut in what the page shows.
const LONGEST_TEXT: usize = 2_000;
/// Longer names are cut in a sentence.
const LONGEST_NAME: usize = 80;
/// The reason of a correction, of which a calculation may have as many as it lists incidents.
const LONGEST_REASON: usize = 120;
/// More names than these are not listed in a sentence.
const MOST_NAMED: usize = 8;
/// Where a name stands for itself it is whole, as far as anybody reads one.
const LONGEST_WHOLE_NAME: usize = 400;

/// The report cut to some objectives, in their order, and some periods, positions counted anew;
/// without rights and warnings.
pub(super) fn part(report: &Report, objectives: &[u32], periods: Span) -> Report {
    let mut part = Report {
        format: report.format.clone(),
        provenance: report.provenance.clone(),
        summary: report.summary.clone(),
        agreement: report.agreement.clone(),
        readings: report.readings.clone(),
        evidence: report.evidence.clone(),
        incidents: report.incidents.clone(),
        corrections: report.corrections.clone(),
        periods: slice(&report.periods, periods),
        results: Vec::new(),
        earned_back: Vec::new(),
        rights: Vec::new(),
        warnings: Vec::new(),
    };
    for correction in &mut part.corrections {
        correction.id = name(&correction.id);
        correction.by = name(&correction.by);
        if let Some(reason) = shortened(&correction.reason, LONGEST_REASON) {
            correction.reason = reason;
        }
    }
    let agreement = &mut part.agreement;
    agreement.note = agreement.note.take().map(text);
    for amendment in &mut agreement.amendments {
        amendment.changes.clear();
        amendment.text = None;
        amendment.title = amendment.title.as_deref().map(name);
        amendment.clause = amendment.clause.as_deref().map(name);
        amendment.agreed_by =
            amendment.agreed_by.iter().take(MOST_NAMED).map(|it| name(it)).collect();
    }
    for it in [&mut agreement.title, &mut agreement.provider, &mut agreement.client] {
        *it = it.as_deref().map(whole_name);
    }
    let chosen = objectives.iter().filter_map(|at| report.agreement.objectives.get(*at as usize));
    agreement.objectives = chosen.cloned().collect();
    let mut services: Vec<u32> = agreement.objectives.iter().filter_map(|o| o.service).collect();
    services.order();
    services.dedup();
    for objective in &mut agreement.objectives {
        let place = objective.service.and_then(|service| services.binary_search(&service).ok());
        objective.service = place.map(count);
        objective.text = objective.text.take().map(text);
    }
    let named = services.iter().filter_map(|at| report.agreement.services.get(*at as usize));
    agreement.services = named.cloned().collect();
    let inside = |span: Span, at: u32| at.checked_sub(span.from).filter(|at| *at < span.count);
    part.results = report
        .results
        .iter()
        .filter_map(|row| {
            let objective = objectives.binary_search(&row.objective).ok().map(count)?;
            let period = inside(periods, row.period)?;
            Some(ResultFigures { objective, period, ..row.clone() })
        })
        .collect();
    part
}

fn slice<T: Clone>(list: &[T], span: Span) -> Vec<T> {
    list.iter().skip(span.from as usize).take(span.count as usize).cloned().collect()
}

/// A text as far as it is shown.
pub(super) fn text(text: String) -> String {
    if text.chars().count() <= LONGEST_TEXT {
        return text;
    }
    text.chars().take(LONGEST_TEXT).chain(['…']).collect()
}

/// A name as it is shown in a sentence.
pub(super) fn name(name: &str) -> String {
    shortened(name, LONGEST_NAME).unwrap_or_else(|| name.to_owned())
}

/// A name as it is shown in a list, from which the page cuts what it has no room for.
pub(super) fn whole_name(name: &str) -> String {
    shortened(name, LONGEST_WHOLE_NAME).unwrap_or_else(|| name.to_owned())
}

/// A length as a position counts.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

//! What is cut so that it goes into a message.

use crate::report::{Report, ResultFigures};
use crate::web::message::Span;

/// Longer texts of a contract are cut in what the page shows.
const LONGEST_TEXT: usize = 2_000;
/// Longer names are cut in lists.
const LONGEST_NAME: usize = 120;

/// The report cut to some objectives and periods, positions counted anew; without warnings.
pub(super) fn part(report: &Report, objectives: Span, periods: Span) -> Report {
    let mut part = Report {
        format: report.format.clone(),
        provenance: report.provenance.clone(),
        summary: report.summary.clone(),
        agreement: report.agreement.clone(),
        readings: report.readings.clone(),
        evidence: report.evidence.clone(),
        incidents: report.incidents.clone(),
        periods: slice(&report.periods, periods),
        results: Vec::new(),
        warnings: Vec::new(),
    };
    let agreement = &mut part.agreement;
    agreement.note = agreement.note.take().map(text);
    for it in [&mut agreement.title, &mut agreement.provider, &mut agreement.client] {
        *it = it.as_deref().map(name);
    }
    agreement.objectives = slice(&report.agreement.objectives, objectives);
    let mut services: Vec<u32> = agreement.objectives.iter().filter_map(|o| o.service).collect();
    services.sort_unstable();
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
            let objective = inside(objectives, row.objective)?;
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
    shortened(text, LONGEST_TEXT)
}

/// A name as far as it is shown in a list.
pub(super) fn name(name: &str) -> String {
    shortened(name.to_owned(), LONGEST_NAME)
}

fn shortened(text: String, most: usize) -> String {
    if text.chars().count() <= most {
        return text;
    }
    text.chars().take(most).chain(['…']).collect()
}

/// A length as a position counts.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

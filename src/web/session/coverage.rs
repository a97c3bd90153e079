//! How much of the agreed time there is evidence for, and where it ends.

use std::collections::BTreeSet;

use super::selection::shown;
use crate::evaluate::Evaluation;
use crate::format::words::{Language, Page};
use crate::format::{Toward, duration, exact_percent, instant, number, period};
use crate::report::{Label, ResultFigures, TimeFigures};
use crate::units::Exact;
use crate::web::message::{Coverage, CoverageRow, FigureId};

/// So many gaps are told one by one.
const MOST_ROWS: usize = 24;

/// How much of the agreed time is known, service by service; nothing where all is.
pub(super) fn coverage(language: &dyn Language, evaluation: &Evaluation) -> Option<Coverage> {
    let report = &evaluation.report;
    let objectives = &report.agreement.objectives;
    // A service's time is told once, as its first objective counts it.
    let mut services = BTreeSet::new();
    let own: BTreeSet<u32> = (0..)
        .zip(objectives)
        .filter(|(at, it)| {
            let timed = report.results.iter().any(|row| row.objective == *at && row.time.is_some());
            timed && services.insert(it.service)
        })
        .map(|(at, _)| at)
        .collect();
    let timed = report.results.iter().filter(|row| own.contains(&row.objective));
    let (mut agreed, mut unknown) = (Exact::zero(), Exact::zero());
    let mut gaps: Vec<&ResultFigures> = Vec::new();
    for row in timed {
        let Some(time) = &row.time else { continue };
        agreed = &agreed + &time.agreed_seconds;
        if let Some(seconds) = unseen(time) {
            unknown = &unknown + &seconds;
            gaps.push(row);
        }
    }
    let share = (&agreed - &unknown).checked_div(&agreed).filter(|_| !gaps.is_empty())?;
    let percent = |share: &Exact| exact_percent(language, &(share * &Exact::from(100)).floor(2));
    let row = |row: &&ResultFigures| {
        let objective = objectives.get(row.objective as usize)?;
        let service = objective.service.and_then(|at| report.agreement.services.get(at as usize));
        let facts = report.periods.get(row.period as usize)?;
        let time = row.time.as_ref()?;
        let seconds = unseen(time)?;
        let known = (&time.agreed_seconds - &seconds).checked_div(&time.agreed_seconds)?;
        let spans = evaluation.label_spans(row.objective, row.period..=row.period, 1);
        let spans = spans.map(|it| it.spans).unwrap_or_default();
        let mut spans = spans.iter().filter(|span| span.label == Label::Unknown);
        let first = spans.next();
        let last = spans.next_back().or(first);
        let gap = first.zip(last).map(|(first, last)| {
            let ([from, _], [_, until]) = (&first.ends, &last.ends);
            language.page(&Page::NotKnown {
                from: &instant(language, from),
                until: &instant(language, until),
                length: &duration(language, &seconds, Toward::Longer),
            })
        });
        Some(CoverageRow {
            figure: FigureId {
                objective: objective.id.clone(),
                period: report.period_id(row.period)?,
            },
            service: shown(service.map_or(&objective.name, |service| &service.name)),
            period: period(language, facts),
            known: language.page(&Page::KnownShare(&percent(&known))),
            gap: gap.unwrap_or_default(),
        })
    };
    let unlisted = gaps.len().saturating_sub(MOST_ROWS);
    Some(Coverage {
        summary: language.page(&Page::CoverageIs(&percent(&share))),
        // The newest first: what came last is what can still be had.
        rows: gaps.iter().rev().take(MOST_ROWS).filter_map(row).collect(),
        unlisted: (unlisted > 0).then(|| number(language, &unlisted.to_string())),
    })
}

/// Agreed time of which nothing is known, in seconds, also where that has no effect; nothing where
/// there is none.
fn unseen(time: &TimeFigures) -> Option<Exact> {
    let missing = &Exact::from(100) - time.coverage.as_ref()?;
    let seconds = (&time.agreed_seconds * &missing).checked_div(&Exact::from(100))?;
    Some(seconds).filter(|seconds| !seconds.is_zero())
}

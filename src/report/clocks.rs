//! Every clock of every incident, as data.

use serde::{Deserialize, Serialize};

use super::arrange::position;
use super::basis::{Assessed, Basis, Measured};
use crate::compliance::{Case, CaseVerdict, NoDue};
use crate::timeline::Mark;
use crate::units::{Exact, LocalInstant, Sort};

/// A clock of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockFigure {
    /// The objective's position in the report.
    pub objective: u32,
    /// The incident's id.
    pub incident: String,
    /// The priority in force at the end, if any was told.
    pub priority: Option<String>,
    /// When it started.
    pub started: LocalInstant,
    /// What started it.
    pub from: ClockMark,
    /// The first instant at which its limit had elapsed, or will have, if it comes.
    pub due: Option<LocalInstant>,
    /// Why it has no such instant, where it has a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_due: Option<NoDue>,
    /// When it stopped.
    pub stopped: Option<LocalInstant>,
    /// What stopped it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<ClockMark>,
    /// Hours that passed while it was not paused, in seconds.
    pub elapsed_seconds: Exact,
    /// Hours in which it was paused, in seconds.
    pub paused_seconds: Exact,
    /// All time from its start until it stopped or is no longer looked at, in seconds.
    pub real_seconds: Exact,
    /// Its limit in seconds of its hours, if it has one that comes.
    pub limit_seconds: Option<Exact>,
    /// How it stands.
    pub verdict: CaseVerdict,
    /// When the verdict became final.
    pub decided: Option<LocalInstant>,
    /// The period to which it belongs, by its position.
    pub period: Option<u32>,
}

/// What started or stopped a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockMark {
    /// The field of the incident that tells it: `started`; `updates`, `reopened` or
    /// `priority_changes` where that is no event.
    pub by: String,
    /// The event for which it stood in, because that is not told: `reported`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
}

/// A mark as data.
pub(super) fn clock_mark(mark: Mark) -> ClockMark {
    let instead_of = mark.instead_of().map(|event| event.name().to_owned());
    ClockMark { by: mark.name().to_owned(), instead_of }
}

/// A case as a picture needs it: little, for there may be very many.
#[derive(Clone, Copy, Debug)]
pub struct CasePoint<'b> {
    /// The incident's id.
    pub incident: &'b str,
    /// The priority in force at the end, if any was told.
    pub priority: Option<&'b str>,
    /// Hours that passed while it was not paused, in nanoseconds.
    pub elapsed: i128,
    /// Its limit in nanoseconds of its hours, if it has one that comes.
    pub limit: Option<i128>,
    /// How it stands.
    pub verdict: CaseVerdict,
    /// The field that tells what stopped it, if it stopped.
    pub by: Option<&'static str>,
}

/// The cases of the objective at a position of the report, in the order of the incidents.
pub fn case_points(basis: &Basis, objective: usize) -> impl Iterator<Item = CasePoint<'_>> {
    let cases = basis.cases.get(objective).into_iter().flat_map(|(cases, _)| cases);
    cases.filter_map(|case| {
        Some(CasePoint {
            incident: basis.history.incidents.get(case.incident)?.id(),
            priority: case.priority.map(|priority| basis.history.words.text(priority)),
            elapsed: case.elapsed,
            limit: case.limit,
            verdict: case.verdict,
            by: case.ended.map(Mark::name),
        })
    })
}

/// The clocks of all incidents, objective by objective in the order of the contract, each in the
/// order of the incidents; those too that are skipped because of their cause.
#[must_use]
pub fn clock_figures(basis: &Basis, assessed: &[Assessed]) -> Vec<ClockFigure> {
    let mut figures: Vec<((usize, usize), ClockFigure)> = Vec::new();
    for (at, (subject, (cases, excluded))) in basis.subjects.iter().zip(&basis.cases).enumerate() {
        let mut periods: Vec<Option<u32>> = vec![None; cases.len()];
        for found in assessed.iter().filter(|found| found.subject == at) {
            let Measured::Cases(measure) = &found.measured else { continue };
            for case in &measure.cases {
                let period = periods.get_mut(*case).into_iter();
                period.for_each(|period| *period = Some(position(found.period)));
            }
        }
        let own = cases.iter().zip(periods).filter_map(|(case, period)| {
            let place = (subject.objective, case.incident);
            Some((place, clock_figure(basis, at, case, period)?))
        });
        figures.extend(own);
        let skipped = excluded.iter().filter_map(|case| {
            let place = (subject.objective, case.incident);
            Some((place, clock_figure(basis, at, case, None)?))
        });
        figures.extend(skipped);
    }
    figures.order_by_key(|(place, _)| *place);
    figures.into_iter().map(|(_, figure)| figure).collect()
}

/// A case as data.
pub(super) fn clock_figure(
    basis: &Basis,
    subject: usize,
    case: &Case,
    period: Option<u32>,
) -> Option<ClockFigure> {
    let (zone, words) = (basis.agreement.zone, &basis.history.words);
    let reading = |at| zone.reading(at);
    Some(ClockFigure {
        objective: position(subject),
        incident: basis.history.incidents.get(case.incident)?.id().to_owned(),
        priority: case.priority.map(|priority| words.text(priority).to_owned()),
        started: reading(case.span.from()),
        from: clock_mark(case.began),
        due: case.due.map(reading),
        no_due: case.no_due,
        stopped: case.stop().map(reading),
        to: case.ended.map(clock_mark),
        elapsed_seconds: Exact::seconds(case.elapsed),
        paused_seconds: Exact::seconds(case.paused),
        real_seconds: Exact::seconds(case.span.nanoseconds()),
        limit_seconds: case.limit.map(Exact::seconds),
        verdict: case.verdict,
        decided: case.decided.map(reading),
        period,
    })
}

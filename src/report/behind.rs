//! The incidents behind a figure.

use std::collections::BTreeSet;

use super::arrange::stretches_in;
use super::basis::{Assessed, Basis, Measured};
use crate::compliance::CaseVerdict;
use crate::measurement::Availability;
use crate::model::{Indicator, Objective};
use crate::timeline::{Label, Source};
use crate::units::{Interval, IntervalSet};

/// The incidents, by position, that a figure rests on where it is bad: those whose time weighs on an
/// availability or is downtime, those of outages that are counted, those whose clocks went beyond
/// their limits.
#[must_use]
pub fn incidents_behind(basis: &Basis, assessed: &Assessed) -> BTreeSet<usize> {
    let of_source = |source: Source| match source {
        Source::Incident(at) => Some(at),
        _ => None,
    };
    let objective = basis.subjects.get(assessed.subject);
    let objective = objective.and_then(|it| basis.agreement.objectives.get(it.objective));
    let Some(objective) = objective else { return BTreeSet::new() };
    match &assessed.measured {
        Measured::Availability(found) => weighing(basis, assessed, objective, found),
        Measured::Outages(figures) if objective.indicator == Indicator::Downtime => {
            weighing(basis, assessed, objective, &figures.time)
        }
        Measured::Outages(figures) => {
            let Some(time) = basis.service_time(assessed.subject) else { return BTreeSet::new() };
            let hours = basis.hours_of(objective.calendar);
            let own = figures.outages.iter().flat_map(|(outage, _)| {
                let (at, whole) = (outage.outage, Interval::new(outage.from, outage.until));
                let own = time.outages.stretches(&(at..at + 1)).map(move |it| (it, whole));
                own.collect::<Vec<_>>()
            });
            let weighs = |span: Interval| time.measure(span, hours).labelled.of(Label::Outage) > 0;
            let own = own.filter(|(it, whole)| weighs(it.span.intersection(whole)));
            own.filter_map(|(stretch, _)| of_source(stretch.source)).collect()
        }
        Measured::Cases(measure) => {
            let Some((cases, _)) = basis.cases.get(assessed.subject) else {
                return BTreeSet::new();
            };
            let own = measure.cases.iter().filter_map(|at| cases.get(*at));
            let missed = own.filter(|case| case.verdict == CaseVerdict::Missed);
            missed.map(|case| case.incident).collect()
        }
        Measured::Tally(_) => assessed.measured.resolutions().collect(),
        Measured::Requests(figures) => {
            let stretches = stretches_in(basis, assessed.subject, &figures.time);
            stretches.filter_map(|stretch| of_source(stretch.source)).collect()
        }
    }
}

/// The incidents of which any agreed time in the window is an outage that is not used up: what lies
/// outside hours, or is maintenance, weighs on nothing.
fn weighing(
    basis: &Basis,
    assessed: &Assessed,
    objective: &Objective,
    found: &Availability,
) -> BTreeSet<usize> {
    let Some(time) = basis.service_time(assessed.subject) else { return BTreeSet::new() };
    let hours = basis.hours_of(objective.calendar);
    let used_up = IntervalSet::union_of(found.consumed.iter().map(|(it, _)| it.span));
    let weighs = |span: &Interval| time.measure(*span, hours).labelled.of(Label::Outage) > 0;
    let own = stretches_in(basis, assessed.subject, found).filter_map(|stretch| {
        let Source::Incident(at) = stretch.source else { return None };
        let parts = time.outages.parts(stretch).map(|part| part.intersection(&found.window));
        let parts = IntervalSet::union_of(parts).without(&used_up);
        parts.iter().any(weighs).then_some(at)
    });
    own.collect()
}

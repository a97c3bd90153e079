//! The incidents behind a figure.

use std::collections::BTreeSet;

use super::arrange::stretches_in;
use super::basis::{Assessed, Basis, Measured};
use crate::compliance::CaseVerdict;
use crate::timeline::Source;

/// The incidents, by position, that a figure rests on where it is bad: those whose time weighs on an
/// availability, those of outages, those whose clocks went beyond their limits.
#[must_use]
pub fn incidents_behind(basis: &Basis, assessed: &Assessed) -> BTreeSet<usize> {
    let of_source = |source: Source| match source {
        Source::Incident(at) => Some(at),
        _ => None,
    };
    match &assessed.measured {
        Measured::Availability(found) => {
            let stretches = stretches_in(basis, assessed.subject, found);
            stretches.filter_map(|stretch| of_source(stretch.source)).collect()
        }
        Measured::Outages(figures) => {
            let Some(time) = basis.service_time(assessed.subject) else { return BTreeSet::new() };
            let own = figures.outages.iter().flat_map(|(outage, _)| {
                let at = outage.outage;
                time.outages.stretches(&(at..at + 1)).collect::<Vec<_>>()
            });
            own.filter_map(|stretch| of_source(stretch.source)).collect()
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

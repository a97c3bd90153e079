//! Figures of whole outages, and those that a credit counts.

use super::assess::{Found, in_windows};
use crate::compliance::{Sure, judge_value};
use crate::measurement::OutageFigures;
use crate::model::{Indicator, Objective, OutageIn, Treatment};
use crate::report::{Basis, Measured};
use crate::timeline::{ServicePeriod, ServiceTime, Source, Stretch, WholeOutage, open_time};
use crate::units::Interval;

/// A figure of the outages of a service.
pub(super) fn outages(
    basis: &Basis,
    subject: usize,
    objective: &Objective,
    period: &ServicePeriod,
) -> Option<Found> {
    in_windows(basis, (subject, objective, &[]), period, |found| {
        let outage_in = objective.counting.outage_in;
        let own = outages_in(basis, (subject, objective), found.window, outage_in);
        // What goes on may yet turn out longer.
        let settled = match objective.indicator {
            Indicator::LongestOutage | Indicator::MeanTimeToRestore => {
                own.iter().all(|(_, ended)| *ended)
            }
            _ => true,
        };
        let is_whole = settled && found.unseen == 0;
        let figures = OutageFigures::of(objective.indicator, found, own);
        let only_grows = match objective.indicator {
            Indicator::MeanTimeToRestore | Indicator::MeanTimeBetweenFailures => false,
            // Unknown time that counts as down may come to be known as up.
            Indicator::Downtime => objective.counting.unknown != Treatment::Down,
            _ => true,
        };
        let sure = Sure { is_whole, of_a_miss: only_grows && objective.window.is_none() };
        let (value, target) = (figures.value.clone(), &objective.target);
        let judgement = judge_value(value.as_ref(), target, period.finished, sure);
        (Measured::Outages(figures), value, judgement)
    })
}

/// The whole outages that belong to a window, and whether each has ended.
pub(super) fn outages_in(
    basis: &Basis,
    (subject, objective): (usize, &Objective),
    window: Interval,
    outage_in: OutageIn,
) -> Vec<(WholeOutage, bool)> {
    let Some(time) = basis.service_time(subject) else { return Vec::new() };
    let ended = |outage: &WholeOutage| {
        let at = outage.outage;
        let mut behind = time.outages.stretches(&(at..at + 1));
        // What is behind the outage of a group may go on when this is over.
        let is_over = |span: Interval| time.is_seen_up(span.until(), basis.as_of);
        behind.all(|stretch| has_ended(basis, time, stretch))
            || time.group.is_some()
                && time.outages.list().get(at).is_some_and(|outage| is_over(outage.span))
    };
    let whole = time.whole_outages(window, basis.hours_of(objective.calendar), outage_in);
    let whole = whole.into_iter().map(|outage| (outage, ended(&outage)));
    // What goes on has not ended anywhere.
    whole.filter(|(_, ended)| *ended || outage_in == OutageIn::Began).collect()
}

/// Whether what makes an outage has ended at the instant of evaluation: it is over, or goes on
/// without weight.
fn has_ended(basis: &Basis, time: &ServiceTime, stretch: &Stretch) -> bool {
    let Basis { history, evidence, as_of, .. } = basis;
    let (end, open) = match stretch.source {
        Source::Incident(at) => {
            let Some(incident) = history.incidents.get(at) else { return false };
            let open = open_time(incident, history, evidence, *as_of).until();
            (incident.end().map(|end| end.at), Some(open))
        }
        Source::Maintenance(at) => {
            let Some(it) = history.maintenance.get(at) else { return false };
            // What tells neither was done as planned.
            let is_as_planned = it.began.is_none_or(|at| at > *as_of);
            let done = time.maintenance.done.iter().find(|(record, ..)| *record == at);
            let open = done.map(|(_, span, _)| span.until());
            (it.ended.or_else(|| is_as_planned.then_some(it.planned.until())), open)
        }
        // That steps have ended is told by the next one.
        Source::Steps(at, _) => {
            let Some(series) = history.series.get(at) else { return false };
            let ended = series.inside(Interval::new(series.from, *as_of)).end;
            let next = series.span(ended).from();
            (None, Some(next))
        }
    };
    end.is_some_and(|end| end <= *as_of) || open.is_some_and(|open| stretch.span.until() < open)
}

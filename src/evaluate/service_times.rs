//! What each instant of each service's time was, as each objective counts it.

use super::clocks::Judged;
use crate::diagnostic::{Code, Expected, Fault, Finding, locate};
use crate::model::{Counting, Declared, Impact, Objective, OutageFrom};
use crate::timeline::{
    Cause, Hours, KnownTime, Looked, Maintenance, ServiceTime, Source, Stretch, UnitGrid,
    down_steps, missing_steps, stretches,
};
use crate::units::{Interval, IntervalSet};

/// What decides about the time of a service: objectives that agree in it share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key<'j> {
    service: usize,
    counting: Counting,
    calendar: Option<usize>,
    /// The positions of the incidents that make outages, in order; all do where there is no list.
    incidents: Option<&'j [usize]>,
    /// The positions of the series whose steps may, in order.
    series: &'j [usize],
}

/// The most pieces into which all maintenance that was not permitted may fall.
const MOST_PIECES: usize = 1_000_000;

/// The times of services, and for each of what is judged the position of its own.
pub(super) type Times = (Vec<ServiceTime>, Vec<Option<usize>>);

/// The time of each service, as each of what is judged counts it.
///
/// # Errors
///
/// [`Code::TooManyPieces`] where overlapping maintenance meets short slots too often.
pub(super) fn service_times<'h>(
    looked: Looked<'_>,
    judged: &[Judged],
    hours_of: &dyn Fn(Option<usize>) -> &'h Hours,
) -> Result<Times, Vec<Fault>> {
    let Looked { agreement, history, evidence, as_of, .. } = looked;
    let mut keys: Vec<Key<'_>> = Vec::new();
    let positions = judged.iter().map(|judged| {
        let objective = agreement.objectives.get(judged.subject.objective)?;
        let key = key(objective, judged)?;
        Some(keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            keys.push(key);
            keys.len() - 1
        }))
    });
    let positions: Vec<Option<usize>> = positions.collect();
    let declared = |spans: &[Declared], service| {
        let own = spans.iter().filter(|span| span.is_about(service));
        IntervalSet::union_of(own.map(|span| evidence.known_of(span, history, as_of)))
    };
    let in_units = keys.iter().any(|key| key.counting.unit.is_some());
    let looked_at = if in_units { looked.looked_at } else { Interval::EMPTY };
    let grid = UnitGrid::of(agreement.zone, looked_at);
    let mut weights = agreement.impact.weights().clone();
    let mut room = MOST_PIECES;
    let mut times: Vec<Option<ServiceTime>> = keys.iter().map(|_| None).collect();
    for outage_from in [OutageFrom::Started, OutageFrom::Detected, OutageFrom::Reported] {
        let own = |key: &Key<'_>| key.counting.outage_from == outage_from;
        if !keys.iter().any(own) {
            continue;
        }
        let mut of = |cause| {
            stretches(agreement, history, evidence, as_of, (cause, outage_from), &mut weights)
        };
        let (mut counted, mut excluded) = (of(Cause::Counted), of(Cause::Excluded));
        for (at, (key, time)) in keys.iter().zip(&mut times).enumerate() {
            if !own(key) {
                continue;
            }
            let last = !keys.iter().skip(at + 1).any(|it| own(it) && it.service == key.service);
            let of = |stretches: &mut Vec<Vec<Stretch>>| match stretches.get_mut(key.service) {
                Some(stretches) if key.incidents.is_some() => key.own(stretches),
                Some(stretches) if last => std::mem::take(stretches),
                Some(stretches) => stretches.clone(),
                None => Vec::new(),
            };
            let mut stretches = of(&mut counted);
            let steps = key.steps(looked, &mut stretches);
            let known = KnownTime {
                maintenance: Maintenance::of(looked, key.service, &stretches),
                stretches,
                excluded: of(&mut excluded),
                declared: declared(&history.exclusion_spans, key.service),
                evidence: evidence
                    .known
                    .without(&declared(&history.unknown, key.service))
                    .without(&steps),
            };
            let pieces = known.pieces_lost(&key.counting, &agreement.impact);
            room = room.checked_sub(pieces).ok_or_else(too_many_pieces)?;
            let hours = hours_of(key.calendar);
            *time = Some(ServiceTime::of(
                &key.counting,
                (hours, &grid),
                (&agreement.impact, &weights),
                known,
            ));
        }
    }
    Ok((times.into_iter().flatten().collect(), positions))
}

fn too_many_pieces() -> Vec<Fault> {
    let finding = Finding::new(Code::TooManyPieces, None);
    locate(vec![finding.expected(Expected::AtMost(MOST_PIECES as u64))], &[])
}

fn key<'j>(objective: &Objective, judged: &'j Judged) -> Option<Key<'j>> {
    let is_about_requests = objective.requests().is_some();
    let looks = objective.is_about_time() || is_about_requests;
    let service = objective.service.filter(|_| looks)?;
    let mut counting = objective.counting;
    let mut series = judged.series.as_slice();
    if is_about_requests {
        // What becomes of requests does not change what time they are measured in.
        (counting.down_when, series) = (None, &[]);
    }
    let calendar = objective.calendar.filter(|_| counting.looks_at_length());
    Some(Key { service, counting, calendar, incidents: judged.incidents.as_deref(), series })
}

impl Key<'_> {
    /// Of stretches in the order of their incidents, those of its own incidents.
    fn own(&self, stretches: &[Stretch]) -> Vec<Stretch> {
        let incidents = self.incidents.unwrap_or_default().iter();
        let of = |at: usize| {
            let source = Source::Incident(at);
            let first = stretches.partition_point(|stretch| stretch.source < source);
            let rest = stretches.get(first..).unwrap_or_default().iter();
            rest.take_while(move |stretch| stretch.source == source).copied()
        };
        incidents.flat_map(|at| of(*at)).collect()
    }

    /// Adds the steps of its series that are outages; the time of those that are missing.
    fn steps(&self, looked: Looked<'_>, stretches: &mut Vec<Stretch>) -> IntervalSet {
        let Some(rule) = self.counting.down_when else { return IntervalSet::default() };
        let all = &looked.history.series;
        let own = || self.series.iter().filter_map(|at| Some((*at, all.get(*at)?)));
        let rank = looked.agreement.impact.rank(Impact::Unstated);
        stretches.extend(own().flat_map(|it| down_steps(it, rule, rank, looked.as_of)));
        let missing = own().flat_map(|(_, it)| missing_steps(it, looked.as_of));
        IntervalSet::union_of(missing.map(|(_, span)| span))
    }
}

//! What each instant of each service's time was, as each objective counts it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::clocks::{Facts, Judged};
use crate::diagnostic::{Code, Expected, Fault, Finding, locate};
use crate::model::{Counting, Declared, Impact, Objective, OutageFrom, Series, Weights};
use crate::timeline::{
    Cause, Combined, Hours, KnownGroup, KnownTime, Looked, Maintenance, Member, Outages,
    ServiceTime, Source, Stretch, UnitGrid, down_steps, missing_steps, stretches,
};
use crate::units::{Instant, Interval, IntervalSet};

/// What decides about the time of a service: objectives that agree in it share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key<'j> {
    service: usize,
    counting: Counting,
    calendar: Option<usize>,
    /// The first instant that is judged.
    begins: Instant,
    /// The positions of the incidents that make outages, in order; all do where there is no list.
    incidents: Option<&'j [usize]>,
    /// The positions of the series whose steps may, by service: its own, and of a group also those
    /// of all behind it.
    series: &'j [usize],
}

/// Keys, each once.
#[derive(Default)]
struct Keys<'j> {
    keys: Vec<Key<'j>>,
    /// The positions of those of each service.
    of_service: BTreeMap<usize, Vec<usize>>,
}

impl<'j> Keys<'j> {
    /// The position of a key, if it is among them.
    fn find(&self, key: &Key<'j>) -> Option<usize> {
        let own = self.of_service.get(&key.service)?;
        own.iter().copied().find(|at| self.keys.get(*at) == Some(key))
    }

    fn put(&mut self, key: Key<'j>) -> usize {
        if let Some(known) = self.find(&key) {
            return known;
        }
        self.keys.push(key);
        let at = self.keys.len() - 1;
        self.of_service.entry(key.service).or_default().push(at);
        at
    }
}

/// The most pieces into which all maintenance that was not permitted may fall.
const MOST_PIECES: usize = 1_000_000;

/// The times of services, and for each of what is judged the position of its own. Behind those of
/// what is judged stand those of the members of groups.
pub(super) type Times = (Vec<ServiceTime>, Vec<Option<usize>>);

/// The time of each service, as each of what is judged by the terms of this version counts it; `first`
/// stand before them.
///
/// # Errors
///
/// [`Code::TooManyPieces`] where overlapping maintenance meets short slots too often,
/// [`Code::TooManyTotals`] where incidents touch users of too many unlike totals.
pub(super) fn service_times<'h>(
    looked: Looked<'_>,
    judged: &[Judged],
    facts: &Facts<'h>,
    first: usize,
) -> Result<Times, Vec<Fault>> {
    let Looked { agreement, history, evidence, as_of, .. } = looked;
    let hours_of = &|calendar| facts.hours_of(calendar);
    let mut keys = Keys::default();
    let positions = judged.iter().map(|judged| {
        let objective = agreement.objectives.get(judged.subject.objective)?;
        let is_own = objective.version == agreement.number;
        is_own.then_some(())?;
        Some(keys.put(key(objective, judged, facts.begins(objective))?))
    });
    let positions: Vec<Option<usize>> = positions.collect();
    let number_judged = keys.keys.len();
    let groups = put_members(looked, &mut keys);
    let declared = |spans: &[Declared], service| {
        let own = spans.iter().filter(|span| span.is_about(service));
        IntervalSet::union_of(own.map(|span| evidence.known_of(span, history, as_of)))
    };
    let in_units = keys.keys.iter().any(|key| key.counting.unit.is_some());
    let looked_at = if in_units { looked.looked_at } else { Interval::EMPTY };
    let grid = UnitGrid::of(agreement.zone, looked_at);
    let mut weights = agreement.impact.weights().clone();
    let mut room = MOST_PIECES;
    let mut times: Vec<Option<ServiceTime>> = keys.keys.iter().map(|_| None).collect();
    let mut of_groups: BTreeMap<usize, KnownTime> = BTreeMap::new();
    for outage_from in [OutageFrom::Started, OutageFrom::Detected, OutageFrom::Reported] {
        let own = |key: &Key<'_>| key.counting.outage_from == outage_from;
        if !keys.keys.iter().any(own) {
            continue;
        }
        let mut of = |cause| {
            stretches(agreement, history, evidence, as_of, (cause, outage_from), &mut weights)
        };
        let (mut counted, mut excluded) = (of(Cause::Counted), of(Cause::Excluded));
        let mut outages: BTreeMap<usize, Arc<Outages>> = BTreeMap::new();
        for (at, (key, time)) in keys.keys.iter().zip(&mut times).enumerate() {
            if !own(key) {
                continue;
            }
            let of_service = keys.of_service.get(&key.service).into_iter().flatten();
            let of_service =
                || of_service.clone().filter_map(|it| Some((*it, keys.keys.get(*it)?)));
            let has_chosen = of_service().any(|(_, key)| key.incidents.is_some());
            let mut later = of_service().filter(|(it, _)| *it > at).map(|(_, key)| key);
            let last = !later.any(own);
            let of = |stretches: &mut Vec<Vec<Stretch>>| match stretches.get_mut(key.service) {
                Some(stretches) if key.incidents.is_some() => key.own(stretches),
                Some(stretches) if last => std::mem::take(stretches),
                Some(stretches) => {
                    // Put in order once, they are found so by all who count them.
                    if !has_chosen {
                        Stretch::order(stretches);
                    }
                    stretches.clone()
                }
                None => Vec::new(),
            };
            let mut stretches = of(&mut counted);
            let steps = key.steps(looked, &mut stretches);
            let known = KnownTime {
                maintenance: Maintenance::of(looked, (key.service, key.begins), &stretches),
                stretches,
                excluded: of(&mut excluded),
                declared: declared(&history.exclusion_spans, key.service),
                evidence: evidence
                    .known
                    .without(&declared(&history.unknown, key.service))
                    .without(&steps),
                group: None,
                other: outages.get(&key.service).cloned(),
            };
            let pieces = known.pieces_lost(&key.counting, &agreement.impact);
            room = room.checked_sub(pieces).ok_or_else(too_many_pieces)?;
            if agreement.group(key.service).is_some() {
                of_groups.insert(at, known);
                continue;
            }
            let (hours, impact) = (hours_of(key.calendar), &agreement.impact);
            let own = ServiceTime::of(&key.counting, (hours, &grid), (impact, &weights), known);
            let own = within_reach(own)?;
            outages.insert(key.service, own.outages.clone());
            *time = Some(own);
        }
    }
    for at in groups {
        let (Some(key), Some(mut known)) = (keys.keys.get(at), of_groups.remove(&at)) else {
            continue;
        };
        let mut weights = weights.clone();
        let combined = together(looked, (&keys, &times), key, hours_of, &mut weights);
        known.group = combined.map(|combined| {
            let group = KnownGroup { combined, ..KnownGroup::default() };
            let is_judged = at < number_judged;
            if is_judged {
                with_behind(group, looked, (&keys, &times), (key, first))
            } else {
                group
            }
        });
        let (hours, impact) = (hours_of(key.calendar), &agreement.impact);
        let time = ServiceTime::of(&key.counting, (hours, &grid), (impact, &weights), known);
        let time = within_reach(time)?;
        if let Some(place) = times.get_mut(at) {
            *place = Some(time);
        }
    }
    let positions = positions.into_iter().map(|at| Some(at? + first)).collect();
    Ok((times.into_iter().flatten().collect(), positions))
}

/// A service's time, if it could be worked out.
fn within_reach(time: ServiceTime) -> Result<ServiceTime, Vec<Fault>> {
    if time.has_too_many_totals() {
        return Err(locate(vec![Finding::new(Code::TooManyTotals, None)], &[]));
    }
    Ok(time)
}

fn too_many_pieces() -> Vec<Fault> {
    let finding = Finding::new(Code::TooManyPieces, None);
    locate(vec![finding.expected(Expected::AtMost(MOST_PIECES as u64))], &[])
}

/// Puts the keys of all that is behind groups; the positions of the groups, members before theirs.
fn put_members(looked: Looked<'_>, keys: &mut Keys<'_>) -> Vec<usize> {
    let agreement = looked.agreement;
    let mut groups = Vec::new();
    for at in 0..keys.keys.len() {
        let Some(key) = keys.keys.get(at).copied() else { continue };
        if agreement.group(key.service).is_none() {
            continue;
        }
        let behind = agreement.behind(key.service).into_iter();
        for member in behind.filter(|it| *it != key.service) {
            let Some(own) = member_key(looked, member, &key) else { continue };
            let place = keys.put(own);
            if agreement.group(member).is_some() {
                groups.push(place);
            }
        }
        groups.push(at);
    }
    let mut seen = BTreeSet::new();
    groups.retain(|at| seen.insert(*at));
    groups
}

/// The key of a service behind a group with this one: minimum, grace and unit are the group's.
fn member_key<'j>(looked: Looked<'_>, service: usize, group: &Key<'j>) -> Option<Key<'j>> {
    let Looked { agreement, history, .. } = looked;
    let counting = agreement.services.get(service)?.counting.as_member();
    let Key { begins, incidents, mut series, .. } = *group;
    if agreement.group(service).is_none() {
        series = of_service(&history.series, series, service);
    }
    Some(Key { service, counting, calendar: None, begins, incidents, series })
}

/// Of the positions of series, by service, those of one.
fn of_service<'j>(all: &[Series], series: &'j [usize], service: usize) -> &'j [usize] {
    let comes = |at: &usize| all.get(*at).map(|it| it.service);
    let first = series.partition_point(|at| comes(at) < Some(service));
    let after = series.partition_point(|at| comes(at) <= Some(service));
    series.get(first..after).unwrap_or_default()
}

/// What the members of a group were together.
fn together<'h>(
    looked: Looked<'_>,
    (keys, times): (&Keys<'_>, &[Option<ServiceTime>]),
    key: &Key<'_>,
    hours_of: &dyn Fn(Option<usize>) -> &'h Hours,
    weights: &mut Weights,
) -> Option<Combined> {
    let Looked { agreement, looked_at, .. } = looked;
    let time = (looked_at, key.begins);
    let group = agreement.group(key.service)?;
    let members = group.members.iter().map(|member| {
        let own = member_key(looked, *member, key)?;
        let service = agreement.services.get(*member)?;
        let time = times.get(keys.find(&own)?)?.as_ref()?;
        Some(Member { time, hours: hours_of(service.calendar), counting: &service.counting })
    });
    let members: Vec<Member<'_>> = members.collect::<Option<_>>()?;
    Some(Combined::of(group, &members, time, weights))
}

/// A group with all that is behind it, and the time of the incidents of these.
fn with_behind(
    group: KnownGroup,
    looked: Looked<'_>,
    (keys, times): (&Keys<'_>, &[Option<ServiceTime>]),
    (key, first): (&Key<'_>, usize),
) -> KnownGroup {
    let behind = looked.agreement.behind(key.service).into_iter();
    let behind = behind.filter(|it| *it != key.service).filter_map(|member| {
        let own = member_key(looked, member, key)?;
        Some((member, keys.find(&own)?))
    });
    let behind: Vec<(usize, usize)> = behind.collect();
    let of = |place: usize| times.get(place)?.as_ref();
    let times = behind.iter().filter_map(|(_, place)| of(*place));
    let mut stretches: Vec<Stretch> = times.flat_map(ServiceTime::own_stretches).copied().collect();
    // An incident may touch several of them alike.
    Stretch::order(&mut stretches);
    stretches.dedup();
    let behind = behind.into_iter().map(|(member, place)| (member, first + place)).collect();
    KnownGroup { behind, stretches, ..group }
}

fn key<'j>(objective: &Objective, judged: &'j Judged, begins: Instant) -> Option<Key<'j>> {
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
    let incidents = judged.incidents.as_deref();
    Some(Key { service, counting, calendar, begins, incidents, series })
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
        let own = of_service(all, self.series, self.service);
        let own = || own.iter().filter_map(|at| Some((*at, all.get(*at)?)));
        let rank = looked.agreement.impact.rank(Impact::Unstated);
        stretches.extend(own().flat_map(|it| down_steps(it, rule, rank, looked.as_of)));
        let missing = own().flat_map(|(_, it)| missing_steps(it, looked.as_of));
        IntervalSet::union_of(missing.map(|(_, span)| span))
    }
}

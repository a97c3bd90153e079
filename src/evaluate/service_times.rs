//! What each instant of each service's time was, as each objective counts it.

use std::collections::{BTreeMap, BTreeSet};

use super::clocks::Judged;
use crate::diagnostic::{Code, Expected, Fault, Finding, locate};
use crate::model::{Agreement, Counting, Declared, Objective, OutageFrom, Weights};
use crate::timeline::{
    Cause, Combined, Hours, KnownGroup, KnownTime, Looked, Maintenance, Member, ServiceTime,
    Source, Stretch, UnitGrid, stretches,
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
    let mut keys = Keys::default();
    let positions = judged.iter().map(|judged| {
        let objective = agreement.objectives.get(judged.subject.objective)?;
        Some(keys.put(key(objective, judged)?))
    });
    let positions: Vec<Option<usize>> = positions.collect();
    let number_judged = keys.keys.len();
    let groups = put_members(agreement, &mut keys);
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
        for (at, (key, time)) in keys.keys.iter().zip(&mut times).enumerate() {
            if !own(key) {
                continue;
            }
            let of_service = keys.of_service.get(&key.service).into_iter().flatten();
            let mut later = of_service.filter(|it| **it > at).filter_map(|it| keys.keys.get(*it));
            let last = !later.any(own);
            let of = |stretches: &mut Vec<Vec<Stretch>>| match stretches.get_mut(key.service) {
                Some(stretches) if key.incidents.is_some() => key.own(stretches),
                Some(stretches) if last => std::mem::take(stretches),
                Some(stretches) => stretches.clone(),
                None => Vec::new(),
            };
            let stretches = of(&mut counted);
            let known = KnownTime {
                maintenance: Maintenance::of(looked, key.service, &stretches),
                stretches,
                excluded: of(&mut excluded),
                declared: declared(&history.exclusion_spans, key.service),
                evidence: evidence.known.without(&declared(&history.unknown, key.service)),
                group: None,
            };
            let pieces = known.pieces_lost(&key.counting, &agreement.impact);
            room = room.checked_sub(pieces).ok_or_else(too_many_pieces)?;
            if agreement.group(key.service).is_some() {
                of_groups.insert(at, known);
                continue;
            }
            let hours = hours_of(key.calendar);
            *time = Some(ServiceTime::of(
                &key.counting,
                (hours, &grid),
                (&agreement.impact, &weights),
                known,
            ));
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
            if is_judged { with_behind(group, agreement, (&keys, &times), key) } else { group }
        });
        let (hours, impact) = (hours_of(key.calendar), &agreement.impact);
        let time = ServiceTime::of(&key.counting, (hours, &grid), (impact, &weights), known);
        if let Some(place) = times.get_mut(at) {
            *place = Some(time);
        }
    }
    Ok((times.into_iter().flatten().collect(), positions))
}

fn too_many_pieces() -> Vec<Fault> {
    let finding = Finding::new(Code::TooManyPieces, None);
    locate(vec![finding.expected(Expected::AtMost(MOST_PIECES as u64))], &[])
}

/// Puts the keys of all that is behind groups; the positions of the groups, members before theirs.
fn put_members(agreement: &Agreement, keys: &mut Keys<'_>) -> Vec<usize> {
    let mut groups = Vec::new();
    for at in 0..keys.keys.len() {
        let Some(key) = keys.keys.get(at).copied() else { continue };
        if agreement.group(key.service).is_none() {
            continue;
        }
        let behind = agreement.behind(key.service).into_iter();
        for member in behind.filter(|it| *it != key.service) {
            let Some(own) = member_key(agreement, member, key.incidents) else { continue };
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

/// The key of a service as a member of a group: minimum, grace and unit are the group's.
fn member_key<'j>(
    agreement: &Agreement,
    service: usize,
    incidents: Option<&'j [usize]>,
) -> Option<Key<'j>> {
    let counting = agreement.services.get(service)?.counting.as_member();
    Some(Key { service, counting, calendar: None, incidents })
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
    let group = agreement.group(key.service)?;
    let members = group.members.iter().map(|member| {
        let own = member_key(agreement, *member, key.incidents)?;
        let service = agreement.services.get(*member)?;
        let time = times.get(keys.find(&own)?)?.as_ref()?;
        Some(Member { time, hours: hours_of(service.calendar), counting: &service.counting })
    });
    let members: Vec<Member<'_>> = members.collect::<Option<_>>()?;
    Some(Combined::of(group, &members, looked_at, weights))
}

/// A group with all that is behind it, and the time of the incidents of these.
fn with_behind(
    group: KnownGroup,
    agreement: &Agreement,
    (keys, times): (&Keys<'_>, &[Option<ServiceTime>]),
    key: &Key<'_>,
) -> KnownGroup {
    let behind = agreement.behind(key.service).into_iter().filter(|it| *it != key.service);
    let behind = behind.filter_map(|member| {
        let own = member_key(agreement, member, key.incidents)?;
        Some((member, keys.find(&own)?))
    });
    let behind: Vec<(usize, usize)> = behind.collect();
    let of = |place: usize| times.get(place)?.as_ref();
    let times = behind.iter().filter_map(|(_, place)| of(*place));
    let mut stretches: Vec<Stretch> = times.flat_map(ServiceTime::own_stretches).copied().collect();
    // An incident may touch several of them alike.
    stretches.sort_unstable_by_key(|it| (it.span, it.source, it.rank));
    stretches.dedup();
    KnownGroup { behind, stretches, ..group }
}

fn key<'j>(objective: &Objective, judged: &'j Judged) -> Option<Key<'j>> {
    let service = objective.service.filter(|_| objective.is_about_time())?;
    let counting = objective.counting;
    let calendar = objective.calendar.filter(|_| counting.looks_at_length());
    Some(Key { service, counting, calendar, incidents: judged.incidents.as_deref() })
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
}

//! What happened to an incident in another order than things happen.

use super::incidents::Moments;
use super::scalar::Check;
use super::told::{Told, ToldTurn};
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Few, Moment, Text, incidents as written};
use crate::model::Event;
use crate::units::{Instant, Sort};

impl<'j> Check<'j, '_> {
    /// Notes events that are told before what comes first. `at` says when each happened; what is not
    /// `written` here has its faults told elsewhere.
    pub(super) fn events_in_order(
        &mut self,
        written: Moments<'_, 'j>,
        at: impl Fn(Event) -> Option<Instant>,
    ) {
        let place = |event: Event| written.get(event as usize).copied().flatten();
        for event in Event::ALL {
            let Some(before) = comes_before(event, &at) else { continue };
            let Some(moment) = place(event).or_else(|| place(before)) else { continue };
            match (before, event) {
                (Event::Started, Event::Restored | Event::Resolved) => {
                    self.fault(Code::EndBeforeStart, moment);
                }
                (Event::Started, _) => self.fault(Code::EventBeforeStart, moment),
                _ => {
                    let finding = Finding::new(Code::OutOfOrder, self.source.spot(moment))
                        .found(&at(event).map(|at| at.to_string()).unwrap_or_default())
                        .expected(Expected::NotBefore(before.name().to_owned()));
                    self.note(finding);
                }
            }
        }
    }

    /// Notes pauses that overlap or lie outside, and what was reopened before it had ended.
    pub(super) fn turns_in_order(&mut self, incident: &written::Incident<'j>, told: &Told<'j>) {
        self.changes_at_once(incident);
        let last = told.events.iter().flatten().max().copied();
        let reopened = told.turns.iter().filter_map(|turn| match turn {
            ToldTurn::Reopened(from, until) => Some((*from, *until)),
            _ => None,
        });
        let mut reopened: Vec<_> = reopened.collect();
        reopened.order();
        let spots = incident.reopened.iter().flat_map(Few::iter).filter_map(|it| it.from.as_ref());
        let spots: Vec<&Moment<'j>> = spots.collect();
        let ends = [Event::Restored, Event::Resolved, Event::Closed].map(|it| told.event(it));
        let mut ended = ends.into_iter().flatten().min();
        for (from, until) in &reopened {
            if ended.is_none_or(|ended| *from < ended) {
                let written = spots.iter().find(|it| Instant::parse(&it.decoded()) == Ok(*from));
                written.into_iter().for_each(|it| self.fault(Code::ReopenedBeforeEnd, it));
            }
            ended = *until;
        }
        let again = reopened.last().map(|(_, until)| *until);
        let first = told.events.iter().flatten().min().copied();
        let closed = ends.into_iter().flatten().max();
        let closed = again.map_or(closed, |until| until.map(|until| closed.max(Some(until)))?);
        self.changes_inside(incident, first, closed);
        let end = again.unwrap_or(if told.end().is_some() { last } else { None });
        let mut reached: Option<Instant> = None;
        let mut pauses: Vec<_> = incident.pauses.iter().flat_map(Few::iter).collect();
        pauses.order_by_key(|pause| pause.from.as_ref().and_then(instant_of));
        for pause in pauses {
            let Some((written, from)) =
                pause.from.as_ref().and_then(|from| Some((from, instant_of(from)?)))
            else {
                continue;
            };
            let until = pause.until.as_ref().and_then(instant_of);
            if end.is_some_and(|end| from > end) || (until.is_some() && until < first) {
                self.fault(Code::PauseOutside, written);
            }
            if reached.is_some_and(|reached| from < reached) {
                self.fault(Code::PausesOverlap, written);
            }
            reached = reached.max(until.or(Some(Instant::LAST)));
        }
    }

    /// Notes priorities, and impacts, of which two are told for one instant.
    pub(super) fn changes_at_once(&mut self, incident: &written::Incident<'j>) {
        let priorities = incident.priority_changes.iter().flat_map(Few::iter);
        let priorities = priorities.filter_map(|it| Some((it.at.as_ref()?, it.priority?)));
        let impacts = incident.impact_changes.iter().flat_map(Few::iter);
        let impacts = impacts.filter_map(|it| Some((it.at.as_ref()?, it.impact?)));
        self.at_once(priorities);
        self.at_once(impacts);
    }

    fn at_once<'i>(&mut self, changes: impl Iterator<Item = (&'i Moment<'j>, Text<'j>)>)
    where
        'j: 'i,
    {
        let changes = changes.filter_map(|(at, word)| Some((instant_of(at)?, at, word)));
        let mut changes: Vec<_> = changes.collect();
        // Those of one instant stay as they are told.
        changes.order_by_key(|(at, ..)| *at);
        for pair in changes.windows(2) {
            let [(first, place, word), (at, moment, other)] = pair else { continue };
            if first == at && word.decoded() != other.decoded() {
                let finding = Finding::new(Code::ChangedTwice, self.source.spot(moment))
                    .found(&moment.decoded())
                    .other(self.source.spot(place));
                self.note(finding);
            }
        }
    }

    /// Notes news, and changes of priority and impact, outside of an incident from its first event
    /// to its end.
    fn changes_inside(
        &mut self,
        incident: &written::Incident<'j>,
        first: Option<Instant>,
        end: Option<Instant>,
    ) {
        let priorities = incident.priority_changes.iter().flat_map(Few::iter);
        let impacts = incident.impact_changes.iter().flat_map(Few::iter);
        let changes = priorities.map(|it| it.at.as_ref()).chain(impacts.map(|it| it.at.as_ref()));
        let updates = incident.updates.iter().flat_map(Few::iter).map(Some);
        for moment in changes.chain(updates).flatten() {
            let Some(at) = instant_of(moment) else { continue };
            if first.is_some_and(|first| at < first) || end.is_some_and(|end| at > end) {
                self.fault(Code::OutsideIncident, moment);
            }
        }
    }
}

/// What comes before an event and is told to have happened after it.
fn comes_before(event: Event, at: &impl Fn(Event) -> Option<Instant>) -> Option<Event> {
    let own = at(event)?;
    let later = |before: &Event| at(*before).is_some_and(|before| own < before);
    let started = Some(Event::Started).filter(later);
    match event {
        // Somebody may know of it before it begins to hurt.
        Event::Detected | Event::Reported | Event::Aware | Event::RecoveryPoint => None,
        Event::Acknowledged | Event::Responded | Event::Workaround | Event::OnSite => {
            // Whoever noticed it need not wait for the report.
            let known = [Event::Reported, Event::Detected].into_iter();
            let known = known.filter(|event| at(*event).is_some()).min_by_key(|event| at(*event));
            started.or(known.filter(later))
        }
        Event::Closed => started.or([Event::Resolved, Event::Restored].into_iter().find(later)),
        Event::Notified => started.or(Some(Event::Aware).filter(later)),
        Event::Started | Event::Restored | Event::Resolved => started,
    }
}

fn instant_of(moment: &Moment<'_>) -> Option<Instant> {
    Instant::parse(&moment.decoded()).ok()
}

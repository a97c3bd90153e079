//! An incident, and where a history comes from.

use super::scalar::Check;
use super::told::{Terms, Told, ToldTouch, ToldTurn};
use crate::diagnostic::Code;
use crate::document::{Few, Moment, Text, incidents as written};
use crate::model::{Affected, Event, Impact, Origin, Touch};
use crate::units::{Instant, Interval};

impl<'j> Check<'j, '_> {
    /// Where a history comes from, and what it says that it is evidence for.
    pub(super) fn origin(&mut self, origin: Option<&written::Origin<'j>>) -> Origin {
        let covers = origin.and_then(|origin| origin.covers.as_ref()).and_then(|covers| {
            let from = covers.from.as_ref().and_then(|from| self.instant(from));
            let until = covers.until.as_ref().and_then(|until| self.instant(until));
            if let (Some(from), Some(until), Some(written)) = (from, until, &covers.until)
                && until < from
            {
                self.fault(Code::EndBeforeStart, written);
            }
            Some(Interval::new(from?, until?))
        });
        let exported_at = origin.and_then(|origin| origin.exported_at.as_ref());
        Origin {
            file: self.source.file,
            system: origin.and_then(|o| o.system).map(|text| text.decoded().into_owned()),
            exported_at: exported_at.and_then(|exported_at| self.instant(exported_at)),
            covers,
        }
    }

    /// An incident as far as it makes sense.
    pub(super) fn incident(
        &mut self,
        incident: &written::Incident<'j>,
        terms: &Terms<'_>,
    ) -> Option<Told<'j>> {
        let id = incident.id.filter(|id| self.name(id).is_some());
        let written = moments(incident);
        let events = written.map(|moment| moment.and_then(|moment| self.instant(moment)));
        let [started, ..] = events;
        for ((event, moment), at) in Event::ALL.iter().zip(written).zip(events) {
            if let (Some(started), Some(moment), Some(at)) = (started, moment, at)
                && at < started
            {
                match event {
                    Event::Restored | Event::Resolved => self.fault(Code::EndBeforeStart, moment),
                    // Somebody may know of it before it begins to hurt.
                    Event::Detected | Event::Reported | Event::Aware | Event::RecoveryPoint => {}
                    _ => self.fault(Code::EventBeforeStart, moment),
                }
            }
        }
        let told = Told {
            id: id?,
            title: incident.title,
            url: incident.url.filter(|url| self.is_web_address(url)),
            touches: self.touches(incident, terms),
            affected: incident.affected.as_ref().and_then(|it| self.affected(it)),
            started: started?,
            events,
            priority: self.priority(incident.priority, terms),
            cause: incident.cause.filter(|cause| self.name(cause).is_some()),
            labels: labels(incident),
            turns: self.turns(incident, terms),
        };
        let end = incident.restored.as_ref().or(incident.resolved.as_ref());
        if let (Some(end), Some(written)) = (told.end(), end)
            && end.at.since(told.started) > YEAR
        {
            self.fault(Code::YearsLong, written);
        }
        self.turns_in_order(incident, &told);
        Some(told)
    }

    /// A priority that the agreement lists, if it lists any.
    pub(super) fn priority(
        &mut self,
        word: Option<Text<'j>>,
        terms: &Terms<'_>,
    ) -> Option<Text<'j>> {
        let word = word.filter(|word| self.name(word).is_some())?;
        if let Some(agreement) = terms.agreement {
            self.is_priority(&word, &agreement.priorities);
        }
        Some(word)
    }

    /// What happened more than once, as far as it makes sense.
    pub(super) fn turns(
        &mut self,
        incident: &written::Incident<'j>,
        terms: &Terms<'_>,
    ) -> Few<ToldTurn<'j>> {
        let mut turns = Few::default();
        for pause in incident.pauses.iter().flat_map(Few::iter) {
            if let Some((from, until)) = self.stretch(pause.from.as_ref(), pause.until.as_ref()) {
                turns.push(ToldTurn::Pause(from, until, pause.reason));
            }
        }
        for again in incident.reopened.iter().flat_map(Few::iter) {
            if let Some((from, until)) = self.stretch(again.from.as_ref(), again.until.as_ref()) {
                turns.push(ToldTurn::Reopened(from, until));
            }
        }
        let changes = incident.priority_changes.iter().flat_map(Few::iter);
        for (position, change) in (0..).zip(changes) {
            let at = change.at.as_ref().and_then(|at| self.instant(at));
            let priority = self.priority(change.priority, terms);
            if let Some((at, priority)) = at.zip(priority) {
                turns.push(ToldTurn::PriorityChange(at, priority, position));
            }
        }
        for (position, change) in (0..).zip(incident.impact_changes.iter().flat_map(Few::iter)) {
            let at = change.at.as_ref().and_then(|at| self.instant(at));
            if let Some((at, word)) = at.zip(change.impact) {
                let impact = self.impact(Some(&word), terms);
                turns.push(ToldTurn::ImpactChange(at, word, (impact, position)));
            }
        }
        for update in incident.updates.iter().flat_map(Few::iter) {
            self.instant(update).into_iter().for_each(|at| turns.push(ToldTurn::Update(at)));
        }
        turns
    }

    /// A stretch that may be open.
    pub(super) fn stretch(
        &mut self,
        from: Option<&Moment<'j>>,
        until: Option<&Moment<'j>>,
    ) -> Option<(Instant, Option<Instant>)> {
        let from = from.and_then(|from| self.instant(from));
        let end = until.and_then(|until| self.instant(until));
        if let (Some(from), Some(end), Some(written)) = (from, end, until)
            && end < from
        {
            self.fault(Code::EndBeforeStart, written);
            return None;
        }
        from.map(|from| (from, end))
    }

    /// Notes pauses that overlap or lie outside, and what was reopened before it had ended.
    fn turns_in_order(&mut self, incident: &written::Incident<'j>, told: &Told<'j>) {
        let last = told.events.iter().flatten().max().copied();
        let reopened = told.turns.iter().filter_map(|turn| match turn {
            ToldTurn::Reopened(from, until) => Some((*from, *until)),
            _ => None,
        });
        let mut reopened: Vec<_> = reopened.collect();
        reopened.sort_unstable();
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
        let end = again.unwrap_or(if told.end().is_some() { last } else { None });
        let mut reached: Option<Instant> = None;
        let mut pauses: Vec<_> = incident.pauses.iter().flat_map(Few::iter).collect();
        pauses.sort_by_key(|pause| pause.from.as_ref().and_then(instant_of));
        for pause in pauses {
            let Some((written, from)) =
                pause.from.as_ref().and_then(|from| Some((from, instant_of(from)?)))
            else {
                continue;
            };
            let until = pause.until.as_ref().and_then(instant_of);
            let first = told.events.iter().flatten().min().copied();
            if end.is_some_and(|end| from > end) || (until.is_some() && until < first) {
                self.fault(Code::PauseOutside, written);
            }
            if reached.is_some_and(|reached| from < reached) {
                self.fault(Code::PausesOverlap, written);
            }
            reached = reached.max(until.or(Some(Instant::LAST)));
        }
    }

    pub(super) fn touches(
        &mut self,
        incident: &written::Incident<'j>,
        terms: &Terms<'_>,
    ) -> Few<ToldTouch<'j>> {
        let general = self.impact(incident.impact.as_ref(), terms);
        let mut touches: Few<ToldTouch<'j>> = Few::default();
        let Some(services) = &incident.services else { return touches };
        for touched in services.iter() {
            let (id, own) = match touched {
                written::Touched::Id(id) => (Some(*id), None),
                written::Touched::Service(service) => (service.id, service.impact),
            };
            let impact = if own.is_some() { self.impact(own.as_ref(), terms) } else { general };
            let Some((id, name)) = id.and_then(|id| Some((id, self.name(&id)?))) else { continue };
            if touches.iter().any(|touch| touch.id.decoded() == name) {
                self.fault(Code::ServiceTwice, &id);
            }
            let touch = Touch { service: terms.service(&name), impact, own: own.is_some() };
            touches.push(ToldTouch { id, touch });
        }
        touches
    }

    /// How many users of how many; not more than there are.
    pub(super) fn affected(&mut self, affected: &written::Affected<'j>) -> Option<Affected> {
        let of = affected.of.as_ref().and_then(|of| self.whole(of, 1, u32::MAX));
        let most = of.unwrap_or(u32::MAX);
        let users = affected.users.as_ref().and_then(|users| self.whole(users, 0, most));
        Some(Affected { users: users?, of: of? })
    }

    /// The level that a word names.
    pub(super) fn impact(&mut self, word: Option<&Text<'j>>, terms: &Terms<'_>) -> Impact {
        let (Some(word), Some(agreement)) = (word, terms.agreement) else {
            return Impact::Unstated;
        };
        let written = word.decoded();
        match agreement.impact.named(&written) {
            Some(impact) => impact,
            None => {
                let words = agreement.impact.levels().iter().map(|level| level.word.as_str());
                self.unknown(Code::UnknownImpact, word, words);
                Impact::Unstated
            }
        }
    }

    fn is_web_address(&mut self, url: &Text<'j>) -> bool {
        let address = url.decoded();
        let begins = |scheme: &str| {
            let begin = address.as_bytes().get(..scheme.len());
            begin.is_some_and(|begin| begin.eq_ignore_ascii_case(scheme.as_bytes()))
        };
        let is_one = begins("https://") || begins("http://");
        if !is_one {
            self.fault(Code::NotAWebAddress, url);
        }
        is_one
    }
}

/// The instants of an incident as they are written, in the order of [`Event::ALL`].
pub(super) fn moments<'i, 'j>(incident: &'i written::Incident<'j>) -> [Option<&'i Moment<'j>>; 13] {
    let it = incident;
    [
        it.started.as_ref(),
        it.detected.as_ref(),
        it.reported.as_ref(),
        it.acknowledged.as_ref(),
        it.responded.as_ref(),
        it.workaround.as_ref(),
        it.on_site.as_ref(),
        it.restored.as_ref(),
        it.resolved.as_ref(),
        it.closed.as_ref(),
        it.aware.as_ref(),
        it.notified.as_ref(),
        it.recovery_point.as_ref(),
    ]
}

pub(super) fn labels<'j>(incident: &written::Incident<'j>) -> Few<[Text<'j>; 2]> {
    let mut labels = Few::default();
    let written = incident.labels.iter().flat_map(|labels| &labels.members);
    written.for_each(|(name, value)| labels.push([*name, *value]));
    labels
}

fn instant_of(moment: &Moment<'_>) -> Option<Instant> {
    Instant::parse(&moment.decoded()).ok()
}

/// 366 days in nanoseconds; no incident lasts so long.
pub(super) const YEAR: i128 = 366 * 86_400 * 1_000_000_000;

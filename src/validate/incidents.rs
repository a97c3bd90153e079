//! An incident, and where a history comes from.

use super::scalar::Check;
use super::told::{Terms, Told, ToldTouch};
use crate::diagnostic::Code;
use crate::document::{Few, Moment, Text, incidents as written};
use crate::model::{Affected, Event, Impact, Origin, Touch};
use crate::units::Interval;

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
        self.events_in_order(written, |event| events.get(event as usize).copied().flatten());
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
pub(super) type Moments<'i, 'j> = [Option<&'i Moment<'j>>; Event::ALL.len()];

pub(super) fn moments<'i, 'j>(incident: &'i written::Incident<'j>) -> Moments<'i, 'j> {
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

/// 366 days in nanoseconds; no incident lasts so long.
pub(super) const YEAR: i128 = 366 * 86_400 * 1_000_000_000;

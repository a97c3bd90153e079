//! An incident, and where a history comes from.

use super::scalar::Check;
use super::told::{Terms, Told, ToldTouch};
use crate::diagnostic::Code;
use crate::document::{Few, Text, incidents as written};
use crate::model::{Impact, Origin, Touch};
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
        let started = incident.started.as_ref().and_then(|started| self.instant(started));
        let restored = incident.restored.as_ref().map(|at| (at, self.instant(at)));
        let resolved = incident.resolved.as_ref().map(|at| (at, self.instant(at)));
        for (written, at) in [restored, resolved].into_iter().flatten() {
            if let (Some(started), Some(at)) = (started, at)
                && at < started
            {
                self.fault(Code::EndBeforeStart, written);
            }
        }
        if let (Some(started), Some((written, Some(end)))) = (started, restored.or(resolved))
            && end.since(started) > YEAR
        {
            self.fault(Code::YearsLong, written);
        }
        let touches = self.touches(incident, terms);
        Some(Told {
            id: id?,
            title: incident.title,
            url: incident.url.filter(|url| self.is_web_address(url)),
            touches,
            started: started?,
            restored: restored.and_then(|(_, at)| at),
            resolved: resolved.and_then(|(_, at)| at),
        })
    }

    fn touches(
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

    /// The level that a word names.
    fn impact(&mut self, word: Option<&Text<'j>>, terms: &Terms<'_>) -> Impact {
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

/// 366 days in nanoseconds.
const YEAR: i128 = 366 * 86_400 * 1_000_000_000;

//! An incident, and where a history comes from.

use super::scalar::Check;
use crate::diagnostic::Code;
use crate::document::{Text, incidents as written};
use crate::model::{Agreement, Impact, Incident, Origin, Touch, Touched};
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
        position: u32,
        agreement: Option<&Agreement>,
    ) -> Option<Incident> {
        let id = incident.id.as_ref().and_then(|id| self.name(id));
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
        let touches = self.touches(incident, agreement);
        Some(Incident {
            id: id?.into(),
            title: incident.title.map(|title| title.decoded().into()),
            url: incident.url.as_ref().and_then(|url| self.web_address(url)),
            file: self.source.file,
            position,
            touches,
            started: started?,
            restored: restored.and_then(|(_, at)| at),
            resolved: resolved.and_then(|(_, at)| at),
        })
    }

    fn touches(
        &mut self,
        incident: &written::Incident<'j>,
        agreement: Option<&Agreement>,
    ) -> Vec<Touch> {
        let general = self.impact(incident.impact.as_ref(), agreement);
        let mut touches: Vec<Touch> = Vec::with_capacity(1);
        for touched in incident.services.iter().flatten() {
            let (id, own) = match touched {
                written::Touched::Id(id) => (Some(*id), None),
                written::Touched::Service(service) => (service.id, service.impact),
            };
            let impact = if own.is_some() { self.impact(own.as_ref(), agreement) } else { general };
            let Some((id, name)) = id.and_then(|id| Some((id, self.name(&id)?))) else { continue };
            let service = service(&name, agreement);
            if touches.iter().any(|touch| touch.service == service) {
                self.fault(Code::ServiceTwice, &id);
            }
            touches.push(Touch { service, impact, own: own.is_some() });
        }
        touches
    }

    /// The level that a word names.
    fn impact(&mut self, word: Option<&Text<'j>>, agreement: Option<&Agreement>) -> Impact {
        let (Some(word), Some(agreement)) = (word, agreement) else { return Impact::Unstated };
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

    fn web_address(&mut self, url: &Text<'j>) -> Option<Box<str>> {
        let address = url.decoded();
        let lower = address.get(..8).unwrap_or(&address).to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") {
            return Some(address.into());
        }
        self.fault(Code::NotAWebAddress, url);
        None
    }
}

fn service(id: &str, agreement: Option<&Agreement>) -> Touched {
    agreement
        .and_then(|agreement| agreement.services.iter().position(|service| service.id == id))
        .map_or_else(|| Touched::Other(id.into()), Touched::Agreed)
}

/// 366 days in nanoseconds.
const YEAR: i128 = 366 * 86_400 * 1_000_000_000;

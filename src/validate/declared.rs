//! Spans that a history declares.

use super::scalar::Check;
use super::told::Terms;
use crate::diagnostic::{Code, Finding};
use crate::document::{Moment, Text, incidents as written};
use crate::model::{Declared, Touched, Words};

/// A span as either kind is written.
struct Span<'d, 'j> {
    services: Option<&'d [Text<'j>]>,
    from: Option<&'d Moment<'j>>,
    until: Option<&'d Moment<'j>>,
    reason: Option<Text<'j>>,
    start: usize,
}

/// Spans whose reason stands in a field of that name.
macro_rules! told_as {
    ($spans:ident, $reason:ident) => {
        $spans.iter().map(|it| Span {
            services: it.services.as_deref(),
            from: it.from.as_ref(),
            until: it.until.as_ref(),
            reason: it.$reason,
            start: it.start,
        })
    };
}

impl<'j> Check<'j, '_> {
    /// The spans that do not count.
    pub(super) fn exclusion_spans(
        &mut self,
        spans: &[written::ExclusionSpan<'j>],
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Vec<Declared> {
        self.declared(told_as!(spans, cause), terms, words)
    }

    /// The spans of which nothing is known.
    pub(super) fn unknown_spans(
        &mut self,
        spans: &[written::UnknownSpan<'j>],
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Vec<Declared> {
        self.declared(told_as!(spans, reason), terms, words)
    }

    fn declared<'d>(
        &mut self,
        spans: impl Iterator<Item = Span<'d, 'j>>,
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Vec<Declared>
    where
        'j: 'd,
    {
        let declared = (0..).zip(spans).filter_map(|(position, span)| {
            let services = match span.services {
                None => None,
                Some(services) => Some(self.agreed_services(services, span.start, terms)?),
            };
            let (from, until) = self.stretch(span.from, span.until)?;
            let reason = span.reason.map(|reason| words.put(&reason.decoded()));
            Some(Declared { file: self.source.file, position, services, from, until, reason })
        });
        declared.collect()
    }

    /// The positions of the services that the agreement has of these; nothing where it has none of
    /// them.
    pub(super) fn agreed_services(
        &mut self,
        services: &[Text<'j>],
        start: usize,
        terms: &Terms<'_>,
    ) -> Option<Vec<usize>> {
        let mut agreed: Vec<usize> = Vec::new();
        for id in services {
            let Some(name) = self.name(id) else { continue };
            if let Touched::Agreed(service) = terms.service(&name)
                && !agreed.contains(&service)
            {
                agreed.push(service);
            }
        }
        if agreed.is_empty() && terms.agreement.is_some() {
            let names: Vec<_> = services.iter().map(|id| id.decoded()).collect();
            let finding = Finding::new(Code::NothingOfAgreement, self.spot(start));
            self.note(finding.found(&names.join(", ")));
        }
        (!agreed.is_empty() || terms.agreement.is_none()).then_some(agreed)
    }
}

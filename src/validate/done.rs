//! What was measured elsewhere, and what was done.

use super::scalar::Check;
use super::told::Terms;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Text, incidents as written};
use crate::model::{Deed, Indicator, Measurement, Touched, Words};
use crate::units::{Exact, Interval, Unit};

impl<'j> Check<'j, '_> {
    /// What was measured elsewhere.
    pub(super) fn measurements(
        &mut self,
        measurements: &[written::Measurement<'j>],
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Vec<Measurement> {
        let each = (0..).zip(measurements);
        let each = each.filter_map(|(position, it)| self.measurement(position, it, terms, words));
        each.collect()
    }

    fn measurement(
        &mut self,
        position: u32,
        written: &written::Measurement<'j>,
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Option<Measurement> {
        let name = written.indicator.as_ref().and_then(|name| self.name(name));
        let service = self.service_of_deed(written.service.as_ref(), terms);
        let span = self.stretch(written.from.as_ref(), written.until.as_ref());
        let known = name
            .as_ref()
            .and_then(|name| Indicator::ALL.iter().find(|indicator| indicator.name() == &**name));
        let is_share = known.is_some_and(|it| it.unit() == Unit::Percent)
            || name.as_ref().is_some_and(|name| terms.counts_in_percent(name));
        let value = written.value.as_ref().and_then(|digits| match known {
            _ if is_share => self.decimal_between(digits, 0, 100),
            Some(Indicator::Nps) => self.decimal_between(digits, -100, 100),
            _ => self.decimal(digits),
        });
        let count = match &written.count {
            None => Some(Exact::from(1)),
            Some(digits) => {
                let count = self.decimal(digits)?;
                if count <= Exact::zero() {
                    let finding = Finding::new(Code::OffScale, self.source.spot(digits));
                    let expected = Expected::Between("1".to_owned(), "…".to_owned());
                    self.note(finding.found(&digits.decoded()).expected(expected));
                    return None;
                }
                Some(count)
            }
        };
        let (from, until) = span?;
        let labels = written.labels.iter().flat_map(|labels| &labels.members);
        let labels = labels.map(|(name, value)| [name, value].map(|it| words.put(&it.decoded())));
        Some(Measurement {
            file: self.source.file,
            position,
            labels: labels.collect(),
            name: words.put(&name?),
            service: service?,
            span: Interval::new(from, until?),
            value: value?,
            count: count?,
        })
    }

    /// What was done.
    pub(super) fn deeds(
        &mut self,
        deeds: &[written::Deed<'j>],
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Vec<Deed> {
        let each = (0..).zip(deeds);
        let each = each.filter_map(|(position, it)| {
            let kind = it.r#type.as_ref().and_then(|kind| self.name(kind));
            let service = self.service_of_deed(it.service.as_ref(), terms);
            let at = it.at.as_ref().and_then(|at| self.instant(at));
            let period = it.r#for.as_ref().map(|date| self.date(date));
            let period = match period {
                None => None,
                Some(date) => Some(date?),
            };
            let file = self.source.file;
            Some(Deed {
                file,
                position,
                kind: words.put(&kind?),
                service: service?,
                at: at?,
                period,
            })
        });
        each.collect()
    }

    /// The agreement's service of that id; a fault where it has none.
    pub(super) fn service_of_deed(
        &mut self,
        id: Option<&Text<'j>>,
        terms: &Terms<'_>,
    ) -> Option<Option<usize>> {
        let (Some(id), Some(agreement)) = (id, terms.agreement) else { return Some(None) };
        match terms.service(&self.name(id)?) {
            Touched::Agreed(service) => Some(Some(service)),
            _ => {
                let ids = agreement.services.iter().map(|service| service.id.as_str());
                self.unknown(Code::UnknownService, id, ids);
                None
            }
        }
    }
}

//! An incident behind a line, and what of it was corrected.

use std::collections::BTreeMap;

use super::value::plain;
use super::{IncidentLine, Page};
use crate::format::words::{How, Phrase};
use crate::format::{instant, number};
use crate::report::{CorrectionFacts, Fact, Operand};
use crate::units::Exact;

impl Page<'_> {
    pub(super) fn incident(&self, operand: &Operand) -> Option<IncidentLine> {
        if let Operand::Steps { .. } = operand {
            return self.failed_run(operand);
        }
        if let Operand::NotPermitted { id, from, until, corrections, weight, .. } = operand {
            let weight = (*weight != Exact::from(1)).then(|| number(self.language, &plain(weight)));
            return Some(IncidentLine {
                id: id.clone(),
                title: Some(self.say(&Phrase::How(How::NotPermitted))),
                corrections: self.corrected(corrections.iter()),
                how: self.say(&Phrase::How(How::Incident {
                    from: &instant(self.language, from),
                    until: &instant(self.language, until),
                    open: false,
                    weight: weight.as_deref(),
                    users: None,
                })),
            });
        }
        let Operand::Incident {
            id,
            title,
            from,
            from_source,
            until,
            until_source,
            impact_source,
            weight,
            affected,
            ..
        } = operand
        else {
            return None;
        };
        let sources = until_source.iter().chain([from_source]).chain(impact_source);
        let users = affected.as_ref().map(|it| [u64::from(it.users), u64::from(it.of)]);
        let open = until_source.contains(&Fact::AsOf);
        let weight = (*weight != Exact::from(1)).then(|| number(self.language, &plain(weight)));
        Some(IncidentLine {
            id: id.clone(),
            title: title.clone(),
            corrections: self.corrected(sources),
            how: self.say(&Phrase::How(How::Incident {
                from: &instant(self.language, from),
                until: &instant(self.language, until),
                open,
                weight: weight.as_deref(),
                users,
            })),
        })
    }

    /// Which of these facts corrections say, a sentence for each correction.
    pub(super) fn corrected<'s>(&self, sources: impl Iterator<Item = &'s Fact>) -> Vec<String> {
        let mut fields: BTreeMap<(u32, u32), Vec<String>> = BTreeMap::new();
        for source in sources {
            let Fact::File { file, pointer } = source else { continue };
            let mut steps = pointer.split('/').skip(1);
            let ("corrections", Some(position)) = (steps.next().unwrap_or_default(), steps.next())
            else {
                continue;
            };
            if let (Ok(position), Some(field)) = (position.parse(), steps.nth(1)) {
                let known = fields.entry((*file, position)).or_default();
                if !known.iter().any(|it| it == field) {
                    known.push(field.to_owned());
                }
            }
        }
        let said = fields.into_iter().filter_map(|(place, fields)| {
            let mut corrections = self.report.corrections.iter();
            let CorrectionFacts { by, reason, .. } =
                corrections.find(|it| (it.file, it.position) == place)?;
            Some(self.say(&Phrase::CorrectedBy { fields: &fields, by, reason }))
        });
        said.collect()
    }
}

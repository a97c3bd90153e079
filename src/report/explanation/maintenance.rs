//! Maintenance among the operands of a step.

use super::{Work, corrections};
use crate::measurement::Availability;
use crate::model::{Corrected, Impact, Record};
use crate::report::{Fact, Operand};
use crate::timeline::{ServiceTime, Stretch};
use crate::units::Interval;

impl Work<'_> {
    /// What is permitted, and what was done in the window or an outage that reaches into it.
    pub(super) fn maintenance(&self, found: &Availability) -> Vec<Operand> {
        let (Some(service), Some(time)) =
            (self.objective.service, self.basis.service_time(self.assessed.subject))
        else {
            return Vec::new();
        };
        self.maintenance_of(service, time, &self.looked_at(found))
    }

    /// What is permitted of any service, and what was done in one of these spans.
    pub(super) fn maintenance_of(
        &self,
        service: usize,
        time: &ServiceTime,
        looked_at: &[Interval],
    ) -> Vec<Operand> {
        let agreed = self.basis.agreement.maintenance.iter().enumerate();
        let permissions = agreed.filter(|(_, it)| it.is_about(service)).map(|(at, permission)| {
            Operand::Permission {
                id: permission.id.clone(),
                clause: permission.clause.number.clone(),
                source: self.contract(format!("/maintenance/{at}")),
            }
        });
        let reaches =
            |span: &Interval| looked_at.iter().any(|it| !it.intersection(span).is_empty());
        let done = time.maintenance.done.iter().filter(|(_, span, _)| reaches(span));
        let records = done.filter_map(|(at, span, _)| {
            let record = self.basis.history.maintenance.get(*at)?;
            Some(self.record(*at, record, *span))
        });
        permissions.chain(records).collect()
    }

    fn record(&self, at: usize, record: &Record, done: Interval) -> Operand {
        let zone = self.basis.agreement.zone;
        Operand::Record {
            id: record.id.clone(),
            from: zone.reading(done.from()),
            until: zone.reading(done.until()),
            planned_from: zone.reading(record.planned.from()),
            planned_until: zone.reading(record.planned.until()),
            announced: record.announced.map(|at| zone.reading(at)),
            source: place(record),
            corrections: corrections(&self.basis.history, Corrected::Maintenance(at)),
        }
    }

    /// The time of a record that no permission covers.
    pub(super) fn not_permitted(&self, at: usize, stretch: &Stretch) -> Option<Operand> {
        let record = self.basis.history.maintenance.get(at)?;
        let agreement = &self.basis.agreement;
        Some(Operand::NotPermitted {
            id: record.id.clone(),
            from: agreement.zone.reading(stretch.span.from()),
            until: agreement.zone.reading(stretch.span.until()),
            source: place(record),
            corrections: corrections(&self.basis.history, Corrected::Maintenance(at)),
            weight: agreement.impact.weight(stretch.rank),
            weight_source: match record.impact {
                Impact::Unstated => self.full(),
                Impact::Level(level) => self.level(level),
            },
        })
    }
}

fn place(record: &Record) -> Fact {
    Fact::File { file: record.file, pointer: format!("/maintenance/{}", record.position) }
}

//! Maintenance that was done, each record once.

use std::collections::HashMap;

use super::history::reach;
use super::maintenance::whole;
use super::scalar::Check;
use super::told::Terms;
use crate::diagnostic::{Code, Finding, Findings, Spot};
use crate::document::{Source, incidents as written};
use crate::model::{History, Record};
use crate::units::{Interval, Sort};

/// Where records were first told, by their ids.
#[derive(Default)]
pub(super) struct ToldRecords {
    /// The position of each in the history, and the spot of its id.
    first: HashMap<String, (usize, Spot)>,
}

impl ToldRecords {
    /// Adds what a file tells to the history: what is told twice in the same way counts once, what
    /// is told in two ways is a fault.
    pub(super) fn add(
        &mut self,
        source: Source<'_>,
        records: &[written::Maintenance<'_>],
        terms: &Terms<'_>,
        (history, findings): (&mut History, &mut Findings),
    ) {
        for (position, written) in (0..).zip(records) {
            let record = Check { source, findings }.record(position, written, terms);
            let Some((record, id)) = record.zip(written.id) else { continue };
            let spot = source.spot(&id);
            let Some((at, first)) = self.first.get(&record.id).copied() else {
                self.first.insert(record.id.clone(), (history.maintenance.len(), spot));
                history.maintenance.push(record);
                continue;
            };
            let Some(known) = history.maintenance.get_mut(at) else { continue };
            let same = tell_the_same(known, &record);
            let code = if same { Code::DuplicateRecord } else { Code::ConflictingRecord };
            findings.push(Finding::new(code, spot).found(&record.id).other(first));
            // What goes on is known to do so for as long as any file tells it.
            let until = |file| reach(&history.origins, file);
            if same && until(record.file) > until(known.file) {
                *known = record;
            }
        }
    }
}

/// Whether both tell the same of one piece of maintenance, wherever they stand.
fn tell_the_same(one: &Record, other: &Record) -> bool {
    let services = |record: &Record| {
        let mut services = record.services.clone();
        services.iter_mut().for_each(|services| services.order());
        services
    };
    let told = |it: &Record| (it.planned, it.began, it.ended, it.announced, it.impact);
    told(one) == told(other) && services(one) == services(other)
}

impl<'j> Check<'j, '_> {
    fn record(
        &mut self,
        position: u32,
        written: &written::Maintenance<'j>,
        terms: &Terms<'_>,
    ) -> Option<Record> {
        let id = written.id.as_ref().and_then(|id| Some(self.name(id)?.into_owned()));
        let services = written.services.as_deref();
        let services = services.map(|ids| self.agreed_services(ids, written.start, terms));
        let planned = self.stretch(written.planned_from.as_ref(), written.planned_until.as_ref());
        let began = written.from.as_ref().and_then(|at| self.instant(at));
        let ended = written.until.as_ref().and_then(|at| self.instant(at));
        if let (Some(began), Some(ended), Some(until)) = (began, ended, &written.until)
            && ended < began
        {
            self.fault(Code::EndBeforeStart, until);
            return None;
        }
        let announced = written.announced.as_ref().and_then(|at| self.instant(at));
        let impact = self.impact(written.impact.as_ref(), terms);
        let (from, until) = planned?;
        Some(Record {
            id: id?,
            file: self.source.file,
            position,
            services: whole(services)?,
            planned: Interval::new(from, until?),
            began,
            ended,
            announced,
            impact,
        })
    }
}

//! Maintenance that is permitted.

use super::calendars::time_of_day;
use super::contract::clause;
use super::recurrence::{Begins, Firing, firing, recurrence};
use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Text, contract};
use crate::model::{
    Allowance, Every, Notice, ONLY_DOWNTIME, Permission, Place, Recurring, Service, Slots,
    Statements, Switch, Week,
};
use crate::units::Zone;

/// A hundred years: more is a mistake.
const MOST_DAYS: u32 = 36_525;

impl<'j> Check<'j, '_> {
    /// What the contract permits.
    pub(super) fn permissions(
        &mut self,
        permissions: &[contract::Permission<'j>],
        services: &[Service],
        zone: Option<Zone>,
        statements: &mut Statements,
    ) -> Vec<Permission> {
        let mut known = Vec::new();
        let mut ids: Vec<Text<'j>> = Vec::new();
        for written in permissions {
            if let Some(id) = &written.id {
                let first = ids.iter().find(|known| known.decoded() == id.decoded());
                match first {
                    Some(first) => self.duplicate(id, first),
                    None => ids.push(*id),
                }
            }
            let place = Place::Permission(known.len());
            statements.put(Switch::MaintenanceCounts, place, said(written.counts.as_ref()));
            known.extend(self.permission(written, services, zone));
        }
        known
    }

    fn permission(
        &mut self,
        written: &contract::Permission<'j>,
        services: &[Service],
        zone: Option<Zone>,
    ) -> Option<Permission> {
        let named = written.services.as_ref().map(|ids| {
            let positions = ids.iter().map(|id| {
                let position = services.iter().position(|service| service.id == id.decoded());
                if position.is_none() {
                    let known = services.iter().map(|service| service.id.as_str());
                    self.unknown(Code::UnknownService, id, known);
                }
                position
            });
            positions.collect::<Vec<Option<usize>>>()
        });
        let slots = written.slots.as_ref().map(|slots| self.slots(slots, zone));
        let standing = written.standing == Some(true);
        if standing && slots.is_none() {
            let expected = Expected::Field("slots".to_owned());
            let finding = Finding::new(Code::MissingField, self.spot(written.start));
            self.note(finding.expected(expected));
        }
        let notice = written.notice.as_ref().map(|notice| self.notice(notice));
        let allowance = written.allowance.as_ref().map(|it| self.allowance(it));
        let counts = written.counts.as_ref();
        let counts = counts.map(|word| self.word(word, ONLY_DOWNTIME));
        Some(Permission {
            id: written.id.as_ref().and_then(|id| Some(self.name(id)?.into_owned())),
            clause: clause(written.clause.as_ref(), written.text.as_ref()),
            services: match named {
                None => None,
                Some(named) => Some(named.into_iter().collect::<Option<Vec<usize>>>()?),
            },
            slots: whole(slots)?,
            standing,
            notice: whole(notice)?,
            allowance: whole(allowance)?,
            only_downtime: whole(counts)?.unwrap_or_default(),
        })
    }

    fn slots(&mut self, slots: &contract::Slots<'j>, zone: Option<Zone>) -> Option<Slots> {
        if slots.weekly.is_some() == slots.rule.is_some() {
            let names = ["weekly", "rule"].map(str::to_owned).to_vec();
            let finding = Finding::new(Code::BoundCount, self.spot(slots.start));
            self.note(finding.expected(Expected::ExactlyOneField(names)));
            return None;
        }
        if let Some(rule) = &slots.rule {
            return self.recurring(rule, slots, zone?).map(Slots::Recurring);
        }
        for (name, stated) in [
            ("from", slots.from.is_some()),
            ("at", slots.at.is_some()),
            ("length", slots.length.is_some()),
        ] {
            if stated {
                let finding = Finding::new(Code::FieldNotHere, self.spot(slots.start));
                self.note(finding.found(name));
            }
        }
        let days = self.week(slots.weekly.as_ref())?;
        Some(Slots::Weekly(Week { zone: zone?, days, dates: std::collections::BTreeMap::new() }))
    }

    /// The slots that a rule names, with all that it needs.
    fn recurring(
        &mut self,
        rule: &Text<'j>,
        slots: &contract::Slots<'j>,
        zone: Zone,
    ) -> Option<Recurring> {
        for (name, missing) in [
            ("from", slots.from.is_none()),
            ("at", slots.at.is_none()),
            ("length", slots.length.is_none()),
        ] {
            if missing {
                let expected = Expected::Field(name.to_owned());
                let finding = Finding::new(Code::MissingField, self.spot(slots.start));
                self.note(finding.expected(expected));
            }
        }
        let from = slots.from.as_ref().and_then(|from| self.date(from));
        let length = slots.length.as_ref().and_then(|length| self.elapsed(length));
        let at = slots.at.as_ref().and_then(|written| {
            let at = time_of_day(&written.decoded()).filter(|at| *at < 86_400);
            if at.is_none() {
                self.fault(Code::NotHours, written);
            }
            at
        })?;
        let read = match recurrence(&rule.decoded(), Begins { zone, at }) {
            Ok(read) => Some(read),
            Err(faults) => {
                for fault in faults {
                    let finding = Finding::new(Code::NotARule, self.source.spot(rule));
                    let finding = finding.found(&fault.found);
                    self.note(match fault.expected {
                        Some(expected) => finding.expected(expected),
                        None => finding,
                    });
                }
                None
            }
        };
        let written = rule.decoded().into_owned();
        let (from, length) = (from?, length?);
        let recurring = Recurring { rule: read?, written, from, zone, at, length };
        match firing(&recurring) {
            Firing::Never => self.fault(Code::RuleNever, rule),
            Firing::Always => self.fault(Code::RuleAlways, rule),
            Firing::Sometimes => {}
        }
        Some(recurring)
    }

    fn notice(&mut self, notice: &contract::Notice<'j>) -> Option<Notice> {
        const HOUR: i128 = 3_600_000_000_000;
        match (&notice.days, &notice.hours) {
            (Some(days), None) => self.whole(days, 0, MOST_DAYS).map(Notice::Days),
            (None, Some(hours)) => {
                let hours = self.whole(hours, 0, MOST_DAYS * 24)?;
                Some(Notice::Elapsed(i128::from(hours) * HOUR))
            }
            _ => {
                let names = ["days", "hours"].map(str::to_owned).to_vec();
                let finding = Finding::new(Code::BoundCount, self.spot(notice.start));
                self.note(finding.expected(Expected::ExactlyOneField(names)));
                None
            }
        }
    }

    fn allowance(&mut self, allowance: &contract::Allowance<'j>) -> Option<Allowance> {
        let at_most = allowance.at_most.as_ref().and_then(|length| self.elapsed(length));
        let words = Every::MONTHLY.map(|every| (every.name(), every));
        let per = allowance.per.as_ref().and_then(|per| self.word(per, &words));
        Some(Allowance { at_most: at_most?, per: per? })
    }
}

/// What is there must make sense; what is not there need not.
pub(super) fn whole<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(None) => None,
        some => some,
    }
}

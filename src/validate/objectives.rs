//! Objectives.

use std::borrow::Cow;

use super::clocks::{Agreed, note_clock};
use super::contract::clause;
use super::counting::note_counting;
use super::periods::note_periods;
use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Text, contract as written};
use crate::model::{
    Calendar, Cut, Indicator, Measure, Objective, Opening, Periods, Place, Service, Statements,
    Switch, Target, Terms as Measured,
};
use crate::units::{Better, Unit};

/// What an objective is checked against.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) services: &'a [Service],
    pub(super) periods: Option<&'a Periods>,
    pub(super) agreed: Agreed<'a>,
}

impl<'j> Check<'j, '_> {
    /// The objectives in the contract's order.
    pub(super) fn objectives(
        &mut self,
        objectives: Option<&[written::Objective<'j>]>,
        terms: Terms<'_>,
        statements: &mut Statements,
    ) -> Vec<Objective> {
        let mut known: Vec<Objective> = Vec::new();
        let mut ids: Vec<(String, Text<'j>)> = Vec::new();
        for objective in objectives.unwrap_or_default() {
            let id =
                objective.id.and_then(|written| Some((self.name(&written)?.into_owned(), written)));
            if let Some((id, written)) = &id {
                if let Some((_, first)) = ids.iter().find(|(known, _)| known == id) {
                    let finding = Finding::new(Code::DuplicateId, self.source.spot(written))
                        .found(id)
                        .other(self.source.spot(first));
                    self.note(finding);
                }
                ids.push((id.clone(), *written));
            }
            note(objective, Place::Objective(known.len()), statements);
            known.extend(self.objective(objective, id.map(|(id, _)| id), terms));
        }
        known
    }

    fn objective(
        &mut self,
        objective: &written::Objective<'j>,
        id: Option<String>,
        terms: Terms<'_>,
    ) -> Option<Objective> {
        let name = objective.name.as_ref().and_then(|name| self.name(name)).map(Cow::into_owned);
        let service = objective.service.as_ref().map(|written| {
            let services = terms.services;
            let position = services.iter().position(|service| service.id == written.decoded());
            if position.is_none() {
                let ids = services.iter().map(|service| service.id.as_str());
                self.unknown(Code::UnknownService, written, ids);
            }
            position
        });
        let words = Indicator::ALL.map(|indicator| (indicator.name(), indicator));
        let indicator = objective.indicator.as_ref().and_then(|word| self.word(word, &words));
        let calendars = terms.agreed.calendars;
        let own = objective.calendar.as_ref();
        let own = own.map(|calendar| self.calendar(calendar, calendars));
        let of_service = || terms.services.get(service??)?.calendar;
        let calendar = own.unwrap_or_else(of_service);
        let judged = match indicator {
            None => None,
            Some(Indicator::Availability) => {
                self.only_for_clocks(objective);
                let bound = objective.target.as_ref().and_then(|target| self.target(target));
                bound.map(|bound| (Measured::ServiceTime, availability(bound)))
            }
            Some(clock) => self
                .clock(objective, clock, calendar, terms.agreed)
                .map(|(clock, target)| (Measured::Clock(Box::new(clock)), target)),
        };
        let counting = service.flatten().and_then(|it| terms.services.get(it));
        let counting = counting.map(|service| service.counting).unwrap_or_default();
        let counting = self.counting_of_part(objective.counting.as_ref(), counting);
        let periods = match &objective.period {
            None => terms.periods.copied(),
            Some(period) => self.periods(Some(period)),
        };
        let window = objective.window.as_ref().map(|window| self.window(window));
        let credit = objective.credit.as_ref();
        if let Some(basis) = credit.and_then(|credit| credit.basis.as_ref()) {
            self.word(basis, &[("service_charge", ())]);
        }
        let target = judged.as_ref().map(|(_, target)| target);
        if let (Some(credit), Some(false)) = (credit, target.map(|t| t.better == Better::More)) {
            let finding = Finding::new(Code::FieldNotHere, self.spot(credit.start));
            self.note(finding.found("credit"));
        }
        let credit =
            credit.and_then(|credit| self.credit_rule(credit, target.map(|target| &target.bound)));
        let id = id?;
        let (terms, target) = judged?;
        Some(Objective {
            name: name.unwrap_or_else(|| id.clone()),
            id,
            clause: clause(objective.clause.as_ref(), objective.text.as_ref()),
            service: match service {
                None => None,
                Some(position) => Some(position?),
            },
            indicator: indicator?,
            calendar,
            counting,
            terms,
            target,
            periods: periods?,
            window: match window {
                None => None,
                Some(window) => Some(window?),
            },
            credit,
        })
    }

    /// Notes what an objective of availability lacks, and the fields of a clock that it has.
    fn only_for_clocks(&mut self, objective: &written::Objective<'j>) {
        let start = self.spot(objective.start);
        for (name, missing) in
            [("service", objective.service.is_none()), ("target", objective.target.is_none())]
        {
            if missing {
                let expected = Expected::Field(name.to_owned());
                self.note(Finding::new(Code::MissingField, start).expected(expected));
            }
        }
        let texts = [
            ("from", objective.from.is_some()),
            ("to", objective.to.is_some()),
            ("within", objective.within.is_some()),
            ("less_than", objective.less_than.is_some()),
            ("pause_on", objective.pause_on.is_some()),
            ("when", objective.when.is_some()),
            ("where", objective.r#where.is_some()),
            ("per", objective.per.is_some()),
            ("no_cases", objective.no_cases.is_some()),
            ("attribution", objective.attribution.is_some()),
            ("priority_change", objective.priority_change.is_some()),
            ("reopened", objective.reopened.is_some()),
            ("excluded_cause", objective.excluded_cause.is_some()),
        ];
        for (name, _) in texts.into_iter().filter(|(_, stated)| *stated) {
            self.note(Finding::new(Code::FieldNotHere, start).found(name));
        }
    }

    /// Notes that a fixed length cannot stand for hours that are not always agreed.
    pub(super) fn fixed_length(
        &mut self,
        contract: &written::Contract<'j>,
        objectives: &[Objective],
        calendars: &[Calendar],
    ) {
        let always = |calendar: usize| {
            calendars.get(calendar).is_none_or(|it| matches!(it.opening, Opening::Always))
        };
        let with_hours = objectives.iter().find(|objective| {
            objective.indicator == Indicator::Availability && !objective.calendar.is_none_or(always)
        });
        let written = contract.counting.as_ref().and_then(|c| c.period_length.as_ref());
        if let (Some(objective), Some(written)) = (with_hours, written) {
            let finding = Finding::new(Code::FixedLengthWithHours, self.source.spot(written));
            self.note(finding.found(&objective.id));
        }
    }
}

/// Notes what an objective states.
fn note(objective: &written::Objective<'_>, place: Place, statements: &mut Statements) {
    note_counting(objective.counting.as_ref(), place, statements);
    note_periods(objective.period.as_ref(), place, statements);
    note_clock(objective, place, statements);
    if let Some(window) = &objective.window {
        statements.put(Switch::WindowJudged, place, said(window.judged.as_ref()));
        statements.put(Switch::BeforeStart, place, said(window.before_start.as_ref()));
    }
    let basis = objective.credit.as_ref().and_then(|credit| credit.basis.as_ref());
    statements.put(Switch::CreditBasis, place, said(basis));
}

fn availability(bound: Cut) -> Target {
    let (measure, unit, better) = (Measure::Value, Unit::Percent, Better::More);
    Target { measure, unit, better, bound, by_default: false }
}

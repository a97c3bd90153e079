//! Objectives.

use std::borrow::Cow;
use std::collections::HashMap;

use super::clocks::{Agreed, note_clock};
use super::contract::clause;
use super::counting::note_counting;
use super::credit::{Promise, note_credit};
use super::periods::note_periods;
use super::rounding::note_rounding;
use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Text, contract as written};
use crate::model::{
    Calendar, Cut, Every, Indicator, IndicatorOrigin, Objective, Opening, Periods, Place, Service,
    Statements, Switch, Target, Terms as Measured, ValueRounding, fixed_length,
};
use crate::units::Currency;

/// What an objective is checked against.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) services: &'a [Service],
    pub(super) periods: Option<&'a Periods>,
    pub(super) rounding: Option<ValueRounding>,
    pub(super) currency: Option<Currency>,
    pub(super) agreed: Agreed<'a>,
}

/// An objective as it is written, and all of its contract.
type Written<'w, 'j> = (&'w written::Objective<'j>, &'w [written::Objective<'j>]);

impl<'j> Check<'j, '_> {
    /// The objectives in the contract's order.
    pub(super) fn objectives(
        &mut self,
        objectives: Option<&[written::Objective<'j>]>,
        terms: Terms<'_>,
        statements: &mut Statements,
    ) -> Vec<Objective> {
        let mut known: Vec<Objective> = Vec::new();
        let mut ids: HashMap<String, Text<'j>> = HashMap::new();
        for objective in objectives.unwrap_or_default() {
            let id =
                objective.id.and_then(|written| Some((self.name(&written)?.into_owned(), written)));
            if let Some((id, written)) = &id {
                match ids.get(id) {
                    Some(first) => self.duplicate(written, first),
                    None => drop(ids.insert(id.clone(), *written)),
                }
            }
            note(objective, Place::Objective(known.len()), statements);
            let all = objectives.unwrap_or_default();
            let of = (known.len(), id.map(|(id, _)| id));
            known.extend(self.objective((objective, all), of, terms));
        }
        self.same_periods(objectives.unwrap_or_default(), &known);
        self.pools(objectives.unwrap_or_default(), &known);
        known
    }

    fn objective(
        &mut self,
        (objective, all): Written<'_, 'j>,
        (written, id): (usize, Option<String>),
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
        let words: Vec<_> = Indicator::ALL.iter().map(|it| (it.name(), *it)).collect();
        let indicator = objective.indicator.as_ref().and_then(|word| self.word(word, &words));
        let calendars = terms.agreed.calendars;
        let own = objective.calendar.as_ref();
        let own = own.map(|calendar| self.calendar(calendar, calendars));
        let of_service = || terms.services.get(service??)?.calendar;
        let calendar = own.unwrap_or_else(of_service);
        let judged = match indicator {
            None => None,
            Some(indicator) => {
                self.only_where_they_belong(objective, indicator);
                match indicator.origin() {
                    IndicatorOrigin::ServiceTime => {
                        let target = objective.target.as_ref();
                        let unit = indicator.unit();
                        let target = target.and_then(|it| self.value_target(it, indicator, unit));
                        let scope = self.scope(objective, calendar, terms.agreed);
                        scope.map(Measured::ServiceTime).zip(target)
                    }
                    IndicatorOrigin::Clock => self
                        .clock(objective, indicator, calendar, terms.agreed)
                        .map(|(clock, target)| (Measured::Clock(Box::new(clock)), target)),
                    _ => self
                        .tally(objective, indicator, calendar, (terms.agreed, all))
                        .map(|(tally, target)| (Measured::Tally(Box::new(tally)), target)),
                }
            }
        };
        let judged = judged.map(|(measured, mut target)| {
            target.rounding = self.rounding_of(objective, &target, terms.rounding);
            (measured, target)
        });
        let target = judged.as_ref().map(|(_, target)| target);
        let expected = objective.expected.as_ref();
        let expected = expected.and_then(|it| self.expected(it, indicator?, target?));
        let minimum_coverage = objective.minimum_coverage.as_ref();
        let minimum_coverage = minimum_coverage.and_then(|it| self.decimal_between(it, 0, 100));
        let counting = service.flatten().and_then(|it| terms.services.get(it));
        let counting = counting.map(|service| service.counting).unwrap_or_default();
        let counting = self.counting_of_part(objective.counting.as_ref(), counting);
        let periods = match &objective.period {
            None => terms.periods.copied(),
            Some(period) => self.periods(Some(period)),
        };
        let window = objective.window.as_ref().map(|window| self.window(window));
        let credit = objective.credit.as_ref();
        let promise = Promise {
            indicator,
            terms: judged.as_ref().map(|(terms, _)| terms),
            target,
            currency: terms.currency,
            has_service: objective.service.is_some(),
            has_window: objective.window.is_some(),
        };
        let of_objective = clause(objective.clause.as_ref(), objective.text.as_ref());
        let credit = credit.and_then(|credit| {
            self.credit_rule(credit, promise, &of_objective, terms.agreed.calendars)
        });
        let bonus = objective.bonus.as_ref();
        let bonus = bonus.and_then(|bonus| self.bonus(bonus, promise, &of_objective));
        let id = id?;
        let (terms, target) = judged?;
        Some(Objective {
            name: name.unwrap_or_else(|| id.clone()),
            id,
            clause: of_objective,
            service: match service {
                None => None,
                Some(position) => Some(position?),
            },
            indicator: indicator?,
            calendar,
            counting,
            terms,
            target,
            expected,
            minimum_coverage,
            periods: periods?,
            window: match window {
                None => None,
                Some(window) => Some(window?),
            },
            credit,
            bonus,
            written,
            version: 0,
            continues: None,
        })
    }

    /// How values are rounded before they are held against a target: as the objective says, else as
    /// the contract does.
    fn rounding_of(
        &mut self,
        objective: &written::Objective<'j>,
        target: &Target,
        of_contract: Option<ValueRounding>,
    ) -> Option<ValueRounding> {
        let Some(own) = &objective.value_rounding else {
            return of_contract.filter(|_| target.may_be_rounded());
        };
        if !target.may_be_rounded() {
            let finding = Finding::new(Code::FieldNotHere, self.spot(objective.start));
            self.note(finding.found("value_rounding"));
        }
        self.value_rounding(own)
    }

    /// The bound of the level that is expected of what a `target` binds.
    fn expected(
        &mut self,
        written: &written::Target<'j>,
        indicator: Indicator,
        target: &Target,
    ) -> Option<Cut> {
        let expected = match indicator.origin() {
            IndicatorOrigin::Clock => self.clock_target(Some(written)),
            _ => self.value_target(written, indicator, target.unit),
        }?;
        if expected.lower_end.is_some() {
            let finding = Finding::new(Code::FieldNotHere, self.spot(written.start));
            self.note(finding.found("from"));
            return None;
        }
        if expected.measure != target.measure || expected.better != target.better {
            let finding = Finding::new(Code::ExpectedUnlikeTarget, self.spot(written.start));
            self.note(finding);
            return None;
        }
        Some(expected.bound)
    }

    /// Notes what an objective about a service's time lacks, and the fields that say nothing of its
    /// indicator.
    fn only_where_they_belong(&mut self, objective: &written::Objective<'j>, indicator: Indicator) {
        use IndicatorOrigin::{
            Clock, Deeds, Duties, Incidents, Measurements, Objectives, Requests, ServiceTime,
        };
        let (start, origin) = (self.spot(objective.start), indicator.origin());
        for (name, missing) in
            [("service", objective.service.is_none()), ("target", objective.target.is_none())]
        {
            let needs = origin == ServiceTime || (origin == Requests && name == "service");
            if missing && needs {
                let expected = Expected::Field(name.to_owned());
                self.note(Finding::new(Code::MissingField, start).expected(expected));
            }
        }
        let it = objective;
        let fields: [(&str, bool, &[IndicatorOrigin]); 26] = [
            ("from", it.from.is_some(), &[Clock]),
            ("to", it.to.is_some(), &[Clock]),
            ("within", it.within.is_some(), &[Clock]),
            ("less_than", it.less_than.is_some(), &[Clock]),
            ("pause_on", it.pause_on.is_some(), &[Clock]),
            ("when", it.when.is_some(), &[Clock]),
            (
                "where",
                it.r#where.is_some(),
                &[ServiceTime, Clock, Incidents, Measurements, Requests],
            ),
            ("per", it.per.is_some(), &[ServiceTime, Clock, Incidents, Requests]),
            ("no_cases", it.no_cases.is_some(), &[Clock]),
            ("attribution", it.attribution.is_some(), &[Clock]),
            ("priority_change", it.priority_change.is_some(), &[Clock]),
            ("reopened", it.reopened.is_some(), &[Clock]),
            ("excluded_cause", it.excluded_cause.is_some(), &[Clock]),
            ("counting", it.counting.is_some(), &[ServiceTime, Requests]),
            ("minimum_coverage", it.minimum_coverage.is_some(), &[ServiceTime]),
            ("window", it.window.is_some(), &[ServiceTime, Clock, Requests]),
            ("method", it.method.is_some(), &[Requests]),
            ("no_requests", it.no_requests.is_some(), &[Requests]),
            ("source", it.source.is_some(), &[Measurements]),
            ("unit", it.unit.is_some(), &[Measurements]),
            ("minimum_answers", it.minimum_answers.is_some(), &[Measurements]),
            ("event", it.event.is_some(), &[Deeds]),
            ("due", it.due.is_some(), &[Duties]),
            ("parts", it.parts.is_some(), &[Objectives]),
            ("points", it.points.is_some(), &[Objectives]),
            ("of", it.of.is_some(), &[Objectives]),
        ];
        for (name, stated, origins) in fields {
            if stated && !origins.contains(&origin) {
                self.note(Finding::new(Code::FieldNotHere, start).found(name));
            }
        }
        let consumed = objective.window.as_ref().and_then(|window| window.consumed.as_ref());
        if let (Some(consumed), true) = (consumed, indicator != Indicator::Availability) {
            let finding = Finding::new(Code::FieldNotHere, self.source.spot(consumed));
            self.note(finding.found("consumed"));
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
        let with_hours = objectives
            .iter()
            .find(|objective| objective.is_about_time() && !objective.calendar.is_none_or(always));
        let written = contract.counting.as_ref().and_then(|c| c.period_length.as_ref());
        if let (Some(objective), Some(written)) = (with_hours, written) {
            let finding = Finding::new(Code::FixedLengthWithHours, self.source.spot(written));
            self.note(finding.found(&objective.id));
        }
        let length = written.and_then(|written| fixed_length(&written.decoded()));
        let Some((written, length)) = written.zip(length) else { return };
        // A length does not stand for days that are looked back on.
        let mut own = objectives.iter().filter(|it| it.is_about_time() && it.window.is_none());
        if let Some(objective) = own.find(|it| !is_about_as_long(length, it.periods.every)) {
            let finding = Finding::new(Code::LengthUnlikePeriod, self.source.spot(written));
            self.note(finding.found(&objective.id));
        }
    }
}

/// Whether a length, in nanoseconds, may stand for a period: it is at most a tenth shorter than the
/// shortest, and at most a tenth longer than the longest.
fn is_about_as_long(length: i128, every: Every) -> bool {
    const DAY: i128 = 86_400_000_000_000;
    let (shortest, longest) = match (every, every.months()) {
        (Every::Days(days), _) => (days, days),
        (_, Some(months)) => (months * 28, months * 31),
        (_, None) => return true,
    };
    length * 10 >= i128::from(shortest) * DAY * 9 && length * 10 <= i128::from(longest) * DAY * 11
}

/// Notes what an objective states.
fn note(objective: &written::Objective<'_>, place: Place, statements: &mut Statements) {
    note_counting(objective.counting.as_ref(), place, statements);
    note_periods(objective.period.as_ref(), place, statements);
    note_rounding(objective.value_rounding.as_ref(), place, statements);
    note_clock(objective, place, statements);
    if let Some(window) = &objective.window {
        statements.put(Switch::WindowJudged, place, said(window.judged.as_ref()));
        statements.put(Switch::BeforeStart, place, said(window.before_start.as_ref()));
        statements.put(Switch::WindowConsumed, place, said(window.consumed.as_ref()));
    }
    statements.put(Switch::Method, place, said(objective.method.as_ref()));
    statements.put(Switch::NoRequests, place, said(objective.no_requests.as_ref()));
    note_credit(objective.credit.as_ref(), place, statements);
    let due = objective.bonus.as_ref().and_then(|bonus| bonus.due.as_ref());
    statements.put(Switch::BonusDue, place, said(due));
}

//! The worked calculation of a figure, from what the stages found.

mod availability;
mod bonus;
mod cases;
mod chosen;
mod credit;
mod error_budget;
mod granted;
mod labelled;
mod loss;
mod maintenance;
mod members;
mod outages;
mod requests;
mod settlement;
mod tally;
mod zone;

use chrono::NaiveDate;

use super::arrange::{expected_facts, position, target_facts};
use super::basis::{Assessed, Basis, Measured};
use super::calculation::{
    Calculation, Fact, Operand, Operation, Outcome, Role, Rounding, Step, StepName,
};
use crate::model::{
    Clause, Corrected, Correction, Counting, History, Indicator, Measure, Objective, Opening,
    OutageIn, Place, Service, Switch, Target, ValueRounding,
};
use crate::penalty::Account;
use crate::report::BoundFacts;
use crate::timeline::{ServicePeriod, ServiceTime};
use crate::units::{Currency, Exact, Instant, LocalInstant, Money, Unit};

/// The worked calculation of `assessed`.
#[must_use]
pub fn explain(basis: &Basis, account: &Account, assessed: &Assessed) -> Option<Calculation> {
    let place = basis.subjects.get(assessed.subject)?.objective;
    let objective = basis.agreement.objectives.get(place)?;
    let service = objective.service.and_then(|service| basis.agreement.services.get(service));
    let period = basis.periods.get(assessed.period)?;
    let work = Work { basis, assessed, objective, place, service, period };
    let mut steps = work.window();
    match &assessed.measured {
        Measured::Availability(found) => {
            steps.extend(work.measurement(found));
            steps.extend(work.enough_known(found));
            steps.extend(work.judgement(found));
        }
        Measured::Outages(found) => steps.extend(work.outages(found)),
        Measured::Cases(found) => steps.extend(work.cases(found)),
        Measured::Tally(found) => steps.extend(work.tally(found)),
        Measured::Requests(found) => steps.extend(work.requests(found)),
    }
    if let Some(credit) = &assessed.credit {
        let settlement = work.settlement(account);
        let own = (assessed.subject, assessed.period);
        let is_part = basis.one_with(account, own).is_some();
        let rounds = !is_part && settlement.iter().all(|step| step.name != StepName::Paid);
        steps.extend(work.credit(credit, rounds));
        steps.extend(settlement);
    }
    steps.extend(work.bonus(account));
    steps.extend(work.loss(account));
    for rule in steps.iter_mut().filter_map(|step| step.rule.as_mut()) {
        *rule = work.real(rule);
    }
    Some(Calculation {
        objective: position(assessed.subject),
        period: position(assessed.period),
        steps,
    })
}

/// A service whose time is told, and how it is counted.
#[derive(Clone, Copy)]
struct Subject<'a> {
    service: usize,
    time: &'a ServiceTime,
    counting: &'a Counting,
}

struct Work<'a> {
    basis: &'a Basis,
    assessed: &'a Assessed,
    objective: &'a Objective,
    /// The objective's position in the contract.
    place: usize,
    service: Option<&'a Service>,
    period: &'a ServicePeriod,
}

impl Work<'_> {
    /// The currency of the period's amounts.
    fn currency(&self) -> Currency {
        self.basis.currency_of(self.assessed.period)
    }

    /// An amount in whichever currency.
    fn money(&self, money: Money) -> Outcome {
        match money.currency == self.currency() {
            true => Outcome::Money(money.amount),
            false => Outcome::MoneyIn(money),
        }
    }

    /// The time that is looked at: the period, clipped to the term and to what has passed.
    fn window(&self) -> Vec<Step> {
        let Basis { agreement, term, as_of, .. } = self.basis;
        let window = self.assessed.measured.window();
        let midnight = |name, date, source, at: Instant| {
            step(name, Operation::StartOfDay, self.instant(at))
                .operand(Role::Date, Outcome::Date(date), source)
                .operands(self.zone())
        };
        let (first, next) = (self.period.first, self.period.next);
        let mut steps = vec![
            midnight(StepName::PeriodBegins, first, Fact::Calendar, self.period.whole.from()),
            midnight(StepName::PeriodEnds, next, Fact::Calendar, self.period.whole.until()),
        ];
        let span = self.period.span;
        let mut from = step(StepName::From, Operation::Latest, self.instant(window.from()));
        let mut until = step(StepName::Until, Operation::Earliest, self.instant(window.until()))
            .operand(
                Role::Instant,
                self.instant(self.period.whole.until()),
                of(StepName::PeriodEnds),
            );
        if self.objective.window.is_none() {
            let begin = self.instant(self.period.whole.from());
            from = from.operand(Role::Instant, begin, of(StepName::PeriodBegins));
        }
        let begins_before_the_term = match self.window_begins() {
            Some(begin) => begin < term.from(),
            None => span.from() == term.from() && self.period.whole.from() != term.from(),
        };
        if begins_before_the_term {
            let source = match agreement.term.from {
                None => by_default("term/from"),
                Some(date) => {
                    let pointer = self.contract("/term/from".to_owned());
                    steps.push(midnight(StepName::TermBegins, date, pointer, term.from()));
                    of(StepName::TermBegins)
                }
            };
            from = from.operand(Role::Instant, self.instant(term.from()), source);
        }
        if let Some((date, source)) = self.cut_from() {
            steps.push(midnight(StepName::TermsBegin, date, source, span.from()));
            if self.objective.window.is_none() {
                let begin = self.instant(span.from());
                from = from.operand(Role::Instant, begin, of(StepName::TermsBegin));
            }
        }
        if let Some((date, source)) = self.cut_until() {
            steps.push(midnight(StepName::TermsEnd, date, source, span.until()));
            until =
                until.operand(Role::Instant, self.instant(span.until()), of(StepName::TermsEnd));
        }
        let ends_with_the_term = span.until() == term.until();
        if let (true, true, Some(date)) =
            (ends_with_the_term, span.until() < self.period.whole.until(), agreement.term.until)
        {
            let pointer = self.contract("/term/until".to_owned());
            steps.push(midnight(StepName::TermEnds, date, pointer, term.until()));
            until =
                until.operand(Role::Instant, self.instant(term.until()), of(StepName::TermEnds));
        }
        if *as_of < self.period.whole.until() {
            until = until.operand(Role::Instant, self.instant(*as_of), Fact::AsOf);
        }
        // A window that is judged every day may end at any midnight of the period.
        if window.until() < span.until().min(*as_of) {
            let date = agreement.zone.date_at(window.until());
            until = midnight(StepName::Until, date, Fact::Calendar, window.until());
        }
        let Some(days) = self.objective.window.map(|window| window.days) else {
            steps.extend([from, until]);
            return steps;
        };
        steps.push(until);
        if let Some(begin) = self.window_begins() {
            let pointer = self.contract(self.rule("/window/days"));
            steps.push(
                step(StepName::WindowBegins, Operation::DaysBefore, self.instant(begin))
                    .operand(Role::Until, self.instant(window.until()), of(StepName::Until))
                    .operand(Role::Days, Outcome::Days(days), pointer)
                    .operands(self.zone()),
            );
            from = from.operand(Role::Instant, self.instant(begin), of(StepName::WindowBegins));
        }
        steps.push(from);
        steps
    }

    /// The first instant of the days that are looked at, where they are not the period's own.
    fn window_begins(&self) -> Option<Instant> {
        let (zone, days) = (self.basis.agreement.zone, self.objective.window?.days);
        zone.days_before(self.assessed.measured.window().until(), days)
    }

    /// The objective's service, as the objective counts it.
    fn subject(&self) -> Option<Subject<'_>> {
        let (service, time) = (self.objective.service?, self.service_time()?);
        Some(Subject { service, time, counting: &self.objective.counting })
    }

    /// The hours in which time counts, unless it always does.
    fn calendar(&self) -> Option<Operand> {
        self.calendar_at(self.objective.calendar)
    }

    fn calendar_at(&self, position: Option<usize>) -> Option<Operand> {
        let calendar = self.basis.agreement.calendars.get(position?)?;
        let Opening::Weekly(_) = calendar.opening else { return None };
        let (file, pointer) = (self.basis.contract, calendar.stands.clone());
        Some(Operand::Calendar { id: calendar.id.clone(), source: Fact::File { file, pointer } })
    }

    fn bound(&self) -> Operand {
        let target = &self.objective.target;
        let bound = target_facts(target);
        let source = match target.by_default {
            false => self.contract(self.rule(&format!("/target/{}", bound_field(target)))),
            true => by_default("objectives/target"),
        };
        Operand::Bound { bound: bound.bound, value: bound.value, source }
    }

    /// Where the rounding of values stands, if any is stated.
    fn rounding_rule(&self) -> String {
        match self.basis.agreement.stated(Switch::ValueRounding, self.place) {
            Some((Place::Objective(_), _)) => self.rule("/value_rounding"),
            _ => "/value_rounding".to_owned(),
        }
    }

    /// The bound of the values that keep the target once they are rounded, where they are.
    fn kept_from(&self) -> Option<Step> {
        let ValueRounding { places, mode } = self.objective.target.rounding?;
        let kept = Outcome::Percent(self.objective.target.kept_from().value);
        let place = self.rounding_rule();
        let rule = Operand::Rule {
            field: "value_rounding".to_owned(),
            value: format!("{} {places}", mode.name()),
            source: self.contract(place.clone()),
        };
        let kept = step(StepName::KeptFrom, Operation::KeptOnceRounded, kept);
        let mut kept = kept.operands([self.bound(), rule]);
        kept.rule = Some(place);
        Some(kept)
    }

    /// The bound of values as they are, rounded or not.
    fn bound_as_it_is(&self) -> Operand {
        if self.objective.target.rounding.is_none() {
            return self.bound();
        }
        let bound = self.objective.target.kept_from();
        let target = Target { bound, ..self.objective.target.clone() };
        let BoundFacts { bound, value } = target_facts(&target);
        Operand::Bound { bound, value, source: of(StepName::KeptFrom) }
    }

    /// Whether a value keeps the target.
    fn kept(&self, value: &Exact) -> Outcome {
        Outcome::Truth(self.objective.target.is_kept_by(value))
    }

    /// A value in the unit of what is measured.
    fn measured(&self, value: &Exact) -> Outcome {
        let value = value.clone();
        match self.objective.target.unit {
            Unit::Percent => Outcome::Percent(value),
            Unit::Seconds => Outcome::Seconds(value),
            Unit::Count | Unit::Number => Outcome::Number(value),
        }
    }

    /// The value of a step as it is held against targets and tiers: the step that rounds it, where
    /// one does, the value, and the step that it comes from.
    fn as_compared(
        &self,
        value: &Exact,
        (source, rounded): (StepName, StepName),
    ) -> (Option<Step>, Exact, StepName) {
        let Some(ValueRounding { places, mode }) = self.objective.target.rounding else {
            return (None, value.clone(), source);
        };
        let compared = self.objective.target.compared(value);
        let place = self.rounding_rule();
        let mut round = step(rounded, Operation::Round, self.measured(&compared)).operand(
            Role::Value,
            self.measured(value),
            of(source),
        );
        let (mode, exact) = (mode.name().to_owned(), value.clone());
        round.rounding = Some(Rounding { mode, places, exact });
        round.rule = Some(place);
        (Some(round), compared, rounded)
    }

    /// The value of what is measured, likewise.
    fn value_as_compared(&self, value: &Exact) -> (Option<Step>, Exact, StepName) {
        self.as_compared(value, (self.value_step(), StepName::Rounded))
    }

    /// Holds the value of what is measured against the target, and against the level that is
    /// expected.
    fn judged(&self, value: &Exact) -> Vec<Step> {
        let (rounded, value, source) = self.value_as_compared(value);
        let compared = self.compare(StepName::Target, &value, source);
        let expected = self.expected(&value, source);
        rounded.into_iter().chain([compared]).chain(expected).collect()
    }

    /// Compares a value with the level that is expected, where there is one.
    fn expected(&self, value: &Exact, source: StepName) -> Option<Step> {
        let BoundFacts { bound, value: level } = expected_facts(self.objective)?;
        let kept = self.objective.expected.as_ref()?;
        let bound_alone = Target { lower_end: None, ..self.objective.target.clone() };
        let target = Target { bound: kept.clone(), ..bound_alone };
        let field = bound_field(&target);
        let stated = self.contract(self.rule(&format!("/expected/{field}")));
        let reached = Outcome::Truth(target.is_kept_by(value));
        let compared = step(StepName::Expected, Operation::Compare, reached)
            .operand(Role::Value, self.measured(value), of(source))
            .operands([Operand::Bound { bound, value: level, source: stated }])
            .clause(&self.objective.clause, self.rule("/expected"));
        Some(compared)
    }

    /// Compares a value with the target.
    fn compare(&self, name: StepName, value: &Exact, source: StepName) -> Step {
        let part = if self.objective.target.by_default { "" } else { "/target" };
        step(name, Operation::Compare, self.kept(value))
            .operand(Role::Value, self.measured(value), of(source))
            .operands([self.bound()])
            .clause(&self.objective.clause, self.rule(part))
    }

    /// The step that works out the value.
    fn value_step(&self) -> StepName {
        match (&self.objective.target.measure, self.objective.indicator) {
            (Measure::Value, Indicator::Availability) => StepName::Availability,
            (Measure::Value, Indicator::Downtime) => StepName::Down,
            (Measure::Value, Indicator::OutageCount) => self.outages_step(),
            (Measure::Value, _) if self.objective.is_about_time() => StepName::OutageFigure,
            (Measure::Value, Indicator::RequestSuccess) => StepName::RequestSuccess,
            (Measure::Value, _) => StepName::Tally,
            (Measure::Share, _) => StepName::Share,
            _ => StepName::Length,
        }
    }

    /// The step that counts the outages.
    fn outages_step(&self) -> StepName {
        match self.objective.counting.outage_in {
            OutageIn::Began => StepName::OutagesBegun,
            OutageIn::Ended => StepName::OutagesEnded,
        }
    }

    /// A step over the time that is looked at.
    fn windowed(&self, name: StepName, operation: Operation, result: Outcome) -> Step {
        let window = self.assessed.measured.window();
        step(name, operation, result)
            .operand(Role::From, self.instant(window.from()), of(StepName::From))
            .operand(Role::Until, self.instant(window.until()), of(StepName::Until))
    }

    /// The date of an amendment with which this part of the period begins, and where it stands.
    fn cut_from(&self) -> Option<(NaiveDate, Fact)> {
        let (span, whole) = (self.period.span, self.period.whole);
        let cut = span.from() > whole.from().max(self.basis.term.from());
        self.amended_on(self.period.periods.life.from.filter(|_| cut)?)
    }

    /// That with which it ends.
    fn cut_until(&self) -> Option<(NaiveDate, Fact)> {
        let (span, whole) = (self.period.span, self.period.whole);
        let cut = span.until() < whole.until().min(self.basis.term.until());
        self.amended_on(self.period.periods.life.until.filter(|_| cut)?)
    }

    fn amended_on(&self, date: NaiveDate) -> Option<(NaiveDate, Fact)> {
        let amendments = &self.basis.agreement.amendments;
        let own = amendments.iter().rfind(|amendment| amendment.effective == date)?;
        let pointer = format!("/amendments/{}/effective", own.position);
        Some((date, Fact::File { file: self.basis.contract, pointer }))
    }

    /// The step that says when the period, clipped to the term, ends.
    fn end_of_span(&self) -> Fact {
        if self.cut_until().is_some() {
            return of(StepName::TermsEnd);
        }
        let clipped = self.period.span.until() < self.period.whole.until();
        of(if clipped { StepName::TermEnds } else { StepName::PeriodEnds })
    }

    fn instant(&self, at: Instant) -> Outcome {
        Outcome::Instant(self.reading(at))
    }

    fn reading(&self, at: Instant) -> LocalInstant {
        self.basis.agreement.zone.reading(at)
    }

    /// The place of a part of the objective.
    fn rule(&self, part: &str) -> String {
        format!("/objectives/{}{part}", self.objective.written)
    }

    fn contract(&self, pointer: String) -> Fact {
        Fact::File { file: self.basis.contract, pointer: self.real(&pointer) }
    }

    /// Where a part of the contract, as it reads for this objective and period, stands in its file.
    fn real(&self, pointer: &str) -> String {
        let agreement = &self.basis.agreement;
        let terms = match pointer.split('/').nth(1) {
            Some("credits") => self.basis.terms_at_end(self.period),
            Some("term") => agreement,
            _ => agreement.terms_of(self.place),
        };
        terms.pointers.real(pointer)
    }
}

/// The field that states a target.
fn bound_field(target: &Target) -> String {
    let (measure, bound) = (target.measure.name(), target_facts(target).bound.name());
    match target.measure {
        Measure::Value if target.lower_end.is_some() => format!("{bound}/to"),
        Measure::Value => bound.to_owned(),
        Measure::Percentile(_) => format!("percentile/{bound}"),
        _ => format!("{measure}_{bound}"),
    }
}

fn by_default(reading: &str) -> Fact {
    Fact::Default(reading.to_owned())
}

/// Where a correction says a field.
fn corrected(correction: &Correction, field: &str) -> Fact {
    let pointer = format!("/corrections/{}/set/{field}", correction.position);
    Fact::File { file: correction.file, pointer }
}

/// Where the fields of a part stand that corrections say.
fn corrections(history: &History, part: Corrected) -> Vec<Fact> {
    let fields = history.corrections_of(part);
    fields.map(|(field, correction)| corrected(correction, field)).collect()
}

fn of(step: StepName) -> Fact {
    Fact::Step(step)
}

fn step(name: StepName, operation: Operation, result: Outcome) -> Step {
    Step {
        name,
        operation,
        operands: Vec::new(),
        result,
        rounding: None,
        rule: None,
        clause: None,
        text: None,
    }
}

impl Step {
    fn operand(mut self, role: Role, value: Outcome, source: Fact) -> Self {
        self.operands.push(Operand::Value { role, value, source });
        self
    }

    fn operands(mut self, operands: impl IntoIterator<Item = Operand>) -> Self {
        self.operands.extend(operands);
        self
    }

    fn clause(mut self, clause: &Clause, rule: String) -> Self {
        self.rule = Some(rule);
        self.clause.clone_from(&clause.number);
        self.text.clone_from(&clause.text);
        self
    }
}

//! The steps of the rule by which a period is worth something.

use crate::model::{
    Clause, CreditPart, CreditTime, DayOfCharge, HourOf, LostTime, MissWhen, On, PerBlock,
    PerPoint, Price, Rule,
};
use crate::penalty::{DAYS_OF_MONTH, ServiceCredit, VerdictBy};
use crate::report::arrange::position;
use crate::report::explanation::{Work, by_default, of, step};
use crate::report::{Fact, Measured, Operand, Operation, Outcome, Role, Step, StepName};
use crate::units::Exact;

impl Work<'_> {
    /// Everything up to the share of the basis, or up to how many times an amount is due.
    pub(super) fn worth(&self, credit: &ServiceCredit) -> Option<Vec<Step>> {
        let (value, rule) = (self.assessed.value.as_ref()?, self.objective.rule()?);
        let (_, value, source) = self.value_as_compared(value);
        let compared = (&value, source);
        let mut steps = match rule {
            Rule::Tiers(tiers) => vec![self.tier(credit, tiers, compared)],
            Rule::Waive | Rule::PerBreach(_) | Rule::AtRisk(_) => {
                vec![self.units(credit, Operation::Breached).operands([self.kept_operand(&value)])]
            }
            Rule::PerMiss(_, when) => vec![self.misses(credit, *when, &value)],
            Rule::PerOutage(_) => self.outages_credited(credit, Operation::CountCredited, &value),
            Rule::PerBlock(block) => self.blocks(credit, block, &value),
            Rule::TimesLostTime(lost) => self.lost_time(credit, lost, &value),
            Rule::PerPoint(point) => self.points(credit, point, compared),
            Rule::Shortfall => Vec::new(),
            Rule::Repeat(_) | Rule::Every(_) => vec![self.row(credit, rule, &value)],
        };
        let days = matches!(credit.worth.price, Price::Days(_));
        if days {
            steps.push(self.charged_days());
        }
        let is_told = self.share_step(credit) == StepName::Tier || rule_tells(rule);
        if let Some(share) = credit.share.as_ref().filter(|_| !is_told) {
            steps.push(self.credit_share(credit, rule, (share, compared)));
        }
        if !self.is_by_tiers()
            && let Some(last) = steps.pop()
        {
            let pointer = self.rule(&format!("/credit/{}", rule.name()));
            steps.push(last.clause(self.credit_clause(), pointer));
        }
        Some(steps)
    }

    /// The clause that says what a breach is worth.
    pub(super) fn credit_clause(&self) -> &Clause {
        let own = self.objective.credit.as_ref().map(|credit| &credit.clause);
        own.unwrap_or(&self.objective.clause)
    }

    pub(super) fn is_by_tiers(&self) -> bool {
        matches!(self.objective.rule(), Some(Rule::Tiers(_)))
    }

    /// The step that works out the share of the basis.
    pub(in crate::report::explanation) fn share_step(&self, credit: &ServiceCredit) -> StepName {
        match credit.worth.price {
            Price::Percent(_) if self.is_by_tiers() => StepName::Tier,
            _ => StepName::CreditShare,
        }
    }

    /// Where the contract states the price of the rule.
    pub(super) fn price_pointer(&self, price: &Price) -> String {
        let Some(rule) = self.objective.rule() else { return self.rule("/credit") };
        let own = format!("/credit/{}", rule.name());
        let object = self.rule(&format!("{own}/{}", price.name()));
        match rule {
            Rule::Waive => self.rule(&own),
            Rule::PerMiss(..) if self.is_short() => self.rule(&own),
            _ => object,
        }
    }

    /// How many times the price is due.
    fn units(&self, credit: &ServiceCredit, operation: Operation) -> Step {
        step(StepName::Units, operation, Outcome::Number(credit.worth.units.clone()))
    }

    /// Whether the target is kept.
    fn kept_operand(&self, value: &Exact) -> Operand {
        let target = of(StepName::Target);
        Operand::Value { role: Role::Kept, value: self.kept(value), source: target }
    }

    fn misses(&self, credit: &ServiceCredit, when: MissWhen, value: &Exact) -> Step {
        let missed = match &self.assessed.measured {
            Measured::Cases(cases) => cases.missed,
            _ => 0,
        };
        let kept = (when == MissWhen::Breached).then(|| self.kept_operand(value));
        self.units(credit, Operation::CountCredited)
            .operand(Role::Missed, Outcome::Count(missed), of(StepName::Missed))
            .operands(kept)
    }

    /// The outages that a credit counts, where no figure has told them, and how many times it is due
    /// for them.
    fn outages_credited(
        &self,
        credit: &ServiceCredit,
        operation: Operation,
        value: &Exact,
    ) -> Vec<Step> {
        let outages = Operand::OutagesOf { step: StepName::OutagesCredited };
        let units = self.units(credit, operation).operands([outages, self.kept_operand(value)]);
        self.credited_step().into_iter().chain([units]).collect()
    }

    fn credited_step(&self) -> Option<Step> {
        let time = match &self.assessed.measured {
            Measured::Availability(time) => time,
            Measured::Outages(figures) => &figures.time,
            _ => return None,
        };
        let own = (self.assessed.credited.as_slice(), self.objective.credited_in());
        let step = self.counted_outages(StepName::OutagesCredited, time, own);
        let consumed = !time.consumed.is_empty();
        let consumed = consumed.then_some(Operand::ConsumedOf { step: StepName::Consumed });
        Some(step.operands(consumed))
    }

    fn blocks(&self, credit: &ServiceCredit, block: &PerBlock, value: &Exact) -> Vec<Step> {
        let operation = parts(block.part);
        let size = Outcome::Seconds(Exact::seconds(block.length));
        let pointer = self.contract(self.rule("/credit/per_block/length"));
        let (mut steps, units) = match block.on {
            On::Period => {
                let (steps, lost) = self.lost(block.time);
                let units = self.units(credit, operation).operands(lost);
                (steps, units.operands([self.kept_operand(value)]))
            }
            On::Outage => {
                let mut steps = self.outages_credited(credit, operation, value);
                let units = steps.pop().unwrap_or_else(|| self.units(credit, operation));
                (steps, units)
            }
            On::Overrun => {
                let cases = Operand::CasesOf { step: StepName::Met };
                let units = self.units(credit, operation);
                (Vec::new(), units.operands([cases, self.kept_operand(value)]))
            }
        };
        steps.push(units.operand(Role::Size, size, pointer));
        steps
    }

    /// The time that was lost: what steps work it out, and its operand.
    fn lost(&self, time: CreditTime) -> (Vec<Step>, Option<Operand>) {
        let found = match &self.assessed.measured {
            Measured::Availability(found) => found,
            Measured::Outages(figures) => &figures.time,
            _ => return (Vec::new(), None),
        };
        let value = |role, seconds: &Exact, source| {
            let value = Outcome::Seconds(seconds.clone());
            Operand::Value { role, value, source }
        };
        let down = |role| value(role, &found.down, of(StepName::Down));
        if time == CreditTime::All {
            return (Vec::new(), Some(down(Role::Value)));
        }
        let bound = &self.objective.target.bound.value;
        let (allowed, source) = match &self.assessed.judgement.availability {
            Some(margin) => (&margin.allowed, of(StepName::Allowed)),
            None => (bound, self.bound_source()),
        };
        let lost = (&found.down - allowed).max(Exact::zero());
        let allowed = value(Role::Subtrahend, allowed, source);
        let beyond = step(StepName::LostTime, Operation::Beyond, Outcome::Seconds(lost.clone()))
            .operands([down(Role::Minuend), allowed]);
        (vec![beyond], Some(value(Role::Value, &lost, of(StepName::LostTime))))
    }

    fn lost_time(&self, credit: &ServiceCredit, lost: &LostTime, value: &Exact) -> Vec<Step> {
        let (mut steps, seconds) = self.lost(lost.time);
        let measured = &self.assessed.measured;
        let charged = Outcome::Seconds(self.basis.charged(self.objective, self.period, measured));
        let elapsed = || {
            step(StepName::ChargedTime, Operation::Elapsed, charged.clone())
                .operands(self.charged_span())
        };
        let source = match lost.hour_of {
            HourOf::Measured => StepName::Measured,
            HourOf::Agreed | HourOf::Period => StepName::ChargedTime,
        };
        steps.extend(match lost.hour_of {
            HourOf::Period => Some(elapsed()),
            HourOf::Agreed => Some(self.in_hours(elapsed(), true)),
            HourOf::Measured => None,
        });
        let share = credit.share.clone().unwrap_or_else(Exact::zero);
        let share = step(StepName::CreditShare, Operation::LostShare, Outcome::Percent(share))
            .operands(seconds)
            .operand(
                Role::Times,
                Outcome::Number(lost.times.clone()),
                self.contract(self.rule("/credit/times_lost_time/times")),
            )
            .operand(Role::Whole, charged.clone(), of(source))
            .operands([self.kept_operand(value)]);
        steps.push(share);
        steps
    }

    fn points(
        &self,
        credit: &ServiceCredit,
        point: &PerPoint,
        (value, source): (&Exact, StepName),
    ) -> Vec<Step> {
        let short = credit.worth.measured.clone().unwrap_or_else(Exact::zero);
        let short = self.measured(&short);
        let pointer = self.contract(self.rule("/credit/per_point/step"));
        vec![
            step(StepName::Short, Operation::PointsShort, short.clone())
                .operand(Role::Value, self.measured(value), of(source))
                .operands([self.bound()]),
            self.units(credit, parts(point.part))
                .operand(Role::Value, short, of(StepName::Short))
                .operand(Role::Size, self.measured(&point.step), pointer),
        ]
    }

    /// The breaches before, and how many times the price is due for them and this one.
    fn row(&self, credit: &ServiceCredit, rule: &Rule, value: &Exact) -> Step {
        let (operation, numbers) = match rule {
            Rule::Every(every) => {
                let numbers = vec![
                    (Role::Size, every.breaches, "breaches"),
                    (Role::Within, every.within, "within"),
                ];
                (Operation::EveryBreaches, numbers)
            }
            Rule::Repeat(repeat) => {
                (Operation::RowOfBreaches, vec![(Role::Size, repeat.periods, "periods")])
            }
            _ => (Operation::RowOfBreaches, Vec::new()),
        };
        let mut units = self.units(credit, operation);
        for (role, number, field) in numbers {
            let number = Outcome::Number(Exact::from(i128::from(number)));
            let pointer = self.rule(&format!("/credit/{}/{field}", rule.name()));
            units = units.operand(role, number, self.contract(pointer));
        }
        let earlier = credit.earlier.iter().filter_map(|it| {
            let (breached, units) = (it.breached, it.units.clone());
            Some(match it.by {
                VerdictBy::Judged { subject, period } => Operand::Earlier {
                    objective: Some(subject)
                        .filter(|it| *it != self.assessed.subject)
                        .map(position),
                    period: position(period),
                    breached,
                    units,
                },
                VerdictBy::Told(at) => {
                    let told = self.basis.history.before.verdicts.get(at)?;
                    let pointer = format!("/history/verdicts/{}/verdict", told.position);
                    let source = Fact::File { file: told.file, pointer };
                    Operand::EarlierTold { period: told.period, breached, units, source }
                }
            })
        });
        units.operands([self.kept_operand(value)]).operands(earlier)
    }

    /// The days for which the charge of the period is: local ones, or thirty for each month.
    fn charged_days(&self) -> Step {
        let period = self.period;
        let days = Outcome::Number(self.basis.days_of(period));
        let days =
            |operation| step(StepName::ChargedDays, operation, days).operands(self.charged_span());
        let day = self.basis.terms_at_end(period).credits.day_of_charge;
        match period.periods.every.months().filter(|_| day == DayOfCharge::Thirtieth) {
            None => days(Operation::DaysOf).operands(self.zone()),
            Some(months) => {
                let whole = Outcome::Seconds(Exact::seconds(period.whole.nanoseconds()));
                let number = |it: i128| Outcome::Number(Exact::from(it));
                let thirty = self.contract("/credits/day_of_charge".to_owned());
                days(Operation::DaysOfMonths)
                    .operand(Role::Days, number(DAYS_OF_MONTH), thirty)
                    .operand(Role::Months, number(months.into()), of(StepName::PeriodEnds))
                    .operand(Role::Whole, whole, of(StepName::PeriodEnds))
            }
        }
    }

    /// From when until when the period is inside the term, whether it has passed or not.
    fn charged_span(&self) -> [Operand; 2] {
        let (span, whole) = (self.period.span, self.period.whole);
        let term = self.basis.agreement.term;
        let from = match (span.from() == whole.from(), term.from) {
            _ if self.cut_from().is_some() => of(StepName::TermsBegin),
            (true, _) => of(StepName::PeriodBegins),
            (false, Some(_)) => self.contract("/term/from".to_owned()),
            (false, None) => by_default("term/from"),
        };
        let instant = |role, at, source| Operand::Value { role, value: self.instant(at), source };
        [
            instant(Role::From, span.from(), from),
            instant(Role::Until, span.until(), self.end_of_span()),
        ]
    }

    /// The share of the basis, from how many times which price.
    fn credit_share(
        &self,
        credit: &ServiceCredit,
        rule: &Rule,
        (share, (value, source)): (&Exact, (&Exact, StepName)),
    ) -> Step {
        let share =
            |operation| step(StepName::CreditShare, operation, Outcome::Percent(share.clone()));
        let units = (Role::Units, Outcome::Number(credit.worth.units.clone()));
        let stated = |role, number: &Exact, field: &str| Operand::Value {
            role,
            value: Outcome::Percent(number.clone()),
            source: self.contract(self.rule(&format!("/credit/at_risk/{field}"))),
        };
        match (rule, &credit.worth.price) {
            (Rule::Shortfall, _) => share(Operation::ShareOfBound)
                .operand(Role::Value, self.measured(value), of(source))
                .operands([self.bound()]),
            (Rule::AtRisk(at_risk), _) => share(Operation::ShareAtRisk)
                .operand(units.0, units.1, of(StepName::Units))
                .operands([
                    stated(Role::Percent, &at_risk.percent, "percent"),
                    stated(Role::Pool, &at_risk.pool, "pool"),
                    stated(Role::Allocation, &at_risk.allocation, "allocation"),
                ]),
            (_, Price::Days(days)) => {
                let (number, step) =
                    (Outcome::Number(days.clone()), share(Operation::DaysOfCharge));
                let step = match self.is_by_tiers() {
                    true => step.operand(Role::Days, number, of(StepName::Tier)),
                    false => step.operand(units.0, units.1, of(StepName::Units)).operand(
                        Role::Days,
                        number,
                        self.contract(self.price_pointer(&credit.worth.price)),
                    ),
                };
                let whole = self.basis.days_of(self.period);
                step.operand(Role::Whole, Outcome::Number(whole), of(StepName::ChargedDays))
            }
            (_, price) => share(Operation::TimesPercent)
                .operand(units.0, units.1, of(StepName::Units))
                .operand(
                    Role::Percent,
                    Outcome::Percent(price.number().clone()),
                    self.contract(self.price_pointer(price)),
                ),
        }
    }

    /// Where the bound of the target stands.
    fn bound_source(&self) -> Fact {
        match self.bound() {
            Operand::Bound { source, .. } => source,
            _ => self.contract(self.rule("/target")),
        }
    }

    /// Whether a price for each miss is written as its amount alone.
    fn is_short(&self) -> bool {
        self.objective.credit.as_ref().is_some_and(|credit| credit.is_short)
    }
}

/// Whether the steps of the rule tell the share already.
fn rule_tells(rule: &Rule) -> bool {
    matches!(rule, Rule::TimesLostTime(_))
}

fn parts(part: CreditPart) -> Operation {
    match part {
        CreditPart::Whole => Operation::WholeParts,
        CreditPart::Begun => Operation::BegunParts,
        CreditPart::Exact => Operation::ExactParts,
    }
}

//! The worked calculation of a figure, from what the stages found.

use super::arrange::{Assessed, Basis, kept_above, position, reached_below};
use super::calculation::{
    Calculation, Fact, Operand, Operation, Outcome, Role, Rounding, Step, StepName,
};
use crate::model::{Clause, Impact, Objective, Service, Touched};
use crate::penalty::{ServiceCredit, claim_day, last_day};
use crate::timeline::{EvidenceSource, ServicePeriod, Stretch};
use crate::units::{Exact, Instant};

/// The worked calculation of `assessed`.
#[must_use]
pub fn explain(basis: &Basis, assessed: &Assessed) -> Option<Calculation> {
    let objective = basis.agreement.objectives.get(assessed.objective)?;
    let service = basis.agreement.services.get(objective.service)?;
    let period = basis.periods.get(assessed.period)?;
    let outages = basis.outages.get(objective.service)?;
    let stretches = outages.stretches(&assessed.availability.outages);
    let work = Work { basis, assessed, objective, service, period, stretches };
    let mut steps = work.window();
    steps.extend(work.measurement());
    steps.extend(work.judgement());
    if let Some(credit) = &assessed.credit {
        steps.extend(work.credit(credit));
    }
    Some(Calculation {
        objective: position(assessed.objective),
        period: position(assessed.period),
        steps,
    })
}

struct Work<'a> {
    basis: &'a Basis,
    assessed: &'a Assessed,
    objective: &'a Objective,
    service: &'a Service,
    period: &'a ServicePeriod,
    stretches: &'a [Stretch],
}

impl Work<'_> {
    /// The time that is looked at: the period, clipped to the term and to what has passed.
    fn window(&self) -> Vec<Step> {
        let Basis { agreement, term, as_of, .. } = self.basis;
        let window = self.assessed.availability.window;
        let midnight = |name, date, source, at: Instant| {
            step(name, Operation::StartOfDay, self.instant(at))
                .operand(Role::Date, Outcome::Date(date), source)
                .operand(Role::Zone, Outcome::Zone(agreement.zone.to_string()), self.zone())
        };
        let (first, next) = (self.period.first, self.period.next);
        let mut steps = vec![
            midnight(StepName::PeriodBegins, first, Fact::Calendar, self.period.whole.from()),
            midnight(StepName::PeriodEnds, next, Fact::Calendar, self.period.whole.until()),
        ];
        let mut from = step(StepName::From, Operation::Latest, self.instant(window.from()))
            .operand(
                Role::Instant,
                self.instant(self.period.whole.from()),
                of(StepName::PeriodBegins),
            );
        let mut until = step(StepName::Until, Operation::Earliest, self.instant(window.until()))
            .operand(
                Role::Instant,
                self.instant(self.period.whole.until()),
                of(StepName::PeriodEnds),
            );
        if term.from() > self.period.whole.from() {
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
        if let (true, Some(date)) = (term.until() < self.period.whole.until(), agreement.term.until)
        {
            let pointer = self.contract("/term/until".to_owned());
            steps.push(midnight(StepName::TermEnds, date, pointer, term.until()));
            until =
                until.operand(Role::Instant, self.instant(term.until()), of(StepName::TermEnds));
        }
        if *as_of < self.period.whole.until() {
            until = until.operand(Role::Instant, self.instant(*as_of), Fact::AsOf);
        }
        steps.push(from);
        steps.push(until);
        steps
    }

    /// Agreed, down, removed and measured time, and the value.
    fn measurement(&self) -> Vec<Step> {
        let found = &self.assessed.availability;
        let seconds = |nanoseconds| Outcome::Seconds(Exact::seconds(nanoseconds));
        let measured = Outcome::Seconds(found.measured());
        let down = Outcome::Seconds(found.down.clone());
        let incidents = || [Operand::IncidentsOf { step: StepName::Down }];
        let mut steps = vec![
            self.windowed(StepName::Agreed, Operation::Elapsed, seconds(found.agreed))
                .clause(&self.objective.clause, self.rule("")),
            self.windowed(StepName::Down, Operation::LargestWeight, down.clone())
                .operands(self.incidents()),
            self.windowed(StepName::Outage, Operation::AnyOpen, seconds(found.unweighted))
                .operands(incidents()),
            self.windowed(StepName::Removed, Operation::Uncovered, seconds(found.removed))
                .operands(self.covered())
                .operands(incidents()),
            step(StepName::Measured, Operation::Difference, measured.clone())
                .operand(Role::Minuend, seconds(found.agreed), of(StepName::Agreed))
                .operand(Role::Subtrahend, seconds(found.removed), of(StepName::Removed)),
        ];
        if let Some(coverage) = found.coverage() {
            steps.push(
                step(StepName::Coverage, Operation::Coverage, Outcome::Percent(coverage))
                    .operand(Role::Measured, measured.clone(), of(StepName::Measured))
                    .operand(Role::Agreed, seconds(found.agreed), of(StepName::Agreed)),
            );
        }
        if let Some(value) = found.value() {
            let operation = Operation::Availability;
            steps.push(
                step(StepName::Availability, operation, Outcome::Percent(value))
                    .operand(Role::Measured, measured, of(StepName::Measured))
                    .operand(Role::Down, down, of(StepName::Down)),
            );
        }
        steps
    }

    /// The target, and what unknown time and a perfect rest could change.
    fn judgement(&self) -> Vec<Step> {
        let (found, judged) = (&self.assessed.availability, &self.assessed.judgement);
        let Some(value) = found.value() else { return Vec::new() };
        let measured = || Outcome::Seconds(found.measured());
        let down = || Outcome::Seconds(found.down.clone());
        let met = |value: &Exact| Outcome::Truth(self.objective.target.is_below(value));
        let compare = |name, value: &Exact, source| {
            step(name, Operation::Compare, met(value))
                .operand(Role::Value, Outcome::Percent(value.clone()), of(source))
                .operands([self.bound()])
                .clause(&self.objective.clause, self.rule("/target"))
        };
        let mut steps = vec![
            step(
                StepName::Allowed,
                Operation::AllowedDowntime,
                Outcome::Seconds(judged.allowed.clone()),
            )
            .operand(Role::Measured, measured(), of(StepName::Measured))
            .operands([self.bound()]),
            compare(StepName::Target, &value, StepName::Availability),
        ];
        if let Some((best, rest)) = &judged.after_perfect {
            let seconds = Outcome::Seconds(rest.clone());
            steps.push(
                step(StepName::Rest, Operation::Elapsed, seconds.clone())
                    .operand(Role::From, self.instant(self.basis.as_of), Fact::AsOf)
                    .operand(
                        Role::Until,
                        self.instant(self.period.span.until()),
                        self.end_of_span(),
                    ),
            );
            let operation = Operation::AfterPerfectRest;
            steps.push(
                step(StepName::AfterPerfect, operation, Outcome::Percent(best.clone()))
                    .operand(Role::Measured, measured(), of(StepName::Measured))
                    .operand(Role::Down, down(), of(StepName::Down))
                    .operand(Role::Rest, seconds, of(StepName::Rest)),
            );
            steps.push(compare(StepName::AfterPerfectTarget, best, StepName::AfterPerfect));
        }
        if let (Some((worst, best)), true) = (&judged.bounds, found.removed > 0) {
            let bound = |name, operation, value: &Exact| {
                step(name, operation, Outcome::Percent(value.clone()))
                    .operand(Role::Measured, measured(), of(StepName::Measured))
                    .operand(Role::Down, down(), of(StepName::Down))
                    .operand(
                        Role::Removed,
                        Outcome::Seconds(Exact::seconds(found.removed)),
                        of(StepName::Removed),
                    )
            };
            steps.push(bound(StepName::UnknownDown, Operation::UnknownAsDown, worst));
            steps.push(bound(StepName::UnknownUp, Operation::UnknownAsUp, best));
        }
        steps
    }

    /// Tier, charge, credit and claim.
    fn credit(&self, credit: &ServiceCredit) -> Vec<Step> {
        let Some(value) = self.assessed.availability.value() else { return Vec::new() };
        let percent = Outcome::Percent(credit.percent.clone());
        let rule = match credit.tier {
            Some(tier) => self.rule(&format!("/credit/tiers/{tier}")),
            None => self.rule("/credit"),
        };
        let mut steps = vec![
            step(StepName::Tier, Operation::DeepestTier, percent.clone())
                .operand(Role::Value, Outcome::Percent(value), of(StepName::Availability))
                .operands(self.tiers())
                .clause(&self.objective.clause, rule),
        ];
        if let (Some(charge), Some(amount)) = (&credit.charge, &credit.amount) {
            let total = Outcome::Money(charge.total.amount.clone());
            steps.push(
                step(StepName::Charge, Operation::ChargeForPeriod, total.clone())
                    .operands(self.charges(credit))
                    .clause(&self.service.clause, format!("/services/{}", self.objective.service)),
            );
            let mut credit_step = step(
                StepName::Credit,
                Operation::Percentage,
                Outcome::Money(amount.amount.clone()),
            )
            .operand(Role::Charge, total, of(StepName::Charge))
            .operand(Role::Percent, percent, of(StepName::Tier));
            let share = credit.percent.checked_div(&Exact::from(100));
            credit_step.rounding = share.map(|share| Rounding {
                mode: "half_up".to_owned(),
                places: amount.currency.minor_digits(),
                exact: charge.total.times(&share).amount,
            });
            steps.push(credit_step);
        }
        if let Some(deadline) = credit.deadline {
            steps.extend(self.claim(deadline));
        }
        steps
    }

    fn claim(&self, deadline: Instant) -> Vec<Step> {
        let zone = self.basis.agreement.zone;
        let Some(claim) = &self.basis.agreement.claim else { return Vec::new() };
        let last = last_day(self.period, zone);
        let Some(day) = claim_day(claim, self.period, zone) else { return Vec::new() };
        let pointer = "/credits/claim/within/days";
        let zone_operand = || Outcome::Zone(zone.to_string());
        vec![
            step(StepName::LastDay, Operation::LastDateBefore, Outcome::Date(last))
                .operand(Role::Until, self.instant(self.period.span.until()), self.end_of_span())
                .operand(Role::Zone, zone_operand(), self.zone()),
            step(StepName::ClaimDay, Operation::AddDays, Outcome::Date(day))
                .operand(Role::Date, Outcome::Date(last), of(StepName::LastDay))
                .operand(Role::Days, Outcome::Days(claim.days), self.contract(pointer.to_owned()))
                .clause(&claim.clause, "/credits/claim".to_owned()),
            step(StepName::ClaimDeadline, Operation::EndOfDay, self.instant(deadline))
                .operand(Role::Date, Outcome::Date(day), of(StepName::ClaimDay))
                .operand(Role::Zone, zone_operand(), self.zone()),
        ]
    }

    /// The incidents that reach into the window, in order of time.
    fn incidents(&self) -> impl Iterator<Item = Operand> {
        let window = self.assessed.availability.window;
        let stretches = self.stretches.iter();
        stretches.filter(move |stretch| !stretch.span.intersection(&window).is_empty()).filter_map(
            |stretch| {
                let incident = self.basis.history.incidents.get(stretch.incident)?;
                let agreement = &self.basis.agreement;
                let touch = incident.touches().iter().position(|touch| {
                    touch.service == Touched::Agreed(self.objective.service)
                        && agreement.impact.rank(touch.impact) == stretch.rank
                })?;
                let place = |field: &str| Fact::File {
                    file: incident.file(),
                    pointer: format!("/incidents/{}/{field}", incident.position()),
                };
                let until_source = match incident.end() {
                    Some(end) if end.at <= self.basis.as_of => vec![place(end.event.name())],
                    _ => vec![Fact::AsOf, self.covered_until(incident.file())],
                };
                let told = incident.touches().get(touch)?;
                let (impact_source, weight_source) = match told.impact {
                    Impact::Unstated => (None, by_default("counting/impact")),
                    Impact::Level(level) if told.own => {
                        (Some(place(&format!("services/{touch}/impact"))), self.level(level))
                    }
                    Impact::Level(level) => (Some(place("impact")), self.level(level)),
                };
                Some(Operand::Incident {
                    id: incident.id().to_owned(),
                    title: incident.title().map(str::to_owned),
                    from: agreement.zone.reading(stretch.span.from()),
                    from_source: place("started"),
                    until: agreement.zone.reading(stretch.span.until()),
                    until_source,
                    impact_source,
                    weight: agreement.impact.weight(stretch.rank),
                    weight_source,
                })
            },
        )
    }

    /// Where a level's weight stands.
    fn level(&self, position: u32) -> Fact {
        let agreement = &self.basis.agreement;
        let unstated =
            agreement.readings.iter().any(|r| r.name == "counting/impact" && r.by_default);
        match agreement.impact.levels().get(position as usize) {
            Some(level) if !unstated => {
                let word = level.word.replace('~', "~0").replace('/', "~1");
                self.contract(format!("/counting/impact/{word}"))
            }
            _ => by_default("counting/impact"),
        }
    }

    fn covered_until(&self, file: u32) -> Fact {
        let origins = self.basis.history.origins.iter().zip(&self.basis.evidence.stretches);
        let source = origins
            .filter(|(origin, _)| origin.file == file)
            .map(|(_, (_, source))| *source)
            .next();
        match source {
            Some(EvidenceSource::Stated) => {
                Fact::File { file, pointer: "/source/covers/until".to_owned() }
            }
            Some(EvidenceSource::Export) => {
                Fact::File { file, pointer: "/source/exported_at".to_owned() }
            }
            _ => by_default("source/covers"),
        }
    }

    fn covered(&self) -> impl Iterator<Item = Operand> {
        let zone = self.basis.agreement.zone;
        let origins = self.basis.history.origins.iter().zip(&self.basis.evidence.stretches);
        origins.map(move |(origin, (stretch, source))| Operand::Covered {
            from: zone.reading(stretch.from()),
            until: zone.reading(stretch.until()),
            source: match source {
                EvidenceSource::Stated => {
                    Fact::File { file: origin.file, pointer: "/source/covers".to_owned() }
                }
                _ => by_default("source/covers"),
            },
        })
    }

    fn tiers(&self) -> impl Iterator<Item = Operand> {
        let tiers = self.objective.credit.iter().flat_map(|rule| &rule.tiers);
        tiers.map(|tier| {
            let (begin, end) = (reached_below(&tier.begin), tier.end.as_ref().map(kept_above));
            Operand::Tier {
                begin: begin.bound,
                begin_value: begin.value,
                end: end.as_ref().map(|end| end.bound),
                end_value: end.map(|end| end.value),
                percent: tier.percent.clone(),
                source: self.contract(self.rule(&format!("/credit/tiers/{}", tier.position))),
            }
        })
    }

    fn charges(&self, credit: &ServiceCredit) -> impl Iterator<Item = Operand> {
        let zone = self.basis.agreement.zone;
        let parts = credit.charge.iter().flat_map(|charge| &charge.parts);
        parts.filter_map(move |part| {
            let position = part.position;
            let charge = self.service.charges.iter().find(|c| c.position == position)?;
            let service = self.objective.service;
            Some(Operand::Charge {
                amount: charge.amount.clone(),
                months: charge.months,
                seconds: Exact::seconds(part.span.nanoseconds()),
                period_seconds: Exact::seconds(self.period.whole.nanoseconds()),
                period_months: self.basis.agreement.every.months(),
                from: zone.reading(part.span.from()),
                until: zone.reading(part.span.until()),
                source: self.contract(format!("/services/{service}/charges/{position}")),
            })
        })
    }

    fn bound(&self) -> Operand {
        let bound = kept_above(&self.objective.target);
        let source = self.contract(self.rule(&format!("/target/{}", bound.bound.name())));
        Operand::Bound { bound: bound.bound, value: bound.value, source }
    }

    /// A step over the time that is looked at.
    fn windowed(&self, name: StepName, operation: Operation, result: Outcome) -> Step {
        let window = self.assessed.availability.window;
        step(name, operation, result)
            .operand(Role::From, self.instant(window.from()), of(StepName::From))
            .operand(Role::Until, self.instant(window.until()), of(StepName::Until))
    }

    /// The step that says when the period, clipped to the term, ends.
    fn end_of_span(&self) -> Fact {
        let clipped = self.period.span.until() < self.period.whole.until();
        of(if clipped { StepName::TermEnds } else { StepName::PeriodEnds })
    }

    fn instant(&self, at: Instant) -> Outcome {
        Outcome::Instant(self.basis.agreement.zone.reading(at))
    }

    fn zone(&self) -> Fact {
        let stated = self.basis.agreement.readings.iter();
        let stated = stated.filter(|reading| reading.name == "time_zone" && !reading.by_default);
        match stated.count() {
            0 => by_default("time_zone"),
            _ => self.contract("/time_zone".to_owned()),
        }
    }

    /// The place of a part of the objective.
    fn rule(&self, part: &str) -> String {
        format!("/objectives/{}{part}", self.assessed.objective)
    }

    fn contract(&self, pointer: String) -> Fact {
        Fact::File { file: self.basis.contract, pointer }
    }
}

fn by_default(reading: &str) -> Fact {
    Fact::Default(reading.to_owned())
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

//! The steps of an availability.

use super::{Work, by_default, of, step};
use crate::measurement::Availability;
use crate::model::{Impact, Touched};
use crate::report::{Fact, Operand, Operation, Outcome, Role, Step, StepName};
use crate::timeline::{EvidenceSource, Stretch};
use crate::units::Exact;

impl Work<'_> {
    /// Agreed, down, removed and measured time, and the value.
    pub(super) fn measurement(&self, found: &Availability) -> Vec<Step> {
        let seconds = |nanoseconds| Outcome::Seconds(Exact::seconds(nanoseconds));
        let measured = Outcome::Seconds(found.measured());
        let down = Outcome::Seconds(found.down.clone());
        let incidents = || [Operand::IncidentsOf { step: StepName::Down }];
        let mut steps = vec![
            self.agreed(found),
            self.windowed(StepName::Down, Operation::LargestWeight, down.clone())
                .operands(self.calendar())
                .operands(self.incidents(found)),
            self.windowed(StepName::Outage, Operation::AnyOpen, seconds(found.unweighted))
                .operands(self.calendar())
                .operands(incidents()),
            self.windowed(StepName::Removed, Operation::Uncovered, seconds(found.removed))
                .operands(self.calendar())
                .operands(self.covered())
                .operands(incidents())
                .operands(self.excluded(found)),
            step(StepName::Measured, Operation::Difference, measured.clone())
                .operand(Role::Minuend, Outcome::Seconds(found.agreed()), of(StepName::Agreed))
                .operand(Role::Subtrahend, seconds(found.removed), of(StepName::Removed)),
        ];
        if let Some(coverage) = found.coverage() {
            steps.push(
                step(StepName::Coverage, Operation::Coverage, Outcome::Percent(coverage))
                    .operand(Role::Measured, measured.clone(), of(StepName::Measured))
                    .operand(Role::Agreed, Outcome::Seconds(found.agreed()), of(StepName::Agreed)),
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
    pub(super) fn judgement(&self, found: &Availability) -> Vec<Step> {
        let (Some(value), Some(judged)) = (found.value(), &self.assessed.judgement.availability)
        else {
            return Vec::new();
        };
        let measured = || Outcome::Seconds(found.measured());
        let down = || Outcome::Seconds(found.down.clone());
        let mut steps = vec![
            step(
                StepName::Allowed,
                Operation::AllowedDowntime,
                Outcome::Seconds(judged.allowed.clone()),
            )
            .operand(Role::Measured, measured(), of(StepName::Measured))
            .operands([self.bound()]),
            self.compare(StepName::Target, &value, StepName::Availability),
        ];
        if let Some((after_rest, rest)) = &judged.after_perfect {
            let seconds = Outcome::Seconds(rest.clone());
            steps.push(self.rest(seconds.clone()));
            let best = Outcome::Percent(after_rest.clone());
            let after = match self.objective.window {
                Some(window) => self.after_perfect_window(found, window.days, best),
                None => step(StepName::AfterPerfect, Operation::AfterPerfectRest, best)
                    .operand(Role::Measured, measured(), of(StepName::Measured))
                    .operand(Role::Down, down(), of(StepName::Down)),
            };
            steps.push(after.operand(Role::Rest, seconds, of(StepName::Rest)));
            steps.push(self.compare(
                StepName::AfterPerfectTarget,
                after_rest,
                StepName::AfterPerfect,
            ));
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

    /// Agreed time: the hours of the window, or the length that stands for them.
    fn agreed(&self, found: &Availability) -> Step {
        let agreed =
            self.windowed(StepName::Agreed, Operation::Elapsed, Outcome::Seconds(found.agreed()));
        self.in_hours(agreed, found.fixed.is_some()).clause(&self.objective.clause, self.rule(""))
    }

    /// What is left of a running period, in its hours.
    fn rest(&self, rest: Outcome) -> Step {
        let rest = step(StepName::Rest, Operation::Elapsed, rest)
            .operand(Role::From, self.instant(self.basis.as_of), Fact::AsOf)
            .operand(Role::Until, self.instant(self.period.span.until()), self.end_of_span());
        self.in_hours(rest, self.objective.window.is_none())
    }

    /// Elapsed time as that of the calendar, or as a part of the length that stands for a period.
    fn in_hours(&self, elapsed: Step, may_be_fixed: bool) -> Step {
        let fixed = self.basis.agreement.period_length.filter(|_| may_be_fixed);
        let calendar = self.calendar();
        let operation = match (fixed, &calendar) {
            (Some(_), _) => Operation::FixedLength,
            (None, Some(_)) => Operation::HoursBetween,
            (None, None) => Operation::Elapsed,
        };
        let elapsed = Step { operation, ..elapsed };
        let Some(length) = fixed else { return elapsed.operands(calendar) };
        let whole = Exact::seconds(self.period.whole.nanoseconds());
        let pointer = self.contract("/counting/period_length".to_owned());
        elapsed.operand(Role::Length, Outcome::Seconds(Exact::seconds(length)), pointer).operand(
            Role::Whole,
            Outcome::Seconds(whole),
            of(StepName::PeriodEnds),
        )
    }

    /// The value after a perfect rest of the days that end with the period.
    fn after_perfect_window(&self, found: &Availability, days: u32, value: Outcome) -> Step {
        let zone = Outcome::Zone(self.basis.agreement.zone.to_string());
        let pointer = self.contract(self.rule("/window/days"));
        step(StepName::AfterPerfect, Operation::AfterPerfectWindow, value)
            .operand(Role::From, self.instant(found.window.from()), of(StepName::From))
            .operand(Role::Until, self.instant(self.period.span.until()), self.end_of_span())
            .operand(Role::Instant, self.instant(self.basis.as_of), Fact::AsOf)
            .operand(Role::Days, Outcome::Days(days), pointer)
            .operand(Role::Zone, zone, self.zone())
            .operands(self.calendar())
            .operands(self.covered())
            .operands([Operand::IncidentsOf { step: StepName::Down }])
            .operands(self.excluded(found))
    }

    /// The incidents that reach into the window, in order of time.
    fn incidents(&self, found: &Availability) -> Vec<Operand> {
        let outages = self.objective.service.and_then(|it| self.basis.outages.get(it));
        let stretches = outages.map(|outages| outages.stretches(&found.outages));
        self.reaching(found, stretches.unwrap_or_default())
    }

    /// The incidents for which the provider does not answer that reach into the window.
    fn excluded(&self, found: &Availability) -> Vec<Operand> {
        let outages = self.objective.service.and_then(|it| self.basis.excluded.get(it));
        let stretches = outages.map(|it| it.stretches(&(0..it.list().len())));
        self.reaching(found, stretches.unwrap_or_default())
    }

    fn reaching(&self, found: &Availability, stretches: &[Stretch]) -> Vec<Operand> {
        let inside = |stretch: &&Stretch| !stretch.span.intersection(&found.window).is_empty();
        stretches.iter().filter(inside).filter_map(|it| self.incident(it)).collect()
    }

    /// An incident with where its facts stand.
    fn incident(&self, stretch: &Stretch) -> Option<Operand> {
        let incident = self.basis.history.incidents.get(stretch.incident)?;
        let agreement = &self.basis.agreement;
        let touch = incident.touches().iter().position(|touch| {
            Some(touch.service) == self.objective.service.map(Touched::Agreed)
                && agreement.impact.rank(touch.impact) == stretch.rank
        })?;
        let place = |field: &str| Fact::File {
            file: incident.file(),
            pointer: format!("/incidents/{}/{field}", incident.position()),
        };
        let until_source = match incident.end() {
            Some(end) if end.at <= self.basis.as_of => vec![place(end.event.event().name())],
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
}

//! The steps of an availability.

use super::labelled::down_step;
use super::{Subject, Work, by_default, corrected, of, step};
use crate::measurement::Availability;
use crate::model::{
    Affected, BeforeStart, Corrected, Counting, Event, FULL, Impact, Incident, Switch, Treatment,
    Turn,
};
use crate::report::{
    AffectedFacts, Bound, Fact, Operand, Operation, Outcome, Role, Step, StepName,
};
use crate::timeline::{EvidenceSource, Source, Stretch};
use crate::units::{Exact, Instant};

impl Work<'_> {
    /// Agreed, down, removed and measured time, and the value.
    pub(super) fn measurement(&self, found: &Availability) -> Vec<Step> {
        let measured = Outcome::Seconds(found.measured());
        let down = Outcome::Seconds(found.down.clone());
        let mut steps = self.measured_time(found);
        steps.extend(self.coverage(found));
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

    /// The share of agreed time of which something is known.
    pub(super) fn coverage(&self, found: &Availability) -> Option<Step> {
        let coverage = found.coverage()?;
        let agreed = Outcome::Seconds(found.agreed());
        let share = |operation| step(StepName::Coverage, operation, Outcome::Percent(coverage));
        let coverage = match self.unknown_step(found) {
            StepName::Removed => share(Operation::Coverage).operand(
                Role::Measured,
                Outcome::Seconds(found.measured()),
                of(StepName::Measured),
            ),
            unknown => {
                let seconds = Exact::seconds(found.unseen);
                share(Operation::KnownShare).operand(
                    Role::Removed,
                    Outcome::Seconds(seconds),
                    of(unknown),
                )
            }
        };
        Some(coverage.operand(Role::Agreed, agreed, of(StepName::Agreed)))
    }

    /// Whether as much is known as a verdict needs, where the contract says how much that is.
    pub(super) fn enough_known(&self, found: &Availability) -> Option<Step> {
        let least = self.objective.minimum_coverage.clone()?;
        let coverage = Outcome::Percent(found.coverage()?);
        let source = self.contract(self.rule("/minimum_coverage"));
        let enough = Outcome::Truth(self.is_enough(found));
        let compared = step(StepName::EnoughKnown, Operation::Compare, enough)
            .operand(Role::Value, coverage, of(StepName::Coverage))
            .operands([Operand::Bound { bound: Bound::AtLeast, value: least, source }])
            .clause(&self.objective.clause, self.rule("/minimum_coverage"));
        Some(compared)
    }

    /// Whether as much is known as a verdict needs.
    pub(super) fn is_enough(&self, found: &Availability) -> bool {
        self.objective.is_enough(found.coverage().as_ref())
    }

    /// Agreed, down, removed and measured time.
    pub(super) fn measured_time(&self, found: &Availability) -> Vec<Step> {
        let measured = Outcome::Seconds(found.measured());
        let removed = Outcome::Seconds(Exact::seconds(found.removed));
        let mut steps = vec![self.agreed(found)];
        steps.extend(self.labelled(found));
        steps.push(
            step(StepName::Measured, Operation::Difference, measured)
                .operand(Role::Minuend, Outcome::Seconds(found.agreed()), of(StepName::Agreed))
                .operand(Role::Subtrahend, removed, of(StepName::Removed)),
        );
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
        let allowed = Outcome::Seconds(judged.allowed.clone());
        let mut steps: Vec<Step> = self.kept_from().into_iter().collect();
        steps.push(
            step(StepName::Allowed, Operation::AllowedDowntime, allowed)
                .operand(Role::Measured, measured(), of(StepName::Measured))
                .operands([self.bound_as_it_is()]),
        );
        if !self.is_enough(found) {
            return steps;
        }
        steps.extend(self.judged(&value));
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
            let steps_of = (StepName::AfterPerfect, StepName::AfterPerfectRounded);
            let (rounded, after_rest, source) = self.as_compared(after_rest, steps_of);
            steps.extend(rounded);
            steps.push(self.compare(StepName::AfterPerfectTarget, &after_rest, source));
        }
        steps.extend(self.error_budget(found));
        let unknown = found.unseen;
        if let (Some((worst, best)), true) = (&judged.bounds, unknown > 0) {
            let source = self.unknown_step(found);
            let bound = |name, operation, value: &Exact| {
                step(name, operation, Outcome::Percent(value.clone()))
                    .operand(Role::Measured, measured(), of(StepName::Measured))
                    .operand(Role::Down, down(), of(StepName::Down))
                    .operand(Role::Removed, Outcome::Seconds(Exact::seconds(unknown)), of(source))
            };
            let (down, up) = (StepName::UnknownDown, StepName::UnknownUp);
            match found.unknown {
                Treatment::Removed => {
                    steps.push(bound(down, Operation::UnknownAsDown, worst));
                    steps.push(bound(up, Operation::UnknownAsUp, best));
                }
                Treatment::Up | Treatment::Ignored => {
                    steps.push(bound(down, Operation::UpAsDown, worst));
                }
                Treatment::Down => steps.push(bound(up, Operation::DownAsUp, best)),
            }
        }
        steps
    }

    /// Agreed time: the hours of the window, or the length that stands for them.
    fn agreed(&self, found: &Availability) -> Step {
        let (from, source) = match self.window_begins() {
            // What lies before the term is agreed as well, and up.
            Some(begin) if self.is_up_before_start() && begin < found.window.from() => {
                (begin, of(StepName::WindowBegins))
            }
            _ => (found.window.from(), of(StepName::From)),
        };
        let until = self.instant(found.window.until());
        let agreed = Outcome::Seconds(found.agreed());
        let agreed = step(StepName::Agreed, Operation::Elapsed, agreed)
            .operand(Role::From, self.instant(from), source)
            .operand(Role::Until, until, of(StepName::Until));
        let may_be_fixed = self.objective.window.is_none();
        self.in_hours(agreed, may_be_fixed).clause(&self.objective.clause, self.rule(""))
    }

    fn is_up_before_start(&self) -> bool {
        self.objective.window.is_some_and(|window| window.before_start == BeforeStart::Up)
    }

    /// What is left of a running period, in its hours.
    fn rest(&self, rest: Outcome) -> Step {
        let rest = step(StepName::Rest, Operation::Elapsed, rest)
            .operand(Role::From, self.instant(self.basis.as_of), Fact::AsOf)
            .operand(Role::Until, self.instant(self.period.span.until()), self.end_of_span());
        self.in_hours(rest, self.objective.window.is_none())
    }

    /// Elapsed time as that of the calendar, or as a part of the length that stands for a period.
    pub(super) fn in_hours(&self, elapsed: Step, may_be_fixed: bool) -> Step {
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

    /// That what lies before the term counts as up, where it does.
    fn up_before_start(&self) -> Option<Operand> {
        self.is_up_before_start().then(|| Operand::Value {
            role: Role::UpBefore,
            value: Outcome::Truth(true),
            source: self.contract(self.rule("/window/before_start")),
        })
    }

    /// The value after a perfect rest of the days that end with the period.
    fn after_perfect_window(&self, found: &Availability, days: u32, value: Outcome) -> Step {
        let pointer = self.contract(self.rule("/window/days"));
        let consumed = Operand::ConsumedOf { step: StepName::Consumed };
        let consumed = (!found.consumed.is_empty()).then_some(consumed);
        step(StepName::AfterPerfect, Operation::AfterPerfectWindow, value)
            .operand(Role::From, self.instant(found.window.from()), of(StepName::From))
            .operand(Role::Until, self.instant(self.period.span.until()), self.end_of_span())
            .operand(Role::Instant, self.instant(self.basis.as_of), Fact::AsOf)
            .operand(Role::Days, Outcome::Days(days), pointer)
            .operands(self.zone())
            .operands(self.up_before_start())
            .operands(self.calendar())
            .operands([StepName::Removed, down_step(found)].map(|step| Operand::TimeOf { step }))
            .operands(consumed)
    }

    /// An incident with where its facts stand.
    pub(super) fn incident(&self, stretch: &Stretch) -> Option<Operand> {
        self.incident_of(self.subject()?, stretch)
    }

    /// An incident of a service.
    pub(super) fn incident_of(&self, subject: Subject<'_>, stretch: &Stretch) -> Option<Operand> {
        let position = match stretch.source {
            Source::Incident(position) => position,
            Source::Maintenance(record) => return self.not_permitted(record, stretch),
            Source::Steps(series, first) => return self.down_steps((series, first), stretch),
        };
        let incident = self.basis.history.incidents.get(position)?;
        let agreement = &self.basis.agreement;
        let (touch, told) = agreement.impact.heaviest(incident.touches(), subject.service)?;
        let change = |at: Instant| {
            incident.turns().iter().rev().find_map(|turn| match turn {
                Turn::ImpactChange { at: changed, impact, position, .. }
                    if *changed == at && !told.own =>
                {
                    Some((*impact, *position))
                }
                _ => None,
            })
        };
        let place = |field: &str| self.told(position, incident, field);
        let until_source = match incident.end() {
            _ if let Some((_, position)) = change(stretch.span.until()) => {
                vec![place(&format!("impact_changes/{position}/at"))]
            }
            Some(end) if end.at <= self.basis.as_of => vec![place(end.event.event().name())],
            _ => vec![Fact::AsOf, self.covered_until(incident.file())],
        };
        let changed = change(stretch.span.from());
        let (impact, field) = match changed {
            Some((impact, position)) => (impact, format!("impact_changes/{position}/impact")),
            None if told.own => (told.impact, format!("services/{touch}/impact")),
            None => (told.impact, "impact".to_owned()),
        };
        let (impact_source, weight_source) = match impact {
            Impact::Unstated => (None, self.full()),
            Impact::Level(level) => (Some(place(&field)), self.level(level)),
        };
        Some(Operand::Incident {
            id: incident.id().to_owned(),
            title: incident.title().map(str::to_owned),
            from: agreement.zone.reading(stretch.span.from()),
            from_source: match changed {
                Some((_, position)) => place(&format!("impact_changes/{position}/at")),
                None => place(begin(incident, stretch.span.from(), subject.counting).name()),
            },
            until: agreement.zone.reading(stretch.span.until()),
            until_source,
            affected: incident.affected().map(|Affected { users, of }| AffectedFacts {
                users,
                of,
                source: place("affected"),
            }),
            impact_source,
            weight: subject.time.weight(stretch.rank),
            weight_source,
        })
    }

    /// Where a field of an incident stands: in a correction, where one says it.
    fn told(&self, position: usize, incident: Incident<'_>, field: &str) -> Fact {
        match self.basis.history.correction_of(Corrected::Incident(position), field) {
            Some(correction) => corrected(correction, field),
            None => Fact::File {
                file: incident.file(),
                pointer: format!("/incidents/{}/{field}", incident.position()),
            },
        }
    }

    /// Where a level's weight stands.
    pub(super) fn level(&self, position: u32) -> Fact {
        let agreement = &self.basis.agreement;
        let unstated = agreement.stated(Switch::Impact, self.place).is_none();
        match agreement.impact.levels().get(position as usize) {
            Some(level) if !unstated => {
                let word = level.word.replace('~', "~0").replace('/', "~1");
                self.contract(format!("/counting/impact/{word}"))
            }
            _ => by_default("counting/impact"),
        }
    }

    /// Where the weight stands of what states no impact.
    pub(super) fn full(&self) -> Fact {
        match self.basis.agreement.impact.named(FULL) {
            Some(Impact::Level(level)) => self.level(level),
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

    pub(super) fn covered(&self) -> impl Iterator<Item = Operand> {
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

/// The event at which an incident begins to count.
fn begin(incident: Incident<'_>, at: Instant, counting: &Counting) -> Event {
    let event = counting.outage_from.event();
    if incident.event(event) == Some(at) { event } else { Event::Started }
}

//! The steps of what agreed time was: each label, and what becomes of it.

use super::{Work, by_default, of, position, step};
use crate::measurement::Availability;
use crate::model::{Declared, Minimum, OutagePer, Place, Switch, Treatment, UnitCounts};
use crate::report::arrange::stretches_in;
use crate::report::{Fact, Operand, Operation, Outcome, Role, Step, StepName};
use crate::timeline::{Label, ServiceTime, Stretch, Together};
use crate::units::{Exact, Interval};

impl Work<'_> {
    /// The steps up to downtime and removed time.
    pub(super) fn labelled(&self, found: &Availability) -> Vec<Step> {
        let of_label = |label| found.labelled.of(label);
        let seconds = |label| Outcome::Seconds(Exact::seconds(of_label(label)));
        let counting = &self.objective.counting;
        let mut steps: Vec<Step> = self.members(found).into_iter().collect();
        let mut before: Vec<StepName> = Vec::new();
        if self.comes_before(found, Label::OutsideHours) {
            let name = StepName::OutsideHours;
            steps.push(
                self.windowed(name, Operation::AnyOpen, seconds(Label::OutsideHours))
                    .operands(self.calendar())
                    .operands(self.all_left_out(Label::OutsideHours)),
            );
            before.push(name);
        }
        let declared = self.declared(found, &self.basis.history.exclusion_spans, "exclusion_spans");
        let is_declared = !declared.is_empty() || self.comes_before(found, Label::ExclusionSpan);
        if counting.exclusion_span != Treatment::Ignored && is_declared {
            let label = seconds(Label::ExclusionSpan);
            steps.push(
                self.windowed(StepName::ExclusionSpans, Operation::AnyOpen, label)
                    .operands(self.calendar())
                    .operands(declared)
                    .operands(self.all_left_out(Label::ExclusionSpan))
                    .operands(outside(&before)),
            );
            before.push(StepName::ExclusionSpans);
        }
        if counting.maintenance != Treatment::Ignored
            && self.comes_before(found, Label::Maintenance)
        {
            let label = seconds(Label::Maintenance);
            steps.push(
                self.windowed(StepName::Maintenance, Operation::Permitted, label)
                    .operands(self.calendar())
                    .operands(self.maintenance(found))
                    .operands(self.all_left_out(Label::Maintenance))
                    .operands(outside(&before)),
            );
            before.push(StepName::Maintenance);
        }
        let excluded = || {
            let name = StepName::ExcludedIncidents;
            self.windowed(name, Operation::AnyOpen, seconds(Label::ExcludedIncident))
                .operands(self.calendar())
                .operands(self.chosen())
                .operands(self.excluded(found))
                .operands(self.all_left_out(Label::ExcludedIncident))
        };
        if counting.excluded_first && self.comes_before(found, Label::ExcludedIncident) {
            steps.push(excluded().operands(outside(&before)));
            before.push(StepName::ExcludedIncidents);
        }
        let outage_step = self.outage_step(found);
        let open = self.incidents(found);
        let of_some = |it: &Operand| matches!(it, Operand::Incident { affected: Some(_), .. });
        let weigh = match Together::of(counting) {
            Together::Sum => Operation::SumOfWeights,
            Together::EachUser if open.iter().any(of_some) => Operation::WeightOfUsers,
            Together::EachUser | Together::Heaviest => Operation::LargestWeight,
        };
        let incidents =
            || std::iter::once(Operand::IncidentsOf { step: outage_step }).chain(self.members_of());
        steps.push(
            self.windowed(outage_step, weigh, Outcome::Seconds(found.outage.clone()))
                .operands(self.calendar())
                .operands(self.chosen())
                .operands(open)
                .operands(self.members_of())
                .operands(outside(&before))
                .operands(self.rules()),
        );
        steps.push(
            self.windowed(StepName::Outage, Operation::AnyOpen, seconds(Label::Outage))
                .operands(self.calendar())
                .operands(incidents())
                .operands(outside(&before))
                .operands(self.rules()),
        );
        if of_label(Label::Tolerated) > 0 {
            steps.push(
                self.windowed(
                    StepName::Tolerated,
                    Operation::NotCounted,
                    seconds(Label::Tolerated),
                )
                .operands(self.calendar())
                .operands(incidents())
                .operands(outside(&before))
                .operands(self.rules()),
            );
        }
        let is_up = counting.excluded_incident == Treatment::Up;
        let has_excluded = of_label(Label::ExcludedIncident) > 0;
        if has_excluded && !counting.excluded_first && !is_up {
            let outages = [Operand::Outside { step: outage_step }];
            steps.push(excluded().operands(outside(&before)).operands(outages));
        }
        let unknown_step = self.unknown_step(found);
        // Where it has no effect it is told all the same.
        let unseen = Outcome::Seconds(Exact::seconds(found.unseen));
        let unknown = &self.basis.history.unknown;
        steps.push(
            self.windowed(unknown_step, Operation::Uncovered, unseen)
                .operands(self.calendar())
                .operands(self.covered())
                .operands(self.declared(found, unknown, "unknown"))
                .operands(self.missing(found))
                .operands(incidents())
                .operands(self.excluded(found))
                .operands(self.all_left_out(Label::Unknown))
                .operands(self.all_left_out(Label::ExcludedIncident))
                .operands(outside(&before)),
        );
        if unknown_step != StepName::Removed {
            steps.push(self.sum(found, StepName::Removed, Treatment::Removed));
        }
        let all = down_step(found);
        if outage_step != all {
            steps.push(self.sum(found, all, Treatment::Down).operand(
                Role::Summand,
                Outcome::Seconds(found.outage.clone()),
                of(outage_step),
            ));
        }
        steps.extend(self.consumed(found).into_iter().flatten());
        steps
    }

    /// Whether any time has a label that comes before an outage: in the window, or where it matters
    /// how long outages are, in one that reaches into it.
    fn comes_before(&self, found: &Availability, label: Label) -> bool {
        let hours = self.basis.hours_of(self.objective.calendar);
        let is_agreed = |span: Interval| hours.between(span.from(), span.until()) > 0;
        let whole = self.objective.counting.looks_at_length();
        let time = self.service_time().filter(|_| whole);
        let mut outages = time.into_iter().flat_map(|time| {
            let reaching = time.outages.list().get(time.reaching(self.in_units(found.window)));
            reaching.into_iter().flatten().map(move |outage| (time, outage.span))
        });
        let mut spans = |(time, outage): (&ServiceTime, Interval)| {
            time.spans(label, outage).any(|(span, _)| is_agreed(span))
        };
        found.labelled.of(label) > 0 || outages.any(&mut spans)
    }

    /// The window with the unit of the clock within which it may begin.
    pub(super) fn in_units(&self, window: Interval) -> Interval {
        let unit = self.objective.counting.unit.map_or(0, |unit| unit.length);
        Interval::new(window.from().after(-unit), window.until())
    }

    /// The downtime that is used up, and what is left without it; nothing where none may be.
    fn consumed(&self, found: &Availability) -> Option<[Step; 2]> {
        if found.consumed.is_empty() {
            return None;
        }
        let stretches = found.consumed.iter().map(|(it, down)| Operand::Consumed {
            period: position(it.period),
            from: self.reading(it.span.from()),
            until: self.reading(it.span.until()),
            seconds: down.clone(),
        });
        let labels = self.treated(found, Treatment::Down).map(|(_, step)| step);
        let counted = std::iter::once(self.outage_step(found)).chain(labels);
        let consumed = Outcome::Seconds(found.consumed());
        let all = Outcome::Seconds(&found.down + &found.consumed());
        let within = step(StepName::Consumed, Operation::Within, consumed.clone())
            .operands(stretches)
            .operands(counted.map(|step| Operand::TimeOf { step }))
            .clause(&self.objective.clause, self.rule("/window/consumed"));
        let left = Outcome::Seconds(found.down.clone());
        let left = step(StepName::Down, Operation::Difference, left)
            .operand(Role::Minuend, all, of(StepName::DownOfWindow))
            .operand(Role::Subtrahend, consumed, of(StepName::Consumed));
        Some([within, left])
    }

    /// The step of the downtime of outages: that of all downtime, where nothing else counts as down.
    pub(super) fn outage_step(&self, found: &Availability) -> StepName {
        let others = found.labelled.treated(&self.objective.counting, Treatment::Down) > 0;
        if others { StepName::OutageDown } else { down_step(found) }
    }

    /// The step of unknown time: that of all removed time, where nothing else is removed.
    pub(super) fn unknown_step(&self, found: &Availability) -> StepName {
        let counting = &self.objective.counting;
        let removed = found.labelled.treated(counting, Treatment::Removed);
        let alone = removed == found.labelled.of(Label::Unknown);
        let is_removed = counting.unknown == Treatment::Removed && alone;
        if is_removed { StepName::Removed } else { StepName::Unknown }
    }

    /// The labels that are treated so and have any time, with their steps.
    fn treated(
        &self,
        found: &Availability,
        treatment: Treatment,
    ) -> impl Iterator<Item = (Label, StepName)> {
        let counting = &self.objective.counting;
        let labels = [
            (Label::OutsideHours, StepName::OutsideHours),
            (Label::ExclusionSpan, StepName::ExclusionSpans),
            (Label::Maintenance, StepName::Maintenance),
            (Label::ExcludedIncident, StepName::ExcludedIncidents),
            (Label::Unknown, StepName::Unknown),
        ];
        labels.into_iter().filter(move |(label, _)| {
            label.treatment(counting) == Some(treatment) && found.labelled.of(*label) > 0
        })
    }

    /// The sum of the labels that are treated so.
    fn sum(&self, found: &Availability, name: StepName, treatment: Treatment) -> Step {
        let total = match treatment {
            Treatment::Down => &found.down + &found.consumed(),
            _ => Exact::seconds(found.removed),
        };
        self.treated(found, treatment).fold(
            step(name, Operation::Sum, Outcome::Seconds(total)),
            |sum, (label, from)| {
                let seconds = Outcome::Seconds(Exact::seconds(found.labelled.of(label)));
                sum.operand(Role::Summand, seconds, of(from))
            },
        )
    }

    /// How incidents count, where it is otherwise than by default.
    fn rules(&self) -> Vec<Operand> {
        let counting = &self.objective.counting;
        let rule = |switch: Switch, value: String| Operand::Rule {
            field: switch.name().trim_start_matches("counting/").to_owned(),
            value,
            source: self.counting_field(switch),
        };
        let seconds = |nanoseconds| Exact::seconds(nanoseconds).to_string();
        let mut rules = Vec::new();
        let down_when = Switch::DownWhen;
        if let (Some(_), Some((_, said))) =
            (self.down_when(counting), self.basis.agreement.stated(down_when, self.place))
        {
            rules.push(rule(down_when, said.to_owned()));
        }
        if counting.per == OutagePer::Incident && self.members_of().is_none() {
            rules.push(rule(Switch::Per, "incident".to_owned()));
        }
        match counting.minimum {
            Minimum::AtLeast(0) => {}
            Minimum::AtLeast(least) => {
                rules.push(rule(Switch::MinimumOutage, format!("at_least {}", seconds(least))));
            }
            Minimum::MoreThan(bound) => {
                rules.push(rule(Switch::MinimumOutage, format!("more_than {}", seconds(bound))));
            }
        }
        if counting.grace > 0 {
            rules.push(rule(Switch::Grace, seconds(counting.grace)));
        }
        rules.extend(counting.unit.map(|unit| Operand::Unit {
            length: Exact::seconds(unit.length),
            throughout: unit.counts == UnitCounts::Whole,
            more_than: match unit.counts {
                UnitCounts::MoreThan(bound) => Some(Exact::seconds(bound)),
                UnitCounts::Any | UnitCounts::Whole => None,
            },
            source: self.counting_field(Switch::Unit),
        }));
        rules
    }

    /// Where a field of how incidents count stands: with the objective, its service, the contract.
    fn counting_field(&self, switch: Switch) -> Fact {
        self.field_of(self.basis.agreement.stated(switch, self.place), switch)
    }

    pub(super) fn field_of(&self, stated: Option<(Place, &str)>, switch: Switch) -> Fact {
        let place = match stated {
            None => return by_default(switch.name()),
            Some((Place::Objective(_), _)) => self.rule(""),
            Some((Place::Service(service), _)) => format!("/services/{service}"),
            Some(_) => String::new(),
        };
        self.contract(format!("{place}/{}", switch.name()))
    }

    /// The incidents that reach into the window, in order of time; where it matters how long their
    /// outages are, all of these outages.
    fn incidents(&self, found: &Availability) -> Vec<Operand> {
        if self.members_of().is_some() {
            return self.of_group_itself(found);
        }
        if self.objective.counting.looks_at_length() {
            let time = self.basis.service_time(self.assessed.subject);
            let whole = |time: &ServiceTime| self.whole_outages(time, found.window);
            return time.map(whole).unwrap_or_default();
        }
        stretches_in(self.basis, self.assessed.subject, found)
            .filter_map(|it| self.incident(it))
            .collect()
    }

    fn whole_outages(&self, time: &ServiceTime, window: Interval) -> Vec<Operand> {
        let stretches = time.outages.stretches(&time.reaching(self.in_units(window)));
        stretches.filter_map(|it| self.incident(it)).collect()
    }

    /// The incidents for which the provider does not answer that reach into the window.
    pub(super) fn excluded(&self, found: &Availability) -> Vec<Operand> {
        let time = self.basis.service_time(self.assessed.subject);
        let outages = time.map(|time| &time.excluded);
        let stretches = outages.map(|it| it.stretches(&(0..it.list().len())));
        let inside = |stretch: &&Stretch| !stretch.span.intersection(&found.window).is_empty();
        let stretches = stretches.into_iter().flatten().filter(inside);
        stretches.filter_map(|it| self.incident(it)).collect()
    }

    /// The declared spans of the service that reach into the window or an outage of it.
    fn declared(&self, found: &Availability, spans: &[Declared], list: &str) -> Vec<Operand> {
        let Some(service) = self.objective.service else { return Vec::new() };
        self.declared_of(service, spans, list, &self.looked_at(found))
    }

    /// The missing steps of the service's own series that do.
    fn missing(&self, found: &Availability) -> Vec<Operand> {
        let Some(service) = self.objective.service else { return Vec::new() };
        self.missing_steps((service, &self.objective.counting), &self.looked_at(found))
    }

    /// Those of any service that reach into one of these spans.
    pub(super) fn declared_of(
        &self,
        service: usize,
        spans: &[Declared],
        list: &str,
        looked_at: &[Interval],
    ) -> Vec<Operand> {
        let own = spans.iter().filter(|span| span.is_about(service)).filter_map(|span| {
            let known = self.basis.evidence.known_of(span, &self.basis.history, self.basis.as_of);
            let reaches = looked_at.iter().any(|it| !it.intersection(&known).is_empty());
            reaches.then(|| self.span(span, known, list))
        });
        own.collect()
    }

    /// The window and the outages that reach into it.
    pub(super) fn looked_at(&self, found: &Availability) -> Vec<Interval> {
        if let Some(told) = self.reach_of_group(found) {
            return vec![told.incidents];
        }
        let outages = self.basis.service_time(self.assessed.subject).map(|time| {
            let list = time.outages.list().get(time.reaching(found.window)).unwrap_or_default();
            list.iter().map(|outage| outage.span).collect::<Vec<_>>()
        });
        let mut looked_at = outages.unwrap_or_default();
        looked_at.push(found.window);
        looked_at
    }

    fn span(&self, span: &Declared, known: Interval, list: &str) -> Operand {
        let zone = self.basis.agreement.zone;
        let place = format!("/{list}/{}", span.position);
        Operand::Span {
            from: zone.reading(known.from()),
            until: zone.reading(known.until()),
            reason: span.reason.map(|word| self.basis.history.words.text(word).to_owned()),
            source: Fact::File { file: span.file, pointer: place },
        }
    }
}

/// That only time outside that of these steps is looked at.
fn outside(before: &[StepName]) -> impl Iterator<Item = Operand> {
    before.iter().map(|step| Operand::Outside { step: *step })
}

/// The step of all downtime before any is used up.
pub(super) fn down_step(found: &Availability) -> StepName {
    if found.consumed.is_empty() { StepName::Down } else { StepName::DownOfWindow }
}

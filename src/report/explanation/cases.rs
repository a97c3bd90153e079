//! The steps of the cases of a clock.

use super::{Work, by_default, corrections, of, step};
use crate::compliance::{Case, CaseMeasure, CaseVerdict};
use crate::model::{Corrected, Limit, Limits, Measure, NoCases, Switch};
use crate::report::clocks::clock_mark;
use crate::report::{Fact, Operand, Operation, Outcome, Role, Step, StepName};
use crate::units::Exact;

impl Work<'_> {
    /// The cases of the period, their value, and whether it keeps the target.
    pub(super) fn cases(&self, found: &CaseMeasure) -> Vec<Step> {
        let count =
            |name, operation, number| self.windowed(name, operation, Outcome::Count(number));
        let mut steps = vec![
            count(StepName::Met, Operation::CountMet, found.met)
                .operands(self.calendar())
                .operands(self.chosen())
                .operands(self.ranges())
                .operands(self.case_operands(found))
                .clause(&self.objective.clause, self.rule("")),
            count(StepName::Missed, Operation::CountMissed, found.missed)
                .operands([Operand::CasesOf { step: StepName::Met }]),
        ];
        steps.extend(self.skipped());
        steps.extend(found.value.as_ref().map(|value| self.value_of_cases(found, value)));
        if found.value.is_none() {
            steps.extend(self.without_cases(found));
        }
        if let Some(value) = &self.assessed.value {
            steps.extend(self.judged(value));
        }
        steps
    }

    /// What holds without any case: the value that stands for it, or that the promise is kept.
    fn without_cases(&self, found: &CaseMeasure) -> Option<Step> {
        let no_cases = &self.objective.clock()?.no_cases;
        let is_known = found.unknown < found.agreed;
        let (name, operation, result, said) = match (no_cases, &self.assessed.value) {
            (NoCases::Value(_), Some(value)) => {
                let share = self.objective.target.measure == Measure::Share;
                let name = if share { StepName::Share } else { StepName::Length };
                (name, Operation::WithoutCases, self.measured(value), value.to_string())
            }
            (NoCases::Met, _) if is_known => {
                let kept = Outcome::Truth(true);
                (StepName::Target, Operation::KeptWithoutCases, kept, "met".to_owned())
            }
            _ => return None,
        };
        let rule = Operand::Rule {
            field: "no_cases".to_owned(),
            value: said,
            source: self.contract(self.rule("/no_cases")),
        };
        let step = step(name, operation, result);
        Some(step.operands([Operand::CasesOf { step: StepName::Met }, rule]))
    }

    /// The clocks that are skipped because of the causes of their incidents, in the period in which
    /// they started: they have no verdict by which they could belong to another.
    fn skipped(&self) -> Option<Step> {
        let window = self.assessed.measured.window();
        let skipped = || self.basis.skipped(self.assessed.subject, window);
        let number = skipped().count() as u64;
        let stated = self.basis.agreement.stated(Switch::ExcludedCause, self.place);
        let name = Switch::ExcludedCause.name();
        let rule = Operand::Rule {
            field: "excluded_cause".to_owned(),
            value: "skipped".to_owned(),
            source: match stated {
                Some(_) => self.contract(self.rule("/excluded_cause")),
                None => by_default(name),
            },
        };
        let step =
            self.windowed(StepName::Skipped, Operation::CountExcluded, Outcome::Count(number));
        let step = step.operands([rule]).operands(skipped().filter_map(|case| self.case(case)));
        (number > 0).then_some(step)
    }

    fn value_of_cases(&self, found: &CaseMeasure, value: &Exact) -> Step {
        let value = self.measured(value);
        let length = |operation| {
            step(StepName::Length, operation, value.clone())
                .operands([Operand::CasesOf { step: StepName::Met }])
        };
        match &self.objective.target.measure {
            Measure::Mean => length(Operation::Mean),
            Measure::Median => length(Operation::Median),
            Measure::Percentile(rank) => {
                let pointer = self.contract(self.rule("/target/percentile/rank"));
                let rank = Outcome::Percent(rank.clone());
                length(Operation::Percentile).operand(Role::Rank, rank, pointer)
            }
            Measure::Maximum => length(Operation::Maximum),
            Measure::Value | Measure::Share => step(StepName::Share, Operation::Share, value)
                .operand(Role::Met, Outcome::Count(found.met), of(StepName::Met))
                .operand(Role::Missed, Outcome::Count(found.missed), of(StepName::Missed)),
        }
    }

    /// The limits that are stated as ranges.
    fn ranges(&self) -> Vec<Operand> {
        let Some(clock) = self.objective.clock() else { return Vec::new() };
        let field = if clock.strict { "less_than" } else { "within" };
        let ranges = clock.lower_ends.iter().filter_map(|(priority, from)| {
            let limit = match &clock.limits {
                Limits::None => None,
                Limits::One(limit) => Some(limit),
                Limits::ByPriority(limits) => {
                    let own = limits.iter().find(|(own, _)| Some(own) == priority.as_ref());
                    own.map(|(_, limit)| limit)
                }
            };
            let Limit::Elapsed(to) = limit? else { return None };
            let place = match priority {
                None => format!("/{field}"),
                Some(own) => format!("/{field}/{}", own.replace('~', "~0").replace('/', "~1")),
            };
            Some(Operand::Range {
                priority: priority.clone(),
                from: Exact::seconds(*from),
                to: Exact::seconds(*to),
                source: self.contract(self.rule(&place)),
            })
        });
        ranges.collect()
    }

    fn case_operands(&self, found: &CaseMeasure) -> Vec<Operand> {
        let cases = self.basis.cases.get(self.assessed.subject);
        let cases = cases.map(|(cases, _)| cases.as_slice()).unwrap_or_default();
        let own = found.cases.iter().filter_map(|at| cases.get(*at));
        own.filter_map(|case| self.case(case)).collect()
    }

    fn case(&self, case: &Case) -> Option<Operand> {
        let zone = self.basis.agreement.zone;
        let history = &self.basis.history;
        let incident = history.incidents.get(case.incident)?;
        let reading = |at| zone.reading(at);
        Some(Operand::Case {
            id: incident.id().to_owned(),
            title: incident.title().map(str::to_owned),
            source: Fact::File {
                file: incident.file(),
                pointer: format!("/incidents/{}", incident.position()),
            },
            corrections: corrections(history, Corrected::Incident(case.incident)),
            priority: case.priority.map(|word| history.words.text(word).to_owned()),
            started: reading(case.span.from()),
            from: clock_mark(case.began),
            stopped: case.stop().map(reading),
            to: case.ended.map(clock_mark),
            elapsed: Exact::seconds(case.elapsed),
            paused: Exact::seconds(case.paused),
            limit: case.limit.map(Exact::seconds),
            due: case.due.map(reading),
            no_due: case.no_due,
            verdict: case.verdict,
            decided: case.decided.map(reading),
            cause: match case.verdict {
                CaseVerdict::Excluded => {
                    incident.cause().map(|cause| history.words.text(cause).to_owned())
                }
                _ => None,
            },
        })
    }
}

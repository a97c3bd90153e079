//! The steps of an error budget.

use super::{Work, of, step};
use crate::measurement::Availability;
use crate::report::{Fact, Operation, Outcome, Role, Step, StepName};
use crate::units::Exact;

impl Work<'_> {
    /// What the target allows in the whole period, what is left of it, and how long that lasts.
    pub(super) fn error_budget(&self, found: &Availability) -> Vec<Step> {
        let Some(budget) = &self.assessed.budget else { return Vec::new() };
        let seconds = |exact: &Exact| Outcome::Seconds(exact.clone());
        let (measured, down) = (seconds(&found.measured()), seconds(&found.down));
        let (whole, allowed) = (seconds(&budget.measured), seconds(&budget.allowed));
        let left = |allowed_by| {
            step(StepName::BudgetLeft, Operation::Difference, seconds(&budget.left))
                .operand(Role::Minuend, allowed.clone(), of(allowed_by))
                .operand(Role::Subtrahend, down.clone(), of(StepName::Down))
        };
        let Some(rest) = self.rest_of_period() else { return vec![left(StepName::Allowed)] };
        let rest = seconds(rest);
        let mut steps = vec![
            step(StepName::BudgetMeasured, Operation::Sum, whole.clone())
                .operand(Role::Summand, measured.clone(), of(StepName::Measured))
                .operand(Role::Summand, rest.clone(), of(StepName::Rest)),
            step(StepName::Budget, Operation::AllowedDowntime, allowed.clone())
                .operand(Role::Measured, whole.clone(), of(StepName::BudgetMeasured))
                .operands([self.bound_as_it_is()]),
            left(StepName::Budget),
        ];
        steps.extend(budget.burn.as_ref().map(|burn| {
            step(StepName::BudgetBurn, Operation::BurnRate, Outcome::Times(burn.clone()))
                .operand(Role::Down, down.clone(), of(StepName::Down))
                .operand(Role::Allowed, allowed.clone(), of(StepName::Budget))
                .operand(Role::Measured, measured.clone(), of(StepName::Measured))
                .operand(Role::Whole, whole, of(StepName::BudgetMeasured))
        }));
        steps.extend(budget.ends.map(|ends| {
            let until = self.instant(self.period.span.until());
            step(StepName::BudgetEnds, Operation::UsedUp, self.instant(ends))
                .operand(Role::From, self.instant(self.basis.as_of), Fact::AsOf)
                .operand(Role::Until, until, self.end_of_span())
                .operand(Role::Left, seconds(&budget.left), of(StepName::BudgetLeft))
                .operand(Role::Measured, measured.clone(), of(StepName::Measured))
                .operand(Role::Down, down.clone(), of(StepName::Down))
                .operand(Role::Rest, rest, of(StepName::Rest))
                .operands(self.calendar())
        }));
        steps
    }

    /// The seconds of the rest of a period that runs, where its budget is that of the period.
    fn rest_of_period(&self) -> Option<&Exact> {
        let margin = self.assessed.judgement.availability.as_ref()?;
        let (_, rest) =
            margin.after_perfect.as_ref().filter(|_| self.objective.window.is_none())?;
        Some(rest)
    }
}

//! The steps of what was granted of a credit, and of what of it is charged again.

use super::{Work, of, step};
use crate::penalty::{Account, Due, Settled};
use crate::report::arrange::position;
use crate::report::{Bound, Fact, Operand, Operation, Outcome, Role, Rounding, Step, StepName};
use crate::units::{Better, Exact, Money, Unit};

impl Work<'_> {
    /// What was granted, where the claim is decided.
    pub(super) fn granted(
        &self,
        settled: &Settled,
        due: &Due,
        (worth, from): (&dyn Fn(&Exact) -> Outcome, StepName),
    ) -> Option<Step> {
        self.assessed.credit.as_ref()?;
        let (decided, made) = settled.claim.decided.zip(due.claim.as_ref())?;
        let told = |field: &str| Fact::File {
            file: made.file,
            pointer: format!("/claims/{}/{field}", made.position),
        };
        let value = settled.net.as_ref().or(settled.share.as_ref())?;
        let granted = settled.claim.granted.clone();
        let nothing = || Money { amount: Exact::zero(), currency: self.currency() };
        let result = self.money(granted.clone().unwrap_or_else(nothing));
        let operand = granted.map(|granted| Operand::Value {
            role: Role::Granted,
            value: self.money(granted),
            source: told("granted"),
        });
        // Where nothing was measured there is no credit of its own.
        let is_nothing = from == StepName::Credit && self.assessed.value.is_none();
        let value = Operand::Value { role: Role::Value, value: worth(value), source: of(from) };
        let step = step(StepName::Granted, Operation::Decided, result)
            .operands((!is_nothing).then_some(value))
            .operands(operand)
            .operand(Role::Instant, self.instant(decided), told("decided"));
        Some(step)
    }

    /// What of the credit is charged again, and for which periods.
    pub(super) fn earned_back(&self, account: &Account, at: usize, from: StepName) -> Option<Step> {
        let terms = self.basis.terms_at_end(self.period).credits.earn_back.as_ref()?;
        let back = account.settlement.earned_back.iter().find(|it| it.due == at)?;
        let stated = |field: &str| self.contract(format!("/credits/earn_back/{field}"));
        let good = back.good.iter().filter_map(|at| {
            let due = account.due.get(*at)?;
            let level = due.level.as_ref()?;
            if let Some(at) = level.told {
                let told = self.basis.history.before.verdicts.get(at)?;
                let field = if terms.level.is_some() { "value" } else { "verdict" };
                let pointer = format!("/history/verdicts/{}/{field}", told.position);
                return Some(Operand::EarlierTold {
                    period: told.period,
                    breached: told.missed,
                    units: Exact::zero(),
                    source: Fact::File { file: told.file, pointer },
                });
            }
            let value = level.value.clone()?;
            let unit = self.basis.agreement.objectives.get(due.objective)?.target.unit;
            Some(Operand::Value {
                role: Role::Good,
                value: match unit {
                    Unit::Percent => Outcome::Percent(value),
                    Unit::Seconds => Outcome::Seconds(value),
                    Unit::Count | Unit::Number => Outcome::Number(value),
                },
                source: Fact::Result {
                    objective: position(due.subject),
                    period: position(due.period),
                },
            })
        });
        let bound = terms.level.clone().map(|value| Operand::Bound {
            bound: match self.objective.target.better {
                Better::More => Bound::AtLeast,
                Better::Less => Bound::AtMost,
            },
            value,
            source: stated("at_least"),
        });
        let exact = (&back.of.amount * &terms.percent).checked_div(&Exact::from(100))?;
        let result = self.money(back.amount.clone());
        let mut step = step(StepName::EarnedBack, Operation::ChargedAgain, result)
            .operand(Role::Value, self.money(back.of.clone()), of(from))
            .operand(Role::Percent, Outcome::Percent(terms.percent.clone()), stated("percent"))
            .operands(bound)
            .operands(good)
            .clause(&terms.clause, "/credits/earn_back".to_owned());
        let places = back.amount.currency.minor_digits();
        step.rounding = Some(Rounding { mode: "half_up".to_owned(), places, exact });
        Some(step)
    }
}

//! The steps of what the provider gets for a period that was better than promised.

use super::{Work, of, step};
use crate::model::{BonusDue, Price};
use crate::penalty::{Account, BonusEarned};
use crate::report::arrange::position;
use crate::report::{Bound, Fact, Operand, Operation, Outcome, Role, Rounding, Step, StepName};
use crate::units::{Better, Exact};

impl Work<'_> {
    /// What the bonus is worth, and what of it is set off.
    pub(super) fn bonus(&self, account: &Account) -> Vec<Step> {
        let is_own = |it: &&BonusEarned| {
            (it.subject, it.period) == (self.assessed.subject, self.assessed.period)
        };
        let Some(found) = account.bonuses.iter().find(is_own) else { return Vec::new() };
        let (Some(level), Some(value)) = (found.reached(), &self.assessed.value) else {
            return Vec::new();
        };
        let place = |field: &str| {
            self.contract(self.rule(&format!("/bonus/levels/{}/{field}", found.level)))
        };
        let (bound, name) = match self.objective.target.better {
            Better::More => (Bound::AtLeast, "at_least"),
            Better::Less => (Bound::AtMost, "at_most"),
        };
        let (_, compared, source) = self.value_as_compared(value);
        let operands = [
            Operand::Value {
                role: Role::Value,
                value: self.measured(&compared),
                source: of(source),
            },
            Operand::Bound { bound, value: level.value.clone(), source: place(name) },
        ];
        let mut steps = Vec::new();
        let worth = match (&level.price, &found.amount) {
            (Price::Percent(share) | Price::Days(share), None) => Outcome::Percent(share.clone()),
            (_, amount) => Outcome::Money(amount.clone().unwrap_or_else(Exact::zero)),
        };
        let mut bonus = step(StepName::Bonus, Operation::Bonus, worth)
            .operands(operands)
            .clause(&found.bonus.clause, self.rule("/bonus"));
        match &level.price {
            Price::Amount(amount) => {
                let amount = Outcome::Money(amount.clone());
                bonus = bonus.operand(Role::Amount, amount, place("amount"));
            }
            Price::Percent(share) | Price::Days(share) => {
                if let Some(charge) = &found.charge {
                    let total = Outcome::Money(charge.total.clone());
                    steps.push(Step { name: StepName::BonusCharge, ..self.charge(charge) });
                    bonus = bonus.operand(Role::Charge, total, of(StepName::BonusCharge));
                }
                let share = Outcome::Percent(share.clone());
                bonus = bonus.operand(Role::Percent, share, place("percent"));
            }
        }
        let places = self.currency().minor_digits();
        let mode = || "half_up".to_owned();
        bonus.rounding = found.exact.clone().map(|exact| Rounding { mode: mode(), places, exact });
        steps.push(bonus);
        steps.extend(self.set_off(found));
        steps
    }

    /// What of it is set off: no more than the client gets.
    fn set_off(&self, found: &BonusEarned) -> Option<Step> {
        if found.bonus.due != BonusDue::SetOff {
            return None;
        }
        let (amount, set_off) = found.amount.clone().zip(found.set_off.clone())?;
        let mut step = step(StepName::BonusSetOff, Operation::SetOff, Outcome::Money(set_off))
            .operand(Role::Value, Outcome::Money(amount), of(StepName::Bonus));
        let all = [
            (Role::Paid, &found.against),
            (Role::ChargedAgain, &found.charged_again),
            (Role::SetOff, &found.before),
        ];
        for (role, sums) in all {
            for ((subject, period), sum) in sums {
                let source =
                    Fact::Result { objective: position(*subject), period: position(*period) };
                step = step.operand(role, Outcome::Money(sum.clone()), source);
            }
        }
        Some(step)
    }
}

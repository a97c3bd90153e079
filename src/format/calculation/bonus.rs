//! What the provider gets for a period that was better than promised.

use super::Page;
use super::loss::outcome;
use crate::format::value::bound_value;
use crate::format::words::{How, Phrase};
use crate::report::{BoundFacts, Operand, Outcome, Role, Step};
use crate::units::Exact;

impl Page<'_> {
    pub(super) fn bonus(&self, step: &Step) -> Option<(String, String)> {
        let level = step.operands.iter().find_map(|operand| match operand {
            Operand::Bound { bound, value, .. } => {
                Some(BoundFacts { bound: *bound, value: value.clone() })
            }
            _ => None,
        })?;
        let shown = bound_value(self.language, &level.value, self.objective);
        let bound = self.say(&Phrase::Bound(&level, &shown));
        let percent = outcome(step, Role::Percent).and_then(|it| self.worth(it));
        let charge = outcome(step, Role::Charge).and_then(|it| self.money(it));
        let share = percent.as_deref().map(|percent| (percent, charge.as_deref()));
        let how = self.say(&Phrase::How(How::Bonus { bound: &bound, share }));
        Some((how, self.worth(&step.result)?))
    }

    pub(super) fn set_off(&self, step: &Step) -> Option<(String, String)> {
        let sum = |wanted: Role| -> Exact {
            let own = step.operands.iter().filter_map(|operand| match operand {
                Operand::Value { role, value: Outcome::Money(sum), .. } if *role == wanted => {
                    Some(sum.clone())
                }
                _ => None,
            });
            own.sum()
        };
        let left = &(&sum(Role::Paid) - &sum(Role::ChargedAgain)) - &sum(Role::SetOff);
        let how = How::SetOff {
            of: &self.money(outcome(step, Role::Value)?)?,
            left: &self.money(&Outcome::Money(left))?,
        };
        Some((self.say(&Phrase::How(how)), self.money(&step.result)?))
    }
}

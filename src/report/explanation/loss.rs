//! The steps of what downtime cost the client.

use super::{Work, of, step};
use crate::penalty::Account;
use crate::report::arrange::position;
use crate::report::loss::loss;
use crate::report::{Fact, Operation, Outcome, Role, Rounding, Step, StepName};
use crate::units::Exact;

impl Work<'_> {
    /// What downtime cost the client, and what of that no credit covers.
    pub(super) fn loss(&self, account: &Account) -> Vec<Step> {
        let Some(found) = loss(self.basis, account, self.assessed) else { return Vec::new() };
        let stated =
            |field| self.contract(format!("/services/{}/cost_of_downtime/{field}", found.service));
        let amount = Outcome::Money(found.figure.amount.amount.clone());
        let seconds = Outcome::Seconds(Exact::from(i128::from(found.cost.seconds)));
        let mut lost = step(StepName::Loss, Operation::CostOfDowntime, amount.clone())
            .operand(Role::Down, Outcome::Seconds(found.down.clone()), of(StepName::Down))
            .operand(Role::Amount, Outcome::Money(found.cost.amount.clone()), stated("amount"))
            .operand(Role::Length, seconds, stated("per"));
        let places = self.basis.agreement.currency.minor_digits();
        lost.rounding =
            Some(Rounding { mode: "half_up".to_owned(), places, exact: found.exact.clone() });
        let left = Outcome::Money(found.figure.not_covered.amount.clone());
        let mut left = step(StepName::NotCovered, Operation::LessCredits, left).operand(
            Role::Value,
            amount,
            of(StepName::Loss),
        );
        for (subject, credit) in found.credits {
            let period = position(self.assessed.period);
            let source = Fact::Result { objective: position(subject), period };
            left = left.operand(Role::Paid, Outcome::Money(credit), source);
        }
        vec![lost, left]
    }
}

//! The steps of a credit by its rule.

mod charge;
mod rule;
mod tier;

use super::{Work, of, step};
use crate::model::Price;
use crate::penalty::ServiceCredit;
use crate::report::{Operation, Outcome, Role, Rounding, Step, StepName};
use crate::units::Exact;

impl Work<'_> {
    /// What the rule finds, the charge and the credit, which is rounded here where nothing else is
    /// held against it.
    pub(super) fn credit(&self, credit: &ServiceCredit, rounds: bool) -> Vec<Step> {
        let Some(mut steps) = self.worth(credit) else { return Vec::new() };
        match &credit.share {
            Some(share) => steps.extend(self.share_of_charge((credit, rounds), share)),
            None => steps.extend(self.amount((credit, rounds))),
        }
        steps
    }

    /// The charge, and the share of it.
    fn share_of_charge(
        &self,
        (credit, rounds): (&ServiceCredit, bool),
        share: &Exact,
    ) -> Vec<Step> {
        let (Some(basis), Some(amount)) = (&credit.basis, &credit.amount) else {
            return Vec::new();
        };
        let total = Outcome::Money(basis.total.clone());
        let amount = Outcome::Money(match &credit.gross {
            Some(exact) if !rounds => exact.clone(),
            _ => amount.amount.clone(),
        });
        let mut product = step(StepName::Credit, Operation::Percentage, amount)
            .operand(Role::Charge, total, of(StepName::Charge))
            .operand(Role::Percent, Outcome::Percent(share.clone()), of(self.share_step(credit)));
        product.rounding = self.rounding(credit).filter(|_| rounds);
        vec![self.charge(basis), product]
    }

    /// So many times an amount.
    fn amount(&self, (credit, rounds): (&ServiceCredit, bool)) -> Option<Step> {
        let (amount, Price::Amount(each)) = (credit.amount.as_ref()?, &credit.worth.price) else {
            return None;
        };
        let amount = Outcome::Money(match &credit.gross {
            Some(exact) if !rounds => exact.clone(),
            _ => amount.amount.clone(),
        });
        let mut product = step(StepName::Credit, Operation::TimesAmount, amount);
        let each = Outcome::Money(each.clone());
        product = if self.is_by_tiers() {
            product.operand(Role::Amount, each, of(StepName::Tier))
        } else {
            let units = Outcome::Number(credit.worth.units.clone());
            let stated = self.contract(self.price_pointer(&credit.worth.price));
            product.operand(Role::Units, units, of(StepName::Units)).operand(
                Role::Amount,
                each,
                stated,
            )
        };
        product.rounding = self.rounding(credit).filter(|_| rounds);
        Some(product)
    }

    fn rounding(&self, credit: &ServiceCredit) -> Option<Rounding> {
        credit.gross.clone().map(|exact| Rounding {
            mode: "half_up".to_owned(),
            places: self.currency().minor_digits(),
            exact,
        })
    }
}

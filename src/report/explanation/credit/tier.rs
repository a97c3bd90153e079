//! The step of the tier that a value has reached.

use crate::model::{Price, Tier, Tiers};
use crate::penalty::ServiceCredit;
use crate::report::arrange::tier_facts;
use crate::report::explanation::{Work, of, step};
use crate::report::{Operand, Operation, Outcome, Role, Step, StepName};
use crate::units::Exact;

impl Work<'_> {
    pub(super) fn tier(
        &self,
        credit: &ServiceCredit,
        tiers: &Tiers,
        (value, source): (&Exact, StepName),
    ) -> Step {
        let pointer = match credit.worth.tier {
            Some(tier) => self.rule(&format!("/credit/{}/{tier}", tiers.field)),
            None => self.rule("/credit"),
        };
        let operation = Operation::DeepestTier;
        step(StepName::Tier, operation, priced(&credit.worth.price))
            .operand(Role::Value, self.measured(value), of(source))
            .operands(tiers.list.iter().map(|tier| self.tier_operand(tier, tiers)))
            .clause(self.credit_clause(), pointer)
    }

    fn tier_operand(&self, tier: &Tier, tiers: &Tiers) -> Operand {
        let facts = tier_facts(tier, tiers.better);
        let (end, end_value) = facts.end.map(|end| (end.bound, end.value)).unzip();
        Operand::Tier {
            begin: facts.begin.bound,
            begin_value: facts.begin.value,
            end,
            end_value,
            price: facts.price,
            source: self.contract(self.rule(&format!("/credit/{}/{}", tiers.field, tier.position))),
        }
    }
}

/// What a tier gives, in its unit.
fn priced(price: &Price) -> Outcome {
    match price {
        Price::Percent(percent) => Outcome::Percent(percent.clone()),
        Price::Amount(amount) => Outcome::Money(amount.clone()),
        Price::Days(days) => Outcome::Number(days.clone()),
    }
}

//! What a credit is a share of.

use crate::penalty::{CreditBasis, ServiceCredit};
use crate::report::explanation::{Work, step};
use crate::report::{Operand, Operation, Outcome, Step, StepName};
use crate::units::Exact;

impl Work<'_> {
    /// The charge of the period.
    pub(super) fn charge(&self, credit: &ServiceCredit, basis: &CreditBasis) -> Step {
        let total = Outcome::Money(basis.total.clone());
        let step = step(StepName::Charge, Operation::ChargeForPeriod, total)
            .operands(self.charges(credit));
        match (self.service, self.objective.service) {
            (Some(service), Some(at)) => step.clause(&service.clause, format!("/services/{at}")),
            _ => step,
        }
    }

    fn charges(&self, credit: &ServiceCredit) -> impl Iterator<Item = Operand> {
        let zone = self.basis.agreement.zone;
        let parts = credit.basis.iter().flat_map(|charge| &charge.parts);
        parts.filter_map(move |part| {
            let position = part.position;
            let charge = self.service?.charges.iter().find(|c| c.position == position)?;
            let service = self.objective.service?;
            Some(Operand::Charge {
                amount: charge.amount.clone(),
                months: charge.months,
                seconds: Exact::seconds(part.span.nanoseconds()),
                period_seconds: Exact::seconds(part.whole.nanoseconds()),
                period_months: part.months,
                from: zone.reading(part.span.from()),
                until: zone.reading(part.span.until()),
                source: self.contract(format!("/services/{service}/charges/{position}")),
            })
        })
    }
}

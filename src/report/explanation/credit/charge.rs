//! What a credit is a share of.

use crate::model::{BasisKind, ChargePer};
use crate::penalty::{ChargePart, CreditBasis, Payee};
use crate::report::explanation::{Work, step};
use crate::report::{Fact, Operand, Operation, Outcome, Step, StepName};
use crate::units::Exact;

impl Work<'_> {
    /// The charge of the period, or of what else a credit is a share.
    pub(in crate::report::explanation) fn charge(&self, basis: &CreditBasis) -> Step {
        let total = Outcome::Money(basis.total.clone());
        let step = step(StepName::Charge, Operation::ChargeForPeriod, total)
            .operands(basis.parts.iter().filter_map(|part| self.charge_operand(part)));
        let kind = self.objective.credit.as_ref().map(|credit| credit.basis);
        match (self.service, self.objective.service) {
            (Some(service), Some(at)) if kind != Some(BasisKind::AgreementCharge) => {
                step.clause(&service.clause, format!("/services/{at}"))
            }
            _ => step,
        }
    }

    fn charge_operand(&self, part: &ChargePart) -> Option<Operand> {
        let agreement = &self.basis.agreement;
        let position = part.position;
        let seconds = Exact::seconds(part.span.nanoseconds());
        let period_seconds = Exact::seconds(part.whole.nanoseconds());
        let (from, until) = (self.reading(part.span.from()), self.reading(part.span.until()));
        if part.is_invoice {
            let invoice = self.basis.history.charges.get(position)?;
            let pointer = format!("/charges/{}", invoice.position);
            let source = Fact::File { file: invoice.file, pointer };
            let amount = invoice.amount.clone();
            return Some(Operand::Invoiced {
                amount,
                seconds,
                period_seconds,
                from,
                until,
                source,
            });
        }
        let (charges, list) = match part.payee {
            Payee::Agreement => (&agreement.charges, "/charges".to_owned()),
            Payee::Service(at) => {
                (&agreement.services.get(at)?.charges, format!("/services/{at}/charges"))
            }
        };
        let charge = charges.iter().find(|charge| charge.position == position)?;
        let (months, per_seconds) = match charge.per {
            ChargePer::Months(months) => (Some(months), None),
            ChargePer::Length(length) => (None, Some(Exact::seconds(length))),
        };
        Some(Operand::Charge {
            amount: charge.amount.clone(),
            months,
            per_seconds,
            seconds,
            period_seconds,
            period_months: part.months,
            from,
            until,
            source: match &charge.stands {
                Some(pointer) => Fact::File { file: self.basis.contract, pointer: pointer.clone() },
                None => self.contract(format!("{list}/{position}")),
            },
        })
    }
}

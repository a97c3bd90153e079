//! The steps of a credit and its claim.

use super::{Work, of, step};
use crate::penalty::{ServiceCredit, claim_day, last_day};
use crate::report::arrange::{kept_above, reached_below};
use crate::report::{Operand, Operation, Outcome, Role, Rounding, Step, StepName};
use crate::units::{Exact, Instant};

impl Work<'_> {
    /// Tier, charge, credit and claim.
    pub(super) fn credit(&self, credit: &ServiceCredit) -> Vec<Step> {
        let Some(value) = &self.assessed.value else { return Vec::new() };
        let Some(share) = &credit.share else { return Vec::new() };
        let percent = Outcome::Percent(share.clone());
        let rule = match credit.tier {
            Some(tier) => self.rule(&format!("/credit/tiers/{tier}")),
            None => self.rule("/credit"),
        };
        let (_, value, source) = self.value_as_compared(value);
        let mut steps = vec![
            step(StepName::Tier, Operation::DeepestTier, percent.clone())
                .operand(Role::Value, self.measured(&value), of(source))
                .operands(self.tiers())
                .clause(&self.objective.clause, rule),
        ];
        if let (Some(charge), Some(amount)) = (&credit.basis, &credit.amount) {
            let total = Outcome::Money(charge.total.clone());
            let mut of_service = step(StepName::Charge, Operation::ChargeForPeriod, total.clone())
                .operands(self.charges(credit));
            if let (Some(service), Some(at)) = (self.service, self.objective.service) {
                of_service = of_service.clause(&service.clause, format!("/services/{at}"));
            }
            steps.push(of_service);
            let mut credit_step = step(
                StepName::Credit,
                Operation::Percentage,
                Outcome::Money(amount.amount.clone()),
            )
            .operand(Role::Charge, total, of(StepName::Charge))
            .operand(Role::Percent, percent, of(StepName::Tier));
            credit_step.rounding = credit.gross.clone().map(|exact| Rounding {
                mode: "half_up".to_owned(),
                places: amount.currency.minor_digits(),
                exact,
            });
            steps.push(credit_step);
        }
        if let Some(deadline) = credit.deadline {
            steps.extend(self.claim(deadline));
        }
        steps
    }

    fn claim(&self, deadline: Instant) -> Vec<Step> {
        let zone = self.basis.agreement.zone;
        let Some(claim) = &self.basis.agreement.claim else { return Vec::new() };
        let last = last_day(self.period, zone);
        let Some(day) = claim_day(claim, self.period, zone) else { return Vec::new() };
        let pointer = "/credits/claim/within/days";
        let zone_operand = || Outcome::Zone(zone.to_string());
        vec![
            step(StepName::LastDay, Operation::LastDateBefore, Outcome::Date(last))
                .operand(Role::Until, self.instant(self.period.span.until()), self.end_of_span())
                .operand(Role::Zone, zone_operand(), self.zone()),
            step(StepName::ClaimDay, Operation::AddDays, Outcome::Date(day))
                .operand(Role::Date, Outcome::Date(last), of(StepName::LastDay))
                .operand(Role::Days, Outcome::Days(claim.days), self.contract(pointer.to_owned()))
                .clause(&claim.clause, "/credits/claim".to_owned()),
            step(StepName::ClaimDeadline, Operation::EndOfDay, self.instant(deadline))
                .operand(Role::Date, Outcome::Date(day), of(StepName::ClaimDay))
                .operand(Role::Zone, zone_operand(), self.zone()),
        ]
    }

    fn tiers(&self) -> impl Iterator<Item = Operand> {
        let tiers = self.objective.credit.iter().flat_map(|rule| &rule.tiers);
        tiers.map(|tier| {
            let (begin, end) = (reached_below(&tier.begin), tier.end.as_ref().map(kept_above));
            Operand::Tier {
                begin: begin.bound,
                begin_value: begin.value,
                end: end.as_ref().map(|end| end.bound),
                end_value: end.map(|end| end.value),
                percent: tier.percent.clone(),
                source: self.contract(self.rule(&format!("/credit/tiers/{}", tier.position))),
            }
        })
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

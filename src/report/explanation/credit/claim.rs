//! The steps of a claim.

use crate::penalty::{claim_day, last_day};
use crate::report::explanation::{Work, of, step};
use crate::report::{Operation, Outcome, Role, Step, StepName};
use crate::units::Instant;

impl Work<'_> {
    /// The last day of the period, the last one to claim, and when it is too late.
    pub(super) fn claim(&self, deadline: Instant) -> Vec<Step> {
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
}

//! The steps of what downtime cost the client.

use super::{Work, of, step};
use crate::penalty::Account;
use crate::report::arrange::position;
use crate::report::loss::{LossShare, LostTo, loss};
use crate::report::{Fact, LostBy, Operand, Operation, Outcome, Role, Rounding, Step, StepName};
use crate::units::{Exact, Money};

impl Work<'_> {
    /// What downtime cost the client, and what of that no credit covers.
    pub(super) fn loss(&self, account: &Account) -> Vec<Step> {
        let Some(found) = loss(self.basis, account, self.assessed) else { return Vec::new() };
        let lost = &found.lost;
        let stated =
            |field| self.contract(format!("/services/{}/cost_of_downtime/{field}", lost.service));
        let currency = lost.cost.currency;
        let money = |amount: &Exact| self.money(Money { amount: amount.clone(), currency });
        let amount = money(&found.figure.amount.amount);
        let seconds = Outcome::Seconds(Exact::from(i128::from(lost.cost.seconds)));
        let cost = |name, operation| {
            step(name, operation, amount.clone())
                .operand(Role::Down, Outcome::Seconds(lost.down.clone()), of(StepName::Down))
                .operand(Role::Amount, money(&lost.cost.amount), stated("amount"))
                .operand(Role::Length, seconds.clone(), stated("per"))
        };
        let mut whole = cost(StepName::Loss, Operation::CostOfDowntime);
        let places = currency.minor_digits();
        whole.rounding =
            Some(Rounding { mode: "half_up".to_owned(), places, exact: lost.exact.clone() });
        let shares = lost.shares(self.basis);
        let shares = (!shares.is_empty()).then(|| {
            let own = shares.iter().map(|share| self.lost_by(share));
            cost(StepName::LossByIncident, Operation::SharedByDowntime)
                .operand(Role::Value, amount.clone(), of(StepName::Loss))
                .operands(own)
        });
        let left = found.figure.not_covered.as_ref().map(|left| {
            let left = Outcome::Money(left.amount.clone());
            let left = step(StepName::NotCovered, Operation::LessCredits, left);
            let left = left.operand(Role::Value, amount.clone(), of(StepName::Loss));
            let period = position(self.assessed.period);
            found.credits.into_iter().fold(left, |left, (subject, credit)| {
                let source = Fact::Result { objective: position(subject), period };
                left.operand(Role::Paid, Outcome::Money(credit), source)
            })
        });
        [Some(whole), shares, left].into_iter().flatten().collect()
    }

    /// What brought a part of it.
    fn lost_by(&self, share: &LossShare) -> Operand {
        let history = &self.basis.history;
        let (mut id, mut title, mut source) = (None, None, None);
        let by = match share.to {
            LostTo::Incident(at) => {
                if let Some(incident) = history.incidents.get(at) {
                    id = Some(incident.id().to_owned());
                    title = incident.title().map(str::to_owned);
                    let pointer = format!("/incidents/{}", incident.position());
                    source = Some(Fact::File { file: incident.file(), pointer });
                }
                LostBy::Incident
            }
            LostTo::Maintenance(at) => {
                if let Some(record) = history.maintenance.get(at) {
                    id = Some(record.id.clone());
                    let pointer = format!("/maintenance/{}", record.position);
                    source = Some(Fact::File { file: record.file, pointer });
                }
                LostBy::Maintenance
            }
            LostTo::Requests => LostBy::Requests,
            LostTo::Label(label) => LostBy::Label(label),
        };
        let (seconds, amount) = (share.seconds.clone(), share.amount.amount.clone());
        Operand::Lost { by, id, title, seconds, amount, source }
    }
}

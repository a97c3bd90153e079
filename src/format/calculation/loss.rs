//! What downtime cost the client, and what of that no credit covers.

use super::settlement::MOST_NAMED;
use super::{IncidentLine, Page};
use crate::format::words::{Chart, How, Phrase};
use crate::report::{LostBy, Operand, Outcome, Role, Step};
use crate::units::Money;

impl Page<'_> {
    pub(super) fn loss(&self, step: &Step) -> Option<(String, String)> {
        let how = How::CostOfDowntime {
            down: &self.seconds(outcome(step, Role::Down)?)?,
            amount: &self.money(outcome(step, Role::Amount)?)?,
            per: &self.seconds(outcome(step, Role::Length)?)?,
        };
        Some((self.say(&Phrase::How(how)), self.money(&step.result)?))
    }

    /// What an incident, or what else was down, cost.
    pub(super) fn lost_by(&self, step: &Step, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Lost { by, id, title, seconds, amount, .. } = operand else { return None };
        let (id, title) = match by {
            LostBy::Incident => (id.clone().unwrap_or_default(), title.clone()),
            LostBy::Maintenance => {
                let words = self.say(&Phrase::How(How::NotPermitted));
                (id.clone().unwrap_or_default(), Some(words))
            }
            LostBy::Requests => (self.say(&Phrase::Chart(Chart::RequestsFailed)), None),
            LostBy::Label(label) => (self.say(&Phrase::Chart(Chart::Label(*label))), None),
        };
        let how = How::LostBy {
            down: &self.seconds(&Outcome::Seconds(seconds.clone()))?,
            amount: &self.money(&match &step.result {
                Outcome::MoneyIn(Money { currency, .. }) => {
                    Outcome::MoneyIn(Money { amount: amount.clone(), currency: *currency })
                }
                _ => Outcome::Money(amount.clone()),
            })?,
        };
        Some(IncidentLine { id, title, how: self.say(&Phrase::How(how)), corrections: Vec::new() })
    }

    pub(super) fn not_covered(&self, step: &Step) -> Option<(String, String)> {
        let credits = step.operands.iter().filter_map(|operand| match operand {
            Operand::Value { role: Role::Paid, value, .. } => self.money(value),
            _ => None,
        });
        let credits: Vec<String> = credits.collect();
        let how = How::LessCredits {
            of: &self.money(outcome(step, Role::Value)?)?,
            credits: credits.get(..MOST_NAMED.min(credits.len())).unwrap_or_default(),
            more: credits.len().saturating_sub(MOST_NAMED) as u64,
        };
        Some((self.say(&Phrase::How(how)), self.money(&step.result)?))
    }
}

pub(super) fn outcome(step: &Step, wanted: Role) -> Option<&Outcome> {
    step.operands.iter().find_map(|operand| match operand {
        Operand::Value { role, value, .. } if *role == wanted => Some(value),
        _ => None,
    })
}

//! What downtime cost the client, and what of that no credit covers.

use super::Page;
use super::settlement::MOST_NAMED;
use crate::format::words::{How, Phrase};
use crate::report::{Operand, Outcome, Role, Step};

impl Page<'_> {
    pub(super) fn loss(&self, step: &Step) -> Option<(String, String)> {
        let how = How::CostOfDowntime {
            down: &self.seconds(outcome(step, Role::Down)?)?,
            amount: &self.money(outcome(step, Role::Amount)?)?,
            per: &self.seconds(outcome(step, Role::Length)?)?,
        };
        Some((self.say(&Phrase::How(how)), self.money(&step.result)?))
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

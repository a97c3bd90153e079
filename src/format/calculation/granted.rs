//! What was granted of a credit, and what of it is charged again.

use super::Page;
use super::settlement::MOST_NAMED;
use crate::format::value::{bound_value, shown_value};
use crate::format::words::{How, Phrase};
use crate::format::{instant, period};
use crate::penalty::ClaimState;
use crate::report::{BoundFacts, Fact, ObjectiveFacts, Operand, Outcome, Role, Step, StepName};

impl Page<'_> {
    pub(super) fn granted(&self, step: &Step) -> Option<(String, String)> {
        let at = step.operands.iter().find_map(|operand| match operand {
            Operand::Value { role: Role::Instant, value: Outcome::Instant(at), .. } => Some(at),
            _ => None,
        })?;
        let at = instant(self.language, at);
        Some((self.say(&Phrase::How(How::Decided { at: &at })), self.worth(&step.result)?))
    }

    /// What a claim's decision is called: it may be that nothing was granted.
    pub(super) fn decision(&self) -> Phrase<'static> {
        match self.row.credit.as_ref().map(|credit| credit.claim) {
            Some(state @ (ClaimState::PartlyGranted | ClaimState::Refused)) => Phrase::Claim(state),
            _ => Phrase::Step(StepName::Granted),
        }
    }

    pub(super) fn earned_back(&self, step: &Step) -> Option<(String, String)> {
        let value = |wanted: Role| {
            step.operands.iter().find_map(|operand| match operand {
                Operand::Value { role, value, .. } if *role == wanted => self.worth(value),
                _ => None,
            })
        };
        let level = step.operands.iter().find_map(|operand| match operand {
            Operand::Bound { bound, value, .. } => {
                Some(BoundFacts { bound: *bound, value: value.clone() })
            }
            _ => None,
        });
        let bound = level.as_ref().map(|level| {
            let shown = bound_value(self.language, &level.value, self.objective);
            self.say(&Phrase::Bound(level, &shown))
        });
        let good = step.operands.iter().filter_map(|it| self.good(it, level.as_ref()));
        let good: Vec<String> = good.collect();
        let more = good.len().saturating_sub(MOST_NAMED) as u64;
        let how = How::EarnedBack {
            of: &value(Role::Value)?,
            percent: &value(Role::Percent)?,
            bound: bound.as_deref(),
            good: good.get(..MOST_NAMED.min(good.len())).unwrap_or_default(),
            more,
        };
        Some((self.say(&Phrase::How(how)), self.worth(&step.result)?))
    }

    /// A good period with its value.
    fn good(&self, operand: &Operand, level: Option<&BoundFacts>) -> Option<String> {
        if let Operand::EarlierTold { period: first, .. } = operand {
            let own = self.report.periods.get(self.row.period as usize)?;
            let mut same = self.report.periods.iter().filter(|it| it.every == own.every);
            let named = period(self.language, same.find(|it| it.first == *first)?);
            return Some(self.say(&Phrase::How(How::GoodAsTold(&named))));
        }
        let Operand::Value { role: Role::Good, value, source } = operand else { return None };
        let Fact::Result { objective, period: at } = source else { return None };
        let objective = self.report.agreement.objectives.get(*objective as usize)?;
        let (Outcome::Percent(exact) | Outcome::Seconds(exact) | Outcome::Number(exact)) = value
        else {
            return None;
        };
        // The level is one more that the digits may not cross.
        let facts = match level {
            Some(_) => &ObjectiveFacts { expected: level.cloned(), ..objective.clone() },
            None => objective,
        };
        let shown = shown_value(self.language, exact, facts);
        let named = period(self.language, self.report.periods.get(*at as usize)?);
        Some(self.say(&Phrase::How(How::GoodPeriod { period: &named, value: &shown })))
    }
}

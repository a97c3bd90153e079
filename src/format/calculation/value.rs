//! What a step found, with its unit.

use super::Page;
use crate::format::value::{bound_value, exact_percent, figure, in_unit, shown_value};
use crate::format::words::{How, Phrase};
use crate::format::{date, number};
use crate::report::{BoundFacts, Operand, Outcome, Role, Rounding, Step, StepName};
use crate::units::{Exact, LocalInstant};

impl Page<'_> {
    /// The operand instant of a role.
    pub(super) fn moment<'s>(&self, step: &'s Step, wanted: Role) -> Option<&'s LocalInstant> {
        step.operands.iter().find_map(|operand| match operand {
            Operand::Value { role, value: Outcome::Instant(at), .. } if *role == wanted => Some(at),
            _ => None,
        })
    }

    /// A bound beside the target, and whether the value keeps it.
    pub(super) fn bounded(&self, step: &Step) -> Option<(String, String)> {
        let Outcome::Truth(kept) = step.result else { return None };
        let bound = step.operands.iter().find_map(|operand| match operand {
            Operand::Bound { bound, value, .. } => Some((*bound, value)),
            _ => None,
        })?;
        let value = match step.name {
            StepName::EnoughKnown => exact_percent(self.language, bound.1),
            _ => bound_value(self.language, bound.1, self.objective),
        };
        let bound = BoundFacts { bound: bound.0, value: bound.1.clone() };
        let how = self.say(&Phrase::Bound(&bound, &value));
        Some((how, self.say(&Phrase::Reached { step: step.name, kept })))
    }

    pub(super) fn bound(&self, bound: &BoundFacts) -> String {
        let value = bound_value(self.language, &bound.value, self.objective);
        self.say(&Phrase::Bound(bound, &value))
    }

    /// A value of the indicator with six decimals or more; a mark where they do not end.
    pub(super) fn value(&self, outcome: &Outcome) -> Option<String> {
        const PLACES: u32 = 6;
        let value = match outcome {
            Outcome::Percent(value) => value,
            Outcome::Seconds(value) => {
                return Some(shown_value(self.language, value, self.objective));
            }
            Outcome::Number(value) => {
                let digits = number(self.language, &plain(value));
                return Some(match &self.objective.unit_name {
                    Some(name) => format!("{digits}\u{a0}{name}"),
                    None => digits,
                });
            }
            _ => return None,
        };
        let digits = number(self.language, &figure(value, self.objective, PLACES));
        let more = if value.decimals(PLACES).is_none() { "…" } else { "" };
        Some(format!("{digits}{more}\u{a0}%"))
    }

    /// How a value was rounded, and what it was rounded to, with as many decimals.
    pub(super) fn rounded(&self, step: &Step) -> Option<(String, String)> {
        let (Outcome::Percent(value) | Outcome::Number(value)) = &step.result else { return None };
        let Rounding { mode, places, .. } = step.rounding.as_ref()?;
        let how = self.say(&Phrase::How(How::Rounded { mode, places: *places }));
        Some((how, in_unit(self.language, &value.to_fixed(*places), self.objective)))
    }

    pub(super) fn seconds(&self, outcome: &Outcome) -> Option<String> {
        let Outcome::Seconds(seconds) = outcome else { return None };
        Some(self.say(&Phrase::Seconds(&number(self.language, &plain(seconds)))))
    }

    pub(super) fn percent(&self, outcome: &Outcome) -> Option<String> {
        let Outcome::Percent(percent) = outcome else { return None };
        Some(exact_percent(self.language, percent))
    }

    pub(super) fn date(&self, outcome: &Outcome) -> Option<String> {
        let Outcome::Date(day) = outcome else { return None };
        Some(date(self.language, *day))
    }

    pub(super) fn say(&self, phrase: &Phrase<'_>) -> String {
        self.language.say(phrase)
    }
}

/// All decimals of seconds or a weight; of a share of users, which may not end, the first nine.
pub(in crate::format) fn plain(exact: &Exact) -> String {
    exact.to_fixed(exact.decimals(30).unwrap_or(9))
}

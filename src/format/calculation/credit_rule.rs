//! What lines of the rule of a credit rest on.

use super::Page;
use super::value::plain;
use crate::format::value::{bound_value, exact_percent, shown_value};
use crate::format::words::{CreditHow, How, Phrase};
use crate::format::{Toward, duration, number};
use crate::report::{CaseVerdict, Operand, Operation, Outcome, Role, Step, StepName};
use crate::units::{Exact, Unit};

impl Page<'_> {
    /// How often a price is due, and for what.
    pub(super) fn credit_units(&self, step: &Step) -> Option<(String, String)> {
        let Outcome::Number(units) = &step.result else { return None };
        let kept = step.operands.iter().any(|operand| {
            let kept = Outcome::Truth(true);
            matches!(operand, Operand::Value { role: Role::Kept, value, .. } if *value == kept)
        });
        let how = if kept { CreditHow::Kept } else { return self.units_due(step, units) };
        Some((self.credit_how(how), self.plain_number(units)))
    }

    fn units_due(&self, step: &Step, units: &Exact) -> Option<(String, String)> {
        let result = self.plain_number(units);
        let how = match step.operation {
            Operation::Breached => self.credit_how(CreditHow::Missed),
            Operation::CountCredited => self.credit_how(match operand(step, Role::Missed) {
                Some(Outcome::Count(misses)) => CreditHow::Misses(*misses),
                _ => CreditHow::Outages(units.to_whole().and_then(|it| u64::try_from(it).ok())?),
            }),
            Operation::WholeParts | Operation::BegunParts | Operation::ExactParts => {
                self.parts(step)?
            }
            Operation::RowOfBreaches => {
                let breaches = 1 + earlier(step).filter(|(breached, _)| *breached).count() as u64;
                self.credit_how(CreditHow::Row { breaches, size: count(step, Role::Size)? })
            }
            Operation::EveryBreaches => {
                let before = earlier(step).map(|(_, units)| units.clone()).sum::<Exact>();
                let breaches = 1 + earlier(step).filter(|(breached, _)| *breached).count() as u64;
                let (within, size) = (count(step, Role::Within)?, count(step, Role::Size)?);
                let before = self.plain_number(&before);
                let before = before.as_str();
                self.credit_how(CreditHow::Every { breaches, within, size, before })
            }
            _ => return None,
        };
        Some((how, result))
    }

    /// What is cut into parts of a size.
    fn parts(&self, step: &Step) -> Option<String> {
        let size = self.measure(operand(step, Role::Size)?, Toward::Shorter)?;
        let one = operand(step, Role::Value).and_then(|it| self.measure(it, Toward::Longer));
        let of = |name: StepName| self.steps.iter().find(|step| step.name == name);
        let several = step.operands.iter().find_map(|operand| match operand {
            Operand::OutagesOf { step } => {
                let outages = of(*step)?.operands.iter();
                let outages = outages.filter(|it| matches!(it, Operand::Outage { .. }));
                Some((outages.count() as u64, true))
            }
            Operand::CasesOf { step } => {
                let cases = of(*step)?.operands.iter();
                let missed = CaseVerdict::Missed;
                let cases = cases
                    .filter(|it| matches!(it, Operand::Case { verdict, .. } if *verdict == missed));
                Some((cases.count() as u64, false))
            }
            _ => None,
        });
        let (length, part) = (one.as_deref(), step.operation);
        Some(self.credit_how(CreditHow::Parts { length, several, size: &size, part }))
    }

    /// The share of the charge.
    pub(super) fn credit_share_of(&self, step: &Step) -> Option<String> {
        let percent = |role| match operand(step, role) {
            Some(Outcome::Percent(percent)) => Some(exact_percent(self.language, percent)),
            _ => None,
        };
        let numbered = |role| match operand(step, role) {
            Some(Outcome::Number(number)) => Some(self.plain_number(number)),
            _ => None,
        };
        let length = |role, toward| operand(step, role).and_then(|it| self.measure(it, toward));
        let (units, days) = (numbered(Role::Units), numbered(Role::Days));
        let how = match step.operation {
            Operation::TimesPercent => {
                let (units, price) = (units?, percent(Role::Percent)?);
                self.credit_how(CreditHow::Times { units: &units, price: &price })
            }
            Operation::ShareAtRisk => self.credit_how(CreditHow::AtRisk {
                percent: &percent(Role::Percent)?,
                pool: &percent(Role::Pool)?,
                allocation: &percent(Role::Allocation)?,
            }),
            Operation::DaysOfCharge => {
                let whole = numbered(Role::Whole)?;
                let (units, days) = (units.as_deref(), days?);
                self.credit_how(CreditHow::Days { units, days: &days, whole: &whole })
            }
            Operation::LostShare => self.credit_how(CreditHow::LostTime {
                times: &numbered(Role::Times)?,
                lost: &length(Role::Value, Toward::Longer)?,
                whole: &length(Role::Whole, Toward::Shorter)?,
            }),
            Operation::ShareOfBound => {
                let bound = step.operands.iter().find_map(|operand| match operand {
                    Operand::Bound { value, .. } => Some(value),
                    _ => None,
                })?;
                let bound = bound_value(self.language, bound, self.objective);
                let value = self.value(operand(step, Role::Value)?)?;
                self.credit_how(CreditHow::Shortfall { bound: &bound, value: &value })
            }
            _ => return None,
        };
        Some(how)
    }

    /// The days of months that have thirty; of local days nothing is to be told.
    pub(super) fn days_of_months(&self, step: &Step) -> Option<String> {
        let number = |role| match operand(step, role) {
            Some(Outcome::Number(number)) => Some(number),
            _ => None,
        };
        let (days, months) = (number(Role::Days)?, number(Role::Months)?);
        let Outcome::Number(counted) = &step.result else { return None };
        let Outcome::Seconds(whole) = operand(step, Role::Whole)? else { return None };
        let part = (counted * whole).checked_div(&(days * months))?;
        let length = |it: &Exact| duration(self.language, it, Toward::Shorter);
        let part = (part != *whole).then(|| [length(&part), length(whole)]);
        let part = part.as_ref().map(|[part, whole]| (part.as_str(), whole.as_str()));
        let (days, months) = (&self.plain_number(days), &self.plain_number(months));
        Some(self.credit_how(CreditHow::DaysOfMonths { days, months, part }))
    }

    /// Downtime beyond what the target allows.
    pub(super) fn beyond(&self, step: &Step) -> Option<String> {
        let length = |role, toward| operand(step, role).and_then(|it| self.measure(it, toward));
        let down = length(Role::Minuend, Toward::Longer)?;
        let allowed = length(Role::Subtrahend, Toward::Shorter)?;
        Some(self.credit_how(CreditHow::Beyond { down: &down, allowed: &allowed }))
    }

    /// For which hours a charge is.
    pub(super) fn charged_hours(&self, step: &Step) -> String {
        let agreed = step.operation != Operation::Elapsed;
        self.credit_how(CreditHow::ChargedHours { agreed })
    }

    /// What the value is short of the target by.
    pub(super) fn short(&self, step: &Step) -> Option<(String, String)> {
        let short = match (&step.result, self.objective.unit) {
            (Outcome::Percent(points), _) => exact_percent(self.language, points),
            (Outcome::Number(points), _) => self.plain_number(points),
            _ => return None,
        };
        let bound = self.bound(&self.objective.target);
        Some((bound, short))
    }

    /// So many times an amount; nothing where a tier gives it once.
    pub(super) fn times_amount(&self, step: &Step) -> Option<String> {
        let (Some(Outcome::Number(units)), Some(Outcome::Money(amount))) =
            (operand(step, Role::Units), operand(step, Role::Amount))
        else {
            return None;
        };
        let (units, price) = (self.plain_number(units), self.unrounded(amount));
        Some(self.credit_how(CreditHow::Times { units: &units, price: &price }))
    }

    /// A length of time, or a number in the unit of the value.
    fn measure(&self, outcome: &Outcome, toward: Toward) -> Option<String> {
        Some(match outcome {
            Outcome::Seconds(seconds) => duration(self.language, seconds, toward),
            Outcome::Percent(points) => exact_percent(self.language, points),
            Outcome::Number(points) if self.objective.unit == Unit::Seconds => {
                shown_value(self.language, points, self.objective)
            }
            Outcome::Number(points) => self.plain_number(points),
            _ => return None,
        })
    }

    pub(super) fn plain_number(&self, exact: &Exact) -> String {
        let digits = number(self.language, &plain(exact));
        if exact.decimals(30).is_some() { digits } else { format!("{digits}…") }
    }

    pub(super) fn credit_how(&self, how: CreditHow<'_>) -> String {
        self.say(&Phrase::How(How::Credit(how)))
    }
}

/// The value of a role.
fn operand(step: &Step, wanted: Role) -> Option<&Outcome> {
    step.operands.iter().find_map(|operand| match operand {
        Operand::Value { role, value, .. } if *role == wanted => Some(value),
        _ => None,
    })
}

/// Whether each earlier period was breached, and how often the price was due in it.
fn earlier(step: &Step) -> impl Iterator<Item = (bool, &Exact)> {
    step.operands.iter().filter_map(|operand| match operand {
        Operand::Earlier { breached, units, .. } | Operand::EarlierTold { breached, units, .. } => {
            Some((*breached, units))
        }
        _ => None,
    })
}

fn count(step: &Step, role: Role) -> Option<u64> {
    let Some(Outcome::Number(number)) = operand(step, role) else { return None };
    number.to_whole().and_then(|whole| u64::try_from(whole).ok())
}

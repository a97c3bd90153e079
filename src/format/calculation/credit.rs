//! What lines of credits and claims rest on.

use super::Page;
use crate::format::value::exact_percent;
use crate::format::words::{CreditHow, How, Phrase};
use crate::format::{Toward, amount, date, duration, money};
use crate::report::{CreditFigure, Operand, Outcome, Role, Step, StepName};
use crate::units::{Exact, Money};

impl Page<'_> {
    pub(super) fn tier(&self) -> String {
        let tier = self.row.credit.as_ref().and_then(|credit| credit.tier);
        let tier = tier.and_then(|tier| self.objective.tiers.get(tier as usize));
        let Some(tier) = tier else { return self.say(&Phrase::How(How::NoTier)) };
        let begin = self.bound(&tier.begin);
        let end = tier.end.as_ref().map(|end| self.bound(end));
        self.say(&Phrase::How(How::Tier { begin: &begin, end: end.as_deref() }))
    }

    /// What the tier gives, and that its amount is unknown where no charge is stated.
    pub(super) fn tier_worth(&self, step: &Step) -> Option<String> {
        Some(match &step.result {
            Outcome::Money(amount) => self.amount(amount),
            Outcome::Number(days) => {
                self.credit_how(CreditHow::DaysOfCharge(&self.plain_number(days)))
            }
            percent => return self.credit_share(percent),
        })
    }

    /// A number of outages.
    pub(super) fn value_of_count(&self, outcome: &Outcome) -> Option<String> {
        let Outcome::Number(count) = outcome else { return None };
        Some(self.plain_number(count))
    }

    /// Whether a line says how many times the price is due.
    pub(super) fn has_units(&self) -> bool {
        self.steps.iter().any(|step| step.name == StepName::Units)
    }

    pub(super) fn charge(&self, step: &Step) -> String {
        let length = |seconds: &Exact| duration(self.language, seconds, Toward::Shorter);
        let part = |seconds: &Exact, whole: &Exact| {
            (seconds != whole).then(|| (length(seconds), length(whole)))
        };
        let parts = step.operands.iter().filter_map(|operand| {
            let how = match operand {
                Operand::Charge {
                    amount,
                    months: Some(months),
                    seconds,
                    period_seconds,
                    period_months,
                    ..
                } => {
                    let part = part(seconds, period_seconds);
                    return Some(self.say(&Phrase::How(How::Charge {
                        amount: &self.amount(amount),
                        months: *months,
                        period_months: *period_months,
                        part: part.as_ref().map(|(part, whole)| (part.as_str(), whole.as_str())),
                    })));
                }
                Operand::Charge { amount, per_seconds: Some(per), seconds, .. } => {
                    self.credit_how(CreditHow::ChargeByTime {
                        amount: &self.amount(amount),
                        per: &length(per),
                        time: &length(seconds),
                    })
                }
                Operand::Invoiced { amount, seconds, period_seconds, .. } => {
                    let part = part(seconds, period_seconds);
                    let part = part.as_ref().map(|(part, whole)| (part.as_str(), whole.as_str()));
                    self.credit_how(CreditHow::Invoiced { amount: &self.amount(amount), part })
                }
                _ => return None,
            };
            Some(how)
        });
        parts.collect::<Vec<_>>().join(" + ")
    }

    pub(super) fn credit(&self, step: &Step) -> Option<String> {
        let Outcome::Money(rounded) = &step.result else { return None };
        let credit = self.row.credit.as_ref()?;
        let of = match (&credit.share, &credit.basis) {
            (Some(share), Some(basis)) => self.say(&Phrase::How(How::PercentOf {
                percent: &exact_percent(self.language, share),
                amount: &self.unrounded(&basis.amount),
            })),
            _ => self.times_amount(step).unwrap_or_default(),
        };
        let exact = step.rounding.as_ref().map(|rounding| &rounding.exact);
        Some(match exact.filter(|exact| *exact != rounded) {
            None => of,
            Some(exact) => {
                let from = self.say(&Phrase::How(How::RoundedFrom(&self.unrounded(exact))));
                let parts = [of, from].into_iter().filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join(", ")
            }
        })
    }

    /// An amount with all its decimals, at most four beyond the minor unit's; a mark where they go
    /// on.
    pub(super) fn unrounded(&self, exact: &Exact) -> String {
        let currency = self.report.currency_of(self.row.period);
        let least = currency.minor_digits();
        let shown = |places| amount(self.language, exact, currency.code(), places);
        match exact.decimals(least + 4) {
            Some(places) => shown(places.max(least)),
            None => format!("{}…", shown(least + 4)),
        }
    }

    pub(super) fn claim(&self, step: &Step) -> Option<String> {
        let length = step.operands.iter().find_map(|operand| match operand {
            Operand::Value { role: Role::Days, value, .. } => Some(match value {
                Outcome::Days(length) | Outcome::Months(length) => u64::from(*length),
                Outcome::Count(length) => *length,
                _ => return None,
            }),
            _ => None,
        })?;
        let last_day = step.operands.iter().find_map(|operand| match operand {
            Operand::Value { value: Outcome::Date(date), .. } => Some(*date),
            _ => None,
        })?;
        let how = self.say(&Phrase::How(How::Claim {
            length,
            unit: step.operation,
            first: &date(self.language, last_day),
        }));
        Some(self.for_step(step, how))
    }

    /// For which step before the claim that is, if it is for one.
    pub(super) fn for_step(&self, step: &Step, how: String) -> String {
        let id = step.operands.iter().find_map(|operand| match operand {
            Operand::Rule { value, .. } => Some(value),
            _ => None,
        });
        match id {
            Some(id) => self.say(&Phrase::How(How::ClaimStep { id, how: &how })),
            None => how,
        }
    }

    /// Whether the value is worth anything.
    pub(super) fn credited(&self) -> bool {
        self.row.credit.as_ref().is_some_and(|credit| credit.is_due())
    }

    /// The percentage due, and that its amount is unknown where no charge is stated.
    pub(super) fn credit_share(&self, outcome: &Outcome) -> Option<String> {
        let percent = self.percent(outcome)?;
        // Of one that is one with that of a later part of its period, the amount stands there.
        let is_priced = |it: &CreditFigure| it.amount.is_some() || it.one_with.is_some();
        let priced = self.row.credit.as_ref().is_some_and(is_priced);
        Some(if priced || !self.credited() {
            percent
        } else {
            self.say(&Phrase::ShareOnly(&percent))
        })
    }

    pub(super) fn money(&self, outcome: &Outcome) -> Option<String> {
        match outcome {
            Outcome::Money(amount) => Some(self.amount(amount)),
            Outcome::MoneyIn(foreign) => Some(money(self.language, foreign)),
            _ => None,
        }
    }

    fn amount(&self, exact: &Exact) -> String {
        let currency = self.report.currency_of(self.row.period);
        money(self.language, &Money { amount: exact.clone(), currency })
    }
}

//! What lines rest on that lead from a rule's credit to the one that is paid.

use super::Page;
use crate::format::objective::objective_name;
use crate::format::value::exact_percent;
use crate::format::words::{How, Phrase};
use crate::format::{instant, period};
use crate::report::{CapOperand, Fact, Operand, Operation, Outcome, Role, Step, StepName};
use crate::units::{Exact, Instant, LocalInstant};

/// The most credits that are named as paid instead.
pub const MOST_NAMED: usize = 12;

impl Page<'_> {
    /// How a step of the settlement works, and its result; nothing where it says nothing new.
    pub(super) fn settlement(&self, step: &Step) -> Option<(String, String)> {
        let how = match step.name {
            StepName::Stopped => self.stopped(step)?,
            StepName::WithParts => self.with_parts(step)?,
            StepName::WithCarried => self.with_carried(step)?,
            StepName::CappedEach | StepName::Capped => {
                let caps = step.operands.iter().filter_map(|operand| match operand {
                    Operand::Cap(cap) => Some(self.cap(cap)),
                    _ => None,
                });
                caps.collect::<Vec<_>>().join("; ")
            }
            StepName::Combined => {
                let paid = step.operands.iter().filter_map(|operand| match operand {
                    Operand::Value { role: Role::Paid, value, source } => {
                        Some(format!("{}, {}", self.whose(source)?, self.worth(value)?))
                    }
                    _ => None,
                });
                let paid: Vec<String> = paid.take(MOST_NAMED).collect();
                let all = step.operands.iter();
                let all = all.filter(|it| matches!(it, Operand::Value { role: Role::Paid, .. }));
                let more = all.count().saturating_sub(MOST_NAMED) as u64;
                self.say(&Phrase::How(How::PaidInstead { paid: &paid, more }))
            }
            StepName::Paid => self.paid(step)?,
            _ => return None,
        };
        Some((how, self.worth(&step.result)?))
    }

    fn stopped(&self, step: &Step) -> Option<String> {
        let since = step.operands.iter().find_map(|operand| match operand {
            Operand::Value { role: Role::Instant, value: Outcome::Instant(at), .. } => Some(at),
            _ => None,
        })?;
        let begins = self.report.periods.get(self.row.period as usize).map(|it| &it.from);
        let read = |at: &LocalInstant| Instant::parse(&at.at).ok();
        let own = begins.and_then(read).zip(read(since)).is_some_and(|(begins, at)| begins < at);
        let since = instant(self.language, since);
        Some(self.say(&Phrase::How(How::Stopped { since: &since, own })))
    }

    fn with_parts(&self, step: &Step) -> Option<String> {
        let worth = step.operands.iter().filter_map(|operand| match operand {
            Operand::Value { role: Role::Summand, value, .. } => self.worth(value),
            _ => None,
        });
        let worth: Vec<String> = worth.collect();
        let once = step.operation == Operation::Largest;
        Some(self.say(&Phrase::How(How::WithParts { worth: &worth, once })))
    }

    fn with_carried(&self, step: &Step) -> Option<String> {
        let mut summands = step.operands.iter().filter_map(|operand| match operand {
            Operand::Value { role: Role::Summand, value, source } => Some((value, source)),
            _ => None,
        });
        let (carried, source) = summands.next_back()?;
        let own = summands.next().and_then(|(own, _)| self.worth(own));
        let Fact::Result { period: at, .. } = source else { return None };
        Some(self.say(&Phrase::How(How::CarriedForward {
            own: own.as_deref(),
            carried: &self.worth(carried)?,
            period: &period(self.language, self.report.periods.get(*at as usize)?),
        })))
    }

    fn cap(&self, cap: &CapOperand) -> String {
        let sum = |amounts: &mut dyn Iterator<Item = &Exact>| amounts.cloned().sum::<Exact>();
        let worth = |exact: &Exact| {
            if cap.is_share { exact_percent(self.language, exact) } else { self.unrounded(exact) }
        };
        let charges = sum(&mut cap.charges.iter().map(|charge| &charge.amount));
        let charges = (!cap.charges.is_empty()).then(|| self.unrounded(&charges));
        let percent = cap.percent.as_ref().map(|it| exact_percent(self.language, it));
        let (times, charged, unit) = match (&cap.days_of_charge, &cap.months_of_charge) {
            (Some(days), _) => (Some(days), cap.charged_days.as_ref(), "day"),
            (_, months) => (months.as_ref(), cap.charged_months.as_ref(), "month"),
        };
        let times = times.map(Exact::to_string);
        let charged = charged.map(|it| self.plain_number(it));
        let issued = sum(&mut cap.issued.iter().map(|it| &it.amount));
        let issued = (!cap.issued.is_empty()).then(|| worth(&issued));
        let together = sum(&mut cap.credits.iter().map(|it| &it.before));
        let together = (cap.credits.len() > 1).then(|| worth(&together));
        self.say(&Phrase::How(How::Cap {
            percent: percent.as_deref(),
            times: times.as_deref(),
            charged: charged.as_deref(),
            unit,
            charges: charges.as_deref(),
            most: &worth(&cap.most),
            issued: issued.as_deref(),
            left: &worth(&cap.left),
            others: cap.credits.len().saturating_sub(1) as u64,
            together: together.as_deref(),
            clause: cap.clause.as_deref(),
        }))
    }

    fn paid(&self, step: &Step) -> Option<String> {
        let exact = &step.rounding.as_ref()?.exact;
        let Outcome::Money(rounded) = &step.result else { return None };
        let least = step.operands.iter().find_map(|operand| match operand {
            Operand::Value { role: Role::Least, value, source: Fact::File { pointer, .. } } => {
                Some((self.worth(value)?, pointer.ends_with("at_least")))
            }
            _ => None,
        });
        if let (Operation::TooSmall, Some((least, inclusive))) = (step.operation, &least) {
            return Some(self.say(&Phrase::How(How::TooSmall {
                of: &self.unrounded(exact),
                least,
                inclusive: *inclusive,
            })));
        }
        let rounded = (exact != rounded)
            .then(|| self.say(&Phrase::How(How::RoundedFrom(&self.unrounded(exact)))));
        // That nothing is to be paid is said by the line before.
        if exact.is_zero() {
            return None;
        }
        let enough = least.map(|(least, inclusive)| {
            self.say(&Phrase::How(How::Enough { least: &least, inclusive }))
        });
        Some([rounded, enough].into_iter().flatten().collect::<Vec<_>>().join("; "))
    }

    /// When the claim is due to the hour, and from when that counts.
    pub(super) fn claim_hours(&self, step: &Step) -> Option<(String, String)> {
        if step.operation != Operation::AddHours {
            return None;
        }
        let mut values = step.operands.iter().filter_map(|operand| match operand {
            Operand::Value { value, .. } => Some(value),
            _ => None,
        });
        let (Outcome::Instant(from), Outcome::Count(hours)) = (values.next()?, values.next()?)
        else {
            return None;
        };
        let Outcome::Instant(until) = &step.result else { return None };
        let from = instant(self.language, from);
        let how = self.say(&Phrase::How(How::ClaimHours { hours: *hours, from: &from }));
        Some((self.for_step(step, how), instant(self.language, until)))
    }

    pub(super) fn worth(&self, outcome: &Outcome) -> Option<String> {
        match outcome {
            Outcome::Money(exact) => Some(self.unrounded(exact)),
            Outcome::MoneyIn(_) => self.money(outcome),
            Outcome::Percent(exact) => Some(exact_percent(self.language, exact)),
            _ => None,
        }
    }

    /// Whose calculation a value is of: the objective's name.
    fn whose(&self, source: &Fact) -> Option<String> {
        let Fact::Result { objective, .. } = source else { return None };
        let objective = self.report.agreement.objectives.get(*objective as usize)?;
        Some(objective_name(self.language, objective))
    }
}

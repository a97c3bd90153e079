//! What lines of outages, tallies and requests rest on.

use super::value::plain;
use super::{IncidentLine, Page};
use crate::format::value::shown_value;
use crate::format::words::{How, Phrase};
use crate::format::{Toward, duration, instant, number, period};
use crate::report::{Fact, Operand, Operation, Step, StepName};
use crate::units::{Exact, LocalInstant, Unit};

impl Page<'_> {
    pub(super) fn outage_figure(&self, step: &Step) -> String {
        let outages = [StepName::OutagesBegun, StepName::OutagesEnded];
        let counted = self.steps.iter().find(|step| outages.contains(&step.name));
        let operands = counted.map(|step| step.operands.as_slice()).unwrap_or_default();
        let of = |wanted: &dyn Fn(bool) -> bool| {
            let outages = operands.iter();
            outages
                .filter(|it| matches!(it, Operand::Outage { ended, .. } if wanted(*ended)))
                .count()
        };
        let outages = match step.operation {
            Operation::MeanOutage => of(&|ended| ended),
            _ => of(&|_| true),
        };
        self.say(&Phrase::How(How::Outages { outages: outages as u64, of: step.operation }))
    }

    /// An outage, whole.
    pub(super) fn outage(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Outage { from, length, ended, .. } = operand else { return None };
        Some(IncidentLine {
            id: instant(self.language, from),
            title: None,
            corrections: Vec::new(),
            how: self.say(&Phrase::How(How::Outage {
                length: &duration(self.language, length, Toward::Longer),
                ended: *ended,
            })),
        })
    }

    /// How many single values there are, and what they weigh.
    pub(super) fn tally(&self, step: &Step) -> String {
        let weights = step.operands.iter().filter_map(|operand| match operand {
            Operand::Item { weight, .. } => Some(weight),
            _ => None,
        });
        let count = weights.clone().count() as u64;
        let weight = weights.fold(Exact::zero(), |sum, weight| &sum + weight);
        let is_mean = step.operation != Operation::WeightedSum;
        let weighed = is_mean && weight != Exact::from(i128::from(count));
        let weight = number(self.language, &plain(&weight));
        let items = self
            .say(&Phrase::How(How::Items { count, weight: weighed.then_some(weight.as_str()) }));
        std::iter::once(items).chain(self.chosen(step)).collect::<Vec<_>>().join("; ")
    }

    /// How many requests succeeded.
    pub(super) fn requests(&self, step: &Step) -> Option<String> {
        let requests = self.row.requests.as_ref()?;
        let digits = |exact: &Exact| number(self.language, &plain(exact));
        Some(self.say(&Phrase::How(How::Requests {
            good: &digits(&requests.good),
            total: &digits(&requests.total),
            steps: requests.steps,
            mean: step.operation == Operation::IntervalMean,
        })))
    }

    /// How many steps are left out, and why.
    pub(super) fn left_out(&self) -> Option<String> {
        let reasons = self.row.requests.as_ref()?.left_out.iter();
        let reasons: Vec<_> = reasons.map(|(reason, count)| (*reason, *count)).collect();
        Some(self.say(&Phrase::How(How::LeftOut(&reasons))))
    }

    /// Steps that are left out and follow each other.
    pub(super) fn left_out_run(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::LeftOut { from, until, steps, reason, .. } = operand else { return None };
        let reason = self.say(&Phrase::How(How::LeftOutFor(*reason)));
        Some(self.run([from, until], *steps, Some(reason)))
    }

    /// Steps in which too many requests failed.
    pub(super) fn failed_run(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Steps { from, until, good, total, .. } = operand else { return None };
        let sum = |counts: &[u64]| counts.iter().map(|it| i128::from(*it)).sum::<i128>();
        let [good, all] = [sum(good), sum(total)];
        let digits = |sum: i128| number(self.language, &sum.to_string());
        let (failed, total_digits) = (digits(all - good), digits(all));
        let failed = Phrase::How(How::RequestsFailed { failed: &failed, total: &total_digits });
        Some(self.run([from, until], total.len() as u64, Some(self.say(&failed))))
    }

    fn run(&self, ends: [&LocalInstant; 2], steps: u64, title: Option<String>) -> IncidentLine {
        let [from, until] = ends.map(|at| instant(self.language, at));
        let how = Phrase::How(How::Incident {
            from: &from,
            until: &until,
            open: false,
            weight: None,
            users: None,
        });
        let id = self.say(&Phrase::How(How::StepCount(steps)));
        IncidentLine { id, title, how: self.say(&how), corrections: Vec::new() }
    }

    /// A single value.
    pub(super) fn item(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Item { name, title, at, due, value, weight, before, .. } = operand else {
            return None;
        };
        if self.objective.indicator == "points" {
            let [times, points] = [value, weight].map(|it| number(self.language, &plain(it)));
            let before = before.as_ref().and_then(|before| match before {
                Fact::Result { period: at, .. } => self.report.periods.get(*at as usize),
                _ => None,
            });
            let before = before.map(|it| period(self.language, it));
            let before = before.as_deref();
            return Some(IncidentLine {
                id: name.clone(),
                title: title.clone(),
                corrections: Vec::new(),
                how: self.say(&Phrase::How(How::Points { times: &times, points: &points, before })),
            });
        }
        let weight = (*weight != Exact::from(1)).then(|| number(self.language, &plain(weight)));
        let value = match self.objective.unit {
            Unit::Count => String::new(),
            _ => shown_value(self.language, value, self.objective),
        };
        let due = due.as_ref().map(|due| instant(self.language, due));
        Some(IncidentLine {
            id: name.clone(),
            title: title.clone(),
            corrections: Vec::new(),
            how: self.say(&Phrase::How(How::Item {
                at: &instant(self.language, at),
                due: due.as_deref(),
                value: &value,
                weight: weight.as_deref(),
            })),
        })
    }
}

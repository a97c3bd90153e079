//! What lines of clocks rest on.

use super::{IncidentLine, Page, cases_words};
use crate::format::words::{How, Phrase};
use crate::format::{Toward, exact_on_a_clock, instant, on_a_clock, stands_in};
use crate::report::{CaseCounts, Operand, Step};

impl Page<'_> {
    pub(super) fn cases(&self, step: &Step) -> Option<String> {
        let cases = self.row.cases.as_ref()?;
        let CaseCounts { total, missed, open, .. } = *cases;
        let counted = match open {
            0 => cases_words(self.language, cases),
            open => self.say(&Phrase::CasesMissed { missed, total, open }),
        };
        let ranges = step.operands.iter().filter_map(|operand| self.range(operand));
        let parts = std::iter::once(counted).chain(self.chosen(step)).chain(ranges);
        Some(parts.collect::<Vec<_>>().join("; "))
    }

    /// By what a range is judged.
    fn range(&self, operand: &Operand) -> Option<String> {
        let Operand::Range { priority, from, to, .. } = operand else { return None };
        let [from, to] = [from, to].map(|it| exact_on_a_clock(self.language, it));
        let priority = priority.as_deref();
        Some(self.say(&Phrase::How(How::Range { priority, from: &from, to: &to })))
    }

    pub(super) fn met(&self) -> Option<String> {
        let counts = self.row.cases.as_ref()?;
        Some(format!("{} / {}", counts.met, counts.met + counts.missed))
    }

    /// A clock of an incident.
    pub(super) fn case(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Case {
            id,
            title,
            corrections,
            started,
            from,
            stopped,
            to,
            elapsed,
            limit,
            no_due,
            verdict,
            ..
        } = operand
        else {
            return None;
        };
        let began = stands_in(self.language, from);
        let ended = to.as_ref().and_then(|to| stands_in(self.language, to));
        let stopped = stopped.as_ref().map(|at| instant(self.language, at));
        let words = limit.as_ref().map(|it| exact_on_a_clock(self.language, it));
        Some(IncidentLine {
            id: id.clone(),
            title: title.clone(),
            corrections: self.corrected(corrections.iter()),
            how: self.say(&Phrase::How(How::Case {
                started: &instant(self.language, started),
                stopped: stopped.as_deref(),
                elapsed: &on_a_clock(self.language, elapsed, Toward::Longer, limit.as_ref()),
                limit: words.as_deref(),
                verdict: *verdict,
                no_due: *no_due,
                stood_in: [began.as_deref(), ended.as_deref()],
            })),
        })
    }
}

//! What of a service's downtime was credited in earlier periods.

use crate::measurement::UsedUp;
use crate::model::{Consumed, Objective};
use crate::penalty::assess;
use crate::report::{Assessed, Basis, Measured};
use crate::units::{Exact, Interval};

/// The windows of the periods before, of an availability whose contract says that what was credited
/// counts no more.
#[derive(Default)]
pub(super) struct Earlier {
    /// Each that was judged, and whether it is certain for what a credit was due.
    judged: Vec<(Interval, bool)>,
    /// What of them was credited.
    used_up: Vec<UsedUp>,
}

impl Earlier {
    /// Adds the next period: the downtime of its window is used up where a credit is due for it,
    /// whether or not its target was kept.
    pub(super) fn add(&mut self, basis: &Basis, assessed: &Assessed) {
        let Measured::Availability(found) = &assessed.measured else { return };
        let subject = basis.subjects.get(assessed.subject);
        let objective = subject.and_then(|it| basis.agreement.objectives.get(it.objective));
        let Some(objective) = objective.filter(|it| uses_up(it)) else { return };
        let Some(period) = basis.periods.get(assessed.period) else { return };
        let verdict = assessed.judgement.verdict;
        if !verdict.is_final() {
            return;
        }
        let window = found.window;
        let is_due = assessed.credit.as_ref().is_some_and(|credit| credit.is_due());
        let bounds = found.bounds();
        let is_sure = |value: &Exact| {
            let value = objective.target.compared(value);
            let credit = assess(&basis.agreement, objective, period, verdict, &value, basis.as_of);
            credit.is_some_and(|credit| credit.is_due()) == is_due
        };
        let sure = bounds.is_some_and(|(worst, best)| is_sure(&worst) && is_sure(&best));
        self.judged.push((window, sure && self.is_certain_in(window)));
        let last = self.used_up.last().map_or(window.from(), |last| last.span.until());
        let span = Interval::new(window.from().max(last), window.until());
        if is_due && !span.is_empty() {
            self.used_up.push(UsedUp { period: assessed.period, span });
        }
    }

    /// What is used up, in order of time.
    pub(super) fn used_up(&self) -> &[UsedUp] {
        &self.used_up
    }

    /// Whether it is certain for what of a window credits were due.
    pub(super) fn is_certain_in(&self, window: Interval) -> bool {
        let mut own = self.judged.iter().filter(|(it, _)| !it.intersection(&window).is_empty());
        own.all(|(_, certain)| *certain)
    }
}

/// Whether downtime that was credited counts in no later window of an objective.
fn uses_up(objective: &Objective) -> bool {
    objective.window.is_some_and(|window| window.consumed == Consumed::Credited)
}

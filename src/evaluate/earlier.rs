//! What earlier periods leave to later ones.

use super::credit;
use crate::compliance::Verdict;
use crate::measurement::{Availability, UsedUp};
use crate::model::{Consumed, Objective};
use crate::penalty::EarlierPeriod;
use crate::report::{Assessed, Basis, Measured};
use crate::units::{Exact, Interval};

/// What the periods before were, of one subject.
#[derive(Default)]
pub(super) struct Earlier {
    /// The windows that were judged, of an availability whose contract says that what was credited
    /// counts no more, and whether it is certain for what a credit was due.
    judged: Vec<(Interval, bool)>,
    /// What of them was credited.
    used_up: Vec<UsedUp>,
    /// The periods with a verdict.
    periods: Vec<EarlierPeriod>,
    /// The last of them, with all its parts.
    parts: Option<EarlierPeriod>,
    /// How many periods there were.
    place: usize,
    /// The last of them that was looked at.
    last: Option<usize>,
}

impl Earlier {
    /// Adds the next period.
    pub(super) fn add(&mut self, basis: &Basis, assessed: Option<&Assessed>) {
        let of = |assessed: &Assessed| {
            let subject = basis.subjects.get(assessed.subject)?;
            basis.agreement.objectives.get(subject.objective)
        };
        if let Some(assessed) = assessed.filter(|it| it.judgement.verdict.is_final())
            && let Some(objective) = of(assessed)
        {
            if let (Measured::Availability(found), true) = (&assessed.measured, uses_up(objective))
            {
                self.use_up(basis, objective, assessed, found);
            }
            let units = assessed.credit.as_ref().map(|credit| credit.worth.units.clone());
            let mut own = EarlierPeriod {
                subject: assessed.subject,
                period: assessed.period,
                place: self.place,
                breached: assessed.judgement.verdict == Verdict::Missed,
                units: units.unwrap_or_else(Exact::zero),
            };
            // Breached parts of one period are one breach.
            if let Some(part) = self.part_of(basis, assessed.period) {
                self.periods.truncate(part);
                if let Some(before) = self.parts.take() {
                    own.breached |= before.breached;
                    own.units = own.units.max(before.units);
                }
            }
            self.parts = Some(own.clone());
            self.periods.push(own);
        }
        let is_part = |last: usize| {
            assessed.is_some_and(|it| basis.whole_period(it.period) == basis.whole_period(last))
        };
        if !self.last.is_some_and(is_part) {
            self.place += 1;
        }
        self.last = assessed.map(|it| it.period).or(self.last);
    }

    /// The place among the periods with a verdict of an earlier part of this one, if it has any.
    fn part_of(&self, basis: &Basis, period: usize) -> Option<usize> {
        let last = self.periods.last()?;
        let is_part = basis.whole_period(last.period) == basis.whole_period(period);
        is_part.then(|| self.periods.len() - 1)
    }

    /// The periods with a verdict before this one, and its place among all: parts of one period are
    /// one.
    pub(super) fn before(&self, basis: &Basis, period: usize) -> (&[EarlierPeriod], usize) {
        let end = self.part_of(basis, period).unwrap_or(self.periods.len());
        (self.periods.get(..end).unwrap_or_default(), self.place)
    }

    /// The downtime of its window is used up where a credit is due for it, whether or not its target
    /// was kept.
    fn use_up(
        &mut self,
        basis: &Basis,
        objective: &Objective,
        assessed: &Assessed,
        found: &Availability,
    ) {
        let Some(period) = basis.periods.get(assessed.period) else { return };
        let window = found.window;
        let is_due = assessed.credit.as_ref().is_some_and(|credit| credit.is_due());
        let bounds = found.bounds();
        let is_sure = |value: &Exact| {
            let breached = !objective.target.is_kept_by(value);
            let (subject, measured) = (assessed.subject, &assessed.measured);
            let judgement = &assessed.judgement;
            let place = assessed.period;
            let other =
                credit::Found { subject, place, period, measured, judgement, value, breached };
            let credit = credit::credit(basis, objective, &other, self);
            credit.is_some_and(|(credit, _)| credit.is_due()) == is_due
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

//! What earlier periods leave to later ones.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::credit;
use super::told_verdicts::Told;
use crate::compliance::Verdict;
use crate::measurement::{Availability, UsedUp};
use crate::model::{Consumed, Cuts, Objective, Rule};
use crate::penalty::{EarlierPeriod, VerdictBy, units_told};
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
    /// How its periods are cut, one way after the other, each from a date on; the first from ever.
    cuts: Vec<(Option<NaiveDate>, Cuts)>,
    /// The first date of the first of them that is judged.
    first: NaiveDate,
    /// The verdicts that the history tells of periods that may be judged, by their first dates.
    told: BTreeMap<NaiveDate, Told>,
}

impl Earlier {
    /// What was before the first of a subject's figures, in that period: by verdicts that the history
    /// tells, in order of time.
    pub(super) fn of(basis: &Basis, (subject, period): (usize, usize), told: Vec<Told>) -> Self {
        let mut own = Self::default();
        let promise = credit::promise(basis, subject);
        let objective = promise.and_then(|it| basis.agreement.objectives.get(it));
        let first = basis.periods.get(period);
        let Some((promise, (objective, first))) = promise.zip(objective.zip(first)) else {
            return own;
        };
        let begins = basis.agreement.zone.date_at(basis.term.from());
        let ways = basis.agreement.periods_over_time(promise);
        own.cuts = ways.iter().map(|(from, way)| (*from, Cuts::of(way, begins))).collect();
        own.first = first.first;
        for told in told {
            if told.period >= first.first {
                own.told.insert(told.period, told);
            } else {
                own.push_told(Some(objective), told);
            }
        }
        own
    }

    /// The place of the period with a date among all of the objective's.
    fn place(&self, date: Option<NaiveDate>) -> i64 {
        date.map(|date| self.number_of(date) - self.number_of(self.first)).unwrap_or_default()
    }

    /// The number of the period with a date; where another way of cutting them begins it goes on.
    fn number_of(&self, date: NaiveDate) -> i64 {
        let ends = self.cuts.iter().skip(1).map(|(from, _)| *from).chain([None]);
        let ways = self.cuts.iter().zip(ends);
        let begun = ways.take_while(|((from, _), _)| from.is_none_or(|from| from <= date));
        let each = begun.map(|((from, cuts), end)| {
            let until = end.map_or(date, |end| end.min(date));
            cuts.number_of(until) - from.map_or(0, |from| cuts.number_of(from))
        });
        each.sum()
    }

    fn push_told(&mut self, objective: Option<&Objective>, told: Told) {
        let place = self.place(Some(told.period));
        if self.periods.last().is_some_and(|last| last.place >= place) {
            return;
        }
        let before = (self.periods.as_slice(), place);
        let rule = objective.and_then(Objective::rule);
        let (by, breached) = (VerdictBy::Told(told.at), told.missed);
        let units = match rule {
            Some(Rule::Every(rule)) => units_told(rule, breached, before),
            _ => Exact::zero(),
        };
        self.periods.push(EarlierPeriod { by, place, breached, units });
    }

    /// Adds the next period.
    pub(super) fn add(
        &mut self,
        basis: &Basis,
        (subject, period): (usize, usize),
        assessed: Option<&Assessed>,
    ) {
        let objective = basis.subjects.get(subject);
        let objective = objective.and_then(|it| basis.agreement.objectives.get(it.objective));
        let own = basis.periods.get(period);
        let judged = assessed.filter(|it| it.judgement.verdict.is_final());
        let (Some(assessed), Some(objective)) = (judged, objective) else {
            let is_over = own.is_some_and(|period| period.finished);
            let told = own.and_then(|period| self.told.get(&period.first).copied());
            told.filter(|_| is_over).into_iter().for_each(|told| self.push_told(objective, told));
            return;
        };
        if let (Measured::Availability(found), true) = (&assessed.measured, uses_up(objective)) {
            self.use_up(basis, objective, assessed, found);
        }
        // What was due by a rule of another kind is none of its times.
        let credit = assessed.credit.as_ref();
        let credit = credit.filter(|_| matches!(objective.rule(), Some(Rule::Every(_))));
        let units = credit.map(|credit| credit.worth.units.clone());
        let mut own = EarlierPeriod {
            by: VerdictBy::Judged { subject, period },
            place: self.place(own.map(|period| period.first)),
            breached: assessed.judgement.verdict == Verdict::Missed,
            units: units.unwrap_or_else(Exact::zero),
        };
        // Breached parts of one period are one breach; what is told of a period that is judged
        // in a part does not count.
        if let Some(last) = self.periods.pop_if(|last| last.place == own.place)
            && let (VerdictBy::Judged { .. }, Some(before)) = (last.by, self.parts.take())
        {
            own.breached |= before.breached;
            own.units = own.units.max(before.units);
        }
        self.parts = Some(own.clone());
        self.periods.push(own);
    }

    /// The periods with a verdict before this one, and its place among all: parts of one period are
    /// one.
    pub(super) fn before(&self, basis: &Basis, period: usize) -> (&[EarlierPeriod], i64) {
        let place = self.place(basis.periods.get(period).map(|period| period.first));
        let end = self.periods.partition_point(|earlier| earlier.place < place);
        (self.periods.get(..end).unwrap_or_default(), place)
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

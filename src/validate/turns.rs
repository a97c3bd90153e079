//! What happened to an incident more than once.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::scalar::Check;
use super::told::{Terms, ToldTurn};
use crate::diagnostic::Code;
use crate::document::{Few, Moment, Text, incidents as written};
use crate::units::{Instant, Sort};

impl<'j> Check<'j, '_> {
    /// What happened more than once, as far as it makes sense.
    pub(super) fn turns(
        &mut self,
        incident: &written::Incident<'j>,
        terms: &Terms<'_>,
    ) -> Few<ToldTurn<'j>> {
        let mut turns = Few::default();
        for pause in incident.pauses.iter().flat_map(Few::iter) {
            if let Some((from, until)) = self.stretch(pause.from.as_ref(), pause.until.as_ref()) {
                turns.push(ToldTurn::Pause(from, until, pause.reason));
            }
        }
        for again in incident.reopened.iter().flat_map(Few::iter) {
            if let Some((from, until)) = self.stretch(again.from.as_ref(), again.until.as_ref()) {
                turns.push(ToldTurn::Reopened(from, until));
            }
        }
        let changes = || incident.priority_changes.iter().flat_map(Few::iter);
        let heights = heights(changes().filter_map(|change| change.priority), terms);
        for change in changes() {
            let at = change.at.as_ref().and_then(|at| self.instant(at));
            let priority = self.priority(change.priority, terms);
            if let Some((at, priority)) = at.zip(priority) {
                let own = height(&priority, terms);
                let place = heights.partition_point(|lower| *lower < own);
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                turns.push(ToldTurn::PriorityChange(at, priority, place));
            }
        }
        for (position, change) in (0..).zip(incident.impact_changes.iter().flat_map(Few::iter)) {
            let at = change.at.as_ref().and_then(|at| self.instant(at));
            if let Some((at, word)) = at.zip(change.impact) {
                let impact = self.impact(Some(&word), terms);
                let rank = terms.rank(impact);
                turns.push(ToldTurn::ImpactChange(at, word, (rank, impact, position)));
            }
        }
        for update in incident.updates.iter().flat_map(Few::iter) {
            self.instant(update).into_iter().for_each(|at| turns.push(ToldTurn::Update(at)));
        }
        turns
    }

    /// A stretch that may be open.
    pub(super) fn stretch(
        &mut self,
        from: Option<&Moment<'j>>,
        until: Option<&Moment<'j>>,
    ) -> Option<(Instant, Option<Instant>)> {
        let from = from.and_then(|from| self.instant(from));
        let end = until.and_then(|until| self.instant(until));
        if let (Some(from), Some(end), Some(written)) = (from, end, until)
            && end < from
        {
            self.fault(Code::EndBeforeStart, written);
            return None;
        }
        from.map(|from| (from, end))
    }
}

/// How high a priority is: by its place in the agreement, and where that says nothing of it, by its
/// name.
type Height<'j> = (Reverse<u32>, Reverse<Cow<'j, str>>);

fn height<'j>(priority: &Text<'j>, terms: &Terms<'_>) -> Height<'j> {
    let name = priority.decoded();
    (Reverse(terms.place_of(&name)), Reverse(name))
}

/// The heights of some priorities, each once, the lowest first.
fn heights<'j>(priorities: impl Iterator<Item = Text<'j>>, terms: &Terms<'_>) -> Vec<Height<'j>> {
    let mut heights: Vec<Height<'j>> = priorities.map(|it| height(&it, terms)).collect();
    heights.order();
    heights.dedup();
    heights
}

//! Service periods, the zone and the currency change only where one period ends and another begins.

use chrono::NaiveDate;

use super::moving_zone::moves;
use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::contract as written;
use crate::model::{Agreement, Cuts, Every, Periods};

/// How many periods are looked at, before and after a day, for one on which others begin as well.
const MOST_EDGES: i64 = 400;

impl<'j> Check<'j, '_> {
    /// Notes service periods, a zone or a currency that are changed on a day that does not end one of
    /// the periods before and begin one of the new: time would belong to two of them, a part of a period
    /// be one of its own, or an amount be in two currencies. A zone cuts the own periods of objectives
    /// as well, and these have amounts as well.
    pub(super) fn at_an_edge(
        &mut self,
        (before, after): (&Agreement, &Agreement),
        (effective, written): (NaiveDate, &written::Amendment<'j>),
    ) {
        let is_same =
            (before.periods, before.period_length) == (after.periods, after.period_length);
        let moves = before.currency != after.currency || moves(effective, written, after.zone);
        let begins = before.term.from;
        // What holds from the beginning changes nothing.
        if (is_same && !moves) || begins.is_some_and(|begins| effective <= begins) {
            return;
        }
        let cuts = |periods: &Periods| {
            // Periods of days that are counted from the term's beginning are not known before it is.
            let is_known = !matches!(periods.every, Every::Days(_));
            let is_known = is_known || periods.anchor.or(begins).is_some();
            is_known.then(|| Cuts::of(periods, begins.unwrap_or(effective)))
        };
        let mut cut = vec![before.periods, after.periods];
        for own in before.objectives.iter().chain(&after.objectives).filter(|_| moves) {
            if !cut.contains(&own.periods) {
                cut.push(own.periods);
            }
        }
        let all: Option<Vec<Cuts>> = cut.iter().map(cuts).collect();
        let is_edge = |date: NaiveDate| {
            all.as_ref().is_some_and(|all| all.iter().all(|cuts| cuts.is_edge(date)))
        };
        if is_edge(effective) {
            return;
        }
        let is_inside = |date: &NaiveDate| begins.is_none_or(|begins| begins < *date);
        let near = |fits: &dyn Fn(NaiveDate) -> bool| -> Vec<String> {
            let Some(old) = all.as_ref().and_then(|all| all.first()) else { return Vec::new() };
            let number = old.number_of(effective);
            let edge = |steps: i64| old.first_day(number + steps).filter(|date| fits(*date));
            let earlier = (0..MOST_EDGES).find_map(|steps| edge(-steps)).filter(is_inside);
            let later = (1..MOST_EDGES).find_map(edge);
            earlier.into_iter().chain(later).map(|date| date.to_string()).collect()
        };
        // Where the two never meet, the new may be counted from an end of those before.
        let common = near(&is_edge);
        let near = if common.is_empty() { near(&|_| true) } else { common };
        let spot = match &written.effective {
            Some(date) => self.source.spot(date),
            None => self.spot(written.start),
        };
        let mut finding = Finding::new(Code::NotAnEdge, spot).found(&effective.to_string());
        if !near.is_empty() {
            finding = finding.expected(Expected::OneOf(near));
        }
        self.note(finding);
    }
}

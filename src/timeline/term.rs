//! The term in time.

use super::ServicePeriod;
use crate::model::Agreement;
use crate::units::{Instant, Interval};

/// The agreement's term from its first local midnight, or from `first_covered` where the contract
/// names no date, until its last; without an end where it names none. Of a term that has ended
/// before anything is covered, nothing is left but its end.
#[must_use]
pub fn term(agreement: &Agreement, first_covered: Instant) -> Interval {
    let midnight = |date| agreement.zone.start_of_day(date);
    let until = agreement.term.until.map_or(Instant::LAST, midnight);
    Interval::new(agreement.term.from.map_or(first_covered.min(until), midnight), until)
}

/// The time in which something is judged by these periods: the term, and as much more as they reach
/// beyond it, where they are judged whole.
#[must_use]
pub fn judged_time<'p>(
    term: Interval,
    periods: impl Iterator<Item = &'p ServicePeriod>,
) -> Interval {
    periods.map(|period| period.span).fold(term, |time, span| {
        Interval::new(time.from().min(span.from()), time.until().max(span.until()))
    })
}

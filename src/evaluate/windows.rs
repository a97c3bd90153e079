//! When each objective is judged.

use chrono::NaiveDate;

use crate::model::{BeforeStart, Judged, Objective, Window};
use crate::report::Basis;
use crate::timeline::ServicePeriod;
use crate::units::{Instant, Interval};

/// The window to look at, and how much time before the term counts as up in it.
pub(super) struct LookedAt {
    pub(super) window: Interval,
    pub(super) up_before: Interval,
    pub(super) judged: bool,
}

/// The windows over which an objective is looked at in a period: what has passed of it, or the
/// days up to its end, or up to the end of each of its days.
pub(super) fn windows(
    basis: &Basis,
    objective: &Objective,
    period: &ServicePeriod,
) -> Vec<LookedAt> {
    let passed = period.passed(basis.as_of);
    let Some(window) = objective.window else {
        let up_before = Interval::EMPTY;
        return vec![LookedAt { window: passed, up_before, judged: true }];
    };
    let zone = basis.agreement.zone;
    let last = passed.until();
    let mut ends: Vec<Instant> = Vec::new();
    if window.judged == Judged::Day {
        let first = zone.date_at(passed.from());
        let days = first.iter_days().skip(1).map(|date: NaiveDate| zone.start_of_day(date));
        ends.extend(days.take_while(|end| *end <= last));
    }
    if ends.is_empty() {
        ends.push(last);
    }
    ends.into_iter().map(|end| window_until(basis, window, end)).collect()
}

/// The window that ends at an instant.
pub(super) fn window_until(basis: &Basis, window: Window, end: Instant) -> LookedAt {
    let zone = basis.agreement.zone;
    let from = zone.days_before(end, window.days).unwrap_or(end);
    let term = basis.term.from();
    let early = from < term;
    let (from, up_before) = match window.before_start {
        BeforeStart::Up if early => (term, Interval::new(from, term)),
        BeforeStart::Clip if early => (term, Interval::EMPTY),
        _ => (from.max(term), Interval::EMPTY),
    };
    let judged = !early || window.before_start != BeforeStart::Wait;
    LookedAt { window: Interval::new(from, end), up_before, judged }
}

//! Steps of series of requests that are outages, and those of which nothing is known.

use super::{Source, Stretch};
use crate::model::{DownWhen, Rank, Requests, Series};
use crate::units::{Instant, Interval};

/// The steps of the series at a position that are outages, in runs without a break, each with the
/// full weight `rank`; a step that has not ended by `as_of` has not happened yet.
pub fn down_steps(
    (at, series): (usize, &Series),
    rule: DownWhen,
    rank: Rank,
    as_of: Instant,
) -> impl Iterator<Item = Stretch> {
    let is_down = move |step: Option<Requests>| step.is_some_and(|step| rule.is_reached_by(step));
    runs(series, as_of, is_down).map(move |(first, span)| Stretch {
        source: Source::Steps(at, first),
        span,
        rank,
    })
}

/// The missing steps of a series, in runs without a break, each with the position of its first.
pub fn missing_steps(series: &Series, as_of: Instant) -> impl Iterator<Item = (usize, Interval)> {
    runs(series, as_of, |step| step.is_none())
}

/// The steps that are so, in runs without a break, each with the position of its first.
fn runs(
    series: &Series,
    as_of: Instant,
    is_so: impl Fn(Option<Requests>) -> bool,
) -> impl Iterator<Item = (usize, Interval)> {
    let ended = series.inside(Interval::new(series.from, as_of)).end;
    let mut next = 0;
    std::iter::from_fn(move || {
        let is_so = |at: &usize| is_so(series.steps.get(*at));
        let first = (next..ended).find(is_so)?;
        let after = (first..ended).find(|at| !is_so(at)).unwrap_or(ended);
        next = after;
        Some((first, Interval::new(series.span(first).from(), series.span(after).from())))
    })
}

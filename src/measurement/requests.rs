//! Request success: the share of requests that succeeded.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Availability, LeftOut};
use crate::model::{Counting, NoRequests, RequestMethod, Requests, Series};
use crate::timeline::{Hours, Label, ServiceTime};
use crate::units::{Exact, Interval, IntervalSet};

/// The share of requests that succeeded in the measured time of a window.
///
/// - occurrences: value = Σ good ÷ Σ total × 100
/// - mean of the steps: value = Σ (good ÷ total) ÷ number of steps × 100; a step without any request
///   is 1, or none
///
/// Both look at the steps that lie wholly in measured time. Without any request there is no value.
///
/// Source: the budgeting methods of OpenSLO, `Occurrences` and `RatioTimeslices`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestFigures {
    /// The time of the window.
    pub time: Availability,
    /// How many steps count.
    pub steps: u64,
    /// How many of their requests succeeded.
    pub good: u128,
    /// How many requests they had.
    pub total: u128,
    /// How many steps that have any part in the window were left out, by the reason.
    pub left_out: BTreeMap<LeftOut, u64>,
    /// Whether steps tell of all measured time.
    pub is_whole: bool,
    /// In percent; nothing where there was no request.
    pub value: Option<Exact>,
}

/// The steps of a window.
pub struct Steps<'t> {
    window: Interval,
    time: &'t ServiceTime,
    hours: &'t Hours,
    measured: IntervalSet,
    leaves_out_empty: bool,
}

impl<'t> Steps<'t> {
    /// Those of a window in `hours`, of which `time` says what each instant was.
    #[must_use]
    pub fn of(
        window: Interval,
        (time, hours): (&'t ServiceTime, &'t Hours),
        counting: &Counting,
        (method, no_requests): (RequestMethod, NoRequests),
    ) -> Self {
        let measured = time.measured(window, hours, counting);
        let of_steps = method == RequestMethod::IntervalMean;
        let leaves_out_empty = of_steps && no_requests == NoRequests::Removed;
        Self { window, time, hours, measured, leaves_out_empty }
    }

    /// The steps of a series that have any part in the window, in runs: the positions from one up to
    /// another, and why they are left out if they are.
    pub fn runs(&self, series: &Series) -> impl Iterator<Item = (Range<usize>, Option<LeftOut>)> {
        let mut rest = series.touching(self.window);
        std::iter::from_fn(move || {
            let first = rest.next()?;
            let reason = self.left_out(series, first);
            let is_other = |at: &usize| self.left_out(series, *at) != reason;
            let after = rest.clone().find(is_other).unwrap_or(rest.end);
            rest.start = after;
            Some((first..after, reason))
        })
    }

    /// Why a step does not count, unless it does.
    fn left_out(&self, series: &Series, at: usize) -> Option<LeftOut> {
        let span = series.span(at);
        let Some(step) = series.steps.get(at) else { return Some(LeftOut::Missing) };
        if span.intersection(&self.window) != span {
            return Some(LeftOut::Across);
        }
        if self.measured.within(span).next() == Some(span) {
            let is_out = step.total == 0 && self.leaves_out_empty;
            return is_out.then_some(LeftOut::WithoutRequests);
        }
        Some(if self.hours.between(span.from(), span.until()) < span.nanoseconds() {
            LeftOut::OutOfHours
        } else if self.time.spans(Label::Unknown, span).next().is_some() {
            LeftOut::Unknown
        } else {
            LeftOut::Removed
        })
    }
}

impl RequestFigures {
    /// What the `steps` of these series come to in the `time` of their window.
    #[must_use]
    pub fn of(
        method: RequestMethod,
        time: Availability,
        steps: &Steps<'_>,
        series: &[&Series],
    ) -> Self {
        let (mut sums, mut left_out) = (Sums::default(), BTreeMap::<LeftOut, u64>::new());
        for own in series {
            for (run, reason) in steps.runs(own) {
                match reason {
                    Some(reason) => *left_out.entry(reason).or_default() += run.len() as u64,
                    None => {
                        run.filter_map(|at| own.steps.get(at)).for_each(|it| sums.add(method, it))
                    }
                }
            }
        }
        let told = IntervalSet::union_of(series.iter().map(|series| series.whole()));
        let dark = [LeftOut::Missing, LeftOut::Unknown].iter().any(|it| left_out.contains_key(it));
        let dark = dark || time.unseen > 0;
        let is_whole = !dark && steps.measured.without(&told).is_empty();
        let Sums { steps, good, total, .. } = sums;
        let value = sums.value(method);
        Self { time, steps, good, total, left_out, is_whole, value }
    }
}

/// What steps come to, as they are added.
#[derive(Default)]
struct Sums {
    steps: u64,
    good: u128,
    total: u128,
    /// The good requests of all steps of so many requests: thousands of steps have often but
    /// hundreds of unlike denominators.
    by_total: BTreeMap<u64, u128>,
}

impl Sums {
    fn add(&mut self, method: RequestMethod, step: Requests) {
        self.steps += 1;
        self.good += u128::from(step.good);
        self.total += u128::from(step.total);
        if method == RequestMethod::IntervalMean {
            // A step without any request is as one of a request that succeeded.
            let share = if step.total == 0 { Requests { good: 1, total: 1 } } else { step };
            *self.by_total.entry(share.total).or_default() += u128::from(share.good);
        }
    }

    fn value(self, method: RequestMethod) -> Option<Exact> {
        let exact = |number: u128| i128::try_from(number).ok().map(Exact::from);
        let hundred = Exact::from(100);
        match method {
            _ if self.total == 0 => None,
            RequestMethod::Occurrences => {
                (&exact(self.good)? * &hundred).checked_div(&exact(self.total)?)
            }
            RequestMethod::IntervalMean => {
                let shares = self.by_total.into_iter().filter_map(|(total, good)| {
                    exact(good)?.checked_div(&Exact::from(i128::from(total)))
                });
                let shares: Vec<Exact> = shares.collect();
                let of_each = hundred.checked_div(&Exact::from(i128::from(self.steps)))?;
                Some(Exact::sum_of(&shares, &of_each))
            }
        }
    }
}

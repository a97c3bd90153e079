//! How an error budget was used up over a period, as a picture has room for it.

use std::ops::Range;

use super::basis::{Assessed, Basis, Measured};
use super::time_ticks::{TickLevel, time_ticks};
use crate::model::{Counting, Treatment};
use crate::timeline::{Label, ServiceTime};
use crate::units::{Exact, Instant, Interval, LocalInstant};

/// The error budget of an objective in a period from its beginning on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetPath {
    /// The whole period.
    pub span: Interval,
    /// How far it has passed.
    pub now: Instant,
    /// What is left and what would be, were it used evenly: at the beginning, and as time goes on.
    pub points: Vec<BudgetPoint>,
    /// The times in which it was used, in order of time.
    pub used: Vec<BudgetUse>,
    /// When nothing was left for the first time.
    pub used_up: Option<LocalInstant>,
    /// What will be left at the end at the present rate, of a period that runs.
    pub left_at_end: Option<Exact>,
    /// When nothing will be left, where that is still to come.
    pub ends: Option<Instant>,
    /// Where a time axis may have labels.
    pub ticks: Vec<TickLevel>,
}

/// A budget at an instant, in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetPoint {
    /// The instant.
    pub at: Instant,
    /// What is left; nothing of what is still to come.
    pub left: Option<Exact>,
    /// What would be left, were it used evenly over measured time.
    pub even: Exact,
}

/// A time in which a budget was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetUse {
    /// The steps of the picture in which it was used.
    pub span: Interval,
    /// The first and the last instant of downtime in them, as they are read.
    pub ends: [LocalInstant; 2],
    /// So many seconds were used.
    pub used: Exact,
    /// So many are left after it.
    pub left: Exact,
}

/// The budget of the objective at a position in a period, in as many steps as a picture has
/// `columns`; nothing where it has none, or looks back on days of other periods.
#[must_use]
pub fn budget_path(basis: &Basis, assessed: &Assessed, columns: u32) -> Option<BudgetPath> {
    let position = basis.subjects.get(assessed.subject)?.objective;
    let objective = basis.agreement.objectives.get(position)?;
    let (Measured::Availability(found), None) = (&assessed.measured, objective.window) else {
        return None;
    };
    let budget = assessed.budget.as_ref().filter(|budget| !budget.allowed.is_zero())?;
    let time = basis.service_time(assessed.subject)?;
    let period = basis.periods.get(assessed.period)?;
    let hours = basis.hours_of(objective.calendar);
    let zone = basis.agreement.zone;
    let (span, now) = (period.span, found.window.until());
    let counting = &objective.counting;
    // Measured time of a step, and what was down in it.
    let step = |step: Interval| {
        if step.from() >= now {
            return (hours.between(step.from(), step.until()), Exact::zero());
        }
        let measured = time.measure(step, hours);
        let treated = |treatment| measured.labelled.treated(counting, treatment);
        let agreed = measured.labelled.sum() - treated(Treatment::Removed);
        (agreed, &measured.outage + &Exact::seconds(treated(Treatment::Down)))
    };
    let steps: Vec<(Interval, i128, Exact)> = cuts(span, now, columns)
        .map(|it| {
            let (measured, down) = step(it);
            (it, measured, down)
        })
        .collect();
    let whole: i128 = steps.iter().map(|(_, measured, _)| measured).sum();
    let mut points = vec![BudgetPoint {
        at: span.from(),
        left: Some(budget.allowed.clone()),
        even: budget.allowed.clone(),
    }];
    let mut used: Vec<BudgetUse> = Vec::new();
    let mut used_up = None;
    let (mut passed, mut left) = (0, budget.allowed.clone());
    for (span, measured, down) in steps {
        passed += measured;
        if !down.is_zero() {
            left = &left - &down;
            if used_up.is_none() && !is_some(&left) {
                let before = &left + &down;
                let down_until = |at| step(Interval::new(span.from(), at)).1;
                let at = first(span, |at| !is_some(&(&before - &down_until(at))));
                used_up = Some(zone.reading(at));
            }
            match used.last_mut() {
                Some(last) if last.span.until() == span.from() => {
                    last.span = Interval::new(last.span.from(), span.until());
                    last.used = &last.used + &down;
                    last.left = left.clone();
                }
                _ => used.push(BudgetUse {
                    span,
                    ends: [zone.reading(span.from()), zone.reading(span.until())],
                    used: down,
                    left: left.clone(),
                }),
            }
        }
        let share = Exact::from(whole - passed).checked_div(&Exact::from(whole));
        points.push(BudgetPoint {
            at: span.until(),
            left: (span.until() <= now).then(|| left.clone()),
            even: &budget.allowed * &share.unwrap_or_else(Exact::zero),
        });
    }
    // A step of the picture is no event: what is told is when it was down.
    for part in &mut used {
        let down = down_within(time, counting, part.span).unwrap_or(part.span);
        part.ends = [zone.reading(down.from()), zone.reading(down.until())];
    }
    let passed = found.measured();
    let rest = (!period.finished).then(|| &budget.measured - &passed);
    let rate = rest.and_then(|rest| (&found.down * &rest).checked_div(&passed));
    Some(BudgetPath {
        span,
        now,
        points,
        used,
        used_up,
        left_at_end: rate.map(|rate| &budget.left - &rate),
        ends: budget.ends,
        ticks: time_ticks(zone, span),
    })
}

/// From when to when in a span there was downtime.
fn down_within(time: &ServiceTime, counting: &Counting, span: Interval) -> Option<Interval> {
    let is_down = |label: &Label| {
        *label == Label::Outage || label.treatment(counting) == Some(Treatment::Down)
    };
    let spans = Label::ALL.into_iter().filter(is_down).flat_map(|label| time.spans(label, span));
    spans
        .map(|(span, _)| span)
        .reduce(|a, b| Interval::new(a.from().min(b.from()), a.until().max(b.until())))
}

fn is_some(left: &Exact) -> bool {
    !left.is_zero() && !left.is_negative()
}

/// The first instant of a span, or its end, from which on something holds.
fn first(span: Interval, holds: impl Fn(Instant) -> bool) -> Instant {
    let (mut from, mut until) = (0, span.nanoseconds());
    while from < until {
        let middle = from + (until - from) / 2;
        if holds(span.from().after(middle)) {
            until = middle;
        } else {
            from = middle + 1;
        }
    }
    span.from().after(until)
}

/// A span in about so many steps, one of which ends `now`.
fn cuts(span: Interval, now: Instant, columns: u32) -> impl Iterator<Item = Interval> {
    let columns = i128::from(columns.max(1));
    let part = move |whole: Interval, range: Range<i128>| {
        let at = |step: i128| whole.from().after(whole.nanoseconds() * step / columns);
        Interval::new(at(range.start), at(range.end))
    };
    let halves = [Interval::new(span.from(), now), Interval::new(now, span.until())];
    let steps = move |half: Interval| (0..columns).map(move |step| part(half, step..step + 1));
    halves.into_iter().flat_map(steps).filter(|step| !step.is_empty())
}

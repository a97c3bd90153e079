//! Every figure: measured, judged and priced.

use std::collections::BTreeMap;

use super::credit;
use super::earlier::Earlier;
use super::outages::outages;
use super::progress::Teller;
use super::tallies::{self, Others};
use super::told_verdicts::ToldVerdicts;
use super::windows::{LookedAt, window_until, windows};
use crate::compliance::{
    Attributed, CaseMeasure, Judgement, Sure, Verdict, judge, judge_cases, judge_value,
};
use crate::measurement::{
    Availability, ErrorBudget, Item, RequestFigures, Rest, Steps, Tally, UsedUp,
};
use crate::model::{
    Declared, Indicator, Judged, Objective, Series, Subject, TallySource, TallyTerms, Terms,
};
use crate::report::{Assessed, Basis, Measured};
use crate::timeline::ServicePeriod;
use crate::units::{Better, Exact, Instant, Interval, IntervalSet};

/// What the figures of a subject are put together from.
#[derive(Default)]
struct Gathered {
    /// Its cases, by the instants by which they belong to periods.
    cases: Attributed,
    /// Its single values.
    items: Vec<Item>,
}

/// Every figure there is to be, in order; what rests on others comes after them.
pub(super) fn assess_all(
    basis: &Basis,
    figures: &[(usize, usize)],
    teller: &mut Teller<'_>,
) -> Vec<Assessed> {
    let gathered: Vec<Gathered> =
        basis.subjects.iter().enumerate().map(|it| gather(basis, it)).collect();
    let rank = |subject: usize| {
        let objective = basis.agreement.objectives.get(basis.subjects.get(subject)?.objective)?;
        Some(rank(objective))
    };
    let mut found: Vec<Option<Assessed>> = figures.iter().map(|_| None).collect();
    let mut earlier: BTreeMap<usize, Earlier> = BTreeMap::new();
    let told = ToldVerdicts::of(basis);
    let mut done = 0;
    for now in RANKS {
        for (at, (subject, period)) in figures.iter().enumerate() {
            if rank(*subject) != Some(now) {
                continue;
            }
            teller.reached(done);
            done += 1;
            let others = |subject: usize, period: usize| {
                let place = figures.binary_search(&(subject, period)).ok()?;
                found.get(place)?.as_ref()
            };
            let earlier = earlier.entry(basis.promise(*subject)).or_insert_with(|| {
                Earlier::of(basis, (*subject, *period), told.of_subject(*subject))
            });
            let own = gathered.get(*subject).map(|own| (own, &*earlier));
            let assessed = own.and_then(|own| assess_one(basis, own, (*subject, *period), &others));
            earlier.add(basis, (*subject, *period), assessed.as_ref());
            if let Some(place) = found.get_mut(at) {
                *place = assessed;
            }
        }
    }
    found.into_iter().flatten().collect()
}

/// What rests on nothing, what rests on that, what may rest on either, and on all of these.
const RANKS: [u8; 4] = [0, 1, 2, 3];

fn rank(objective: &Objective) -> u8 {
    match objective.tally().map(|tally| &tally.source) {
        Some(TallySource::Score(_)) => 1,
        Some(TallySource::Mean { .. }) => 2,
        Some(TallySource::Points(_)) => 3,
        _ => 0,
    }
}

fn gather(basis: &Basis, (at, subject): (usize, &Subject)) -> Gathered {
    let Some(objective) = basis.agreement.objectives.get(subject.objective) else {
        return Gathered::default();
    };
    let cases = basis.cases.get(at).zip(objective.clock()).map(|((cases, _), clock)| {
        Attributed::of(cases, clock.attribution, &objective.target.measure, basis.as_of)
    });
    Gathered { cases: cases.unwrap_or_default(), items: tallies::items(basis, objective, subject) }
}

/// Measures, judges and prices one subject in one period.
fn assess_one(
    basis: &Basis,
    (gathered, earlier): (&Gathered, &Earlier),
    (subject, period): (usize, usize),
    others: Others<'_>,
) -> Option<Assessed> {
    let position = basis.subjects.get(subject)?.objective;
    let objective = basis.agreement.objectives.get(position)?;
    let span = basis.periods.get(period)?;
    let (measured, value, judgement, judged_window) = match (&objective.terms, objective.indicator)
    {
        (Terms::ServiceTime(_), Indicator::Availability) => {
            availability(basis, (subject, objective), span, earlier)?
        }
        (Terms::ServiceTime(_), _) => outages(basis, subject, objective, span)?,
        (Terms::Clock(_), _) => cases(basis, &gathered.cases, objective, subject, span)?,
        (Terms::Tally(_), Indicator::RequestSuccess) => requests(basis, subject, objective, span)?,
        (Terms::Tally(terms), _) => tally(basis, gathered, objective, terms, period, others)?,
    };
    let judged_window = judged_window && enough_known(objective, &measured);
    let judgement = match judged_window {
        true => judgement,
        false => Judgement { verdict: Verdict::NotMeasured, certain: false, ..judgement },
    };
    let credit = value.as_ref().filter(|_| judged_window).and_then(|value| {
        let (measured, judgement) = (&measured, &judgement);
        let breached = credit::is_breached(judgement.verdict);
        let place = period;
        let found =
            credit::Found { subject, place, period: span, measured, judgement, value, breached };
        credit::credit(basis, objective, &found, earlier)
    });
    let (credit, credited) = credit.map_or((None, Vec::new()), |(it, own)| (Some(it), own));
    let budget = enough_known(objective, &measured)
        .then(|| error_budget(basis, objective, span, (&measured, &judgement)))
        .flatten();
    let due = None;
    Some(Assessed { subject, period, measured, value, judgement, budget, credit, credited, due })
}

/// Whether as much is known of a service's time as a verdict needs.
fn enough_known(objective: &Objective, measured: &Measured) -> bool {
    let time = match measured {
        Measured::Availability(found) => found,
        Measured::Outages(figures) => &figures.time,
        Measured::Cases(_) | Measured::Tally(_) | Measured::Requests(_) => return true,
    };
    objective.is_enough(time.coverage().as_ref())
}

/// The error budget of an availability. Days that are looked back on pass on with the period, and
/// have no rest.
fn error_budget(
    basis: &Basis,
    objective: &Objective,
    period: &ServicePeriod,
    (measured, judgement): (&Measured, &Judgement),
) -> Option<ErrorBudget> {
    let Measured::Availability(found) = measured else { return None };
    let margin = judgement.availability.as_ref().filter(|_| objective.window.is_none());
    let rest = margin.and_then(|margin| margin.after_perfect.as_ref()).map(|(_, seconds)| Rest {
        span: Interval::new(basis.as_of, period.span.until()),
        seconds: seconds.clone(),
        hours: basis.hours_of(objective.calendar),
    });
    ErrorBudget::of(found, &objective.target.kept_from().value, rest)
}

/// What was measured and judged over a window, and whether it is to be judged at all.
pub(super) type Found = (Measured, Option<Exact>, Judgement, bool);

fn availability(
    basis: &Basis,
    (subject, objective): (usize, &Objective),
    period: &ServicePeriod,
    earlier: &Earlier,
) -> Option<Found> {
    let of = (subject, objective, earlier.used_up());
    in_windows(basis, of, period, |availability| {
        let value = availability.value();
        let after_perfect = after_perfect(basis, of, period, &availability);
        let (target, finished) = (&objective.target, period.finished);
        let mut judgement = judge(&availability, target, finished, after_perfect);
        judgement.certain &= earlier.is_certain_in(availability.window);
        (Measured::Availability(availability), value, judgement)
    })
}

/// What is measured and judged of the time of a service, in the worst of the windows of a period.
pub(super) fn in_windows(
    basis: &Basis,
    of @ (_, objective, _): (usize, &Objective, &[UsedUp]),
    period: &ServicePeriod,
    judged: impl Fn(Availability) -> (Measured, Option<Exact>, Judgement),
) -> Option<Found> {
    let found = windows(basis, objective, period).into_iter().filter_map(|looked_at| {
        let time = measure_availability(basis, of, period, &looked_at)?;
        let (measured, value, judgement) = judged(time);
        Some((measured, value, judgement, looked_at.judged))
    });
    worst(objective, found)
}

fn measure_availability(
    basis: &Basis,
    (subject, objective, used_up): (usize, &Objective, &[UsedUp]),
    period: &ServicePeriod,
    looked_at: &LookedAt,
) -> Option<Availability> {
    let hours = basis.hours_of(objective.calendar);
    let time = basis.service_time(subject)?;
    let (window, counting) = (looked_at.window, &objective.counting);
    let mut found = Availability::measure(window, hours, time, counting)
        .without(used_up, hours, time, counting);
    let before = &looked_at.up_before;
    if !before.is_empty() {
        let up = hours.between(before.from(), before.until());
        found.fixed = Some(Exact::seconds(found.agreed + up));
    }
    if let Some(length) = basis.agreement.period_length.filter(|_| objective.window.is_none()) {
        let part = &Exact::seconds(length) * &Exact::seconds(window.nanoseconds());
        found.fixed = part.checked_div(&Exact::seconds(period.whole.nanoseconds()));
    }
    Some(found)
}

/// The value after a perfect rest of a period not over, and the seconds of that rest; nothing where
/// nothing is measured then: the days that end with it have no hours.
fn after_perfect(
    basis: &Basis,
    of @ (_, objective, _): (usize, &Objective, &[UsedUp]),
    period: &ServicePeriod,
    now: &Availability,
) -> Option<(Exact, Exact)> {
    let end = period.span.until();
    if period.finished {
        return None;
    }
    let hours = basis.hours_of(objective.calendar);
    let rest = hours.between(basis.as_of, end);
    let Some(window) = objective.window else {
        let rest = match basis.agreement.period_length {
            Some(length) => {
                let left = Exact::seconds(Interval::new(basis.as_of, end).nanoseconds());
                let whole = Exact::seconds(period.whole.nanoseconds());
                (&Exact::seconds(length) * &left).checked_div(&whole)?
            }
            None => Exact::seconds(rest),
        };
        return Some((now.after_perfect(&rest)?, rest));
    };
    // The window at the end of the period has left behind what lies before it.
    let looked_at = window_until(basis, window, end);
    let passed = Interval::new(looked_at.window.from(), basis.as_of);
    let looked_at = LookedAt { window: passed, ..looked_at };
    let then = measure_availability(basis, of, period, &looked_at)?;
    let rest = Exact::seconds(rest);
    Some((then.after_perfect(&rest)?, rest))
}

fn cases(
    basis: &Basis,
    attributed: &Attributed,
    objective: &Objective,
    subject: usize,
    period: &ServicePeriod,
) -> Option<Found> {
    let clock = objective.clock()?;
    let (cases, _) = basis.cases.get(subject)?;
    let found =
        windows(basis, objective, period).into_iter().map(|LookedAt { window, judged, .. }| {
            let (agreed, unknown, own) = known(basis, objective, period, window);
            let measure = |own: Interval| {
                let cases_of = attributed.within(own).collect();
                let of = (window, agreed, unknown);
                CaseMeasure::of(of, cases, cases_of, &objective.target.measure)
            };
            let to_stay =
                (!period.finished).then(|| measure(to_stay(basis, objective, period, own)));
            let measure = measure(own);
            let (value, judgement) =
                judge_cases(&measure, &objective.target, &clock.no_cases, to_stay.as_ref());
            (Measured::Cases(measure), value, judgement, judged)
        });
    worst(objective, found)
}

/// The part of a window of a period that runs which will still be looked at when it is over: all of
/// it, unless days are looked back on from the end of the period.
fn to_stay(
    basis: &Basis,
    objective: &Objective,
    period: &ServicePeriod,
    own: Interval,
) -> Interval {
    match objective.window.filter(|window| window.judged == Judged::PeriodEnd) {
        None => own,
        Some(window) => {
            let last = window_until(basis, window, period.span.until()).window;
            Interval::new(last.from().max(own.from()), own.until())
        }
    }
}

/// The worst of the windows of a period: what is judged before what is not, and what keeps the
/// target least.
fn worst(objective: &Objective, found: impl Iterator<Item = Found>) -> Option<Found> {
    let badness = |(_, value, judgement, judged): &Found| {
        let value = value
            .clone()
            .map(|value| if objective.target.better == Better::More { -value } else { value });
        (*judged, judgement.verdict != Verdict::NotMeasured, value.is_some(), value)
    };
    let mut worst: Option<Found> = None;
    for next in found {
        if worst.as_ref().is_none_or(|worst| badness(&next) > badness(worst)) {
            worst = Some(next);
        }
    }
    worst
}

/// The share of requests of a service that succeeded.
fn requests(
    basis: &Basis,
    subject: usize,
    objective: &Objective,
    period: &ServicePeriod,
) -> Option<Found> {
    let (hours, time) = (basis.hours_of(objective.calendar), basis.service_time(subject)?);
    let (method, no_requests) = objective.requests()?;
    let series: Vec<&Series> = basis.series_of(subject).map(|(_, series)| series).collect();
    in_windows(basis, (subject, objective, &[]), period, |found| {
        let of_steps = (method, no_requests);
        let steps = Steps::of(found.window, (time, hours), &objective.counting, of_steps);
        let figures = RequestFigures::of(method, found, &steps, &series);
        let sure = Sure { is_whole: figures.is_whole, of_a_miss: false };
        let (value, target) = (figures.value.clone(), &objective.target);
        let judgement = judge_value(value.as_ref(), target, period.finished, sure);
        (Measured::Requests(Box::new(figures)), value, judgement)
    })
}

/// Single values, as one.
fn tally(
    basis: &Basis,
    gathered: &Gathered,
    objective: &Objective,
    terms: &TallyTerms,
    period: usize,
    others: Others<'_>,
) -> Option<Found> {
    let span = basis.periods.get(period)?;
    let window = span.passed(basis.as_of);
    let (agreed, unknown, own) = known(basis, objective, span, window);
    let (items, certain) = match &terms.source {
        source @ (TallySource::Score(_) | TallySource::Points(_) | TallySource::Mean { .. }) => {
            tallies::of_others(basis, source, period, others)
        }
        _ => (tallies::within(&gathered.items, own), unknown == 0),
    };
    let whole = (!basis.agreement.terms.is_empty()).then(|| {
        let whole = span.of_term(basis.agreement.zone, basis.term);
        let (.., own) = known(basis, objective, &whole, whole.passed(basis.as_of));
        let all = tallies::within(&gathered.items, own);
        all.into_iter().map(|item| item.weight).sum::<Exact>()
    });
    let tally = Tally::of((window, agreed, unknown), items, whole.as_ref(), &terms.source);
    let target = &objective.target;
    let of_a_miss = match &terms.source {
        TallySource::Count(_) => target.better == Better::Less,
        TallySource::Duty { .. } => {
            target.bound.value >= Exact::from(100) && target.is_never_rounded_up()
        }
        _ => false,
    };
    let sure = Sure { is_whole: certain, of_a_miss };
    let value = tally.value.clone();
    let judgement = judge_value(value.as_ref(), target, span.finished, sure);
    Some((Measured::Tally(tally), value, judgement, true))
}

/// How long the hours of a window are, and those of them of which nothing is known; and the window
/// with the instant of evaluation: what happens then has happened.
fn known(
    basis: &Basis,
    objective: &Objective,
    period: &ServicePeriod,
    window: Interval,
) -> (i128, i128, Interval) {
    let hours = basis.hours_of(objective.calendar);
    let services = basis.agreement.about(objective);
    let about = |span: &&Declared| {
        services.as_ref().is_none_or(|all| all.iter().any(|service| span.is_about(*service)))
    };
    let declared = basis.history.unknown.iter().filter(about);
    let declared = declared.map(|it| basis.evidence.known_of(it, &basis.history, basis.as_of));
    let declared = IntervalSet::union_of(declared);
    let known = basis.evidence.known.intersection(&IntervalSet::union_of([window]));
    let known = known.without(&declared);
    let gaps = known.gaps_within(window);
    let unknown = gaps.map(|gap| hours.between(gap.from(), gap.until())).sum();
    let agreed = hours.between(window.from(), window.until());
    let is_now = !period.finished && window.until() == basis.as_of;
    let until: Instant = if is_now { basis.as_of.after(1) } else { window.until() };
    (agreed, unknown, Interval::new(window.from(), until))
}

//! When each objective is judged, and over what time.

use chrono::NaiveDate;

use crate::compliance::{Attributed, CaseMeasure, Judgement, Verdict, judge, judge_cases};
use crate::diagnostic::{Code, Expected, Fault, Finding, locate};
use crate::measurement::{Availability, ErrorBudget, Rest};
use crate::model::{
    Agreement, BeforeStart, DayHours, Event, History, Indicator, Judged, Limit, Limits, Objective,
    Opening, Periods, Slots, Week, Window,
};
use crate::penalty::assess;
use crate::report::{Assessed, Basis, Measured};
use crate::timeline::{Hours, Reach, ServicePeriod, SlotTimes, service_periods};
use crate::units::{Better, Exact, Instant, Interval, Zone};

/// The ways in which the objectives cut time into periods, each once.
pub(super) fn rules(agreement: &Agreement) -> Vec<Periods> {
    let mut rules = Vec::new();
    for objective in &agreement.objectives {
        if !rules.contains(&objective.periods) {
            rules.push(objective.periods);
        }
    }
    rules
}

/// All periods in the order in which they end; of several that end together, the shortest first.
pub(super) fn periods(
    rules: &[Periods],
    zone: Zone,
    term: Interval,
    as_of: Instant,
) -> Vec<ServicePeriod> {
    let each = rules.iter().flat_map(|rule| service_periods(rule, zone, term, as_of));
    let mut periods: Vec<ServicePeriod> = each.collect();
    periods.sort_by_key(|period| (period.whole.until(), std::cmp::Reverse(period.whole.from())));
    periods
}

/// The most stretches of hours that are worked out, of all calendars in all years together: some
/// thirteen thousand years of mornings and afternoons.
const MOST_STRETCHES: usize = 10_000_000;

/// The hours of each calendar over all that is `looked_at`, and as far beyond as a clock may be due.
///
/// # Errors
///
/// [`Code::TooManyHours`] where they are more than there is room for.
pub(super) fn hours(agreement: &Agreement, looked_at: Interval) -> Result<Vec<Hours>, Vec<Fault>> {
    let weekly = |opening: &Opening| matches!(opening, Opening::Weekly(_));
    if !agreement.calendars.iter().any(|calendar| weekly(&calendar.opening)) {
        return Ok(agreement.calendars.iter().map(|_| Hours::always(agreement.zone)).collect());
    }
    let calendars = agreement.calendars.iter().enumerate();
    let mut room = MOST_STRETCHES;
    let each = calendars.map(|(position, calendar)| match &calendar.opening {
        Opening::Always => Ok(Hours::always(agreement.zone)),
        Opening::Weekly(week) => {
            let reach = reach(agreement, position, week);
            let hours = Hours::of(week, looked_at, reach, &mut room);
            hours.ok_or_else(|| too_many_hours(&calendar.id))
        }
    });
    each.collect()
}

/// The slots of each permission of maintenance that has any.
pub(super) fn slots(
    agreement: &Agreement,
    looked_at: Interval,
) -> Result<Vec<Option<SlotTimes>>, Vec<Fault>> {
    let mut room = MOST_STRETCHES;
    let each = agreement.maintenance.iter().map(|permission| match &permission.slots {
        Some(Slots::Weekly(week)) => {
            let hours = Hours::of(week, looked_at, Reach::default(), &mut room);
            let id = permission.id.as_deref().unwrap_or_default();
            let slots = hours.map(|hours| Some(SlotTimes::Weekly(Box::new(hours))));
            slots.ok_or_else(|| too_many_hours(id))
        }
        Some(Slots::Recurring(recurring)) => Ok(Some(SlotTimes::recurring(recurring, looked_at))),
        None => Ok(None),
    });
    each.collect()
}

fn too_many_hours(id: &str) -> Vec<Fault> {
    let finding = Finding::new(Code::TooManyHours, None)
        .found(id)
        .expected(Expected::AtMost(MOST_STRETCHES as u64));
    locate(vec![finding], &[])
}

/// All the time that is looked at: from the first instant of all up to that of evaluation.
pub(super) fn looked_at(
    agreement: &Agreement,
    history: &History,
    begins: Instant,
    as_of: Instant,
) -> Interval {
    let incidents = history.incidents.iter();
    let instants = incidents
        .flat_map(|incident| Event::ALL.into_iter().filter_map(move |event| incident.event(event)));
    let maintenance = history.maintenance.iter();
    let done =
        maintenance.flat_map(|record| record.began.into_iter().chain([record.planned.from()]));
    let declared = history.exclusion_spans.iter().chain(&history.unknown).map(|span| span.from);
    let first = instants.chain(done).chain(declared).min().unwrap_or(as_of).min(begins).min(as_of);
    // A window may begin before the term.
    let days = agreement.objectives.iter().filter_map(|objective| objective.window);
    let days = days.map(|window| i128::from(window.days) + 1).max().unwrap_or_default();
    Interval::new(first.after(-days * DAY), as_of)
}

const DAY: i128 = 86_400_000_000_000;

/// How far beyond the last instant the hours of a calendar are needed.
fn reach(agreement: &Agreement, calendar: usize, week: &Week) -> Reach {
    let own = agreement.objectives.iter().filter(|it| it.calendar == Some(calendar));
    let limits = own.filter_map(|objective| objective.clock()).flat_map(|clock| {
        let (one, several) = match &clock.limits {
            Limits::None => (None, None),
            Limits::One(limit) => (Some(*limit), None),
            Limits::ByPriority(limits) => (None, Some(limits)),
        };
        one.into_iter().chain(several.into_iter().flatten().map(|(_, limit)| *limit))
    });
    let day = longest_day(week);
    limits.fold(Reach::default(), |reach, limit| match limit {
        Limit::Elapsed(open) => Reach { open: reach.open.max(open + 1), ..reach },
        // A local date that a zone skipped has hours, and none of them.
        Limit::WorkingDays { days, .. } => {
            let days = days + 2;
            let open = reach.open.max(i128::from(days) * day + 1);
            Reach { open, days: reach.days.max(days) }
        }
    })
}

/// The longest that a day of the week is open, in nanoseconds.
fn longest_day(week: &Week) -> i128 {
    let length = |hours: &Vec<DayHours>| -> u32 { hours.iter().map(|it| it.until - it.from).sum() };
    let longest = week.days.iter().chain(week.dates.values()).map(length).max();
    i128::from(longest.unwrap_or_default()) * 1_000_000_000
}

/// The cases of each subject, by the instants by which they belong to periods.
pub(super) fn attributed(basis: &Basis) -> Vec<Attributed> {
    let subjects = basis.subjects.iter().zip(&basis.cases);
    let each = subjects.map(|(subject, (cases, _))| {
        let objective = basis.agreement.objectives.get(subject.objective)?;
        let clock = objective.clock()?;
        let measure = &objective.target.measure;
        Some(Attributed::of(cases, clock.attribution, measure, basis.as_of))
    });
    each.map(Option::unwrap_or_default).collect()
}

/// Measures, judges and prices one subject in one period.
pub(super) fn assess_one(
    basis: &Basis,
    attributed: &Attributed,
    subject: usize,
    period: usize,
) -> Option<Assessed> {
    let position = basis.subjects.get(subject)?.objective;
    let objective = basis.agreement.objectives.get(position)?;
    let span = basis.periods.get(period)?;
    let (measured, value, judgement, judged_window) = match objective.indicator {
        Indicator::Availability => availability(basis, position, objective, span)?,
        _ => cases(basis, attributed, objective, subject, span)?,
    };
    let judgement = match judged_window {
        true => judgement,
        false => Judgement { verdict: Verdict::NotMeasured, certain: false, ..judgement },
    };
    let credit = value.as_ref().filter(|_| judged_window).and_then(|value| {
        assess(&basis.agreement, objective, span, judgement.verdict, value, basis.as_of)
    });
    let budget = error_budget(basis, objective, span, (&measured, &judgement));
    Some(Assessed { subject, period, measured, value, judgement, budget, credit })
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
    ErrorBudget::of(found, &objective.target.bound.value, rest)
}

/// What was measured and judged over a window, and whether it is to be judged at all.
type Found = (Measured, Option<Exact>, Judgement, bool);

/// The window to look at, and how much time before the term counts as up in it.
struct LookedAt {
    window: Interval,
    up_before: Interval,
    judged: bool,
}

fn availability(
    basis: &Basis,
    position: usize,
    objective: &Objective,
    period: &ServicePeriod,
) -> Option<Found> {
    let of = (position, objective);
    let measure = |looked_at: &LookedAt| measure_availability(basis, of, period, looked_at);
    let found = windows(basis, objective, period).into_iter().filter_map(|looked_at| {
        let availability = measure(&looked_at)?;
        let value = availability.value();
        let judged = looked_at.judged;
        let after_perfect = after_perfect(basis, of, period, &availability);
        let judgement = judge(&availability, &objective.target, after_perfect);
        Some((Measured::Availability(availability), value, judgement, judged))
    });
    worst(objective, found)
}

fn measure_availability(
    basis: &Basis,
    (position, objective): (usize, &Objective),
    period: &ServicePeriod,
    looked_at: &LookedAt,
) -> Option<Availability> {
    let hours = basis.hours_of(objective.calendar);
    let time = basis.service_time(position)?;
    let window = looked_at.window;
    let mut found = Availability::measure(window, hours, time, &objective.counting);
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

/// The value after a perfect rest of a period not over, and the seconds of that rest.
fn after_perfect(
    basis: &Basis,
    (position, objective): (usize, &Objective),
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
    let then = measure_availability(basis, (position, objective), period, &looked_at)?;
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
    let hours = basis.hours_of(objective.calendar);
    let found =
        windows(basis, objective, period).into_iter().map(|LookedAt { window, judged, .. }| {
            let gaps = basis.evidence.known.gaps_within(&window);
            let unknown = gaps.map(|gap| hours.between(gap.from(), gap.until())).sum();
            let agreed = hours.between(window.from(), window.until());
            // What happens at the instant of evaluation has happened.
            let is_now = !period.finished && window.until() == basis.as_of;
            let until = if is_now { basis.as_of.after(1) } else { window.until() };
            let own = attributed.within(Interval::new(window.from(), until)).collect();
            let measure =
                CaseMeasure::of((window, agreed, unknown), cases, own, &objective.target.measure);
            let (value, judgement) =
                judge_cases(&measure, &objective.target, &clock.no_cases, period.finished);
            (Measured::Cases(measure), value, judgement, judged)
        });
    worst(objective, found)
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

/// The windows over which an objective is looked at in a period: what has passed of it, or the
/// days up to its end, or up to the end of each of its days.
fn windows(basis: &Basis, objective: &Objective, period: &ServicePeriod) -> Vec<LookedAt> {
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
fn window_until(basis: &Basis, window: Window, end: Instant) -> LookedAt {
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

//! Over what time everything is looked at.

use std::cmp::Reverse;

use crate::diagnostic::{Code, Expected, Fault, Finding, locate};
use crate::model::{
    Agreement, By, DayHours, Due, Event, History, Limit, Limits, Opening, Periods, Slots,
    TallySource, Week,
};
use crate::timeline::{Hours, Reach, ServicePeriod, SlotTimes, service_periods};
use crate::units::{Instant, Interval, Sort, Zone};

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

/// All periods, each once, in the order in which they end; of several that end together the shortest
/// first, and parts before the whole.
pub(super) fn periods(
    rules: &[Periods],
    zone: Zone,
    term: Interval,
    as_of: Instant,
) -> Vec<ServicePeriod> {
    let each = rules.iter().flat_map(|rule| service_periods(rule, zone, term, as_of));
    let mut periods: Vec<ServicePeriod> = each.collect();
    let rank =
        |own: &ServicePeriod| rules.iter().position(|it| it.of_term() == own.periods.of_term());
    periods.order_by_key(|period| {
        let ends = |span: Interval| (span.until(), Reverse(span.from()));
        (ends(period.whole), rank(period), ends(period.span))
    });
    periods.dedup();
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
    let series = history.series.iter().map(|series| series.from);
    let first = instants
        .chain(done)
        .chain(declared)
        .chain(series)
        .min()
        .unwrap_or(as_of)
        .min(begins)
        .min(as_of);
    // A window may begin before the term.
    let days = agreement.objectives.iter().filter_map(|objective| objective.window);
    let days = days.map(|window| i128::from(window.days) + 1).max().unwrap_or_default();
    // From a midnight on: units of the clock begin with the day.
    let zone = agreement.zone;
    let first = zone.start_of_day(zone.date_at(first.after(-days * DAY)));
    Interval::new(first.min(as_of), as_of)
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
    let tallies = agreement.objectives.iter().filter(|it| it.calendar == Some(calendar));
    let due = tallies.filter_map(|objective| match &objective.tally()?.source {
        TallySource::Duty { due: Due::WorkingDays(days), .. } => {
            Some(Limit::WorkingDays { days: *days, by: By::Close })
        }
        _ => None,
    });
    let day = longest_day(week);
    limits.chain(due).fold(Reach::default(), |reach, limit| match limit {
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

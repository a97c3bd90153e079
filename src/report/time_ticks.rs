//! Where an axis of time may have labels: local instants, level by level from coarse to fine.

use chrono::{Datelike, Months, NaiveDate};

use crate::units::{Instant, Interval, Zone};

/// The instants at which an axis may have labels, all of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TickLevel {
    /// What begins there.
    pub kind: TickKind,
    /// The instants, in order of time.
    pub ticks: Vec<Tick>,
}

/// What begins at a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickKind {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
    /// An hour.
    Hour,
}

/// An instant at which an axis may have a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The instant.
    pub at: Instant,
    /// Its local date.
    pub date: NaiveDate,
    /// Its local hour.
    pub hour: u32,
}

/// More labels than these have no room anywhere.
const MOST: usize = 40;

/// The levels of a window, from coarse to fine; of each at least two and at most forty instants, but
/// that one of the coarsest is enough where no finer has two.
#[must_use]
pub fn time_ticks(zone: Zone, window: Interval) -> Vec<TickLevel> {
    let months = [(TickKind::Year, 120), (TickKind::Year, 60), (TickKind::Year, 12)];
    let months = months.into_iter().chain([3, 1].map(|months| (TickKind::Month, months)));
    let days = [14, 7, 5, 2, 1].map(|days| (TickKind::Day, days));
    let hours = [12, 6, 3, 1].map(|hours| (TickKind::Hour, hours));
    let first = zone.date_at(window.from());
    let inside = |ticks: Vec<Tick>| -> Vec<Tick> {
        ticks.into_iter().filter(|it| window.from() <= it.at && it.at < window.until()).collect()
    };
    let midnight = |date: NaiveDate| Tick { at: zone.start_of_day(date), date, hour: 0 };
    let mut levels = Vec::new();
    for (kind, step) in months {
        let length = step * 28;
        if too_many(window, length * 24) {
            continue;
        }
        levels
            .push(TickLevel { kind, ticks: inside(month_starts(first, step, window, &midnight)) });
    }
    for (kind, step) in days {
        if too_many(window, step * 24) {
            continue;
        }
        let dates = first.iter_days().take(MOST * 16);
        let wanted = dates.filter(|date| is_day_of(*date, step)).map(midnight);
        let ticks = wanted.take_while(|tick| tick.at < window.until()).collect();
        levels.push(TickLevel { kind, ticks: inside(ticks) });
    }
    for (kind, step) in hours {
        if too_many(window, step) {
            continue;
        }
        let dates = first.iter_days().take(MOST).take_while(|it| midnight(*it).at < window.until());
        let ticks = dates.flat_map(|date| hours_of(zone, date, step)).collect();
        levels.push(TickLevel { kind, ticks: inside(ticks) });
    }
    levels.retain(|level| (2..=MOST).contains(&level.ticks.len()));
    if levels.is_empty() {
        let tick = midnight(first);
        levels.push(TickLevel {
            kind: TickKind::Day,
            ticks: vec![Tick { at: tick.at.max(window.from()), ..tick }],
        });
    }
    levels
}

/// Whether steps of at least so many hours are more than there is room for.
fn too_many(window: Interval, hours: u32) -> bool {
    const HOUR: i128 = 3_600_000_000_000;
    window.nanoseconds() / (i128::from(hours) * HOUR) > MOST as i128
}

/// The first days of months whose number is a multiple of `step`, from the one of `first` on.
fn month_starts(
    first: NaiveDate,
    step: u32,
    window: Interval,
    midnight: &dyn Fn(NaiveDate) -> Tick,
) -> Vec<Tick> {
    let number = i64::from(first.year()) * 12 + i64::from(first.month0());
    let back = number.rem_euclid(i64::from(step));
    let back = Months::new(u32::try_from(back).unwrap_or_default());
    let start = first.with_day(1).and_then(|date| date.checked_sub_months(back));
    let next = |date: &NaiveDate| date.checked_add_months(Months::new(step));
    let starts = std::iter::successors(start, next).map(midnight);
    starts.take(MOST + 2).take_while(|tick| tick.at < window.until()).collect()
}

/// Whether an axis with a label every so many days has one on a day: the first of a month, and each
/// so many days after, but none right before the next first.
fn is_day_of(date: NaiveDate, step: u32) -> bool {
    let day = date.day0();
    match step {
        1 => true,
        2 => day.is_multiple_of(2) && day < 30,
        _ => day.is_multiple_of(step) && day + step / 2 < 30,
    }
}

/// The hours of a local day that are multiples of `step`; one that a clock change leaves out is left
/// out.
fn hours_of(zone: Zone, date: NaiveDate, step: u32) -> Vec<Tick> {
    const HOUR: i128 = 3_600_000_000_000;
    let hours = (0..24).filter(|hour| hour % step == 0);
    let tick = |hour: u32| {
        let at = zone.time_on(date, i128::from(hour) * HOUR);
        let same = zone.date_at(at) == date && zone.time_at(at) == i128::from(hour) * HOUR;
        (hour == 0 || same).then_some(Tick { at, date, hour })
    };
    hours.filter_map(tick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(zone: &str, from: &str, until: &str) -> Vec<(TickKind, Vec<String>)> {
        let zone = Zone::named(zone).unwrap();
        let at = |text| zone.instant_read_as(text).unwrap();
        let levels = time_ticks(zone, Interval::new(at(from), at(until)));
        let told = |tick: &Tick| zone.reading(tick.at).at.get(..16).unwrap().to_owned();
        let told = |level: TickLevel| (level.kind, level.ticks.iter().map(told).collect());
        levels.into_iter().map(told).collect()
    }

    #[track_caller]
    fn check(levels: &[(TickKind, Vec<String>)], expected: &[(TickKind, usize, &str)]) {
        let told = levels.iter().map(|(kind, ticks)| (*kind, ticks.len(), ticks[0].as_str()));
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_month_has_days() {
        let found = levels("Europe/Berlin", "2026-03-01T00:00:00", "2026-04-01T00:00:00");
        check(
            &found,
            &[
                (TickKind::Day, 2, "2026-03-01T00:00"),
                (TickKind::Day, 4, "2026-03-01T00:00"),
                (TickKind::Day, 6, "2026-03-01T00:00"),
                (TickKind::Day, 15, "2026-03-01T00:00"),
                (TickKind::Day, 31, "2026-03-01T00:00"),
            ],
        );
    }

    #[test]
    fn years_have_months_and_a_day_has_hours() {
        let found = levels("UTC", "2024-05-20T00:00:00", "2026-02-01T00:00:00");
        check(
            &found,
            &[
                (TickKind::Year, 2, "2025-01-01T00:00"),
                (TickKind::Month, 7, "2024-07-01T00:00"),
                (TickKind::Month, 20, "2024-06-01T00:00"),
            ],
        );
        let found = levels("Europe/Berlin", "2026-03-29T00:00:00", "2026-03-30T00:00:00");
        // One hour of that day does not exist.
        assert_eq!(
            found.last().map(|(kind, ticks)| (*kind, ticks.len())),
            Some((TickKind::Hour, 23))
        );
    }

    #[test]
    fn every_window_has_at_least_one_and_none_too_many() {
        for (from, until) in [
            ("2026-03-29T01:10:00", "2026-03-29T01:20:00"),
            ("0001-01-01T00:00:00", "9999-12-31T00:00:00"),
            ("2026-12-31T23:00:00", "2027-01-01T01:00:00"),
        ] {
            let found = levels("Australia/Lord_Howe", from, until);
            assert!(!found.is_empty());
            assert!(found.iter().all(|(_, ticks)| (1..=MOST).contains(&ticks.len())), "{found:?}");
        }
    }
}

//! Agreed hours as instants.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use chrono::{Datelike, Days, NaiveDate};

use crate::model::Week;
use crate::units::{Instant, Interval, Sort, Zone, partition_point_near};

/// The instants at which a calendar is open, over all the time that is looked at.
///
/// How long it is open between two instants takes the same time however far they lie apart: the sum
/// of each year is known, and within a year the sum up to each opening.
#[derive(Clone, Debug)]
pub struct Hours {
    zone: Zone,
    /// Nothing where it is always open.
    table: Option<Table>,
}

#[derive(Clone, Debug)]
struct Table {
    week: Week,
    /// One after the other, from this one on.
    first_year: i32,
    years: Vec<Year>,
}

/// A local calendar year.
#[derive(Clone, Debug)]
struct Year {
    span: Interval,
    /// How long it was open in the years before, and with this one, in nanoseconds.
    before: i128,
    after: i128,
    /// Worked out when an instant of the year is asked for.
    openings: OnceLock<Vec<Opened>>,
    /// Its dates with hours; worked out when a working day of it is asked for.
    days: OnceLock<Vec<NaiveDate>>,
}

/// A stretch in which it is open throughout.
#[derive(Clone, Copy, Debug)]
struct Opened {
    span: Interval,
    /// How long it was open before, in nanoseconds.
    before: i128,
}

/// How far the hours must reach beyond the last instant that is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// So long open, in nanoseconds.
    pub open: i128,
    /// So many days with hours.
    pub days: u32,
}

/// The local years in which anything can be written: those of UTC, and what zones add at their edges.
const YEARS: RangeInclusive<i32> = -1..=10_000;

impl Hours {
    /// At every instant; days are those of `zone`.
    #[must_use]
    pub fn always(zone: Zone) -> Self {
        Self { zone, table: None }
    }

    /// The hours of a week over `looked_at`, and beyond it as far as `reach` needs, unless it never
    /// opens again. `room` is for how many stretches there is room, and becomes for how many more;
    /// nothing where there are more of them.
    #[must_use]
    pub fn of(week: &Week, looked_at: Interval, reach: Reach, room: &mut usize) -> Option<Self> {
        let year = |at| week.zone.date_at(at).year().clamp(*YEARS.start(), *YEARS.end());
        // The first instant may lie in hours that began the day before.
        let first = looked_at.from().after(-3 * DAY);
        let (first_year, last) = (year(first), year(looked_at.until()));
        let mut table = Table { week: week.clone(), first_year, years: Vec::new() };
        let mut left = reach;
        for year in first_year..=*YEARS.end() {
            let opens_again = week.last_date().is_some_and(|date| date.year() >= year - 1);
            if year > last && (left == Reach::default() || !opens_again) {
                break;
            }
            let (open, stretches) = table.add(year);
            // A year costs something even where it is never open.
            *room = room.checked_sub(stretches.max(DAYS_OF_A_YEAR))?;
            if year > last {
                left.open = (left.open - open).max(0);
                left.days = left.days.saturating_sub(days_with_hours(week, year));
            }
        }
        Some(Self { zone: week.zone, table: Some(table) })
    }

    /// Whether there is no date after which they never open again.
    #[must_use]
    pub fn go_on(&self) -> bool {
        let last = self.table.as_ref().map(|table| table.week.last_date());
        last.is_none_or(|last| last.is_some_and(|date| date.year() >= *YEARS.end()))
    }

    /// Whether it is open at `at`.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        self.table.as_ref().is_none_or(|table| {
            table.opening_from(at).is_some_and(|opened| opened.span.from() <= at)
        })
    }

    /// How long it is open from `from` until `until`, in nanoseconds; nothing where they are the
    /// other way round.
    #[must_use]
    pub fn between(&self, from: Instant, until: Instant) -> i128 {
        match &self.table {
            None => until.since(from).max(0),
            Some(_) if until <= from => 0,
            Some(table) => table.before(until) - table.before(from),
        }
    }

    /// How long it is open before `at`, in nanoseconds, from an instant that is the same for all.
    #[must_use]
    pub fn before(&self, at: Instant) -> i128 {
        self.table.as_ref().map_or_else(|| at.since(Instant::EPOCH), |table| table.before(at))
    }

    /// The first instant before which it is open so long, as [`Hours::before`] counts.
    #[must_use]
    pub fn first_with(&self, open: i128) -> Option<Instant> {
        match &self.table {
            None => written(Instant::EPOCH.after(open)),
            Some(table) => table.first_with(open).and_then(written),
        }
    }

    /// The last instant before which it is open so long and no longer, as [`Hours::before`] counts.
    #[must_use]
    pub fn last_with(&self, open: i128) -> Option<Instant> {
        match &self.table {
            None => written(Instant::EPOCH.after(open)),
            Some(table) => table.last_with(open).and_then(written),
        }
    }

    /// The first instant, not before `from`, up to which it has been open so long since `from`.
    #[must_use]
    pub fn reached(&self, from: Instant, open: i128) -> Option<Instant> {
        if open <= 0 { Some(from) } else { self.first_with(self.before(from) + open) }
    }

    /// The stretches of `window` in which it is open, in order of time.
    pub fn within(&self, window: Interval) -> impl Iterator<Item = Interval> {
        let always = self.table.is_none().then_some(window);
        let opened = self.table.iter().flat_map(move |table| table.within(window));
        always.into_iter().chain(opened).filter(|span| !span.is_empty())
    }

    /// The end of the working day that comes so many after the one on which a clock starts, or
    /// its instant with the local time of the start, at most its end. The first is the day whose
    /// hours hold `start`, or come next after it; in hours that began the day before, the local
    /// time is that day's: 26:00.
    #[must_use]
    pub fn working_day(&self, start: Instant, days: u32, same_time: bool) -> Option<Instant> {
        let zone = self.zone;
        let (begin, first, date, close) = match &self.table {
            None => {
                let first = zone.date_at(start);
                let date = date_after(zone, first, days)?;
                (start, first, date, zone.end_of_day(date)?)
            }
            Some(table) => {
                let (first, begin) = table.day_of(start)?;
                let date = table.day_after(first, days)?;
                (begin, first, date, table.spans_of(date).last()?.until())
            }
        };
        let days_in = i128::from(zone.date_at(begin).signed_duration_since(first).num_days());
        let same = || zone.time_on(date, days_in * DAY + zone.time_at(begin)).min(close);
        Some(if same_time { same() } else { close })
    }
}

impl Year {
    /// About how many of its openings come before it has been open so long.
    fn guess(&self, openings: &[Opened], open: i128) -> usize {
        share_of(openings.len(), (open - self.before, self.after - self.before))
    }
}

/// About as much of a number as a part is of a whole, both in nanoseconds.
fn share_of(number: usize, (part, whole): (i128, i128)) -> usize {
    // 64 bits hold the nanoseconds of any year, and are divided sooner.
    let narrow = |length| u64::try_from(length).unwrap_or(u64::MAX);
    let each = narrow(whole).checked_div(number as u64).unwrap_or_default();
    let share = narrow(part).checked_div(each).unwrap_or_default();
    usize::try_from(share).unwrap_or(usize::MAX)
}

impl Table {
    /// Adds the next year; how long it is open in it, and in how many stretches.
    fn add(&mut self, year: i32) -> (i128, usize) {
        let zone = self.week.zone;
        let begin = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|date| zone.start_of_day(date));
        let from = begin(year).unwrap_or(Instant::LAST);
        let span = Interval::new(from, begin(year + 1).unwrap_or(Instant::LAST));
        let before = self.years.last().map_or(0, |year| year.after);
        let spans = self.spans_in(span);
        let open: i128 = spans.iter().map(Interval::nanoseconds).sum();
        let (openings, days) = (OnceLock::new(), OnceLock::new());
        self.years.push(Year { span, before, after: before + open, openings, days });
        (open, spans.len())
    }

    /// The stretches of a year in which it is open, in order of time; those of one day that go on
    /// in those of the next are one.
    fn spans_in(&self, year: Interval) -> Vec<Interval> {
        let zone = self.week.zone;
        // Hours reach two days on, and to another zone the clocks may go back by more than one.
        let first = zone.date_at(year.from()) - Days::new(4);
        let last = zone.date_at(year.until());
        let offsets = self.offsets_around(year);
        let mut spans: Vec<Interval> = Vec::new();
        for date in first.iter_days().take_while(|date| *date <= last) {
            self.push_spans(date, &offsets, &mut spans);
        }
        // Where local time goes back, what begins later in it may be earlier.
        spans.order();
        let mut merged: Vec<Interval> = Vec::with_capacity(spans.len());
        for span in spans.iter().map(|span| span.intersection(&year)).filter(|it| !it.is_empty()) {
            match merged.last_mut() {
                Some(last) if span.from() <= last.until() => {
                    *last = Interval::new(last.from(), last.until().max(span.until()));
                }
                _ => merged.push(span),
            }
        }
        merged
    }

    /// The offsets at which the hours of a year's dates may lie.
    fn offsets_around(&self, year: Interval) -> Vec<(Interval, i64)> {
        let around = Interval::new(year.from().after(-4 * DAY), year.until().after(2 * DAY));
        self.week.zone.offsets(around)
    }

    /// Adds the stretches whose local readings lie in the hours that begin on `date`.
    fn push_spans(&self, date: NaiveDate, offsets: &[(Interval, i64)], spans: &mut Vec<Interval>) {
        let midnight = i128::from(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp());
        for hours in self.week.hours_on(date) {
            for (stretch, offset) in offsets {
                let at = |seconds: u32| {
                    let utc = midnight + i128::from(seconds) - i128::from(*offset);
                    Instant::EPOCH.after(utc * 1_000_000_000)
                };
                let (from, until) = (at(hours.from), at(hours.until));
                if from < stretch.until() && stretch.from() < until {
                    spans.push(Interval::new(from, until).intersection(stretch));
                }
            }
        }
    }

    /// The stretches whose local readings lie in the hours that begin on `date`, in order of time.
    fn spans_of(&self, date: NaiveDate) -> Vec<Interval> {
        let midnight = self.week.zone.start_of_day(date);
        let around = Interval::new(midnight.after(-2 * DAY), midnight.after(4 * DAY));
        let mut spans = Vec::new();
        self.push_spans(date, &self.week.zone.offsets(around), &mut spans);
        spans.order();
        spans
    }

    /// The local date to whose hours `at` belongs, or whose hours come next after it, and the first
    /// instant of those hours that is not before `at`.
    fn day_of(&self, at: Instant) -> Option<(NaiveDate, Instant)> {
        let begin = self.opening_from(at)?.span.from().max(at);
        let date = self.week.zone.date_at(begin);
        let holds = |date: &NaiveDate| {
            self.spans_of(*date).iter().any(|span| span.from() <= begin && begin < span.until())
        };
        // Hours reach two days on, and to another zone the clocks may go back by more than one.
        let back = if self.week.zone.changes().next().is_some() { 4 } else { 2 };
        // Of the days that both have it, the earlier.
        let earlier = (0..=back).rev().filter_map(|back| date.checked_sub_days(Days::new(back)));
        earlier.chain(date.succ_opt()).find(holds).map(|date| (date, begin))
    }

    /// The local date with hours that comes so many after `date`, which has some.
    fn day_after(&self, date: NaiveDate, days: u32) -> Option<NaiveDate> {
        let first = usize::try_from(date.year() - self.first_year).ok()?;
        let mut left = usize::try_from(days).ok()?;
        for (year, number) in self.years.iter().skip(first).zip(date.year()..) {
            let own = self.days(year, number);
            let own = own.get(own.partition_point(|own| *own < date)..)?;
            match own.get(left) {
                Some(found) => return Some(*found),
                None => left -= own.len(),
            }
        }
        None
    }

    fn days<'t>(&'t self, year: &'t Year, number: i32) -> &'t [NaiveDate] {
        year.days.get_or_init(|| {
            let offsets = self.offsets_around(year.span);
            let first = NaiveDate::from_ymd_opt(number, 1, 1).into_iter();
            let dates = first.flat_map(|first| first.iter_days());
            let mut spans = Vec::new();
            let has_hours = |date: &NaiveDate| {
                spans.clear();
                self.push_spans(*date, &offsets, &mut spans);
                !spans.is_empty()
            };
            dates.take_while(|date| date.year() == number).filter(has_hours).collect()
        })
    }

    fn openings<'t>(&'t self, year: &'t Year) -> &'t [Opened] {
        year.openings.get_or_init(|| {
            let mut before = year.before;
            let spans = self.spans_in(year.span).into_iter();
            let opened = spans.map(|span| {
                let opened = Opened { span, before };
                before += span.nanoseconds();
                opened
            });
            opened.collect()
        })
    }

    /// How long it is open before `at`.
    fn before(&self, at: Instant) -> i128 {
        let later = self.years.partition_point(|year| year.span.from() <= at);
        let Some(year) = later.checked_sub(1).and_then(|position| self.years.get(position)) else {
            return 0;
        };
        if year.span.until() <= at {
            return year.after;
        }
        let openings = self.openings(year);
        let passed = (at.since(year.span.from()), year.span.nanoseconds());
        let guess = share_of(openings.len(), passed);
        let later = partition_point_near(openings, guess, |opened| opened.span.from() <= at);
        let last = later.checked_sub(1).and_then(|position| openings.get(position));
        last.map_or(year.before, |last| {
            last.before + at.min(last.span.until()).since(last.span.from())
        })
    }

    /// The first instant before which it is open so long.
    fn first_with(&self, open: i128) -> Option<Instant> {
        let year = self.years.get(self.years.partition_point(|year| year.after < open))?;
        let openings = self.openings(year);
        let guess = year.guess(openings, open);
        let earlier = partition_point_near(openings, guess, |opened| opened.before < open);
        let opened = openings.get(earlier.checked_sub(1)?)?;
        Some(opened.span.from().after(open - opened.before))
    }

    /// The last instant before which it is open so long and no longer.
    fn last_with(&self, open: i128) -> Option<Instant> {
        let year = self.years.get(self.years.partition_point(|year| year.after <= open))?;
        let openings = self.openings(year);
        let guess = year.guess(openings, open);
        let later = partition_point_near(openings, guess, |opened| opened.before <= open);
        let opened = openings.get(later.checked_sub(1)?)?;
        Some(opened.span.from().after(open - opened.before))
    }

    /// The stretch that holds `at`, or is the next after it.
    fn opening_from(&self, at: Instant) -> Option<Opened> {
        let open = self.before(at);
        let year = self.years.get(self.years.partition_point(|year| year.after <= open))?;
        let openings = self.openings(year);
        openings.get(openings.partition_point(|opened| opened.span.until() <= at)).copied()
    }

    fn within(&self, window: Interval) -> impl Iterator<Item = Interval> {
        let years = self.years.iter();
        let years = years.filter(move |year| !year.span.intersection(&window).is_empty());
        years.flat_map(move |year| {
            let openings = self.openings(year);
            let first = openings.partition_point(|opened| opened.span.until() <= window.from());
            let inside = openings.iter().skip(first).map(|opened| opened.span);
            let inside = inside.take_while(move |span| span.from() < window.until());
            inside.map(move |span| span.intersection(&window))
        })
    }
}

/// An instant, unless no date can be written for it.
fn written(at: Instant) -> Option<Instant> {
    (at <= Instant::LAST).then_some(at)
}

const DAY: i128 = 86_400_000_000_000;
const DAYS_OF_A_YEAR: usize = 366;

/// The date that comes so many after `first`; one that the zone left out is none.
fn date_after(zone: Zone, first: NaiveDate, days: u32) -> Option<NaiveDate> {
    let exists = |date: &NaiveDate| zone.date_at(zone.start_of_day(*date)) == *date;
    let never_changes = zone.changes().next().is_none();
    let (mut date, mut left) = (first, days);
    while left > 0 {
        // No zone crossed the date line twice within a year: where the days of a year at most are
        // as long as so many days are, there is one for each date.
        let step = left.min(366);
        let end = date.checked_add_days(Days::new(step.into()))?;
        let length = zone.start_of_day(end).since(zone.start_of_day(date));
        let all_exist =
            never_changes && (length - i128::from(step) * DAY).abs() < DAY / 2 && exists(&end);
        date = if all_exist {
            end
        } else {
            let next = |date: NaiveDate| date.iter_days().skip(1).find(exists);
            (0..step).try_fold(date, |date, _| next(date))?
        };
        left -= step;
    }
    Some(date)
}

/// How many dates of a year have hours.
fn days_with_hours(week: &Week, year: i32) -> u32 {
    let first = NaiveDate::from_ymd_opt(year, 1, 1);
    let days = first.into_iter().flat_map(|first| first.iter_days());
    let days = days.take_while(|date| date.year() == year);
    let open = days.filter(|date| !week.hours_on(*date).is_empty());
    u32::try_from(open.count()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_a_zone_left_out_is_none() {
        let after = |zone, first: &str, days| {
            let date = date_after(Zone::named(zone).unwrap(), first.parse().unwrap(), days);
            date.unwrap().to_string()
        };
        // Samoa had no 30 December 2011.
        assert_eq!(after("Pacific/Apia", "2011-12-29", 1), "2011-12-31");
        assert_eq!(after("Pacific/Apia", "2000-01-01", 10_000), "2027-05-20");
        assert_eq!(after("Europe/Berlin", "2000-01-01", 10_000), "2027-05-19");
        // Kwajalein had 30 September 1969 twice, and no 21 August 1993.
        assert_eq!(after("Pacific/Kwajalein", "1969-09-29", 2), "1969-10-01");
        assert_eq!(after("Pacific/Kwajalein", "1969-01-01", 10_000), "1996-05-20");
    }
}

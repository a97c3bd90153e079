//! Calendars: sets of local clock readings (semantics, section 2).

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde_json::Value;

use crate::zone::{DAY, HOUR, MINUTE, reading};

/// Seconds after the local midnight at which a day begins, the second not among them.
type Hours = Vec<(i64, i64)>;

/// The instants that are looked at: one every `step` seconds. Whatever happens in a world happens
/// at one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid {
    pub(crate) first: i64,
    pub(crate) step: i64,
}

pub(crate) struct Calendar {
    zone: Tz,
    grid: Grid,
    /// From Monday to Sunday.
    week: [Hours; 7],
    dates: BTreeMap<NaiveDate, Hours>,
    /// What was found of each instant of the grid.
    open: RefCell<Vec<Option<bool>>>,
}

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Calendar {
    /// Open at every instant, its days those of `zone`.
    pub(crate) fn always(zone: Tz, grid: Grid) -> Self {
        let week = std::array::from_fn(|_| vec![(0, DAY)]);
        Self { zone, grid, week, dates: BTreeMap::new(), open: RefCell::default() }
    }

    /// What is written under `calendars`.
    pub(crate) fn written(calendar: &Value, zone: Tz, grid: Grid) -> Self {
        let zone = calendar["time_zone"].as_str().map_or(zone, |name| name.parse().unwrap());
        let mut read = Self::always(zone, grid);
        if calendar["always"] == true {
            return read;
        }
        read.week.iter_mut().for_each(Vec::clear);
        for (days, hours) in calendar["weekly"].as_object().unwrap() {
            for day in days.split(',').flat_map(days_of) {
                read.week[day].extend(hours_of(hours));
            }
        }
        for holiday in calendar["holidays"].as_array().into_iter().flatten() {
            let date = holiday.as_str().or(holiday["date"].as_str()).unwrap().parse().unwrap();
            let hours = hours_of(&holiday["hours"]);
            read.dates
                .entry(date)
                .and_modify(|known| {
                    // Listed twice: closed wins.
                    if known.is_empty() || hours.is_empty() {
                        known.clear();
                    } else {
                        known.extend(&hours);
                    }
                })
                .or_insert_with(|| hours.clone());
        }
        read
    }

    pub(crate) fn zone(&self) -> Tz {
        self.zone
    }

    /// The hours that begin on a date.
    pub(crate) fn hours(&self, date: NaiveDate) -> &Hours {
        let week = &self.week[date.weekday().num_days_from_monday() as usize];
        self.dates.get(&date).unwrap_or(week)
    }

    /// Whether the hours that begin on `date` hold the instant.
    pub(crate) fn holds(&self, date: NaiveDate, instant: i64) -> bool {
        self.holds_reading(date, reading(self.zone, instant))
    }

    fn holds_reading(&self, date: NaiveDate, reading: NaiveDateTime) -> bool {
        let hours = self.hours(date);
        if hours.is_empty() {
            return false;
        }
        let second = seconds_into(date, reading);
        hours.iter().any(|(from, until)| *from <= second && second < *until)
    }

    /// The first date whose hours hold the instant: those of a day may reach to the end of the next.
    pub(crate) fn date_of(&self, instant: i64) -> Option<NaiveDate> {
        let reading = reading(self.zone, instant);
        let today = reading.date();
        let dates = [today.pred_opt().unwrap(), today];
        dates.into_iter().find(|date| self.holds_reading(*date, reading))
    }

    /// Whether the calendar is open at an instant of the grid.
    pub(crate) fn is_open(&self, instant: i64) -> bool {
        let place = usize::try_from((instant - self.grid.first) / self.grid.step).unwrap();
        let mut open = self.open.borrow_mut();
        if open.len() <= place {
            open.resize(2 * place + 100, None);
        }
        *open[place].get_or_insert_with(|| self.date_of(instant).is_some())
    }

    /// The seconds between two instants in which it is open, whether or not they are looked at.
    pub(crate) fn open_before(&self, from: i64, until: i64) -> i64 {
        let step = self.grid.step;
        let steps = (0..).map(|number| from + number * step).take_while(|at| *at < until);
        steps.filter(|at| self.date_of(*at).is_some()).map(|_| step).sum()
    }

    /// Whether no instant from this one on can be open.
    pub(crate) fn is_closed_from(&self, instant: i64) -> bool {
        let is_later =
            |date: &NaiveDate| *date >= reading(self.zone, instant).date() - Days::new(1);
        self.week.iter().all(Vec::is_empty)
            && !self.dates.iter().any(|(date, hours)| !hours.is_empty() && is_later(date))
    }

    /// Whether it is open at any instant of the grid between two.
    pub(crate) fn opens_within(&self, from: i64, until: i64) -> bool {
        let mut instant = from;
        while instant < until && !self.is_closed_from(instant) {
            if self.is_open(instant) {
                return true;
            }
            instant += self.grid.step;
        }
        false
    }

    /// The open seconds between two instants of the grid.
    pub(crate) fn business_time(&self, from: i64, until: i64) -> i64 {
        let mut sum = 0;
        let mut instant = from;
        while instant < until {
            if self.is_open(instant) {
                sum += self.grid.step;
            }
            instant += self.grid.step;
        }
        sum
    }
}

/// The seconds from the beginning of `date` to `reading`, were every day 24 hours.
pub(crate) fn seconds_into(date: NaiveDate, reading: NaiveDateTime) -> i64 {
    (reading - date.and_time(NaiveTime::MIN)).num_seconds()
}

/// `mon`, `mon-fri`, or `fri-mon`, which goes over the weekend.
fn days_of(days: &str) -> Vec<usize> {
    let day = |name: &str| WEEK.iter().position(|day| *day == name).unwrap();
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let mut found = vec![day(first)];
    while found.last() != Some(&day(last)) {
        found.push((found.last().unwrap() + 1) % 7);
    }
    found
}

fn hours_of(hours: &Value) -> Hours {
    let hours = hours.as_array().into_iter().flatten();
    hours.map(|hours| interval(hours.as_str().unwrap())).collect()
}

/// `22:00-06:00`, which is `22:00-30:00`.
fn interval(text: &str) -> (i64, i64) {
    let (from, until) = text.split_once('-').unwrap();
    let (from, until) = (clock(from), clock(until));
    (from, if until <= from { until + DAY } else { until })
}

fn clock(text: &str) -> i64 {
    let parts = text.split(':').map(|part| part.parse::<i64>().unwrap());
    parts.zip([HOUR, MINUTE, 1]).map(|(part, unit)| part * unit).sum()
}

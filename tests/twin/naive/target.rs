//! How long a clock may run (semantics, section 4).

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde_json::Value;

use super::calendar::{Calendar, Grid, seconds_into};
use crate::zone::{DAY, HOUR, MINUTE, reading, start_of_day};

/// `PT1H30M`, in seconds.
pub(crate) fn length(text: &str) -> i64 {
    let mut sum = 0;
    let mut digits = String::new();
    for letter in text.trim_start_matches("PT").chars() {
        let unit = match letter {
            'H' => HOUR,
            'M' => MINUTE,
            'S' => 1,
            _ => {
                digits.push(letter);
                continue;
            }
        };
        sum += std::mem::take(&mut digits).parse::<i64>().unwrap() * unit;
    }
    sum
}

/// The business time that a clock which starts at `start` has under a priority; nothing where that
/// priority has no target, or the calendar never opens.
pub(crate) fn allowed(
    written: &Value,
    priority: Option<&str>,
    calendar: &Calendar,
    grid: Grid,
    start: i64,
) -> Option<i64> {
    match written {
        Value::String(text) => Some(length(text)),
        Value::Object(members) if members.contains_key("working_days") => {
            let days = members["working_days"].as_u64().unwrap();
            let by_close = members.get("by").is_none_or(|by| by == "close");
            let until = end_of_working_days(calendar, grid, start, days, by_close)?;
            Some(calendar.business_time(start, until))
        }
        by_priority => {
            let named = by_priority.get(priority?)?;
            allowed(named, None, calendar, grid, start)
        }
    }
}

/// Whether there is a target for a priority.
pub(crate) fn names(written: &Value, priority: Option<&str>) -> bool {
    match written {
        Value::Object(members) if !members.contains_key("working_days") => {
            priority.is_some_and(|priority| members.contains_key(priority))
        }
        _ => true,
    }
}

fn end_of_working_days(
    calendar: &Calendar,
    grid: Grid,
    start: i64,
    days: u64,
    by_close: bool,
) -> Option<i64> {
    let mut rolled = start;
    while !calendar.is_open(rolled) {
        if calendar.is_closed_from(rolled) {
            return None;
        }
        rolled += grid.step;
    }
    let mut date = calendar.date_of(rolled).unwrap();
    for _ in 0..days {
        date = date.succ_opt().unwrap();
        while !has_hours(calendar, grid, date) {
            if calendar.is_closed_from(start_of_day(calendar.zone(), date)) {
                return None;
            }
            date = date.succ_opt().unwrap();
        }
    }
    let close = close_of(calendar, grid, date);
    Some(if by_close { close } else { close.min(same_time(calendar, grid, rolled, date)) })
}

/// Whether there is any instant in the hours of a date: a zone may have left it out.
fn has_hours(calendar: &Calendar, grid: Grid, date: NaiveDate) -> bool {
    !calendar.hours(date).is_empty()
        && close_of(calendar, grid, date) > start_of_day(calendar.zone(), date)
}

/// The instant after the last that the hours of a date hold.
fn close_of(calendar: &Calendar, grid: Grid, date: NaiveDate) -> i64 {
    let from = start_of_day(calendar.zone(), date);
    let mut instant = from + 2 * DAY + 3 * HOUR;
    while instant > from && !calendar.holds(date, instant - grid.step) {
        instant -= grid.step;
    }
    instant
}

/// The first instant of `date` that is read as the start was when it was rolled into hours, or later.
fn same_time(calendar: &Calendar, grid: Grid, rolled: i64, date: NaiveDate) -> i64 {
    let zone = calendar.zone();
    // In hours that began the day before it has the time of that day: 26:00.
    let second = seconds_into(calendar.date_of(rolled).unwrap(), reading(zone, rolled));
    let wanted = date.and_time(NaiveTime::MIN) + TimeDelta::seconds(second);
    let mut instant = start_of_day(zone, date);
    while reading(zone, instant) < wanted {
        instant += grid.step;
    }
    instant
}

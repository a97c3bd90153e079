//! How an instant is read on a wall.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// The local date and time at an instant; instants are seconds since 1970.
pub(crate) fn reading(zone: Tz, instant: i64) -> NaiveDateTime {
    let utc = DateTime::from_timestamp(instant, 0).unwrap().naive_utc();
    zone.from_utc_datetime(&utc).naive_local()
}

/// The first instant that is read as `date` or later. In every zone midnight, or the end of the gap
/// that swallows it, is a quarter of an hour in UTC.
pub(crate) fn start_of_day(zone: Tz, date: NaiveDate) -> i64 {
    thread_local! {
        static FOUND: RefCell<HashMap<(Tz, NaiveDate), i64>> = RefCell::default();
    }
    let search = || {
        // No zone is further from UTC than that.
        let mut instant = date.and_time(NaiveTime::MIN).and_utc().timestamp() - 15 * HOUR;
        while reading(zone, instant).date() < date {
            instant += 15 * MINUTE;
        }
        instant
    };
    FOUND.with_borrow_mut(|found| *found.entry((zone, date)).or_insert_with(search))
}

//! The last date of a rule that ends.

use chrono::{NaiveDate, NaiveTime, Timelike};

use crate::units::{Instant, Zone};

/// When what a rule names begins: it decides which is the last before an `UNTIL` with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begins {
    /// The zone of the dates.
    pub zone: Zone,
    /// The local time, in seconds after midnight.
    pub at: u32,
}

impl Begins {
    /// The last date on which what begins is not after `until`: `20261231`, `20261231T235959`, or
    /// `20261231T235959Z`.
    pub(super) fn last_date(self, until: &str) -> Option<NaiveDate> {
        const SECOND: i128 = 1_000_000_000;
        let (date, time) = until.split_at_checked("20261231".len())?;
        let ([year, month, day], "") = numbers(date, [4, 2, 2])? else { return None };
        let date = NaiveDate::from_ymd_opt(year.cast_signed(), month, day)?;
        if time.is_empty() {
            return Some(date);
        }
        let ([hour, minute, second], zone) = numbers(time.strip_prefix(['T', 't'])?, [2, 2, 2])?;
        let time = NaiveTime::from_hms_opt(hour, minute, second)?;
        let (date, begins_by_then) = match zone {
            "" => (date, self.at <= time.num_seconds_from_midnight()),
            "Z" | "z" => {
                let seconds = date.and_time(time).and_utc().timestamp();
                let until = Instant::EPOCH.after(i128::from(seconds) * SECOND);
                let date = self.zone.date_at(until);
                (date, self.zone.time_on(date, i128::from(self.at) * SECOND) <= until)
            }
            _ => return None,
        };
        if begins_by_then { Some(date) } else { date.pred_opt() }
    }
}

/// Numbers of so many digits each, and what follows.
fn numbers(text: &str, lengths: [usize; 3]) -> Option<([u32; 3], &str)> {
    let mut rest = text;
    let mut numbers = [0; 3];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let (digits, after) = rest.split_at_checked(length)?;
        *number = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
        rest = after;
    }
    Some((numbers, rest))
}

//! Days that are looked at again and again (semantics, section 2).

use chrono::{Days, NaiveDateTime};
use chrono_tz::Tz;
use serde_json::Value;

use super::periods::Period;
use crate::zone::{MINUTE, reading, start_of_day};

/// The rule of an objective.
pub(crate) struct Rolling {
    days: u64,
    is_daily: bool,
    waits: bool,
}

/// The last days before some instant.
pub(crate) struct Window {
    pub(crate) span: Period,
    /// When it ends, and when it would begin whatever the term says.
    pub(crate) end: i64,
    pub(crate) begin: i64,
    /// Whether it has passed within the term, or need not have.
    pub(crate) is_judged: bool,
}

impl Rolling {
    pub(crate) fn written(written: &Value) -> Option<Self> {
        Some(Self {
            days: written["days"].as_u64()?,
            is_daily: written["judged"] == "day",
            waits: !["clip", "up"].iter().any(|word| written["before_start"] == **word),
        })
    }

    /// The windows of a period in order of time: one up to its end, or up to what has passed of it;
    /// or one for every day that has ended in it.
    pub(crate) fn windows(
        &self,
        zone: Tz,
        period: Period,
        term_from: i64,
        as_of: i64,
    ) -> Vec<Window> {
        let last = period.until.min(as_of);
        let mut ends = vec![last];
        if self.is_daily {
            let days = reading(zone, period.from).date().iter_days().skip(1);
            let midnights = days.map(|date| start_of_day(zone, date));
            let daily: Vec<i64> = midnights.take_while(|end| *end <= last).collect();
            if !daily.is_empty() {
                ends = daily;
            }
        }
        let window = |end: i64| {
            let from = self.begin(zone, end);
            // What happens now has happened.
            let until = if end == as_of && as_of < period.until { end + 1 } else { end };
            let span = Period { from: from.max(term_from), until };
            Window { span, end, begin: from, is_judged: !self.waits || from >= term_from }
        };
        ends.into_iter().map(window).collect()
    }

    /// From when on what happened is still looked at when the period is over: of a window for every
    /// day, that was one of a day of it.
    pub(crate) fn stays_from(&self, zone: Tz, period: Period) -> i64 {
        if self.is_daily { i64::MIN } else { self.begin(zone, period.until) }
    }

    /// So many days earlier, at the same time of day; from the beginning of a day to that of a day.
    pub(crate) fn begin(&self, zone: Tz, end: i64) -> i64 {
        let now = reading(zone, end);
        let date = now.date() - Days::new(self.days);
        let first = start_of_day(zone, date);
        if start_of_day(zone, now.date()) == end {
            return first;
        }
        let wanted: NaiveDateTime = date.and_time(now.time());
        let mut at = first;
        while reading(zone, at) < wanted {
            at += MINUTE;
        }
        while at > first && reading(zone, at - 1) >= wanted {
            at -= 1;
        }
        at
    }
}

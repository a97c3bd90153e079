//! Periods, day by day (semantics, section 2).

use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;
use serde_json::Value;

use crate::zone::{reading, start_of_day};

/// A period in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    pub(crate) from: i64,
    pub(crate) until: i64,
}

impl Period {
    pub(crate) fn holds(self, instant: i64) -> bool {
        (self.from..self.until).contains(&instant)
    }
}

/// The term; without a written end it has none.
pub(crate) fn term(contract: &Value, zone: Tz, first_covered: i64) -> (i64, i64) {
    let bound = |name: &str| {
        let date = contract["term"][name].as_str()?;
        Some(start_of_day(zone, date.parse().unwrap()))
    };
    let until = bound("until").unwrap_or(i64::MAX);
    (bound("from").unwrap_or(first_covered.min(until)), until)
}

/// The periods that had begun before `as_of`, cut to the term unless they are to be whole.
pub(crate) fn periods(written: &Value, zone: Tz, term: (i64, i64), as_of: i64) -> Vec<Period> {
    let every = Every::written(written);
    let mut date = reading(zone, term.0).date();
    while !every.begins_on(date) {
        date = date.pred_opt().unwrap();
    }
    let end = as_of.min(term.1);
    let mut found = Vec::new();
    while start_of_day(zone, date) < end {
        let mut next = date.succ_opt().unwrap();
        while !every.begins_on(next) {
            next = next.succ_opt().unwrap();
        }
        let whole = Period { from: start_of_day(zone, date), until: start_of_day(zone, next) };
        let inside = Period { from: whole.from.max(term.0), until: whole.until.min(term.1) };
        if inside.from < inside.until && inside.from < end {
            found.push(if written["partial"] == "whole" { whole } else { inside });
        }
        date = next;
    }
    found
}

struct Every {
    anchor: NaiveDate,
    length: Length,
}

enum Length {
    Months(i32),
    Days(i64),
}

impl Every {
    fn written(written: &Value) -> Self {
        let anchor = written["from"].as_str().unwrap_or("2001-01-01").parse().unwrap();
        let length = match written["every"].as_str().unwrap_or("month") {
            "month" => Length::Months(1),
            "quarter" => Length::Months(3),
            "half_year" => Length::Months(6),
            "year" => Length::Months(12),
            days => {
                let number: i64 = days[1..days.len() - 1].parse().unwrap();
                Length::Days(if days.ends_with('W') { 7 * number } else { number })
            }
        };
        Self { anchor, length }
    }

    /// Whether a period begins on that date.
    fn begins_on(&self, date: NaiveDate) -> bool {
        let month = |date: NaiveDate| date.year() * 12 + date.month0().cast_signed();
        match self.length {
            Length::Days(days) => (date - self.anchor).num_days() % days == 0,
            Length::Months(months) => {
                let is_last = (date + Days::new(1)).day() == 1;
                let is_day =
                    date.day() == self.anchor.day() || (is_last && date.day() < self.anchor.day());
                is_day && (month(date) - month(self.anchor)) % months == 0
            }
        }
    }
}

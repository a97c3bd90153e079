//! Dates, instants and the names of periods.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};

use super::words::{Language, Phrase};
use crate::units::LocalInstant;

/// A date: `4 Mar 2026`.
#[must_use]
pub fn date(language: &dyn Language, date: NaiveDate) -> String {
    language.say(&Phrase::Date { year: date.year(), month: date.month(), day: date.day() })
}

/// An instant with its zone: `4 Mar 2026, 09:12 CET`; seconds only where they are not zero.
#[must_use]
pub fn instant(language: &dyn Language, instant: &LocalInstant) -> String {
    let Ok(local) = DateTime::parse_from_rfc3339(&instant.at) else { return instant.at.clone() };
    let time = local.time();
    let time = match (time.second(), time.nanosecond()) {
        (0, 0) => time.format("%H:%M").to_string(),
        (_, 0) => time.format("%H:%M:%S").to_string(),
        _ => time.format("%H:%M:%S%.f").to_string(),
    };
    let date = date(language, local.date_naive());
    language.say(&Phrase::Instant { date: &date, time: &time, zone: &instant.zone })
}

/// A period by its first date: `March 2026`, `Q1 2026`.
#[must_use]
pub fn period(language: &dyn Language, every: &str, first: NaiveDate) -> String {
    let (year, month) = (first.year(), first.month());
    match every {
        "quarter" => language.say(&Phrase::Quarter { year, quarter: month.div_ceil(3) }),
        _ => language.say(&Phrase::Month { year, month }),
    }
}

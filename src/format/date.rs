//! Dates, instants and the names of periods.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};

use super::words::{Language, Phrase};
use crate::report::{PeriodBefore, PeriodFacts};
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

/// A period: `March 2026`, `Q1 2026`, `16 Mar 2026 – 15 Apr 2026` where it is none of the calendar.
#[must_use]
pub fn period(language: &dyn Language, period: &PeriodFacts) -> String {
    named(language, &period.every, (period.first, period.next))
}

/// The same of a period before those of a report.
#[must_use]
pub fn period_before(language: &dyn Language, period: &PeriodBefore) -> String {
    named(language, &period.every, (period.first, period.next))
}

fn named(language: &dyn Language, every: &str, (first, next): (NaiveDate, NaiveDate)) -> String {
    let (year, month) = (first.year(), first.month());
    let begins = |months: u32| first.day() == 1 && month % months == 1 % months;
    match every {
        "month" if begins(1) => language.say(&Phrase::Month { year, month }),
        "quarter" if begins(3) => {
            language.say(&Phrase::Quarter { year, quarter: month.div_ceil(3) })
        }
        "half_year" if begins(6) => {
            language.say(&Phrase::HalfYear { year, half: month.div_ceil(6) })
        }
        "year" if begins(12) => language.say(&Phrase::Year(year)),
        _ => {
            let last = next.pred_opt().unwrap_or(next);
            let (first, last) = (date(language, first), date(language, last));
            language.say(&Phrase::Dates { first: &first, last: &last })
        }
    }
}

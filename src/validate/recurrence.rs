//! Rules of RFC 5545, part by part.

mod fault;
mod firing;
mod parts;
mod until;

use std::num::NonZeroU32;

use chrono::{Weekday, WeekdaySet};

pub use fault::{RuleFault, RuleWrong};
pub use firing::{Firing, firing};
use parts::{Item, Part, Parts};
pub use until::Begins;

use crate::diagnostic::Expected;
use crate::model::{Frequency, Months, NthWeekdays, Places, Recurrence, RecurrenceEnd};

const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/// More days than the calendar has.
const MOST: i64 = 999_999_999;

/// Reads a rule such as `FREQ=MONTHLY;BYDAY=1SU`. An `UNTIL` is a date, a local date and time, or an
/// instant in UTC; what begins at it is named still.
///
/// Source: RFC 5545, section 3.3.10.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn recurrence(text: &str, begins: Begins) -> Result<Recurrence, Vec<RuleFault>> {
    let mut faults = Vec::new();
    let parts = Parts::of(text, &mut faults);
    let rule = Rule { parts, faults: &mut faults }.read(begins);
    rule.filter(|_| faults.is_empty()).ok_or(faults)
}

struct Rule<'t, 'f> {
    parts: Parts<'t>,
    faults: &'f mut Vec<RuleFault>,
}

impl<'t> Rule<'t, '_> {
    fn read(&mut self, begins: Begins) -> Option<Recurrence> {
        let interval = self.parts.get("INTERVAL").map(|part| self.positive(part));
        let (mut months, mut positions) = (Months::default(), Places::default());
        self.numbers("BYMONTH", 1, 12, |month| months.insert(month));
        self.numbers("BYSETPOS", -366, 366, |place| positions.insert(place));
        let rows = ["BYDAY", "BYMONTHDAY", "BYMONTH"];
        if rows.iter().all(|name| self.parts.get(name).is_none()) {
            self.not_here("BYSETPOS", &rows);
        }
        let end = self.end(begins);
        let frequency = self.frequency()?;
        let interval = interval.unwrap_or(Some(NonZeroU32::MIN))?;
        Some(Recurrence { frequency, interval, months, positions, end: end? })
    }

    fn frequency(&mut self) -> Option<Frequency> {
        let name = self.frequency_name();
        let begins = self.parts.get("WKST").map(|part| self.weekday(part.value()));
        let mut days = Places::default();
        self.numbers("BYMONTHDAY", -31, 31, |day| days.insert(day));
        let counts = name.is_none_or(|name| ["MONTHLY", "YEARLY"].contains(&name));
        let (weekdays, nth) = self.weekdays(counts);
        match name? {
            "DAILY" => Some(Frequency::Daily { days, weekdays }),
            "WEEKLY" => {
                self.not_here("BYMONTHDAY", &["FREQ=DAILY", "FREQ=MONTHLY", "FREQ=YEARLY"]);
                let begins = begins.unwrap_or(Some(Weekday::Mon))?;
                Some(Frequency::Weekly { weekdays, begins })
            }
            "MONTHLY" => Some(Frequency::Monthly { days, weekdays: nth }),
            _ => Some(Frequency::Yearly { days, weekdays: nth }),
        }
    }

    fn frequency_name(&mut self) -> Option<&'static str> {
        let Some(part) = self.parts.get("FREQ") else {
            let expected = FREQUENCIES.map(|name| format!("FREQ={name}")).to_vec();
            self.note(RuleWrong::NoFrequency, self.parts.whole(), Expected::OneOf(expected));
            return None;
        };
        let value = part.value();
        let known = FREQUENCIES.into_iter().find(|name| value.text.eq_ignore_ascii_case(name));
        if known.is_none() {
            self.note(RuleWrong::Value, value, one_of(&FREQUENCIES));
        }
        known
    }

    /// The days of `BYDAY`: their names, and each with its place, which a week or a day does not
    /// have.
    fn weekdays(&mut self, counts: bool) -> (WeekdaySet, NthWeekdays) {
        let (mut names, mut nth) = (WeekdaySet::EMPTY, NthWeekdays::default());
        for item in self.parts.get("BYDAY").into_iter().flat_map(Part::items) {
            let (place, name) = item.split_at(item.text.len().saturating_sub(2));
            let Some(day) = self.weekday(name) else { continue };
            names.insert(day);
            if place.text.is_empty() {
                nth.insert(day);
            } else if !counts {
                let named = Expected::OneOf(vec![name.text.to_owned()]);
                self.note(RuleWrong::PartNotHere, item, named);
            } else if !place.number().is_some_and(|place| nth.insert_nth(place, day)) {
                self.note(RuleWrong::Value, item, between(-53, 53));
            }
        }
        (names, nth)
    }

    fn weekday(&mut self, name: Item<'t>) -> Option<Weekday> {
        let day = WEEKDAYS.iter().position(|day| name.text.eq_ignore_ascii_case(day));
        if day.is_none() {
            self.note(RuleWrong::Value, name, one_of(&WEEKDAYS));
        }
        day.and_then(|day| Weekday::try_from(u8::try_from(day).ok()?).ok())
    }

    fn end(&mut self, begins: Begins) -> Option<Option<RecurrenceEnd>> {
        let (count, until) = (self.parts.get("COUNT"), self.parts.get("UNTIL"));
        if count.is_some() {
            self.not_here("UNTIL", &["COUNT"]);
        }
        if let Some(count) = count {
            return self.positive(count).map(|count| Some(RecurrenceEnd::Count(count)));
        }
        let Some(until) = until.map(Part::value) else { return Some(None) };
        let last = begins.last_date(until.text);
        if last.is_none() {
            self.faults.push(RuleFault::new(RuleWrong::NotADate, until));
        }
        last.map(|last| Some(RecurrenceEnd::Until(last)))
    }

    fn positive(&mut self, part: Part<'t>) -> Option<NonZeroU32> {
        let value = part.value();
        let number = value.number().filter(|number| *number <= MOST);
        let number = number.and_then(|number| NonZeroU32::new(u32::try_from(number).ok()?));
        // A sign is no digit.
        let number = number.filter(|_| value.text.bytes().all(|byte| byte.is_ascii_digit()));
        if number.is_none() {
            self.note(RuleWrong::Value, value, between(1, MOST));
        }
        number
    }

    /// Every number of a part, for which `insert` tells whether it fits.
    fn numbers(&mut self, name: &str, least: i64, most: i64, mut insert: impl FnMut(i64) -> bool) {
        for item in self.parts.get(name).into_iter().flat_map(Part::items) {
            if !item.number().is_some_and(&mut insert) {
                self.note(RuleWrong::Value, item, between(least, most));
            }
        }
    }

    /// Notes that a part, if it is there, has no meaning without one of `others`, or beside it.
    fn not_here(&mut self, name: &str, others: &[&str]) {
        if let Some(part) = self.parts.get(name) {
            self.note(RuleWrong::PartNotHere, part.whole(), one_of(others));
        }
    }

    fn note(&mut self, wrong: RuleWrong, item: Item<'t>, expected: Expected) {
        self.faults.push(RuleFault::new(wrong, item).expected(expected));
    }
}

fn between(least: i64, most: i64) -> Expected {
    Expected::Between(least.to_string(), most.to_string())
}

fn one_of(words: &[&str]) -> Expected {
    Expected::OneOf(words.iter().map(|word| (*word).to_owned()).collect())
}

#[cfg(test)]
mod tests;

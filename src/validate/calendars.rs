//! Calendars: hours of the week, and dates with hours of their own.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::contract::clause;
use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Date, Members, Text, Token, contract as written};
use crate::model::{Calendar, DayHours, Opening, Week};
use crate::units::{Sort, Zone};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY: u32 = 86_400;
/// The most stretches of hours that begin on one day: one every five minutes.
const MOST_STRETCHES: usize = 288;

impl<'j> Check<'j, '_> {
    /// The calendars, by their ids; `zone` reads the hours of those that name none. Those of versions
    /// `before` stay in front, so that a position says which is meant; of one id the last is in force.
    pub(super) fn calendars(
        &mut self,
        calendars: Option<&Members<'j, written::Calendar<'j>>>,
        zone: Option<Zone>,
        before: &[Calendar],
    ) -> Vec<Calendar> {
        let members = calendars.map(|calendars| calendars.members.as_slice()).unwrap_or_default();
        let mut known = before.to_vec();
        for (id, calendar) in members {
            let id = self.name(id).map(|id| id.into_owned());
            let opening = self.opening(calendar, zone);
            let clause = clause(calendar.clause.as_ref(), calendar.text.as_ref());
            // One with a fault can be named all the same; nothing is calculated with it.
            let Some(id) = id else { continue };
            let opening = opening.unwrap_or(Opening::Always);
            let last = known.iter().rfind(|it| it.id == id);
            if last.is_none_or(|last| last.opening != opening) {
                let stands = format!("/calendars/{}", id.replace('~', "~0").replace('/', "~1"));
                known.push(Calendar { id, stands, opening, clause });
            }
        }
        known
    }

    /// The position of the calendar of that id.
    pub(super) fn calendar(&mut self, id: &Text<'j>, calendars: &[Calendar]) -> Option<usize> {
        let position = calendars.iter().rposition(|calendar| calendar.id == id.decoded());
        if position.is_none() {
            let ids = calendars.iter().map(|calendar| calendar.id.as_str());
            self.unknown(Code::UnknownCalendar, id, ids);
        }
        position
    }

    fn opening(&mut self, calendar: &written::Calendar<'j>, zone: Option<Zone>) -> Option<Opening> {
        let always = calendar.always == Some(true);
        if always == calendar.weekly.is_some() {
            let names = ["always", "weekly"].map(str::to_owned).to_vec();
            let finding = Finding::new(Code::BoundCount, self.spot(calendar.start))
                .expected(Expected::ExactlyOneField(names));
            self.note(finding);
            return None;
        }
        let zone = match &calendar.time_zone {
            Some(name) => self.zone_named(name),
            None => zone,
        };
        let days = self.week(calendar.weekly.as_ref());
        let dates = self.dates(calendar.holidays.as_deref().unwrap_or_default());
        if always && dates.is_empty() {
            return Some(Opening::Always);
        }
        let whole_days = || std::array::from_fn(|_| vec![DayHours { from: 0, until: DAY }]);
        let days = if always { whole_days() } else { days? };
        Some(Opening::Weekly(Box::new(Week { zone: zone?, days, dates })))
    }

    /// The hours of each day of the week, from Monday.
    pub(super) fn week(
        &mut self,
        weekly: Option<&Members<'j, Vec<Text<'j>>>>,
    ) -> Option<[Vec<DayHours>; 7]> {
        let mut week: [Vec<DayHours>; 7] = Default::default();
        let mut whole = true;
        for (days, hours) in weekly.iter().flat_map(|weekly| &weekly.members) {
            let named = named_days(&days.decoded());
            if named.is_none() {
                self.fault(Code::NotDays, days);
            }
            let hours = self.hours(hours);
            let (Some(named), Some(hours)) = (named, hours) else {
                whole = false;
                continue;
            };
            for (own, _) in week.iter_mut().zip(named).filter(|(_, is_named)| *is_named) {
                own.extend(&hours);
                *own = merged(std::mem::take(own));
            }
            if week.iter().any(|own| own.len() > MOST_STRETCHES) {
                self.too_many_stretches(days);
                return None;
            }
        }
        whole.then_some(week)
    }

    fn too_many_stretches(&mut self, day: &Token<'j>) {
        let finding = Finding::new(Code::TooManyStretches, self.source.spot(day))
            .found(&day.decoded())
            .expected(Expected::AtMost(MOST_STRETCHES as u64));
        self.note(finding);
    }

    /// The hours of a day, in order of time.
    fn hours(&mut self, hours: &[Text<'j>]) -> Option<Vec<DayHours>> {
        let read = hours.iter().map(|written| {
            let hours = day_hours(&written.decoded());
            if hours.is_none() {
                self.fault(Code::NotHours, written);
            }
            if hours.is_some_and(|hours| ends_as_it_begins(&written.decoded(), hours)) {
                self.fault(Code::WholeDayHours, written);
            }
            hours
        });
        // All of them are looked at before any is missed.
        let read: Vec<Option<DayHours>> = read.collect();
        read.into_iter().collect::<Option<Vec<DayHours>>>().map(merged)
    }

    /// The dates with hours of their own; of a date that is listed twice, closed wins.
    fn dates(&mut self, holidays: &[written::Holiday<'j>]) -> BTreeMap<NaiveDate, Vec<DayHours>> {
        let mut known: BTreeMap<NaiveDate, (Vec<DayHours>, Date<'j>)> = BTreeMap::new();
        for holiday in holidays {
            let (written, hours) = match holiday {
                written::Holiday::Closed(date) => (Some(*date), None),
                written::Holiday::Hours(day) => (day.date, day.hours.as_ref()),
            };
            let date = written.as_ref().and_then(|date| self.date(date));
            let hours = hours.map_or(Some(Vec::new()), |hours| self.hours(hours));
            let (Some(date), Some(written), Some(hours)) = (date, written, hours) else { continue };
            match known.get_mut(&date) {
                None => {
                    known.insert(date, (hours, written));
                }
                Some((there, first)) => {
                    let finding = Finding::new(Code::HolidayTwice, self.source.spot(&written))
                        .found(&written.decoded())
                        .other(self.source.spot(first));
                    self.note(finding);
                    if hours.is_empty() || there.is_empty() {
                        there.clear();
                    } else {
                        there.extend(hours);
                        *there = merged(std::mem::take(there));
                    }
                }
            }
            if known.get(&date).is_some_and(|(hours, _)| hours.len() > MOST_STRETCHES) {
                self.too_many_stretches(&written);
                break;
            }
        }
        known.into_iter().map(|(date, (hours, _))| (date, hours)).collect()
    }
}

/// Which days `mon`, `mon-fri` or `fri-mon,wed` names, from Monday.
fn named_days(text: &str) -> Option<[bool; 7]> {
    let day = |name: &str| DAYS.iter().position(|day| *day == name.trim());
    let mut named = [false; 7];
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (day(first)?, day(last)?);
        let count = (last + DAYS.len() - first) % DAYS.len() + 1;
        for (day, named) in named.iter_mut().enumerate() {
            *named |= (day + DAYS.len() - first) % DAYS.len() < count;
        }
    }
    Some(named)
}

/// Hours as `08:00-12:00` writes them.
fn day_hours(text: &str) -> Option<DayHours> {
    let (from, until) = text.split_once('-')?;
    let (from, until) = (time_of_day(from)?, time_of_day(until)?);
    let until = if until <= from { until + DAY } else { until };
    (from < DAY && until <= 2 * DAY).then_some(DayHours { from, until })
}

/// Whether hours of a day are written with one time, `09:00-09:00`.
fn ends_as_it_begins(text: &str, hours: DayHours) -> bool {
    text.split_once('-').and_then(|(_, until)| time_of_day(until)) == Some(hours.from)
}

/// The seconds after midnight that `08:00` or `08:00:30` names, up to 48:00.
pub(super) fn time_of_day(text: &str) -> Option<u32> {
    let mut parts = text.trim().split(':').map(|part| {
        let plain = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| plain)
    });
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    let fits = hours <= 48 && minutes < 60 && seconds < 60 && parts.next().is_none();
    fits.then_some(hours * 3_600 + minutes * 60 + seconds)
}

/// In order of time, each second once.
fn merged(mut hours: Vec<DayHours>) -> Vec<DayHours> {
    hours.order();
    let mut merged: Vec<DayHours> = Vec::with_capacity(hours.len());
    for next in hours {
        match merged.last_mut() {
            Some(last) if next.from <= last.until => last.until = last.until.max(next.until),
            _ => merged.push(next),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_and_hours_as_people_write_them() {
        let days = |text| named_days(text).map(|named| named.map(u8::from));
        assert_eq!(days("mon-fri"), Some([1, 1, 1, 1, 1, 0, 0]));
        assert_eq!(days("fri-mon, wed, wed"), Some([1, 0, 1, 0, 1, 1, 1]));
        assert_eq!(named_days("Mon"), None);
        assert_eq!(named_days(""), None);
        let read = |text| day_hours(text).map(|hours| (hours.from, hours.until));
        assert_eq!(read("08:00-12:30"), Some((28_800, 45_000)));
        assert_eq!(read("22:00-06:00"), Some((79_200, 108_000)));
        assert_eq!(read("22:00-30:00"), Some((79_200, 108_000)));
        assert_eq!(read("00:00-24:00"), Some((0, 86_400)));
        assert_eq!(read("00:00-00:00"), Some((0, 86_400)));
        for wrong in ["8:00-12:00", "08:00", "24:00-25:00", "08:60-09:00", "08:00-49:00", "a-b"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

//! The hours of a calendar, read off the clock on the wall minute by minute.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde_json::Value;

use super::clock::Nanos;
use super::papers::{stated, text};
use super::zones::Zones;

const MINUTE: Nanos = 60_000_000_000;
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Minutes after the midnight of a day.
type OfDay = (i64, i64);

/// A stretch in which a calendar is open, and the local date to whose hours it belongs.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    pub(crate) from: Nanos,
    pub(crate) until: Nanos,
    pub(crate) day: NaiveDate,
}

/// When a calendar is open; nothing where it always is.
pub(crate) struct Hours(Option<Vec<Opening>>);

impl Hours {
    pub(crate) const ALWAYS: Self = Self(None);

    /// The hours of a calendar between two instants.
    pub(crate) fn read(
        calendar: &Value,
        contract_zones: &Zones,
        (from, until): (Nanos, Nanos),
    ) -> Self {
        if calendar["always"] == true {
            return Self::ALWAYS;
        }
        let zone = stated(calendar, "/time_zone").map(|zone| text(zone).parse().unwrap());
        let zones = zone.map_or_else(|| contract_zones.clone(), Zones::of);
        let week = Week::of(calendar);
        let mut openings: Vec<Opening> = Vec::new();
        let minutes = from.div_euclid(MINUTE)..until.div_euclid(MINUTE);
        for at in minutes.map(|minute| minute * MINUTE) {
            let utc = DateTime::from_timestamp_nanos(at.try_into().unwrap());
            let Some(day) = week.day_of(utc.with_timezone(&zones.at(at)).naive_local()) else {
                continue;
            };
            match openings.last_mut() {
                Some(last) if last.until == at && last.day == day => last.until = at + MINUTE,
                _ => openings.push(Opening { from: at, until: at + MINUTE, day }),
            }
        }
        Self(Some(openings))
    }

    /// Whether it has no hours.
    pub(crate) fn is_always(&self) -> bool {
        self.0.is_none()
    }

    /// The open stretches inside a window, in order of time.
    pub(crate) fn within(&self, (from, until): (Nanos, Nanos)) -> Vec<(Nanos, Nanos)> {
        let Some(openings) = &self.0 else { return vec![(from, until)] };
        let inside = openings.iter().map(|open| (open.from.max(from), open.until.min(until)));
        inside.filter(|(from, until)| from < until).collect()
    }

    pub(crate) fn is_open(&self, at: Nanos) -> bool {
        !self.within((at, at + 1)).is_empty()
    }

    /// How long it is open in a window.
    pub(crate) fn length(&self, window: (Nanos, Nanos)) -> Nanos {
        self.within(window).iter().map(|(from, until)| until - from).sum()
    }

    /// The first instant, from `at` on, before which it is open so long.
    pub(crate) fn after(&self, at: Nanos, mut left: Nanos) -> Nanos {
        if left == 0 {
            return at;
        }
        for (from, until) in self.within((at, Nanos::MAX)) {
            if left <= until - from {
                return from + left;
            }
            left -= until - from;
        }
        panic!("the calendar was not read so far");
    }

    /// The stretches of the day whose hours hold an instant, or come next after it, and of every
    /// later day.
    pub(crate) fn days_from(&self, at: Nanos) -> BTreeMap<NaiveDate, Vec<Opening>> {
        let openings = self.0.as_ref().unwrap();
        let mut days: BTreeMap<NaiveDate, Vec<Opening>> = BTreeMap::new();
        let first = openings.iter().find(|open| at < open.until).unwrap().day;
        for open in openings.iter().filter(|open| open.day >= first) {
            days.entry(open.day).or_default().push(*open);
        }
        days
    }
}

/// What a calendar writes down.
struct Week {
    days: [Vec<OfDay>; 7],
    instead: BTreeMap<NaiveDate, Vec<OfDay>>,
}

impl Week {
    fn of(calendar: &Value) -> Self {
        let mut days = [const { Vec::new() }; 7];
        for (names, hours) in calendar["weekly"].as_object().unwrap() {
            for name in names.split(',') {
                let (first, last) = name.split_once('-').unwrap_or((name, name));
                let place = |name| DAYS.iter().position(|day| *day == name).unwrap();
                let (first, last) = (place(first), place(last));
                let count = (last + 7 - first) % 7;
                (0..=count).for_each(|day| days[(first + day) % 7].extend(all_hours(hours)));
            }
        }
        let holidays = calendar["holidays"].as_array().into_iter().flatten();
        let instead = holidays.map(|holiday| match holiday {
            Value::String(date) => (date.parse().unwrap(), Vec::new()),
            _ => (text(&holiday["date"]).parse().unwrap(), all_hours(&holiday["hours"])),
        });
        Self { instead: instead.collect(), days }
    }

    fn hours_of(&self, date: NaiveDate) -> &[OfDay] {
        let weekday = date.weekday().num_days_from_monday() as usize;
        self.instead.get(&date).unwrap_or(&self.days[weekday])
    }

    /// The date to whose hours a reading of the clock belongs, if it belongs to any.
    fn day_of(&self, reading: NaiveDateTime) -> Option<NaiveDate> {
        let dates = [reading.date().pred_opt().unwrap(), reading.date()];
        dates.into_iter().find(|date| {
            let minutes = (reading - date.and_time(NaiveTime::MIN)).num_minutes();
            self.hours_of(*date).iter().any(|(from, until)| (*from..*until).contains(&minutes))
        })
    }
}

fn all_hours(list: &Value) -> Vec<OfDay> {
    list.as_array().into_iter().flatten().map(|hours| of_day(text(hours))).collect()
}

/// `22:00-06:00`: what ends no later than it begins ends on the next day.
fn of_day(hours: &str) -> OfDay {
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(':').unwrap();
        TimeDelta::hours(hour.parse().unwrap()).num_minutes() + minute.parse::<i64>().unwrap()
    };
    let (from, until) = hours.split_once('-').unwrap();
    let (from, until) = (minutes(from), minutes(until));
    (from, if until <= from { until + 24 * 60 } else { until })
}

//! Days that come again by a rule.
//!
//! Source: RFC 5545, section 3.3.10, for the parts that agreements use.

mod dates;

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use chrono::{NaiveDate, Weekday, WeekdaySet};

use crate::units::Zone;

/// Stretches of time that begin on days of a rule, all at the same local time and of the same
/// length.
#[derive(Clone, Debug, Eq)]
pub struct Recurring {
    /// The days.
    pub rule: Recurrence,
    /// The rule as it is written.
    pub written: String,
    /// The first local date at which the rule is looked at; a day of it only if the rule says so.
    pub from: NaiveDate,
    /// The zone of the dates and the time.
    pub zone: Zone,
    /// The local time at which each begins, in seconds after midnight.
    pub at: u32,
    /// How long each goes on, in nanoseconds that elapse.
    pub length: i128,
}

/// However the rule is spelled.
impl PartialEq for Recurring {
    fn eq(&self, other: &Self) -> bool {
        let times = |it: &Self| (it.from, it.zone, it.at, it.length);
        self.rule == other.rule && times(self) == times(other)
    }
}

/// A rule that names local dates, from a first date on.
///
/// In RFC 5545 the first date counts whatever the rule says (`DTSTART`); in an agreement it says
/// only from when the rule is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// The stretch of the calendar that comes again, and its days.
    pub frequency: Frequency,
    /// Every so many of these stretches, from that of the first date.
    pub interval: NonZeroU32,
    /// The months in which its days lie; any where there are none.
    pub months: Months,
    /// Which of the days of a stretch, in their order; all where there are none.
    pub positions: Places<366>,
    /// When it ends, if ever.
    pub end: Option<RecurrenceEnd>,
}

/// The stretch of the calendar that comes again, and its days.
///
/// Where no days are named they are those of the first date: its weekday in a week, its day in a
/// month, its day and month in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Days, of these days of the month and of the week where some are named.
    Daily {
        /// Days of the month.
        days: Places<31>,
        /// Days of the week.
        weekdays: WeekdaySet,
    },
    /// Weeks.
    Weekly {
        /// Its days.
        weekdays: WeekdaySet,
        /// The day on which a week begins.
        begins: Weekday,
    },
    /// Months; a day has all that is named.
    Monthly {
        /// Days of the month.
        days: Places<31>,
        /// Days of the week, any or the first, the second, the last of the month.
        weekdays: NthWeekdays,
    },
    /// Years; a day has all that is named.
    Yearly {
        /// Days of the month.
        days: Places<31>,
        /// Days of the week, any or the first, the second, the last: of the month where months are
        /// named, else of the year.
        weekdays: NthWeekdays,
    },
}

/// When a rule ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecurrenceEnd {
    /// After so many days that it names.
    Count(NonZeroU32),
    /// After this date.
    Until(NaiveDate),
}

/// Months of the year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months(BTreeSet<u32>);

/// Places in a row, from its beginning (1, 2, …) or from its end (-1, -2, …), at most the `MOST`th.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places<const MOST: i64>(BTreeSet<i64>);

/// Days of the week: every one of them, or those at some places among the days of that name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NthWeekdays {
    every: WeekdaySet,
    /// From Monday.
    places: [Places<53>; 7],
}

impl Months {
    /// Adds a month from 1 to 12; false where there is no such month.
    pub fn insert(&mut self, month: i64) -> bool {
        let month = u32::try_from(month).ok().filter(|month| (1..=12).contains(month));
        month.map(|month| self.0.insert(month)).is_some()
    }

    /// Whether none is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn allow(&self, month: u32) -> bool {
        self.0.is_empty() || self.0.contains(&month)
    }
}

impl<const MOST: i64> Places<MOST> {
    /// Adds a place; false where it is 0 or too far from either end.
    pub fn insert(&mut self, place: i64) -> bool {
        let fits = place != 0 && (-MOST..=MOST).contains(&place);
        if fits {
            self.0.insert(place);
        }
        fits
    }

    /// Whether none is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the `place`th, from 1, of a row of `length` is among them.
    fn hold(&self, place: i64, length: i64) -> bool {
        self.0.contains(&place) || self.0.contains(&(place - length - 1))
    }
}

impl NthWeekdays {
    /// Adds every day of that name.
    pub fn insert(&mut self, day: Weekday) {
        self.every.insert(day);
    }

    /// Adds the day of that name at a place; false where it is 0 or beyond 53.
    pub fn insert_nth(&mut self, place: i64, day: Weekday) -> bool {
        let places = self.places.get_mut(day.num_days_from_monday() as usize);
        places.is_some_and(|places| places.insert(place))
    }

    /// Whether none is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.every.is_empty() && self.places.iter().all(Places::is_empty)
    }

    /// Whether a `day` is among them that is the `place`th day, from 1, of `length` days.
    fn hold(&self, day: Weekday, place: i64, length: i64) -> bool {
        let nth = |places: &Places<53>| {
            let before = (place - 1) / 7;
            places.hold(before + 1, before + 1 + (length - place) / 7)
        };
        let places = self.places.get(day.num_days_from_monday() as usize);
        self.every.contains(day) || places.is_some_and(nth)
    }
}

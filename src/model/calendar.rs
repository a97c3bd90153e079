//! Agreed hours.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Clause;
use crate::units::Zone;

/// Hours that are agreed, by an id.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The id that services and objectives name.
    pub id: String,
    /// Where it stands in the file.
    pub stands: String,
    /// When it is open.
    pub opening: Opening,
    /// The clause that states it.
    pub clause: Clause,
}

/// When a calendar is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// At every instant.
    Always,
    /// In hours of the week, but for dates with hours of their own.
    Weekly(Box<Week>),
}

/// The hours of the week in a zone, and the dates that have others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The zone in which they are read.
    pub zone: Zone,
    /// The hours that begin on each day, from Monday, in order of time; they do not overlap.
    pub days: [Vec<DayHours>; 7],
    /// The hours that begin on these dates instead.
    pub dates: BTreeMap<NaiveDate, Vec<DayHours>>,
}

/// Hours of a day as local readings, in seconds after its midnight; past 86,400 they go on into the
/// next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayHours {
    /// The first second inside.
    pub from: u32,
    /// The first second no longer inside, after `from`.
    pub until: u32,
}

impl Week {
    /// The hours that begin on `date`.
    #[must_use]
    pub fn hours_on(&self, date: NaiveDate) -> &[DayHours] {
        let weekday = date.weekday().num_days_from_monday() as usize;
        let weekly = || self.days.get(weekday).map(Vec::as_slice).unwrap_or_default();
        self.dates.get(&date).map_or_else(weekly, Vec::as_slice)
    }

    /// The last date on which it can be open, if there is one.
    #[must_use]
    pub fn last_date(&self) -> Option<NaiveDate> {
        let open = |hours: &Vec<DayHours>| !hours.is_empty();
        if self.days.iter().any(open) {
            return Some(NaiveDate::MAX);
        }
        self.dates.iter().rev().find(|(_, hours)| open(hours)).map(|(date, _)| *date)
    }
}

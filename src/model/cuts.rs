//! The first days of all periods.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Every, Periods};

/// The first days of all periods that are cut in one way, whether the term has them or not.
#[derive(Clone, Copy, Debug)]
pub struct Cuts {
    every: Every,
    anchor: NaiveDate,
}

impl Cuts {
    /// Those of periods of a term that begins on that day.
    #[must_use]
    pub fn of(periods: &Periods, begins: NaiveDate) -> Self {
        let january = || NaiveDate::from_ymd_opt(begins.year(), 1, 1);
        let anchor = periods.anchor.or_else(january).unwrap_or_default();
        Self { every: periods.every, anchor }
    }

    /// The first day of the period that comes so many after the anchor's; a day that a month does
    /// not have is its last.
    #[must_use]
    pub fn first_day(&self, number: i64) -> Option<NaiveDate> {
        let size = |length: u32| number.unsigned_abs().checked_mul(length.into());
        match self.every {
            Every::Days(days) if number < 0 => self.anchor.checked_sub_days(Days::new(size(days)?)),
            Every::Days(days) => self.anchor.checked_add_days(Days::new(size(days)?)),
            every => self.months_after_anchor(number.checked_mul(every.months()?.into())?),
        }
    }

    /// Whether a period begins on a date.
    #[must_use]
    pub fn is_edge(&self, date: NaiveDate) -> bool {
        self.first_day(self.number_of(date)) == Some(date)
    }

    /// How many periods after the anchor's the one with `date` comes.
    #[must_use]
    pub fn number_of(&self, date: NaiveDate) -> i64 {
        let Some(months) = self.every.months() else {
            let Every::Days(days) = self.every else { return 0 };
            return (date - self.anchor).num_days().div_euclid(days.into());
        };
        let month = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
        let about = (month(date) - month(self.anchor)).div_euclid(months.into());
        // The period may begin later in that month.
        if self.first_day(about).is_some_and(|first| first > date) { about - 1 } else { about }
    }

    /// The date so many months after the anchor, or before; of a day that the month does not have
    /// its last.
    #[must_use]
    pub fn months_after_anchor(&self, months: i64) -> Option<NaiveDate> {
        let size = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        match months < 0 {
            true => self.anchor.checked_sub_months(size),
            false => self.anchor.checked_add_months(size),
        }
    }
}

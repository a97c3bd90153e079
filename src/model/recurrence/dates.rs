//! The dates that a rule names.

use chrono::{Datelike, Days, NaiveDate};

use super::{Frequency, Recurrence, RecurrenceEnd};

/// After 400 years the calendar of Gregory comes again, weekdays too.
const CYCLE: u64 = 146_097;

impl Recurrence {
    /// The dates that it names from `from` up to and including `last`, in order. It costs no more
    /// than to look at each day between the two once.
    pub fn dates(&self, from: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        let (last, count) = match self.end {
            None => (last, usize::MAX),
            Some(RecurrenceEnd::Until(until)) => (last.min(until), usize::MAX),
            Some(RecurrenceEnd::Count(count)) => (last, count.get() as usize),
        };
        let stretches = (0..).map_while(move |number| self.stretch(from, number));
        stretches
            .take_while(move |stretch| stretch.first <= last)
            .flat_map(move |stretch| self.named_in(stretch, from))
            .skip_while(move |date| *date < from)
            .take_while(move |date| *date <= last)
            .take(count)
    }

    /// The last date at which anything is to be learnt of the rule: it goes round from there.
    #[must_use]
    pub fn round(&self, from: NaiveDate) -> NaiveDate {
        let days = u64::from(self.interval.get()) * CYCLE;
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
        from.checked_add_days(Days::new(days)).map_or(last, |round| round.min(last))
    }

    /// The stretch that comes so many intervals after that of `from`; none beyond the calendar.
    fn stretch(&self, from: NaiveDate, number: u32) -> Option<Stretch> {
        let after = u64::from(number) * u64::from(self.interval.get());
        let of_days = |first: NaiveDate, length: u64| {
            let first = first.checked_add_days(Days::new(after.checked_mul(length)?))?;
            Some(Stretch { first, next: first.checked_add_days(Days::new(length))? })
        };
        let of_months = |first: i64, length: i64| {
            let first = first + i64::try_from(after).ok()?.checked_mul(length)?;
            Some(Stretch { first: first_of_month(first)?, next: first_of_month(first + length)? })
        };
        let year = i64::from(from.year()) * 12;
        match &self.frequency {
            Frequency::Daily { .. } => of_days(from, 1),
            Frequency::Weekly { begins, .. } => of_days(from.week(*begins).checked_first_day()?, 7),
            Frequency::Monthly { .. } => of_months(year + i64::from(from.month0()), 1),
            Frequency::Yearly { .. } => of_months(year, 12),
        }
    }

    /// The dates of a stretch, those at the positions where some are named.
    fn named_in(&self, stretch: Stretch, from: NaiveDate) -> Vec<NaiveDate> {
        let days = stretch.first.iter_days().take_while(|date| *date < stretch.next);
        let mut named: Vec<NaiveDate> = days.filter(|date| self.names(*date, from)).collect();
        if !self.positions.is_empty() {
            let length = i64::try_from(named.len()).unwrap_or(i64::MAX);
            let mut place = 0;
            named.retain(|_| {
                place += 1;
                self.positions.hold(place, length)
            });
        }
        named
    }

    /// Whether a date has all that is named; `from` has what is not.
    fn names(&self, date: NaiveDate, from: NaiveDate) -> bool {
        if !self.months.allow(date.month()) {
            return false;
        }
        let day = i64::from(date.day());
        let month = i64::from(date.num_days_in_month());
        match &self.frequency {
            Frequency::Daily { days, weekdays } => {
                (days.is_empty() || days.hold(day, month))
                    && (weekdays.is_empty() || weekdays.contains(date.weekday()))
            }
            Frequency::Weekly { weekdays, .. } if weekdays.is_empty() => {
                date.weekday() == from.weekday()
            }
            Frequency::Weekly { weekdays, .. } => weekdays.contains(date.weekday()),
            Frequency::Monthly { days, weekdays } | Frequency::Yearly { days, weekdays }
                if days.is_empty() && weekdays.is_empty() =>
            {
                let is_yearly = matches!(self.frequency, Frequency::Yearly { .. });
                let any_month = !is_yearly || !self.months.is_empty();
                date.day() == from.day() && (any_month || date.month() == from.month())
            }
            Frequency::Monthly { days, weekdays } | Frequency::Yearly { days, weekdays } => {
                let is_yearly = matches!(self.frequency, Frequency::Yearly { .. });
                let (place, length) = if is_yearly && self.months.is_empty() {
                    let year = if date.leap_year() { 366 } else { 365 };
                    (i64::from(date.ordinal()), year)
                } else {
                    (day, month)
                };
                (days.is_empty() || days.hold(day, month))
                    && (weekdays.is_empty() || weekdays.hold(date.weekday(), place, length))
            }
        }
    }
}

/// A stretch of the calendar, from its first day until the day after its last.
#[derive(Clone, Copy)]
struct Stretch {
    first: NaiveDate,
    next: NaiveDate,
}

/// The first day of the month that comes so many after January of the year 0.
fn first_of_month(number: i64) -> Option<NaiveDate> {
    let year = i32::try_from(number.div_euclid(12)).ok()?;
    let month = u32::try_from(number.rem_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(year, month + 1, 1)
}

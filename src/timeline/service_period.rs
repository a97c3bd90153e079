//! The periods for which objectives are judged.

use chrono::{Months, NaiveDate};

use crate::model::{Cuts, Life, Partial, Periods};
use crate::units::{Instant, Interval, Zone};

/// One service period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServicePeriod {
    /// How it is cut; of when terms begin and end only what cuts it.
    pub periods: Periods,
    /// Its first local date, by which it is named.
    pub first: NaiveDate,
    /// The local date at whose beginning the next period begins.
    pub next: NaiveDate,
    /// From local midnight to local midnight.
    pub whole: Interval,
    /// The part that is judged: inside the term, or all of it.
    pub span: Interval,
    /// Whether it is over at the instant of evaluation.
    pub finished: bool,
}

impl ServicePeriod {
    /// The period with a date, of those that are cut so and have any part in the term.
    #[must_use]
    pub fn with(date: NaiveDate, periods: &Periods, zone: Zone, term: Interval) -> Option<Self> {
        let cuts = cuts(periods, zone, term);
        Self::numbered(cuts.number_of(date), &cuts, periods, (zone, term))
    }

    /// All of the period with a date, whether it has any part in the term or not.
    #[must_use]
    pub fn whole_with(
        date: NaiveDate,
        periods: &Periods,
        zone: Zone,
        term: Interval,
    ) -> Option<Interval> {
        let cuts = cuts(periods, zone, term);
        let number = cuts.number_of(date);
        let (first, next) = cuts.first_day(number).zip(cuts.first_day(number + 1))?;
        Some(Interval::new(zone.start_of_day(first), zone.start_of_day(next)))
    }

    /// The local date at whose beginning the `months` begin that end with this period: such periods
    /// of months may begin on a day that not every month has.
    #[must_use]
    pub fn months_before_end(&self, months: u32, zone: Zone, term: Interval) -> Option<NaiveDate> {
        let ends = self.span.until();
        let last_day = zone.date_at(ends.after(-1));
        match self.periods.every.months().filter(|_| ends == self.whole.until()) {
            None => last_day.succ_opt()?.checked_sub_months(Months::new(months)),
            Some(length) => {
                let cuts = cuts(&self.periods, zone, term);
                let next = (cuts.number_of(self.first) + 1).checked_mul(length.into())?;
                cuts.months_after_anchor(next.checked_sub(months.into())?)
            }
        }
    }

    fn numbered(
        number: i64,
        cuts: &Cuts,
        periods: &Periods,
        (zone, term): (Zone, Interval),
    ) -> Option<Self> {
        let (first, next) = cuts.first_day(number).zip(cuts.first_day(number + 1))?;
        let whole = Interval::new(zone.start_of_day(first), zone.start_of_day(next));
        let inside = whole.intersection(&term);
        let period = Self { periods: *periods, first, next, whole, span: whole, finished: false };
        (!inside.is_empty()).then(|| Self { span: period.judged((zone, term)), ..period })
    }

    /// The part of it that is judged: inside the term, or all of it, by these terms.
    fn judged(&self, (zone, term): (Zone, Interval)) -> Interval {
        let inside = if self.periods.partial == Partial::Whole {
            self.whole
        } else {
            self.whole.intersection(&term)
        };
        let Life { from, until } = self.periods.life;
        let midnight = |date| zone.start_of_day(date);
        let (begin, end) = (from.map(midnight), until.map(midnight));
        let begin = begin.unwrap_or(inside.from()).max(inside.from());
        Interval::new(begin, end.unwrap_or(inside.until()).min(inside.until()).max(begin))
    }

    /// The same period of all the term, whatever becomes of parts of it.
    #[must_use]
    pub fn of_term(&self, zone: Zone, term: Interval) -> Self {
        let periods = self.periods.of_term();
        let period = Self { periods, ..*self };
        Self { span: period.judged((zone, term)), ..period }
    }

    /// Whether it is one of these periods, as far as these terms hold in it.
    #[must_use]
    pub fn is_of(&self, periods: &Periods, zone: Zone, term: Interval) -> bool {
        let own = Self { periods: *periods, ..*self };
        self.periods.of_term() == periods.of_term() && own.judged((zone, term)) == self.span
    }

    /// The part that has passed at `as_of`.
    #[must_use]
    pub fn passed(&self, as_of: Instant) -> Interval {
        Interval::new(self.span.from(), self.span.until().min(as_of))
    }
}

/// How periods are cut, the term beginning there.
fn cuts(periods: &Periods, zone: Zone, term: Interval) -> Cuts {
    Cuts::of(periods, zone.date_at(term.from()))
}

/// The periods that have begun before `as_of`, in order of time, cut at local midnight and clipped
/// to the term unless they are judged whole.
#[must_use]
pub fn service_periods(
    periods: &Periods,
    zone: Zone,
    term: Interval,
    as_of: Instant,
) -> Vec<ServicePeriod> {
    let cuts = cuts(periods, zone, term);
    let mut found = Vec::new();
    let mut number = cuts.number_of(zone.date_at(term.from()));
    while let Some((first, next)) = cuts.first_day(number).zip(cuts.first_day(number + 1)) {
        let whole = Interval::new(zone.start_of_day(first), zone.start_of_day(next));
        let inside = whole.intersection(&term);
        if whole.from().max(term.from()) >= as_of.min(term.until()) {
            break;
        }
        let period =
            ServicePeriod { periods: *periods, first, next, whole, span: whole, finished: false };
        let span = period.judged((zone, term));
        if !inside.is_empty() && !span.is_empty() && span.from() < as_of {
            let finished = span.until() <= as_of;
            // What does not cut it is no part of it: by other terms it is the same period.
            let uncut = period.of_term(zone, term).span;
            let life = Life {
                from: periods.life.from.filter(|_| span.from() != uncut.from()),
                until: periods.life.until.filter(|_| span.until() != uncut.until()),
            };
            let periods = Periods { life, ..*periods };
            found.push(ServicePeriod { periods, span, finished, ..period });
        }
        number += 1;
    }
    found
}

/// How many periods there would be, before any of them is made.
#[must_use]
pub fn number_of_periods(periods: &Periods, zone: Zone, term: Interval, as_of: Instant) -> u64 {
    let cuts = cuts(periods, zone, term);
    let number = |instant| cuts.number_of(zone.date_at(instant));
    let midnight = |date| zone.start_of_day(date);
    let (begin, end) = (periods.life.from.map(midnight), periods.life.until.map(midnight));
    let until = number(as_of.min(term.until()).min(end.unwrap_or(as_of)));
    let from = number(begin.map_or(term.from(), |begin| begin.max(term.from())));
    u64::try_from(until - from + 1).unwrap_or_default()
}

/// The last local day of the period that comes so many after `period`.
#[must_use]
pub fn later_period_end(
    period: &ServicePeriod,
    later: u32,
    zone: Zone,
    term: Interval,
) -> Option<NaiveDate> {
    let cuts = cuts(&period.periods, zone, term);
    let number = cuts.number_of(period.first);
    cuts.first_day(number + i64::from(later) + 1)?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Every;

    fn firsts(every: Every, anchor: &str, from: &str, until: &str) -> Vec<String> {
        let anchor = anchor.parse().ok();
        let life = Life::default();
        let periods = Periods { every, anchor, partial: Partial::Clipped, life };
        let at = |date: &str| Zone::UTC.start_of_day(date.parse().unwrap());
        let term = Interval::new(at(from), at(until));
        let found = service_periods(&periods, Zone::UTC, term, Instant::LAST);
        let number = number_of_periods(&periods, Zone::UTC, term, Instant::LAST.min(at(until)));
        assert!((number - found.len() as u64) <= 1);
        found.iter().map(|period| period.first.to_string()).collect()
    }

    #[test]
    fn the_anchor_fixes_every_cut() {
        let months = |anchor| firsts(Every::Month, anchor, "2026-01-20", "2026-04-01");
        assert_eq!(months("2020-06-16"), ["2026-01-16", "2026-02-16", "2026-03-16"]);
        assert_eq!(months("2030-08-31"), ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31"]);
        let quarters = firsts(Every::Quarter, "2026-02-01", "2026-01-01", "2026-06-01");
        assert_eq!(quarters, ["2025-11-01", "2026-02-01", "2026-05-01"]);
        let weeks = firsts(Every::Days(7), "2026-01-05", "2026-01-01", "2026-01-20");
        assert_eq!(weeks, ["2025-12-29", "2026-01-05", "2026-01-12", "2026-01-19"]);
        assert_eq!(
            firsts(Every::Year, "", "2025-05-01", "2026-05-01"),
            ["2025-01-01", "2026-01-01"]
        );
    }
}

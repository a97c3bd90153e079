//! The periods for which objectives are judged.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::Agreement;
use crate::units::{Instant, Interval};

/// One service period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServicePeriod {
    /// Its first local date, by which it is named.
    pub first: NaiveDate,
    /// The local date at whose beginning the next period begins.
    pub next: NaiveDate,
    /// From local midnight to local midnight.
    pub whole: Interval,
    /// The part inside the term.
    pub span: Interval,
    /// Whether it is over at the instant of evaluation.
    pub finished: bool,
}

impl ServicePeriod {
    /// The part that has passed at `as_of`.
    #[must_use]
    pub fn passed(&self, as_of: Instant) -> Interval {
        Interval::new(self.span.from(), self.span.until().min(as_of))
    }
}

/// The periods that have begun before `as_of`, in order of time, cut at local midnight and clipped
/// to the term.
#[must_use]
pub fn service_periods(
    agreement: &Agreement,
    term: Interval,
    as_of: Instant,
) -> Vec<ServicePeriod> {
    let zone = agreement.zone;
    let months = agreement.every.months();
    let first = first_day(zone.date_at(term.from()), months);
    let mut periods = Vec::new();
    let mut next = first;
    while let Some(first) = next {
        let Some(end) = first.checked_add_months(Months::new(months)) else { break };
        let whole = Interval::new(zone.start_of_day(first), zone.start_of_day(end));
        let span = whole.intersection(&term);
        if span.from() >= as_of.min(term.until()) {
            break;
        }
        if !span.is_empty() {
            let finished = span.until() <= as_of;
            periods.push(ServicePeriod { first, next: end, whole, span, finished });
        }
        next = Some(end);
    }
    periods
}

/// How many periods there would be, before any of them is made.
#[must_use]
pub fn number_of_periods(agreement: &Agreement, term: Interval, as_of: Instant) -> u64 {
    let months = |instant| {
        let date = agreement.zone.date_at(instant);
        i64::from(date.year()) * 12 + i64::from(date.month0())
    };
    let until = months(as_of.min(term.until()));
    u64::try_from((until - months(term.from())) / i64::from(agreement.every.months()) + 1)
        .unwrap_or_default()
}

/// The first day of the run of `months` calendar months, counted from January, that `date` is in.
fn first_day(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.month0() / months * months + 1, 1)
}

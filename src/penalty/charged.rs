//! For how many days and months a charge is.

use crate::model::{DayOfCharge, Every};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Interval, Zone};

/// The days of a month of which a day of charge is a thirtieth.
pub const DAYS_OF_MONTH: i128 = 30;

/// A stretch that is charged: a period, or the part of it inside the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charged {
    /// What of the period is charged.
    pub span: Interval,
    /// The whole period.
    pub whole: Interval,
    /// How long such periods are.
    pub every: Every,
}

impl Charged {
    /// What is charged of a period.
    #[must_use]
    pub fn of(period: &ServicePeriod) -> Self {
        Self { span: period.span, whole: period.whole, every: period.periods.every }
    }

    /// Its days: local ones, or thirty for each of its months.
    #[must_use]
    pub fn days(&self, day: DayOfCharge, zone: Zone) -> Exact {
        match (day, self.months()) {
            (DayOfCharge::Thirtieth, Some(months)) => &months * &Exact::from(DAYS_OF_MONTH),
            _ => {
                let date = |at: Instant| zone.date_at(at);
                let (first, last) = (date(self.span.from()), date(self.span.until().after(-1)));
                Exact::from(i128::from((last - first).num_days() + 1))
            }
        }
    }

    /// Its months, of a period that is cut its part; nothing where it is made of days.
    #[must_use]
    pub fn months(&self) -> Option<Exact> {
        let part = Exact::from(self.span.nanoseconds());
        (&part * &Exact::from(i128::from(self.every.months()?)))
            .checked_div(&Exact::from(self.whole.nanoseconds()))
    }
}

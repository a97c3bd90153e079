//! The currency of amounts on a date: amendments may change it where one period ends and another
//! begins.

use chrono::NaiveDate;

use super::Agreement;
use crate::units::{Currency, Interval, Zone};

/// A currency, and the dates from one change to the next between which amounts are in it.
///
/// Amounts of two currencies have no sum, so what is added up over time begins anew with each change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencyInForce {
    /// The currency.
    pub currency: Currency,
    /// The first date; none where it held from the beginning.
    pub from: Option<NaiveDate>,
    /// The first date of the next currency, if there is one.
    pub until: Option<NaiveDate>,
}

impl CurrencyInForce {
    /// What of a time has amounts in it.
    #[must_use]
    pub fn within(&self, time: Interval, zone: Zone) -> Interval {
        let midnight = |date: Option<NaiveDate>| date.map(|date| zone.start_of_day(date));
        let from = midnight(self.from).map_or(time.from(), |from| from.max(time.from()));
        let until = midnight(self.until).map_or(time.until(), |until| until.min(time.until()));
        Interval::new(from, until)
    }
}

impl Agreement {
    /// The currency of amounts on a date.
    #[must_use]
    pub fn currency_on(&self, date: NaiveDate) -> CurrencyInForce {
        let first = self.terms.first().map_or(self.currency, |first| first.currency);
        let terms = self.terms.iter().filter_map(|terms| Some((terms.from?, terms.currency)));
        let later = self.later.iter().map(|it| (it.amendment.effective, it.agreement.currency));
        let mut held = CurrencyInForce { currency: first, from: None, until: None };
        for (from, currency) in terms.chain(later) {
            if currency == held.currency {
                continue;
            }
            if from > date {
                held.until = Some(from);
                break;
            }
            held = CurrencyInForce { currency, from: Some(from), until: None };
        }
        held
    }
}

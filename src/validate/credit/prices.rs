//! What each of something is worth.

use super::Promise;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Digits, contract as written};
use crate::model::Price;
use crate::validate::scalar::Check;

/// A hundred years of days: more is a mistake.
const MOST_DAYS: i128 = 36_525;

/// A percentage, an amount, and days of charge, as far as they are written.
pub(super) type Prices<'w, 'j> =
    (&'w Option<Digits<'j>>, &'w Option<Digits<'j>>, &'w Option<Digits<'j>>);

impl<'j> Check<'j, '_> {
    /// The one price that is stated.
    pub(super) fn price(
        &mut self,
        (percent, amount, days): Prices<'_, 'j>,
        start: usize,
        promise: Promise<'_>,
    ) -> Option<Price> {
        match (percent, amount, days) {
            (Some(percent), None, None) => {
                self.decimal_between(percent, 0, 100).map(Price::Percent)
            }
            (None, Some(amount), None) => self.amount(amount, promise.currency).map(Price::Amount),
            (None, None, Some(days)) => self.decimal_between(days, 0, MOST_DAYS).map(Price::Days),
            _ => {
                let names = ["percent", "amount", "days_of_charge"].map(str::to_owned).to_vec();
                let finding = Finding::new(Code::BoundCount, self.spot(start));
                self.note(finding.expected(Expected::ExactlyOneField(names)));
                None
            }
        }
    }

    /// A price that stands alone.
    pub(super) fn own_price(
        &mut self,
        price: &written::Price<'j>,
        promise: Promise<'_>,
    ) -> Option<Price> {
        let prices = (&price.percent, &price.amount, &price.days_of_charge);
        self.price(prices, price.start, promise)
    }
}

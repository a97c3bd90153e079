//! In which currency amounts are, where amendments change it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::clock::Nanos;
use super::papers::{Papers, text};

/// A currency, and between which dates amounts are in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    pub(crate) currency: String,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
}

impl Papers {
    pub(crate) fn currency(&self) -> &str {
        self.says("/currency").map_or("", text)
    }

    pub(crate) fn minor_digits(&self) -> u32 {
        decimals(self.currency())
    }

    pub(crate) fn minor_digits_of(&self, period: usize) -> u32 {
        decimals(&self.currency_of(period))
    }

    /// One currency after the other.
    pub(crate) fn currencies(&self) -> Vec<Held> {
        let mut all: Vec<Held> = Vec::new();
        for version in self.list("/amended") {
            let currency = text(&version["currency"]);
            if all.last().is_some_and(|last| last.currency == currency) {
                continue;
            }
            let from = version["from"].as_str().map(|from| from.parse().unwrap());
            if let Some(last) = all.last_mut() {
                last.until = from;
            }
            all.push(Held { currency: currency.to_owned(), from, until: None });
        }
        if all.is_empty() {
            all.push(Held { currency: self.currency().to_owned(), from: None, until: None });
        }
        all
    }

    /// The currency of amounts on a date.
    pub(crate) fn currency_on(&self, date: NaiveDate) -> Held {
        let mut all = self.currencies();
        let at = all.iter().rposition(|it| it.from.is_none_or(|from| from <= date)).unwrap();
        all.swap_remove(at)
    }

    /// The currency of a period.
    pub(crate) fn currency_of(&self, period: usize) -> String {
        self.currency_on(self.periods[period].first).currency
    }

    /// The time in which amounts have the currency of that date.
    pub(crate) fn of_one_currency(&self, date: NaiveDate) -> (Nanos, Nanos) {
        let held = self.currency_on(date);
        let midnight = |date: NaiveDate| self.clock.start_of_day(date);
        (held.from.map_or(Nanos::MIN, midnight), held.until.map_or(Nanos::MAX, midnight))
    }

    /// An amount of a period.
    pub(crate) fn money_of(&self, period: usize, amount: impl Into<Value>) -> Value {
        json!({ "amount": amount.into(), "currency": self.currency_of(period) })
    }

    /// The currencies of earlier terms, as the report's agreement has them.
    pub(crate) fn earlier_currencies(&self) -> Vec<Value> {
        let mut all = self.currencies();
        all.pop();
        let told = all.into_iter().map(
            |it| json!({ "currency": it.currency, "until": it.until.map(|it| it.to_string()) }),
        );
        told.collect()
    }
}

/// The decimals of the currencies that occur in tests.
pub(crate) fn decimals(currency: &str) -> u32 {
    match currency {
        "EUR" | "USD" | "AUD" | "GBP" | "INR" => 2,
        "JPY" => 0,
        "BHD" => 3,
        other => panic!("how many decimals has {other}?"),
    }
}

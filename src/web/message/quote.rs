//! What agreements would pay.

use serde::{Deserialize, Serialize};

/// What is asked of all agreements, as it stands in the fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteWish {
    /// How long a service is down.
    pub down: String,
    /// What it costs a month.
    pub fee: String,
    /// What an hour down costs; empty where nobody says so.
    pub hour: String,
    /// The currency of all amounts; empty for each agreement's own.
    pub currency: String,
}

impl Default for QuoteWish {
    fn default() -> Self {
        let [down, fee] = ["3", "10,000"].map(str::to_owned);
        Self { down, fee, hour: String::new(), currency: String::new() }
    }
}

impl QuoteWish {
    /// The fields by their names in the address, in the order in which they stand.
    pub(in crate::web) fn fields(&mut self) -> [(&'static str, &mut String); 4] {
        let Self { down, fee, hour, currency } = self;
        [("down", down), ("fee", fee), ("hour", hour), ("currency", currency)]
    }
}

/// A promise of an agreement, by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseId {
    /// The agreement's.
    pub agreement: String,
    /// The objective's.
    pub objective: String,
}

/// The table of all agreements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteView {
    /// What is amiss with each field, in their order; nothing where it can be read. There are no
    /// answers where any of them cannot.
    pub wrong: [Option<String>; 4],
    /// What is asked, as a sentence.
    pub asked: String,
    /// What was found, as a sentence.
    pub found: String,
    /// The promises, the dearest first.
    pub rows: Vec<QuoteRow>,
    /// The ids and titles of the agreements that promise nothing of the kind.
    pub silent: Vec<[String; 2]>,
}

/// What a promise would pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteRow {
    /// Which promise.
    pub promise: PromiseId,
    /// The kind of the agreement: `cloud`, `hosting` and others.
    pub kind: String,
    /// The agreement's title.
    pub title: String,
    /// The promise's name.
    pub name: String,
    /// The credit.
    pub credit: String,
    /// Whether that is money.
    pub pays: bool,
    /// Its share of the fee.
    pub of_fee: String,
    /// Its share of the loss, where an hour down has a price.
    pub of_loss: Option<String>,
    /// The most that is credited.
    pub at_most: String,
    /// How long there is to claim.
    pub claim: String,
    /// What is not counted.
    pub not_counted: String,
}

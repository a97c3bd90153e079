//! An amount of money.

use serde::{Deserialize, Serialize};

use super::{Currency, Exact};

/// An exact amount in one currency.
///
/// Amounts of two currencies have no sum: [`Money::plus`] refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The amount in the currency's main unit.
    pub amount: Exact,
    /// Its currency.
    pub currency: Currency,
}

impl Money {
    /// No money.
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        Self { amount: Exact::zero(), currency }
    }

    /// The sum, or nothing where the currencies differ.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| Self { amount: &self.amount + &other.amount, currency: self.currency })
    }

    /// So much of it.
    #[must_use]
    pub fn times(&self, share: &Exact) -> Self {
        Self { amount: &self.amount * share, currency: self.currency }
    }

    /// Rounded to the currency's minor unit, half away from zero.
    ///
    /// ```
    /// # use sla_calculator::units::{Currency, Exact, Money};
    /// # let currency = Currency::named("EUR").ok_or("EUR")?;
    /// let credit = Money { amount: Exact::parse("0.125")?, currency }.rounded();
    /// assert_eq!(credit.amount.to_fixed(2), "0.13");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rounded(&self) -> Self {
        Self {
            amount: self.amount.round_half_up(self.currency.minor_digits()),
            currency: self.currency,
        }
    }
}

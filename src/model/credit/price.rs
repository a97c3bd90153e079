//! What each of something is worth.

use crate::units::Exact;

/// What each of something is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// A percentage of the basis.
    Percent(Exact),
    /// An amount in the agreement's currency.
    Amount(Exact),
    /// So many days of the charge of the period: of as many parts as it has local days.
    Days(Exact),
}

impl Price {
    /// The field of a contract that states it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Percent(_) => "percent",
            Self::Amount(_) => "amount",
            Self::Days(_) => "days_of_charge",
        }
    }

    /// The number that it states.
    #[must_use]
    pub fn number(&self) -> &Exact {
        match self {
            Self::Percent(number) | Self::Amount(number) | Self::Days(number) => number,
        }
    }
}

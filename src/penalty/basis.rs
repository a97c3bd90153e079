//! What a credit is a share of.

use super::charge::ChargePart;
use crate::units::Exact;

/// What a credit is a share of: the sum of charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditBasis {
    /// The parts, in order of time.
    pub parts: Vec<ChargePart>,
    /// Their exact sum, in the agreement's currency.
    pub total: Exact,
}

impl CreditBasis {
    /// This and another together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self::of([self.parts, other.parts].concat())
    }

    /// The sum of `parts`.
    pub(super) fn of(parts: Vec<ChargePart>) -> Self {
        let total = parts.iter().map(|part| part.amount.clone()).sum();
        Self { parts, total }
    }
}

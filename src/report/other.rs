//! What a result would be if something were otherwise.

use serde::{Deserialize, Serialize};

use super::ResultFigures;
use crate::compliance::Verdict;
use crate::units::{Exact, Money};

/// The verdict and the worth of a result, to be laid beside those of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherFigures {
    /// The verdict or state.
    pub verdict: Verdict,
    /// Whether unknown time could not turn it.
    pub certain: bool,
    /// The value in percent or in seconds; nothing where nothing was measured.
    pub value: Option<Exact>,
    /// The percentage of the charge that is due; nothing where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Exact>,
    /// The credit; nothing where none is due or the charge is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

impl OtherFigures {
    /// Those of a result.
    #[must_use]
    pub fn of(result: &ResultFigures) -> Self {
        let credit = result.credit.as_ref().filter(|credit| !credit.percent.is_zero());
        Self {
            verdict: result.verdict,
            certain: result.certain,
            value: result.value.clone(),
            percent: credit.map(|credit| credit.percent.clone()),
            amount: credit.and_then(|credit| credit.amount.clone()),
        }
    }

    /// Whether verdict and credit are the same, whatever the value is.
    #[must_use]
    pub fn is_worth_the_same(&self, other: &Self) -> bool {
        self.verdict == other.verdict
            && self.percent == other.percent
            && self.amount == other.amount
    }
}

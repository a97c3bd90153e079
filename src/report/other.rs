//! What a result would be if something were otherwise.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Report, ResultFigures};
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
    /// The percentage of the charge that is due; nothing where none is, or the contract speaks in
    /// amounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Exact>,
    /// The credit; nothing where none is due or it is not priced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

impl OtherFigures {
    /// Those of a result.
    #[must_use]
    pub fn of(result: &ResultFigures) -> Self {
        let credit = result.credit.as_ref().filter(|credit| credit.is_due());
        Self {
            verdict: result.verdict,
            certain: result.certain,
            value: result.value.clone(),
            share: credit.and_then(|credit| credit.share.clone()),
            amount: credit.and_then(|credit| credit.amount.clone()),
        }
    }

    /// Whether any credit is due, priced or not.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.share.is_some() || self.amount.is_some()
    }

    /// Whether verdict and credit are the same, whatever the value is.
    #[must_use]
    pub fn is_worth_the_same(&self, other: &Self) -> bool {
        self.verdict == other.verdict && self.share == other.share && self.amount == other.amount
    }
}

impl Report {
    /// What a result is known by in any report: its objective, and the dates of its period.
    #[must_use]
    pub fn known_by(&self, result: &ResultFigures) -> Option<(&str, [NaiveDate; 2])> {
        let objective = self.agreement.objectives.get(result.objective as usize)?;
        let period = self.periods.get(result.period as usize)?;
        Some((&objective.id, [period.first, period.next]))
    }

    /// Of each result what it is in another report, in the order of the results; nothing of those
    /// that the other does not have.
    #[must_use]
    pub fn others(&self, other: &Self) -> Vec<Option<OtherFigures>> {
        let results = other.results.iter();
        let there: HashMap<_, _> =
            results.filter_map(|it| Some((other.known_by(it)?, it))).collect();
        let own = self.results.iter();
        let others = own.map(|it| Some(OtherFigures::of(there.get(&self.known_by(it)?)?)));
        others.collect()
    }

    /// Notes with each result what it is in another report, where that is something else.
    pub fn lay_beside(
        &mut self,
        other: &Self,
        place: impl Fn(&mut ResultFigures) -> &mut Option<Box<OtherFigures>>,
    ) {
        let others = self.others(other);
        for (result, other) in self.results.iter_mut().zip(others) {
            let own = OtherFigures::of(result);
            *place(result) = other.filter(|other| *other != own).map(Box::new);
        }
    }
}

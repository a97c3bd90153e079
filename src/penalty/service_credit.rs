//! The service credit of an objective in a period.

use super::basis::CreditBasis;
use super::{Charging, CreditFacts, EarlierPeriod, Worth, worth};
use crate::compliance::Verdict;
use crate::model::Objective;
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Money};

/// What a period is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceCredit {
    /// So many times which price.
    pub worth: Worth,
    /// The percentage of the basis, zero where none is due; nothing where the rule speaks in amounts.
    pub share: Option<Exact>,
    /// What the percentage is of; nothing where that is not stated.
    pub basis: Option<CreditBasis>,
    /// The exact amount in the agreement's currency; nothing where it is not priced.
    pub gross: Option<Exact>,
    /// The same, rounded once.
    pub amount: Option<Money>,
    /// What became of the periods before that it looks back on.
    pub earlier: Vec<EarlierPeriod>,
    /// Whether it may still change: the period is not over, and it is what would be due if it ended
    /// now, or what it rests on goes on.
    pub provisional: bool,
}

impl ServiceCredit {
    /// That nothing is due by the rule.
    #[must_use]
    pub fn nothing(provisional: bool) -> Self {
        let (share, gross) = (Some(Exact::zero()), Some(Exact::zero()));
        let (worth, earlier) = (Worth::nothing(), Vec::new());
        Self { worth, share, basis: None, gross, amount: None, earlier, provisional }
    }

    /// Whether the value is worth anything, priced or not.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.share.as_ref().or(self.gross.as_ref()).is_some_and(|it| !it.is_zero())
    }
}

/// Assesses the credit of a measured period; nothing where the objective has no credit rule.
#[must_use]
pub fn assess(
    charging: &Charging<'_>,
    objective: &Objective,
    period: &ServicePeriod,
    (verdict, facts): (Verdict, &CreditFacts<'_>),
) -> Option<ServiceCredit> {
    let agreement = charging.agreement;
    let worth = worth(objective.rule()?, facts);
    let share = worth.share(&facts.days);
    let kind = objective.credit.as_ref().map(|credit| credit.basis).filter(|_| share.is_some());
    let basis = kind.and_then(|kind| charging.basis(kind, period));
    let gross = match &share {
        None => worth.amount(),
        Some(share) => {
            let of = |basis: &CreditBasis| (&basis.total * share).checked_div(&Exact::from(100));
            basis.as_ref().and_then(of)
        }
    };
    let currency = agreement.currency_on(period.first).currency;
    let amount = gross.clone().map(|amount| Money { amount, currency }.rounded());
    let looked_back = facts.earlier.get(worth.looked_back.clone()).unwrap_or_default();
    let earlier = looked_back.to_vec();
    let provisional = verdict.is_running() || worth.is_open;
    Some(ServiceCredit { worth, share, basis, gross, amount, earlier, provisional })
}

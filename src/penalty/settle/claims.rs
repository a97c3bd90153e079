//! How credits stand with their claims.

use chrono::NaiveDate;

use super::{ClaimBy, Due};
use crate::penalty::ClaimState;
use crate::units::{Currency, Exact, Instant, Money};

/// How a credit stands with its claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFacts {
    /// In one word.
    pub state: ClaimState,
    /// The first instant at which it is too late to claim it.
    pub deadline: Option<Instant>,
    /// The last local day on which it can be claimed, where it ends with one.
    pub last_day: Option<NaiveDate>,
    /// When it was requested.
    pub requested: Option<Instant>,
    /// When that was decided.
    pub decided: Option<Instant>,
    /// What was granted then; in whichever currency.
    pub granted: Option<Money>,
}

impl ClaimFacts {
    /// What takes room under caps: what was granted; nothing where it was refused or not claimed in
    /// time, or may still change; what is due otherwise, and where something was granted in another
    /// currency than that of what is `net`.
    #[must_use]
    pub fn issued(&self, net: Option<&Exact>, currency: Currency) -> Option<Exact> {
        match self.state {
            ClaimState::NotDue | ClaimState::Expired | ClaimState::Late | ClaimState::Refused => {
                None
            }
            _ => self.granted_in(currency).or(net).cloned(),
        }
    }

    /// What was granted, where it is an amount of that currency.
    #[must_use]
    pub fn granted_in(&self, currency: Currency) -> Option<&Exact> {
        let granted = self.granted.as_ref().filter(|granted| granted.currency == currency);
        granted.map(|granted| &granted.amount)
    }
}

/// How the credit of `due` stands, of which `net`, or an unpriced `share`, is paid. What was done
/// after the instant of evaluation is not known yet.
pub(super) fn claim_facts(
    due: &Due,
    (net, share): (Option<&Exact>, Option<&Exact>),
    (currency, as_of): (Option<Currency>, Instant),
) -> ClaimFacts {
    let known = |at: Option<Instant>| at.filter(|at| *at <= as_of);
    let made = due.claim.as_ref();
    let requested = made.and_then(|claim| known(claim.requested));
    let decided = made.and_then(|claim| known(claim.decided));
    let granted = decided.and_then(|_| made?.granted.clone());
    let (deadline, last_day) = match &due.claim_by {
        ClaimBy::Until { deadline, last_day } => (Some(*deadline), *last_day),
        ClaimBy::Automatic | ClaimBy::NotBegun => (None, None),
    };
    let is_due = !due.provisional
        && match net {
            Some(net) => !net.is_zero(),
            None => share.is_some_and(|share| !share.is_zero()),
        };
    let state = match (&granted, decided) {
        (Some(granted), _) if granted.amount.is_zero() => ClaimState::Refused,
        (Some(granted), _)
            if Some(granted.currency) == currency
                && net.is_some_and(|net| granted.amount < *net) =>
        {
            ClaimState::PartlyGranted
        }
        (Some(_), _) => ClaimState::Granted,
        // Decided without any sum.
        (None, Some(_)) => ClaimState::Refused,
        _ if !is_due => ClaimState::NotDue,
        _ if due.claim_by == ClaimBy::Automatic => ClaimState::Automatic,
        _ => match (due.claim_step.map_or(requested, |(_, done)| done), deadline) {
            (Some(requested), Some(deadline)) if requested >= deadline => ClaimState::Late,
            (Some(_), _) => ClaimState::Claimed,
            (None, Some(deadline)) if as_of >= deadline => ClaimState::Expired,
            (None, _) => ClaimState::Claimable,
        },
    };
    let stands = state != ClaimState::NotDue;
    let (deadline, last_day) = (deadline.filter(|_| stands), last_day.filter(|_| stands));
    ClaimFacts { state, deadline, last_day, requested, decided, granted }
}

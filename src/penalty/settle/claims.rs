//! How credits stand with their claims.

use chrono::NaiveDate;

use super::{ClaimBy, Due};
use crate::penalty::ClaimState;
use crate::units::{Exact, Instant};

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
    /// What was granted then.
    pub granted: Option<Exact>,
}

impl ClaimFacts {
    /// What takes room under caps, and may be earned back: what was granted; nothing where it was
    /// refused or not claimed in time, or may still change; what is due otherwise.
    #[must_use]
    pub fn issued(&self, net: Option<&Exact>) -> Option<Exact> {
        match self.state {
            ClaimState::NotDue | ClaimState::Expired | ClaimState::Late | ClaimState::Refused => {
                None
            }
            ClaimState::Granted | ClaimState::PartlyGranted => self.granted.clone(),
            _ => net.cloned(),
        }
    }
}

/// How the credit of `due` stands, of which `net`, or an unpriced `share`, is paid. What was done
/// after the instant of evaluation is not known yet.
pub(super) fn claim_facts(
    due: &Due,
    (net, share): (Option<&Exact>, Option<&Exact>),
    as_of: Instant,
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
        (Some(granted), _) if granted.is_zero() => ClaimState::Refused,
        (Some(granted), _) if net.is_some_and(|net| granted < net) => ClaimState::PartlyGranted,
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

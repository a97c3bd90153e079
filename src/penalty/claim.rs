//! Until when a credit can be claimed.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::model::Claim;
use crate::timeline::ServicePeriod;
use crate::units::{Instant, Zone};

/// How a credit stands with its claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    /// No credit is due, or not yet.
    NotDue,
    /// The contract asks for no claim.
    Automatic,
    /// It can still be claimed.
    Claimable,
    /// The time to claim it has passed.
    Expired,
}

/// The last local day of a period: what `period_end` means.
#[must_use]
pub fn last_day(period: &ServicePeriod, zone: Zone) -> NaiveDate {
    zone.date_at(period.span.until().after(-1))
}

/// The last local day on which a credit of `period` can be claimed; the period's own last day is
/// not counted.
#[must_use]
pub fn claim_day(claim: &Claim, period: &ServicePeriod, zone: Zone) -> Option<NaiveDate> {
    days_after(period, claim.days, zone)
}

/// The local day so many after the last of `period`, which is not counted.
pub(super) fn days_after(period: &ServicePeriod, days: u32, zone: Zone) -> Option<NaiveDate> {
    last_day(period, zone).checked_add_days(Days::new(days.into()))
}

/// The first instant at which a credit of `period` can no longer be claimed: the end of the last
/// local day.
#[must_use]
pub fn deadline(claim: &Claim, period: &ServicePeriod, zone: Zone) -> Option<Instant> {
    Some(zone.start_of_day(claim_day(claim, period, zone)?.succ_opt()?))
}

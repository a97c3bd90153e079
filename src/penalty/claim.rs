//! Until when a credit can be claimed.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::settle::ClaimBy;
use crate::model::{Claim, ClaimWithin};
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
    /// It was claimed, and nobody has decided yet.
    Claimed,
    /// It was granted in full.
    Granted,
    /// A part of it was granted.
    PartlyGranted,
    /// It was refused.
    Refused,
    /// It was claimed too late.
    Late,
    /// The time to claim it has passed.
    Expired,
}

impl ClaimState {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::NotDue,
        Self::Automatic,
        Self::Claimable,
        Self::Claimed,
        Self::Granted,
        Self::PartlyGranted,
        Self::Refused,
        Self::Late,
        Self::Expired,
    ];

    /// Its name as data: `partly_granted`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotDue => "not_due",
            Self::Automatic => "automatic",
            Self::Claimable => "claimable",
            Self::Claimed => "claimed",
            Self::Granted => "granted",
            Self::PartlyGranted => "partly_granted",
            Self::Refused => "refused",
            Self::Late => "late",
            Self::Expired => "expired",
        }
    }
}

/// The last local day of a period: what `period_end` means.
#[must_use]
pub fn last_day(period: &ServicePeriod, zone: Zone) -> NaiveDate {
    zone.date_at(period.span.until().after(-1))
}

/// The local day so many after the last of `period`, which is not counted.
pub(super) fn days_after(period: &ServicePeriod, days: u32, zone: Zone) -> Option<NaiveDate> {
    last_day(period, zone).checked_add_days(Days::new(days.into()))
}

/// Until when a credit can be claimed, of which the time counts from an instant on a local `day`,
/// which is not counted: to the end of the last local day, hours to the instant. `is_working` knows
/// the days on which the claim's calendar opens, and `later` the local day with which the service
/// period ends that comes so many later.
#[must_use]
pub fn claim_by(
    claim: &Claim,
    (from, day): (Instant, NaiveDate),
    zone: Zone,
    is_working: &dyn Fn(NaiveDate) -> bool,
    later: &dyn Fn(u32) -> Option<NaiveDate>,
) -> ClaimBy {
    let last_day = match &claim.within {
        ClaimWithin::Hours(hours) => {
            let deadline = from.after(i128::from(*hours) * 3_600_000_000_000);
            return ClaimBy::Until { deadline, last_day: None };
        }
        ClaimWithin::Days(days) => day.checked_add_days(Days::new((*days).into())),
        ClaimWithin::Months(months) => months_after(day, *months),
        ClaimWithin::Periods(periods) => later(*periods),
        ClaimWithin::WorkingDays(days, _) => working_day(day, *days, is_working),
    };
    let deadline = last_day.and_then(|day| day.succ_opt()).map(|next| zone.start_of_day(next));
    match deadline {
        Some(deadline) => ClaimBy::Until { deadline, last_day },
        // Beyond the calendar there is no last day.
        None => ClaimBy::Until { deadline: Instant::LAST, last_day: None },
    }
}

/// The day so many months later; of the last day of a month the last.
fn months_after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    let next = day.succ_opt()?;
    if next.month() == day.month() {
        return day.checked_add_months(Months::new(months));
    }
    next.checked_add_months(Months::new(months))?.pred_opt()
}

/// The working day so many after `day`.
fn working_day(
    day: NaiveDate,
    days: u32,
    is_working: &dyn Fn(NaiveDate) -> bool,
) -> Option<NaiveDate> {
    /// A calendar that has not opened for so long opens no more.
    const MOST_CLOSED: u32 = 3_660;
    let (mut last, mut counted, mut closed) = (day, 0, 0);
    while counted < days {
        last = last.succ_opt()?;
        if is_working(last) {
            (counted, closed) = (counted + 1, 0);
        } else {
            closed += 1;
        }
        if closed > MOST_CLOSED {
            return None;
        }
    }
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimFrom, Clause};

    fn last(within: ClaimWithin, day: &str) -> Option<String> {
        let clause = Clause::default();
        let claim = Claim { within, from: ClaimFrom::PeriodEnd, steps: Vec::new(), clause };
        let day: NaiveDate = day.parse().unwrap();
        let from = Zone::UTC.start_of_day(day).after(43_200_000_000_000);
        let weekday =
            |day: NaiveDate| !["Sat", "Sun"].contains(&day.format("%a").to_string().as_str());
        let until = claim_by(&claim, (from, day), Zone::UTC, &weekday, &|_| None);
        match until {
            ClaimBy::Until { last_day: Some(last), deadline } => {
                assert_eq!(deadline, Zone::UTC.start_of_day(last.succ_opt().unwrap()));
                Some(last.to_string())
            }
            ClaimBy::Until { deadline, .. } => Some(deadline.to_string()),
            _ => None,
        }
    }

    #[test]
    fn the_day_itself_is_not_counted() {
        assert_eq!(last(ClaimWithin::Days(30), "2026-01-31").unwrap(), "2026-03-02");
        assert_eq!(last(ClaimWithin::Days(0), "2026-01-31").unwrap(), "2026-01-31");
    }

    #[test]
    fn months_end_with_months() {
        assert_eq!(last(ClaimWithin::Months(1), "2026-01-31").unwrap(), "2026-02-28");
        assert_eq!(last(ClaimWithin::Months(2), "2026-02-28").unwrap(), "2026-04-30");
        assert_eq!(last(ClaimWithin::Months(1), "2026-01-30").unwrap(), "2026-02-28");
        assert_eq!(last(ClaimWithin::Months(1), "2026-01-15").unwrap(), "2026-02-15");
    }

    #[test]
    fn working_days_leave_out_the_others() {
        // A Friday; then the Monday is the first.
        assert_eq!(last(ClaimWithin::WorkingDays(1, None), "2026-01-30").unwrap(), "2026-02-02");
        assert_eq!(last(ClaimWithin::WorkingDays(5, None), "2026-01-31").unwrap(), "2026-02-06");
    }

    #[test]
    fn hours_end_at_their_instant() {
        let found = last(ClaimWithin::Hours(72), "2026-01-30").unwrap();
        assert_eq!(found, "2026-02-02T12:00:00Z");
    }
}

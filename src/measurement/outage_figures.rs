//! Indicators of a service's time beside availability: downtime, and figures of its outages.

use super::Availability;
use crate::model::Indicator;
use crate::timeline::WholeOutage;
use crate::units::Exact;

/// A figure of the outages of a service in a window.
///
/// - downtime = Σ seconds down, each by its weight
/// - outage count = the outages that belong to the window: those that began in it, or ended
/// - longest outage = the longest of these, whole; nothing down is 0
/// - mean time to restore = Σ length ÷ number, of those that have ended
/// - mean time between failures = (agreed − removed − down) ÷ number
///
/// Without an outage the last two have no value. Outages are whole: their length beyond the window
/// counts where they belong.
///
/// Source: mean time to restore and between failures of repairable items as in IEC 60050-192.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageFigures {
    /// The time of the window.
    pub time: Availability,
    /// The outages that belong to it, and whether each has ended.
    pub outages: Vec<(WholeOutage, bool)>,
    /// In seconds, or a number; nothing where nothing is known, or there is no outage to measure.
    pub value: Option<Exact>,
}

impl OutageFigures {
    /// The `indicator` of the `time` of a window and the outages that belong to it.
    #[must_use]
    pub fn of(indicator: Indicator, time: Availability, outages: Vec<(WholeOutage, bool)>) -> Self {
        let measured = time.has_evidence && !time.measured().is_zero();
        let value = measured.then(|| figure(indicator, &time, &outages)).flatten();
        Self { time, outages, value }
    }
}

fn figure(
    indicator: Indicator,
    time: &Availability,
    outages: &[(WholeOutage, bool)],
) -> Option<Exact> {
    let number = |count: usize| i128::try_from(count).ok().map(Exact::from);
    match indicator {
        Indicator::OutageCount => number(outages.len()),
        Indicator::LongestOutage => {
            let longest = outages.iter().map(|(outage, _)| outage.length).max();
            Some(Exact::seconds(longest.unwrap_or_default()))
        }
        Indicator::MeanTimeToRestore => {
            let ended = outages.iter().filter(|(_, ended)| *ended).map(|(outage, _)| outage.length);
            let sum = Exact::seconds(ended.clone().sum());
            sum.checked_div(&number(ended.count())?)
        }
        Indicator::MeanTimeBetweenFailures => {
            (&time.measured() - &time.down).checked_div(&number(outages.len())?)
        }
        _ => Some(time.down.clone()),
    }
}

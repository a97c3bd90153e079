//! So much for each so long stretch of a breached period: 5 % per 30 minutes.
//!
//! Each outage, or overrun, is cut by itself: two of twenty minutes have no whole half-hour between
//! them, and two that were begun.
//!
//! Source: Rackspace, "5% of the monthly fee for each 30 minutes of downtime"; Accord Project, late
//! delivery, 10.5 % per 2 days.

use super::{Worth, lost_time, parts};
use crate::model::{On, PerBlock};
use crate::penalty::CreditFacts;
use crate::units::Exact;

pub(super) fn worth(block: &PerBlock, facts: &CreditFacts<'_>) -> Worth {
    let size = Exact::seconds(block.length);
    let number = |seconds: &Exact| parts(seconds, &size, block.part);
    let each = |lengths: &[(i128, bool)]| {
        let parts = lengths.iter().map(|(length, _)| number(&Exact::seconds(*length)));
        (parts.sum::<Exact>(), None, lengths.iter().any(|(_, is_over)| !is_over))
    };
    let (units, measured, is_open) = match block.on {
        On::Period => {
            let lost = lost_time::lost(block.time, facts);
            (number(&lost), Some(lost), false)
        }
        On::Outage => each(facts.outages),
        On::Overrun => each(facts.overruns),
    };
    let units = if facts.breached { units } else { Exact::zero() };
    Worth { measured, is_open, ..Worth::of(units, block.price.clone()) }
}

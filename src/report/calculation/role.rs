//! What an operand is for.

use serde::{Deserialize, Serialize};

/// What an operand is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A local date.
    Date,
    /// A zone.
    Zone,
    /// The date from whose beginning on the zone that comes next holds, no longer the one before.
    ZoneFrom,
    /// An instant among others.
    Instant,
    /// The beginning of a stretch.
    From,
    /// The end of a stretch.
    Until,
    /// What is subtracted from.
    Minuend,
    /// What is subtracted.
    Subtrahend,
    /// Agreed time.
    Agreed,
    /// Measured time.
    Measured,
    /// Downtime.
    Down,
    /// Unknown time.
    Removed,
    /// A part of a sum.
    Summand,
    /// What is left of a running period.
    Rest,
    /// Allowed downtime.
    Allowed,
    /// What is left of that.
    Left,
    /// A value.
    Value,
    /// Months of the service period.
    Months,
    /// A charge.
    Charge,
    /// A percentage.
    Percent,
    /// What is paid instead.
    Paid,
    /// The least that is paid.
    Least,
    /// A number of hours.
    Hours,
    /// A number of days.
    Days,
    /// Whether the target is kept.
    Kept,
    /// How large each part is, or how many make one.
    Size,
    /// In how many periods.
    Within,
    /// How many times a price is due.
    Units,
    /// An amount that is due each time.
    Amount,
    /// How many times the charge for lost time.
    Times,
    /// What of an amount at risk is in the pool, in percent.
    Pool,
    /// What of a pool is allocated, in percent.
    Allocation,
    /// A fixed length.
    Length,
    /// The seconds of the whole period, or of all that is measured in it.
    Whole,
    /// Cases within their limit.
    Met,
    /// Cases beyond it.
    Missed,
    /// A rank in percent.
    Rank,
    /// Whether the days that lie before the beginning count as measured, and as up.
    UpBefore,
    /// What was granted.
    Granted,
    /// A value that was good enough.
    Good,
    /// What of a credit is charged again.
    ChargedAgain,
    /// What of a bonus is set off.
    SetOff,
}

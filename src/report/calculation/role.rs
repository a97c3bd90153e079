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
    /// A number of days.
    Days,
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
}

//! What a value counts in, and which values are better.

use serde::{Deserialize, Serialize};

/// What a value counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hundredths.
    Percent,
    /// Seconds.
    Seconds,
    /// Pieces.
    Count,
    /// A unit of its own, or none.
    Number,
}

/// Which values are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// The greater.
    More,
    /// The smaller.
    Less,
}

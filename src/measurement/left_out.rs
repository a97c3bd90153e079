//! Why steps of series of requests do not count.

use serde::{Deserialize, Serialize};

/// Why a step does not count: the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// It is missing.
    Missing,
    /// It goes on beyond the window, or began before it.
    Across,
    /// It is not wholly in agreed hours.
    OutOfHours,
    /// Of some of it nothing is known.
    Unknown,
    /// Some of it is taken out.
    Removed,
    /// It had no request, and such a step is none.
    WithoutRequests,
}

//! A stretch of time.

use serde::Serialize;

use super::{Exact, Instant};

/// A half-open stretch of time `[from, until)`; `from` is never after `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Interval {
    from: Instant,
    until: Instant,
}

impl Interval {
    /// No time at all.
    pub const EMPTY: Self = Self { from: Instant::EPOCH, until: Instant::EPOCH };

    /// From `from` up to, not including, `until`; empty at `from` where `until` is not after it.
    #[must_use]
    pub fn new(from: Instant, until: Instant) -> Self {
        Self { from, until: until.max(from) }
    }

    /// The first instant inside, unless it is empty.
    #[must_use]
    pub fn from(&self) -> Instant {
        self.from
    }

    /// The first instant no longer inside.
    #[must_use]
    pub fn until(&self) -> Instant {
        self.until
    }

    /// Whether no instant lies inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.from == self.until
    }

    /// The part that lies in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self::new(self.from.max(other.from), self.until.min(other.until))
    }

    /// Its length in nanoseconds.
    #[must_use]
    pub fn nanoseconds(&self) -> i128 {
        self.until.since(self.from)
    }
}

/// A length in nanoseconds as exact seconds.
impl Exact {
    /// So many nanoseconds, in seconds.
    #[must_use]
    pub fn seconds(nanoseconds: i128) -> Self {
        let seconds = Exact::from(nanoseconds).checked_div(&Exact::from(1_000_000_000));
        seconds.unwrap_or_else(Exact::zero)
    }
}

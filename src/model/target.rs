//! The value that keeps a promise.

use super::{Cut, Side};
use crate::units::Exact;

/// A target: what is measured, and its bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What is measured.
    pub measure: Measure,
    /// The bound, in the measure's unit.
    pub bound: Cut,
    /// Whether it came by default: every case within its limit.
    pub by_default: bool,
}

/// How many values become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The share of measured time without downtime, in percent.
    Availability,
    /// The share of decided cases that were within their limit, in percent.
    Share,
    /// The mean of the cases, in seconds.
    Mean,
    /// The median of the cases, in seconds; of an even number, the mean of the middle two.
    Median,
    /// The longest of the cases, in seconds.
    Maximum,
    /// Of n cases in order of length, number ⌈rank × n ÷ 100⌉, in seconds.
    Percentile(Exact),
}

impl Measure {
    /// Whether it is a percentage, of which more is better; else seconds, of which less is.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        matches!(self, Self::Availability | Self::Share)
    }

    /// Its name as data: `median`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Availability => "availability",
            Self::Share => "share",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Maximum => "maximum",
            Self::Percentile(_) => "percentile",
        }
    }
}

impl Target {
    /// Whether `value` keeps the promise.
    #[must_use]
    pub fn is_kept_by(&self, value: &Exact) -> bool {
        self.bound.is_below(value) == self.measure.is_percent()
    }

    /// Whether one miss cannot be mended by any number of good cases.
    #[must_use]
    pub fn is_lost_by_one(&self) -> bool {
        let hundred = Cut { value: Exact::from(100), side: Side::Below };
        match self.measure {
            Measure::Maximum => true,
            Measure::Share => self.bound >= hundred,
            _ => false,
        }
    }
}

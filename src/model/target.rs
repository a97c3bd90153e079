//! The value that keeps a promise.

use super::{Cut, RoundingMode, Side, ValueRounding};
use crate::units::{Better, Exact, Unit};

/// A target: what is measured, and its bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// How many values become one.
    pub measure: Measure,
    /// What the value counts in.
    pub unit: Unit,
    /// On which side of the bound the promise is kept.
    pub better: Better,
    /// The bound, in that unit.
    pub bound: Cut,
    /// Whether it came by default.
    pub by_default: bool,
    /// How a value is rounded before it is held against the bound, where a contract says so.
    pub rounding: Option<ValueRounding>,
    /// The lower end of a promise that is a range, whose upper end the bound is.
    pub lower_end: Option<Exact>,
}

/// How many values become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// They do not: the indicator has one value for a period.
    Value,
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
    /// Its name as data: `median`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Share => "share",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Maximum => "maximum",
            Self::Percentile(_) => "percentile",
        }
    }
}

impl Target {
    /// A share of cases, of which more is better.
    #[must_use]
    pub fn share(bound: Cut, by_default: bool) -> Self {
        let (unit, better) = (Unit::Percent, Better::More);
        let measure = Measure::Share;
        Self { measure, unit, better, bound, by_default, rounding: None, lower_end: None }
    }

    /// One length for many, of which less is better.
    #[must_use]
    pub fn length(measure: Measure, bound: Cut) -> Self {
        let (unit, better) = (Unit::Seconds, Better::Less);
        Self { measure, unit, better, bound, by_default: false, rounding: None, lower_end: None }
    }

    /// Whether `value` keeps the promise.
    #[must_use]
    pub fn is_kept_by(&self, value: &Exact) -> bool {
        self.bound.is_below(&self.compared(value)) == (self.better == Better::More)
    }

    /// The value as it is held against the target, and against tiers: rounded, or as it is.
    #[must_use]
    pub fn compared(&self, value: &Exact) -> Exact {
        self.rounding.map_or_else(|| value.clone(), |rounding| rounding.of(value))
    }

    /// The least share that keeps the promise as it is: that of the bound, or of what is rounded to
    /// it. What lies between 0 and 100 is cut there.
    #[must_use]
    pub fn kept_from(&self) -> Cut {
        let Some(rounding) = self.rounding else { return self.bound.clone() };
        let Cut { value, side } = rounding.undone(&self.bound);
        Cut { value: value.max(Exact::zero()).min(Exact::from(100)), side }
    }

    /// Whether values may be rounded before they are held against it: shares and numbers; lengths
    /// and counts are what they are.
    #[must_use]
    pub fn may_be_rounded(&self) -> bool {
        matches!(self.unit, Unit::Percent | Unit::Number)
    }

    /// Whether one miss cannot be mended by any number of good cases.
    #[must_use]
    pub fn is_lost_by_one(&self) -> bool {
        let hundred = Cut { value: Exact::from(100), side: Side::Below };
        match &self.measure {
            Measure::Maximum => true,
            // Of any number of cases the longest.
            Measure::Percentile(rank) => *rank >= Exact::from(100),
            Measure::Share => self.bound >= hundred && self.is_never_rounded_up(),
            _ => false,
        }
    }

    /// Whether no value is held against it for more than it is.
    #[must_use]
    pub fn is_never_rounded_up(&self) -> bool {
        self.rounding.is_none_or(|rounding| rounding.mode == RoundingMode::Down)
    }
}

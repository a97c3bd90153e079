//! A cut through the numbers.

use crate::units::Exact;

/// On which side of a cut its own value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The cut runs just below its value: `below 99.9`, `at_least 99.9`.
    Below,
    /// The cut runs just above its value: `at_or_below 99.9`, `above 99.9`.
    Above,
}

/// A place between two numbers: just below or just above a value. Targets and tiers are bounded by
/// cuts, so that every number lies on one side of each.
///
/// ```
/// use sla_calculator::model::{Cut, Side};
/// use sla_calculator::units::Exact;
///
/// let bound = Exact::parse("99.9")?;
/// let at_least = Cut { value: bound.clone(), side: Side::Below };
/// let above = Cut { value: bound.clone(), side: Side::Above };
/// assert!(at_least.is_below(&bound) && !above.is_below(&bound));
/// # Ok::<(), sla_calculator::units::DecimalError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// The value it runs beside.
    pub value: Exact,
    /// On which side of it.
    pub side: Side,
}

impl Cut {
    /// Whether it runs below `number`.
    #[must_use]
    pub fn is_below(&self, number: &Exact) -> bool {
        match self.side {
            Side::Below => *number >= self.value,
            Side::Above => *number > self.value,
        }
    }
}

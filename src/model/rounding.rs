//! How a value is rounded before it is judged.

use std::cmp::Ordering;

use super::words::words;
use crate::units::Exact;

words! {
    /// Where what lies between two values goes.
    RoundingMode {
        /// To the nearest; from the middle away from zero.
        HalfUp = "half_up",
        /// To the nearest; from the middle to the one whose last digit is even.
        HalfEven = "half_even",
        /// Toward zero.
        Down = "down",
        /// Away from zero.
        Up = "up",
    }
}

/// What a contract says of rounding: targets and tiers are held against the rounded value.
///
/// ```
/// use sla_calculator::model::{RoundingMode, ValueRounding};
/// use sla_calculator::units::Exact;
///
/// let rounding = ValueRounding { places: 2, mode: RoundingMode::HalfUp };
/// assert_eq!(rounding.of(&Exact::parse("98.996")?), Exact::from(99));
/// # Ok::<(), sla_calculator::units::DecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueRounding {
    /// To so many decimals.
    pub places: u32,
    /// Where what lies between goes.
    pub mode: RoundingMode,
}

impl ValueRounding {
    /// The rounded value.
    #[must_use]
    pub fn of(self, value: &Exact) -> Exact {
        let Self { places, mode } = self;
        let length = value.abs();
        let [low, high] = [length.floor(places), length.ceil(places)];
        let rounded = match mode {
            RoundingMode::HalfUp => length.round_half_up(places),
            RoundingMode::Down => low,
            RoundingMode::Up => high,
            RoundingMode::HalfEven => match (&length + &length).cmp(&(&low + &high)) {
                Ordering::Less => low,
                Ordering::Greater => high,
                Ordering::Equal => {
                    let digits = (&low * &Exact::power_of_ten(places)).to_whole();
                    if digits.is_some_and(|digits| digits % 2 == 0) { low } else { high }
                }
            },
        };
        if value.is_negative() { -rounded } else { rounded }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mode: RoundingMode, expected: [&str; 6]) {
        let values = ["98.996", "98.985", "98.995", "98.9901", "-1.005", "99"];
        let rounding = ValueRounding { places: 2, mode };
        let found = values.map(|value| rounding.of(&Exact::parse(value).unwrap()).to_fixed(2));
        assert_eq!(found, expected);
    }

    #[test]
    fn what_lies_between_goes_where_it_is_said() {
        check(RoundingMode::HalfUp, ["99.00", "98.99", "99.00", "98.99", "-1.01", "99.00"]);
        check(RoundingMode::HalfEven, ["99.00", "98.98", "99.00", "98.99", "-1.00", "99.00"]);
        check(RoundingMode::Down, ["98.99", "98.98", "98.99", "98.99", "-1.00", "99.00"]);
        check(RoundingMode::Up, ["99.00", "98.99", "99.00", "99.00", "-1.01", "99.00"]);
    }
}

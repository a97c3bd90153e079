//! How a value is rounded before it is judged.

use std::cmp::Ordering;

use super::words::words;
use super::{Cut, Side};
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

    /// The values that lie above a cut once they are rounded, where none is below zero: those that lie
    /// above this one as they are.
    #[must_use]
    pub fn undone(self, cut: &Cut) -> Cut {
        let Self { places, mode } = self;
        let unit = Exact::from(1).checked_div(&Exact::power_of_ten(places));
        let unit = unit.unwrap_or_else(Exact::zero);
        // The least of the values to which others are rounded.
        let least = match cut.side {
            Side::Below => cut.value.ceil(places),
            Side::Above => &cut.value.floor(places) + &unit,
        };
        let below = &least - &unit;
        let middle = Exact::mean(vec![least.clone(), below.clone()]);
        let middle = middle.unwrap_or_else(|| least.clone());
        // Whether the middle itself is rounded up.
        let is_kept = self.of(&middle) >= least;
        match mode {
            RoundingMode::HalfUp | RoundingMode::HalfEven => {
                Cut { value: middle, side: if is_kept { Side::Below } else { Side::Above } }
            }
            RoundingMode::Down => Cut { value: least, side: Side::Below },
            RoundingMode::Up => Cut { value: below, side: Side::Above },
        }
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
    fn what_is_rounded_beyond_a_cut_lies_beyond_another() {
        for mode in RoundingMode::WORDS.iter().map(|(_, mode)| *mode) {
            for (places, side) in [0, 1, 2]
                .into_iter()
                .flat_map(|places| [Side::Below, Side::Above].map(|side| (places, side)))
            {
                let rounding = ValueRounding { places, mode };
                for bound in ["0", "1", "1.5", "2.5", "1.25", "2.05", "2.995"] {
                    let cut = Cut { value: Exact::parse(bound).unwrap(), side };
                    let undone = rounding.undone(&cut);
                    for thousandths in 0..4_000 {
                        let thousand = Exact::from(1_000);
                        let value = Exact::from(thousandths).checked_div(&thousand).unwrap();
                        let kept = cut.is_below(&rounding.of(&value));
                        assert_eq!(
                            undone.is_below(&value),
                            kept,
                            "{mode:?} {places} {cut:?} {value}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn what_lies_between_goes_where_it_is_said() {
        check(RoundingMode::HalfUp, ["99.00", "98.99", "99.00", "98.99", "-1.01", "99.00"]);
        check(RoundingMode::HalfEven, ["99.00", "98.98", "99.00", "98.99", "-1.00", "99.00"]);
        check(RoundingMode::Down, ["98.99", "98.98", "98.99", "98.99", "-1.00", "99.00"]);
        check(RoundingMode::Up, ["99.00", "98.99", "99.00", "99.00", "-1.01", "99.00"]);
    }
}

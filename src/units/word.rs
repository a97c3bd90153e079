//! Fractions of two machine words, which nearly all figures are: exact like any other, without the
//! cost of numbers that know no largest size.
//!
//! Source: Donald E. Knuth, The Art of Computer Programming, volume 2, 4.5.1: what is in lowest
//! terms stays so where common divisors are taken out before, not after.

use num_bigint::BigInt;
use num_rational::BigRational;

/// A fraction in lowest terms with a denominator above zero.
#[derive(Clone, Copy)]
pub(super) struct Word {
    numerator: i64,
    denominator: i64,
}

impl Word {
    /// The same fraction, if it fits.
    pub(super) fn of(fraction: &BigRational) -> Option<Self> {
        let numerator = i64::try_from(fraction.numer()).ok()?;
        Some(Self { numerator, denominator: i64::try_from(fraction.denom()).ok()? })
    }

    /// The product.
    pub(super) fn times(self, other: Self) -> BigRational {
        let one = common(self.numerator, other.denominator);
        let two = common(other.numerator, self.denominator);
        fraction(
            i128::from(self.numerator / one) * i128::from(other.numerator / two),
            i128::from(self.denominator / two) * i128::from(other.denominator / one),
        )
    }

    /// The sum.
    pub(super) fn plus(self, other: Self) -> BigRational {
        let shared = common(self.denominator, other.denominator);
        let (ours, theirs) = (self.denominator / shared, other.denominator / shared);
        let sum = i128::from(self.numerator) * i128::from(theirs)
            + i128::from(other.numerator) * i128::from(ours);
        // The rest is smaller than the shared divisor, and that fits.
        let rest = i64::try_from(sum % i128::from(shared)).unwrap_or_default();
        let again = common(rest, shared);
        fraction(sum / i128::from(again), i128::from(ours) * i128::from(other.denominator / again))
    }

    /// The difference, unless the opposite of `other` does not fit.
    pub(super) fn minus(self, other: Self) -> Option<BigRational> {
        let opposite = Self { numerator: other.numerator.checked_neg()?, ..other };
        Some(self.plus(opposite))
    }

    /// The quotient; nothing where `divisor` is zero or one by it does not fit.
    pub(super) fn by(self, divisor: Self) -> Option<BigRational> {
        let sign = divisor.numerator.signum();
        let inverse = Self {
            numerator: divisor.denominator * sign,
            denominator: divisor.numerator.checked_abs().filter(|positive| *positive > 0)?,
        };
        Some(self.times(inverse))
    }
}

fn fraction(numerator: i128, denominator: i128) -> BigRational {
    BigRational::new_raw(BigInt::from(numerator), BigInt::from(denominator))
}

/// The greatest common divisor of a number and one above zero.
///
/// Source: Euclid, Elements, VII.2.
fn common(number: i64, positive: i64) -> i64 {
    let (mut larger, mut smaller) = (positive.unsigned_abs(), number.unsigned_abs());
    while smaller != 0 {
        (larger, smaller) = (smaller, larger % smaller);
    }
    i64::try_from(larger).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use num_traits::Zero;

    use super::*;

    #[test]
    fn agrees_with_numbers_of_any_size() {
        const WHOLE: [i64; 14] = [
            0,
            1,
            -1,
            2,
            -6,
            10,
            360,
            -86_400,
            99_950,
            1 << 31,
            1_000_000_007,
            i64::MAX - 1,
            i64::MAX,
            i64::MIN,
        ];
        let all = || {
            let below = WHOLE.into_iter().filter(|below| *below > 0);
            below.flat_map(|below| WHOLE.map(|above| (above, below)))
        };
        let big = |(above, below): (i64, i64)| BigRational::new(above.into(), below.into());
        for (one, other) in all().flat_map(|one| all().map(move |other| (big(one), big(other)))) {
            let [Some(a), Some(b)] = [&one, &other].map(Word::of) else { continue };
            assert_eq!(a.times(b), &one * &other, "{one} × {other}");
            assert_eq!(a.plus(b), &one + &other, "{one} + {other}");
            let difference = a.minus(b);
            assert!(difference.is_none_or(|found| found == &one - &other), "{one} - {other}");
            let quotient = a.by(b);
            assert!(quotient.is_none_or(|found| found == &one / &other), "{one} ÷ {other}");
            assert!(!other.is_zero() || a.by(b).is_none());
        }
    }
}

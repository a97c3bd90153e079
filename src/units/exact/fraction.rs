//! A fraction of two machine integers.

use std::cmp::Ordering;

/// A fraction in lowest terms whose two integers fit a machine word each: nearly every figure is
/// one, and reckoning with words is many times faster than with integers of any size.
///
/// Where a result, or a step on the way to it, does not fit, there is none: then [`super::Exact`]
/// reckons without a largest size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Fraction {
    numerator: i64,
    /// Positive, and without a common divisor with the numerator: equal fractions are alike.
    denominator: i64,
}

impl Fraction {
    /// An integer.
    pub(super) const fn whole(numerator: i64) -> Self {
        Self { numerator, denominator: 1 }
    }

    /// What is in lowest terms already, with a positive denominator.
    pub(super) fn of_lowest_terms(numerator: i64, denominator: i64) -> Self {
        Self { numerator, denominator }
    }

    /// In lowest terms, for a positive denominator.
    fn reduced(numerator: i64, denominator: i64) -> Self {
        let common = common_divisor(numerator, denominator);
        Self { numerator: numerator / common, denominator: denominator / common }
    }

    /// The integer above the line; it has the sign.
    pub(super) fn numerator(self) -> i64 {
        self.numerator
    }

    /// The integer below the line; positive.
    pub(super) fn denominator(self) -> i64 {
        self.denominator
    }

    /// The opposite.
    fn negated(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_neg()?, ..self })
    }

    /// The sum.
    ///
    /// Source: Knuth, The Art of Computer Programming, volume 2, section 4.5.1: divisors are looked
    /// for in small numbers, and seldom twice.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let (mine, theirs) = (self.denominator, other.denominator);
        if mine == theirs {
            return Some(Self::reduced(self.numerator.checked_add(other.numerator)?, mine));
        }
        let common = common_divisor(mine, theirs);
        let (mine, rest) = (mine / common, theirs / common);
        let numerator =
            (self.numerator.checked_mul(rest)?).checked_add(other.numerator.checked_mul(mine)?)?;
        // No other divisor of the denominators can divide the numerator.
        let common = common_divisor(numerator, common);
        Some(Self {
            numerator: numerator / common,
            denominator: mine.checked_mul(theirs / common)?,
        })
    }

    /// The difference.
    pub(super) fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated()?)
    }

    /// The product.
    pub(super) fn times(self, other: Self) -> Option<Self> {
        // Crosswise, since each is in lowest terms: so the product is too.
        let left = common_divisor(self.numerator, other.denominator);
        let right = common_divisor(other.numerator, self.denominator);
        Some(Self {
            numerator: (self.numerator / left).checked_mul(other.numerator / right)?,
            denominator: (self.denominator / right).checked_mul(other.denominator / left)?,
        })
    }

    /// The quotient; none where `other` is zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        let denominator = other.numerator.checked_abs().filter(|divisor| *divisor != 0)?;
        let numerator = other.denominator * other.numerator.signum();
        self.times(Self { numerator, denominator })
    }

    /// How it compares.
    pub(super) fn compare(self, other: Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let product = |one: i64, two: i64| i128::from(one) * i128::from(two);
        product(self.numerator, other.denominator).cmp(&product(other.numerator, self.denominator))
    }

    /// At most `places` decimals of it, as `whole` makes an integer of a numerator and a
    /// denominator.
    pub(super) fn to_places(self, places: u32, whole: fn(i128, i128) -> i128) -> Option<Self> {
        let scale = 10_i64.checked_pow(places)?;
        let scaled = i128::from(self.numerator) * i128::from(scale);
        let numerator = i64::try_from(whole(scaled, i128::from(self.denominator))).ok()?;
        Some(Self::reduced(numerator, scale))
    }

    /// Its size times ten to the power of `places`, cut to an integer.
    pub(super) fn scaled(self, places: u32) -> Option<u128> {
        let scale = u128::from(10_u64.checked_pow(places)?);
        let scaled = u128::from(self.numerator.unsigned_abs()) * scale;
        Some(scaled / u128::from(self.denominator.unsigned_abs()))
    }

    /// How many decimals write it whole; none where it needs endlessly many.
    pub(super) fn decimals(self) -> Option<u32> {
        let twos = self.denominator.trailing_zeros();
        let (mut rest, mut fives) = (self.denominator >> twos, 0);
        while rest % 5 == 0 {
            (rest, fives) = (rest / 5, fives + 1);
        }
        (rest == 1).then_some(twos.max(fives))
    }
}

/// The greatest integer that divides both, for a positive `denominator`.
fn common_divisor(number: i64, denominator: i64) -> i64 {
    let (mut larger, mut smaller) = (denominator, (number % denominator).abs());
    while smaller > 1 {
        (larger, smaller) = (smaller, larger % smaller);
    }
    if smaller == 1 { 1 } else { larger }
}

//! An exact fraction.

mod form;
mod fraction;

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use form::Form;
use fraction::Fraction;

/// An exact fraction without a largest size: seconds, shares, percentages, amounts.
///
/// It is written as a plain decimal where that ends within 18 places (`99.95`), otherwise as a
/// fraction in lowest terms (`22009/22050`).
///
/// # Example
///
/// ```
/// use sla_calculator::units::Exact;
///
/// assert_eq!(Exact::parse("99.950")?.to_string(), "99.95");
/// let third = Exact::from(1).checked_div(&Exact::from(3));
/// assert_eq!(third.map(|third| third.to_string()).as_deref(), Some("1/3"));
/// # Ok::<(), sla_calculator::units::DecimalError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Form);

/// Why a text is no decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// Not digits with at most one point and a sign in front.
    NotADecimal,
    /// A comma where the point belongs: `99,9`.
    Comma,
    /// More than [`Exact::MOST_DIGITS`] digits.
    TooManyDigits,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotADecimal => "not a decimal",
            Self::Comma => "a comma where the decimal point belongs",
            Self::TooManyDigits => "too many digits",
        })
    }
}

impl std::error::Error for DecimalError {}

impl Exact {
    /// The most digits a written decimal may have: more is a mistake, not an amount.
    pub const MOST_DIGITS: usize = 30;

    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self(Form::ZERO)
    }

    /// Ten to the given power.
    #[must_use]
    pub fn power_of_ten(places: u32) -> Self {
        Self(Form::power_of_ten(places))
    }

    /// Reads `-12.50`: an optional minus, digits, at most one point with digits on both sides.
    ///
    /// # Errors
    ///
    /// - [`DecimalError::Comma`] where replacing one comma by a point would make it a decimal;
    /// - [`DecimalError::TooManyDigits`] beyond [`Exact::MOST_DIGITS`];
    /// - [`DecimalError::NotADecimal`] for everything else, exponents included.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let digits_of = |text: &str| {
            let unsigned = text.strip_prefix('-').unwrap_or(text);
            let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
            let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
            (all_digits(whole) && all_digits(part)).then(|| (whole.to_owned(), part.to_owned()))
        };
        let Some((whole, part)) = digits_of(text) else {
            let comma =
                text.matches(',').count() == 1 && digits_of(&text.replace(',', ".")).is_some();
            return Err(if comma { DecimalError::Comma } else { DecimalError::NotADecimal });
        };
        let written = text.bytes().filter(u8::is_ascii_digit).count();
        if written > Self::MOST_DIGITS {
            return Err(DecimalError::TooManyDigits);
        }
        let places = u32::try_from(part.len()).map_err(|_| DecimalError::TooManyDigits)?;
        let digits: BigInt =
            format!("{whole}{part}").parse().map_err(|_| DecimalError::NotADecimal)?;
        let value = Self(BigRational::new(digits, BigInt::from(10).pow(places)).into());
        Ok(if text.starts_with('-') { -value } else { value })
    }

    /// Whether this is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0 == Form::ZERO
    }

    /// Whether this is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self.clone() } else { self.clone() }
    }

    /// The quotient, or nothing where `divisor` is zero.
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        let quotient = || self.0.with(&divisor.0, Fraction::over, |one, two| one / two);
        (!divisor.is_zero()).then(|| Self(quotient()))
    }

    /// The sum of many, so many times: fractions of unlike denominators are added two by two, so that
    /// few of the sums on the way are as long as the last, which alone is brought to lowest terms.
    #[must_use]
    pub fn sum_of(many: &[Self], times: &Self) -> Self {
        let ([above, below], times) = (Self::unreduced_sum(many), times.0.large());
        Self(BigRational::new(above * times.numer(), below * times.denom()).into())
    }

    /// A numerator and a denominator of the sum.
    fn unreduced_sum(many: &[Self]) -> [BigInt; 2] {
        match many {
            [] => [BigInt::from(0), BigInt::from(1)],
            [one] => {
                let one = one.0.large();
                [one.numer().clone(), one.denom().clone()]
            }
            many => {
                let (first, rest) = many.split_at(many.len() / 2);
                let ([a, b], [c, d]) = (Self::unreduced_sum(first), Self::unreduced_sum(rest));
                [a * &d + c * &b, b * d]
            }
        }
    }

    /// Cut toward negative infinity to `places` decimals.
    #[must_use]
    pub fn floor(&self, places: u32) -> Self {
        let floor = |above: i128, below: i128| above.div_euclid(below);
        Self(self.0.to_places(places, floor, BigRational::floor))
    }

    /// Cut toward positive infinity to `places` decimals.
    #[must_use]
    pub fn ceil(&self, places: u32) -> Self {
        let ceil = |above: i128, below: i128| -(-above).div_euclid(below);
        Self(self.0.to_places(places, ceil, BigRational::ceil))
    }

    /// Rounded to `places` decimals, half away from zero.
    #[must_use]
    pub fn round_half_up(&self, places: u32) -> Self {
        let round = |above: i128, below: i128| (2 * above + above.signum() * below) / (2 * below);
        Self(self.0.to_places(places, round, BigRational::round))
    }

    /// The digits with exactly `places` decimals, cut toward zero beyond them.
    ///
    /// ```
    /// # use sla_calculator::units::Exact;
    /// assert_eq!(Exact::parse("0.6669")?.to_fixed(3), "0.666");
    /// assert_eq!(Exact::from(-5).to_fixed(2), "-5.00");
    /// # Ok::<(), sla_calculator::units::DecimalError>(())
    /// ```
    #[must_use]
    pub fn to_fixed(&self, places: u32) -> String {
        let digits = self.0.digits(places);
        let places = places as usize;
        let (whole, part) = digits.split_at(digits.len() - places);
        let nothing = digits.bytes().all(|digit| digit == b'0');
        let sign = if self.is_negative() && !nothing { "-" } else { "" };
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// The mean of several; nothing of none.
    #[must_use]
    pub fn mean(many: Vec<Self>) -> Option<Self> {
        let number = Self::from(i128::try_from(many.len()).ok()?);
        many.into_iter().sum::<Self>().checked_div(&number)
    }

    /// How many decimals write it whole, if at most `most` do.
    #[must_use]
    pub fn decimals(&self, most: u32) -> Option<u32> {
        self.0.decimals(most)
    }

    /// As an integer, if it is one.
    #[must_use]
    pub fn to_whole(&self) -> Option<i128> {
        self.0.to_whole()
    }
}

impl From<i128> for Exact {
    fn from(whole: i128) -> Self {
        Self(whole.into())
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimals(18) {
            Some(places) => f.write_str(&self.to_fixed(places)),
            None => write!(f, "{}", self.0.large()),
        }
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let whole = |digits: &str| digits.parse::<BigInt>().map_err(serde::de::Error::custom);
        match text.split_once('/') {
            Some((numerator, denominator)) => {
                let whole = |digits| Ok(Self(BigRational::from(whole(digits)?).into()));
                let quotient = whole(numerator)?.checked_div(&whole(denominator)?);
                quotient.ok_or_else(|| serde::de::Error::custom("a denominator of zero"))
            }
            None => {
                let (digits, part) = text.split_once('.').unwrap_or((&text, ""));
                let places = u32::try_from(part.len()).map_err(serde::de::Error::custom)?;
                let scale = BigInt::from(10).pow(places);
                Ok(Self(BigRational::new(whole(&format!("{digits}{part}"))?, scale).into()))
            }
        }
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $small:ident) => {
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                (&self).$method(&other)
            }
        }
        impl<'a> $trait<&'a Exact> for &'a Exact {
            type Output = Exact;
            fn $method(self, other: &'a Exact) -> Exact {
                Exact(self.0.with(&other.0, Fraction::$small, |one, two| one.$method(two)))
            }
        }
    };
}

operator!(Add, add, plus);
operator!(Sub, sub, minus);
operator!(Mul, mul, times);

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        &Exact::zero() - &self
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(items: I) -> Exact {
        // Pairs, pairs of pairs and so on: denominators that have nothing in common grow with each
        // addition, and so meet others that have grown as much.
        let mut sums: Vec<Exact> = Vec::new();
        for (before, item) in items.enumerate() {
            let mut sum = item;
            for _ in 0..before.trailing_ones() {
                if let Some(earlier) = sums.pop() {
                    sum = earlier + sum;
                }
            }
            sums.push(sum);
        }
        sums.into_iter().rev().reduce(|total, sum| total + sum).unwrap_or_else(Exact::zero)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn reads_what_people_write_and_nothing_else() {
        assert_eq!(exact("-12.50").to_string(), "-12.5");
        assert_eq!(exact("007").to_string(), "7");
        for (text, error) in [
            ("", DecimalError::NotADecimal),
            (".5", DecimalError::NotADecimal),
            ("5.", DecimalError::NotADecimal),
            ("1e3", DecimalError::NotADecimal),
            ("+1", DecimalError::NotADecimal),
            ("1 000", DecimalError::NotADecimal),
            ("99,9", DecimalError::Comma),
            ("1,000,000", DecimalError::NotADecimal),
            ("\u{0661}", DecimalError::NotADecimal),
        ] {
            assert_eq!(Exact::parse(text), Err(error), "{text:?}");
        }
        assert_eq!(Exact::parse(&"9".repeat(31)), Err(DecimalError::TooManyDigits));
        assert!(Exact::parse(&"9".repeat(30)).is_ok());
        assert_eq!(Exact::parse(&"9".repeat(1_000_000)), Err(DecimalError::TooManyDigits));
    }

    #[test]
    fn rounds_half_away_from_zero_and_cuts_where_told() {
        assert_eq!(exact("0.125").round_half_up(2), exact("0.13"));
        assert_eq!(exact("-0.125").round_half_up(2), exact("-0.13"));
        assert_eq!(exact("0.124").round_half_up(2), exact("0.12"));
        assert_eq!(exact("-0.121").floor(2), exact("-0.13"));
        assert_eq!(exact("0.121").ceil(2), exact("0.13"));
        assert_eq!(exact("-0.004").to_fixed(2), "0.00");
        assert_eq!(exact("99.996").to_fixed(0), "99");
    }

    #[test]
    fn the_sum_of_many_is_that_of_one_after_the_other() {
        let many: Vec<Exact> =
            (1..60).filter_map(|at| exact("7").checked_div(&Exact::from(at))).collect();
        for number in 0..many.len() {
            let some = &many[..number];
            let sum: Exact = some.iter().cloned().sum();
            let third = exact("1").checked_div(&exact("3")).unwrap();
            assert_eq!(Exact::sum_of(some, &third), sum * third);
        }
    }

    #[test]
    fn writes_a_fraction_only_where_no_decimal_ends() {
        let third = exact("100").checked_div(&exact("3")).unwrap();
        assert_eq!(third.to_string(), "100/3");
        assert_eq!(exact("1").checked_div(&exact("8")).unwrap().to_string(), "0.125");
        assert_eq!(exact("1").checked_div(&Exact::zero()), None);
    }
}

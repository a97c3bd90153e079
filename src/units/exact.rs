//! An exact fraction.

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::word::Word;

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
pub struct Exact(BigRational);

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
        Self(BigRational::zero())
    }

    /// Ten to the given power.
    #[must_use]
    pub fn power_of_ten(places: u32) -> Self {
        Self(BigRational::from(BigInt::from(10).pow(places)))
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
        let value = Self(BigRational::new(digits, BigInt::from(10).pow(places)));
        Ok(if text.starts_with('-') { -value } else { value })
    }

    /// Whether this is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// The quotient, or nothing where `divisor` is zero.
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        let words = Word::of(&self.0).zip(Word::of(&divisor.0));
        match words.and_then(|(ours, theirs)| ours.by(theirs)) {
            Some(quotient) => Some(Self(quotient)),
            None => (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0)),
        }
    }

    /// Cut toward negative infinity to `places` decimals.
    #[must_use]
    pub fn floor(&self, places: u32) -> Self {
        let scale = BigInt::from(10).pow(places);
        Self((&self.0 * &scale).floor() / scale)
    }

    /// Cut toward positive infinity to `places` decimals.
    #[must_use]
    pub fn ceil(&self, places: u32) -> Self {
        let scale = BigInt::from(10).pow(places);
        Self((&self.0 * &scale).ceil() / scale)
    }

    /// Rounded to `places` decimals, half away from zero.
    #[must_use]
    pub fn round_half_up(&self, places: u32) -> Self {
        let scale = BigInt::from(10).pow(places);
        Self((&self.0 * &scale).round() / scale)
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
        let scaled = (self.0.abs() * BigInt::from(10).pow(places)).to_integer();
        let places = places as usize;
        let digits = format!("{scaled:0>width$}", width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        let sign = if self.is_negative() && !scaled.is_zero() { "-" } else { "" };
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// How many decimals write it whole, if at most `most` do.
    #[must_use]
    pub fn decimals(&self, most: u32) -> Option<u32> {
        let mut scale = BigInt::one();
        for places in 0..=most {
            if (&scale % self.0.denom()).is_zero() {
                return Some(places);
            }
            scale *= 10;
        }
        None
    }

    /// As an integer, if it is one.
    #[must_use]
    pub fn to_whole(&self) -> Option<i128> {
        if self.0.is_integer() { i128::try_from(self.0.to_integer()).ok() } else { None }
    }
}

impl From<i128> for Exact {
    fn from(whole: i128) -> Self {
        Self(BigRational::from(BigInt::from(whole)))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimals(18) {
            Some(places) => f.write_str(&self.to_fixed(places)),
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
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
                let quotient = Self(BigRational::from(whole(numerator)?))
                    .checked_div(&Self(BigRational::from(whole(denominator)?)));
                quotient.ok_or_else(|| serde::de::Error::custom("a denominator of zero"))
            }
            None => {
                let (digits, part) = text.split_once('.').unwrap_or((&text, ""));
                let places = u32::try_from(part.len()).map_err(serde::de::Error::custom)?;
                let scale = BigInt::from(10).pow(places);
                Ok(Self(BigRational::new(whole(&format!("{digits}{part}"))?, scale)))
            }
        }
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $of_words:expr) => {
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                (&self).$method(&other)
            }
        }
        impl<'a> $trait<&'a Exact> for &'a Exact {
            type Output = Exact;
            fn $method(self, other: &'a Exact) -> Exact {
                let words = Word::of(&self.0).zip(Word::of(&other.0));
                let of_words: fn(Word, Word) -> Option<BigRational> = $of_words;
                match words.and_then(|(ours, theirs)| of_words(ours, theirs)) {
                    Some(exact) => Exact(exact),
                    None => Exact((&self.0).$method(&other.0)),
                }
            }
        }
    };
}

operator!(Add, add, |ours, theirs| Some(ours.plus(theirs)));
operator!(Sub, sub, |ours, theirs| ours.minus(theirs));
operator!(Mul, mul, |ours, theirs| Some(ours.times(theirs)));

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(items: I) -> Exact {
        items.fold(Exact::zero(), |total, item| total + item)
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
    fn writes_a_fraction_only_where_no_decimal_ends() {
        let third = exact("100").checked_div(&exact("3")).unwrap();
        assert_eq!(third.to_string(), "100/3");
        assert_eq!(exact("1").checked_div(&exact("8")).unwrap().to_string(), "0.125");
        assert_eq!(exact("1").checked_div(&Exact::zero()), None);
    }
}

//! The two forms of a number: small where it fits, else large.

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::fraction::Fraction;

/// A number in lowest terms, small wherever that fits: equal numbers have the same form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// Two machine integers.
    Small(Fraction),
    /// Two integers of any size.
    Large(Box<BigRational>),
}

impl Form {
    /// Zero.
    pub(super) const ZERO: Self = Self::Small(Fraction::whole(0));

    /// Ten to the given power.
    pub(super) fn power_of_ten(places: u32) -> Self {
        match 10_i64.checked_pow(places) {
            Some(whole) => Self::Small(Fraction::whole(whole)),
            None => BigRational::from(BigInt::from(10).pow(places)).into(),
        }
    }

    /// The number as if it were large.
    pub(super) fn large(&self) -> Cow<'_, BigRational> {
        match self {
            Self::Small(small) => Cow::Owned(BigRational::new_raw(
                small.numerator().into(),
                small.denominator().into(),
            )),
            Self::Large(large) => Cow::Borrowed(large),
        }
    }

    /// What comes of two numbers: the small way where it has a result, else the large way.
    pub(super) fn with(
        &self,
        other: &Self,
        small: fn(Fraction, Fraction) -> Option<Fraction>,
        large: fn(&BigRational, &BigRational) -> BigRational,
    ) -> Self {
        let found = match (self, other) {
            (Self::Small(one), Self::Small(two)) => small(*one, *two),
            _ => None,
        };
        found.map_or_else(|| large(&self.large(), &other.large()).into(), Self::Small)
    }

    /// At most `places` decimals of it. The small way makes an integer of a numerator and a
    /// denominator, the large way of a fraction.
    pub(super) fn to_places(
        &self,
        places: u32,
        small: fn(i128, i128) -> i128,
        large: fn(&BigRational) -> BigRational,
    ) -> Self {
        let found = match self {
            Self::Small(one) => one.to_places(places, small),
            Self::Large(_) => None,
        };
        let by_the_large_way = || {
            let scale = BigInt::from(10).pow(places);
            Self::from(large(&(self.large().as_ref() * &scale)) / scale)
        };
        found.map_or_else(by_the_large_way, Self::Small)
    }

    /// The digits of its size times ten to the power of `places`, cut to an integer: one more of
    /// them than `places`, at least.
    pub(super) fn digits(&self, places: u32) -> String {
        let width = places as usize + 1;
        let small = match self {
            Self::Small(small) => small.scaled(places),
            Self::Large(_) => None,
        };
        match small {
            Some(scaled) => format!("{scaled:0>width$}"),
            None => {
                let scaled = self.large().abs() * BigInt::from(10).pow(places);
                format!("{:0>width$}", scaled.to_integer())
            }
        }
    }

    /// Whether it is below zero.
    pub(super) fn is_negative(&self) -> bool {
        match self {
            Self::Small(small) => small.numerator() < 0,
            Self::Large(large) => large.is_negative(),
        }
    }

    /// How many decimals write it whole, if at most `most` do.
    pub(super) fn decimals(&self, most: u32) -> Option<u32> {
        let large = match self {
            Self::Small(small) => return small.decimals().filter(|places| *places <= most),
            Self::Large(large) => large,
        };
        let mut scale = BigInt::one();
        for places in 0..=most {
            if (&scale % large.denom()).is_zero() {
                return Some(places);
            }
            scale *= 10;
        }
        None
    }

    /// As an integer, if it is one.
    pub(super) fn to_whole(&self) -> Option<i128> {
        match self {
            Self::Small(small) => (small.denominator() == 1).then(|| small.numerator().into()),
            Self::Large(large) if large.is_integer() => i128::try_from(large.numer()).ok(),
            Self::Large(_) => None,
        }
    }
}

impl From<i128> for Form {
    fn from(whole: i128) -> Self {
        match i64::try_from(whole) {
            Ok(whole) => Self::Small(Fraction::whole(whole)),
            Err(_) => BigRational::from(BigInt::from(whole)).into(),
        }
    }
}

impl From<BigRational> for Form {
    /// The form of a fraction in lowest terms.
    fn from(large: BigRational) -> Self {
        match (i64::try_from(large.numer()), i64::try_from(large.denom())) {
            (Ok(above), Ok(below)) => Self::Small(Fraction::of_lowest_terms(above, below)),
            _ => Self::Large(Box::new(large)),
        }
    }
}

impl PartialOrd for Form {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Form {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(one), Self::Small(two)) => one.compare(*two),
            _ => self.large().cmp(&other.large()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::{Add, Mul, Sub};

    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::Exact;
    use super::*;

    /// Near the ends of a word and around zero, of a common size, and beyond every word.
    fn integer() -> impl Strategy<Value = BigInt> {
        let ends = vec![0, 1, 1_000_000_000, i64::MAX.into(), i64::MIN.into(), i128::MAX];
        prop_oneof![
            (select(ends), -3..=3_i128).prop_map(|(end, off)| BigInt::from(end) + off),
            (-100..=100_i128).prop_map(BigInt::from),
            any::<i32>().prop_map(BigInt::from),
            any::<i64>().prop_map(BigInt::from),
            (any::<i128>(), any::<i128>()).prop_map(|(one, two)| BigInt::from(one) * two),
        ]
    }

    fn number() -> impl Strategy<Value = BigRational> {
        (integer(), integer()).prop_map(|(above, below)| {
            let below = if below.is_zero() { BigInt::one() } else { below };
            BigRational::new(above, below)
        })
    }

    /// That it is this number, in the one form that this number has.
    fn same(found: &Exact, wanted: BigRational) -> Result<(), TestCaseError> {
        let small = i64::try_from(wanted.numer()).is_ok() && i64::try_from(wanted.denom()).is_ok();
        prop_assert_eq!(small, matches!(found.0, Form::Small(_)));
        prop_assert_eq!(found.0.large().into_owned(), wanted.clone());
        prop_assert_eq!(found, &Exact(wanted.into()));
        Ok(())
    }

    proptest! {
        #[test]
        fn both_ways_reckon_alike(one in number(), two in number()) {
            let (a, b) = (Exact(one.clone().into()), Exact(two.clone().into()));
            same(&a, one.clone())?;
            same(&(&a).add(&b), &one + &two)?;
            same(&(&a).sub(&b), &one - &two)?;
            same(&(&a).mul(&b), &one * &two)?;
            same(&-a.clone(), -&one)?;
            same(&a.abs(), one.abs())?;
            prop_assert_eq!(a.is_negative(), one.is_negative());
            prop_assert_eq!(a.is_zero(), one.is_zero());
            prop_assert_eq!(a.cmp(&b), one.cmp(&two));
            match a.checked_div(&b) {
                Some(quotient) => same(&quotient, &one / &two)?,
                None => prop_assert!(two.is_zero()),
            }
            // Results that have come to a common divisor, or back to where they fit.
            same(&(&(&a + &b) - &b), one.clone())?;
            same(&(&(&a - &b) + &b), one.clone())?;
            prop_assert_eq!((&a - &a).is_zero(), true);
        }

        #[test]
        fn both_ways_round_and_write_alike(one in number(), places in 0..25_u32) {
            let a = Exact(one.clone().into());
            let scale = BigInt::from(10).pow(places);
            same(&a.floor(places), (&one * &scale).floor() / &scale)?;
            same(&a.ceil(places), (&one * &scale).ceil() / &scale)?;
            same(&a.round_half_up(places), (&one * &scale).round() / &scale)?;
            let digits = (one.abs() * &scale).to_integer();
            prop_assert_eq!(a.0.digits(places), format!("{digits:0>0$}", places as usize + 1));
            let ends = |places| (BigInt::from(10).pow(places) % one.denom()).is_zero();
            prop_assert_eq!(a.decimals(places), (0..=places).find(|places| ends(*places)));
            let whole = one.is_integer().then(|| i128::try_from(one.to_integer()).ok());
            prop_assert_eq!(a.to_whole(), whole.flatten());
            let written = serde_json::to_string(&a).unwrap();
            prop_assert_eq!(serde_json::from_str::<Exact>(&written).unwrap(), a);
        }

        #[test]
        fn integers_have_one_form(whole in any::<i128>(), word in any::<i64>()) {
            same(&Exact::from(whole), BigInt::from(whole).into())?;
            same(&Exact::from(i128::from(word)), BigInt::from(word).into())?;
        }
    }

    #[test]
    fn powers_of_ten_have_one_form() {
        for places in 0..40 {
            let wanted = BigRational::from(BigInt::from(10).pow(places));
            same(&Exact::power_of_ten(places), wanted).unwrap();
        }
    }
}

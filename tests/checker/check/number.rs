//! Exact numbers as the report writes them.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use serde_json::Value;

pub(crate) type Number = BigRational;

/// An integer.
pub(crate) fn whole(number: impl Into<BigInt>) -> Number {
    Number::from(number.into())
}

/// Reads `99.95`, `-3`, `22009/22050`, as a text or as a bare number; of an amount of money with its
/// currency the amount.
pub(crate) fn number(value: &Value) -> Option<Number> {
    match value {
        Value::String(text) => parse(text),
        Value::Number(number) => parse(&number.to_string()),
        Value::Object(money) => number(money.get("amount")?),
        _ => None,
    }
}

fn parse(text: &str) -> Option<Number> {
    if let Some((numerator, denominator)) = text.split_once('/') {
        let (numerator, denominator): (BigInt, BigInt) =
            (numerator.parse().ok()?, denominator.parse().ok()?);
        return (!denominator.is_zero()).then(|| Number::new(numerator, denominator));
    }
    let (digits, decimals) = text.split_once('.').unwrap_or((text, ""));
    let scale = BigInt::from(10).pow(decimals.len().try_into().ok()?);
    Some(Number::new(format!("{digits}{decimals}").parse().ok()?, scale))
}

/// The report's way to write it: a decimal where one of at most 18 places is exact, else a
/// fraction in lowest terms.
pub(crate) fn text(number: &Number) -> String {
    let decimal = (0..=18_usize).find_map(|places| {
        let scaled = number * whole(BigInt::from(10).pow(u32::try_from(places).ok()?));
        scaled.is_integer().then(|| (scaled.to_integer(), places))
    });
    let Some((scaled, places)) = decimal else {
        return format!("{}/{}", number.numer(), number.denom());
    };
    let sign = if scaled < BigInt::zero() { "-" } else { "" };
    let digits = format!("{:0>width$}", scaled.magnitude(), width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    if places == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
}

/// Rounded to so many decimals, as the word for it says.
pub(crate) fn rounded_by(mode: &str, number: &Number, places: u32) -> Number {
    let scale = whole(BigInt::from(10).pow(places));
    let scaled = number * &scale;
    let (below, half) = (scaled.floor(), Number::new(1.into(), 2.into()));
    let up = match (mode, (&scaled - &below).cmp(&half)) {
        _ if scaled.is_integer() => false,
        ("down", _) => scaled < whole(0),
        ("up", _) => scaled > whole(0),
        (_, Ordering::Greater) => true,
        (_, Ordering::Less) => false,
        ("half_even", Ordering::Equal) => !(&below / whole(2)).is_integer(),
        ("half_up", Ordering::Equal) => scaled > whole(0),
        (other, _) => panic!("how is {other} rounded?"),
    };
    (if up { below + whole(1) } else { below }) / scale
}

/// Rounded to so many decimals; a half goes up. For numbers that are not negative.
pub(crate) fn rounded(number: &Number, places: u32) -> Number {
    let scale = whole(BigInt::from(10).pow(places));
    let half = Number::new(1.into(), 2.into());
    (number * &scale + half).floor() / scale
}

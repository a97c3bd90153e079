//! Amounts.

use super::number;
use super::words::Language;
use crate::units::{Exact, Money};

/// An amount with all decimals of its minor unit: `€1,200.00`.
#[must_use]
pub fn money(language: &dyn Language, money: &Money) -> String {
    amount(language, &money.amount, money.currency.code(), money.currency.minor_digits())
}

/// An amount of a currency with so many decimals.
#[must_use]
pub fn amount(language: &dyn Language, amount: &Exact, code: &str, places: u32) -> String {
    let digits = number(language, &amount.abs().to_fixed(places));
    let sign = if amount.is_negative() { "\u{2212}" } else { "" };
    match language.symbol(code) {
        Some(symbol) => format!("{sign}{symbol}{digits}"),
        None => format!("{sign}{code}\u{a0}{digits}"),
    }
}

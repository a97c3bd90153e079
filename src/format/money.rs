//! Amounts.

use super::words::{Language, Phrase};
use super::{exact_percent, number};
use crate::units::{Exact, Money};

/// An amount with all decimals of its minor unit: `€1,200.00`.
#[must_use]
pub fn money(language: &dyn Language, money: &Money) -> String {
    amount(language, &money.amount, money.currency.code(), money.currency.minor_digits())
}

/// The same, where amounts of one kind are in several currencies: `€300.00 + HRK 1,200.00`; those that
/// are nothing are left out, unless all are.
#[must_use]
pub fn moneys<'m>(language: &dyn Language, all: impl Iterator<Item = &'m Money>) -> String {
    let all: Vec<&Money> = all.collect();
    let some = all.iter().filter(|it| !it.amount.is_zero());
    let some: Vec<String> = some.map(|it| money(language, it)).collect();
    match some.is_empty() {
        true => all.first().map(|none| money(language, none)).unwrap_or_default(),
        false => some.join(" + "),
    }
}

/// A credit: its amount; the share that it is, where it is not priced.
#[must_use]
pub fn credit(
    language: &dyn Language,
    amount: Option<&Money>,
    share: Option<&Exact>,
) -> Option<String> {
    match (amount, share) {
        (Some(amount), _) => Some(money(language, amount)),
        (None, Some(share)) => {
            Some(language.say(&Phrase::ShareOnly(&exact_percent(language, share))))
        }
        (None, None) => None,
    }
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

//! Digits, separators, words: the only room that chooses them.
//!
//! Everything else hands over codes and exact values. [`words`] holds the sentences, one file a
//! language; the rest of the room decides how many digits, which unit, which separator.

mod calculation;
mod clock;
mod contract;
mod credit_line;
mod date;
mod duration;
mod fault;
mod money;
mod objective;
mod other;
mod right;
mod statement;
mod times;
mod value;
mod visible;
pub mod words;

pub use calculation::{
    CalculationText, IncidentLine, Line, MOST_NAMED, calculation, cases_words, verdict,
};
pub use clock::{clock_stands, stands_in};
pub use contract::{ContractEntry, ContractLine, ContractSection, contract};
pub use credit_line::{CreditLineText, credit_line, cut_by_caps};
pub use date::{date, instant, period, period_before};
pub use duration::{
    Toward, duration, duration_beside, exact_duration, exact_on_a_clock, on_a_clock,
};
pub use fault::{FaultText, fault, fault_line};
pub use money::{amount, credit, money, moneys};
pub use objective::objective_name;
pub use other::{other_credit, other_outcome, other_tellings, other_verdict};
pub use right::{RightText, rights};
pub use statement::{StatementText, statement};
pub use times::times;
pub use value::{bound_value, exact_percent, figure, shown_value};
pub use visible::visible;

use words::PageLanguage;

/// Digits with the language's marks: `1234567.5` becomes `1,234,567.5`.
#[must_use]
pub fn number(language: &dyn PageLanguage, plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("\u{2212}", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
    let marks = language.marks();
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(marks.group);
        }
        text.push(digit);
    }
    if let Some(part) = part {
        text.push(marks.decimal);
        text.push_str(part);
    }
    text
}

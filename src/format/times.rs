//! How many times as much.

use super::number;
use super::words::Language;
use crate::units::Exact;

/// A burn rate: `2.09×`, cut toward the worse side, with as many decimals as keep it on its own side
/// of 1.
#[must_use]
pub fn times(language: &dyn Language, times: &Exact) -> String {
    const PLACES: u32 = 2;
    const MOST: u32 = 30;
    let one = Exact::from(1);
    let shown = |places: &u32| times.ceil(*places).cmp(&one) == times.cmp(&one);
    let places = (PLACES..MOST).find(shown).unwrap_or(MOST);
    format!("{}×", number(language, &times.ceil(places).to_fixed(places)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::words::English;

    #[test]
    fn no_digit_carries_a_rate_across_one() {
        let check = |text: &str, expected: &str| {
            assert_eq!(times(&English, &Exact::parse(text).unwrap()), expected);
        };
        check("0", "0.00×");
        check("2.0833333", "2.09×");
        check("1", "1.00×");
        check("0.99999", "0.99999×");
        check("1.000001", "1.01×");
    }
}

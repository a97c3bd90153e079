//! Amounts rounded so that they still add up.

use std::cmp::Reverse;

use super::{Exact, Sort};

/// `parts` rounded down to so many `places`, and the units that `whole` has beyond their sum given
/// to the largest remainders, one each, of equal ones to the first: so they add up to `whole`, which
/// is the sum of the parts, rounded.
///
/// The method of the largest remainder: T. Hare, 1859.
#[must_use]
pub fn share_out(parts: &[Exact], whole: &Exact, places: u32) -> Vec<Exact> {
    let mut shares: Vec<Exact> = parts.iter().map(|part| part.floor(places)).collect();
    let Some(unit) = Exact::from(1).checked_div(&Exact::power_of_ten(places)) else {
        return shares;
    };
    let mut left = whole - &shares.iter().cloned().sum::<Exact>();
    let remainders = parts.iter().zip(&shares).map(|(part, share)| part - share);
    let mut order: Vec<(Reverse<Exact>, usize)> =
        remainders.enumerate().map(|(at, remainder)| (Reverse(remainder), at)).collect();
    order.order();
    for (_, at) in order {
        if left < unit {
            break;
        }
        if let Some(share) = shares.get_mut(at) {
            *share = &*share + &unit;
            left = &left - &unit;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[&str], whole: &str) -> Vec<String> {
        let exact = |text: &&str| Exact::parse(text).unwrap();
        let parts: Vec<Exact> = parts.iter().map(exact).collect();
        share_out(&parts, &exact(&whole), 2).iter().map(|it| it.to_fixed(2)).collect()
    }

    #[test]
    fn shares_add_up_to_the_whole() {
        assert_eq!(of(&[], "0"), Vec::<String>::new());
        assert_eq!(of(&["0.125"], "0.13"), ["0.13"]);
        assert_eq!(of(&["1.00", "2.00"], "3.00"), ["1.00", "2.00"]);
        // The largest remainder first.
        assert_eq!(of(&["0.333", "0.336", "0.331"], "1.00"), ["0.33", "0.34", "0.33"]);
        // Of equal ones the first.
        assert_eq!(of(&["0.005", "0.005"], "0.01"), ["0.01", "0.00"]);
        assert_eq!(of(&["0.0049", "0.005", "0.0001"], "0.01"), ["0.00", "0.01", "0.00"]);
    }
}

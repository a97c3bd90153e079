//! Cutting credits to what a cap leaves.

use std::cmp::Reverse;

use crate::units::{Exact, Sort};

/// What is left of `amounts` where together they may be no more than `most`: nothing where they are
/// no more than that, rounded to `places` as they are. Otherwise each keeps the same proportion,
/// rounded down, and the units that remain go to the largest remainders, of equal ones to the first,
/// none of which becomes more than it is rounded by itself; the sum is at most `most` rounded down.
///
/// The method of the largest remainder: T. Hare, 1859; here with the units of a currency.
#[must_use]
pub(super) fn cut(amounts: &[Exact], most: &Exact, places: u32) -> Option<Vec<Exact>> {
    let most = if most.is_negative() { Exact::zero() } else { most.floor(places) };
    let rounded: Exact = amounts.iter().map(|amount| amount.round_half_up(places)).sum();
    if rounded <= most {
        return None;
    }
    let sum: Exact = amounts.iter().cloned().sum();
    let proportion = most.checked_div(&sum).filter(|it| *it < Exact::from(1));
    let quota = |amount: &Exact| match &proportion {
        Some(proportion) => amount * proportion,
        None => amount.clone(),
    };
    let quotas: Vec<Exact> = amounts.iter().map(quota).collect();
    let mut kept: Vec<Exact> = quotas.iter().map(|quota| quota.floor(places)).collect();
    let unit = Exact::power_of_ten(places);
    let unit = Exact::from(1).checked_div(&unit)?;
    let mut left = &most - &kept.iter().cloned().sum::<Exact>();
    let remainder = |at: usize| Some(quotas.get(at)? - kept.get(at)?);
    let mut order: Vec<(Reverse<Option<Exact>>, usize)> =
        (0..amounts.len()).map(|at| (Reverse(remainder(at)), at)).collect();
    order.order();
    for (Reverse(remainder), at) in order {
        if left < unit || remainder.is_none_or(|it| it.is_zero()) {
            break;
        }
        if let Some((kept, alone)) = kept.get_mut(at).zip(amounts.get(at)) {
            let more = &*kept + &unit;
            // None becomes more than it is where nothing is cut.
            if more <= alone.round_half_up(places) {
                *kept = more;
                left = &left - &unit;
            }
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(amounts: &[&str], most: &str, places: u32) -> Option<Vec<String>> {
        let exact = |text: &&str| Exact::parse(text).unwrap();
        let amounts: Vec<Exact> = amounts.iter().map(exact).collect();
        let kept = cut(&amounts, &exact(&most), places)?;
        Some(kept.iter().map(|kept| kept.to_fixed(places)).collect())
    }

    #[test]
    fn what_is_within_the_cap_stays_as_it_is() {
        assert_eq!(of(&["6", "4"], "10", 2), None);
        assert_eq!(of(&["6", "4"], "10.009", 2), None);
        assert_eq!(of(&[], "0", 2), None);
        assert_eq!(of(&["0"], "0", 2), None);
        assert_eq!(of(&["0.004"], "0", 2), None);
    }

    #[test]
    fn what_is_above_keeps_its_proportion() {
        assert_eq!(of(&["6", "4"], "9.99", 2).unwrap(), ["5.99", "4.00"]);
        assert_eq!(of(&["30", "10"], "20", 0).unwrap(), ["15", "5"]);
        assert_eq!(of(&["1"], "0.999", 2).unwrap(), ["0.99"]);
        assert_eq!(of(&["1"], "0", 3).unwrap(), ["0.000"]);
        assert_eq!(of(&["1", "2"], "-5", 2).unwrap(), ["0.00", "0.00"]);
    }

    #[test]
    fn units_that_remain_go_to_the_largest_remainders_first_to_the_first() {
        assert_eq!(of(&["1", "1", "1"], "1", 2).unwrap(), ["0.34", "0.33", "0.33"]);
        assert_eq!(of(&["1", "1", "1"], "2", 0).unwrap(), ["1", "1", "0"]);
        assert_eq!(of(&["1", "2", "4"], "5", 0).unwrap(), ["1", "1", "3"]);
    }

    #[test]
    fn rounding_does_not_lift_a_sum_above_its_cap() {
        assert_eq!(of(&["0.335", "0.335"], "0.67", 2).unwrap(), ["0.34", "0.33"]);
        assert_eq!(of(&["10.005"], "10.005", 2).unwrap(), ["10.00"]);
        // Nor is one lifted above what it is by itself.
        assert_eq!(of(&["33.49", "66.66"], "99", 0).unwrap(), ["33", "66"]);
        // A credit without remainder is given no unit that another loses.
        assert_eq!(of(&["0.33", "0.345", "0.345"], "1.02", 2).unwrap(), ["0.33", "0.35", "0.34"]);
    }
}

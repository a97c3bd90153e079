//! Values far beyond the rest, which would press all others flat.

use crate::units::{Exact, Sort};

/// How many times the rest a value must be to lie far beyond it.
const FAR: i128 = 3;

/// The most values that are cut.
const MOST: usize = 3;

/// Up to where an axis should reach: the largest of `values`, leaving out up to three that are
/// more than three times as large as every other and as `least`.
pub(super) fn reach(values: &[Exact], least: &Exact) -> Exact {
    let mut sorted: Vec<&Exact> = values.iter().collect();
    sorted.order_by(|a, b| b.cmp(a));
    let most = MOST.min(values.len() / 2);
    let rest = |cut: usize| sorted.get(cut).copied().unwrap_or(least).max(least);
    let far = |cut: &usize| {
        let smallest = cut.checked_sub(1).and_then(|last| sorted.get(last));
        !rest(*cut).is_zero()
            && smallest.is_some_and(|smallest| **smallest > &Exact::from(FAR) * rest(*cut))
    };
    let cut = (1..=most).rev().find(far).unwrap_or_default();
    rest(cut).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[i128], least: i128, reached: i128) {
        let values: Vec<Exact> = values.iter().map(|value| Exact::from(*value)).collect();
        assert_eq!(reach(&values, &Exact::from(least)), Exact::from(reached));
    }

    #[test]
    fn leaves_out_what_is_far_beyond_the_rest() {
        check(&[], 44, 44);
        check(&[10, 20, 30], 44, 44);
        check(&[10, 20, 100], 44, 100);
        check(&[10, 20, 30, 140], 44, 44);
        check(&[0, 15, 540, 2_400], 44, 44);
        check(&[60, 15, 10, 2_400, 2_300, 2_200, 2_100], 44, 2_400);
        check(&[1, 1_000], 0, 1);
        check(&[0, 0, 1_000], 0, 1_000);
        check(&[1_000], 44, 1_000);
    }
}

//! Rounding, and cutting to what a cap leaves.

use super::{Number, integer};

fn unit(places: u32) -> Number {
    integer(1) / integer(10_i64.pow(places))
}

/// To the minor unit, half away from zero.
pub(super) fn rounded(number: &Number, places: u32) -> Number {
    let half = Number::new(1.into(), 2.into());
    (number / unit(places) + half).floor() * unit(places)
}

pub(super) fn down(number: &Number, places: u32) -> Number {
    (number / unit(places)).floor() * unit(places)
}

/// What is left of amounts under a cap: all of them where, rounded, they are no more than it is
/// rounded down; else one proportion of each, rounded down, and unit for unit what remains, by the
/// largest remainder, to none more than it is by itself.
pub(super) fn cut(amounts: &[Number], most: &Number, places: u32) -> Vec<Number> {
    let zero = integer(0);
    let most = down(most, places).max(zero.clone());
    let alone: Vec<Number> = amounts.iter().map(|it| rounded(it, places)).collect();
    if alone.iter().sum::<Number>() <= most {
        return amounts.to_vec();
    }
    let sum: Number = amounts.iter().sum();
    let proportion = (&most / sum).min(integer(1));
    let quotas: Vec<Number> = amounts.iter().map(|it| it * &proportion).collect();
    let mut kept: Vec<Number> = quotas.iter().map(|it| down(it, places)).collect();
    loop {
        let left = &most - kept.iter().sum::<Number>();
        let remainder = |at: usize| &quotas[at] - &kept[at];
        let may = (0..amounts.len())
            .filter(|at| remainder(*at) > zero && &kept[*at] + unit(places) <= alone[*at]);
        // Of equal ones the first.
        let largest = may.rev().max_by_key(|at| remainder(*at));
        match largest.filter(|_| left >= unit(places)) {
            Some(at) => kept[at] += unit(places),
            None => return kept,
        }
    }
}

/// Shares, of which none is rounded.
pub(super) fn cut_shares(shares: &[Number], most: &Number) -> Vec<Number> {
    let sum: Number = shares.iter().sum();
    match sum > *most {
        true => shares.iter().map(|share| share * most / &sum).collect(),
        false => shares.to_vec(),
    }
}

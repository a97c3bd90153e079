//! Which of several credits of one period are paid.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cap::{Capped, share_of};
use super::settle::{Settled, worth};
use super::time::Times;
use super::{Due, Number, claim, integer};

/// Sets aside what is not paid beside others of its period: what may still change sets nothing aside
/// that will not.
pub(super) fn combine(times: &Times<'_>, due: &[Due], own: &[usize], all: &mut [Settled]) {
    let combination = &times.contract["credits"]["combination"];
    if combination.is_null() || *combination == "sum" {
        return;
    }
    let mut groups: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for at in own {
        let of = Capped { due: &due[*at], objective: times.objective(&due[*at]) };
        groups.entry(share_of(&of)).or_default().push(*at);
    }
    for group in groups.into_values() {
        let mut taken: Vec<usize> = Vec::new();
        for provisional in [false, true] {
            let rivals = group.iter().copied().filter(|at| due[*at].provisional == provisional);
            let rivals = rivals.filter(|at| worth(&all[*at]).is_some_and(|it| it > integer(0)));
            let rivals: Vec<usize> = taken.iter().copied().chain(rivals).collect();
            let before = taken.clone();
            let chosen = |at: usize| before.contains(&at) || claim::is_chosen(times, &due[at]);
            let worth = |at: usize| worth(&all[at]).unwrap();
            taken = match combination.as_str() {
                Some("highest") => dearest(&rivals, &chosen, &worth).into_iter().collect(),
                Some(_) => apart(due, &rivals, &chosen, &worth),
                None => exclusive(combination, (times, due), &rivals, &chosen, &worth),
            };
            for at in rivals.into_iter().filter(|at| !taken.contains(at)) {
                let found = &mut all[at];
                found.not_paid = true;
                found.amount = found.amount.as_ref().map(|_| integer(0));
                found.share = found.share.as_ref().map(|_| integer(0));
            }
        }
    }
}

type Chosen<'a> = &'a dyn Fn(usize) -> bool;
type Worth<'a> = &'a dyn Fn(usize) -> Number;

/// The one that the client chose, else the dearest, of equal ones the first.
fn dearest(rivals: &[usize], chosen: Chosen<'_>, worth: Worth<'_>) -> Option<usize> {
    let first = rivals.iter().copied().find(|at| chosen(*at));
    first.or_else(|| rivals.iter().copied().rev().max_by_key(|at| worth(*at)))
}

/// List by list the dearest of what is left of it.
fn exclusive(
    combination: &Value,
    (times, due): (&Times<'_>, &[Due]),
    rivals: &[usize],
    chosen: Chosen<'_>,
    worth: Worth<'_>,
) -> Vec<usize> {
    let objectives = times.contract["objectives"].as_array().unwrap();
    let mut left = rivals.to_vec();
    for list in combination["exclusive"].as_array().unwrap() {
        let ids = list.as_array().unwrap();
        let is_in = |at: &usize| ids.contains(&objectives[due[*at].objective]["id"]);
        let own: Vec<usize> = left.iter().copied().filter(is_in).collect();
        let best = dearest(&own, chosen, worth);
        left.retain(|at| !own.contains(at) || Some(*at) == best);
    }
    left
}

/// Of all sets in which no two share an incident the one with the largest sum; of equal ones that
/// with the first. What was chosen comes first.
fn apart(due: &[Due], rivals: &[usize], chosen: Chosen<'_>, worth: Worth<'_>) -> Vec<usize> {
    let share = |a: usize, b: usize| !due[a].judged.incidents.is_disjoint(&due[b].judged.incidents);
    let (mut kept, mut left) = (Vec::new(), rivals.to_vec());
    for at in rivals.iter().copied().filter(|at| chosen(*at)) {
        if left.contains(&at) {
            kept.push(at);
            left.retain(|other| *other != at && !share(at, *other));
        }
    }
    let mut best: (Number, Vec<usize>) = (integer(0), Vec::new());
    // The first of them is the highest digit: with the greatest number the first are in.
    for set in (0..1_u32 << left.len()).rev() {
        let is_in = |place: &usize| set >> (left.len() - 1 - place) & 1 == 1;
        let own: Vec<usize> = (0..left.len()).filter(is_in).map(|place| left[place]).collect();
        let pairs = own.iter().flat_map(|a| own.iter().map(move |b| (*a, *b)));
        if pairs.into_iter().any(|(a, b)| a != b && share(a, b)) {
            continue;
        }
        let sum: Number = own.iter().map(|at| worth(*at)).sum();
        if sum > best.0 {
            best = (sum, own);
        }
    }
    kept.extend(best.1);
    kept
}

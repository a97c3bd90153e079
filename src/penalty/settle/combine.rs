//! Which of several credits of one period are paid.

use std::collections::BTreeSet;

use crate::model::Combination;
use crate::units::{Exact, Sort};

/// One of several credits of a period.
#[derive(Clone, Debug)]
pub(super) struct Rival {
    /// Its position among the lines.
    pub(super) place: usize,
    /// Its objective, by its position.
    pub(super) objective: usize,
    /// What it is worth; of those that have no price, their share.
    pub(super) worth: Exact,
    /// The incidents that it rests on.
    pub(super) incidents: BTreeSet<usize>,
    /// Whether the client chose it.
    pub(super) chosen: bool,
    /// Whether it may still change.
    pub(super) provisional: bool,
}

/// The places of those that are due and not paid beside the others. What may still change does not
/// set aside what will not.
pub(super) fn set_aside(combination: &Combination, rivals: Vec<Rival>) -> Vec<usize> {
    let due = rivals.into_iter().filter(|rival| !rival.worth.is_zero());
    let (open, firm): (Vec<Rival>, Vec<Rival>) = due.partition(|rival| rival.provisional);
    let mut places = Vec::new();
    let mut among: Vec<Rival> = Vec::new();
    for rivals in [firm, open] {
        among.extend(rivals);
        let paid = paid(combination, &among);
        let mut next = Vec::new();
        for (at, rival) in among.into_iter().enumerate() {
            match paid.contains(&at) {
                true => next.push(Rival { chosen: true, ..rival }),
                false => places.push(rival.place),
            }
        }
        among = next;
    }
    places
}

/// The positions of those that are paid.
fn paid(combination: &Combination, rivals: &[Rival]) -> BTreeSet<usize> {
    let all = || rivals.iter().enumerate();
    match combination {
        Combination::Sum => (0..rivals.len()).collect(),
        Combination::Highest => dearest(all()).into_iter().collect(),
        Combination::OnePerIncident => apart(rivals),
        Combination::Exclusive(lists) => {
            let mut paid: BTreeSet<usize> = (0..rivals.len()).collect();
            for list in lists {
                let own = || all().filter(|(_, rival)| list.contains(&rival.objective));
                let best = dearest(own().filter(|(at, _)| paid.contains(at)));
                own().filter(|(at, _)| Some(*at) != best).for_each(|(at, _)| {
                    paid.remove(&at);
                });
            }
            paid
        }
    }
}

/// The position of the one that is paid: that which was chosen, or the dearest, or the first of
/// those.
fn dearest<'a>(rivals: impl Iterator<Item = (usize, &'a Rival)>) -> Option<usize> {
    let rivals: Vec<(usize, &Rival)> = rivals.collect();
    let chosen = rivals.iter().find(|(_, rival)| rival.chosen);
    // Of equal ones the last is the maximum.
    let dearest = || rivals.iter().rev().max_by(|(_, a), (_, b)| a.worth.cmp(&b.worth));
    chosen.or_else(dearest).map(|(at, _)| *at)
}

/// No search looks at more sets than this.
const MOST_STEPS: u32 = 200_000;

/// Those with the largest sum of which no two share an incident, in order; what the client chose
/// comes before any sum. Where several sets are worth the same, the one with the first credit.
///
/// Each group of credits that are bound by incidents is searched by itself (maximum weight
/// independent set, by branch and bound). Where that takes more than [`MOST_STEPS`], the best set
/// found by then is taken, or the one that has the dearest first.
fn apart(rivals: &[Rival]) -> BTreeSet<usize> {
    let mut left: BTreeSet<usize> = (0..rivals.len()).collect();
    let mut kept = BTreeSet::new();
    // What was chosen is paid, and what shares an incident with it is not.
    for at in left.clone() {
        if left.contains(&at) && rivals.get(at).is_some_and(|rival| rival.chosen) {
            left.retain(|other| !bound(rivals, at, *other));
            kept.insert(at);
        }
    }
    while let Some(first) = left.pop_first() {
        let mut group = vec![first];
        let mut next = 0;
        while let Some(at) = group.get(next).copied() {
            let bound: Vec<usize> =
                left.iter().copied().filter(|other| bound(rivals, at, *other)).collect();
            bound.iter().for_each(|at| {
                left.remove(at);
            });
            group.extend(bound);
            next += 1;
        }
        group.order();
        let mut search = Search { rivals, best: None, steps: 0 };
        search.go(&group, Vec::new(), &Exact::zero());
        let cut_short = (search.steps >= MOST_STEPS).then(|| dearest_first(rivals, &group));
        // Of equal ones the later is the maximum, and the search found the first set.
        let best = cut_short.into_iter().chain(search.best).max_by(|a, b| a.0.cmp(&b.0));
        kept.extend(best.into_iter().flat_map(|(_, set)| set));
    }
    kept
}

/// The dearest, the dearest that shares no incident with it, and so on; of equal ones the first.
fn dearest_first(rivals: &[Rival], group: &[usize]) -> (Exact, Vec<usize>) {
    let worth = |at: &usize| rivals.get(*at).map(|rival| &rival.worth);
    let mut order = group.to_vec();
    order.order_by(|a, b| worth(b).cmp(&worth(a)));
    let mut taken: Vec<usize> = Vec::new();
    for at in order {
        if !taken.iter().any(|other| bound(rivals, at, *other)) {
            taken.push(at);
        }
    }
    (taken.iter().filter_map(worth).cloned().sum(), taken)
}

/// Whether two of them share an incident, or are the same.
fn bound(rivals: &[Rival], one: usize, other: usize) -> bool {
    let incidents = |at: usize| rivals.get(at).map(|rival| &rival.incidents);
    let share = incidents(one).zip(incidents(other)).is_some_and(|(a, b)| !a.is_disjoint(b));
    one == other || share
}

struct Search<'a> {
    rivals: &'a [Rival],
    best: Option<(Exact, Vec<usize>)>,
    steps: u32,
}

impl Search<'_> {
    /// Tries the first of `open` with what was taken, and without it.
    fn go(&mut self, open: &[usize], taken: Vec<usize>, sum: &Exact) {
        self.steps += 1;
        let worth = |at: &usize| self.rivals.get(*at).map(|rival| &rival.worth);
        let reachable: Exact = open.iter().filter_map(worth).cloned().sum();
        let is_better = |sum: &Exact| self.best.as_ref().is_none_or(|(best, _)| sum > best);
        if !is_better(&(sum + &reachable)) || self.steps >= MOST_STEPS {
            return;
        }
        let Some((first, rest)) = open.split_first() else {
            self.best = Some((sum.clone(), taken));
            return;
        };
        let with = worth(first).map(|worth| sum + worth);
        let apart: Vec<usize> =
            rest.iter().copied().filter(|it| !bound(self.rivals, *first, *it)).collect();
        if let Some(with) = with {
            self.go(&apart, [taken.as_slice(), &[*first]].concat(), &with);
        }
        if apart.len() < rest.len() {
            self.go(rest, taken, sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rival(worth: i128, incidents: &[usize]) -> Rival {
        let (worth, incidents) = (Exact::from(worth), incidents.iter().copied().collect());
        Rival { place: 0, objective: 0, worth, incidents, chosen: false, provisional: false }
    }

    fn chosen(worth: i128, incidents: &[usize]) -> Rival {
        Rival { chosen: true, ..rival(worth, incidents) }
    }

    fn paid(rivals: &[Rival]) -> Vec<usize> {
        apart(rivals).into_iter().collect()
    }

    #[test]
    fn the_dearest_is_paid_or_what_was_chosen() {
        let of = |rivals: &[Rival]| dearest(rivals.iter().enumerate());
        assert_eq!(of(&[rival(5, &[]), rival(9, &[]), rival(9, &[])]), Some(1));
        assert_eq!(of(&[chosen(5, &[]), rival(9, &[])]), Some(0));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn what_is_not_due_or_may_still_change_sets_nothing_aside() {
        let lost = |rivals: [Rival; 2]| {
            let placed = rivals.into_iter().enumerate();
            let placed = placed.map(|(place, rival)| Rival { place, ..rival });
            set_aside(&Combination::Highest, placed.collect())
        };
        assert!(lost([chosen(0, &[]), rival(3, &[])]).is_empty());
        assert_eq!(lost([Rival { provisional: true, ..rival(9, &[]) }, rival(3, &[])]), [0]);
        assert_eq!(lost([Rival { provisional: true, ..chosen(9, &[]) }, rival(3, &[])]), [0]);
    }

    #[test]
    fn credits_without_a_common_incident_are_all_paid() {
        assert_eq!(paid(&[rival(1, &[1]), rival(2, &[2]), rival(3, &[])]), [0, 1, 2]);
        assert_eq!(paid(&[rival(1, &[]), rival(2, &[])]), [0, 1]);
    }

    #[test]
    fn the_set_with_the_largest_sum_is_paid() {
        // The one in the middle is the dearest, and both beside it are dearer.
        assert_eq!(paid(&[rival(6, &[1]), rival(10, &[1, 2]), rival(5, &[2])]), [0, 2]);
        assert_eq!(paid(&[rival(4, &[1]), rival(10, &[1, 2]), rival(5, &[2])]), [1]);
        assert_eq!(paid(&[rival(5, &[1]), rival(5, &[1])]), [0]);
    }

    #[test]
    fn what_was_chosen_comes_before_any_sum() {
        assert_eq!(paid(&[rival(6, &[1]), chosen(1, &[1, 2]), rival(5, &[2])]), [1]);
    }

    #[test]
    fn more_than_can_be_searched_is_no_worse_than_the_dearest_first() {
        // Each shares an incident with the next, and far more sets are apart than are looked at.
        let rivals: Vec<Rival> = (0..400)
            .map(|at| rival(1 + (at * 37 % 11) as i128, &[at, at + 1, at * 7 % 90 + 1_000]))
            .collect();
        let sum = |set: &[usize]| set.iter().map(|at| rivals[*at].worth.clone()).sum::<Exact>();
        let all: Vec<usize> = (0..rivals.len()).collect();
        assert!(sum(&paid(&rivals)) >= dearest_first(&rivals, &all).0);
    }

    #[test]
    fn agrees_with_every_set_tried_one_by_one() {
        // A small generator of its own: the same groups on every machine.
        let mut state = 7_u64;
        let mut dice = |sides: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % sides
        };
        for _ in 0..300 {
            let many = dice(9) as usize;
            let rivals: Vec<Rival> = (0..many)
                .map(|_| {
                    let worth = dice(6) as i128;
                    let incidents: Vec<usize> = (0..dice(4)).map(|_| dice(6) as usize).collect();
                    rival(worth, &incidents)
                })
                .collect();
            let fits = |set: u32| {
                let own: Vec<usize> = (0..many).filter(|at| set & (1 << at) != 0).collect();
                let pairs = own.iter().flat_map(|a| own.iter().map(move |b| (*a, *b)));
                let mut pairs = pairs.filter(|(a, b)| a < b);
                let apart = !pairs.any(|(a, b)| bound(&rivals, a, b));
                apart.then(|| own.iter().map(|at| rivals[*at].worth.clone()).sum::<Exact>())
            };
            let best = (0..1_u32 << many).filter_map(fits).max().unwrap();
            let sum: Exact = paid(&rivals).iter().map(|at| rivals[*at].worth.clone()).sum();
            assert_eq!(sum, best);
        }
    }
}

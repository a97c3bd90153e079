//! Which instants of outages count: runs, their minimum, their grace (semantics, section 3).

use std::ops::Range;

use super::counting::Counting;
use super::known::{Source, Weight};

/// What the incidents that count did to a service.
pub(crate) struct Outages {
    /// For each instant how much what counts weighs.
    pub(crate) weight: Vec<Weight>,
    /// For each instant whether any incident had weight.
    pub(crate) any: Vec<bool>,
    /// Those of a service that is no group, one by one.
    pub(crate) runs: Vec<Run>,
}

/// An outage.
pub(crate) struct Run {
    /// The instants that its minimum and grace leave, which are agreed and have no higher label.
    pub(crate) places: Vec<usize>,
    /// Whether all behind it has ended.
    pub(crate) has_ended: bool,
}

impl Outages {
    /// `labelled` says of each instant whether it is agreed and no higher label holds.
    pub(crate) fn of(
        sources: &[Source],
        labelled: &[bool],
        counting: &Counting<'_>,
        step: i64,
    ) -> Self {
        let places = 0..labelled.len();
        let groups: Vec<Vec<&Source>> = match counting.word("per", "outage") {
            "incident" => sources.iter().map(|source| vec![source]).collect(),
            _ => vec![sources.iter().collect()],
        };
        let mut any = vec![false; labelled.len()];
        let mut runs = Vec::new();
        // For each instant what counts: the levels and shares of those open.
        let mut open: Vec<Vec<(Weight, i64)>> = vec![Vec::new(); labelled.len()];
        for group in groups {
            let present: Vec<bool> = places
                .clone()
                .map(|place| group.iter().any(|source| source.has_weight(place)))
                .collect();
            let counts = counted(&present, labelled, counting, step);
            runs.extend(self::runs(&present).map(|run| Run {
                places: run.clone().filter(|at| counts[*at] && labelled[*at]).collect(),
                has_ended: !group.iter().any(|source| source.goes_on_after(&run)),
            }));
            for place in places.clone() {
                any[place] |= present[place];
                let own = group.iter().filter(|source| counts[place] && source.has_weight(place));
                open[place].extend(own.map(|source| (source.levels[place], source.share)));
            }
        }
        let weight = open.into_iter().map(|open| together(open, counting)).collect();
        Self { weight, any, runs }
    }
}

impl Outages {
    /// Of a group whose own incidents are these, and whose members weigh so much together: at an
    /// instant the larger holds. What lies between two times of weight, and wholly where a label
    /// that comes before outages holds, does not end an outage.
    pub(crate) fn of_group(
        (sources, members): (&[Source], &[Weight]),
        (labelled, higher): (&[bool], &[bool]),
        counting: &Counting<'_>,
        step: i64,
    ) -> Self {
        let own = |place: usize| {
            let open = sources.iter().filter(|source| source.has_weight(place));
            together(open.map(|it| (it.levels[place], it.share)).collect(), counting)
        };
        let weight: Vec<Weight> = (0..members.len()).map(|at| own(at).max(members[at])).collect();
        let any: Vec<bool> = weight.iter().map(|weight| *weight > 0).collect();
        let mut runs = any.clone();
        let mut last = None;
        for place in 0..any.len() {
            if any[place] {
                if let Some(last) = last {
                    runs[last..place].fill(true);
                }
                last = Some(place);
            } else if !higher[place] {
                last = None;
            }
        }
        let counts = counted(&runs, labelled, counting, step);
        // What lies between is down throughout, for units of the clock, and has another label.
        let held = |place: usize| weight[place].max(i64::from(runs[place]));
        let weight = (0..any.len()).map(|place| if counts[place] { held(place) } else { 0 });
        Self { weight: weight.collect(), any, runs: Vec::new() }
    }
}

/// What those open at an instant weigh, each with its level and of how many of a hundred users.
fn together(mut open: Vec<(Weight, i64)>, counting: &Counting<'_>) -> Weight {
    let weights = open.iter().map(|(level, share)| level * share / 100);
    if counting.word("overlap", "union") == "sum" {
        return weights.sum();
    }
    if counting.word("same_users", "different") == "largest" {
        return weights.max().unwrap_or_default();
    }
    // Whoever is left of a hundred users suffers from the next heaviest.
    open.sort_unstable();
    let mut users = (0..100_i64).collect::<Vec<_>>();
    let mut sum = 0;
    for (level, share) in open.into_iter().rev() {
        for _ in 0..share {
            sum += if users.pop().is_some() { level / 100 } else { 0 };
        }
    }
    sum
}

/// Which instants of the runs count: those of long ones, after their grace.
fn counted(present: &[bool], labelled: &[bool], counting: &Counting<'_>, step: i64) -> Vec<bool> {
    let mut counts = vec![false; present.len()];
    for run in runs(present) {
        let length: i64 = run.clone().filter(|at| labelled[*at]).map(|_| step).sum();
        if counting.is_long_enough(length) {
            let mut grace = counting.grace();
            for at in run {
                counts[at] = grace <= 0;
                if labelled[at] {
                    grace -= step;
                }
            }
        }
    }
    counts
}

/// The longest stretches of places that are so.
fn runs(present: &[bool]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut place = 0;
    std::iter::from_fn(move || {
        let first = place + present[place..].iter().position(|it| *it)?;
        let length = present[first..].iter().take_while(|it| **it).count();
        place = first + length;
        Some(first..place)
    })
}

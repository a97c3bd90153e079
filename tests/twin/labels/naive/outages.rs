//! Which instants of outages count: runs, their minimum, their grace (semantics, section 3).

use super::counting::Counting;
use super::known::Weight;

/// What the incidents that count did to a service.
pub(crate) struct Outages {
    /// For each instant how much what counts weighs.
    pub(crate) weight: Vec<Weight>,
    /// For each instant whether any incident had weight.
    pub(crate) any: Vec<bool>,
}

impl Outages {
    /// `labelled` says of each instant whether it is agreed and no higher label holds.
    pub(crate) fn of(
        sources: &[Vec<Weight>],
        labelled: &[bool],
        counting: &Counting<'_>,
        step: i64,
    ) -> Self {
        let number = labelled.len();
        let has_weight = |source: &Vec<Weight>, place: usize| source[place] > 0;
        let groups: Vec<Vec<&Vec<Weight>>> = match counting.word("per", "outage") {
            "incident" => sources.iter().map(|source| vec![source]).collect(),
            _ => vec![sources.iter().collect()],
        };
        let is_sum = counting.word("overlap", "union") == "sum";
        let mut weight = vec![0; number];
        let mut any = vec![false; number];
        for group in groups {
            let present: Vec<bool> = (0..number)
                .map(|place| group.iter().any(|source| has_weight(source, place)))
                .collect();
            let counts = counted(&present, labelled, counting, step);
            for place in 0..number {
                any[place] |= present[place];
                for source in group.iter().filter(|_| counts[place]) {
                    let own = source[place];
                    weight[place] =
                        if is_sum { weight[place] + own } else { own.max(weight[place]) };
                }
            }
        }
        Self { weight, any }
    }
}

/// Which instants of the runs count: those of long ones, after their grace.
fn counted(present: &[bool], labelled: &[bool], counting: &Counting<'_>, step: i64) -> Vec<bool> {
    let mut counts = vec![false; present.len()];
    let mut place = 0;
    while place < present.len() {
        let first = place;
        while place < present.len() && present[place] {
            place += 1;
        }
        let length: i64 = (first..place).filter(|at| labelled[*at]).map(|_| step).sum();
        if counting.is_long_enough(length) {
            let mut grace = counting.grace();
            for at in first..place {
                counts[at] = grace <= 0;
                if labelled[at] {
                    grace -= step;
                }
            }
        }
        place = place.max(first + 1);
    }
    counts
}

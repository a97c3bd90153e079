//! How badly an incident touched a service.

use std::collections::BTreeMap;

use crate::units::Exact;

/// An impact word with the weight of a second of it, from 0 to 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The word.
    pub word: String,
    /// The weight.
    pub weight: Exact,
}

/// How badly a service was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// The scale's level at that position.
    Level(u32),
    /// Nothing was said, which counts as full.
    Unstated,
}

/// A weight by its rank among the weights of a scale: the heavier, the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(u32);

impl Rank {
    /// Its place in lists by rank.
    #[must_use]
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// The impact words of an agreement, and the weights they give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpactScale {
    levels: Vec<Level>,
    /// The positions of the levels in the order of their words.
    by_word: Vec<u32>,
    /// Every weight once, in ascending order: zero and one, and those of the levels.
    weights: Weights,
    /// The rank of each level.
    ranks: Vec<Rank>,
    /// The rank of one, the heaviest.
    full: Rank,
}

impl ImpactScale {
    /// The scale of these levels, each with a weight from 0 to 1.
    #[must_use]
    pub fn new(levels: Vec<Level>) -> Self {
        let ends = [Exact::zero(), Exact::from(1)];
        let mut weights: Vec<Exact> = levels.iter().map(|level| level.weight.clone()).collect();
        weights.extend(ends);
        weights.sort_unstable();
        weights.dedup();
        let rank = |weight| weights.partition_point(|known| known < weight);
        let rank = |weight| Rank(u32::try_from(rank(weight)).unwrap_or(u32::MAX));
        let ranks = levels.iter().map(|level| rank(&level.weight)).collect();
        let full = rank(&Exact::from(1));
        let mut by_word: Vec<u32> = (0..).take(levels.len()).collect();
        by_word.sort_by_key(|at| word_at(&levels, *at));
        Self { levels, by_word, weights: Weights::of(weights), ranks, full }
    }

    /// The scale that a reading spells out: `full 1, degraded 0.5, none 0`.
    #[must_use]
    pub fn said(text: &str) -> Self {
        let levels = text.split(", ").filter_map(|level| {
            let (word, weight) = level.rsplit_once(' ')?;
            Some(Level { word: word.to_owned(), weight: Exact::parse(weight).ok()? })
        });
        Self::new(levels.collect())
    }

    /// The levels in the contract's order.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The level that a word names.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<Impact> {
        let named = |at: &u32| word_at(&self.levels, *at).cmp(&Some(word));
        let found = self.by_word.binary_search_by(named).ok()?;
        self.by_word.get(found).map(|position| Impact::Level(*position))
    }

    /// The word for an impact, if one was said.
    #[must_use]
    pub fn word(&self, impact: Impact) -> Option<&str> {
        match impact {
            Impact::Level(position) => {
                self.levels.get(position as usize).map(|level| level.word.as_str())
            }
            Impact::Unstated => None,
        }
    }

    /// The rank of an impact's weight.
    #[must_use]
    pub fn rank(&self, impact: Impact) -> Rank {
        match impact {
            Impact::Unstated => self.full,
            Impact::Level(position) => {
                self.ranks.get(position as usize).copied().unwrap_or(self.full)
            }
        }
    }

    /// Whether a second of the impact counts for nothing.
    #[must_use]
    pub fn is_weightless(&self, impact: Impact) -> bool {
        self.rank(impact) == Rank(0)
    }

    /// The weight of a rank of this scale.
    #[must_use]
    pub fn weight(&self, rank: Rank) -> Exact {
        self.weights.weight(rank)
    }

    /// All weights.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }
}

fn word_at(levels: &[Level], position: u32) -> Option<&str> {
    levels.get(position as usize).map(|level| level.word.as_str())
}

/// Weights by their ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    list: Vec<Exact>,
    /// Of thousands of incidents at one instant there are thousands of sums.
    ranks: BTreeMap<Exact, Rank>,
}

impl Weights {
    /// Weights in ascending order, none of them twice.
    fn of(list: Vec<Exact>) -> Self {
        let ranks = list.iter().cloned().zip((0..).map(Rank)).collect();
        Self { list, ranks }
    }

    /// The weight of a rank.
    #[must_use]
    pub fn weight(&self, rank: Rank) -> Exact {
        self.list.get(rank.0 as usize).cloned().unwrap_or_else(|| Exact::from(1))
    }

    /// For each rank its place in ascending order of weight.
    #[must_use]
    pub fn order(&self) -> Vec<u32> {
        let mut order = vec![0; self.list.len()];
        for (place, rank) in (0..).zip(self.ranks.values()) {
            order.get_mut(rank.place()).into_iter().for_each(|own| *own = place);
        }
        order
    }

    /// The rank of a sum of weights.
    pub fn put(&mut self, sum: &Exact) -> Rank {
        if let Some(known) = self.ranks.get(sum) {
            return *known;
        }
        let rank = Rank(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(sum.clone());
        self.ranks.insert(sum.clone(), rank);
        rank
    }

    /// Σ weight × seconds of pieces given as rank and nanoseconds.
    #[must_use]
    pub fn weighted_seconds(&self, pieces: impl Iterator<Item = (Rank, i128)>) -> Exact {
        let mut nanoseconds = vec![0_i128; self.list.len()];
        for (rank, length) in pieces {
            if let Some(sum) = nanoseconds.get_mut(rank.0 as usize) {
                *sum += length;
            }
        }
        let products = nanoseconds.into_iter().zip(&self.list).filter(|(length, _)| *length > 0);
        products.map(|(length, weight)| &Exact::seconds(length) * weight).sum()
    }
}

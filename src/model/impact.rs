//! How badly an incident touched a service.

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
    /// Its place among the weights.
    #[must_use]
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// The impact words of an agreement, and the weights they give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpactScale {
    levels: Vec<Level>,
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
        Self { levels, weights: Weights(weights), ranks, full }
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
        let position = self.levels.iter().position(|level| level.word == word)?;
        Some(Impact::Level(u32::try_from(position).ok()?))
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

/// Weights by their ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights(Vec<Exact>);

impl Weights {
    /// The weight of a rank.
    #[must_use]
    pub fn weight(&self, rank: Rank) -> Exact {
        self.0.get(rank.0 as usize).cloned().unwrap_or_else(|| Exact::from(1))
    }

    /// For each rank its place in ascending order of weight.
    #[must_use]
    pub fn order(&self) -> Vec<u32> {
        let mut ranks: Vec<usize> = (0..self.0.len()).collect();
        ranks.sort_by_key(|rank| self.0.get(*rank));
        let mut order = vec![0; ranks.len()];
        for (place, rank) in (0..).zip(ranks) {
            order.get_mut(rank).into_iter().for_each(|own| *own = place);
        }
        order
    }

    /// The rank of the sum of weights, of each so many as stand at its rank's place.
    pub fn put_sum(&mut self, counts: &[u32]) -> Rank {
        let terms = counts.iter().zip(&self.0);
        let sum: Exact =
            terms.map(|(count, weight)| &Exact::from(i128::from(*count)) * weight).sum();
        let known = self.0.iter().position(|weight| *weight == sum);
        let rank = known.unwrap_or_else(|| {
            self.0.push(sum);
            self.0.len() - 1
        });
        Rank(u32::try_from(rank).unwrap_or(u32::MAX))
    }

    /// Σ weight × seconds of pieces given as rank and nanoseconds.
    #[must_use]
    pub fn weighted_seconds(&self, pieces: impl Iterator<Item = (Rank, i128)>) -> Exact {
        let mut nanoseconds = vec![0_i128; self.0.len()];
        for (rank, length) in pieces {
            if let Some(sum) = nanoseconds.get_mut(rank.0 as usize) {
                *sum += length;
            }
        }
        let products = nanoseconds.into_iter().zip(&self.0);
        products.map(|(length, weight)| &Exact::seconds(length) * weight).sum()
    }
}

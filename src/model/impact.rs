//! How badly an incident touched a service.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::{Touch, Touched};
use crate::units::{Exact, Sort};

/// An impact word with the weight of a second of it, from 0 to 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The word.
    pub word: String,
    /// The weight.
    pub weight: Exact,
}

/// The word that holds where none is said.
pub const FULL: &str = "full";

/// How badly a service was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// The scale's level at that position.
    Level(u32),
    /// Nothing was said, which counts as [`FULL`].
    Unstated,
}

/// A weight by its rank among the weights of a scale: the heavier, the higher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// The rank of what states no impact: that of the word for it, or else one.
    full: Rank,
}

impl ImpactScale {
    /// The scale of these levels, each with a weight from 0 to 1.
    #[must_use]
    pub fn new(levels: Vec<Level>) -> Self {
        let ends = [Exact::zero(), Exact::from(1)];
        let mut weights: Vec<Exact> = levels.iter().map(|level| level.weight.clone()).collect();
        weights.extend(ends);
        weights.order();
        weights.dedup();
        let rank = |weight| weights.partition_point(|known| known < weight);
        let rank = |weight| Rank(u32::try_from(rank(weight)).unwrap_or(u32::MAX));
        let ranks = levels.iter().map(|level| rank(&level.weight)).collect();
        let stated = levels.iter().find(|level| level.word == FULL);
        let one = Exact::from(1);
        let full = rank(stated.map_or(&one, |level| &level.weight));
        let mut by_word: Vec<u32> = (0..).take(levels.len()).collect();
        by_word.order_by_key(|at| word_at(&levels, *at));
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

    /// By which of an incident's touches a service is hurt, with its position: one that is named
    /// twice counts once, by the heavier impact, and of equal ones by the first.
    #[must_use]
    pub fn heaviest<'t>(&self, touches: &'t [Touch], service: usize) -> Option<(usize, &'t Touch)> {
        let own = touches.iter().enumerate();
        let own = own.filter(|(_, touch)| touch.service == Touched::Agreed(service));
        own.max_by_key(|(at, touch)| (self.rank(touch.impact), Reverse(*at)))
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

/// How many of all users an incident touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Affected {
    /// So many,
    pub users: u32,
    /// of so many.
    pub of: u32,
}

impl Affected {
    /// The share of all users; nothing of none.
    #[must_use]
    pub fn share(self) -> Option<Exact> {
        Exact::from(i128::from(self.users)).checked_div(&Exact::from(i128::from(self.of)))
    }
}

/// Weights by their ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    weights: Vec<Exact>,
    /// The ranks of weights, but for those of some users.
    ranks: HashMap<Exact, Rank, FixedState>,
    /// The ranks of levels for some users.
    shares: HashMap<(Rank, Affected), Rank, FixedState>,
    /// For each of these ranks its level, and its users.
    parts: HashMap<Rank, (Rank, Affected), FixedState>,
    /// The totals of these users.
    totals: HashSet<u32, FixedState>,
    /// How much it took to add shares of unlike totals.
    effort: u64,
}

/// The most totals of users: what a period weighs is a fraction with all of them below it.
const MOST_TOTALS: usize = 4_000;

/// The most effort: a sum of shares of `n` unlike totals is brought to lowest terms in `n²`.
const MOST_EFFORT: u64 = 10_000_000;

impl Weights {
    /// These weights, which are all different.
    fn of(weights: Vec<Exact>) -> Self {
        let ranks = (0..).map(Rank);
        let ranks = weights.iter().cloned().zip(ranks).collect();
        Self { weights, ranks, ..Self::default() }
    }

    /// The weight of a rank.
    #[must_use]
    pub fn weight(&self, rank: Rank) -> Exact {
        self.weights.get(rank.place()).cloned().unwrap_or_else(|| Exact::from(1))
    }

    /// The rank of its level, where it is that of some users.
    #[must_use]
    pub fn level(&self, rank: Rank) -> Rank {
        self.parts.get(&rank).map_or(rank, |(level, _)| *level)
    }

    /// The users that it is about, where it is not about all.
    #[must_use]
    pub fn affected(&self, rank: Rank) -> Option<Affected> {
        self.parts.get(&rank).map(|(_, affected)| *affected)
    }

    /// Whether any is that of some users alone.
    #[must_use]
    pub fn has_shares(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Notes that shares of so many unlike totals are to be added; false where that is too much.
    pub fn may_add(&mut self, totals: usize) -> bool {
        let totals = totals as u64;
        self.effort = self.effort.saturating_add(totals.saturating_mul(totals));
        !self.are_too_many()
    }

    /// Whether there are users of more unlike totals than can be worked out: no figure is told then.
    #[must_use]
    pub fn are_too_many(&self) -> bool {
        self.totals.len() > MOST_TOTALS || self.effort > MOST_EFFORT
    }

    /// For each rank its place in ascending order of weight.
    #[must_use]
    pub fn order(&self) -> Vec<u32> {
        let ranks = self.ascending();
        let mut order = vec![0; ranks.len()];
        for (place, rank) in (0..).zip(ranks) {
            order.get_mut(rank.place()).into_iter().for_each(|own| *own = place);
        }
        order
    }

    /// The ranks in ascending order of weight.
    #[must_use]
    pub fn ascending(&self) -> Vec<Rank> {
        let mut ranks: Vec<Rank> = (0..).map(Rank).take(self.weights.len()).collect();
        ranks.order_by_key(|rank| self.weights.get(rank.place()));
        ranks
    }

    /// The rank of a weight.
    pub fn put(&mut self, weight: &Exact) -> Rank {
        if let Some(rank) = self.ranks.get(weight) {
            return *rank;
        }
        let rank = self.push(weight.clone());
        self.ranks.insert(weight.clone(), rank);
        rank
    }

    /// The rank of a level for some users.
    pub fn put_share(&mut self, level: Rank, affected: Affected) -> Rank {
        if let Some(rank) = self.shares.get(&(level, affected)) {
            return *rank;
        }
        let share = affected.share().filter(|_| affected.users < affected.of);
        let Some(share) = share else { return level };
        self.totals.insert(affected.of);
        let rank = self.push(&self.weight(level) * &share);
        self.parts.insert(rank, (level, affected));
        self.shares.insert((level, affected), rank);
        rank
    }

    fn push(&mut self, weight: Exact) -> Rank {
        let rank = Rank(u32::try_from(self.weights.len()).unwrap_or(u32::MAX));
        self.weights.push(weight);
        rank
    }

    /// Σ weight × seconds of pieces given as rank and nanoseconds.
    #[must_use]
    pub fn weighted_seconds(&self, pieces: impl Iterator<Item = (Rank, i128)>) -> Exact {
        // Those of a scale are few and come often; of others there may be as many as pieces.
        let mut often = [0_i128; 32];
        let mut seldom: BTreeMap<Rank, i128> = BTreeMap::new();
        for (rank, length) in pieces {
            match often.get_mut(rank.place()) {
                Some(sum) => *sum += length,
                None => *seldom.entry(rank).or_default() += length,
            }
        }
        let often = (0..).map(Rank).zip(often).filter(|(_, length)| *length > 0);
        let products = often.chain(seldom);
        products.map(|(rank, length)| &Exact::seconds(length) * &self.weight(rank)).sum()
    }
}

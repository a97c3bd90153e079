//! What several incidents at one instant weigh together.

use std::collections::BTreeMap;

use super::Piece;
use crate::model::{Counting, Overlap, Rank, SameUsers, Weights};
use crate::units::{Exact, Instant, Interval};

/// What several incidents at one instant weigh together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// As much as the heaviest.
    Heaviest,
    /// As much as befalls the users: of each incident others, the heaviest first, until none is
    /// left.
    EachUser,
    /// As much as all of them.
    Sum,
}

impl Together {
    /// As incidents are counted.
    #[must_use]
    pub fn of(counting: &Counting) -> Self {
        match (counting.overlap, counting.same_users) {
            (Overlap::Sum, _) => Self::Sum,
            (Overlap::Union, SameUsers::Different) => Self::EachUser,
            (Overlap::Union, SameUsers::Largest) => Self::Heaviest,
        }
    }
}

/// Weighs pieces that may overlap.
pub(super) struct Scales<'w> {
    together: Together,
    /// For each rank its place in ascending order of weight, as it was at the beginning.
    order: Vec<u32>,
    weights: &'w mut Weights,
}

/// What is open at an instant.
struct Open {
    /// How many of each rank, in ascending order of weight; of those of some users, of its level.
    ranks: BTreeMap<(u32, Rank), u32>,
    number: u64,
    /// The sum of all weights, and of all shares of users.
    weight: Exact,
    share: Exact,
}

impl<'w> Scales<'w> {
    pub(super) fn new(together: Together, weights: &'w mut Weights) -> Self {
        let together = match together {
            Together::EachUser if !weights.has_shares() => Together::Heaviest,
            together => together,
        };
        Self { together, order: weights.order(), weights }
    }

    /// Between any two instants at which a piece begins or ends, what those that are open weigh.
    pub(super) fn weigh(&mut self, pieces: impl Iterator<Item = Piece>) -> Vec<Piece> {
        let turns = pieces.flat_map(|Piece { span, rank }| {
            [(span.from(), true, rank), (span.until(), false, rank)]
        });
        let mut turns: Vec<(Instant, bool, Rank)> = turns.collect();
        turns.sort_unstable();
        let (weight, share) = (Exact::zero(), Exact::zero());
        let mut open = Open { ranks: BTreeMap::new(), number: 0, weight, share };
        let mut found: Vec<Piece> = Vec::new();
        let mut from = None;
        for (at, opens, rank) in turns {
            let span = Interval::new(from.unwrap_or(at), at);
            if !span.is_empty()
                && let Some(rank) = self.rank(&open)
            {
                match found.last_mut() {
                    Some(last) if last.rank == rank && last.span.until() == span.from() => {
                        last.span = Interval::new(last.span.from(), at);
                    }
                    _ => found.push(Piece { span, rank }),
                }
            }
            from = Some(at);
            self.turn(&mut open, opens, rank);
        }
        found
    }

    fn turn(&self, open: &mut Open, opens: bool, rank: Rank) {
        let level = match self.together {
            Together::EachUser => self.weights.level(rank),
            Together::Heaviest | Together::Sum => rank,
        };
        let key = (self.order.get(level.place()).copied().unwrap_or(u32::MAX), rank);
        let count = open.ranks.entry(key).or_default();
        *count = if opens { *count + 1 } else { count.saturating_sub(1) };
        if *count == 0 {
            open.ranks.remove(&key);
        }
        open.number = if opens { open.number + 1 } else { open.number.saturating_sub(1) };
        if self.together != Together::Heaviest {
            let signed = |exact: Exact| if opens { exact } else { -exact };
            open.weight = &open.weight + &signed(self.weights.weight(rank));
            open.share = &open.share + &signed(self.weights.share(rank));
        }
    }

    /// What is open weighs so much; nothing where nothing is.
    fn rank(&mut self, open: &Open) -> Option<Rank> {
        let ((_, heaviest), _) = open.ranks.last_key_value()?;
        Some(match self.together {
            Together::Heaviest => *heaviest,
            _ if open.number == 1 => *heaviest,
            Together::Sum => self.weights.put(&open.weight),
            Together::EachUser if open.share <= Exact::from(1) => self.weights.put(&open.weight),
            Together::EachUser => {
                let weight = self.of_all_users(open);
                self.weights.put(&weight)
            }
        })
    }

    /// What befalls all users, where more are affected than there are.
    fn of_all_users(&self, open: &Open) -> Exact {
        let (mut sum, mut left) = (Exact::zero(), Exact::from(1));
        for ((_, rank), count) in open.ranks.iter().rev() {
            let share = &self.weights.share(*rank) * &Exact::from(i128::from(*count));
            let own = share.min(left.clone());
            sum = &sum + &(&own * &self.weights.weight(self.weights.level(*rank)));
            left = &left - &own;
            if left.is_zero() {
                break;
            }
        }
        sum
    }
}

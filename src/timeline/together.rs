//! What several incidents at one instant weigh together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::iter::Peekable;

use super::Piece;
use crate::model::{Affected, Counting, Overlap, Rank, SameUsers, Weights};
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

    /// The same where incidents have these weights: where none touches but a share of the users, as
    /// much befalls them as by the heaviest.
    pub(super) fn among(self, weights: &Weights) -> Self {
        match self {
            Self::EachUser if !weights.has_shares() => Self::Heaviest,
            together => together,
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
    /// The weight of those of all users, where weights are added.
    of_all: Exact,
    /// Whom each level touches, in ascending order of weight; only some users, where weights are
    /// added.
    levels: BTreeMap<(u32, Rank), Users>,
}

/// Whom incidents of one level touch together.
#[derive(Default)]
struct Users {
    /// How many of them touch all.
    all: u32,
    /// Of the others, how many users they touch, by how many there are: fractions of one denominator
    /// are added as whole numbers.
    some: BTreeMap<u32, u64>,
    /// At least what these shares come to, in parts of [`ONE`]: sums of thousands of unlike
    /// denominators take long, and are not needed where no user is left anyway.
    least: i128,
}

const ONE: i128 = 1 << 64;

/// The instants at which pieces begin, or end, in order of time, of pieces in the order in which they
/// begin.
///
/// Only what is open waits for its end: of all turns in a list most would not be at hand.
struct Turns<I: Iterator> {
    pieces: Peekable<I>,
    /// The ends of what is open, the next one on top.
    open: BinaryHeap<Reverse<(Instant, Rank)>>,
}

impl<I: Iterator<Item = Piece>> Iterator for Turns<I> {
    /// The instant, whether a piece begins at it, and the piece's rank.
    type Item = (Instant, bool, Rank);

    fn next(&mut self) -> Option<Self::Item> {
        let begins = self.pieces.peek().map(|next| next.span.from());
        if let Some(Reverse((at, rank))) = self.open.peek().copied()
            && begins.is_none_or(|begins| at <= begins)
        {
            self.open.pop();
            return Some((at, false, rank));
        }
        let Piece { span, rank } = self.pieces.next()?;
        self.open.push(Reverse((span.until(), rank)));
        Some((span.from(), true, rank))
    }
}

impl Users {
    fn turn(&mut self, affected: Option<Affected>, opens: bool) {
        let Some(Affected { users, of }) = affected else {
            self.all = if opens { self.all + 1 } else { self.all.saturating_sub(1) };
            return;
        };
        let own = self.some.entry(of).or_default();
        let users = u64::from(users);
        *own = if opens { *own + users } else { own.saturating_sub(users) };
        if *own == 0 {
            self.some.remove(&of);
        }
        let least = i128::from(users) * ONE / i128::from(of);
        self.least += if opens { least } else { -least };
    }

    fn is_none(&self) -> bool {
        self.all == 0 && self.some.is_empty()
    }

    /// The sum of all shares.
    fn sum(&self) -> Exact {
        let share = |(of, users): (&u32, &u64)| {
            Exact::from(i128::from(*users)).checked_div(&Exact::from(i128::from(*of)))
        };
        let shares: Vec<Exact> = self.some.iter().filter_map(share).collect();
        &Exact::sum_of(&shares, &Exact::from(1)) + &Exact::from(i128::from(self.all))
    }

    /// Whether they are at least as many as are left, which is known without adding their shares.
    fn are_all(&self, left: &Exact) -> bool {
        self.all > 0 || Exact::from(self.least) >= left * &Exact::from(ONE)
    }
}

impl<'w> Scales<'w> {
    pub(super) fn new(together: Together, weights: &'w mut Weights) -> Self {
        Self { together: together.among(weights), order: weights.order(), weights }
    }

    /// Puts behind what is `found` what the pieces that are open weigh, between any two instants at
    /// which one begins or ends; they come in the order in which they begin.
    pub(super) fn weigh(&mut self, pieces: impl Iterator<Item = Piece>, found: &mut Vec<Piece>) {
        let first = found.len();
        let turns = Turns { pieces: pieces.peekable(), open: BinaryHeap::new() };
        let (ranks, levels) = (BTreeMap::new(), BTreeMap::new());
        let mut open = Open { ranks, number: 0, of_all: Exact::zero(), levels };
        let mut from = None;
        for (at, opens, rank) in turns {
            let span = Interval::new(from.unwrap_or(at), at);
            if !span.is_empty()
                && let Some(rank) = self.rank(&open)
            {
                match found.get_mut(first..).and_then(<[Piece]>::last_mut) {
                    Some(last) if last.rank == rank && last.span.until() == span.from() => {
                        last.span = Interval::new(last.span.from(), at);
                    }
                    _ => found.push(Piece { span, rank }),
                }
            }
            from = Some(at);
            self.turn(&mut open, opens, rank);
        }
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
        let affected = self.weights.affected(rank);
        if self.together == Together::Sum && affected.is_none() {
            let weight = self.weights.weight(rank);
            open.of_all = &open.of_all + &if opens { weight } else { -weight };
        } else if self.together != Together::Heaviest {
            let level = self.weights.level(rank);
            let key = (self.order.get(level.place()).copied().unwrap_or(u32::MAX), level);
            let users = open.levels.entry(key).or_default();
            users.turn(affected, opens);
            if users.is_none() {
                open.levels.remove(&key);
            }
        }
    }

    /// What is open weighs so much; nothing where nothing is.
    fn rank(&mut self, open: &Open) -> Option<Rank> {
        let ((_, heaviest), _) = open.ranks.last_key_value()?;
        Some(match self.together {
            Together::Heaviest => *heaviest,
            _ if open.number == 1 => *heaviest,
            Together::Sum => match self.of_all(open) {
                Some(weight) => self.weights.put(&weight),
                None => *heaviest,
            },
            Together::EachUser => match self.of_all_users(open) {
                Some(weight) => self.weights.put(&weight),
                None => *heaviest,
            },
        })
    }

    /// What all of them weigh; nothing where that cannot be worked out.
    fn of_all(&mut self, open: &Open) -> Option<Exact> {
        let mut sum = open.of_all.clone();
        for ((_, level), users) in &open.levels {
            let own = self.weights.may_add(users.some.len()).then(|| users.sum())?;
            sum = &sum + &(&own * &self.weights.weight(*level));
        }
        Some(sum)
    }

    /// What befalls all users, no more of whom are affected than there are; nothing where that cannot
    /// be worked out.
    fn of_all_users(&mut self, open: &Open) -> Option<Exact> {
        let (mut sum, mut left) = (Exact::zero(), Exact::from(1));
        for ((_, level), users) in open.levels.iter().rev() {
            let own = match users.are_all(&left) {
                true => left.clone(),
                false => {
                    self.weights.may_add(users.some.len()).then(|| users.sum())?.min(left.clone())
                }
            };
            sum = &sum + &(&own * &self.weights.weight(*level));
            left = &left - &own;
            if left.is_zero() {
                break;
            }
        }
        Some(sum)
    }
}

//! What the members of a group were together.

use std::collections::HashMap;

use super::outage::pieces_within;
use super::{Hours, Label, Piece, ServiceTime};
use crate::model::{Counting, Group, GroupKind, Rank, Treatment, Weights};
use crate::units::{Exact, Instant, Interval, IntervalSet, Sort};

/// A member of a group.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// What its time was, as its own service counts it.
    pub time: &'a ServiceTime,
    /// The hours in which it was promised.
    pub hours: &'a Hours,
    /// How its own service is counted: what becomes of its labels.
    pub counting: &'a Counting,
}

/// What the members of a group were together at each instant.
///
/// A member is left out of the group while its label is one that is removed, while it is unknown,
/// and outside its hours. Of the others each weighs what its outages do, 1 with a label that counts
/// as down, and 0 otherwise; [`GroupKind`] makes one weight of theirs. Where fewer are left than are
/// needed, all of these are needed.
#[derive(Clone, Debug, Default)]
pub struct Combined {
    /// Where the group has weight, in order of time.
    pub(super) pieces: Vec<Piece>,
    /// For each label the instants at which every member is left out and one has it; of
    /// [`Label::OutsideHours`] those at which all are outside theirs.
    left_out: Vec<IntervalSet>,
}

/// What a member is at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// Left out, for its label.
    Out(Label),
    /// It weighs so much.
    In(Rank),
}

/// A member is, or ceases to be, something else than up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    at: Instant,
    /// Those that end come before those that begin at the same instant.
    begins: bool,
    member: usize,
    state: State,
}

impl Combined {
    /// What these members of a group, which stand in its order, were together in all time that is
    /// looked at, of which is judged what comes from `begins` on; the weights are put with `weights`.
    #[must_use]
    pub fn of(
        group: &Group,
        members: &[Member<'_>],
        (looked_at, begins): (Interval, Instant),
        weights: &mut Weights,
    ) -> Self {
        let mut turns = Vec::new();
        for (at, member) in members.iter().enumerate() {
            for (span, state) in member.states((looked_at, begins), weights) {
                let turn = |at_instant, begins| Turn { at: at_instant, begins, member: at, state };
                turns.extend([turn(span.from(), true), turn(span.until(), false)]);
            }
        }
        turns.order();
        let mut sweep = Sweep::new(&group.kind, members.len(), weights);
        let mut left_out: Vec<Vec<Interval>> = Label::ALL.map(|_| Vec::new()).to_vec();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut from = looked_at.from();
        for turn in turns {
            let span = Interval::new(from, turn.at);
            if !span.is_empty() {
                sweep.tell(span, &mut pieces, &mut left_out);
            }
            from = turn.at;
            sweep.turn(turn);
        }
        sweep.tell(Interval::new(from, looked_at.until()), &mut pieces, &mut left_out);
        Self { pieces, left_out: left_out.into_iter().map(IntervalSet::union_of).collect() }
    }

    /// The instants at which every member is left out, and one for that label.
    pub(super) fn left_out(&self, label: Label) -> IntervalSet {
        self.left_out.get(label as usize).cloned().unwrap_or_default()
    }

    /// Σ weight × seconds of the members in the `hours` of a window, with the `weights` in which
    /// they were put.
    pub(super) fn weighted_seconds(
        &self,
        window: Interval,
        hours: &Hours,
        weights: &Weights,
    ) -> Exact {
        let length = |span: Interval| hours.between(span.from(), span.until());
        let inside = pieces_within(&self.pieces, window);
        weights.weighted_seconds(inside.map(|piece| (piece.rank, length(piece.span))))
    }
}

impl Member<'_> {
    /// When it was anything else than up, and what: spans that do not overlap.
    fn states(
        &self,
        (looked_at, begins): (Interval, Instant),
        weights: &mut Weights,
    ) -> Vec<(Interval, State)> {
        let judged = Interval::new(begins, Instant::LAST);
        let mut known: HashMap<Rank, Rank> = HashMap::new();
        let full = weights.put(&Exact::from(1));
        let mut found = Vec::new();
        for label in Label::ALL {
            let treatment = label.treatment(self.counting);
            for (span, rank) in self.time.spans(label, looked_at) {
                // Standing maintenance has no beginning but that of the time that is judged.
                let is_presumed = label == Label::Maintenance && treatment == Some(Treatment::Down);
                let span = if is_presumed { span.intersection(&judged) } else { span };
                let state = match (label, treatment, rank) {
                    (Label::Outage, _, Some(rank)) => {
                        let put = || weights.put(&self.time.weight(rank));
                        State::In(*known.entry(rank).or_insert_with(put))
                    }
                    (Label::Unknown, ..) | (_, Some(Treatment::Removed), _) => State::Out(label),
                    (_, Some(Treatment::Down), _) => State::In(full),
                    _ => continue,
                };
                found.extend(self.hours.within(span).map(|span| (span, state)));
            }
        }
        let open = IntervalSet::union_of(self.hours.within(looked_at));
        let closed = open.gaps_within(looked_at);
        found.extend(closed.map(|span| (span, State::Out(Label::OutsideHours))));
        found
    }
}

/// The members at an instant.
struct Sweep<'w> {
    /// How many are left out, by label.
    out: Vec<usize>,
    /// How many are not.
    inside: usize,
    /// What these weigh together.
    together: Together,
    weights: &'w mut Weights,
    zero: Rank,
}

/// What those that are not left out weigh together.
enum Together {
    /// In ascending order of weight that of a number holds; that of the last, where none is given.
    InOrder { open: InOrder, number: Option<usize> },
    /// The mean, by shares: the shares of all, and of those that are not left out the sum of the
    /// shares and that of share × weight.
    Mean { shares: Vec<Exact>, share: Exact, sum: Exact },
}

impl<'w> Sweep<'w> {
    /// All members up.
    fn new(kind: &GroupKind, members: usize, weights: &'w mut Weights) -> Self {
        let zero = weights.put(&Exact::zero());
        let in_order = |number| {
            let mut open = InOrder::new(weights);
            (0..members).for_each(|_| open.change(zero, true));
            Together::InOrder { open, number }
        };
        let together = match kind {
            GroupKind::Series => in_order(None),
            GroupKind::Parallel => in_order(Some(1)),
            GroupKind::KOfN(k) => in_order(Some(usize::try_from(*k).unwrap_or(usize::MAX))),
            GroupKind::Weighted(shares) => Together::Mean {
                shares: shares.clone(),
                share: shares.iter().cloned().sum(),
                sum: Exact::zero(),
            },
        };
        Self { out: vec![0; Label::ALL.len()], inside: members, together, weights, zero }
    }

    fn turn(&mut self, turn: Turn) {
        let up = State::In(self.zero);
        let (before, after) = if turn.begins { (up, turn.state) } else { (turn.state, up) };
        self.change(turn.member, before, false);
        self.change(turn.member, after, true);
    }

    fn change(&mut self, member: usize, state: State, comes: bool) {
        let stepped = |count: usize| if comes { count + 1 } else { count.saturating_sub(1) };
        let rank = match state {
            State::Out(label) => {
                let count = self.out.get_mut(label as usize);
                return count.into_iter().for_each(|count| *count = stepped(*count));
            }
            State::In(rank) => rank,
        };
        self.inside = stepped(self.inside);
        match &mut self.together {
            Together::InOrder { open, .. } => open.change(rank, comes),
            Together::Mean { shares, share, sum } => {
                let Some(own) = shares.get(member) else { return };
                let signed = if comes { own.clone() } else { -own.clone() };
                *sum = &*sum + &(&signed * &self.weights.weight(rank));
                *share = &*share + &signed;
            }
        }
    }

    /// Notes what the members are throughout `span`.
    fn tell(&mut self, span: Interval, pieces: &mut Vec<Piece>, left_out: &mut [Vec<Interval>]) {
        if self.inside > 0 {
            let rank = self.rank().filter(|rank| *rank != self.zero);
            match (rank, pieces.last_mut()) {
                (None, _) => {}
                (Some(rank), Some(last))
                    if last.rank == rank && last.span.until() == span.from() =>
                {
                    last.span = Interval::new(last.span.from(), span.until());
                }
                (Some(rank), _) => pieces.push(Piece { span, rank }),
            }
            return;
        }
        let has = |label: Label| self.out.get(label as usize).is_some_and(|count| *count > 0);
        let others = Label::ALL.into_iter().filter(|label| *label != Label::OutsideHours);
        let only_outside = !others.clone().any(has);
        for label in
            others.filter(|label| has(*label)).chain(only_outside.then_some(Label::OutsideHours))
        {
            left_out.get_mut(label as usize).into_iter().for_each(|spans| spans.push(span));
        }
    }

    /// The weight of those that are not left out.
    fn rank(&mut self) -> Option<Rank> {
        match &self.together {
            Together::InOrder { open, number } => {
                open.at(number.map_or(self.inside, |number| number.min(self.inside)))
            }
            Together::Mean { share, sum, .. } => {
                let mean = sum.checked_div(share)?;
                Some(self.weights.put(&mean))
            }
        }
    }
}

/// How many there are of each weight, so that the one of a number is found at once: sums over
/// stretches of places, as in Fenwick, *A new data structure for cumulative frequency tables*
/// (1994).
struct InOrder {
    /// The ranks in ascending order of weight, and for each rank its place among them.
    ranks: Vec<Rank>,
    places: Vec<u32>,
    /// At n the number of those at the places from n less its lowest bit, up to n; places from 1.
    sums: Vec<usize>,
}

impl InOrder {
    fn new(weights: &Weights) -> Self {
        let ranks = weights.ascending();
        Self { places: weights.order(), sums: vec![0; ranks.len() + 1], ranks }
    }

    fn change(&mut self, rank: Rank, comes: bool) {
        let Some(place) = self.places.get(rank.place()) else { return };
        let mut at = *place as usize + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum = if comes { *sum + 1 } else { sum.saturating_sub(1) };
            at += at & at.wrapping_neg();
        }
    }

    /// The rank of that number in order, from 1.
    fn at(&self, number: usize) -> Option<Rank> {
        let (mut before, mut left) = (0, number);
        let mut step = self.sums.len().next_power_of_two();
        while step > 0 {
            match self.sums.get(before + step) {
                Some(sum) if *sum < left => {
                    before += step;
                    left -= sum;
                }
                _ => {}
            }
            step /= 2;
        }
        self.ranks.get(before).copied()
    }
}

//! Which incident a second of an outage belongs to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::{Hours, Label, ServiceTime, Source, Stretch};
use crate::model::{Overlap, Rank};
use crate::units::{Instant, Interval, IntervalSet, Sort};

/// For each incident, or maintenance that was not permitted, and each weight the time of outages that
/// belongs to it, in nanoseconds.
pub type Owned = BTreeMap<(Source, Rank), i128>;

impl ServiceTime {
    /// Whose the time of outages in the `hours` of a window is: at each instant that of the heaviest
    /// incident open, of equally heavy ones, and of several that have their weight together, the first
    /// to begin; where incidents that overlap add up, of each its own. A group weighs what no one of
    /// its incidents need weigh: where none does, its time is that of the first to begin.
    #[must_use]
    pub fn owned(&self, window: Interval, hours: &Hours, overlap: Overlap) -> Owned {
        let stretches = self.outages.stretches(&self.reaching(window));
        let pieces = self.spans(Label::Outage, window);
        let mut owned = Owned::new();
        let mut own = |source: Source, rank: Rank, span: Interval| {
            let length = hours.between(span.from(), span.until());
            *owned.entry((source, rank)).or_default() += length;
        };
        if overlap == Overlap::Sum && self.group.is_none() {
            let counted = IntervalSet::union_of(pieces.map(|(span, _)| span));
            for stretch in stretches {
                let inside = counted.within(stretch.span);
                inside.for_each(|span| own(stretch.source, stretch.rank, span));
            }
            return owned;
        }
        let mut by_rank: BTreeMap<Rank, (Vec<Weighed>, Vec<&Stretch>)> = BTreeMap::new();
        for (span, rank) in pieces {
            if let Some(rank) = rank {
                by_rank.entry(rank).or_default().0.push((span, rank));
            }
        }
        for stretch in stretches.clone() {
            if let Some((_, own)) = by_rank.get_mut(&stretch.rank) {
                own.push(stretch);
            }
        }
        // Shares that add up, and members of a group, have a weight that none of them has.
        let mut left: Vec<Weighed> = Vec::new();
        for (pieces, own_stretches) in by_rank.into_values() {
            left.extend(share(&pieces, own_stretches, &mut own));
        }
        if !left.is_empty() {
            left.order();
            share(&left, stretches.collect(), &mut own);
        }
        owned
    }
}

/// Time of outages with its weight.
type Weighed = (Interval, Rank);

/// Gives each instant of the pieces, which are in order of time, to the first to begin of the
/// stretches that are open; what is left at which none is.
fn share(
    pieces: &[Weighed],
    mut stretches: Vec<&Stretch>,
    own: &mut impl FnMut(Source, Rank, Interval),
) -> Vec<Weighed> {
    stretches.order_by_key(|stretch| (stretch.span, stretch.source));
    let mut left = Vec::new();
    let mut open: BinaryHeap<Reverse<(Instant, usize)>> = BinaryHeap::new();
    let mut next = 0;
    for (piece, rank) in pieces {
        let mut at = piece.from();
        while at < piece.until() {
            while let Some(begun) = stretches.get(next).filter(|it| it.span.from() <= at) {
                open.push(Reverse((begun.span.from(), next)));
                next += 1;
            }
            let first = open.peek().and_then(|Reverse((_, first))| stretches.get(*first));
            let Some(first) = first else {
                let next = stretches.get(next).map_or(piece.until(), |it| it.span.from());
                let until = next.min(piece.until());
                left.push((Interval::new(at, until), *rank));
                at = until;
                continue;
            };
            if first.span.until() <= at {
                open.pop();
                continue;
            }
            let until = first.span.until().min(piece.until());
            own(first.source, *rank, Interval::new(at, until));
            at = until;
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Counting, Impact, ImpactScale, Level};
    use crate::timeline::{KnownTime, UnitGrid};
    use crate::units::{Exact, Zone};

    fn span(from: i128, until: i128) -> Interval {
        Interval::new(Instant::EPOCH.after(from), Instant::EPOCH.after(until))
    }

    /// The time of each incident: those at half weight come behind the first `full`.
    #[track_caller]
    fn check(overlap: Overlap, full: usize, spans: &[(i128, i128)], expected: &[i128]) {
        let weight = Exact::parse("0.5").unwrap();
        let scale = ImpactScale::new(vec![Level { word: "half".to_owned(), weight }]);
        let rank = |at| scale.rank(if at < full { Impact::Unstated } else { Impact::Level(0) });
        let stretches = spans.iter().enumerate().map(|(at, (from, until))| Stretch {
            source: Source::Incident(at),
            span: span(*from, *until),
            rank: rank(at),
        });
        let known = KnownTime { stretches: stretches.collect(), ..KnownTime::default() };
        let counting = Counting { overlap, ..Counting::default() };
        let hours = Hours::always(Zone::UTC);
        let grid = UnitGrid::of(Zone::UTC, span(0, 200));
        let time = ServiceTime::of(&counting, (&hours, &grid), (&scale, scale.weights()), known);
        let owned = time.owned(span(0, 100), &hours, overlap);
        let each = (0..spans.len()).map(|at| {
            let own = owned.iter().filter(|((source, _), _)| *source == Source::Incident(at));
            own.map(|(_, length)| length).sum::<i128>()
        });
        assert_eq!(each.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_second_belongs_to_the_heaviest_and_then_to_the_first() {
        let union = Overlap::Union;
        check(union, 9, &[(10, 30), (20, 50), (25, 40)], &[20, 20, 0]);
        check(union, 9, &[(25, 40), (20, 50), (10, 30)], &[0, 20, 20]);
        check(union, 1, &[(20, 30), (10, 50)], &[10, 30]);
        check(union, 0, &[(10, 90), (20, 30), (95, 120)], &[80, 0, 5]);
        check(Overlap::Sum, 9, &[(10, 30), (20, 50)], &[20, 30]);
    }
}

//! Outages: incidents that overlap or touch, merged.

use std::ops::Range;

use crate::model::{Agreement, History, ImpactScale, Incident, Rank, Touch, Touched, Word};
use crate::units::{Instant, Interval, IntervalSet};

use super::Evidence;

/// The outages of a service over the whole history, in order of time.
#[derive(Clone, Debug, Default)]
pub struct Outages {
    outages: Vec<Outage>,
    /// Those of each outage, one outage after the other.
    stretches: Vec<Stretch>,
    /// Likewise. An outage of one incident is a piece of its own and has none here.
    pieces: Vec<Piece>,
}

/// A maximal run of instants at which an incident of some weight was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// From its first to after its last instant.
    pub span: Interval,
    stretches: Range<usize>,
    pieces: Range<usize>,
}

/// A part of an outage with one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The part.
    pub span: Interval,
    /// The largest weight of the incidents open in it.
    pub rank: Rank,
}

/// An incident's time on a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The incident, by its position in the history.
    pub incident: usize,
    /// When it was open, as far as is known.
    pub span: Interval,
    /// The weight of a second of it.
    pub rank: Rank,
}

impl Outages {
    /// The outages of these stretches, none of which is empty.
    #[must_use]
    pub fn of(mut stretches: Vec<Stretch>) -> Self {
        stretches.sort_unstable_by_key(|stretch| (stretch.span, stretch.incident));
        let mut outages: Vec<Outage> = Vec::with_capacity(stretches.len());
        for (at, stretch) in stretches.iter().enumerate() {
            match outages.last_mut() {
                Some(last) if stretch.span.from() <= last.span.until() => {
                    let until = last.span.until().max(stretch.span.until());
                    last.span = Interval::new(last.span.from(), until);
                    last.stretches.end = at + 1;
                }
                _ => {
                    let (span, stretches) = (stretch.span, at..at + 1);
                    outages.push(Outage { span, stretches, pieces: 0..0 });
                }
            }
        }
        let mut found = Self { outages, stretches, pieces: Vec::new() };
        for outage in &mut found.outages {
            if let Some(several @ [_, _, ..]) = found.stretches.get(outage.stretches.clone()) {
                let first = found.pieces.len();
                found.pieces.extend(pieces(several));
                outage.pieces = first..found.pieces.len();
            }
        }
        found
    }

    /// The outages, in order of time.
    #[must_use]
    pub fn list(&self) -> &[Outage] {
        &self.outages
    }

    /// The incidents behind the outages at these positions, in order of time.
    #[must_use]
    pub fn stretches(&self, outages: &Range<usize>) -> &[Stretch] {
        match self.outages.get(outages.clone()) {
            Some([first, .., last]) => {
                self.stretches.get(first.stretches.start..last.stretches.end)
            }
            Some([only]) => self.stretches.get(only.stretches.clone()),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// The outages at these positions in pieces of constant weight, in order of time.
    pub fn pieces(&self, outages: &Range<usize>) -> impl Iterator<Item = Piece> {
        let outages = self.outages.get(outages.clone()).unwrap_or_default();
        outages.iter().flat_map(|outage| {
            let pieces = self.pieces.get(outage.pieces.clone()).unwrap_or_default();
            let only = self.stretches.get(outage.stretches.start).filter(|_| pieces.is_empty());
            let only = only.map(|only| Piece { span: only.span, rank: only.rank });
            pieces.iter().copied().chain(only)
        })
    }
}

/// Which incidents make an outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Those for whose cause the provider answers.
    Counted,
    /// The others.
    Excluded,
}

/// The outages of each service of the agreement by the incidents of a kind of `cause`.
///
/// An open incident, or one that ends after `as_of`, runs to the earlier of `as_of` and the end of
/// its file's evidence. At each instant the largest weight holds.
#[must_use]
pub fn outages(
    agreement: &Agreement,
    history: &History,
    evidence: &Evidence,
    as_of: Instant,
    cause: Cause,
) -> Vec<Outages> {
    let excluded = agreement.exclusions.iter();
    let excluded: Vec<Word> =
        excluded.filter_map(|exclusion| history.words.find(&exclusion.cause)).collect();
    if cause == Cause::Excluded && excluded.is_empty() {
        return vec![Outages::default(); agreement.services.len()];
    }
    let of_kind = |incident: &Incident<'_>| {
        let answers = incident.cause().is_none_or(|cause| !excluded.contains(&cause));
        answers == (cause == Cause::Counted)
    };
    let stretches = || {
        let incidents = history.incidents.iter().enumerate();
        let incidents = incidents.filter(|(_, incident)| of_kind(incident));
        incidents.flat_map(|(position, incident)| {
            let span = open_time(incident, history, evidence, as_of);
            let touches = incident.touches().iter().filter(move |_| !span.is_empty());
            touches.filter_map(move |touch| {
                let (service, rank) = counted(touch, incident.touches(), &agreement.impact)?;
                Some((service, Stretch { incident: position, span, rank }))
            })
        })
    };
    // Counted first: there may be hundreds of thousands, and room for more is room lost.
    let mut counts: Vec<usize> = vec![0; agreement.services.len()];
    for (service, _) in stretches() {
        counts.get_mut(service).into_iter().for_each(|count| *count += 1);
    }
    let mut by_service: Vec<Vec<Stretch>> = counts.into_iter().map(Vec::with_capacity).collect();
    for (service, stretch) in stretches() {
        by_service.get_mut(service).into_iter().for_each(|known| known.push(stretch));
    }
    by_service.into_iter().map(Outages::of).collect()
}

/// The service for which `touch` counts among the `touches` of its incident, and its weight's rank.
#[inline(never)]
fn counted(touch: &Touch, touches: &[Touch], scale: &ImpactScale) -> Option<(usize, Rank)> {
    let Touched::Agreed(service) = touch.service else { return None };
    let rank = scale.rank(touch.impact);
    // A service that is named twice counts once, by its heavier impact.
    let mut same = touches.iter().filter(|other| other.service == touch.service);
    let heaviest = same.clone().map(|other| scale.rank(other.impact)).max();
    let first = same.find(|other| Some(scale.rank(other.impact)) == heaviest);
    let counts = first.is_some_and(|first| std::ptr::eq(first, touch));
    (counts && !scale.is_weightless(touch.impact)).then_some((service, rank))
}

/// When the incident was open, as far as is known at `as_of`.
///
/// A function of its own: browsers make machine code of functions that are called often, never of
/// a loop that is running.
#[must_use]
#[inline(never)]
pub fn open_time(
    incident: Incident<'_>,
    history: &History,
    evidence: &Evidence,
    as_of: Instant,
) -> Interval {
    let ended = incident.end().map(|end| end.at).filter(|end| *end <= as_of);
    let until = ended.unwrap_or_else(|| {
        evidence.until(incident, history).map_or(as_of, |covered| covered.min(as_of))
    });
    Interval::new(incident.started(), until)
}

/// The heaviest weights first: each takes the time that no heavier one has.
fn pieces(stretches: &[Stretch]) -> Vec<Piece> {
    let mut ranks: Vec<Rank> = stretches.iter().map(|stretch| stretch.rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let mut pieces = Vec::new();
    let mut heavier = IntervalSet::default();
    for rank in ranks.into_iter().rev() {
        let own = stretches.iter().filter(|s| s.rank == rank).map(|s| s.span);
        let both = IntervalSet::union_of(own.chain(heavier.iter().copied()));
        for span in both.iter() {
            let free = heavier.gaps_within(span);
            pieces.extend(free.map(|span| Piece { span, rank }));
        }
        heavier = both;
    }
    pieces.sort_by_key(|piece| piece.span);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Impact, Level};
    use crate::units::Exact;

    fn span(from: i128, until: i128) -> Interval {
        let origin = Instant::parse("2026-01-01T00:00:00Z").unwrap();
        Interval::new(origin.after(from), origin.after(until))
    }

    /// The ranks of a quarter, a half and one.
    fn ranks() -> [Rank; 3] {
        let levels = ["0.5", "0.25"]
            .map(|weight| Level { word: weight.to_owned(), weight: Exact::parse(weight).unwrap() });
        let scale = ImpactScale::new(levels.to_vec());
        [Impact::Level(1), Impact::Level(0), Impact::Unstated].map(|impact| scale.rank(impact))
    }

    #[track_caller]
    fn check(stretches: &[(i128, i128, Rank)], expected: &[&[(i128, i128, Rank)]]) {
        let stretches = stretches.iter().enumerate().map(|(incident, (from, until, rank))| {
            Stretch { incident, span: span(*from, *until), rank: *rank }
        });
        let outages = Outages::of(stretches.collect());
        let each = || (0..outages.list().len()).map(|at| at..at + 1);
        let pieces: Vec<Vec<Piece>> = each().map(|at| outages.pieces(&at).collect()).collect();
        let piece = |(from, until, rank): &(i128, i128, Rank)| Piece {
            span: span(*from, *until),
            rank: *rank,
        };
        let expected: Vec<Vec<Piece>> =
            expected.iter().map(|pieces| pieces.iter().map(piece).collect()).collect();
        assert_eq!(pieces, expected);
        for (outage, pieces) in outages.list().iter().zip(&pieces) {
            let (first, last) = (pieces.first().unwrap(), pieces.last().unwrap());
            assert_eq!(outage.span, Interval::new(first.span.from(), last.span.until()));
        }
        let all = 0..outages.list().len();
        assert_eq!(outages.pieces(&all).collect::<Vec<_>>(), pieces.concat());
        let stretches: Vec<&[Stretch]> = each().map(|at| outages.stretches(&at)).collect();
        assert_eq!(outages.stretches(&all), stretches.concat());
    }

    #[test]
    fn what_overlaps_or_touches_is_one_outage() {
        let [_, _, full] = ranks();
        check(
            &[(5, 10, full), (0, 5, full), (11, 12, full)],
            &[&[(0, 10, full)], &[(11, 12, full)]],
        );
    }

    #[test]
    fn the_largest_weight_holds_at_each_instant() {
        let [quarter, half, full] = ranks();
        check(
            &[(0, 10, half), (3, 5, full), (9, 12, quarter)],
            &[&[(0, 3, half), (3, 5, full), (5, 10, half), (10, 12, quarter)]],
        );
    }
}

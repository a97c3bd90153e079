//! Outages: incidents that overlap or touch, merged.

use crate::model::{Agreement, History, Incident, Rank, Touched};
use crate::units::{Instant, Interval, IntervalSet};

use super::Evidence;

/// A maximal run of instants at which an incident of some weight was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// From its first to after its last instant.
    pub span: Interval,
    /// The run in pieces of constant weight, in order of time.
    pub pieces: Vec<Piece>,
    /// The incidents behind it, in order of time.
    pub stretches: Vec<Stretch>,
}

/// A part of an outage with one weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The part.
    pub span: Interval,
    /// The largest weight of the incidents open in it.
    pub rank: Rank,
}

/// An incident's time on a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The incident, by its position in the history.
    pub incident: usize,
    /// When it was open, as far as is known.
    pub span: Interval,
    /// The weight of a second of it.
    pub rank: Rank,
}

/// The outages of each service of the agreement, over the whole history, in order of time.
///
/// An open incident, or one that ends after `as_of`, runs to the earlier of `as_of` and the end of
/// its file's evidence. At each instant the largest weight holds.
#[must_use]
pub fn outages(
    agreement: &Agreement,
    history: &History,
    evidence: &Evidence,
    as_of: Instant,
) -> Vec<Vec<Outage>> {
    let mut by_service: Vec<Vec<Stretch>> = vec![Vec::new(); agreement.services.len()];
    for (position, incident) in history.incidents.iter().enumerate() {
        let span = open_time(incident, history, evidence, as_of);
        if span.is_empty() {
            continue;
        }
        for touch in &incident.touches {
            let Touched::Agreed(service) = touch.service else { continue };
            let rank = agreement.impact.rank(touch.impact);
            let mut same = incident.touches.iter().filter(|other| other.service == touch.service);
            // A service that is named twice counts once, by its heavier impact.
            let heaviest = same.clone().map(|other| agreement.impact.rank(other.impact)).max();
            let first = same.find(|other| Some(agreement.impact.rank(other.impact)) == heaviest);
            let counts = first.is_some_and(|first| std::ptr::eq(first, touch));
            if !counts || agreement.impact.is_weightless(touch.impact) {
                continue;
            }
            if let Some(stretches) = by_service.get_mut(service) {
                stretches.push(Stretch { incident: position, span, rank });
            }
        }
    }
    by_service.into_iter().map(merge).collect()
}

/// When the incident was open, as far as is known at `as_of`.
#[must_use]
pub fn open_time(
    incident: &Incident,
    history: &History,
    evidence: &Evidence,
    as_of: Instant,
) -> Interval {
    let ended = incident.end().map(|end| end.at).filter(|end| *end <= as_of);
    let until = ended.unwrap_or_else(|| {
        evidence.until(incident, history).map_or(as_of, |covered| covered.min(as_of))
    });
    Interval::new(incident.started, until)
}

fn merge(mut stretches: Vec<Stretch>) -> Vec<Outage> {
    stretches.sort_by_key(|stretch| (stretch.span, stretch.incident));
    let mut outages: Vec<Outage> = Vec::new();
    for stretch in stretches {
        match outages.last_mut() {
            Some(last) if stretch.span.from() <= last.span.until() => {
                let until = last.span.until().max(stretch.span.until());
                last.span = Interval::new(last.span.from(), until);
                last.stretches.push(stretch);
            }
            _ => outages.push(Outage {
                span: stretch.span,
                pieces: Vec::new(),
                stretches: vec![stretch],
            }),
        }
    }
    for outage in &mut outages {
        outage.pieces = pieces(&outage.stretches);
    }
    outages
}

/// The heaviest weights first: each takes the time that no heavier one has.
fn pieces(stretches: &[Stretch]) -> Vec<Piece> {
    if let [only] = stretches {
        return vec![Piece { span: only.span, rank: only.rank }];
    }
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
    use crate::model::{Impact, ImpactScale, Level};
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
        let outages = merge(stretches.collect());
        let pieces: Vec<Vec<Piece>> = outages.iter().map(|outage| outage.pieces.clone()).collect();
        let piece = |(from, until, rank): &(i128, i128, Rank)| Piece {
            span: span(*from, *until),
            rank: *rank,
        };
        let expected: Vec<Vec<Piece>> =
            expected.iter().map(|pieces| pieces.iter().map(piece).collect()).collect();
        assert_eq!(pieces, expected);
        for outage in outages {
            let (first, last) = (outage.pieces.first().unwrap(), outage.pieces.last().unwrap());
            assert_eq!(outage.span, Interval::new(first.span.from(), last.span.until()));
        }
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

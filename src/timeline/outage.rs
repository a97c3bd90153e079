//! Outages: incidents that overlap or touch, merged.

use crate::model::{Agreement, History, Incident, Touched};
use crate::units::{Exact, Instant, Interval, IntervalSet};

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
    pub weight: Exact,
}

/// An incident's time on a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The incident, by its position in the history.
    pub incident: usize,
    /// When it was open, as far as is known.
    pub span: Interval,
    /// The weight of a second of it.
    pub weight: Exact,
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
            let weight = touch.impact.weight(&agreement.levels);
            if let (false, Some(stretches)) = (weight.is_zero(), by_service.get_mut(service)) {
                stretches.push(Stretch { incident: position, span, weight });
            }
        }
    }
    by_service.into_iter().map(merge).collect()
}

/// When the incident was open, as far as is known at `as_of`.
fn open_time(
    incident: &Incident,
    history: &History,
    evidence: &Evidence,
    as_of: Instant,
) -> Interval {
    let ended = incident.end.map(|end| end.at).filter(|end| *end <= as_of);
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
    let mut weights: Vec<&Exact> = stretches.iter().map(|stretch| &stretch.weight).collect();
    weights.sort_unstable();
    weights.dedup();
    let mut pieces = Vec::new();
    let mut heavier = IntervalSet::default();
    for weight in weights.into_iter().rev() {
        let own = stretches.iter().filter(|s| s.weight == *weight).map(|s| s.span);
        let both = IntervalSet::union_of(own.chain(heavier.iter().copied()));
        for span in both.iter() {
            let free = heavier.gaps_within(span);
            pieces.extend(free.map(|span| Piece { span, weight: weight.clone() }));
        }
        heavier = both;
    }
    pieces.sort_by_key(|piece| piece.span);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i128) -> Instant {
        Instant::parse("2026-01-01T00:00:00Z").unwrap().after(second * 1_000_000_000)
    }

    fn stretch(incident: usize, from: i128, until: i128, weight: &str) -> Stretch {
        let weight = Exact::parse(weight).unwrap();
        Stretch { incident, span: Interval::new(at(from), at(until)), weight }
    }

    #[track_caller]
    fn check(stretches: Vec<Stretch>, expected: &[&[(i128, i128, &str)]]) {
        let outages = merge(stretches);
        let found: Vec<Vec<(Interval, Exact)>> = outages
            .iter()
            .map(|o| o.pieces.iter().map(|p| (p.span, p.weight.clone())).collect())
            .collect();
        let expected: Vec<Vec<(Interval, Exact)>> = expected
            .iter()
            .map(|pieces| {
                let piece = |&(from, until, weight): &(i128, i128, &str)| {
                    (Interval::new(at(from), at(until)), Exact::parse(weight).unwrap())
                };
                pieces.iter().map(piece).collect()
            })
            .collect();
        assert_eq!(found, expected);
        for outage in outages {
            let (first, last) = (outage.pieces.first().unwrap(), outage.pieces.last().unwrap());
            assert_eq!(outage.span, Interval::new(first.span.from(), last.span.until()));
        }
    }

    #[test]
    fn what_overlaps_or_touches_is_one_outage() {
        check(
            vec![stretch(0, 5, 10, "1"), stretch(1, 0, 5, "1"), stretch(2, 11, 12, "1")],
            &[&[(0, 10, "1")], &[(11, 12, "1")]],
        );
    }

    #[test]
    fn the_largest_weight_holds_at_each_instant() {
        check(
            vec![stretch(0, 0, 10, "0.5"), stretch(1, 3, 5, "1"), stretch(2, 9, 12, "0.25")],
            &[&[(0, 3, "0.5"), (3, 5, "1"), (5, 10, "0.5"), (10, 12, "0.25")]],
        );
    }
}

//! What of outages counts: minimum, grace and units.

use super::together::{Scales, Together};
use super::{Hours, Outages, Piece, Stretch, UnitGrid};
use crate::model::{ClockUnit, Counting, OutagePer, UnitCounts, Weights};
use crate::units::{Instant, Interval, IntervalSet};

/// What of the outages counts.
pub(super) struct Parts {
    /// For each outage whether any part of it counts, and what its minimum and its grace leave of it,
    /// with what comes before it.
    pub(super) runs: Vec<(bool, Interval)>,
    /// The pieces that count, where they are others than those that the runs leave of the outages.
    pub(super) pieces: Option<Vec<Piece>>,
    /// The time of outages that does not count.
    pub(super) tolerated: IntervalSet,
}

/// What decides which part of an outage counts.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub(super) counting: &'a Counting,
    pub(super) hours: &'a Hours,
    pub(super) grid: &'a UnitGrid,
    /// What comes before an outage.
    pub(super) before: &'a IntervalSet,
}

impl Parts {
    /// The parts of each outage, outside what comes before it, that minimum, grace and unit leave;
    /// nothing where that is all of each.
    pub(super) fn of(rules: Rules<'_>, outages: &Outages, weights: &mut Weights) -> Option<Self> {
        let Rules { counting, before, .. } = rules;
        let own = counting.per == OutagePer::Incident;
        if !counting.looks_at_length() && before.is_empty() && !own {
            return None;
        }
        let number = outages.list().len();
        let mut runs: Vec<(bool, Interval)> = Vec::with_capacity(number);
        let mut labelled: Vec<Interval> = Vec::with_capacity(number);
        let mut kept: Vec<Interval> = Vec::with_capacity(number);
        for outage in outages.list() {
            // Most outages meet nothing that comes before them, and are one part.
            let cut = before.within(outage.span).next().is_some();
            let cut: Option<Vec<Interval>> = cut.then(|| before.gaps_within(outage.span).collect());
            let parts = cut.as_deref().unwrap_or(std::slice::from_ref(&outage.span));
            let run = rules.run(outage.span, parts);
            let before_it = kept.len();
            let own_kept = parts.iter().map(|part| part.intersection(&run));
            kept.extend(own_kept.filter(|part| !part.is_empty()));
            runs.push((kept.len() > before_it, run));
            labelled.extend(parts);
        }
        let left = || outages.list().iter().zip(&runs);
        // Outages of single incidents may overlap: what is left of each is weighed again.
        let mut pieces = own.then(|| {
            let left = left().enumerate().flat_map(|(at, (_, (_, run)))| {
                outages.stretches(&(at..at + 1)).flat_map(|stretch| {
                    let spans = before.gaps_within(stretch.span.intersection(run));
                    spans.map(|span| Stretch { span, ..*stretch })
                })
            });
            let (left, together) = (left.collect(), Together::of(counting));
            let union = Outages::of(left, (OutagePer::Outage, together), weights);
            union.pieces(&(0..union.list().len())).collect()
        });
        if let Some(unit) = counting.unit {
            let counted: Vec<Piece> = pieces.unwrap_or_else(|| {
                left().flat_map(|(outage, (_, run))| outages.left(outage, *run, before)).collect()
            });
            pieces = Some(rules.in_units(unit, counted, &runs, weights));
        }
        let time = match &pieces {
            None => IntervalSet::union_of(kept),
            Some(pieces) => IntervalSet::union_of(pieces.iter().map(|piece| piece.span)),
        };
        if pieces.is_some() {
            // What is left of one may lie in another, and a unit may count none of it.
            for (counts, run) in &mut runs {
                *counts = before.gaps_within(*run).any(|it| time.within(it).next().is_some());
            }
        }
        Some(Self { tolerated: IntervalSet::union_of(labelled).without(&time), runs, pieces })
    }
}

fn within(kept: &IntervalSet, piece: Piece) -> Vec<Piece> {
    kept.within(piece.span).map(|span| Piece { span, ..piece }).collect()
}

impl Rules<'_> {
    /// The part of an outage that its minimum and its grace leave, with what comes before it;
    /// `parts` are those that nothing does.
    fn run(&self, outage: Interval, parts: &[Interval]) -> Interval {
        let length = |part: &Interval| self.hours.between(part.from(), part.until());
        if !self.counting.minimum.is_reached_by(parts.iter().map(length).sum()) {
            return Interval::new(outage.until(), outage.until());
        }
        Interval::new(self.after_grace(outage, parts), outage.until())
    }

    /// From when on an outage counts.
    fn after_grace(&self, outage: Interval, parts: &[Interval]) -> Instant {
        let mut left = self.counting.grace;
        if left == 0 {
            return outage.from();
        }
        for part in parts {
            let length = self.hours.between(part.from(), part.until());
            if left < length {
                return self.hours.reached(part.from(), left).unwrap_or(part.until());
            }
            left -= length;
            if left == 0 {
                return part.until();
            }
        }
        outage.until()
    }

    /// What counts in units of the clock.
    fn in_units(
        &self,
        unit: ClockUnit,
        counted: Vec<Piece>,
        runs: &[(bool, Interval)],
        weights: &mut Weights,
    ) -> Vec<Piece> {
        let agreed = |span: Interval| self.hours.within(span);
        if unit.counts == UnitCounts::Whole {
            let down = IntervalSet::union_of(runs.iter().flat_map(|(_, run)| agreed(*run)));
            let chosen = self.grid.chosen(unit, &down, self.hours);
            return counted.into_iter().flat_map(|piece| within(&chosen, piece)).collect();
        }
        let parts = counted
            .iter()
            .flat_map(|piece| agreed(piece.span).map(|span| Piece { span, ..*piece }));
        let parts: Vec<Piece> = parts.collect();
        let down = IntervalSet::union_of(parts.iter().map(|piece| piece.span));
        let chosen = self.grid.chosen(unit, &down, self.hours).without(self.before);
        let around =
            |piece: Piece| Piece { span: self.grid.around(piece.span, unit.length), ..piece };
        let mut touched = Vec::new();
        let mut scales = Scales::new(Together::Heaviest, weights);
        scales.weigh(parts.into_iter().map(around), &mut touched);
        touched.into_iter().flat_map(|piece| within(&chosen, piece)).collect()
    }
}

//! What of outages counts: minimum, grace and units.

use super::together::{Scales, Together};
use super::{Hours, Outages, Piece, Stretch, UnitGrid};
use crate::model::{ClockUnit, Counting, OutagePer, UnitCounts, Weights};
use crate::units::{Instant, Interval, IntervalSet};

/// What of the outages counts.
#[derive(Default)]
pub(super) struct Parts {
    /// The parts that count, in order of time.
    pub(super) counted: Vec<Piece>,
    /// For each outage what its minimum and its grace leave, with what comes before it.
    pub(super) runs: Vec<Interval>,
    /// For each outage whether any part of it counts.
    pub(super) counts: Vec<bool>,
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
        let mut counted: Vec<Piece> = Vec::with_capacity(number);
        let mut runs: Vec<Interval> = Vec::with_capacity(number);
        let mut counts: Vec<bool> = Vec::with_capacity(number);
        let mut labelled: Vec<Interval> = Vec::with_capacity(number);
        // Outages of single incidents may overlap: what is left of each is weighed again.
        let mut left: Vec<Stretch> = Vec::new();
        for (at, outage) in outages.list().iter().enumerate() {
            // Most outages meet nothing that comes before them, and are one part.
            let cut = before.within(&outage.span).next().is_some();
            let cut: Option<Vec<Interval>> =
                cut.then(|| before.gaps_within(&outage.span).collect());
            let parts = cut.as_deref().unwrap_or(std::slice::from_ref(&outage.span));
            let run = rules.run(outage.span, parts);
            runs.push(run);
            labelled.extend(parts);
            let (position, before_it) = (at..at + 1, counted.len());
            let kept = || IntervalSet::union_of(parts.iter().map(|part| part.intersection(&run)));
            if own {
                let kept = kept();
                left.extend(outages.stretches(&position).flat_map(|stretch| {
                    let within: Vec<Interval> = kept.within(&stretch.span).collect();
                    within.into_iter().map(move |span| Stretch { span, ..*stretch })
                }));
            } else if cut.is_some() {
                let kept = kept();
                counted.extend(outages.pieces(&position).flat_map(|it| within(&kept, it)));
            } else {
                let clipped = outages
                    .pieces(&position)
                    .map(|it| Piece { span: it.span.intersection(&run), ..it });
                counted.extend(clipped.filter(|it| !it.span.is_empty()));
            }
            counts.push(counted.len() > before_it);
        }
        if own {
            let union = Outages::of(left, (OutagePer::Outage, Together::of(counting)), weights);
            counted = union.pieces(&(0..union.list().len())).collect();
        }
        if let Some(unit) = counting.unit {
            counted = rules.in_units(unit, counted, &runs, weights);
        }
        let time = IntervalSet::union_of(counted.iter().map(|piece| piece.span));
        if own || counting.unit.is_some() {
            // What is left of one may lie in another, and a unit may count none of it.
            let has_counted = |run: &Interval| {
                before.gaps_within(run).any(|it| time.within(&it).next().is_some())
            };
            counts = runs.iter().map(has_counted).collect();
        }
        Some(Self {
            counts,
            tolerated: IntervalSet::union_of(labelled).without(&time),
            counted,
            runs,
        })
    }
}

fn within(kept: &IntervalSet, piece: Piece) -> Vec<Piece> {
    kept.within(&piece.span).map(|span| Piece { span, ..piece }).collect()
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
        runs: &[Interval],
        weights: &mut Weights,
    ) -> Vec<Piece> {
        let agreed = |span: Interval| self.hours.within(span);
        if unit.counts == UnitCounts::Whole {
            let down = IntervalSet::union_of(runs.iter().flat_map(|run| agreed(*run)));
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

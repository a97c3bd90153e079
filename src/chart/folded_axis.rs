//! Time across a picture, with the long closed times folded.

use super::Place;
use crate::units::{Instant, Interval, IntervalSet};

/// Time from left to right: what is open in proportion, what is closed folded to the same width.
pub(super) struct FoldedAxis {
    /// Each stretch of time with the part of the picture that it has.
    stretches: Vec<(Interval, i32, i32)>,
    /// The parts of the picture that stand for folded time.
    pub(super) folds: Vec<(i32, i32)>,
}

/// The width of folded time.
const FOLD: i32 = 140;
/// With more folds than this the time is not folded: there would be little else to see.
const MOST_FOLDS: usize = 24;

impl FoldedAxis {
    /// `open` across `room`.
    pub(super) fn new(open: &IntervalSet, room: &Place) -> Self {
        let stretches: Vec<Interval> = open.iter().copied().collect();
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else {
            return Self { stretches: Vec::new(), folds: Vec::new() };
        };
        let whole = Interval::new(first.from(), last.until());
        let folded = stretches.len() - 1 <= MOST_FOLDS;
        let runs = if folded { stretches } else { vec![whole] };
        let gaps = i32::try_from(runs.len() - 1).unwrap_or_default();
        let left = (room.width - gaps * FOLD).max(1);
        let all: i128 = runs.iter().map(Interval::nanoseconds).sum();
        let mut axis = Self { stretches: Vec::new(), folds: Vec::new() };
        let (mut passed, mut x) = (0, room.x);
        for (at, run) in (0..).zip(&runs) {
            passed += run.nanoseconds();
            let end = room.x + at * FOLD + scaled(left, passed, all);
            axis.stretches.push((*run, x, end));
            if at < gaps {
                axis.folds.push((end, end + FOLD));
            }
            x = end + FOLD;
        }
        axis
    }

    /// Where an instant stands; the middle of the fold where it lies in one.
    pub(super) fn x(&self, at: Instant) -> i32 {
        let later = self.stretches.partition_point(|(span, _, _)| span.from() <= at);
        let Some((span, from, until)) = later.checked_sub(1).and_then(|it| self.stretches.get(it))
        else {
            return self.stretches.first().map_or(0, |(_, from, _)| *from);
        };
        if at <= span.until() {
            let part = Interval::new(span.from(), at).nanoseconds();
            return from + scaled(until - from, part, span.nanoseconds());
        }
        if later < self.stretches.len() { until + FOLD / 2 } else { *until }
    }
}

/// `length` × `part` ÷ `whole`.
fn scaled(length: i32, part: i128, whole: i128) -> i32 {
    let scaled = (i128::from(length) * part).checked_div(whole).unwrap_or_default();
    i32::try_from(scaled).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_is_folded_and_the_rest_in_proportion() {
        let at = |hours: i128| Instant::EPOCH.after(hours * 3_600_000_000_000);
        let open =
            IntervalSet::union_of([Interval::new(at(0), at(3)), Interval::new(at(20), at(21))]);
        let room = Place { x: 100, y: 0, width: 4_140, height: 10 };
        let axis = FoldedAxis::new(&open, &room);
        let places = [0, 1, 3, 10, 20, 21, 30].map(|hours| axis.x(at(hours)));
        assert_eq!(places, [100, 1_100, 3_100, 3_170, 3_240, 4_240, 4_240]);
        assert_eq!(axis.folds, [(3_100, 3_240)]);
    }
}

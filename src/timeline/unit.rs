//! Units of the clock by which outages count.

use super::Hours;
use crate::model::{ClockUnit, UnitCounts};
use crate::units::{Instant, Interval, IntervalSet, Zone};

/// The clock of a zone over all that is looked at. A unit of it is a stretch of one local date whose
/// readings lie between two multiples of its length; it ends as well where the clock is set.
#[derive(Clone, Debug)]
pub struct UnitGrid {
    /// Stretches of one offset, with the seconds that local time is ahead of UTC in them.
    offsets: Vec<(Interval, i64)>,
}

/// The units that some time touches.
#[derive(Default)]
struct Touched {
    /// Those that it begins or ends in, with how much of them it takes.
    edges: Vec<(Interval, i128)>,
    /// Those between, all of which it takes; they have their full length.
    between: Vec<Interval>,
}

impl UnitGrid {
    /// The clock of `zone` over all that is `looked_at`.
    #[must_use]
    pub fn of(zone: Zone, looked_at: Interval) -> Self {
        Self { offsets: zone.offsets(looked_at) }
    }

    /// From the beginning of the unit that holds the first instant of `span` to the end of the one
    /// that holds its last.
    #[must_use]
    pub fn around(&self, span: Interval, length: i128) -> Interval {
        let last = span.until().after(-1);
        Interval::new(self.unit(span.from(), length).from(), self.unit(last, length).until())
    }

    /// The units that count, where that time is down; all of it is agreed.
    #[must_use]
    pub fn chosen(&self, unit: ClockUnit, down: &IntervalSet, hours: &Hours) -> IntervalSet {
        let Touched { edges, between } = self.touched(unit.length, down);
        let agreed = |unit: Interval| hours.between(unit.from(), unit.until());
        let edges = edges.into_iter().filter(|(own, down)| match unit.counts {
            UnitCounts::Any => true,
            UnitCounts::Whole => *down == agreed(*own),
            UnitCounts::MoreThan(bound) => *down > bound,
        });
        let takes_full = match unit.counts {
            UnitCounts::MoreThan(bound) => unit.length > bound,
            UnitCounts::Any | UnitCounts::Whole => true,
        };
        let between = between.into_iter().filter(|_| takes_full);
        IntervalSet::union_of(edges.map(|(own, _)| own).chain(between))
    }

    fn touched(&self, length: i128, time: &IntervalSet) -> Touched {
        let mut touched = Touched::default();
        for part in time.iter().flat_map(|stretch| self.parts(*stretch)) {
            let first = self.unit(part.from(), length);
            let last = self.unit(part.until().after(-1), length);
            touched.edge(first, part);
            if first != last {
                touched.between.push(Interval::new(first.until(), last.from()));
                touched.edge(last, part);
            }
        }
        touched
    }

    /// The parts of `span` between which the clock is set.
    fn parts(&self, span: Interval) -> impl Iterator<Item = Interval> {
        let first = self.offsets.partition_point(|(stretch, _)| stretch.until() <= span.from());
        let parts = self.offsets.iter().skip(first).map(move |(it, _)| it.intersection(&span));
        parts.take_while(|part| !part.is_empty())
    }

    /// The unit that holds `at`.
    fn unit(&self, at: Instant, length: i128) -> Interval {
        let place = self.offsets.partition_point(|(stretch, _)| stretch.until() <= at);
        let Some((stretch, offset)) = self.offsets.get(place) else {
            return Interval::new(at, at);
        };
        let reading = at.since(Instant::EPOCH) + i128::from(*offset) * 1_000_000_000;
        let begin = at.after(-reading.rem_euclid(length));
        Interval::new(begin, begin.after(length)).intersection(stretch)
    }
}

impl Touched {
    fn edge(&mut self, unit: Interval, part: Interval) {
        let length = part.intersection(&unit).nanoseconds();
        match self.edges.last_mut() {
            Some((last, taken)) if *last == unit => *taken += length,
            _ => self.edges.push((unit, length)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i128 = 60_000_000_000;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn units_are_those_of_the_clock_and_end_where_it_is_set() {
        // On 5 April 2026 Lord Howe sets its clock back by half an hour, from 2:00 to 1:30.
        let zone = Zone::named("Australia/Lord_Howe").unwrap();
        let all = Interval::new(at("2026-04-01T00:00:00Z"), at("2026-05-01T00:00:00Z"));
        let grid = UnitGrid::of(zone, all);
        let unit = |instant, minutes| {
            grid.around(Interval::new(at(instant), at(instant).after(1)), minutes * MINUTE)
        };
        let span = |from, until| Interval::new(at(from), at(until));
        let hour = span("2026-04-04T14:00:00Z", "2026-04-04T15:00:00Z");
        assert_eq!(unit("2026-04-04T14:20:00Z", 60), hour);
        let again = span("2026-04-04T15:00:00Z", "2026-04-04T15:30:00Z");
        assert_eq!(unit("2026-04-04T15:10:00Z", 60), again);
        // The day that the clock is set has two parts.
        let day = span("2026-04-04T13:00:00Z", "2026-04-04T15:00:00Z");
        assert_eq!(unit("2026-04-04T14:20:00Z", 1440), day);
        let rest = span("2026-04-04T15:00:00Z", "2026-04-05T13:30:00Z");
        assert_eq!(unit("2026-04-05T00:00:00Z", 1440), rest);
    }

    #[test]
    fn a_unit_is_down_for_as_long_as_all_that_touches_it() {
        let all = Interval::new(at("2026-04-01T00:00:00Z"), at("2026-05-01T00:00:00Z"));
        let grid = UnitGrid::of(Zone::UTC, all);
        let span = |from: i128, until: i128| {
            let begin = at("2026-04-01T00:00:00Z");
            Interval::new(begin.after(from * MINUTE), begin.after(until * MINUTE))
        };
        let hours = Hours::always(Zone::UTC);
        let down = IntervalSet::union_of([span(10, 13), span(50, 53), span(119, 301)]);
        let chosen = |counts| {
            let chosen = grid.chosen(ClockUnit { length: 60 * MINUTE, counts }, &down, &hours);
            chosen.iter().copied().collect::<Vec<_>>()
        };
        assert_eq!(chosen(UnitCounts::Any), [span(0, 360)]);
        assert_eq!(chosen(UnitCounts::Whole), [span(120, 300)]);
        assert_eq!(chosen(UnitCounts::MoreThan(5 * MINUTE)), [span(0, 60), span(120, 300)]);
        assert_eq!(chosen(UnitCounts::MoreThan(6 * MINUTE)), [span(120, 300)]);
        assert_eq!(chosen(UnitCounts::MoreThan(60 * MINUTE)), []);
    }
}

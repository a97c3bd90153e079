//! Availability: the share of measured time without downtime.

use std::ops::Range;

use crate::model::ImpactScale;
use crate::timeline::{Evidence, Hours, Outages};
use crate::units::{Exact, Interval, IntervalSet};

/// The availability of a service in a window of agreed time.
///
/// value = (measured − down) ÷ measured × 100, where measured = agreed − removed.
///
/// Source: (total − excluded − downtime) ÷ (total − excluded), as in most published agreements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    /// The window.
    pub window: Interval,
    /// Agreed service time, in nanoseconds.
    pub agreed: i128,
    /// The length that stands for it, in seconds, where the contract fixes one.
    pub fixed: Option<Exact>,
    /// Time taken out because nothing is known of it, in nanoseconds.
    pub removed: i128,
    /// Time in which an outage was open, in nanoseconds.
    pub unweighted: i128,
    /// Downtime in seconds, each second by its weight.
    pub down: Exact,
    /// The outages that reach into the window, by their positions.
    pub outages: Range<usize>,
}

impl Availability {
    /// Measures the `hours` of `window`, given the outages of the service in order of time, and
    /// those that are `excluded`, in which it counts as up.
    #[must_use]
    pub fn measure(
        window: Interval,
        hours: &Hours,
        outages: &Outages,
        excluded: &Outages,
        evidence: &Evidence,
        scale: &ImpactScale,
    ) -> Self {
        let length = |span: &Interval| hours.between(span.from(), span.until());
        let list = outages.list();
        let first = list.partition_point(|outage| outage.span.until() <= window.from());
        let last = list.partition_point(|outage| outage.span.from() < window.until());
        let reaching = first..last.max(first);
        let pieces = outages.pieces(&reaching);
        let down = scale.weighted_seconds(
            pieces.map(|piece| (piece.rank, length(&piece.span.intersection(&window)))),
        );
        let list = list.get(reaching.clone()).unwrap_or_default();
        let out = || list.iter().map(|outage| outage.span.intersection(&window));
        let excluded = excluded.list().iter().map(|outage| outage.span.intersection(&window));
        let known = evidence.known.within(&window).chain(out()).chain(excluded);
        let known = IntervalSet::union_of(known);
        let removed = known.gaps_within(&window).map(|gap| length(&gap)).sum();
        Self {
            window,
            agreed: length(&window),
            fixed: None,
            removed,
            unweighted: out().map(|span| length(&span)).sum(),
            down,
            outages: reaching,
        }
    }

    /// Agreed time in seconds, or the length that stands for it.
    #[must_use]
    pub fn agreed(&self) -> Exact {
        self.fixed.clone().unwrap_or_else(|| Exact::seconds(self.agreed))
    }

    /// Measured time in seconds.
    #[must_use]
    pub fn measured(&self) -> Exact {
        (&self.agreed() - &Exact::seconds(self.removed)).max(Exact::zero())
    }

    /// The share of agreed time that was measured, in percent.
    #[must_use]
    pub fn coverage(&self) -> Option<Exact> {
        (&self.measured() * &Exact::from(100)).checked_div(&self.agreed())
    }

    /// In percent; nothing where no time was measured.
    #[must_use]
    pub fn value(&self) -> Option<Exact> {
        self.with(&Exact::zero(), &Exact::zero())
    }

    /// In percent, had the removed time been up throughout, and down throughout.
    #[must_use]
    pub fn bounds(&self) -> Option<(Exact, Exact)> {
        let removed = Exact::seconds(self.removed);
        Some((self.with(&removed, &removed)?, self.with(&removed, &Exact::zero())?))
    }

    /// In percent, were so many more seconds measured, and up.
    #[must_use]
    pub fn after_perfect(&self, seconds: &Exact) -> Option<Exact> {
        self.with(seconds, &Exact::zero())
    }

    fn with(&self, more_measured: &Exact, more_down: &Exact) -> Option<Exact> {
        let measured = &self.measured() + more_measured;
        // A fixed length may be shorter than what was down in the real one.
        let up = (&measured - &(&self.down + more_down)).max(Exact::zero());
        (&up * &Exact::from(100)).checked_div(&measured)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Impact, Level};
    use crate::timeline::Stretch;
    use crate::units::{Instant, Zone};

    const HOUR: i128 = 3_600_000_000_000;

    fn span(from: i128, until: i128) -> Interval {
        let origin = Instant::parse("2026-04-01T00:00:00Z").unwrap();
        Interval::new(origin.after(from * HOUR), origin.after(until * HOUR))
    }

    fn always() -> Hours {
        Hours::always(Zone::UTC)
    }

    fn scale() -> ImpactScale {
        let weight = Exact::parse("0.5").unwrap();
        ImpactScale::new(vec![Level { word: "degraded".to_owned(), weight }])
    }

    fn outage(from: i128, until: i128, impact: Impact) -> Stretch {
        Stretch { incident: 0, span: span(from, until), rank: scale().rank(impact) }
    }

    fn evidence(from: i128, until: i128) -> Evidence {
        Evidence { stretches: Vec::new(), known: IntervalSet::union_of([span(from, until)]) }
    }

    #[test]
    fn clips_outages_to_the_window_and_weighs_them() {
        let outages = Outages::of(vec![
            outage(-2, 1, Impact::Unstated),
            outage(50, 52, Impact::Level(0)),
            outage(99, 200, Impact::Unstated),
        ]);
        let measured = Availability::measure(
            span(0, 100),
            &always(),
            &outages,
            &Outages::default(),
            &evidence(0, 100),
            &scale(),
        );
        assert_eq!(measured.down, Exact::from(3 * 3600));
        assert_eq!(measured.unweighted, 4 * HOUR);
        assert_eq!(measured.outages, 0..3);
        assert_eq!(measured.value(), Some(Exact::from(97)));
    }

    #[test]
    fn unknown_time_leaves_both_sides_but_an_outage_in_it_stays() {
        let outages = Outages::of(vec![outage(60, 70, Impact::Unstated)]);
        let measured = Availability::measure(
            span(0, 100),
            &always(),
            &outages,
            &Outages::default(),
            &evidence(0, 50),
            &scale(),
        );
        assert_eq!(measured.removed, 40 * HOUR);
        assert_eq!(measured.measured(), Exact::from(60 * 3600));
        let percent = |text| Exact::parse(text).unwrap();
        assert_eq!(measured.bounds(), Some((percent("50"), percent("90"))));
    }

    #[test]
    fn nothing_known_is_neither_up_nor_down() {
        let measured = Availability::measure(
            span(0, 100),
            &always(),
            &Outages::default(),
            &Outages::default(),
            &evidence(200, 300),
            &scale(),
        );
        assert_eq!(measured.value(), None);
    }
}

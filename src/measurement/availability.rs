//! Availability: the share of measured time without downtime.

use crate::model::{Counting, Treatment};
use crate::timeline::{Hours, Labelled, Measured, ServiceTime};
use crate::units::{Exact, Interval};

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
    /// What agreed service time was, in nanoseconds.
    pub labelled: Labelled,
    /// Time taken out, in nanoseconds.
    pub removed: i128,
    /// Downtime of outages in seconds, each second by its weight.
    pub outage: Exact,
    /// Downtime in seconds: that of outages, and all that is treated as down, less what is used up.
    pub down: Exact,
    /// The downtime of it that is used up, by the stretch of an earlier window in which it lies.
    pub consumed: Vec<(UsedUp, Exact)>,
    /// What becomes of time of which nothing is known.
    pub unknown: Treatment,
    /// Agreed time of which nothing is known, also where it is treated as if it were, in nanoseconds.
    pub unseen: i128,
    /// Whether anything is known of any agreed instant.
    pub has_evidence: bool,
    /// How many outages any part counts of in the window.
    pub outages: usize,
}

/// A stretch of the window of an earlier period, whose downtime is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedUp {
    /// The period, by its position.
    pub period: usize,
    /// The part of its window that lies in no earlier one.
    pub span: Interval,
}

impl Availability {
    /// Measures the `hours` of `window`, as incidents are counted.
    #[must_use]
    pub fn measure(
        window: Interval,
        hours: &Hours,
        time: &ServiceTime,
        counting: &Counting,
    ) -> Self {
        let Measured { labelled, outage, unknown, has_evidence } = time.measure(window, hours);
        let treated = |treatment| labelled.treated(counting, treatment);
        Self {
            window,
            agreed: labelled.sum(),
            fixed: None,
            labelled,
            removed: treated(Treatment::Removed),
            down: &outage + &Exact::seconds(treated(Treatment::Down)),
            outage,
            consumed: Vec::new(),
            unknown: counting.unknown,
            unseen: unknown,
            has_evidence,
            outages: time.number_in(window, hours),
        }
    }

    /// The same without downtime that is `used_up`: its time counts as up.
    #[must_use]
    pub fn without(
        mut self,
        used_up: &[UsedUp],
        hours: &Hours,
        time: &ServiceTime,
        counting: &Counting,
    ) -> Self {
        for it in used_up {
            let span = it.span.intersection(&self.window);
            if span.is_empty() {
                continue;
            }
            let Measured { labelled, outage, .. } = time.measure(span, hours);
            let down = &outage + &Exact::seconds(labelled.treated(counting, Treatment::Down));
            self.down = &self.down - &down;
            self.consumed.push((UsedUp { span, ..*it }, down));
        }
        self
    }

    /// Downtime in seconds that is used up: it lies in windows of earlier periods, and counts no
    /// more.
    #[must_use]
    pub fn consumed(&self) -> Exact {
        self.consumed.iter().fold(Exact::zero(), |sum, (_, down)| &sum + down)
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

    /// The share of agreed time of which something is known, in percent.
    #[must_use]
    pub fn coverage(&self) -> Option<Exact> {
        let unknown = Exact::seconds(self.unseen);
        let known = (&self.agreed() - &unknown).max(Exact::zero());
        (&known * &Exact::from(100)).checked_div(&self.agreed())
    }

    /// In percent; nothing where no time was measured, or nothing is known of any.
    #[must_use]
    pub fn value(&self) -> Option<Exact> {
        if !self.has_evidence {
            return None;
        }
        self.with(&Exact::zero(), &Exact::zero())
    }

    /// In percent, had the unknown time been down throughout, and up throughout.
    #[must_use]
    pub fn bounds(&self) -> Option<(Exact, Exact)> {
        let (unknown, none) = (Exact::seconds(self.unseen), Exact::zero());
        let less = -unknown.clone();
        Some(match self.unknown {
            Treatment::Removed => (self.with(&unknown, &unknown)?, self.with(&unknown, &none)?),
            // What is ignored has the label of the next that fits, which is up.
            Treatment::Up | Treatment::Ignored => (self.with(&none, &unknown)?, self.value()?),
            Treatment::Down => (self.value()?, self.with(&none, &less)?),
        })
    }

    /// In percent, were so many more seconds measured, and up.
    #[must_use]
    pub fn after_perfect(&self, seconds: &Exact) -> Option<Exact> {
        self.with(seconds, &Exact::zero())
    }

    fn with(&self, more_measured: &Exact, more_down: &Exact) -> Option<Exact> {
        let measured = &self.measured() + more_measured;
        // Of what was unknown and counted as down, some may be used up already.
        let down = (&self.down + more_down).max(Exact::zero());
        // A fixed length may be shorter than what was down in the real one.
        let up = (&measured - &down).max(Exact::zero());
        (&up * &Exact::from(100)).checked_div(&measured)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Impact, ImpactScale, Level};
    use crate::timeline::{KnownTime, Label, Source, Stretch, UnitGrid};
    use crate::units::{Instant, IntervalSet, Zone};

    const HOUR: i128 = 3_600_000_000_000;

    fn span(from: i128, until: i128) -> Interval {
        let origin = Instant::parse("2026-04-01T00:00:00Z").unwrap();
        Interval::new(origin.after(from * HOUR), origin.after(until * HOUR))
    }

    fn scale() -> ImpactScale {
        let weight = Exact::parse("0.5").unwrap();
        ImpactScale::new(vec![Level { word: "degraded".to_owned(), weight }])
    }

    fn outage(from: i128, until: i128, impact: Impact) -> Stretch {
        Stretch { source: Source::Incident(0), span: span(from, until), rank: scale().rank(impact) }
    }

    /// Measured over a hundred hours, of which so many from the first have evidence.
    fn measured(stretches: Vec<Stretch>, evidence: i128) -> Availability {
        let known = KnownTime {
            stretches,
            evidence: IntervalSet::union_of([span(0, evidence)]),
            ..KnownTime::default()
        };
        let (counting, hours) = (Counting::default(), Hours::always(Zone::UTC));
        let grid = UnitGrid::of(Zone::UTC, span(0, 100));
        let time =
            ServiceTime::of(&counting, (&hours, &grid), (&scale(), scale().weights()), known);
        Availability::measure(span(0, 100), &hours, &time, &counting)
    }

    #[test]
    fn clips_outages_to_the_window_and_weighs_them() {
        let measured = measured(
            vec![
                outage(-2, 1, Impact::Unstated),
                outage(50, 52, Impact::Level(0)),
                outage(99, 200, Impact::Unstated),
            ],
            100,
        );
        assert_eq!(measured.down, Exact::from(3 * 3600));
        assert_eq!(measured.labelled.of(Label::Outage), 4 * HOUR);
        assert_eq!(measured.outages, 3);
        assert_eq!(measured.value(), Some(Exact::from(97)));
    }

    #[test]
    fn unknown_time_leaves_both_sides_but_an_outage_in_it_stays() {
        let measured = measured(vec![outage(60, 70, Impact::Unstated)], 50);
        assert_eq!(measured.removed, 40 * HOUR);
        assert_eq!(measured.measured(), Exact::from(60 * 3600));
        let percent = |text| Exact::parse(text).unwrap();
        assert_eq!(measured.bounds(), Some((percent("50"), percent("90"))));
    }

    #[test]
    fn nothing_known_is_neither_up_nor_down() {
        assert_eq!(measured(Vec::new(), 0).value(), None);
    }
}

//! A clock on an incident: agreed hours that pass while it is not paused.

use std::sync::Arc;

use super::Hours;
use crate::units::{Instant, Interval, IntervalSet, Sort};

/// A clock from its start until it stops, or until the last instant at which anything is known.
#[derive(Clone, Debug)]
pub struct Clock<'h> {
    hours: &'h Hours,
    /// From its start until it is no longer looked at.
    pub span: Interval,
    /// Whether it stopped at the end of that.
    pub stopped: bool,
    /// When it ran, inside its span; nothing where it never was paused.
    runs: Option<Arc<Runs>>,
    /// Whether it is paused at the end of its span and goes on to be.
    pub is_paused: bool,
    /// The hours before its span, and those of it, in nanoseconds.
    before: i128,
    open: i128,
}

/// How a part of a clock's life counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It runs.
    Running,
    /// It is paused.
    Paused,
    /// Its hours are over.
    Outside,
}

/// What a clock does between its pauses.
#[derive(Debug)]
struct Runs {
    /// In order of time.
    runs: Vec<Run>,
    /// Its pauses, and their hours in nanoseconds.
    pauses: IntervalSet,
    paused: i128,
}

/// A stretch in which a clock is not paused.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// The hours before it, in nanoseconds.
    hours: i128,
    /// What has elapsed before it, and with it, in nanoseconds.
    before: i128,
    after: i128,
}

impl Runs {
    fn between(pauses: &IntervalSet, hours: &Hours, span: &Interval) -> Option<Arc<Self>> {
        let length = |stretch: Interval| hours.between(stretch.from(), stretch.until());
        pauses.within(*span).next()?;
        let mut before = 0;
        let runs = pauses.gaps_within(*span).map(|run| {
            let after = before + length(run);
            let run = Run { hours: hours.before(run.from()), before, after };
            before = after;
            run
        });
        let runs = runs.collect();
        let pauses = IntervalSet::union_of(pauses.within(*span));
        let paused = pauses.iter().map(|pause| length(*pause)).sum();
        Some(Arc::new(Self { runs, pauses, paused }))
    }
}

impl<'h> Clock<'h> {
    /// A clock over `span` that `stopped` at its end or still runs, paused in `pauses`.
    #[must_use]
    pub fn new(hours: &'h Hours, span: Interval, stopped: bool, pauses: &IntervalSet) -> Self {
        let at_the_end = Interval::new(span.until(), span.until().after(1));
        let is_paused = !stopped && pauses.within(at_the_end).next().is_some();
        let runs = Runs::between(pauses, hours, &span);
        let before = hours.before(span.from());
        let open = hours.before(span.until().max(span.from())) - before;
        Self { hours, span, stopped, runs, is_paused, before, open }
    }

    /// The hours of its pauses, in nanoseconds.
    #[must_use]
    pub fn paused(&self) -> i128 {
        self.runs.as_ref().map_or(0, |runs| runs.paused)
    }

    /// The hours that passed while it was not paused, in nanoseconds.
    #[must_use]
    pub fn elapsed(&self) -> i128 {
        self.open - self.paused()
    }

    /// The first instant at which so much has elapsed, counting the pauses of its span; nothing
    /// while it is paused before that, or where its hours never come again.
    #[must_use]
    pub fn reached(&self, elapsed: i128) -> Option<Instant> {
        // None at all has elapsed at the start, paused or not.
        if elapsed <= 0 {
            return Some(self.span.from());
        }
        self.hours.first_with(self.run_with(|after| after < elapsed, elapsed)?)
    }

    /// The last instant at which no more than so much has elapsed; from then on it is too long.
    #[must_use]
    pub fn exceeded(&self, elapsed: i128) -> Option<Instant> {
        self.hours.last_with(self.run_with(|after| after <= elapsed, elapsed)?)
    }

    /// How long the hours have been open when so much has elapsed: in the first run after which it
    /// is not too early, else beyond its span; nothing where it is paused there.
    fn run_with(&self, is_too_early: impl Fn(i128) -> bool, elapsed: i128) -> Option<i128> {
        let runs = self.runs.as_ref().map(|own| own.runs.as_slice());
        let Some(runs) = runs else {
            let is_beyond = is_too_early(self.open);
            return (!is_beyond || !self.is_paused).then_some(self.before + elapsed);
        };
        match runs.get(runs.partition_point(|run| is_too_early(run.after))) {
            Some(run) => Some(run.hours + elapsed - run.before),
            None if self.is_paused => None,
            None => Some(self.before + self.open + elapsed - self.elapsed()),
        }
    }

    /// Its span in parts, in order of time: its hours while it runs and while it is paused, and what
    /// lies between them.
    #[must_use]
    pub fn parts(&self) -> Vec<(Interval, Part)> {
        let none = IntervalSet::default();
        let pauses = self.runs.as_ref().map_or(&none, |runs| &runs.pauses);
        let paused = |span: Interval| {
            let running = pauses.gaps_within(span).map(|it| (it, Part::Running));
            let paused = pauses.within(span).map(|it| (it, Part::Paused));
            running.chain(paused).collect::<Vec<_>>()
        };
        let open = IntervalSet::union_of(self.hours.within(self.span));
        let mut parts: Vec<(Interval, Part)> =
            open.gaps_within(self.span).map(|span| (span, Part::Outside)).collect();
        parts.extend(open.iter().flat_map(|span| paused(*span)));
        parts.order_by_key(|(span, _)| *span);
        parts
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{DayHours, Week};
    use crate::timeline::Reach;
    use crate::units::Zone;

    const HOUR: i128 = 3_600_000_000_000;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    /// Monday to Friday, 9 to 17, in Berlin.
    fn office() -> Hours {
        let day = vec![DayHours { from: 9 * 3_600, until: 17 * 3_600 }];
        let days = std::array::from_fn(|weekday| if weekday < 5 { day.clone() } else { vec![] });
        let week =
            Week { zone: Zone::named("Europe/Berlin").unwrap(), days, dates: BTreeMap::new() };
        let looked_at = Interval::new(at("2026-01-01T00:00:00Z"), at("2026-02-01T00:00:00Z"));
        Hours::of(&week, looked_at, Reach { open: 100 * HOUR, days: 0 }, &mut 10_000).unwrap()
    }

    #[test]
    fn closing_time_is_due_but_opening_time_is_not_too_late() {
        let hours = office();
        let (friday, monday) = (at("2026-01-09T16:00:00+01:00"), at("2026-01-12T09:00:00+01:00"));
        let clock =
            Clock::new(&hours, Interval::new(friday, monday), true, &IntervalSet::default());
        assert_eq!(clock.elapsed(), HOUR);
        assert_eq!(clock.reached(HOUR), Some(at("2026-01-09T17:00:00+01:00")));
        assert_eq!(clock.exceeded(HOUR), Some(monday));
    }

    #[test]
    fn a_pause_puts_off_what_comes_after_it() {
        let hours = office();
        let span = Interval::new(at("2026-01-12T09:00:00+01:00"), at("2026-01-12T16:00:00+01:00"));
        let pause = Interval::new(at("2026-01-12T10:00:00+01:00"), at("2026-01-12T12:00:00+01:00"));
        let clock = Clock::new(&hours, span, true, &IntervalSet::union_of([pause, pause]));
        assert_eq!((clock.elapsed(), clock.paused()), (5 * HOUR, 2 * HOUR));
        assert_eq!(clock.reached(HOUR), Some(pause.from()));
        let parts: Vec<Part> = clock.parts().into_iter().map(|(_, part)| part).collect();
        assert_eq!(parts, [Part::Running, Part::Paused, Part::Running]);
        assert_eq!(clock.exceeded(HOUR), Some(pause.until()));
        assert_eq!(clock.reached(6 * HOUR), Some(at("2026-01-12T17:00:00+01:00")));
        assert_eq!(clock.exceeded(6 * HOUR), Some(at("2026-01-13T09:00:00+01:00")));
    }

    #[test]
    fn while_a_pause_is_open_nothing_is_due() {
        let hours = office();
        let span = Interval::new(at("2026-01-12T09:00:00+01:00"), at("2026-01-12T16:00:00+01:00"));
        let pause = Interval::new(at("2026-01-12T10:00:00+01:00"), Instant::LAST);
        let clock = Clock::new(&hours, span, false, &IntervalSet::union_of([pause]));
        assert!(clock.is_paused);
        assert_eq!(clock.elapsed(), HOUR);
        assert_eq!(clock.reached(HOUR), Some(pause.from()));
        assert_eq!(clock.reached(2 * HOUR), None);
        assert_eq!(clock.exceeded(HOUR), None);
        let from_the_start = Interval::new(span.from(), Instant::LAST);
        let clock = Clock::new(&hours, span, false, &IntervalSet::union_of([from_the_start]));
        assert_eq!(clock.reached(1), None);
        assert_eq!(clock.reached(0), Some(span.from()));
    }
}

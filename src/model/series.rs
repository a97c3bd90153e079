//! Requests, step by step.

use super::Word;
use crate::units::{Instant, Interval};

/// How many requests a service had, and how many of them succeeded, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in its list there.
    pub position: u32,
    /// The agreement's service that it is about.
    pub service: usize,
    /// What it says of itself, as names and values.
    pub labels: Vec<[Word; 2]>,
    /// The first instant of the first step.
    pub from: Instant,
    /// How long each step is, in nanoseconds; more than nothing.
    pub step: i128,
    /// What each step tells.
    pub steps: Steps,
}

/// The requests of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requests {
    /// How many succeeded; never more than there were.
    pub good: u64,
    /// How many there were.
    pub total: u64,
}

/// What the steps of a series tell, in order; a year of minutes is half a million of them, and few
/// count more requests than half a word holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    narrow: Vec<[u32; 2]>,
    /// All of them, once one of them counts more.
    wide: Vec<[u64; 2]>,
}

impl Steps {
    /// Adds a step at the end; nothing where it is missing.
    pub fn push(&mut self, step: Option<Requests>) {
        // No step has more good requests than requests: that is how a missing one is told.
        let [good, total] = step.map_or([1, 0], |it| [it.good, it.total]);
        let narrow = u32::try_from(good).ok().zip(u32::try_from(total).ok());
        match narrow {
            Some((good, total)) if self.wide.is_empty() => self.narrow.push([good, total]),
            _ => {
                let widened = std::mem::take(&mut self.narrow).into_iter();
                self.wide.extend(widened.map(|step| step.map(u64::from)));
                self.wide.push([good, total]);
            }
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.narrow.len().max(self.wide.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The step at a position; nothing where it is missing.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<Requests> {
        let narrow = self.narrow.get(at).map(|step| step.map(u64::from));
        let [good, total] = narrow.or_else(|| self.wide.get(at).copied())?;
        (good <= total).then_some(Requests { good, total })
    }
}

impl Series {
    /// When the step at a position was.
    #[must_use]
    pub fn span(&self, at: usize) -> Interval {
        Interval::new(self.begin(at), self.begin(at.saturating_add(1)))
    }

    /// When the first of its steps began and the last ended.
    #[must_use]
    pub fn whole(&self) -> Interval {
        Interval::new(self.from, self.begin(self.steps.len()))
    }

    /// The positions, from one up to another, of the steps that lie wholly in a stretch of time.
    #[must_use]
    pub fn inside(&self, stretch: Interval) -> std::ops::Range<usize> {
        let first = self.reached(stretch.from().since(self.from) + self.step - 1);
        let last = self.reached(stretch.until().since(self.from));
        first..last.max(first)
    }

    /// The positions of those that have any part in it.
    #[must_use]
    pub fn touching(&self, stretch: Interval) -> std::ops::Range<usize> {
        let first = self.reached(stretch.from().since(self.from));
        let last = self.reached(stretch.until().since(self.from) + self.step - 1);
        if stretch.is_empty() { first..first } else { first..last.max(first) }
    }

    /// How many whole steps there are in so many nanoseconds.
    fn reached(&self, nanoseconds: i128) -> usize {
        let steps = nanoseconds.checked_div(self.step).unwrap_or_default().max(0);
        usize::try_from(steps).unwrap_or(usize::MAX).min(self.steps.len())
    }

    fn begin(&self, at: usize) -> Instant {
        self.from.after(self.step.saturating_mul(i128::try_from(at).unwrap_or(i128::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(counts: &[Option<(u64, u64)>]) -> Series {
        let mut steps = Steps::default();
        for count in counts {
            steps.push(count.map(|(good, total)| Requests { good, total }));
        }
        let (from, step) = (Instant::EPOCH.after(100), 10);
        Series { file: 0, position: 0, service: 0, labels: Vec::new(), from, step, steps }
    }

    #[test]
    fn steps_are_what_was_told_however_large() {
        for large in [7, u64::from(u32::MAX), u64::from(u32::MAX) + 1, u64::MAX] {
            let told = [Some((0, 0)), None, Some((3, large)), Some((large, large)), None];
            let steps = series(&told).steps;
            let found = (0..steps.len()).map(|at| steps.get(at).map(|it| (it.good, it.total)));
            assert_eq!(found.collect::<Vec<_>>(), told);
            assert_eq!(steps.get(told.len()), None);
        }
    }

    #[test]
    fn steps_lie_in_a_stretch_or_touch_it() {
        let series = series(&[None, None, None]);
        let stretch =
            |from, until| Interval::new(Instant::EPOCH.after(from), Instant::EPOCH.after(until));
        for (from, until, inside, touching) in [
            (0, 1000, 0..3, 0..3),
            (100, 130, 0..3, 0..3),
            (101, 130, 1..3, 0..3),
            (100, 129, 0..2, 0..3),
            (111, 119, 2..2, 1..2),
            (110, 120, 1..2, 1..2),
            (115, 115, 2..2, 1..1),
            (0, 100, 0..0, 0..0),
            (0, 101, 0..0, 0..1),
            (130, 200, 3..3, 3..3),
        ] {
            assert_eq!(series.inside(stretch(from, until)), inside, "{from} {until}");
            assert_eq!(series.touching(stretch(from, until)), touching, "{from} {until}");
        }
        assert_eq!(series.span(1), stretch(110, 120));
        assert_eq!(series.whole(), stretch(100, 130));
    }
}

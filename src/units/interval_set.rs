//! Stretches of time that neither touch nor overlap.

use super::Interval;

/// A set of instants as sorted stretches that neither touch nor overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntervalSet {
    stretches: Vec<Interval>,
}

impl IntervalSet {
    /// The instants that lie in any of `stretches`.
    #[must_use]
    pub fn union_of(stretches: impl IntoIterator<Item = Interval>) -> Self {
        let told = stretches.into_iter();
        let mut stretches: Vec<Interval> = Vec::with_capacity(told.size_hint().0);
        for next in told.filter(|stretch| !stretch.is_empty()) {
            match stretches.last_mut() {
                // What goes on where the last ends is none of its own, however many pieces there are.
                Some(last) if last.from() <= next.from() && next.from() <= last.until() => {
                    *last = Interval::new(last.from(), last.until().max(next.until()));
                }
                _ => stretches.push(next),
            }
        }
        // Mostly several lists in order, one after the other: the stable sort merges these.
        stretches.sort();
        stretches.dedup_by(|next, last| {
            let joins = next.from() <= last.until();
            if joins {
                *last = Interval::new(last.from(), last.until().max(next.until()));
            }
            joins
        });
        Self { stretches }
    }

    /// The instants of this set that lie in none of `other`.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut stretches = Vec::with_capacity(self.stretches.len());
        let mut others = other.stretches.as_slice();
        for stretch in &self.stretches {
            while let [first, rest @ ..] = others
                && first.until() <= stretch.from()
            {
                others = rest;
            }
            let mut from = stretch.from();
            for next in others.iter().take_while(|next| next.from() < stretch.until()) {
                if from < next.from() {
                    stretches.push(Interval::new(from, next.from()));
                }
                from = next.until();
            }
            if from < stretch.until() {
                stretches.push(Interval::new(from, stretch.until()));
            }
        }
        Self { stretches }
    }

    /// The instants that lie in both sets.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let both = self.stretches.iter().flat_map(|stretch| other.within(*stretch));
        Self { stretches: both.collect() }
    }

    /// Whether no instant lies inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// The stretches in order of time.
    pub fn iter(&self) -> impl Iterator<Item = &Interval> {
        self.stretches.iter()
    }

    /// The parts inside `window`, in order of time; found by bisection.
    pub fn within(&self, window: Interval) -> impl Iterator<Item = Interval> + '_ {
        let first = self.stretches.partition_point(|s| s.until() <= window.from());
        self.stretches
            .iter()
            .skip(first)
            .take_while(move |s| s.from() < window.until())
            .map(move |s| s.intersection(&window))
    }

    /// How many stretches lie, at least in part, inside `window`; without looking at each.
    #[must_use]
    pub fn number_within(&self, window: Interval) -> usize {
        let first = self.stretches.partition_point(|s| s.until() <= window.from());
        self.stretches.partition_point(|s| s.from() < window.until()).saturating_sub(first)
    }

    /// The parts of `window` outside the set, in order of time.
    pub fn gaps_within(&self, window: Interval) -> impl Iterator<Item = Interval> + '_ {
        let ends = std::iter::once(window.from()).chain(self.within(window).map(|s| s.until()));
        let starts = self.within(window).map(|s| s.from()).chain([window.until()]);
        ends.zip(starts).map(|(from, until)| Interval::new(from, until)).filter(|s| !s.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Instant;

    fn stretch(from: i128, until: i128) -> Interval {
        let origin = Instant::parse("2026-01-01T00:00:00Z").unwrap();
        Interval::new(origin.after(from), origin.after(until))
    }

    #[test]
    fn merges_what_touches_and_drops_what_is_empty() {
        let set =
            IntervalSet::union_of([stretch(5, 9), stretch(0, 2), stretch(2, 3), stretch(4, 4)]);
        assert_eq!(set.iter().copied().collect::<Vec<_>>(), [stretch(0, 3), stretch(5, 9)]);
    }

    #[test]
    fn cuts_to_a_window() {
        let set = IntervalSet::union_of([stretch(0, 3), stretch(5, 9), stretch(20, 30)]);
        let cut: Vec<_> = set.within(stretch(2, 20)).collect();
        assert_eq!(cut, [stretch(2, 3), stretch(5, 9)]);
        assert_eq!(set.within(stretch(9, 9)).count(), 0);
        let number = |from, until| set.number_within(stretch(from, until));
        assert_eq!([number(2, 20), number(2, 21), number(3, 5), number(9, 9)], [2, 3, 0, 0]);
        let rest = IntervalSet::union_of([stretch(1, 6), stretch(7, 8), stretch(9, 25)]);
        let rest: Vec<_> = rest.without(&set).iter().copied().collect();
        assert_eq!(rest, [stretch(3, 5), stretch(9, 20)]);
        let gaps: Vec<_> = set.gaps_within(stretch(2, 20)).collect();
        assert_eq!(gaps, [stretch(3, 5), stretch(9, 20)]);
    }
}

//! Outages: incidents that overlap or touch, merged.

use std::ops::Range;

use crate::model::{
    Agreement, History, ImpactScale, Incident, OutageFrom, OutagePer, Rank, Touch, Touched, Turn,
    Weights, Word,
};
use crate::units::{Instant, Interval, IntervalSet, Sort};

use super::Evidence;
use super::together::{Scales, Together};

/// The outages of a service over the whole history, in order of time.
#[derive(Clone, Debug, Default)]
pub struct Outages {
    outages: Vec<Outage>,
    /// Those of each outage, one outage after the other.
    stretches: Vec<Stretch>,
    /// Likewise. An outage of one incident is a piece of its own and has none here.
    pieces: Vec<Piece>,
    /// Of a group, whose incidents stand here in order of time, whatever became of each: the end of
    /// whichever ends last, of each and all before it.
    reaches: Option<Vec<Instant>>,
    /// Whether the stretches alone decide them: they are runs without a break, each instant of which
    /// weighs as much as the heaviest.
    plain: bool,
}

/// A maximal run of instants at which an incident of some weight was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// From its first to after its last instant.
    pub span: Interval,
    /// The end of whichever ends last, of it and all before it.
    pub(super) reach: Instant,
    stretches: Range<usize>,
    pieces: Range<usize>,
}

/// A part of an outage with one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The part.
    pub span: Interval,
    /// The largest weight of the incidents open in it.
    pub rank: Rank,
}

/// An incident's time on a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What it is the time of.
    pub source: Source,
    /// When it was open, as far as is known.
    pub span: Interval,
    /// The weight of a second of it.
    pub rank: Rank,
}

impl Stretch {
    fn piece(&self) -> Piece {
        Piece { span: self.span, rank: self.rank }
    }

    /// Puts stretches in order of time, then of what they are the time of.
    pub fn order(stretches: &mut [Self]) {
        stretches.sort_unstable_by(|one, other| {
            let by_span = one.span.cmp(&other.span);
            by_span.then_with(|| (one.source, one.rank).cmp(&(other.source, other.rank)))
        });
    }
}

/// What makes an outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// An incident, by its position in the history.
    Incident(usize),
    /// Maintenance that was not permitted, likewise.
    Maintenance(usize),
    /// Steps of a series of requests without a break, by the positions of the series and of the
    /// first of them.
    Steps(usize, usize),
}

/// The stretches of each incident by itself, in runs without a break, in the order in which the runs
/// begin: one incident may be open again long after another has begun.
fn by_runs(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.order_by_key(|it| (it.source, it.span));
    let mut run: Option<(Source, Interval)> = None;
    let mut begun: Vec<(Instant, Stretch)> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let (source, span) = (stretch.source, stretch.span);
        let span = match run {
            Some((of, run)) if of == source && span.from() <= run.until() => {
                Interval::new(run.from(), run.until().max(span.until()))
            }
            _ => span,
        };
        run = Some((source, span));
        begun.push((span.from(), stretch));
    }
    begun.order_by_key(|(begin, it)| (*begin, it.source, it.span));
    begun.into_iter().map(|(_, stretch)| stretch).collect()
}

impl Outages {
    /// The outages of these stretches, none of which is empty: each a run without a break, or those
    /// of each incident by itself. Sums of weights are put with `weights`.
    #[must_use]
    pub fn of(
        mut stretches: Vec<Stretch>,
        (per, together): (OutagePer, Together),
        weights: &mut Weights,
    ) -> Self {
        let own = per == OutagePer::Incident;
        let plain = is_plain(per, together);
        let incident = |stretch: &Stretch| own.then_some(stretch.source);
        match own {
            true => stretches = by_runs(stretches),
            false => Stretch::order(&mut stretches),
        }
        let mut outages: Vec<Outage> = Vec::with_capacity(stretches.len());
        let belongs = |last: &Outage, next: &Stretch| {
            let first = stretches.get(last.stretches.start);
            let same = first.is_some_and(|first| incident(first) == incident(next));
            same && next.span.from() <= last.span.until()
        };
        for (at, stretch) in stretches.iter().enumerate() {
            match outages.last_mut() {
                Some(last) if belongs(last, stretch) => {
                    let until = last.span.until().max(stretch.span.until());
                    last.span = Interval::new(last.span.from(), until);
                    last.reach = last.reach.max(until);
                    last.stretches.end = at + 1;
                }
                last => {
                    let (span, stretches) = (stretch.span, at..at + 1);
                    let reach = last.map_or(span.until(), |last| last.reach.max(span.until()));
                    outages.push(Outage { span, reach, stretches, pieces: 0..0 });
                }
            }
        }
        let mut found = Self { outages, stretches, pieces: Vec::new(), reaches: None, plain };
        let mut scales = Scales::new(together, weights);
        for outage in &mut found.outages {
            if let Some(several @ [_, _, ..]) = found.stretches.get(outage.stretches.clone()) {
                let first = found.pieces.len();
                scales.weigh(several.iter().map(Stretch::piece), &mut found.pieces);
                outage.pieces = first..found.pieces.len();
            }
        }
        found
    }

    /// The outages of a group that weighs so much, in order of time, and behind which are these
    /// stretches of incidents: each a run that nothing breaks but time in which the group is up; what
    /// lies wholly in `before` is none.
    pub(super) fn of_group(
        pieces: Vec<Piece>,
        mut stretches: Vec<Stretch>,
        before: &IntervalSet,
    ) -> Self {
        Stretch::order(&mut stretches);
        let mut reach = None;
        let reaches = stretches.iter().map(|stretch| {
            let until = stretch.span.until();
            *reach.insert(reach.map_or(until, |reach: Instant| reach.max(until)))
        });
        let reaches = reaches.collect();
        let mut outages: Vec<Outage> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            match outages.last_mut() {
                Some(last)
                    if before
                        .gaps_within(Interval::new(last.span.until(), piece.span.from()))
                        .next()
                        .is_none() =>
                {
                    last.span = Interval::new(last.span.from(), piece.span.until());
                    last.reach = last.span.until();
                    last.pieces.end = at + 1;
                }
                _ => outages.push(Outage {
                    span: piece.span,
                    reach: piece.span.until(),
                    stretches: 0..0,
                    pieces: at..at + 1,
                }),
            }
        }
        Self { outages, stretches, pieces, reaches: Some(reaches), plain: false }
    }

    /// Whether [`Outages::of`] finds these of such stretches, as is plain to see; where it finds others,
    /// this never holds.
    pub(super) fn are_of(&self, stretches: &[Stretch], per: OutagePer, together: Together) -> bool {
        self.plain && is_plain(per, together) && self.stretches == stretches
    }

    /// The outages, in order of time.
    #[must_use]
    pub fn list(&self) -> &[Outage] {
        &self.outages
    }

    /// The time of all incidents, whatever became of it.
    #[must_use]
    pub fn all_stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The incidents behind the outages at these positions, in order of time: of a group, those
    /// open in one of them.
    pub fn stretches<'s>(
        &'s self,
        outages: &Range<usize>,
    ) -> impl Iterator<Item = &'s Stretch> + Clone + use<'s> {
        let outages = self.outages.get(outages.clone()).unwrap_or_default();
        let of = match (outages, &self.reaches) {
            ([first, .., last], None) => first.stretches.start..last.stretches.end,
            ([only], None) => only.stretches.clone(),
            ([first, ..], Some(reaches)) => {
                let until = outages.last().map_or(first.span.until(), |last| last.span.until());
                let begin = reaches.partition_point(|reach| *reach <= first.span.from());
                begin..self.stretches.partition_point(|it| it.span.from() < until).max(begin)
            }
            ([], _) => 0..0,
        };
        let of_group = self.reaches.is_some();
        let own = self.stretches.get(of).unwrap_or_default().iter();
        own.filter(move |stretch| !of_group || inside(outages, stretch.span).next().is_some())
    }

    /// Whether a span lies in one outage of a group.
    pub(super) fn hold(&self, span: Interval) -> bool {
        inside(&self.outages, span).next() == Some(span)
    }

    /// The parts of a stretch in which it is behind an outage: of a group, those in its outages.
    pub fn parts<'s>(&'s self, stretch: &Stretch) -> impl Iterator<Item = Interval> + use<'s> {
        let of_group = self.reaches.is_some();
        let outages = if of_group { self.outages.as_slice() } else { &[] };
        let whole = (!of_group).then_some(stretch.span);
        inside(outages, stretch.span).chain(whole)
    }

    /// What is left of a part of an outage outside what comes `before`, in pieces of constant weight, in
    /// order of time.
    pub(super) fn left<'s>(
        &'s self,
        outage: &Outage,
        part: Interval,
        before: &'s IntervalSet,
    ) -> impl Iterator<Item = Piece> + use<'s> {
        let pieces = self.pieces.get(outage.pieces.clone()).unwrap_or_default();
        let only = self.stretches.get(outage.stretches.start).filter(|_| pieces.is_empty());
        let only = only.map(Stretch::piece);
        before.gaps_within(part).flat_map(move |span| {
            let only = only.map(|it| Piece { span: it.span.intersection(&span), ..it });
            pieces_within(pieces, span).chain(only.filter(|it| !it.span.is_empty()))
        })
    }

    /// The outages at these positions in pieces of constant weight, in order of time.
    pub fn pieces<'s>(&'s self, outages: &Range<usize>) -> impl Iterator<Item = Piece> + use<'s> {
        let outages = self.outages.get(outages.clone()).unwrap_or_default();
        outages.iter().flat_map(|outage| {
            let pieces = self.pieces.get(outage.pieces.clone()).unwrap_or_default();
            let only = self.stretches.get(outage.stretches.start).filter(|_| pieces.is_empty());
            let only = only.map(Stretch::piece);
            pieces.iter().copied().chain(only)
        })
    }
}

/// The parts of pieces inside a window, in order of time, in which they are.
pub(super) fn pieces_within(
    pieces: &[Piece],
    window: Interval,
) -> impl Iterator<Item = Piece> + '_ {
    let first = pieces.partition_point(|piece| piece.span.until() <= window.from());
    let inside = pieces
        .iter()
        .skip(first)
        .map(move |piece| Piece { span: piece.span.intersection(&window), rank: piece.rank });
    inside.take_while(|piece| !piece.span.is_empty())
}

fn is_plain(per: OutagePer, together: Together) -> bool {
    per == OutagePer::Outage && together == Together::Heaviest
}

/// The parts of a span that lie in outages, which do not overlap.
fn inside(outages: &[Outage], span: Interval) -> impl Iterator<Item = Interval> + '_ {
    let first = outages.partition_point(|outage| outage.span.until() <= span.from());
    let own = outages.iter().skip(first).take_while(move |it| it.span.from() < span.until());
    own.map(move |outage| outage.span.intersection(&span))
}

/// Which incidents make an outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Those for whose cause the provider answers.
    Counted,
    /// The others.
    Excluded,
}

/// The time that incidents of a kind of `cause` had on each service of the agreement, if they began
/// to count with `outage_from`.
///
/// An open incident, or one that ends after `as_of`, runs to the earlier of `as_of` and the end of
/// its file's evidence.
#[must_use]
pub fn stretches(
    agreement: &Agreement,
    history: &History,
    evidence: &Evidence,
    as_of: Instant,
    (cause, outage_from): (Cause, OutageFrom),
    weights: &mut Weights,
) -> Vec<Vec<Stretch>> {
    let excluded = agreement.exclusions.iter();
    let excluded: Vec<Word> =
        excluded.filter_map(|exclusion| history.words.find(&exclusion.cause)).collect();
    if cause == Cause::Excluded && excluded.is_empty() {
        return vec![Vec::new(); agreement.services.len()];
    }
    let of_kind = |incident: &Incident<'_>| {
        let answers = incident.cause().is_none_or(|cause| !excluded.contains(&cause));
        answers == (cause == Cause::Counted)
    };
    let mut each = |put: &mut dyn FnMut(usize, Stretch)| {
        let incidents = history.incidents.iter().enumerate();
        let touches_users = |it: &Incident<'_>| it.affected().is_none_or(|it| it.users > 0);
        let counts = |it: &Incident<'_>| of_kind(it) && touches_users(it);
        for (position, incident) in incidents.filter(|(_, incident)| counts(incident)) {
            let open = open_time(incident, history, evidence, as_of);
            let span = Interval::new(begins(incident, outage_from, as_of), open.until());
            let touches = incident.touches().iter().filter(|_| !span.is_empty());
            for touch in touches {
                if let Some(service) = counted(touch, incident.touches(), &agreement.impact) {
                    let source = Source::Incident(position);
                    let stretch = |(span, rank)| {
                        let affected = incident.affected();
                        let rank = affected.map_or(rank, |it| weights.put_share(rank, it));
                        Stretch { source, span, rank }
                    };
                    let parts = weighted(incident, touch, span, &agreement.impact);
                    parts.map(stretch).for_each(|stretch| put(service, stretch));
                }
            }
        }
    };
    // Counted first: there may be hundreds of thousands, and room for more is room lost.
    let mut counts: Vec<usize> = vec![0; agreement.services.len()];
    each(&mut |service, _| counts.get_mut(service).into_iter().for_each(|count| *count += 1));
    let mut by_service: Vec<Vec<Stretch>> = counts.into_iter().map(Vec::with_capacity).collect();
    each(&mut |service, stretch| {
        by_service.get_mut(service).into_iter().for_each(|known| known.push(stretch));
    });
    by_service
}

/// When an incident begins to count: not before it started, and by no event that is still to come.
fn begins(incident: Incident<'_>, outage_from: OutageFrom, as_of: Instant) -> Instant {
    let event = incident.event(outage_from.event()).filter(|at| *at <= as_of);
    event.map_or(incident.started(), |at| at.max(incident.started()))
}

/// Whether a touched service had no weight in any part of `span`.
pub(super) fn is_weightless(
    incident: Incident<'_>,
    touch: &Touch,
    span: Interval,
    scale: &ImpactScale,
) -> bool {
    weighted(incident, touch, span, scale).next().is_none()
}

/// The parts of `span` in which a touched service had weight, in order of time, each with its rank.
fn weighted<'i>(
    incident: Incident<'i>,
    touch: &Touch,
    span: Interval,
    scale: &'i ImpactScale,
) -> impl Iterator<Item = (Interval, Rank)> + 'i {
    let own = touch.own;
    let changes = incident.turns().iter().filter_map(move |turn| match turn {
        Turn::ImpactChange { at, impact, .. } if !own => Some((*at, *impact)),
        _ => None,
    });
    let begins = std::iter::once((span.from(), touch.impact)).chain(changes.clone());
    let ends = changes.map(|(at, _)| at).chain([span.until()]);
    let parts = begins.zip(ends).map(move |((from, impact), until)| {
        (Interval::new(from, until).intersection(&span), impact)
    });
    let heavy = parts.filter(|(part, impact)| !part.is_empty() && !scale.is_weightless(*impact));
    heavy.map(|(part, impact)| (part, scale.rank(impact)))
}

/// The service for which `touch` counts among the `touches` of its incident.
#[inline(never)]
fn counted(touch: &Touch, touches: &[Touch], scale: &ImpactScale) -> Option<usize> {
    let Touched::Agreed(service) = touch.service else { return None };
    let (_, heaviest) = scale.heaviest(touches, service)?;
    std::ptr::eq(heaviest, touch).then_some(service)
}

/// When the incident was open, as far as is known at `as_of`.
///
/// A function of its own: browsers make machine code of functions that are called often, never of
/// a loop that is running.
#[must_use]
#[inline(never)]
pub fn open_time(
    incident: Incident<'_>,
    history: &History,
    evidence: &Evidence,
    as_of: Instant,
) -> Interval {
    let ended = incident.end().map(|end| end.at).filter(|end| *end <= as_of);
    let until = ended.unwrap_or_else(|| {
        evidence.until(incident, history).map_or(as_of, |covered| covered.min(as_of))
    });
    Interval::new(incident.started(), until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Impact, Level};
    use crate::units::Exact;

    fn span(from: i128, until: i128) -> Interval {
        let origin = Instant::parse("2026-01-01T00:00:00Z").unwrap();
        Interval::new(origin.after(from), origin.after(until))
    }

    fn scale() -> ImpactScale {
        let levels = ["0.5", "0.25"]
            .map(|weight| Level { word: weight.to_owned(), weight: Exact::parse(weight).unwrap() });
        ImpactScale::new(levels.to_vec())
    }

    /// The ranks of a quarter, a half and one.
    fn ranks() -> [Rank; 3] {
        let scale = scale();
        [Impact::Level(1), Impact::Level(0), Impact::Unstated].map(|impact| scale.rank(impact))
    }

    #[track_caller]
    fn check(stretches: &[(i128, i128, Rank)], expected: &[&[(i128, i128, Rank)]]) {
        let stretches = stretches.iter().enumerate().map(|(incident, (from, until, rank))| {
            Stretch { source: Source::Incident(incident), span: span(*from, *until), rank: *rank }
        });
        let mut weights = scale().weights().clone();
        let per = (OutagePer::Outage, Together::Heaviest);
        let outages = Outages::of(stretches.collect(), per, &mut weights);
        let each = || (0..outages.list().len()).map(|at| at..at + 1);
        let pieces: Vec<Vec<Piece>> = each().map(|at| outages.pieces(&at).collect()).collect();
        let piece = |(from, until, rank): &(i128, i128, Rank)| Piece {
            span: span(*from, *until),
            rank: *rank,
        };
        let expected: Vec<Vec<Piece>> =
            expected.iter().map(|pieces| pieces.iter().map(piece).collect()).collect();
        assert_eq!(pieces, expected);
        for (outage, pieces) in outages.list().iter().zip(&pieces) {
            let (first, last) = (pieces.first().unwrap(), pieces.last().unwrap());
            assert_eq!(outage.span, Interval::new(first.span.from(), last.span.until()));
        }
        let all = 0..outages.list().len();
        assert_eq!(outages.pieces(&all).collect::<Vec<_>>(), pieces.concat());
        let stretches: Vec<&Stretch> = each().flat_map(|at| outages.stretches(&at)).collect();
        assert_eq!(outages.stretches(&all).collect::<Vec<_>>(), stretches);
    }

    #[test]
    fn what_overlaps_or_touches_is_one_outage() {
        let [_, _, full] = ranks();
        check(
            &[(5, 10, full), (0, 5, full), (11, 12, full)],
            &[&[(0, 10, full)], &[(11, 12, full)]],
        );
    }

    #[test]
    fn the_largest_weight_holds_at_each_instant() {
        let [quarter, half, full] = ranks();
        check(
            &[(0, 10, half), (3, 5, full), (9, 12, quarter)],
            &[&[(0, 3, half), (3, 5, full), (5, 10, half), (10, 12, quarter)]],
        );
    }
}

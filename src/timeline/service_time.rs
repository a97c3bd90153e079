//! One label for each instant of a service's time.

use std::ops::Range;
use std::sync::Arc;

use super::outage::pieces_within;
use super::parts::{Parts, Rules};
use super::together::Scales;
use super::{
    Combined, Hours, Label, Labelled, Maintenance, Outage, Outages, Piece, Source, Stretch,
    Together, UnitGrid,
};
use crate::model::{Counting, Impact, ImpactScale, OutageIn, OutagePer, Rank, Treatment, Weights};
use crate::units::{Exact, Instant, Interval, IntervalSet, Sort, partition_point_near};

/// What each instant of a service's time is, as a contract counts it.
///
/// Source of the order of labels: exclusions are argued first and evidence last in published
/// agreements; an outage beats lack of monitoring.
#[derive(Clone, Debug)]
pub struct ServiceTime {
    /// The outages, whatever becomes of them.
    pub outages: Arc<Outages>,
    /// The incidents of excluded causes, likewise.
    pub excluded: Outages,
    /// The maintenance, whatever becomes of it.
    pub maintenance: Maintenance,
    /// Of a group, what its members were together.
    pub group: Option<GroupTime>,
    /// The time outside the hours of every member of a group.
    outside: IntervalSet,
    /// Time that is declared not to count.
    declared: IntervalSet,
    maintained: IntervalSet,
    /// For each outage whether any part of it counts, and what its minimum and grace leave of it;
    /// nothing where all of each counts.
    runs: Option<Vec<(bool, Interval)>>,
    /// The pieces that count, where they are others than those that the runs leave of the outages.
    pieces: Option<Vec<Piece>>,
    /// What comes before an outage.
    before: IntervalSet,
    tolerated: IntervalSet,
    excluded_time: IntervalSet,
    /// All time but what is unknown.
    settled: IntervalSet,
    ignores_unknown: bool,
    weights: Weights,
}

/// What the members of a group were together, before anything that befell the group itself.
#[derive(Clone, Debug, Default)]
pub struct GroupTime {
    /// All services behind the group, members before their groups, each with the position of its
    /// time among all times.
    pub behind: Vec<(usize, usize)>,
    /// The incidents of the group itself, and its maintenance that was not permitted.
    pub own: Vec<Stretch>,
    /// What they were together.
    combined: Combined,
}

/// An outage that counts, whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WholeOutage {
    /// Its position among the outages.
    pub outage: usize,
    /// When it begins to count.
    pub from: Instant,
    /// When it ceases to, as far as is known.
    pub until: Instant,
    /// How long it counts, in nanoseconds.
    pub length: i128,
}

/// What is measured over a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The time with each label.
    pub labelled: Labelled,
    /// The seconds of outages, each by its weight.
    pub outage: Exact,
    /// Agreed time of which nothing is known, whatever becomes of it, in nanoseconds.
    pub unknown: i128,
    /// Whether anything is known of any agreed instant.
    pub has_evidence: bool,
}

/// What is known of a service.
#[derive(Clone, Debug, Default)]
pub struct KnownTime {
    /// The time of its incidents.
    pub stretches: Vec<Stretch>,
    /// The time of those of excluded causes.
    pub excluded: Vec<Stretch>,
    /// Its maintenance.
    pub maintenance: Maintenance,
    /// What is declared not to count.
    pub declared: IntervalSet,
    /// What there is evidence for.
    pub evidence: IntervalSet,
    /// Of a group, what is known of its members.
    pub group: Option<KnownGroup>,
    /// The outages of the service as another objective counts them: what has the same stretches
    /// shares them.
    pub other: Option<Arc<Outages>>,
}

/// What is known of the members of a group.
#[derive(Clone, Debug, Default)]
pub struct KnownGroup {
    /// What they were together.
    pub combined: Combined,
    /// All services behind the group, members before their groups, each with the position of its
    /// time among all times; nothing where nobody asks what is behind it.
    pub behind: Vec<(usize, usize)>,
    /// The time of the incidents of these.
    pub stretches: Vec<Stretch>,
}

impl KnownTime {
    /// In how many pieces, at most, maintenance was not permitted: each record that hurt falls into
    /// them by itself.
    #[must_use]
    pub fn pieces_lost(&self, counting: &Counting, scale: &ImpactScale) -> usize {
        let permitted = self.permitted(counting);
        let pieces = |span: &Interval| permitted.map_or(0, |it| it.number_within(*span)) + 1;
        let heavy = self.hurting(scale).map(|(_, span, _)| pieces(span));
        heavy.fold(0, usize::saturating_add)
    }

    /// The instants that are maintenance, where these have a label.
    fn permitted(&self, counting: &Counting) -> Option<&IntervalSet> {
        let has_label = counting.maintenance != Treatment::Ignored;
        has_label.then_some(&self.maintenance.permitted)
    }

    fn hurting(&self, scale: &ImpactScale) -> impl Iterator<Item = &(usize, Interval, Impact)> {
        self.maintenance.done.iter().filter(|(_, _, impact)| !scale.is_weightless(*impact))
    }

    /// The time of maintenance that was not permitted, where it hurt: it is an outage.
    fn lost(&self, counting: &Counting, scale: &ImpactScale) -> Vec<Stretch> {
        let none = IntervalSet::default();
        let permitted = self.permitted(counting).unwrap_or(&none);
        let lost = self.hurting(scale).flat_map(|(record, span, impact)| {
            let parts: Vec<Interval> = permitted.gaps_within(*span).collect();
            let (source, rank) = (Source::Maintenance(*record), scale.rank(*impact));
            parts.into_iter().map(move |span| Stretch { source, span, rank })
        });
        lost.collect()
    }
}

impl ServiceTime {
    /// The labels of what is `known`, in `hours` and by the units of `grid`.
    #[must_use]
    pub fn of(
        counting: &Counting,
        (hours, grid): (&Hours, &UnitGrid),
        (scale, weights): (&ImpactScale, &Weights),
        mut known: KnownTime,
    ) -> Self {
        let mut weights = weights.clone();
        let lost = known.lost(counting, scale);
        known.stretches.extend(lost);
        // A group is down by runs of its own weight: an incident of a member is none by itself.
        let per = if known.group.is_some() { OutagePer::Outage } else { counting.per };
        let counting = &Counting { per, ..*counting };
        let union = (OutagePer::Outage, Together::Heaviest);
        let excluded = Outages::of(known.excluded, union, &mut weights);
        let left_out = |label| {
            let combined = known.group.as_ref().map(|group| group.combined.left_out(label));
            combined.unwrap_or_default()
        };
        let outside = left_out(Label::OutsideHours);
        let has_effect = |treatment| treatment != Treatment::Ignored;
        let labelled =
            |treatment, own: &IntervalSet, label, before: &IntervalSet| match &known.group {
                _ if !has_effect(treatment) => IntervalSet::default(),
                None => own.without(before),
                Some(_) => IntervalSet::union_of(own.iter().chain(left_out(label).iter()).copied())
                    .without(before),
            };
        let both = |a: &IntervalSet, b: &IntervalSet| {
            IntervalSet::union_of(a.iter().chain(b.iter()).copied())
        };
        let declared =
            labelled(counting.exclusion_span, &known.declared, Label::ExclusionSpan, &outside);
        let beyond = both(&outside, &declared);
        let permitted = &known.maintenance.permitted;
        let maintained = labelled(counting.maintenance, permitted, Label::Maintenance, &beyond);
        let beyond = both(&beyond, &maintained);
        let of_excluded = IntervalSet::union_of(spans(&excluded));
        let excluded_time =
            labelled(counting.excluded_incident, &of_excluded, Label::ExcludedIncident, &beyond);
        let before =
            if counting.excluded_first { both(&beyond, &excluded_time) } else { beyond.clone() };
        let evidence = known.evidence.without(&left_out(Label::Unknown));
        let together = Together::of(counting).among(&weights);
        let (outages, group) = match known.group {
            None => {
                let (per, stretches) = (counting.per, known.stretches);
                let shared = known.other.filter(|it| it.are_of(&stretches, per, together));
                let own = || Arc::new(Outages::of(stretches, (per, together), &mut weights));
                (shared.unwrap_or_else(own), None)
            }
            Some(KnownGroup { combined, behind, stretches }) => {
                let own = known.stretches;
                let of_own = Outages::of(own.clone(), (per, together), &mut weights);
                let of_own = of_own.pieces(&(0..of_own.list().len())).collect::<Vec<_>>();
                let pieces = of_own.into_iter().chain(combined.pieces.iter().copied());
                let mut of_each: Vec<Piece> = pieces.collect();
                of_each.order_by_key(|piece| piece.span.from());
                let mut pieces = Vec::new();
                let mut scales = Scales::new(Together::Heaviest, &mut weights);
                scales.weigh(of_each.into_iter(), &mut pieces);
                let stretches = own.iter().copied().chain(stretches).collect();
                let outages = Outages::of_group(pieces, stretches, &before);
                (Arc::new(outages), Some(GroupTime { behind, own, combined }))
            }
        };
        let rules = Rules { counting, hours, grid, before: &before };
        let (runs, pieces, tolerated) = match Parts::of(rules, &outages, &mut weights) {
            None => (None, None, IntervalSet::default()),
            Some(Parts { runs, pieces, tolerated }) => (Some(runs), pieces, tolerated),
        };
        // A unit of the clock counts beyond its outages.
        let in_units = pieces.iter().filter(|_| counting.unit.is_some()).flatten();
        let in_units = in_units.map(|piece: &Piece| piece.span);
        let in_outages = IntervalSet::union_of(spans(&outages).chain(in_units));
        let excluded_time = if counting.excluded_first {
            excluded_time
        } else {
            excluded_time.without(&in_outages)
        };
        let settled = evidence.iter().chain(beyond.iter()).chain(excluded_time.iter());
        let settled = IntervalSet::union_of(settled.chain(in_outages.iter()).copied());
        Self {
            outages,
            excluded,
            maintenance: known.maintenance,
            group,
            outside,
            declared,
            maintained,
            runs,
            pieces,
            before,
            tolerated,
            excluded_time,
            settled,
            ignores_unknown: !has_effect(counting.unknown),
            weights,
        }
    }

    /// Whether its incidents touch users of more unlike totals than can be worked out together: then
    /// it says nothing of its weights.
    #[must_use]
    pub fn has_too_many_totals(&self) -> bool {
        self.weights.are_too_many()
    }

    /// The weight of a second of a stretch or piece of it.
    #[must_use]
    pub fn weight(&self, rank: Rank) -> Exact {
        self.weights.weight(rank)
    }

    /// The positions between which all outages are that reach into a window.
    #[must_use]
    pub fn reaching(&self, window: Interval) -> Range<usize> {
        let list = self.outages.list();
        let last = list.partition_point(|outage| outage.span.from() < window.until());
        let first = list.partition_point(|outage| outage.reach <= window.from());
        first..last.max(first)
    }

    /// The time of incidents of the service itself, and of its maintenance that was not permitted,
    /// whatever became of it.
    #[must_use]
    pub fn own_stretches(&self) -> &[Stretch] {
        match &self.group {
            Some(group) => &group.own,
            None => self.outages.all_stretches(),
        }
    }

    /// Whether it is known to have been up at some instant from `from` until `until`, beside what
    /// comes before an outage.
    #[must_use]
    pub fn is_seen_up(&self, from: Instant, until: Instant) -> bool {
        let left = Interval::new(from, until);
        let up = |known: Interval| self.before.gaps_within(known).any(|it| !self.outages.hold(it));
        self.settled.within(left).any(up)
    }

    /// Of a group, the seconds of a window by what its members weigh together.
    #[must_use]
    pub fn weight_of_members(&self, window: Interval, hours: &Hours) -> Option<Exact> {
        let GroupTime { combined, .. } = self.group.as_ref()?;
        Some(combined.weighted_seconds(window, hours, &self.weights))
    }

    /// How many outages any part counts of in the `hours` of a window.
    #[must_use]
    pub fn number_in(&self, window: Interval, hours: &Hours) -> usize {
        let reaching = self.reaching(window);
        let list = self.outages.list().get(reaching.clone()).unwrap_or_default();
        // One outage comes after the other, and mostly so do the pieces of them that count.
        let mut near = 0;
        let inside = reaching.zip(list).filter(|(at, outage)| {
            let (counts, run) = self.run(*at, outage);
            let run = run.intersection(&window);
            counts && !run.is_empty() && self.has_counted(run, hours, &mut near)
        });
        inside.count()
    }

    /// Whether any instant of its `hours` counts in a part of an outage; its pieces are looked for
    /// `near` a place, which becomes theirs.
    fn has_counted(&self, part: Interval, hours: &Hours, near: &mut usize) -> bool {
        let is_open = |span: Interval| hours.between(span.from(), span.until()) > 0;
        let Some(pieces) = &self.pieces else {
            return self.before.gaps_within(part).any(is_open);
        };
        *near = partition_point_near(pieces, *near, |it| it.span.until() <= part.from());
        let pieces = pieces.iter().skip(*near).map(|piece| piece.span.intersection(&part));
        pieces.take_while(|span| !span.is_empty()).any(is_open)
    }

    /// Whether any part of an outage counts, and what its minimum and its grace leave of it.
    fn run(&self, at: usize, outage: &Outage) -> (bool, Interval) {
        let known = self.runs.as_ref().map(|known| known.get(at));
        known.map_or((true, outage.span), |known| known.copied().unwrap_or((false, outage.span)))
    }

    /// The outages that count and begin, or end, in a window, whole: an outage begins at the first
    /// instant of its `hours` that its minimum, its grace and what comes before it leave, ends after
    /// the last, and is as long as all of these; what lies wholly outside these is none. Units of the clock do not change its
    /// length.
    #[must_use]
    pub fn whole_outages(
        &self,
        window: Interval,
        hours: &Hours,
        outage_in: OutageIn,
    ) -> Vec<WholeOutage> {
        let reaching = self.reaching(window);
        let list = self.outages.list().get(reaching.clone()).unwrap_or_default();
        let whole = reaching.zip(list).filter_map(|(at, it)| {
            let (_, run) = Some(self.run(at, it)).filter(|(counts, _)| *counts)?;
            let parts: Vec<Interval> = self.before.gaps_within(run).collect();
            let from = parts.iter().find_map(|part| hours.within(*part).next())?.from();
            let until = parts.iter().rev().find_map(|part| hours.within(*part).last())?.until();
            let length = parts.iter().map(|part| hours.between(part.from(), part.until())).sum();
            Some(WholeOutage { outage: at, from, until, length })
        });
        let belongs = |it: &WholeOutage| match outage_in {
            OutageIn::Began => window.from() <= it.from && it.from < window.until(),
            OutageIn::Ended => window.from() < it.until && it.until <= window.until(),
        };
        whole.filter(belongs).collect()
    }

    /// The pieces of outages that count in a window, in order of time.
    fn counted(&self, window: Interval) -> impl Iterator<Item = Piece> + '_ {
        let pieces = self.pieces.as_deref().unwrap_or_default();
        let pieces = pieces_within(pieces, window);
        let outages = if self.pieces.is_some() { 0..0 } else { self.reaching(window) };
        let list = self.outages.list().get(outages.clone()).unwrap_or_default();
        let left = outages.zip(list).flat_map(move |(at, outage)| {
            let (_, run) = self.run(at, outage);
            self.outages.left(outage, run.intersection(&window), &self.before)
        });
        pieces.chain(left)
    }

    /// The spans of a window that have a label, in order of time, each of an outage that counts with
    /// its weight; of time that is up, none.
    pub fn spans(
        &self,
        label: Label,
        window: Interval,
    ) -> Box<dyn Iterator<Item = (Interval, Option<Rank>)> + '_> {
        let of = move |set: &'_ IntervalSet| -> Vec<Interval> { set.within(window).collect() };
        let spans = match label {
            Label::Outage => {
                let pieces = self.counted(window);
                return Box::new(pieces.map(|piece| (piece.span, Some(piece.rank))));
            }
            Label::OutsideHours => of(&self.outside),
            Label::ExclusionSpan => of(&self.declared),
            Label::Maintenance => of(&self.maintained),
            Label::Tolerated => of(&self.tolerated),
            Label::ExcludedIncident => of(&self.excluded_time),
            Label::Unknown if self.ignores_unknown => Vec::new(),
            Label::Unknown => self.settled.gaps_within(window).collect(),
            Label::Up => Vec::new(),
        };
        Box::new(spans.into_iter().map(|span| (span, None)))
    }

    /// What is measured of the `hours` of a window: what is neither taken out nor unknown.
    #[must_use]
    pub fn measured(&self, window: Interval, hours: &Hours, counting: &Counting) -> IntervalSet {
        let is_out = |label: &Label| {
            *label == Label::Unknown || label.treatment(counting) == Some(Treatment::Removed)
        };
        let out = Label::ALL.into_iter().filter(is_out);
        let out = out.flat_map(|label| self.spans(label, window)).map(|(span, _)| span);
        IntervalSet::union_of(hours.within(window)).without(&IntervalSet::union_of(out))
    }

    /// The time with each label in the `hours` of a window, and the seconds of outages by weight.
    #[must_use]
    pub fn measure(&self, window: Interval, hours: &Hours) -> Measured {
        let length = |span: Interval| hours.between(span.from(), span.until());
        let sum = |set: &IntervalSet| set.within(window).map(length).sum();
        let mut labelled = Labelled::default();
        let mut outage = 0;
        let weigh = |piece: Piece| {
            let length = length(piece.span);
            outage += length;
            (piece.rank, length)
        };
        let down = self.weights.weighted_seconds(self.counted(window).map(weigh));
        let outside = sum(&self.outside);
        labelled.set(Label::OutsideHours, outside);
        labelled.set(Label::ExclusionSpan, sum(&self.declared));
        labelled.set(Label::Maintenance, sum(&self.maintained));
        labelled.set(Label::Outage, outage);
        labelled.set(Label::Tolerated, sum(&self.tolerated));
        labelled.set(Label::ExcludedIncident, sum(&self.excluded_time));
        let unknown: i128 = self.settled.gaps_within(window).map(length).sum();
        labelled.set(Label::Unknown, if self.ignores_unknown { 0 } else { unknown });
        let agreed = length(window);
        labelled.set(Label::Up, agreed - labelled.sum());
        let has_evidence = unknown + outside < agreed;
        Measured { labelled, outage: down, unknown, has_evidence }
    }
}

fn spans(outages: &Outages) -> impl Iterator<Item = Interval> {
    outages.list().iter().map(|outage| outage.span)
}

//! What a service's time was, as spans that a picture has room for.

use std::collections::BTreeMap;
use std::ops::Range;

use super::basis::{Assessed, Basis, Measured};
use super::time_ticks::{TickLevel, time_ticks};
use crate::model::{Declared, Objective};
use crate::timeline::{Label, ServiceTime, Source, Stretch};
use crate::units::{Exact, Instant, Interval, IntervalSet, LocalInstant, Sort};

/// What the time of an objective's service was over one or more of its periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSpans {
    /// From the first instant that is looked at to the last.
    pub window: Interval,
    /// Its ends, as they are read.
    pub ends: [LocalInstant; 2],
    /// Agreed hours in it; what lies closer together than a picture can tell is one.
    pub hours: Vec<Interval>,
    /// The seconds of agreed time with each label.
    pub seconds: BTreeMap<Label, Exact>,
    /// How many outages count.
    pub outages: u64,
    /// The spans of every label but `up` and what lies outside all hours, label by label, each in order of time.
    pub spans: Vec<LabelSpan>,
    /// Where a time axis may have labels.
    pub ticks: Vec<TickLevel>,
}

/// Time with a label, or several such times too close together to be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSpan {
    /// What it was.
    pub label: Label,
    /// From its first instant to its last.
    pub span: Interval,
    /// Its ends, as they are read.
    pub ends: [LocalInstant; 2],
    /// The seconds of agreed time in it with that label.
    pub seconds: Exact,
    /// How many times it stands for.
    pub count: u64,
    /// Of an outage the largest weight in it, otherwise one.
    pub weight: Exact,
    /// The incidents behind an outage, the records of maintenance, the reasons of a declared span;
    /// the first of them.
    pub names: Vec<String>,
    /// How many there are.
    pub sources: u64,
    /// The incident, by its id, where one alone is behind it.
    pub incident: Option<String>,
}

/// So many names are told of a span.
const MOST_NAMES: usize = 3;

/// What the time of the subject at a position was in those of its periods, in at most about twice
/// as many spans of a label as a picture has `columns`; nothing where it is no availability.
#[must_use]
pub fn label_spans(
    basis: &Basis,
    assessed: &[Assessed],
    subject: usize,
    periods: Range<usize>,
    columns: u32,
) -> Option<LabelSpans> {
    let objective = basis.agreement.objectives.get(basis.subjects.get(subject)?.objective)?;
    let time = basis.service_time(subject)?;
    let window = window(assessed, subject, periods)?;
    let hours = basis.hours_of(objective.calendar);
    let zone = basis.agreement.zone;
    let grain = window.nanoseconds() / i128::from(columns.max(1));
    let length = |span: &Interval| hours.between(span.from(), span.until());
    let measured = time.measure(window, hours);
    let mut spans = Vec::new();
    // Outside the hours of every member of a group time is agreed no more than outside its own.
    let closed = time.spans(Label::OutsideHours, window).map(|(span, _)| span);
    let closed = IntervalSet::union_of(closed);
    for label in Label::ALL.into_iter().filter(|label| *label != Label::OutsideHours) {
        let own = time.spans(label, window).map(|(span, rank)| Seen {
            span,
            open: length(&span),
            count: 1,
            weight: rank.map_or_else(|| Exact::from(1), |rank| time.weight(rank)),
        });
        let merged = merged(own.filter(|seen| seen.open > 0), grain);
        let names = Names { basis, objective, time, window };
        let named = names.of(label, &merged);
        spans.extend(merged.into_iter().zip(named).map(|(seen, behind)| LabelSpan {
            label,
            span: seen.span,
            ends: [zone.reading(seen.span.from()), zone.reading(seen.span.until())],
            seconds: Exact::seconds(seen.open),
            count: seen.count,
            weight: seen.weight,
            names: behind.names,
            sources: behind.count,
            incident: behind.incident,
        }));
    }
    let open = hours.within(window).flat_map(|it| closed.gaps_within(it));
    let open =
        open.map(|span| Seen { span, open: span.nanoseconds(), count: 1, weight: Exact::from(1) });
    let seconds = |label| (label, Exact::seconds(measured.labelled.of(label)));
    Some(LabelSpans {
        window,
        ends: [zone.reading(window.from()), zone.reading(window.until())],
        hours: merged(open, grain).into_iter().map(|seen| seen.span).collect(),
        seconds: Label::ALL.map(seconds).into_iter().collect(),
        outages: time.number_in(window, hours) as u64,
        spans,
        ticks: time_ticks(zone, window),
    })
}

/// All that is looked at in those periods of a subject.
pub(super) fn window(
    assessed: &[Assessed],
    subject: usize,
    periods: Range<usize>,
) -> Option<Interval> {
    let first = assessed.partition_point(|it| it.subject < subject);
    let own = assessed.iter().skip(first).take_while(|it| it.subject == subject);
    let windows = own.filter(|it| periods.contains(&it.period)).map(|it| match &it.measured {
        Measured::Cases(_) | Measured::Tally(_) | Measured::Requests(_) => Interval::EMPTY,
        Measured::Availability(_) | Measured::Outages(_) => it.measured.window(),
    });
    let whole = windows
        .filter(|window| !window.is_empty())
        .reduce(|a, b| Interval::new(a.from().min(b.from()), a.until().max(b.until())));
    whole.filter(|window| !window.is_empty())
}

/// A span in the making.
struct Seen {
    span: Interval,
    /// The agreed time in it, in nanoseconds.
    open: i128,
    count: u64,
    weight: Exact,
}

/// The spans, of which those that are too close together to be told apart are one.
fn merged(spans: impl Iterator<Item = Seen>, grain: i128) -> Vec<Seen> {
    let mut found: Vec<Seen> = Vec::new();
    let is_thin = |seen: &Seen| seen.span.nanoseconds() < grain;
    for next in spans {
        match found.last_mut() {
            Some(last)
                if next.span.from().since(last.span.until()) < grain
                    && (is_thin(last) || is_thin(&next) || last.weight == next.weight) =>
            {
                // What touches is the same, with another weight.
                last.count += u64::from(next.span.from() > last.span.until());
                last.span =
                    Interval::new(last.span.from(), last.span.until().max(next.span.until()));
                last.open += next.open;
                last.weight = last.weight.clone().max(next.weight);
            }
            _ => found.push(next),
        }
    }
    found
}

/// What is behind the spans of a label.
struct Names<'a> {
    basis: &'a Basis,
    objective: &'a Objective,
    time: &'a ServiceTime,
    window: Interval,
}

impl Names<'_> {
    /// What is behind each of the spans.
    fn of(&self, label: Label, spans: &[Seen]) -> Vec<Behind> {
        let history = &self.basis.history;
        match label {
            Label::Up | Label::OutsideHours => Vec::new(),
            Label::Outage | Label::Tolerated => {
                let list = self.time.outages.stretches(&self.time.reaching(self.window));
                self.sources(spans, list)
            }
            Label::ExcludedIncident => {
                let all = 0..self.time.excluded.list().len();
                self.sources(spans, self.time.excluded.stretches(&all))
            }
            Label::Maintenance => {
                let done = self.time.maintenance.done.iter();
                behind(spans, done.map(|(at, span, _)| (*span, *at)), |at| {
                    history.maintenance.get(at).map(|record| (record.id.clone(), false))
                })
            }
            Label::ExclusionSpan => self.reasons(spans, &history.exclusion_spans),
            Label::Unknown => self.reasons(spans, &history.unknown),
        }
    }

    fn sources<'s>(
        &self,
        spans: &[Seen],
        stretches: impl Iterator<Item = &'s Stretch>,
    ) -> Vec<Behind> {
        let history = &self.basis.history;
        behind(spans, stretches.map(|it| (it.span, it.source)), |source| match source {
            Source::Incident(at) => history.incidents.get(at).map(|it| (it.id().to_owned(), true)),
            Source::Maintenance(at) => history.maintenance.get(at).map(|it| (it.id.clone(), false)),
            // Steps have no name.
            Source::Steps(..) => None,
        })
    }

    fn reasons(&self, spans: &[Seen], declared: &[Declared]) -> Vec<Behind> {
        let Basis { history, evidence, as_of, .. } = self.basis;
        let about = |span: &Declared| self.objective.service.is_some_and(|it| span.is_about(it));
        let own = declared.iter().enumerate().filter(|(_, span)| about(span));
        let known = own.map(|(at, span)| (evidence.known_of(span, history, *as_of), at));
        behind(spans, known, |at| {
            let reason = declared.get(at)?.reason?;
            Some((history.words.text(reason).to_owned(), false))
        })
    }
}

/// What is behind a span.
#[derive(Clone, Debug, Default)]
struct Behind {
    names: Vec<String>,
    count: u64,
    incident: Option<String>,
}

/// For each of the spans, which are in order, what of `all` lies in it; `name` gives the name of a
/// thing, and whether it is an incident.
fn behind<T: Copy + Ord>(
    spans: &[Seen],
    all: impl Iterator<Item = (Interval, T)>,
    name: impl Fn(T) -> Option<(String, bool)>,
) -> Vec<Behind> {
    let mut found: Vec<(usize, Instant, T)> = Vec::new();
    for (span, source) in all {
        let first = spans.partition_point(|seen| seen.span.until() <= span.from());
        let own = spans.iter().enumerate().skip(first);
        let own = own.take_while(|(_, seen)| seen.span.from() < span.until());
        found.extend(own.map(|(at, _)| (at, span.from(), source)));
    }
    // An incident may have several stretches in a span, and is told where it begins.
    found.order_by_key(|(at, begin, source)| (*at, *source, *begin));
    found.dedup_by_key(|(at, _, source)| (*at, *source));
    found.order_by_key(|(at, begin, source)| (*at, *begin, *source));
    let mut named = vec![Behind::default(); spans.len()];
    for (at, _, source) in found {
        let Some(Behind { names, count, incident }) = named.get_mut(at) else { continue };
        *count += 1;
        if names.len() < MOST_NAMES
            && let Some((name, is_incident)) = name(source)
        {
            *incident = (*count == 1 && is_incident).then(|| name.clone());
            names.push(name);
        }
    }
    for behind in &mut named {
        behind.incident = behind.incident.take().filter(|_| behind.count == 1);
    }
    named
}

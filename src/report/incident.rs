//! One incident: what is told of it, its clocks, what it touched.

use super::arrange::{position, stretches_in};
use super::basis::{Assessed, Basis, Measured};
use super::clocks::{ClockFigure, clock_figure};
use super::incident_classes::incident_classes;
use super::loss::{LostTo, lost};
use crate::compliance::{Case, CaseVerdict};
use crate::measurement::OutageFigures;
use crate::model::{Event, Incident, Touch, Touched, Turn, Word, Words};
use crate::timeline::{IncidentClass, Lap, Part, Source};
use crate::units::{Exact, Instant, Interval, IntervalSet, LocalInstant, Money, Sort};

/// An incident in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentLine<'b> {
    /// Its id.
    pub id: &'b str,
    /// What it was about.
    pub title: Option<&'b str>,
    /// The agreement's services that it touched.
    pub services: Vec<u32>,
    /// Its priority at its beginning.
    pub priority: Option<&'b str>,
    /// When it began.
    pub started: LocalInstant,
    /// Whether it began after the instant of evaluation.
    pub not_yet: bool,
    /// How many of its clocks were missed, run or are paused, and were met.
    pub clocks: [u64; 3],
}

/// The incident at a position of the history, in short.
#[must_use]
pub fn incident_line(basis: &Basis, at: usize) -> Option<IncidentLine<'_>> {
    let incident = basis.history.incidents.get(at)?;
    let services = incident.touches().iter().filter_map(|touch| match touch.service {
        Touched::Agreed(service) => Some(position(service)),
        Touched::Other => None,
    });
    let mut clocks = [0; 3];
    let [missed, open, met] = &mut clocks;
    for (cases, _) in &basis.cases {
        for (_, case) in cases_of(cases, at) {
            *match case.verdict {
                CaseVerdict::Missed => &mut *missed,
                CaseVerdict::Running | CaseVerdict::Paused => &mut *open,
                CaseVerdict::Met | CaseVerdict::Stopped => &mut *met,
                CaseVerdict::Excluded => continue,
            } += 1;
        }
    }
    Some(IncidentLine {
        id: incident.id(),
        title: incident.title(),
        services: services.collect(),
        priority: incident.priority().map(|word| basis.history.words.text(word)),
        started: basis.agreement.zone.reading(incident.started()),
        not_yet: incident.started() > basis.as_of,
        clocks,
    })
}

/// What an incident is found and put in order by: little, so that all of many can be looked at.
#[derive(Clone, Copy, Debug)]
pub struct SoughtIncident<'b> {
    /// Its id.
    pub id: &'b str,
    /// What it was about.
    pub title: Option<&'b str>,
    /// Its priority at its beginning.
    pub priority: Option<&'b str>,
    /// When it began.
    pub began: Instant,
    touches: &'b [Touch],
    labels: &'b [[Word; 2]],
    words: &'b Words,
}

impl<'b> SoughtIncident<'b> {
    /// The agreement's services that it touched.
    pub fn services(&self) -> impl Iterator<Item = u32> {
        self.touches.iter().filter_map(|touch| match touch.service {
            Touched::Agreed(service) => Some(position(service)),
            Touched::Other => None,
        })
    }

    /// The names and values of its labels.
    pub fn labels(&self) -> impl Iterator<Item = [&'b str; 2]> {
        self.labels.iter().map(|label| label.map(|word| self.words.text(word)))
    }
}

/// What the incident at a position of the history is found by.
#[must_use]
pub fn sought_incident(basis: &Basis, at: usize) -> Option<SoughtIncident<'_>> {
    let incident = basis.history.incidents.get(at)?;
    Some(SoughtIncident {
        id: incident.id(),
        title: incident.title(),
        priority: incident.priority().map(|word| basis.history.words.text(word)),
        began: incident.started(),
        touches: incident.touches(),
        labels: incident.labels(),
        words: &basis.history.words,
    })
}

/// Of each incident by position, whether one of its clocks was missed, and whether one runs or is
/// paused.
#[must_use]
pub fn incidents_stand(basis: &Basis) -> Vec<[bool; 2]> {
    let mut stand = vec![[false; 2]; basis.history.incidents.len()];
    for case in basis.cases.iter().flat_map(|(cases, _)| cases) {
        let Some([missed, open]) = stand.get_mut(case.incident) else { continue };
        *missed |= case.verdict == CaseVerdict::Missed;
        *open |= matches!(case.verdict, CaseVerdict::Running | CaseVerdict::Paused);
    }
    stand
}

/// An incident as it is told, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentFacts {
    /// Its id.
    pub id: String,
    /// What it was about.
    pub title: Option<String>,
    /// The agreement's services that it touched, with the word for how badly.
    pub services: Vec<(u32, Option<String>)>,
    /// What it says of itself, as names and values.
    pub labels: Vec<(String, String)>,
    /// Whether it counted, or why it did not.
    pub class: IncidentClass,
    /// Its priority at its beginning.
    pub priority: Option<String>,
    /// When its priority changed, and to what.
    pub changes: Vec<(LocalInstant, String)>,
    /// What it came from.
    pub cause: Option<String>,
    /// What happened, in order of time.
    pub events: Vec<(Event, LocalInstant)>,
    /// When it waited, and why.
    pub pauses: Vec<(LocalInstant, Option<LocalInstant>, Option<String>)>,
    /// When it was open again.
    pub reopened: Vec<(LocalInstant, Option<LocalInstant>)>,
    /// Its clocks, objective by objective.
    pub clocks: Vec<ClockLine>,
    /// The figures that it had a part in: its time in an outage, or that its clock belongs there.
    pub touched: Vec<TouchedFigure>,
}

/// A clock, and how its time counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockLine {
    /// The clock.
    pub figure: ClockFigure,
    /// When it is due, stopped, and when that it was missed became final.
    pub moments: ClockMoments,
    /// From its start to its end, in order of time.
    pub parts: Vec<(Interval, Part)>,
    /// The same as they are read.
    pub readings: Vec<(LocalInstant, LocalInstant, Part)>,
}

/// The instants of a clock that stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockMoments {
    /// When its limit had elapsed, or will have.
    pub due: Option<Instant>,
    /// When it stopped.
    pub stopped: Option<Instant>,
    /// From when on it was beyond its limit.
    pub missed: Option<Instant>,
}

/// A figure that an incident had a part in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchedFigure {
    /// The objective's position in the report.
    pub objective: u32,
    /// The period's position.
    pub period: u32,
    /// The seconds of its outage in the period; nothing of a clock.
    pub seconds: Option<Exact>,
    /// What its own part of the service's downtime cost the client, where that is told beside this
    /// figure: nothing of it is its own where others were as heavy and began before.
    pub loss: Option<Money>,
}

/// The incident at a position of the history; `laps` gives its clocks for an objective of the
/// contract.
#[must_use]
pub fn incident_facts<'h>(
    basis: &Basis,
    assessed: &[Assessed],
    at: usize,
    laps: &dyn Fn(usize, Incident<'_>) -> Vec<Vec<Lap<'h>>>,
) -> Option<IncidentFacts> {
    let incident = basis.history.incidents.get(at)?;
    let (zone, words) = (basis.agreement.zone, &basis.history.words);
    let reading = |at| zone.reading(at);
    let text = |word| words.text(word).to_owned();
    let services = incident.touches().iter().filter_map(|touch| match touch.service {
        Touched::Agreed(service) => {
            let word = basis.agreement.impact.word(touch.impact).map(str::to_owned);
            Some((position(service), word))
        }
        Touched::Other => None,
    });
    // What came after the instant of evaluation has not happened; of an incident that began after it
    // all is told, and `class` says so.
    let until = if incident.started() > basis.as_of { Instant::LAST } else { basis.as_of };
    let happened = |at: &Instant| *at <= until;
    let told = |event: &Event| Some((*event, incident.event(*event).filter(happened)?));
    let mut events: Vec<_> = Event::ALL.iter().filter_map(told).collect();
    events.order_by_key(|(event, at)| (*at, *event));
    let mut facts = IncidentFacts {
        id: incident.id().to_owned(),
        title: incident.title().map(str::to_owned),
        services: services.collect(),
        labels: incident.labels().iter().map(|[name, value]| (text(*name), text(*value))).collect(),
        class: incident_classes(basis, assessed).get(at).copied().unwrap_or(IncidentClass::Counted),
        priority: incident.priority().map(text),
        changes: Vec::new(),
        cause: incident.cause().map(text),
        events: events.into_iter().map(|(event, at)| (event, reading(at))).collect(),
        pauses: Vec::new(),
        reopened: Vec::new(),
        clocks: clock_lines(basis, assessed, at, incident, laps),
        touched: touched(basis, assessed, at),
    };
    for turn in incident.turns() {
        match turn {
            Turn::Pause { from, until, reason } if happened(from) => {
                let until = until.filter(happened).map(reading);
                facts.pauses.push((reading(*from), until, reason.map(text)));
            }
            Turn::Reopened { from, until } if happened(from) => {
                facts.reopened.push((reading(*from), until.filter(happened).map(reading)));
            }
            Turn::PriorityChange { at, priority, .. } if happened(at) => {
                facts.changes.push((reading(*at), text(*priority)));
            }
            _ => {}
        }
    }
    Some(facts)
}

/// The cases of an incident for a subject.
fn cases_of(cases: &[Case], incident: usize) -> impl Iterator<Item = (usize, &Case)> {
    let first = cases.partition_point(|case| case.incident < incident);
    let own = cases.iter().enumerate().skip(first);
    own.take_while(move |(_, case)| case.incident == incident)
}

fn clock_lines<'h>(
    basis: &Basis,
    assessed: &[Assessed],
    at: usize,
    incident: Incident<'_>,
    laps: &dyn Fn(usize, Incident<'_>) -> Vec<Vec<Lap<'h>>>,
) -> Vec<ClockLine> {
    let zone = basis.agreement.zone;
    let mut lines = Vec::new();
    for (place, (subject, (cases, excluded))) in basis.subjects.iter().zip(&basis.cases).enumerate()
    {
        let judged = cases_of(cases, at).map(|(number, case)| (Some(number), case));
        let skipped = cases_of(excluded, at).map(|(_, case)| (None, case));
        let mut own = judged.chain(skipped).peekable();
        if own.peek().is_none() {
            continue;
        }
        let all = laps(subject.objective, incident);
        for (case_at, case) in own {
            // A stretch whose priority has no clock is no case.
            let has_it = |laps: &&Vec<Lap<'_>>| laps.iter().any(|lap| lap.clock.span == case.span);
            let Some(laps) = all.iter().find(has_it) else { continue };
            let period = assessed.iter().filter(|it| it.subject == place).find(|it| {
                matches!(&it.measured, Measured::Cases(found)
                    if case_at.is_some_and(|case_at| found.cases.contains(&case_at)))
            });
            let period = period.map(|found| position(found.period));
            let mut parts: Vec<(Interval, Part)> =
                laps.iter().flat_map(|lap| lap.clock.parts()).collect();
            parts.order_by_key(|(span, _)| *span);
            parts.dedup();
            let readings = parts
                .iter()
                .map(|(it, part)| (zone.reading(it.from()), zone.reading(it.until()), *part));
            let readings = readings.collect();
            if let Some(figure) = clock_figure(basis, place, case, period) {
                let missed = case.decided.filter(|_| case.verdict == CaseVerdict::Missed);
                let moments = ClockMoments { due: case.due, stopped: case.stop(), missed };
                lines.push(ClockLine { figure, moments, parts, readings });
            }
        }
    }
    lines
}

fn touched(basis: &Basis, assessed: &[Assessed], at: usize) -> Vec<TouchedFigure> {
    let part = |found: &Assessed| {
        let seconds = match &found.measured {
            Measured::Cases(measure) => {
                let (cases, _) = basis.cases.get(found.subject)?;
                let mut own = cases_of(cases, at);
                own.any(|(case, _)| measure.cases.contains(&case)).then_some(None)?
            }
            Measured::Requests(_) => return None,
            tally @ Measured::Tally(_) => {
                tally.resolutions().any(|own| own == at).then_some(None)?
            }
            Measured::Availability(measure)
            | Measured::Outages(OutageFigures { time: measure, .. }) => {
                let own = stretches_in(basis, found.subject, measure);
                let own = own.filter(|stretch| stretch.source == Source::Incident(at));
                // Of a group it may have touched several members at once.
                let outages = &basis.service_time(found.subject)?.outages;
                let parts = own.flat_map(|stretch| outages.parts(stretch));
                let parts = IntervalSet::union_of(parts.map(|it| it.intersection(&measure.window)));
                let inside = parts.iter().map(Interval::nanoseconds).sum();
                Some(Exact::seconds(Some(inside).filter(|it| *it > 0)?))
            }
        };
        let (objective, period) = (position(found.subject), position(found.period));
        let loss = lost(basis, found).map(|lost| {
            let mut shares = lost.shares(basis).into_iter();
            let own = shares.find(|share| share.to == LostTo::Incident(at));
            let none = Money { amount: Exact::zero(), currency: lost.amount.currency };
            own.map_or(none, |share| share.amount)
        });
        Some(TouchedFigure { objective, period, seconds, loss })
    };
    assessed.iter().filter_map(part).collect()
}

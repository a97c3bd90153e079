//! The clocks of an incident, lap by lap: from one event to another, through pauses, reopenings
//! and changes of priority.

use super::{Clock, Hours};
use crate::model::{ClockTerms, Course, Event, Incident, PriorityRule, ReopenedRule, Turn, Word};
use crate::units::{Instant, Interval, IntervalSet};

/// A part of a clock's life in which one priority sets its limit.
#[derive(Clone, Debug)]
pub struct Lap<'h> {
    /// The clock.
    pub clock: Clock<'h>,
    /// The part.
    pub span: Interval,
    /// The priority, if any was told.
    pub priority: Option<Word>,
    /// Whether the clock's life ends with it.
    pub last: bool,
    /// What started the clock.
    pub began: Mark,
    /// What stopped it, if it stopped.
    pub ended: Option<Mark>,
}

/// What starts or stops a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// An event of the incident.
    Event {
        /// The event.
        event: Event,
        /// The event for which it stood in, for that is not told.
        instead_of: Option<Event>,
    },
    /// News of the incident.
    Update,
    /// That the incident was opened again, or the end of that.
    Reopened,
    /// A change of priority, with which one clock ended and another started.
    PriorityChange,
}

impl Mark {
    /// The field that tells it: `started`, `updates`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Event { event, .. } => event.name(),
            Self::Update => "updates",
            Self::Reopened => "reopened",
            Self::PriorityChange => "priority_changes",
        }
    }

    /// The event for which it stood in, if it did.
    #[must_use]
    pub fn instead_of(self) -> Option<Event> {
        match self {
            Self::Event { instead_of, .. } => instead_of,
            Self::Update | Self::Reopened | Self::PriorityChange => None,
        }
    }
}

/// Up to when an incident is known.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// What is later has not happened.
    pub as_of: Instant,
    /// Until then a running clock is looked at.
    pub until: Instant,
}

/// What an incident's clocks depend on beside its own facts.
#[derive(Clone, Copy)]
pub struct Rules<'a, 'h> {
    /// What is agreed.
    pub terms: &'a ClockTerms,
    /// The hours that count.
    pub hours: &'h Hours,
    /// Whether a pause of that reason stops a clock.
    pub pauses: &'a dyn Fn(Option<Word>) -> bool,
    /// How high a priority is: the lower the number, the higher.
    pub rank: &'a dyn Fn(Option<Word>) -> usize,
}

/// From a start until a stop, if it stopped.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: Instant,
    began: Mark,
    stop: Option<Stop>,
}

#[derive(Clone, Copy, Debug)]
struct Stop {
    at: Instant,
    mark: Mark,
    /// Whether the incident may be reopened after it.
    is_an_end: bool,
}

/// The life of one clock, whatever its priorities.
#[derive(Clone, Copy, Debug)]
struct Life {
    span: Interval,
    began: Mark,
    /// What stopped it at the end of that, if anything did.
    ended: Option<Mark>,
}

/// The cases of an incident, each with its laps in order of time; none where nothing starts a
/// clock.
#[must_use]
pub fn laps<'h>(incident: Incident<'_>, rules: Rules<'_, 'h>, known: Known) -> Vec<Vec<Lap<'h>>> {
    let stretches = stretches(incident, &rules.terms.course, known);
    if stretches.is_empty() {
        return Vec::new();
    }
    let told = Told::of(incident, rules, known);
    stretches.into_iter().map(|stretch| case(&told, rules, known, stretch)).collect()
}

/// What an incident tells of all its clocks, once for however many there are.
struct Told {
    /// The pauses that stop a clock.
    pauses: IntervalSet,
    /// When it was open again.
    again: Vec<Interval>,
    /// Its priority at its beginning.
    priority: Option<Word>,
    /// Its changes, in order of time.
    changes: Vec<(Instant, Word)>,
}

impl Told {
    fn of(incident: Incident<'_>, rules: Rules<'_, '_>, known: Known) -> Self {
        // What ends later than anything is known of has not ended.
        let happened = |from: Instant, until: Option<Instant>| {
            let until = until.filter(|until| *until <= known.as_of);
            (from <= known.as_of).then(|| Interval::new(from, until.unwrap_or(Instant::LAST)))
        };
        let turns = || incident.turns().iter();
        let pauses = turns().filter_map(|turn| match turn {
            Turn::Pause { from, until, reason } if (rules.pauses)(*reason) => {
                happened(*from, *until)
            }
            _ => None,
        });
        let again = turns().filter_map(|turn| match turn {
            Turn::Reopened { from, until } => happened(*from, *until),
            _ => None,
        });
        let changes = turns().filter_map(|turn| match turn {
            Turn::PriorityChange { at, priority, .. } => Some((*at, *priority)),
            _ => None,
        });
        Self {
            pauses: IntervalSet::union_of(pauses),
            again: again.collect(),
            priority: incident.priority(),
            changes: changes.collect(),
        }
    }
}

/// When a clock starts, if anything starts it.
#[must_use]
pub fn clock_start(incident: Incident<'_>, course: &Course, known: Known) -> Option<Instant> {
    let (Course::Between { from, .. } | Course::Updates { from, .. }) = course;
    first(incident, from, known).map(|(_, at)| at)
}

/// The first of some events that has happened; it stands in for the one that is named before all.
fn first(incident: Incident<'_>, events: &[Event], known: Known) -> Option<(Event, Instant)> {
    let told = events.iter().filter_map(|event| Some((*event, incident.event(*event)?)));
    told.into_iter().find(|(_, at)| *at <= known.as_of)
}

fn mark(event: Event, named: &[Event]) -> Mark {
    Mark::Event { event, instead_of: named.first().copied().filter(|first| *first != event) }
}

fn stretches(incident: Incident<'_>, course: &Course, known: Known) -> Vec<Stretch> {
    let (Course::Between { from, to } | Course::Updates { from, to }) = course;
    let Some((event, start)) = first(incident, from, known) else { return Vec::new() };
    let mut began = mark(event, from);
    let end = first(incident, to, known).map(|(event, at)| Stop {
        at,
        mark: mark(event, to),
        is_an_end: event.is_an_end(),
    });
    let Course::Updates { .. } = course else {
        return vec![Stretch { from: start, began, stop: end }];
    };
    let until = end.map_or(known.as_of, |end| end.at);
    let updates = incident.turns().iter().filter_map(|turn| match turn {
        Turn::Update(at) if *at < until || (*at == until && end.is_none()) => Some(*at),
        _ => None,
    });
    let mut stretches = Vec::new();
    let mut from = start;
    for at in updates {
        // News at the start, or told twice, ends no stretch.
        if at <= from {
            continue;
        }
        let stop = Stop { at, mark: Mark::Update, is_an_end: false };
        stretches.push(Stretch { from, began, stop: Some(stop) });
        (from, began) = (at, Mark::Update);
    }
    stretches.push(Stretch { from, began, stop: end.map(|end| Stop { is_an_end: false, ..end }) });
    stretches
}

fn case<'h>(told: &Told, rules: Rules<'_, 'h>, known: Known, stretch: Stretch) -> Vec<Lap<'h>> {
    let stop = stretch.stop.filter(|stop| stop.is_an_end);
    let after = |span: &&Interval| stop.is_some_and(|stop| span.from() >= stop.at);
    let again: Vec<Interval> =
        told.again.iter().filter(|_| stop.is_some()).filter(after).copied().collect();
    let mut between = None;
    let whole = |(from, began): (Instant, Mark), stop: Option<(Instant, Mark)>| {
        let until = stop.map_or_else(|| known.until.max(from), |(at, _)| at);
        Life { span: Interval::new(from, until), began, ended: stop.map(|(_, mark)| mark) }
    };
    let closed = |span: &Interval| {
        Some((span.until(), Mark::Reopened)).filter(|(until, _)| *until < Instant::LAST)
    };
    let start = (stretch.from, stretch.began);
    let first = whole(start, stretch.stop.map(|stop| (stop.at, stop.mark)));
    if again.is_empty() {
        return laps_by_priority(told, rules, first, &told.pauses);
    }
    let lives = match (again.last(), rules.terms.reopened) {
        (None, _) => vec![first],
        (Some(last), ReopenedRule::FromStart) => vec![whole(start, closed(last))],
        (Some(last), ReopenedRule::Resume) => {
            let begins = again.iter().map(Interval::from);
            let ends = std::iter::once(first.span.until()).chain(again.iter().map(Interval::until));
            let waits = ends.zip(begins).map(|(end, begin)| Interval::new(end, begin));
            between = Some(IntervalSet::union_of(told.pauses.iter().copied().chain(waits)));
            vec![whole(start, closed(last))]
        }
        (Some(_), ReopenedRule::Longest) => {
            let later = again.iter().map(|span| whole((span.from(), Mark::Reopened), closed(span)));
            std::iter::once(first).chain(later).collect()
        }
    };
    let pauses = between.as_ref().unwrap_or(&told.pauses);
    lives.into_iter().flat_map(|life| laps_by_priority(told, rules, life, pauses)).collect()
}

/// The laps of one clock, cut where its priority changes.
fn laps_by_priority<'h>(
    told: &Told,
    rules: Rules<'_, 'h>,
    Life { span, began, ended }: Life,
    pauses: &IntervalSet,
) -> Vec<Lap<'h>> {
    let (rule, stopped) = (rules.terms.priority_change, ended.is_some());
    // What changed before the clock started is how it started.
    let (before, later) =
        told.changes.split_at(told.changes.partition_point(|(at, _)| *at <= span.from()));
    let priority = before.last().map(|(_, priority)| *priority).or(told.priority);
    if later.is_empty() {
        let clock = Clock::new(rules.hours, span, stopped, pauses);
        return vec![Lap { clock, span, priority, last: true, began, ended }];
    }
    let mut laps: Vec<(Instant, Option<Word>)> = vec![(span.from(), priority)];
    let counts = |at: Instant| at < span.until() || (at == span.until() && !stopped);
    let mut last = priority;
    for (at, priority) in later.iter().take_while(|(at, _)| counts(*at)) {
        let lower = || (rules.rank)(last) <= (rules.rank)(Some(*priority));
        let changes = match rule {
            PriorityRule::First => false,
            PriorityRule::Highest => last != Some(*priority) && !lower(),
            _ => last != Some(*priority),
        };
        if changes {
            last = Some(*priority);
            laps.push((*at, last));
        }
    }
    let ends = laps.iter().skip(1).map(|(from, _)| Some(*from)).chain([None]);
    let restart = rule == PriorityRule::Restart;
    let whole = (!restart).then(|| Clock::new(rules.hours, span, stopped, pauses));
    let laps = laps.iter().zip(ends).map(|((from, priority), end)| {
        let lap = Interval::new(*from, end.unwrap_or(span.until()));
        let clock = whole
            .clone()
            .unwrap_or_else(|| Clock::new(rules.hours, lap, stopped && end.is_none(), pauses));
        let is_new = restart && *from > span.from();
        Lap {
            clock,
            span: lap,
            priority: *priority,
            last: end.is_none(),
            began: if is_new { Mark::PriorityChange } else { began },
            ended: if restart && end.is_some() { Some(Mark::PriorityChange) } else { ended },
        }
    });
    laps.collect()
}

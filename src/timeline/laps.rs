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

/// The life of one clock, whatever its priorities.
#[derive(Clone, Copy, Debug)]
struct Life {
    span: Interval,
    began: Mark,
    /// What stopped it at the end of that, if anything did.
    ended: Option<Mark>,
}

impl Life {
    /// From a start until a stop, or else until the clock is no longer looked at.
    fn new((from, began): (Instant, Mark), stop: Option<(Instant, Mark)>, known: Known) -> Self {
        let until = stop.map_or(known.until, |(at, _)| at);
        Self { span: Interval::new(from, until), began, ended: stop.map(|(_, mark)| mark) }
    }
}

/// The cases of an incident, each with its laps in order of time; none where nothing starts a
/// clock.
#[must_use]
pub fn laps<'h>(incident: Incident<'_>, rules: Rules<'_, 'h>, known: Known) -> Vec<Vec<Lap<'h>>> {
    let (Course::Between { from, to } | Course::Updates { from, to }) = &rules.terms.course;
    let Some((event, at)) = first(incident, from, known) else { return Vec::new() };
    let told = Told::of(incident, rules, known);
    let stop = first(incident, to, known);
    let ended = stop.filter(|(event, _)| event.is_an_end()).map(|(_, at)| at);
    let stop = stop.map(|(event, at)| (at, mark(event, to)));
    let life = Life::new((at, mark(event, from)), stop, known);
    let (lives, waits) = match ended {
        Some(ended) => again(&told, rules.terms.reopened, (life, ended), known),
        None => (vec![life], Vec::new()),
    };
    let paused = (!waits.is_empty())
        .then(|| IntervalSet::union_of(told.pauses.iter().copied().chain(waits)));
    let pauses = paused.as_ref().unwrap_or(&told.pauses);
    let laps = |life| laps_by_priority(&told, rules, life, pauses);
    match rules.terms.course {
        Course::Between { .. } => vec![lives.into_iter().flat_map(laps).collect()],
        // However the incident was opened again: from each news to the next is a case.
        Course::Updates { .. } => {
            let lives = lives.into_iter();
            lives.flat_map(|life| between_updates(incident, life, known)).map(laps).collect()
        }
    }
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
        let mut latest: Vec<(Instant, Word)> = Vec::new();
        for (at, priority) in changes {
            // Of those of one instant the last holds.
            match latest.last_mut() {
                Some(last) if last.0 == at => last.1 = priority,
                _ => latest.push((at, priority)),
            }
        }
        Self {
            pauses: IntervalSet::union_of(pauses),
            again: again.collect(),
            priority: incident.priority(),
            changes: latest,
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

/// The lives of a clock whose incident `ended` at an instant and may have been opened again since:
/// more than one only where each time that it was open counts by itself. And the waits between, if
/// they pause it.
fn again(
    told: &Told,
    rule: ReopenedRule,
    (first, ended): (Life, Instant),
    known: Known,
) -> (Vec<Life>, Vec<Interval>) {
    let again: Vec<Interval> =
        told.again.iter().filter(|span| span.from() >= ended).copied().collect();
    let Some(last) = again.last() else { return (vec![first], Vec::new()) };
    let closed = |span: &Interval| {
        Some((span.until(), Mark::Reopened)).filter(|(until, _)| *until < Instant::LAST)
    };
    let start = (first.span.from(), first.began);
    match rule {
        ReopenedRule::FromStart => (vec![Life::new(start, closed(last), known)], Vec::new()),
        ReopenedRule::Resume => {
            let ends = std::iter::once(first.span.until()).chain(again.iter().map(Interval::until));
            let begins = again.iter().map(Interval::from);
            let waits = ends.zip(begins).map(|(end, begin)| Interval::new(end, begin));
            (vec![Life::new(start, closed(last), known)], waits.collect())
        }
        ReopenedRule::Longest => {
            let later = again
                .iter()
                .map(|span| Life::new((span.from(), Mark::Reopened), closed(span), known));
            (std::iter::once(first).chain(later).collect(), Vec::new())
        }
    }
}

/// A clock's life from its start to the first news, from each news to the next, and from the last
/// to its end.
fn between_updates(incident: Incident<'_>, life: Life, known: Known) -> Vec<Life> {
    let counts = |at: Instant| match life.ended {
        Some(_) => at < life.span.until(),
        None => at <= known.as_of,
    };
    let updates = incident.turns().iter().filter_map(|turn| match turn {
        Turn::Update(at) => Some(*at).filter(|at| counts(*at)),
        _ => None,
    });
    let mut lives = Vec::new();
    let mut start = (life.span.from(), life.began);
    for at in updates {
        // News at the start, or told twice, ends no stretch.
        if at > start.0 {
            let news = (at, Mark::Update);
            lives.push(Life::new(start, Some(news), known));
            start = news;
        }
    }
    let end = life.ended.map(|mark| (life.span.until(), mark));
    lives.push(Life::new(start, end, known));
    lives
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

//! One clock of one incident, held against its limit.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{By, ClockTerms, Limit, Limits, PriorityRule, Word};
use crate::timeline::{Clock, Hours, Lap, Mark};
use crate::units::{Instant, Interval};

/// How a clock stands with its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseVerdict {
    /// It stopped within its limit.
    Met,
    /// It went beyond its limit.
    Missed,
    /// It runs and is within its limit.
    Running,
    /// It is paused and within its limit.
    Paused,
    /// It stopped and has no limit of its own.
    Stopped,
    /// It is not judged: its incident has a cause for which the provider does not answer.
    Excluded,
}

impl CaseVerdict {
    /// Its name as data: `missed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Excluded => "excluded",
        }
    }
}

/// Why a clock with a limit has no due instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoDue {
    /// It is paused, and nobody knows until when.
    Paused,
    /// Its hours never open for so long.
    NeverOpen,
    /// It would come after the year 9999, the last that can be written.
    #[serde(rename = "beyond_9999")]
    Beyond9999,
}

/// A clock of an incident, judged by the time that elapsed on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The incident, by its position in the history.
    pub incident: usize,
    /// From the clock's start until it stopped, or until it is no longer looked at.
    pub span: Interval,
    /// Whether it stopped.
    pub stopped: bool,
    /// What started it.
    pub began: Mark,
    /// What stopped it, if it did.
    pub ended: Option<Mark>,
    /// Hours that passed while it was not paused, in nanoseconds.
    pub elapsed: i128,
    /// Hours in which it was paused, in nanoseconds.
    pub paused: i128,
    /// The priority in force at the end of its span.
    pub priority: Option<Word>,
    /// The limit that decided, or would, in nanoseconds of its hours; nothing where there is none,
    /// or its day never comes.
    pub limit: Option<i128>,
    /// The first instant at which that much has elapsed, if it comes.
    pub due: Option<Instant>,
    /// Why that never comes, where there is a limit.
    pub no_due: Option<NoDue>,
    /// How it stands.
    pub verdict: CaseVerdict,
    /// When the verdict became final: the stop of a clock within its limit, else the instant from
    /// which it was beyond.
    pub decided: Option<Instant>,
    /// When its length became final: of several clocks when the last stopped, whichever is the
    /// longest.
    pub over: Option<Instant>,
}

impl Case {
    /// When it stopped, if it did.
    #[must_use]
    pub fn stop(&self) -> Option<Instant> {
        self.stopped.then_some(self.span.until())
    }

    /// The same clock of an incident whose cause is excluded: how it ran is told, and that it is
    /// not judged.
    #[must_use]
    pub fn excluded(self) -> Self {
        let (verdict, decided) = (CaseVerdict::Excluded, None);
        Self { verdict, decided, due: None, no_due: None, limit: None, ..self }
    }
}

/// The limit of a lap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// Cases have no limit of their own.
    None,
    /// The priority has none, and so no clock.
    NoClock,
    /// So many nanoseconds; nothing where its day never comes.
    Within(Option<i128>),
}

/// Judges the `laps` of one case; nothing where its priority has no clock.
///
/// A clock is missed as soon as more has elapsed than the limit in force at that instant, and stays
/// missed whatever its priority becomes.
#[must_use]
pub fn judge_case(
    incident: usize,
    laps: &[Lap<'_>],
    terms: &ClockTerms,
    hours: &Hours,
    name: &dyn Fn(Word) -> String,
) -> Option<Case> {
    // The limit of a priority is the same for every lap that starts with its clock.
    let known: RefCell<BTreeMap<(Option<Word>, Instant), Bound>> = RefCell::default();
    let bound = |lap: &Lap<'_>| {
        if laps.len() == 1 {
            return bound(lap, terms, hours, name);
        }
        let key = (lap.priority, lap.clock.span.from());
        let found = known.borrow().get(&key).copied();
        found.unwrap_or_else(|| {
            let found = bound(lap, terms, hours, name);
            known.borrow_mut().insert(key, found);
            found
        })
    };
    let missed = laps
        .iter()
        .filter_map(|lap| Some((missed_at(lap, bound(lap), terms.strict)?, lap)))
        .min_by_key(|(at, _)| *at);
    // Of several clocks the longest counts.
    let longest = |lap: &&Lap<'_>| (lap.clock.elapsed(), !lap.clock.stopped);
    let ends = || laps.iter().filter(|lap| lap.last);
    let end = ends().rev().max_by_key(longest)?;
    let running = ends().find(|lap| !lap.clock.stopped);
    let stop = ends().map(|lap| lap.clock.span.until()).max().filter(|_| running.is_none());
    let (deciding, decided, verdict) = match missed {
        Some((at, lap)) => (lap, Some(at), CaseVerdict::Missed),
        None => match running {
            Some(lap) if lap.clock.is_paused => (lap, None, CaseVerdict::Paused),
            Some(lap) => (lap, None, CaseVerdict::Running),
            None if bound(end) == Bound::None => (end, stop, CaseVerdict::Stopped),
            None => (end, stop, CaseVerdict::Met),
        },
    };
    let (limit, is_limited) = match bound(deciding) {
        Bound::NoClock => return None,
        Bound::None => (None, false),
        Bound::Within(limit) => (limit, true),
    };
    // A clock that was missed before it was restarted is told as it was then, and ended there; of
    // several clocks of which one runs, that one, for only it may yet be missed.
    let is_restarted = verdict == CaseVerdict::Missed && restarted(deciding, terms);
    let told = if verdict != CaseVerdict::Missed || is_restarted { deciding } else { end };
    let stopped = is_restarted || (running.is_none() && told.clock.stopped);
    // What is paused within its limit is due when the pause ends, or later: nobody knows when. Once
    // it is missed, no pause puts off what has passed.
    let due = limit.filter(|_| verdict != CaseVerdict::Paused);
    let due = due.and_then(|limit| told.clock.reached(limit));
    let why = match told.clock.is_paused {
        true => NoDue::Paused,
        false if hours.go_on() => NoDue::Beyond9999,
        false => NoDue::NeverOpen,
    };
    Some(Case {
        incident,
        span: told.clock.span,
        stopped,
        began: told.began,
        ended: told.ended.filter(|_| stopped),
        elapsed: told.clock.elapsed(),
        paused: told.clock.paused(),
        priority: if is_restarted { told } else { ends().next_back()? }.priority,
        limit,
        due,
        no_due: (is_limited && due.is_none()).then_some(why),
        verdict,
        decided,
        over: if is_restarted { Some(told.span.until()) } else { stop },
    })
}

fn restarted(lap: &Lap<'_>, terms: &ClockTerms) -> bool {
    terms.priority_change == PriorityRule::Restart && !lap.last
}

/// From when on the lap's clock was beyond its limit, if it was in that lap.
fn missed_at(lap: &Lap<'_>, bound: Bound, strict: bool) -> Option<Instant> {
    let Bound::Within(Some(limit)) = bound else { return None };
    let end = lap.span.until();
    if strict {
        let at = lap.clock.reached(limit)?.max(lap.span.from());
        (at < end || (lap.last && at == end)).then_some(at)
    } else if lap.clock.elapsed() <= limit {
        None
    } else {
        let beyond = lap.clock.exceeded(limit)?;
        (beyond < end || beyond < lap.span.from()).then(|| beyond.max(lap.span.from()))
    }
}

fn bound(lap: &Lap<'_>, terms: &ClockTerms, hours: &Hours, name: &dyn Fn(Word) -> String) -> Bound {
    // A priority that is not looked at is like one without a limit.
    let chosen = &terms.scope.priorities;
    if !chosen.is_empty() && !lap.priority.is_some_and(|it| chosen.contains(&name(it))) {
        return Bound::NoClock;
    }
    let limit = match &terms.limits {
        Limits::None => return Bound::None,
        Limits::One(limit) => limit,
        Limits::ByPriority(limits) => {
            let name = lap.priority.map(name);
            match limits.iter().find(|(priority, _)| Some(priority) == name.as_ref()) {
                Some((_, limit)) => limit,
                None => return Bound::NoClock,
            }
        }
    };
    Bound::Within(length(*limit, &lap.clock, hours))
}

/// A limit in nanoseconds of the clock's hours; nothing where its day never comes.
fn length(limit: Limit, clock: &Clock<'_>, hours: &Hours) -> Option<i128> {
    match limit {
        Limit::Elapsed(elapsed) => Some(elapsed),
        Limit::WorkingDays { days, by } => {
            let start = clock.span.from();
            let end = hours.working_day(start, days, by == By::SameTime)?;
            Some(hours.between(start, end))
        }
    }
}

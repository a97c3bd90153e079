//! One clock, step by step (semantics, section 4).

use serde_json::Value;

use super::calendar::{Calendar, Grid};
use super::events::{Incident, Span, holds};
use super::target::{allowed, names};

/// What is agreed about a clock, and what it runs on.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'w> {
    /// What `within` or `less_than` says.
    pub(crate) within: Option<&'w Value>,
    /// Whether the target itself is too long.
    strict: bool,
    pub(crate) pause_on: Option<&'w Vec<Value>>,
    /// The priorities that are looked at, where not all are.
    chosen: Option<&'w Vec<Value>>,
    pub(crate) priority_change: &'w str,
    pub(crate) reopened: &'w str,
    /// The highest first.
    priorities: &'w [String],
    calendar: &'w Calendar,
    grid: Grid,
}

impl<'w> Rules<'w> {
    pub(crate) fn of(
        objective: &'w Value,
        priorities: &'w [String],
        calendar: &'w Calendar,
        grid: Grid,
    ) -> Self {
        let strict = !objective["less_than"].is_null();
        Self {
            within: objective.get(if strict { "less_than" } else { "within" }),
            strict,
            pause_on: objective["pause_on"].as_array(),
            chosen: objective["where"]["priority"].as_array(),
            priority_change: objective["priority_change"].as_str().unwrap_or("last"),
            reopened: objective["reopened"].as_str().unwrap_or("resume"),
            priorities,
            calendar,
            grid,
        }
    }
}

/// A clock that starts once and stops at most once.
#[derive(Clone)]
pub(crate) struct Clock<'w> {
    pub(crate) rules: Rules<'w>,
    pub(crate) incident: &'w Incident,
    pub(crate) start: i64,
    pub(crate) stop: Option<i64>,
    /// The stop, or the instant until which it is looked at.
    pub(crate) end: i64,
    /// Whether a new clock took its place at its end.
    pub(crate) is_replaced: bool,
    /// Those that count.
    pub(crate) pauses: Vec<Span>,
}

/// When a clock was beyond its target first, and what that was.
#[derive(Clone, Copy)]
pub(crate) struct Miss {
    pub(crate) at: i64,
    pub(crate) target: i64,
}

impl<'w> Clock<'w> {
    /// The seconds that elapsed, and those that were paused, by its end.
    pub(crate) fn elapsed_and_paused(&self) -> (i64, i64) {
        let (mut elapsed, mut paused) = (0, 0);
        let mut instant = self.start;
        while instant < self.end {
            *(if self.is_paused(instant) { &mut paused } else { &mut elapsed }) +=
                self.open(instant);
            instant += self.rules.grid.step;
        }
        (elapsed, paused)
    }

    /// Whether, and when, more elapsed than the target in force.
    pub(crate) fn missed(&self) -> Option<Miss> {
        let Rules { strict, grid, .. } = self.rules;
        let targets = self.targets();
        let exceeds = |elapsed, target| if strict { elapsed >= target } else { elapsed > target };
        let mut elapsed = 0;
        let mut instant = self.start;
        loop {
            let in_force = targets.iter().rev().find(|(from, _)| *from <= instant);
            let target = in_force.and_then(|(_, target)| *target);
            let miss = target.map(|target| Miss { at: instant, target });
            let is_over = |elapsed| target.is_some_and(|target| exceeds(elapsed, target));
            // At the instant at which another takes its place it is gone.
            if is_over(elapsed) && !(self.is_replaced && instant == self.end) {
                return miss;
            }
            if instant >= self.end {
                return None;
            }
            if !self.is_paused(instant) {
                elapsed += self.open(instant);
            }
            // What is above its target a step later was still at it now.
            if !strict && is_over(elapsed) {
                return miss;
            }
            instant += grid.step;
        }
    }

    /// The first instant at which a target is reached: with the pauses until the end, and with none
    /// after it, for nothing is known of them.
    pub(crate) fn due(&self, target: i64) -> Option<i64> {
        let Rules { calendar, grid, .. } = self.rules;
        let mut elapsed = 0;
        let mut instant = self.start;
        while elapsed < target {
            let is_known = instant < self.end;
            if instant == self.end && self.stop.is_none() && self.is_paused(instant) {
                return None;
            }
            if !is_known && calendar.is_closed_from(instant) {
                return None;
            }
            if !(is_known && self.is_paused(instant)) {
                elapsed += self.open(instant);
            }
            instant += grid.step;
        }
        Some(instant)
    }

    pub(crate) fn is_paused(&self, instant: i64) -> bool {
        self.pauses.iter().any(|span| holds(*span, instant))
    }

    /// The clocks that follow each other where every change of priority starts a new one.
    pub(crate) fn restarted(&self) -> Vec<Self> {
        let mut clocks = vec![self.clone()];
        if self.rules.priority_change != "restart" {
            return clocks;
        }
        for at in self.changes() {
            let before = clocks.last_mut().unwrap();
            (before.stop, before.end, before.is_replaced) = (None, at, true);
            clocks.push(Self { start: at, ..self.clone() });
        }
        clocks
    }

    /// The priority that sets the target at its end.
    pub(crate) fn last_priority(&self) -> Option<&'w str> {
        let last = self.changes().last().copied();
        self.priority_that_counts(last.unwrap_or(self.start))
    }

    /// The target in force at its end; nothing where there is none, or it never comes.
    pub(crate) fn last_target(&self) -> Option<i64> {
        self.targets().last().and_then(|(_, target)| *target)
    }

    /// Whether the priority at its end has a target at all, or none is asked for.
    pub(crate) fn has_a_clock(&self) -> bool {
        let last = self.last_priority();
        self.is_chosen(last) && self.rules.within.is_none_or(|within| names(within, last))
    }

    /// Whether it is looked at by any of the priorities that it had.
    pub(crate) fn is_looked_at(&self) -> bool {
        let mut from = [self.start].into_iter().chain(self.changes());
        from.any(|from| self.is_chosen(self.priority_that_counts(from)))
    }

    fn is_chosen(&self, priority: Option<&str>) -> bool {
        let own = |named: &Value| priority.is_some_and(|own| named == own);
        self.rules.chosen.is_none_or(|named| named.iter().any(own))
    }

    /// The instants at which the priority became another while it ran; at its stop it does not.
    fn changes(&self) -> Vec<i64> {
        let runs_on = self.stop.is_none() && !self.is_replaced;
        let last = if runs_on { self.end } else { self.end - self.rules.grid.step };
        self.incident.changes(self.start, last)
    }

    /// The priority by which the target is chosen at an instant.
    fn priority_that_counts(&self, instant: i64) -> Option<&'w str> {
        match self.rules.priority_change {
            "first" => self.incident.priority_at(self.start),
            "highest" => {
                let so_far = self.incident.changes(self.start, instant);
                let so_far = [self.start].into_iter().chain(so_far);
                let so_far = so_far.filter_map(|at| self.incident.priority_at(at));
                let rank = |name: &&str| self.rules.priorities.iter().position(|p| p == name);
                so_far.min_by_key(rank)
            }
            _ => self.incident.priority_at(instant),
        }
    }

    /// The target from each instant on.
    fn targets(&self) -> Vec<(i64, Option<i64>)> {
        let Rules { within, calendar, grid, .. } = self.rules;
        let Some(written) = within else { return Vec::new() };
        let from = [self.start].into_iter().chain(self.changes());
        from.map(|from| {
            let priority = self.priority_that_counts(from);
            let is_chosen = self.is_chosen(priority);
            let target = || allowed(written, priority, calendar, grid, self.start);
            (from, is_chosen.then(target).flatten())
        })
        .collect()
    }

    /// The open seconds from an instant to the next.
    fn open(&self, instant: i64) -> i64 {
        if self.rules.calendar.is_open(instant) { self.rules.grid.step } else { 0 }
    }
}

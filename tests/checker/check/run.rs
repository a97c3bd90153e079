//! How a clock runs: it is cut wherever anything about it changes, and between two cuts it runs, or
//! stands, under one limit.

use serde_json::Value;

use super::clock::{Nanos, instant};
use super::clocks::{Mark, Stretch};
use super::hours::Hours;
use super::limits::{is_one, length};
use super::papers::{Papers, stated, text};

/// From the start of a clock to its stop, if it stopped.
#[derive(Clone, Copy)]
pub(crate) struct Life {
    pub(crate) start: Nanos,
    pub(crate) stop: Option<(Nanos, Mark)>,
    pub(crate) began: Mark,
    /// Whether no other clock starts anew where it ends.
    pub(crate) is_last: bool,
}

/// How it ran.
pub(crate) struct Ran {
    pub(crate) life: Life,
    /// Its stop, or until when it is looked at.
    pub(crate) end: Nanos,
    pub(crate) ended: Option<Mark>,
    pub(crate) elapsed: Nanos,
    pub(crate) paused: Nanos,
    pub(crate) is_paused: bool,
    /// When it was beyond its limit, and that limit.
    pub(crate) missed: Option<(Nanos, Nanos)>,
    /// The priority at its end, whether that is looked at, and its limit.
    pub(crate) priority: Option<String>,
    pub(crate) is_chosen: bool,
    pub(crate) limit: Option<Nanos>,
    ran: Vec<(Nanos, Nanos)>,
}

impl Ran {
    /// The first instant at which so much has elapsed, unless a pause stands before it.
    pub(crate) fn due(&self, limit: Nanos, hours: &Hours) -> Option<Nanos> {
        let mut left = limit;
        for (from, until) in &self.ran {
            if left <= until - from {
                return Some(from + left);
            }
            left -= until - from;
        }
        (!self.is_paused).then(|| hours.after(self.end, left))
    }
}

impl Papers {
    /// Until when a running clock is looked at.
    fn known_until(&self, incident: usize) -> Nanos {
        let file = &self.json[self.incidents[incident].file];
        let at = |pointer| stated(file, pointer).map(|at| instant(text(at)).unwrap());
        let until = at("/source/covers/until").or_else(|| at("/source/exported_at"));
        until.unwrap_or(self.as_of).min(self.as_of)
    }

    /// From when on which priority sets the limit of a clock; before its first change the one with
    /// which it started.
    fn priorities(
        &self,
        objective: usize,
        incident: usize,
        (start, end): (Nanos, Nanos),
        is_stopped: bool,
    ) -> Vec<(Nanos, &Value)> {
        let rule = self.objective(objective);
        let changes = self.told_of(incident)["priority_changes"].as_array().into_iter().flatten();
        let changes = changes.map(|it| (instant(text(&it["at"])).unwrap(), &it["priority"]));
        let mut changes: Vec<(Nanos, &Value)> = changes.collect();
        changes.sort_by_key(|(at, _)| *at);
        let before = changes.iter().rev().find(|(at, _)| *at <= start);
        let first = before.map_or(&self.told_of(incident)["priority"], |(_, it)| *it);
        let mut laps = vec![(start, first)];
        let ranks: Vec<&Value> = self.list("/priorities").iter().collect();
        let rank = |priority: &Value| ranks.iter().position(|it| *it == priority);
        let rank = |priority: &Value| rank(priority).unwrap_or(ranks.len());
        for (number, (at, priority)) in changes.iter().enumerate() {
            let counts = start < *at && (*at < end || !is_stopped && *at == end);
            // Of those of one instant the last holds.
            let is_last = changes.get(number + 1).is_none_or(|next| next.0 != *at);
            let last = laps.last().unwrap().1;
            let changes = match stated(rule, "/priority_change").map(text) {
                Some("first") => false,
                Some("highest") => rank(priority) < rank(last),
                _ => last != *priority,
            };
            if counts && is_last && changes {
                laps.push((*at, priority));
            }
        }
        laps
    }

    /// How a clock ran: once, or where each change of priority starts it anew, each time.
    pub(crate) fn runs(
        &self,
        objective: usize,
        incident: usize,
        life: Life,
        pauses: &[Stretch],
    ) -> Vec<Ran> {
        let end = life.stop.map_or_else(|| self.known_until(incident), |(at, _)| at);
        let end = end.max(life.start);
        let laps = self.priorities(objective, incident, (life.start, end), life.stop.is_some());
        let anew = self.objective(objective)["priority_change"] == "restart";
        if !anew {
            return vec![self.run(objective, (life, end), &laps, pauses)];
        }
        let mark = ("priority_changes", None);
        let each = laps.iter().enumerate().map(|(number, lap)| {
            let next = laps.get(number + 1).map(|(at, _)| *at);
            let mut own = Life { start: lap.0, ..life };
            if number > 0 {
                own.began = mark;
            }
            if let Some(next) = next {
                (own.stop, own.is_last) = (Some((next, mark)), false);
            }
            self.run(objective, (own, next.unwrap_or(end)), &[*lap], pauses)
        });
        each.collect()
    }

    fn run(
        &self,
        objective: usize,
        (life, end): (Life, Nanos),
        laps: &[(Nanos, &Value)],
        pauses: &[Stretch],
    ) -> Ran {
        let (rule, hours, start) =
            (self.objective(objective), self.hours_of(objective), life.start);
        let priority = |at: Nanos| laps.iter().rev().find(|(from, _)| *from <= at).unwrap().1;
        let strict = stated(rule, "/less_than").is_some();
        let limits = stated(rule, "/within").or_else(|| stated(rule, "/less_than"));
        let chosen = stated(rule, "/where/priority").and_then(Value::as_array);
        let is_chosen = |at: Nanos| chosen.is_none_or(|all| all.contains(priority(at)));
        let limit = |at: Nanos| match limits.filter(|_| is_chosen(at))? {
            Value::Object(each) if !is_one(each) => {
                each.get(priority(at).as_str()?).map(|limit| length(limit, hours, start, self))
            }
            one => Some(length(one, hours, start, self)),
        };
        let stands = |at: Nanos| {
            pauses.iter().any(|(from, until)| *from <= at && until.is_none_or(|until| at < until))
        };
        let mut cuts = vec![start, end];
        cuts.extend(hours.within((start, end)).iter().flat_map(|(from, until)| [*from, *until]));
        cuts.extend(pauses.iter().flat_map(|(from, until)| [Some(*from), *until]).flatten());
        cuts.extend(laps.iter().map(|(at, _)| *at));
        cuts.retain(|cut| (start..=end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let (mut elapsed, mut paused, mut missed) = (0, 0, None);
        let mut ran: Vec<(Nanos, Nanos)> = Vec::new();
        // Its last instant is looked at by itself, but where another clock starts then.
        let last = life.is_last.then_some((end, end));
        let slices = cuts.windows(2).map(|slice| (slice[0], slice[1])).chain(last);
        for (from, until) in slices {
            let (open, stands, own) = (hours.is_open(from), stands(from), limit(from));
            let runs = if open && !stands { until - from } else { 0 };
            if let (None, Some(own)) = (missed, own) {
                // What is reached at the end of a slice is by the limit that holds from there on.
                let beyond = elapsed + runs > own || (strict && elapsed >= own);
                // A limit that was set lower is passed at once.
                let at = from + (own - elapsed).max(0);
                missed = beyond.then_some((at, own));
            }
            if runs > 0 {
                ran.push((from, until));
            } else if open {
                paused += until - from;
            }
            elapsed += runs;
        }
        Ran {
            life,
            end,
            ended: life.stop.map(|(_, mark)| mark),
            elapsed,
            paused,
            is_paused: life.stop.is_none() && stands(end),
            missed,
            priority: priority(end).as_str().map(str::to_owned),
            is_chosen: is_chosen(end),
            limit: limit(end),
            ran,
        }
    }
}

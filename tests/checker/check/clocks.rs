//! The clocks of every incident, worked out from the files: each is cut wherever anything about it
//! changes, and between two cuts it runs, or stands, under one limit.
//!
//! What the objectives of the samples leave at its default is read in no other way.

use serde_json::Value;

use super::clock::{Nanos, instant};
use super::limits::{is_one, length};
use super::papers::{Papers, stated, text};

/// A clock of an incident.
pub(crate) struct Case {
    pub(crate) incident: usize,
    pub(crate) priority: Option<String>,
    pub(crate) started: Nanos,
    /// What started it, and what stopped it.
    pub(crate) from: Mark,
    pub(crate) to: Option<Mark>,
    pub(crate) stopped: Option<Nanos>,
    pub(crate) elapsed: Nanos,
    pub(crate) paused: Nanos,
    pub(crate) real: Nanos,
    pub(crate) limit: Option<Nanos>,
    pub(crate) due: Option<Nanos>,
    pub(crate) no_due: Option<&'static str>,
    pub(crate) verdict: &'static str,
    pub(crate) decided: Option<Nanos>,
    /// The period to which it belongs, if it belongs to one yet.
    pub(crate) period: Option<usize>,
}

/// A field of an incident, and the event for which it stands in.
pub(crate) type Mark = (&'static str, Option<&'static str>);

fn mark(told: &'static str, named: &[&'static str]) -> Mark {
    (told, named.first().copied().filter(|first| *first != told))
}

type Stretch = (Nanos, Option<Nanos>);

/// The events that start a clock, and those that stop it; the first that is told.
pub(crate) fn course(
    indicator: &str,
) -> Option<(&'static [&'static str], &'static [&'static str])> {
    let reported: &[&str] = &["reported", "detected", "started"];
    Some(match indicator {
        "response_time" => (reported, &["responded", "acknowledged"]),
        "resolution_time" | "update_time" => (reported, &["resolved", "restored"]),
        "restore_time" => (reported, &["restored", "resolved"]),
        "on_site_time" => (reported, &["on_site"]),
        "recovery_time" => (&["started"], &["restored", "resolved"]),
        "recovery_point" => (&["recovery_point"], &["started"]),
        "breach_notification" => (&["aware"], &["notified"]),
        _ => return None,
    })
}

pub(crate) fn is_clock(objective: &Value) -> bool {
    course(text(&objective["indicator"])).is_some()
}

impl Papers {
    pub(crate) fn event(
        &self,
        incident: usize,
        names: &[&'static str],
    ) -> Option<(&'static str, Nanos)> {
        let told = self.told_of(incident);
        let at = |name| Some((name, instant(text(stated(told, &format!("/{name}"))?))?));
        names.iter().filter_map(|name| at(*name)).find(|(_, at)| *at <= self.as_of)
    }

    /// A list of stretches of an incident; what ends after the instant of evaluation is open.
    fn stretches_of(&self, incident: usize, list: &str) -> Vec<(Stretch, &Value)> {
        let all = self.told_of(incident)[list].as_array().into_iter().flatten();
        let at = |value: &Value| value.as_str().and_then(instant);
        let own = all.map(|it| {
            let until = at(&it["until"]).filter(|until| *until <= self.as_of);
            ((at(&it["from"]).unwrap(), until), &it["reason"])
        });
        own.filter(|((from, _), _)| *from <= self.as_of).collect()
    }

    pub(crate) fn cases(&self, objective: usize, incident: usize, start: Nanos) -> Vec<Case> {
        let rule = self.objective(objective);
        for default in ["from", "to", "excluded_cause", "attribution"] {
            assert!(stated(rule, &format!("/{default}")).is_none(), "not read here: {default}");
        }
        let (starts, stops) = course(text(&rule["indicator"])).unwrap();
        let began = self.event(incident, starts).map(|(told, _)| mark(told, starts)).unwrap();
        let end = self.event(incident, stops);
        let mut ended = end.map(|(told, _)| mark(told, stops));
        let reasons = stated(rule, "/pause_on").and_then(Value::as_array);
        let own = self.stretches_of(incident, "pauses").into_iter();
        let own = own.filter(|(_, reason)| reasons.is_none_or(|named| named.contains(reason)));
        let mut pauses: Vec<Stretch> = own.map(|(stretch, _)| stretch).collect();
        let mut stop = end.map(|(_, at)| at);
        if end.is_some_and(|(event, _)| ["restored", "resolved", "closed"].contains(&event)) {
            for ((from, until), _) in self.stretches_of(incident, "reopened") {
                pauses.push((stop.unwrap(), Some(from)));
                stop = until;
                ended = stop.map(|_| ("reopened", None));
            }
        }
        if rule["indicator"] == "update_time" {
            let told = self.told_of(incident)["updates"].as_array().into_iter().flatten();
            let news = told.map(|at| instant(text(at)).unwrap());
            let until = stop.unwrap_or(self.as_of + 1);
            let news = news.filter(|at| start < *at && *at < until);
            let points: Vec<Nanos> = std::iter::once(start).chain(news).collect();
            let ends = points.iter().skip(1).map(|at| Some(*at)).chain([stop]);
            let spans: Vec<Stretch> = points.iter().copied().zip(ends).collect();
            let last = spans.len() - 1;
            let each = spans.into_iter().enumerate().filter_map(|(number, it)| {
                let from = if number == 0 { began } else { ("updates", None) };
                let to = if number == last { ended } else { Some(("updates", None)) };
                self.case(objective, incident, it, (from, to), &pauses)
            });
            return each.collect();
        }
        let marks = (began, ended);
        self.case(objective, incident, (start, stop), marks, &pauses).into_iter().collect()
    }

    /// Until when a running clock is looked at.
    fn known_until(&self, incident: usize) -> Nanos {
        let file = &self.json[self.incidents[incident].file];
        let at = |pointer| stated(file, pointer).map(|at| instant(text(at)).unwrap());
        let until = at("/source/covers/until").or_else(|| at("/source/exported_at"));
        until.unwrap_or(self.as_of).min(self.as_of)
    }

    /// One clock; nothing where its priority has no limit.
    fn case(
        &self,
        objective: usize,
        incident: usize,
        (start, stop): Stretch,
        (from, to): (Mark, Option<Mark>),
        pauses: &[Stretch],
    ) -> Option<Case> {
        let (rule, hours) = (self.objective(objective), self.hours_of(objective));
        let end = stop.unwrap_or_else(|| self.known_until(incident)).max(start);
        let changes = self.told_of(incident)["priority_changes"].as_array().into_iter().flatten();
        let changes = changes.map(|it| (instant(text(&it["at"])).unwrap(), &it["priority"]));
        let counts = |at: &Nanos| *at <= start || *at < end || (stop.is_none() && *at <= end);
        let mut changes: Vec<_> = changes.filter(|(at, _)| counts(at)).collect();
        changes.sort_by_key(|(at, _)| *at);
        let priority = |at: Nanos| {
            let last = changes.iter().rev().find(|(change, _)| *change <= at);
            last.map_or(&self.told_of(incident)["priority"], |(_, priority)| *priority)
        };
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
        cuts.extend(changes.iter().map(|(at, _)| *at));
        cuts.retain(|cut| (start..=end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let (mut elapsed, mut paused, mut missed) = (0, 0, None);
        let mut ran: Vec<(Nanos, Nanos)> = Vec::new();
        let slices = cuts.windows(2).map(|slice| (slice[0], slice[1])).chain([(end, end)]);
        for (from, until) in slices {
            let (open, stands, own) = (hours.is_open(from), stands(from), limit(from));
            let runs = if open && !stands { until - from } else { 0 };
            if let (None, Some(own)) = (missed, own) {
                let beyond = if strict { elapsed + runs >= own } else { elapsed + runs > own };
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
        let last = limit(end);
        if missed.is_none() && (!is_chosen(end) || limits.is_some() && last.is_none()) {
            return None;
        }
        let told = missed.map(|(_, own)| own).or(last);
        let is_paused = stop.is_none() && stands(end);
        // While it is paused within its limit nobody knows when it will be due.
        let is_open = missed.is_none() && is_paused;
        let due = told.filter(|_| !is_open).and_then(|limit| {
            let mut left = limit;
            for (from, until) in &ran {
                if left <= until - from {
                    return Some(from + left);
                }
                left -= until - from;
            }
            (!is_paused).then(|| hours.after(end, left))
        });
        Some(Case {
            incident,
            priority: priority(end).as_str().map(str::to_owned),
            started: start,
            from,
            to,
            stopped: stop,
            elapsed,
            paused,
            real: end - start,
            limit: told,
            due,
            no_due: told.filter(|_| due.is_none()).map(|_| "paused"),
            verdict: match (missed, stop) {
                (Some(_), _) => "missed",
                (None, None) if is_paused => "paused",
                (None, None) => "running",
                (None, Some(_)) if limits.is_none() => "stopped",
                (None, Some(_)) => "met",
            },
            decided: missed.map(|(at, _)| at).or(stop.map(|_| end)),
            period: None,
        })
    }
}

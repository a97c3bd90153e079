//! The clocks of every incident, worked out from the files: what starts and stops them, and how they
//! stand with their limits.

use serde_json::Value;

use super::clock::{Nanos, instant};
use super::papers::{Papers, stated, text};
use super::run::{Life, Ran};

/// A clock of an incident.
#[derive(Clone)]
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
    /// When its length became final.
    pub(crate) over: Option<Nanos>,
    /// The period to which it belongs, if it belongs to one yet.
    pub(crate) period: Option<usize>,
}

/// A field of an incident, and the event for which it stands in.
pub(crate) type Mark = (&'static str, Option<&'static str>);

fn mark(told: &'static str, named: &[&'static str]) -> Mark {
    (told, named.first().copied().filter(|first| *first != told))
}

pub(crate) type Stretch = (Nanos, Option<Nanos>);

/// The events that start a clock, and those that stop it; the first that is told.
pub(crate) fn course(rule: &Value) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
    let (starts, stops) = course_of(text(&rule["indicator"]))?;
    let named = |field: &str, default: &[&'static str]| match stated(rule, field) {
        Some(said) => EVENTS.into_iter().filter(|event| said == event).collect(),
        None => default.to_vec(),
    };
    Some((named("/from", starts), named("/to", stops)))
}

/// What an incident can tell to have happened.
const EVENTS: [&str; 12] = [
    "started",
    "detected",
    "reported",
    "acknowledged",
    "responded",
    "on_site",
    "restored",
    "resolved",
    "closed",
    "aware",
    "notified",
    "recovery_point",
];

fn course_of(indicator: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
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
    course_of(text(&objective["indicator"])).is_some()
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

    /// When an incident was open again after its clock had stopped, if it was.
    fn again(&self, incident: usize, end: Option<(&str, Nanos)>) -> Vec<Stretch> {
        let is_an_end = |event: &str| ["restored", "resolved", "closed"].contains(&event);
        let Some((_, ended)) = end.filter(|(event, _)| is_an_end(event)) else {
            return Vec::new();
        };
        let told = self.stretches_of(incident, "reopened").into_iter();
        told.map(|(stretch, _)| stretch).filter(|(from, _)| *from >= ended).collect()
    }

    pub(crate) fn cases(&self, objective: usize, incident: usize, start: Nanos) -> Vec<Case> {
        let rule = self.objective(objective);
        let (starts, stops) = course(rule).unwrap();
        let began = self.event(incident, &starts).map(|(told, _)| mark(told, &starts)).unwrap();
        let end = self.event(incident, &stops);
        let stop = end.map(|(told, at)| (at, mark(told, &stops)));
        let reasons = stated(rule, "/pause_on").and_then(Value::as_array);
        let own = self.stretches_of(incident, "pauses").into_iter();
        let own = own.filter(|(_, reason)| reasons.is_none_or(|named| named.contains(reason)));
        let mut pauses: Vec<Stretch> = own.map(|(stretch, _)| stretch).collect();
        let first = Life { start, stop, began, is_last: true };
        let closed = |until: Option<Nanos>| until.map(|at| (at, ("reopened", None)));
        let again = self.again(incident, end);
        let lives = match (again.last(), stated(rule, "/reopened").map(text)) {
            (None, _) => vec![first],
            (Some((_, until)), Some("from_start")) => {
                vec![Life { stop: closed(*until), ..first }]
            }
            (_, Some("longest")) => {
                let later = again.iter().map(|(from, until)| Life {
                    start: *from,
                    stop: closed(*until),
                    began: ("reopened", None),
                    is_last: true,
                });
                std::iter::once(first).chain(later).collect()
            }
            // The time between is a pause.
            (Some((_, until)), _) => {
                let mut stopped = stop.map(|(at, _)| at);
                for (from, until) in &again {
                    pauses.extend(stopped.map(|stopped| (stopped, Some(*from))));
                    stopped = *until;
                }
                vec![Life { stop: closed(*until), ..first }]
            }
        };
        let judged = |lives: &[Life]| self.case(objective, incident, lives, &pauses);
        if rule["indicator"] != "update_time" {
            return judged(&lives).into_iter().collect();
        }
        let each = lives.into_iter().flat_map(|life| self.between_news(incident, life));
        each.filter_map(|life| judged(&[life])).collect()
    }

    /// From the start to the first news, from each news to the next, and from the last to the end.
    fn between_news(&self, incident: usize, life: Life) -> Vec<Life> {
        let told = self.told_of(incident)["updates"].as_array().into_iter().flatten();
        let until = life.stop.map_or(self.as_of + 1, |(at, _)| at);
        let news = told.map(|at| instant(text(at)).unwrap());
        let news = news.filter(|at| life.start < *at && *at < until);
        let mut news: Vec<Nanos> = news.collect();
        news.sort_unstable();
        news.dedup();
        let mut lives = vec![life];
        for at in news {
            let last = lives.last_mut().unwrap();
            let mark = ("updates", None);
            let next = Life { start: at, began: mark, ..*last };
            last.stop = Some((at, mark));
            lives.push(next);
        }
        lives
    }

    /// One clock, of which each life counts by itself; nothing where its priority has no limit.
    fn case(
        &self,
        objective: usize,
        incident: usize,
        lives: &[Life],
        pauses: &[Stretch],
    ) -> Option<Case> {
        let rule = self.objective(objective);
        let ran = lives.iter().flat_map(|life| self.runs(objective, incident, *life, pauses));
        let ran: Vec<Ran> = ran.collect();
        let ends = || ran.iter().filter(|it| it.life.is_last);
        let missed = ran.iter().filter_map(|it| Some((it.missed?, it)));
        let missed = missed.min_by_key(|((at, _), _)| *at);
        // Of several the longest counts; of equal ones one that runs, then the first.
        let longest = |it: &&Ran| (it.elapsed, it.life.stop.is_none());
        let end = ends().rev().max_by_key(longest)?;
        let running = ends().find(|it| it.life.stop.is_none());
        let over = ends().map(|it| it.end).max().filter(|_| running.is_none());
        let limited = stated(rule, "/within").or_else(|| stated(rule, "/less_than")).is_some();
        let (told, limit, verdict) = match (missed, running) {
            (Some(((_, limit), it)), _) if !it.life.is_last => (it, Some(limit), "missed"),
            (Some(((_, limit), _)), _) => (end, Some(limit), "missed"),
            (None, Some(it)) => (it, it.limit, if it.is_paused { "paused" } else { "running" }),
            (None, None) => (end, end.limit, if limited { "met" } else { "stopped" }),
        };
        let has_limit = told.is_chosen && (!limited || told.limit.is_some());
        if missed.is_none() && !has_limit {
            return None;
        }
        // A clock that was missed before it started anew ended there.
        let is_restarted = !told.life.is_last;
        let stopped = is_restarted || (running.is_none() && told.life.stop.is_some());
        // While it is paused within its limit nobody knows when it will be due.
        let due = limit.filter(|_| verdict != "paused");
        let due = due.and_then(|limit| told.due(limit, self.hours_of(objective)));
        Some(Case {
            incident,
            priority: if is_restarted { told } else { ends().next_back()? }.priority.clone(),
            started: told.life.start,
            from: told.life.began,
            to: told.ended.filter(|_| stopped),
            stopped: stopped.then_some(told.end),
            elapsed: told.elapsed,
            paused: told.paused,
            real: told.end - told.life.start,
            limit,
            due,
            no_due: limit.filter(|_| due.is_none()).map(|_| "paused"),
            verdict,
            decided: missed.map(|((at, _), _)| at).or(over),
            over: if is_restarted { Some(told.end) } else { over },
            period: None,
        })
    }
}

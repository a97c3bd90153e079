//! The clocks of every incident, worked out from the files: each is cut wherever anything about it
//! changes, and between two cuts it runs, or stands, under one limit.
//!
//! What the objectives of the samples leave at its default is read in no other way.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{Nanos, instant, seconds};
use super::hours::Hours;
use super::indicators::{Kind, is_about_time, kind};
use super::number::{Number, text as decimal, whole};
use super::papers::{Papers, Period, stated, text};

const SECOND: Nanos = 1_000_000_000;

/// What is judged by itself: an objective, for the values of its labels.
pub(crate) struct Subject {
    pub(crate) objective: usize,
    pub(crate) labels: Vec<(String, Option<String>)>,
    pub(crate) cases: Vec<Case>,
    /// Those of incidents that were skipped because of their cause.
    pub(crate) skipped: Vec<Case>,
    /// Which incidents make its outages; all where there is no list.
    pub(crate) chosen: Option<Vec<usize>>,
    /// Which series it looks at, by file and position; likewise.
    pub(crate) series: Option<Vec<(usize, usize)>>,
}

/// A clock of an incident.
pub(crate) struct Case {
    pub(crate) incident: usize,
    priority: Option<String>,
    pub(crate) started: Nanos,
    /// What started it, and what stopped it.
    from: Mark,
    to: Option<Mark>,
    pub(crate) stopped: Option<Nanos>,
    pub(crate) elapsed: Nanos,
    paused: Nanos,
    real: Nanos,
    limit: Option<Nanos>,
    due: Option<Nanos>,
    no_due: Option<&'static str>,
    pub(crate) verdict: &'static str,
    pub(crate) decided: Option<Nanos>,
    /// The period to which it belongs, if it belongs to one yet.
    pub(crate) period: Option<usize>,
}

/// A field of an incident, and the event for which it stands in.
type Mark = (&'static str, Option<&'static str>);

fn mark(told: &'static str, named: &[&'static str]) -> Mark {
    (told, named.first().copied().filter(|first| *first != told))
}

fn mark_of((by, instead_of): Mark) -> Value {
    match instead_of {
        Some(instead_of) => json!({ "by": by, "instead_of": instead_of }),
        None => json!({ "by": by }),
    }
}

type Stretch = (Nanos, Option<Nanos>);

/// The events that start a clock, and those that stop it; the first that is told.
fn course(indicator: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
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
    /// The hours in which an objective counts.
    pub(crate) fn hours_of(&self, objective: usize) -> &Hours {
        self.calendar_of(objective).map_or(&Hours::ALWAYS, |id| &self.hours[id])
    }

    /// The calendar of an objective, else of its service.
    pub(crate) fn calendar_of(&self, objective: usize) -> Option<&str> {
        let service = self.service_of(objective).map(|at| &self.list("/services")[at]);
        let own = stated(self.objective(objective), "/calendar");
        own.or_else(|| stated(service?, "/calendar")).map(text)
    }

    /// What each objective is judged for, with its clocks.
    pub(crate) fn read_subjects(&self) -> Vec<Subject> {
        let all = (0..self.list("/objectives").len()).flat_map(|at| self.subjects_of(at));
        let mut all: Vec<Subject> = all.collect();
        for Subject { objective, cases, .. } in &mut all {
            cases.iter_mut().for_each(|case| case.period = self.belongs(*objective, case));
        }
        all
    }

    fn subjects_of(&self, at: usize) -> Vec<Subject> {
        let objective = self.objective(at);
        let per: Vec<&str> = objective["per"].as_array().into_iter().flatten().map(text).collect();
        let mut found: BTreeMap<Vec<Option<String>>, Subject> = BTreeMap::new();
        let of_requests = kind(objective) == Kind::Requests;
        let chooses = (is_about_time(objective) || of_requests) && is_choosy(objective);
        let subject = |values: &[Option<String>]| Subject {
            objective: at,
            labels: per.iter().map(|name| (*name).to_owned()).zip(values.iter().cloned()).collect(),
            cases: Vec::new(),
            skipped: Vec::new(),
            chosen: chooses.then(Vec::new),
            series: chooses.then(Vec::new),
        };
        let labels_in = |told: &Value| -> Vec<Option<String>> {
            let value = |name: &&str| stated(&told["labels"], &format!("/{name}")).map(text);
            per.iter().map(|name| value(name).map(str::to_owned)).collect()
        };
        let labels_of = |incident: usize| labels_in(self.told_of(incident));
        let all = || 0..self.incidents.len();
        if subject(&[]).chosen.is_some() {
            let meant = || all().filter(|it| is_meant(objective, self.told_of(*it)));
            let series = self.series_looked_at(at);
            let own = |told: &Value| {
                stated(objective, "/where/priority").is_none() && has_labels(objective, told)
            };
            let series = || series.iter().filter(|(.., told)| own(told));
            for (.., told) in series().filter(|(.., told)| self.is_told_of(told)) {
                let values = labels_in(told);
                found.entry(values.clone()).or_insert_with(|| subject(&values));
            }
            // Incidents alone are no reason to judge requests.
            let reasons = meant().filter(|it| !of_requests && self.looks_at(objective, *it));
            for incident in reasons {
                let values = labels_of(incident);
                found.entry(values.clone()).or_insert_with(|| subject(&values));
            }
            if found.is_empty() {
                let none = vec![None; per.len()];
                found.insert(none.clone(), subject(&none));
            }
            for incident in meant() {
                let own = found.get_mut(&labels_of(incident));
                own.into_iter().for_each(|it| it.chosen.as_mut().unwrap().push(incident));
            }
            for (file, position, told) in series() {
                let own = found.get_mut(&labels_in(told));
                let place = (*file, *position);
                own.into_iter().for_each(|it| it.series.as_mut().unwrap().push(place));
            }
        }
        for incident in all().filter(|_| is_clock(objective)) {
            let Some(started) = self.clock_start(at, incident) else { continue };
            let values = labels_of(incident);
            let own = found.entry(values.clone()).or_insert_with(|| subject(&values));
            let cases = self.cases(at, incident, started);
            if self.is_excluded(incident) {
                let skipped = cases.into_iter().map(|case| Case {
                    limit: None,
                    due: None,
                    no_due: None,
                    verdict: "excluded",
                    decided: None,
                    ..case
                });
                own.skipped.extend(skipped);
            } else {
                own.cases.extend(cases);
            }
        }
        if found.is_empty() {
            found.insert(Vec::new(), subject(&vec![None; per.len()]));
        }
        found.into_values().collect()
    }

    /// An incident as its file tells it.
    pub(crate) fn told_of(&self, incident: usize) -> &Value {
        let incident = &self.incidents[incident];
        &self.json[incident.file]["incidents"][incident.position]
    }

    /// Whether its cause is one for which the provider does not answer.
    pub(crate) fn is_excluded(&self, incident: usize) -> bool {
        let cause = &self.told_of(incident)["cause"];
        self.list("/exclusions").iter().any(|exclusion| exclusion["cause"] == *cause)
    }

    fn event(&self, incident: usize, names: &[&'static str]) -> Option<(&'static str, Nanos)> {
        let told = self.told_of(incident);
        let at = |name| Some((name, instant(text(stated(told, &format!("/{name}"))?))?));
        names.iter().filter_map(|name| at(*name)).find(|(_, at)| *at <= self.as_of)
    }

    /// When a clock of the objective starts on an incident, if it looks at it at all.
    fn clock_start(&self, objective: usize, incident: usize) -> Option<Nanos> {
        let rule = self.objective(objective);
        // Its priority may change while the clock runs.
        let meant = has_labels(rule, self.told_of(incident));
        let (starts, _) = course(text(&rule["indicator"])).unwrap();
        let (_, start) = self.event(incident, starts)?;
        let inside = stated(rule, "/when").is_none_or(|when| {
            let calendar = stated(when, "/calendar").map(|id| &self.hours[text(id)]);
            let open = calendar.unwrap_or(self.hours_of(objective)).is_open(start);
            open == (when["started"] == "inside")
        });
        (self.looks_at(rule, incident) && meant && inside).then_some(start)
    }

    /// Whether an incident has happened, on the service of an objective and within the term.
    fn looks_at(&self, rule: &Value, incident: usize) -> bool {
        let (told, service) = (&self.incidents[incident], stated(rule, "/service"));
        let touched = service.is_some_and(|service| self.touches(&told.touches, service));
        let (term_from, term_until) = self.term;
        let in_term = term_until.is_none_or(|until| told.started < until)
            && (told.started >= term_from
                || self.end_of(told).is_none_or(|(at, _)| at > term_from));
        told.started <= self.as_of && (service.is_none() || touched) && in_term
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

    fn cases(&self, objective: usize, incident: usize, start: Nanos) -> Vec<Case> {
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

    /// The period to which a case belongs, if it belongs to one yet.
    fn belongs(&self, objective: usize, case: &Case) -> Option<usize> {
        let measure = measure(self.objective(objective));
        let at = if measure == "share" { case.decided } else { case.stopped }?;
        let own = |period: &&Period| period.every == self.every(objective);
        let inside = |period: &&Period| period.span.0 <= at && at < period.span.1;
        let number = self.periods.iter().enumerate();
        number.filter(|(_, p)| own(p)).find(|(_, p)| inside(p)).map(|(number, _)| number)
    }

    /// The cases of a subject in a period, in the order in which they belong there.
    pub(crate) fn cases_in<'a>(&self, subject: &'a Subject, period: usize) -> Vec<&'a Case> {
        let share = measure(self.objective(subject.objective)) == "share";
        let own = subject.cases.iter().filter(|case| case.period == Some(period));
        let mut own: Vec<&Case> = own.collect();
        own.sort_by_key(|case| if share { case.decided } else { case.stopped });
        own
    }

    /// A case as an operand of a step.
    pub(crate) fn case_operand(&self, case: &Case) -> Value {
        let incident = &self.incidents[case.incident];
        let at = |at: Option<Nanos>| at.map(|at| self.clock.reading(at));
        let place = format!("/incidents/{}", incident.position);
        let mut operand = json!({
            "kind": "case",
            "id": incident.id,
            "title": incident.title,
            "source": { "file": { "file": incident.file, "pointer": place } },
            "priority": case.priority,
            "started": at(Some(case.started)),
            "from": mark_of(case.from),
            "stopped": at(case.stopped),
            "elapsed": decimal(&seconds(0, case.elapsed)),
            "paused": decimal(&seconds(0, case.paused)),
            "limit": case.limit.map(|limit| decimal(&seconds(0, limit))),
            "due": at(case.due),
            "verdict": case.verdict,
            "decided": at(case.decided),
        });
        if let Some(to) = case.to {
            operand["to"] = mark_of(to);
        }
        if case.verdict == "excluded" {
            operand["cause"] = self.told_of(case.incident)["cause"].clone();
        }
        if let Some(why) = case.no_due {
            operand["no_due"] = json!(why);
        }
        self.note_corrections(&mut operand, (incident.file, "incidents", incident.position));
        operand
    }

    /// Every clock of every incident.
    pub(crate) fn expected_clocks(&self) -> Value {
        let mut told: Vec<((usize, usize, Nanos), Value)> = Vec::new();
        for (number, subject) in self.subjects.iter().enumerate() {
            for case in subject.cases.iter().chain(&subject.skipped) {
                let mut clock = self.case_operand(case);
                let members = clock.as_object_mut().unwrap();
                let beside = ["kind", "title", "source", "corrections", "cause"];
                members.retain(|name, _| !beside.contains(&name.as_str()));
                let names = [
                    ("id", "incident"),
                    ("elapsed", "elapsed_seconds"),
                    ("paused", "paused_seconds"),
                ];
                for (name, other) in names.into_iter().chain([("limit", "limit_seconds")]) {
                    let value = members.remove(name).unwrap();
                    members.insert(other.to_owned(), value);
                }
                members.insert("objective".to_owned(), json!(number));
                members.insert("period".to_owned(), json!(case.period));
                let real = decimal(&seconds(0, case.real));
                members.insert("real_seconds".to_owned(), json!(real));
                told.push(((subject.objective, case.incident, case.started), clock));
            }
        }
        told.sort_by_key(|(place, _)| *place);
        told.into_iter().map(|(_, clock)| clock).collect()
    }
}

/// Whether an objective is about an incident with its priority and labels.
pub(crate) fn is_meant(rule: &Value, told: &Value) -> bool {
    let priorities = stated(rule, "/where/priority").and_then(Value::as_array);
    priorities.is_none_or(|all| all.contains(&told["priority"])) && has_labels(rule, told)
}

/// Whether an objective is about an incident with its labels.
pub(crate) fn has_labels(rule: &Value, told: &Value) -> bool {
    let mut labels = rule["where"]["labels"].as_object().into_iter().flatten();
    labels.all(|(name, all)| all.as_array().unwrap().contains(&told["labels"][name]))
}

/// Whether an objective is not about all incidents of its service at once.
fn is_choosy(rule: &Value) -> bool {
    stated(rule, "/where").is_some() || stated(rule, "/per").is_some()
}

/// How many cases become one value; what has no cases has one.
pub(crate) fn measure(objective: &Value) -> &'static str {
    if !is_clock(objective) {
        return "value";
    }
    let Some(target) = stated(objective, "/target").and_then(Value::as_object) else {
        return "share";
    };
    let (name, _) = target.iter().next().unwrap();
    let all = ["share", "mean", "median", "maximum", "percentile"];
    all.into_iter().find(|measure| name.starts_with(measure)).unwrap_or("value")
}

/// Whether an object is one limit, and not one for each priority.
pub(crate) fn is_one(limit: &serde_json::Map<String, Value>) -> bool {
    limit.contains_key("working_days") || limit.contains_key("to")
}

/// A limit of so many hours, or of working days from a start.
fn length(limit: &Value, hours: &Hours, start: Nanos, papers: &Papers) -> Nanos {
    // A range is judged by its upper end.
    if let Some(most) = limit["to"].as_str() {
        return iso(most);
    }
    let Some(days) = limit["working_days"].as_u64() else { return iso(text(limit)) };
    let later = hours.days_from(start);
    let first = later.values().next().unwrap()[0];
    let (day, openings) = later.iter().nth(days.try_into().unwrap()).unwrap();
    let close = openings.last().unwrap().until;
    let end = match stated(limit, "/by").map(text) {
        Some("same_time") => papers.clock.same_time(start.max(first.from), *day).min(close),
        _ => close,
    };
    hours.length((start, end))
}

/// `PT1H30M` in nanoseconds; no sample has parts of seconds.
pub(crate) fn iso(text: &str) -> Nanos {
    let mut number = 0;
    let mut length = 0;
    for c in text.strip_prefix("PT").unwrap().chars() {
        let digit = c.to_digit(10).map(Nanos::from);
        let unit = match c {
            'H' => 3_600,
            'M' => 60,
            _ => 1,
        };
        match digit {
            Some(digit) => number = number * 10 + digit,
            None => (length, number) = (length + number * unit * SECOND, 0),
        }
    }
    length
}

/// One length for several, and the operation that makes it.
pub(crate) fn together(
    mut lengths: Vec<Number>,
    operation: &str,
    rank: Option<Number>,
) -> Option<Number> {
    lengths.sort();
    let count = lengths.len();
    let kept = match operation {
        "mean" => 0..count,
        "median" => (count - 1) / 2..count / 2 + 1,
        "maximum" => count - 1..count,
        "percentile" => {
            let place = (rank? * whole(count) / whole(100)).ceil().to_integer();
            let place: usize = place.try_into().ok()?;
            place.checked_sub(1)?..place
        }
        other => panic!("no length of several: {other}"),
    };
    let kept = lengths.get(kept)?;
    Some(kept.iter().sum::<Number>() / whole(kept.len()))
}

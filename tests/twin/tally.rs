//! How often each switch and each label was hit where it could make a difference.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::naive::{Answer, JudgedPeriod, Row};
use super::random::World;
use super::told::Told;
use super::zone::reading;

/// Everything that is to be hit.
const WANTED: [(&str, &[&str]); 31] = [
    ("clock", &["met", "missed", "stopped", "excluded", "running", "paused"]),
    (
        "verdict",
        &[
            "met",
            "missed",
            "not_measured",
            "running_on_track",
            "running_below_target",
            "running_past_recovery",
        ],
    ),
    ("time", &["in hours", "out of hours", "paused", "reopened later"]),
    ("otherwise", &["uncorrected", "disputed"]),
    ("turned", &["uncorrected", "disputed"]),
    (
        "indicator",
        &[
            "response_time",
            "resolution_time",
            "restore_time",
            "on_site_time",
            "update_time",
            "breach_notification",
        ],
    ),
    ("from", &["default", "started", "detected", "reported", "acknowledged", "aware"]),
    (
        "to",
        &[
            "default",
            "responded",
            "workaround",
            "on_site",
            "restored",
            "resolved",
            "closed",
            "notified",
        ],
    ),
    ("bound", &["within", "less_than", "none"]),
    ("target", &["length", "by priority", "working days by close", "working days by same_time"]),
    ("calendar", &["the objective's", "the service's", "always"]),
    ("pause_on", &["every pause", "no pause", "some reasons"]),
    ("priority_change", &["last", "first", "highest", "restart"]),
    ("reopened", &["resume", "longest", "from_start"]),
    ("news when reopened", &["resume", "longest", "from_start"]),
    ("priorities of one instant", &["of a clock"]),
    ("where by priority", &["that changed"]),
    ("excluded_cause", &["skipped", "counted"]),
    ("when", &["inside", "outside"]),
    ("where", &["priority", "labels"]),
    ("per", &["labels", "a missing label"]),
    ("attribution", &["decided", "opened", "stopped", "due"]),
    ("due", &["none", "at the stop", "before the stop", "after the stop"]),
    ("every", &["month", "quarter", "half_year", "year", "P1D", "P3D", "P7D", "P2W"]),
    ("period", &["the contract's", "the objective's"]),
    ("partial", &["clipped", "whole"]),
    ("window judged at", &["period_end", "day"]),
    ("window before_start", &["wait", "clip", "up"]),
    ("no_cases", &["not_measured", "met", "a stated value"]),
    (
        "judged by",
        &[
            "each",
            "share_at_least",
            "share_above",
            "mean_at_most",
            "mean_below",
            "median_at_most",
            "median_below",
            "maximum_at_most",
            "maximum_below",
            "percentile",
        ],
    ),
    (
        "over a change of the clocks in",
        &[
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "America/Havana",
            "Asia/Beirut",
            "Antarctica/Troll",
            "America/St_Johns",
        ],
    ),
];

/// How often each of them was.
pub(crate) struct Tally(BTreeMap<(&'static str, &'static str), u64>);

impl Tally {
    pub(crate) fn new() -> Self {
        let wanted =
            WANTED.iter().flat_map(|(name, values)| values.iter().map(move |v| (*name, *v)));
        Self(wanted.map(|wanted| (wanted, 0)).collect())
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (wanted, number) in &other.0 {
            *self.0.get_mut(wanted).unwrap() += number;
        }
    }

    /// What was hit less often than that.
    pub(crate) fn below(&self, least: u64) -> Vec<(&str, &str)> {
        let seldom = self.0.iter().filter(|(_, number)| **number < least);
        seldom.map(|(wanted, _)| *wanted).collect()
    }

    pub(crate) fn count(&mut self, world: &World, answer: &Answer, told: &Told) {
        for (name, others) in ["uncorrected", "disputed"].into_iter().zip(&told.others) {
            let turned =
                others.iter().filter(|(place, (_, verdict))| told.results[*place].1 != *verdict);
            others.keys().for_each(|_| self.hit("otherwise", name));
            turned.for_each(|_| self.hit("turned", name));
        }
        answer.rows.iter().for_each(|row| self.count_row(world, answer, row));
        answer.results.iter().for_each(|result| self.count_result(world, result));
        for objective in world.contract["objectives"].as_array().unwrap() {
            if objective["excluded_cause"] != "counted" {
                let causes = answer.incidents.iter().flatten().map(|i| i.cause.as_deref());
                let skipped = causes.filter(|cause| *cause == Some("client")).count();
                (0..skipped).for_each(|_| self.hit("excluded_cause", "skipped"));
            }
        }
    }

    fn hit(&mut self, name: &str, value: &str) {
        let of = self.0.iter_mut().find(|((n, v), _)| *n == name && *v == value);
        *of.unwrap_or_else(|| panic!("{name} {value} is not wanted")).1 += 1;
    }

    fn hit_if(&mut self, is_so: bool, name: &str, value: &str) {
        if is_so {
            self.hit(name, value);
        }
    }

    fn count_row(&mut self, world: &World, answer: &Answer, row: &Row) {
        let shown = &row.shown;
        let objective = &world.contract["objectives"][row.objective];
        let incident = answer.incidents[row.incident].as_ref().unwrap();
        let (start, end) = (shown.started, shown.started + shown.real);
        let said = |name: &str, default: &'static str| -> String {
            objective[name].as_str().unwrap_or(default).to_owned()
        };
        self.hit("clock", shown.verdict);
        self.hit("indicator", &said("indicator", ""));
        self.hit("from", &said("from", "default"));
        self.hit("to", &said("to", "default"));
        self.count_target(objective, shown.priority.as_deref());
        let service = objective["service"].as_str().map(|id| {
            let mut services = world.contract["services"].as_array().unwrap().iter();
            services.find(|service| service["id"] == id).unwrap()
        });
        let of_service = service.is_some_and(|service| !service["calendar"].is_null());
        self.hit(
            "calendar",
            match &objective["calendar"] {
                Value::String(_) => "the objective's",
                _ if of_service => "the service's",
                _ => "always",
            },
        );
        self.hit_if(shown.elapsed > 0, "time", "in hours");
        self.hit_if(shown.paused > 0, "time", "paused");
        self.hit_if(shown.elapsed + shown.paused < shown.real, "time", "out of hours");
        let mut pauses = incident.pauses.iter().map(|(span, _)| *span);
        if pauses.any(|(from, until)| from < end && until.is_none_or(|until| start < until)) {
            self.hit(
                "pause_on",
                match objective["pause_on"].as_array().map(Vec::len) {
                    None => "every pause",
                    Some(0) => "no pause",
                    Some(_) => "some reasons",
                },
            );
        }
        let is_restarted = objective["priority_change"] == "restart" && shown.is_restarted;
        let is_changed = is_restarted || !incident.changes(start, end).is_empty();
        self.hit_if(is_changed, "priority_change", &said("priority_change", "last"));
        let is_news = objective["indicator"] == "update_time";
        let reopened = if is_news { "news when reopened" } else { "reopened" };
        self.hit_if(shown.is_reopened, reopened, &said("reopened", "resume"));
        let is_by_priority = !objective["where"]["priority"].is_null();
        self.hit_if(is_changed && is_by_priority, "where by priority", "that changed");
        let told = &world.history["incidents"][row.incident]["priority_changes"];
        let instants = told.as_array().into_iter().flatten().map(|change| change["at"].to_string());
        let instants: Vec<String> = instants.collect();
        let is_twice = instants.iter().enumerate().any(|(at, own)| instants[..at].contains(own));
        self.hit_if(is_twice, "priorities of one instant", "of a clock");
        self.hit_if(shown.is_reopened, "time", "reopened later");
        self.hit_if(shown.decided.is_some(), "attribution", &said("attribution", "decided"));
        self.hit_if(incident.cause.as_deref() == Some("client"), "excluded_cause", "counted");
        if let Some(started) = objective["when"]["started"].as_str() {
            self.hit("when", started);
        }
        for scope in ["priority", "labels"] {
            self.hit_if(!objective["where"][scope].is_null(), "where", scope);
        }
        match (shown.due, shown.stopped) {
            (None, _) => self.hit("due", "none"),
            (Some(due), Some(stop)) if due == stop => self.hit("due", "at the stop"),
            (Some(due), Some(stop)) if due < stop => self.hit("due", "before the stop"),
            (Some(_), Some(_)) => self.hit("due", "after the stop"),
            _ => {}
        }
        let on_the_wall = reading(answer.zone, end) - reading(answer.zone, start);
        if on_the_wall.num_seconds() != end - start {
            self.hit("over a change of the clocks in", answer.zone.name());
        }
    }

    fn count_target(&mut self, objective: &Value, priority: Option<&str>) {
        let bounds = ["within", "less_than"].into_iter();
        let bound = bounds.into_iter().find(|bound| !objective[*bound].is_null());
        self.hit("bound", bound.unwrap_or("none"));
        let Some(mut target) = bound.map(|bound| &objective[bound]) else { return };
        if target.is_object() && target["working_days"].is_null() {
            self.hit("target", "by priority");
            target = priority.map_or(&Value::Null, |priority| &target[priority]);
        }
        if target.is_string() {
            self.hit("target", "length");
        } else if !target.is_null() {
            let by = target["by"].as_str().unwrap_or("close");
            self.hit("target", &format!("working days by {by}"));
        }
    }

    fn count_result(&mut self, world: &World, result: &JudgedPeriod) {
        let objective = &world.contract["objectives"][result.objective];
        let judged = &result.judged;
        self.hit("verdict", judged.verdict);
        if !result.combination.is_empty() {
            let known = result.combination.iter().all(Option::is_some);
            self.hit("per", if known { "labels" } else { "a missing label" });
        }
        let is_own = !objective["period"].is_null();
        self.hit("period", if is_own { "the objective's" } else { "the contract's" });
        let holder = if is_own { &objective["period"] } else { &world.contract["service_period"] };
        self.hit("every", holder["every"].as_str().unwrap_or("month"));
        self.hit("partial", holder["partial"].as_str().unwrap_or("clipped"));
        let window = &objective["window"];
        if window.is_object() {
            self.hit("window judged at", window["judged"].as_str().unwrap_or("period_end"));
            self.hit("window before_start", window["before_start"].as_str().unwrap_or("wait"));
        }
        if judged.cases > 0 {
            let target = objective["target"].as_object();
            let name = target.and_then(|target| target.keys().next());
            self.hit("judged by", name.map_or("each", String::as_str));
        } else {
            self.hit(
                "no_cases",
                match judged.value {
                    Some(_) => "a stated value",
                    None if judged.verdict == "not_measured" => "not_measured",
                    None => "met",
                },
            );
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, values) in WANTED {
            let told = values.iter().map(|value| format!("{value} {}", self.0[&(name, *value)]));
            writeln!(f, "{name}: {}", told.collect::<Vec<_>>().join(", "))?;
        }
        Ok(())
    }
}

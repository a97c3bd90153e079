//! What the worlds hit.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::Others;
use super::naive::{Answer, Counting, Label, Result, members, named};
use super::random::contract::OUTAGE_FIGURES;
use crate::naive::Fraction;
use crate::random::World;

/// Every switch, with what it may say; the first of each is the default.
const SWITCHES: [(&str, &[&str]); 13] = [
    ("overlap", &["union", "sum"]),
    ("same_users", &["different", "largest"]),
    ("per", &["outage", "incident"]),
    ("outage_from", &["started", "detected", "reported"]),
    ("minimum_outage", &["none", "at_least", "more_than"]),
    ("grace", &["none", "some"]),
    ("unit", &["exact", "any", "whole", "more_than"]),
    ("concurrent_cause", &["counted", "excluded"]),
    ("exclusion_span", &["removed", "up", "down", "ignored"]),
    ("maintenance", &["removed", "up", "down", "ignored"]),
    ("excluded_incident", &["up", "removed", "down", "ignored"]),
    ("unknown", &["removed", "up", "down", "ignored"]),
    ("down_when", &["never", "error_rate_above", "error_rate_at_or_above"]),
];
/// How maintenance may be permitted.
const PERMITTED: [&str; 11] = [
    "at any time",
    "weekly",
    "by a rule",
    "standing",
    "announced days before",
    "announced hours before",
    "at most per month",
    "at most per quarter",
    "at most per half_year",
    "at most per year",
    "downtime alone",
];
const VERDICTS: [&str; 6] = [
    "met",
    "missed",
    "not_measured",
    "running_on_track",
    "running_below_target",
    "running_past_recovery",
];
/// How the requests that succeeded may be looked at, where any were.
const REQUESTS: [&str; 6] = [
    "occurrences",
    "interval_mean, up",
    "interval_mean, removed",
    "requests of a group",
    "requests by label",
    "requests not certain",
];
/// How an objective may be about some incidents alone.
const SCOPES: [&str; 4] = ["some labels", "some priorities", "by region", "by site and region"];
/// How an objective may be about a group that was down; one of a group, and one all of which was left
/// out.
const KINDS: [&str; 6] = ["series", "parallel", "k_of_n", "weighted", "nested", "all left out"];
/// How days may be looked back on, and what of them may count no more.
const WINDOWS: [&str; 8] = [
    "window at period_end",
    "window at day",
    "window before the term: wait",
    "window before the term: clip",
    "window before the term: up",
    "consumed: no",
    "consumed: credited",
    "consumed though the target was kept",
];
const PLACES: [&str; 3] = ["objective", "service", "contract"];

/// How often each label, verdict and switch was hit, and each pair of switches together.
pub(crate) struct Tally(BTreeMap<String, u64>);

impl Tally {
    pub(crate) fn new() -> Self {
        let mut tally = Self(BTreeMap::new());
        let mut wanted = |name: String| tally.0.insert(name, 0);
        Label::ALL.into_iter().for_each(|label| _ = wanted(label.name().to_owned()));
        VERDICTS.into_iter().for_each(|verdict| _ = wanted(verdict.to_owned()));
        SCOPES.into_iter().for_each(|told| _ = wanted(told.to_owned()));
        for name in ["uncorrected", "disputed"] {
            ["otherwise", "turned"].into_iter().for_each(|it| _ = wanted(format!("{it} {name}")));
        }
        KINDS.into_iter().for_each(|kind| _ = wanted(kind.to_owned()));
        WINDOWS.into_iter().for_each(|told| _ = wanted(told.to_owned()));
        ["certain", "uncertain"].into_iter().for_each(|told| _ = wanted(told.to_owned()));
        PERMITTED.into_iter().for_each(|told| _ = wanted(format!("maintenance permitted {told}")));
        for indicator in OUTAGE_FIGURES {
            for belongs in ["began", "ended"] {
                wanted(format!("{indicator}, {belongs}"));
            }
        }
        REQUESTS.into_iter().for_each(|told| _ = wanted(told.to_owned()));
        wanted("outage that ended elsewhere".to_owned());
        for place in PLACES {
            SWITCHES.iter().for_each(|(switch, _)| _ = wanted(format!("{switch} of {place}")));
        }
        for (at, (switch, values)) in SWITCHES.iter().enumerate() {
            for value in *values {
                wanted(format!("{switch} {value}"));
                for (other, values) in &SWITCHES[at + 1..] {
                    for second in *values {
                        wanted(format!("{switch} {value}, {other} {second}"));
                    }
                }
            }
        }
        tally
    }

    pub(crate) fn add(&mut self, other: &Self) {
        other.0.iter().for_each(|(wanted, number)| *self.0.get_mut(wanted).unwrap() += number);
    }

    /// What was hit less often than that.
    pub(crate) fn below(&self, least: u64) -> Vec<&str> {
        let seldom = self.0.iter().filter(|(_, number)| **number < least);
        seldom.map(|(wanted, _)| wanted.as_str()).collect()
    }

    fn hit(&mut self, name: &str) {
        *self.0.get_mut(name).unwrap_or_else(|| panic!("{name} is not wanted")) += 1;
    }

    pub(crate) fn count_others(&mut self, results: &[Result], others: &Others) {
        for (result, others) in results.iter().zip(others) {
            for (other, name) in others.iter().zip(["uncorrected", "disputed"]) {
                let Some((_, verdict, _)) = other else { continue };
                self.hit(&format!("otherwise {name}"));
                if *verdict != result.verdict {
                    self.hit(&format!("turned {name}"));
                }
            }
        }
    }

    pub(crate) fn count(&mut self, world: &World, answer: &Answer) {
        (0..answer.ended_elsewhere).for_each(|_| self.hit("outage that ended elsewhere"));
        for result in &answer.results {
            result.seconds.keys().for_each(|label| self.hit(label));
            self.hit(result.verdict);
            match result.labels.len() {
                0 => {}
                1 => self.hit("by region"),
                _ => self.hit("by site and region"),
            }
            if ["met", "missed"].contains(&result.verdict) {
                self.hit(if result.certain { "certain" } else { "uncertain" });
            }
        }
        if answer.results.iter().any(|result| result.seconds.contains_key("maintenance")) {
            let permissions = world.contract["maintenance"].as_array();
            permissions.into_iter().flatten().for_each(|it| self.count_permission(it));
        }
        let objectives = world.contract["objectives"].as_array().unwrap();
        for (at, objective) in objectives.iter().enumerate() {
            for (field, told) in [("labels", "some labels"), ("priority", "some priorities")] {
                if !objective["where"][field].is_null() {
                    self.hit(told);
                }
            }
            self.count_figures(world, objective, at, answer);
            self.count_windows(objective, answer.results.iter().filter(|it| it.objective == at));
            let service = named(&world.contract, objective["service"].as_str().unwrap());
            let own = answer.results.iter().filter(|result| result.objective == at);
            own.for_each(|result| self.count_group(&world.contract, service, result));
            // Where nothing happened, nothing was decided.
            let mut own = answer.results.iter().filter(|result| result.objective == at);
            if own
                .any(|result| result.seconds.keys().any(|label| !["up", "unknown"].contains(label)))
            {
                self.count_switches(&Counting::of(&world.contract, objective));
            }
        }
    }

    fn count_figures(&mut self, world: &World, objective: &Value, at: usize, answer: &Answer) {
        let indicator = objective["indicator"].as_str().unwrap();
        let own = answer.results.iter().filter(|result| result.objective == at);
        let measured = own.filter(|result| result.value.is_some());
        let counting = Counting::of(&world.contract, objective);
        for result in measured {
            match indicator {
                "availability" => {}
                "request_success" => {
                    let no_requests = objective["no_requests"].as_str().unwrap_or("up");
                    match objective["method"] == "interval_mean" {
                        true => self.hit(&format!("interval_mean, {no_requests}")),
                        false => self.hit("occurrences"),
                    }
                    let service = named(&world.contract, objective["service"].as_str().unwrap());
                    let is_group = members(service).is_some();
                    let is_final = ["met", "missed"].contains(&result.verdict);
                    for (is_so, told) in [
                        (is_group, "requests of a group"),
                        (result.labels.iter().any(Option::is_some), "requests by label"),
                        (is_final && !result.certain, "requests not certain"),
                    ] {
                        if is_so {
                            self.hit(told);
                        }
                    }
                }
                indicator => {
                    // Nothing down is a figure of no outage.
                    if result.value != Some(Fraction::from(0)) {
                        self.hit(&format!("{indicator}, {}", counting.word("outage_in", "began")));
                    }
                }
            }
        }
    }

    fn count_windows<'r>(&mut self, objective: &Value, results: impl Iterator<Item = &'r Result>) {
        let window = &objective["window"];
        if window.is_null() {
            return;
        }
        let mut was_kept = true;
        for result in results {
            let judged = window["judged"].as_str().unwrap_or("period_end");
            self.hit(&format!("window at {judged}"));
            let before = window["before_start"].as_str().unwrap_or("wait");
            self.hit(&format!("window before the term: {before}"));
            if result.consumed > 0 {
                self.hit("consumed: credited");
                if was_kept {
                    self.hit("consumed though the target was kept");
                }
            } else if result.down > 0 && window["consumed"] != "credited" {
                self.hit("consumed: no");
            }
            was_kept &= result.verdict != "missed";
        }
    }

    fn count_group(&mut self, contract: &Value, service: &Value, result: &Result) {
        let Some(members) = members(service) else { return };
        if result.seconds.contains_key("outside_hours") {
            self.hit("all left out");
        }
        if !result.seconds.contains_key("outage") {
            return;
        }
        let kind = service["group"].as_object().unwrap().keys().next().unwrap();
        self.hit(kind);
        let is_group = |id: &&str| !named(contract, id)["group"].is_null();
        if members.iter().any(is_group) {
            self.hit("nested");
        }
    }

    fn count_permission(&mut self, permission: &Value) {
        let mut hit = |told: &str| self.hit(&format!("maintenance permitted {told}"));
        let slots = &permission["slots"];
        hit(match slots["weekly"].is_null() {
            _ if slots.is_null() => "at any time",
            true => "by a rule",
            false => "weekly",
        });
        for (is_so, told) in [
            (permission["standing"] == true, "standing"),
            (permission["notice"]["days"].is_number(), "announced days before"),
            (permission["notice"]["hours"].is_number(), "announced hours before"),
            (permission["counts"] == "downtime", "downtime alone"),
        ] {
            if is_so {
                hit(told);
            }
        }
        if let Some(per) = permission["allowance"]["per"].as_str() {
            hit(&format!("at most per {per}"));
        }
    }

    fn count_switches(&mut self, counting: &Counting<'_>) {
        let said = SWITCHES.map(|(switch, values)| {
            if let Some(place) = counting.place_of(switch) {
                self.hit(&format!("{switch} of {}", PLACES[place]));
            }
            let value = match switch {
                "minimum_outage" if counting.stated(switch)["more_than"].is_string() => "more_than",
                "minimum_outage" if counting.place_of(switch).is_some() => "at_least",
                "unit" => {
                    let unit = counting.stated(switch);
                    let bucket = unit["more_than"].as_str().map(|_| "more_than");
                    unit["counts"].as_str().or(bucket).unwrap_or("exact")
                }
                "down_when" => {
                    let rule = counting.stated(switch).as_object();
                    let bound =
                        rule.and_then(|rule| rule.keys().find(|it| it.starts_with("error")));
                    values
                        .iter()
                        .find(|it| bound.is_some_and(|own| own == **it))
                        .unwrap_or(&"never")
                }
                "grace" if counting.grace() > 0 => "some",
                "minimum_outage" | "grace" => "none",
                switch => counting.word(switch, values[0]),
            };
            (switch, value)
        });
        for (at, (switch, value)) in said.iter().enumerate() {
            self.hit(&format!("{switch} {value}"));
            for (other, second) in &said[at + 1..] {
                self.hit(&format!("{switch} {value}, {other} {second}"));
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, number) in self.0.iter().filter(|(name, _)| !name.contains(", ")) {
            writeln!(f, "{name}: {number}")?;
        }
        let pairs = self.0.iter().filter(|(name, _)| name.contains(", "));
        let rarest = pairs.clone().min_by_key(|(_, number)| **number);
        let (rarest, number) = rarest.unwrap();
        writeln!(f, "pairs of switches: {}, of which {rarest} {number}", pairs.count())
    }
}

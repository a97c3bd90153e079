//! What agreed time was beside outages: spans that are declared not to count, permitted maintenance,
//! spans of which nothing is known.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{Nanos, overlap};
use super::lengths::joined;
use super::limits::iso;
use super::maintenance::at;
use super::operands::file;
use super::papers::{Papers, stated, text};
use super::work::Work;

pub(crate) type Span = (Nanos, Nanos);

/// The parts of `spans` outside `others`.
pub(crate) fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left: Vec<Span> = spans.to_vec();
    for (from, until) in others {
        let cut = |(a, b): &Span| [(*a, (*b).min(*from)), ((*a).max(*until), *b)];
        left = left.iter().flat_map(cut).filter(|(a, b)| a < b).collect();
    }
    left.sort_unstable();
    left
}

impl Papers {
    /// The id of a service.
    fn id_of(&self, service: usize) -> &Value {
        &self.list("/services")[service]["id"]
    }

    pub(super) fn is_about(&self, told: &Value, service: usize) -> bool {
        let named = stated(told, "/services").and_then(Value::as_array);
        named.is_none_or(|named| named.contains(self.id_of(service)))
    }

    /// What is told of a service in one of the lists of the histories, each with its place.
    pub(super) fn listed_of(&self, list: &str, service: usize) -> Vec<(usize, usize, &Value)> {
        let files = self.histories();
        let told = files.flat_map(|at| {
            let items = self.json[at][list].as_array().into_iter().flatten().enumerate();
            items.map(move |(position, item)| (at, position, item))
        });
        told.filter(|(.., item)| self.is_about(item, service)).collect()
    }

    /// The end of a file's evidence, but not after the instant of evaluation.
    pub(super) fn covered_or_now(&self, file: usize) -> Nanos {
        let stretch = self.stretches.iter().find(|stretch| stretch.file == file).unwrap();
        stretch.until.min(self.as_of)
    }

    /// The declared spans of a service, with their places.
    pub(crate) fn spans(&self, list: &str, service: usize) -> Vec<(Span, usize, usize, &Value)> {
        let told = self.listed_of(list, service).into_iter();
        let known = told.map(|(file, position, item)| {
            let until = at(item, "until").filter(|until| *until <= self.as_of);
            let span = (at(item, "from").unwrap(), until.unwrap_or(self.covered_or_now(file)));
            (span, file, position, item)
        });
        known.filter(|((from, until), ..)| from < until).collect()
    }
}

impl Work<'_> {
    /// The window and every run of incidents, and of maintenance that lost its label, that reaches
    /// into it.
    fn looked_at_with_outages(&self) -> Vec<Span> {
        let window = self.looked_at();
        let mut looked_at: Vec<Span> =
            self.runs().into_iter().filter(|run| overlap(*run, window)).collect();
        looked_at.push(window);
        looked_at
    }

    /// Whether the step of downtime tells of an incident that was open then: it reaches into the
    /// window, or where it matters how long outages are, its outage does.
    pub(crate) fn is_told(&self, span: Span) -> bool {
        let window = self.looked_at();
        if !self.looks_at_length() {
            return overlap(span, window);
        }
        let window = self.in_units();
        self.runs().into_iter().any(|run| overlap(run, window) && overlap(run, span))
    }

    /// Runs of incidents, and of maintenance that lost its label, that overlap or touch.
    pub(crate) fn runs(&self) -> Vec<Span> {
        if self.is_group() {
            return self.group_runs();
        }
        let Some(service) = self.service else { return Vec::new() };
        let (counted, lost) = (self.own_incidents(false), self.lost_of(service));
        let down = self.steps_down(service);
        let spans = counted.iter().map(|it| it.open).chain(lost.iter().map(|it| it.span));
        let spans = spans.chain(down.iter().map(|(span, _)| *span));
        joined(spans.collect())
    }

    /// Runs of those of each incident by itself.
    pub(crate) fn runs_of_each(&self) -> Vec<Span> {
        let Some(service) = self.service else { return Vec::new() };
        let mut owned: BTreeMap<(&str, &str), Vec<Span>> = BTreeMap::new();
        let counted = self.own_incidents(false);
        for it in &counted {
            owned.entry(("incident", &it.incident.id)).or_default().push(it.open);
        }
        let lost = self.lost_of(service);
        for it in &lost {
            let id = it.record.told["id"].as_str().unwrap_or_default();
            owned.entry(("record", id)).or_default().push(it.span);
        }
        let down = self.steps_down(service);
        let sources: Vec<String> = down.iter().map(|it| it.1["good_source"].to_string()).collect();
        for ((span, _), source) in down.iter().zip(&sources) {
            owned.entry(("steps", source)).or_default().push(*span);
        }
        owned.into_values().flat_map(joined).collect()
    }

    /// What declared spans and maintenance must reach to be told.
    pub(super) fn reached(&self) -> Vec<Span> {
        if self.is_group() { vec![self.reach().1] } else { self.looked_at_with_outages() }
    }

    pub(crate) fn reaches(&self, span: Span) -> bool {
        self.reached().iter().any(|it| overlap(*it, span))
    }

    /// The declared spans of a list that reach what is looked at.
    pub(crate) fn declared(&self, list: &str) -> Vec<Value> {
        let Some(service) = self.service else { return Vec::new() };
        self.declared_of(service, list, &self.reached())
    }

    /// Those of any service that reach one of these spans.
    pub(crate) fn declared_of(&self, service: usize, list: &str, within: &[Span]) -> Vec<Value> {
        let reason = if list == "unknown" { "reason" } else { "cause" };
        let spans = self.papers.spans(list, service).into_iter();
        let spans = spans.filter(|(span, ..)| within.iter().any(|it| overlap(*it, *span)));
        let told = spans.map(|(span, at, position, item)| {
            json!({
                "kind": "span",
                "from": self.papers.clock.reading(span.0),
                "until": self.papers.clock.reading(span.1),
                "reason": item[reason],
                "source": file(at, &format!("/{list}/{position}")),
            })
        });
        told.collect()
    }

    /// The time that steps of these names took.
    pub(crate) fn taken(&self, step: &str) -> Vec<Span> {
        let Some(service) = self.service else { return Vec::new() };
        if self.is_group() {
            return match step {
                "outside_hours" => self.labelled("outside_hours"),
                "exclusion_spans" => self.labelled("exclusion_span"),
                "maintenance" => self.labelled("maintenance"),
                "excluded_incidents" => self.excluded_time(),
                "down" | "down_of_window" | "outage_down" => self.outage_time(),
                _ => Vec::new(),
            };
        }
        let declared = || {
            if self.treatment("exclusion_span") == "ignored" {
                return Vec::new();
            }
            let spans = self.papers.spans("exclusion_spans", service).into_iter();
            spans.map(|(span, ..)| span).collect::<Vec<_>>()
        };
        match step {
            "exclusion_spans" => declared(),
            "maintenance" if self.treatment("maintenance") == "ignored" => Vec::new(),
            "excluded_incidents" => self.excluded_time(),
            "down" | "down_of_window" | "outage_down" => self.outage_time(),
            "maintenance" => without(&self.papers.permitted(service), &declared()),
            // No other step takes time; that it is named is a complaint of its own.
            _ => Vec::new(),
        }
    }

    /// The steps before those of outages, by name: what the files declare, and what they permit.
    pub(crate) fn before(&self) -> Vec<&'static str> {
        let declared = !self.declared("exclusion_spans").is_empty();
        let declared = declared && self.treatment("exclusion_span") != "ignored";
        let excluded = self.is_excluded_first() && self.comes_before("excluded_incidents");
        let steps = [
            ("outside_hours", self.comes_before("outside_hours")),
            ("exclusion_spans", declared || self.comes_before("exclusion_spans")),
            ("maintenance", self.comes_before("maintenance")),
            ("excluded_incidents", excluded),
        ];
        steps.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect()
    }

    /// Whether a step takes any of the time looked at, or where it matters how long outages are, of
    /// one that reaches into it.
    fn comes_before(&self, step: &str) -> bool {
        if self.has(step) || !self.looks_at_length() {
            return self.has(step);
        }
        let (window, hours) = (self.in_units(), self.papers.hours_of(self.objective));
        let taken = self.taken(step);
        let runs = self.runs().into_iter().filter(|run| overlap(*run, window));
        runs.flat_map(|run| hours.within(run)).any(|it| taken.iter().any(|own| overlap(*own, it)))
    }

    /// The window with the unit of the clock within which it may begin.
    pub(crate) fn in_units(&self) -> Span {
        let unit = self.unit().map_or(0, |unit| iso(text(&unit["length"])));
        let window = self.looked_at();
        (window.0 - unit, window.1)
    }

    /// All time that comes before an outage.
    pub(crate) fn taken_before(&self) -> Vec<Span> {
        if self.is_group() {
            return self.before_group();
        }
        let excluded = Some("excluded_incidents").filter(|_| self.is_excluded_first());
        let steps = ["exclusion_spans", "maintenance"].into_iter().chain(excluded);
        steps.flat_map(|step| self.taken(step)).collect()
    }

    /// That only time counts that these did not take.
    pub(crate) fn outside(&self) -> Vec<Value> {
        let before = self.before().into_iter();
        before.map(|step| json!({ "kind": "outside", "step": step })).collect()
    }

    /// Whether a step takes any of the time looked at.
    pub(crate) fn has(&self, step: &str) -> bool {
        self.taken(step).iter().any(|span| !self.in_hours(*span).is_empty())
    }

    /// The agreed hours of what is looked at in a span.
    fn in_hours(&self, (from, until): Span) -> Vec<Span> {
        let window = self.looked_at();
        let hours = self.papers.hours_of(self.objective);
        let (from, until) = (from.max(window.0), until.min(window.1));
        if from < until { hours.within((from, until)) } else { Vec::new() }
    }

    /// The step of unknown time: that of all that is taken out, where nothing else is.
    pub(crate) fn unknown_step(&self) -> &'static str {
        let labels = [
            ("exclusion_spans", "exclusion_span"),
            ("maintenance", "maintenance"),
            ("excluded_incidents", "excluded_incident"),
        ];
        let is_removed =
            |(step, label): &(&str, &str)| self.treatment(label) == "removed" && self.has(step);
        let others = self.has("outside_hours") || labels.iter().any(is_removed);
        if others || self.treatment("unknown") != "removed" { "unknown" } else { "removed" }
    }
}

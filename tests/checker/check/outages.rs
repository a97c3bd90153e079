//! Downtime, and figures of whole outages.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{Nanos, overlap, seconds};
use super::labels::without;
use super::lengths::Lengths;
use super::number::{number, text as decimal, whole};
use super::papers::text;
use super::parts::Weighted;
use super::work::{Expected, Work, step};

/// A stretch of an incident or a run of several, and whether it has ended.
type Run = (Nanos, Nanos, bool);

/// An outage from its first agreed instant to its last, how long it counts, and whether it has ended.
pub(crate) type Outage = (Nanos, Nanos, Nanos, bool);

impl Work<'_> {
    fn indicator(&self) -> &str {
        text(&self.papers.objective(self.objective)["indicator"])
    }

    /// Whether outages belong where they ended.
    pub(crate) fn by_end(&self) -> bool {
        self.counts("outage_in").is_some_and(|(said, _)| said == "ended")
    }

    /// Whether those for which a credit is due belong where they ended.
    pub(crate) fn credited_by_end(&self) -> bool {
        let own = &self.papers.objective(self.objective)["credit"]["per_block"]["count_in"];
        own.as_str().map_or_else(|| self.by_end(), |said| said == "ended")
    }

    /// Runs of incidents that overlap or touch, and belong to the window: of those with any part in
    /// agreed hours, those that began there, or ended.
    pub(crate) fn outages_here(&self, by_end: bool) -> Vec<Outage> {
        let window = self.looked_at();
        let belongs = |(from, until, _, ended): &Outage| match by_end {
            true => *ended && window.0 < *until && *until <= window.1,
            false => window.0 <= *from && *from < window.1,
        };
        self.whole_outages().into_iter().filter(belongs).collect()
    }

    fn whole_outages(&self) -> Vec<Outage> {
        let lengths = self.lengths();
        let runs = match self.is_group() {
            true => self
                .group_runs()
                .into_iter()
                .map(|run| (run.0, run.1, self.group_has_ended(run)))
                .collect(),
            false => self.runs_with_ends(&lengths),
        };
        let hours = self.papers.hours_of(self.objective);
        let taken = self.taken_before();
        let left = runs.into_iter().filter_map(|(from, until, ended)| {
            let (from, until) = lengths.left((from, until), hours, &taken)?;
            Some((from, until, ended))
        });
        let mut runs: Vec<Run> = left.collect();
        // Where units count, an outage does that is in any of them.
        let parts = self.unit().and_then(|_| self.outages_of(self.step(self.outage_step())?));
        runs.retain(|(from, until, _)| {
            let own = |part: &Weighted| overlap((*from, *until), (part.0, part.1));
            parts.as_ref().is_none_or(|parts| parts.counted.iter().any(own))
        });
        // An outage begins with the first agreed instant of it, and ends after the last.
        let all = runs.into_iter().filter_map(|(from, until, ended)| {
            let open = without(&hours.within((from, until)), &taken);
            let length = open.iter().map(|(from, until)| until - from).sum();
            Some((open.first()?.0, open.last()?.1, length, ended))
        });
        all.collect()
    }

    /// Runs of its incidents, of its maintenance that lost its label, and of its steps of requests.
    fn runs_with_ends(&self, lengths: &Lengths) -> Vec<Run> {
        let Some(service) = self.service else { return Vec::new() };
        let counted = self.own_incidents(false);
        let spans = counted.iter().map(|it| {
            let ended = self.papers.has_ended(it);
            (("incident", it.incident.id.clone()), (it.open.0, it.open.1, ended))
        });
        let lost = self.lost_of(service);
        let lost = lost.iter().map(|it| {
            let id = it.record.told["id"].as_str().unwrap_or_default();
            (("record", id.to_owned()), (it.span.0, it.span.1, it.record.has_ended(self.papers)))
        });
        let down = self.steps_down(service).into_iter().map(|(span, told)| {
            let ended = self.is_followed(service, span);
            (("steps", told["good_source"].to_string()), (span.0, span.1, ended))
        });
        let mut owned: BTreeMap<(&str, String), Vec<Run>> = BTreeMap::new();
        for (whose, span) in spans.chain(lost).chain(down) {
            let whose = if lengths.of_each { whose } else { ("", String::new()) };
            owned.entry(whose).or_default().push(span);
        }
        let mut runs: Vec<Run> = owned.into_values().flat_map(joined).collect();
        runs.sort_unstable();
        runs
    }

    /// The outages that belong here: by where they began, or ended.
    pub(crate) fn outage_operands(&self, by_end: bool) -> Vec<Value> {
        let outages = self.outages_here(by_end).into_iter().map(|(from, until, length, ended)| {
            json!({
                "kind": "outage",
                "from": self.papers.clock.reading(from),
                "until": self.papers.clock.reading(until),
                "length": decimal(&seconds(0, length)),
                "ended": ended,
            })
        });
        outages.collect()
    }

    /// Whether anything is known of the window, and there is what the figure is about.
    pub(crate) fn has_figure(&self) -> bool {
        let known = number(&self.bare(self.unknown_step())) < number(&self.bare("agreed"));
        let measured = number(&self.bare("removed")) < number(&self.bare("agreed"));
        let begun = self.outages_here(self.by_end());
        known
            && measured
            && match self.indicator() {
                "mean_time_to_restore" => begun.iter().any(|(.., ended)| *ended),
                "mean_time_between_failures" => !begun.is_empty(),
                _ => true,
            }
    }

    /// The outages that began, the figure, and whether it keeps the target.
    pub(crate) fn outage_figure(&self) -> Vec<Expected> {
        let mut steps = self.measured_time();
        let figure = match self.indicator() {
            "longest_outage" => Some("longest_outage"),
            "mean_time_to_restore" => Some("mean_outage"),
            "mean_time_between_failures" => Some("time_between"),
            _ => None,
        };
        let of_time = ["downtime", "mean_time_between_failures"].contains(&self.indicator());
        if !of_time && self.least_known().is_none() {
            steps.retain(|step| step.name != "measured");
        }
        if self.least_known().is_some() {
            steps.extend(self.coverage());
        }
        if self.indicator() != "downtime" {
            let mut operands = vec![self.earlier("from", "from"), self.earlier("until", "until")];
            operands.extend(self.calendar());
            operands.extend(self.incidents_of_down());
            operands.extend(self.outage_operands(self.by_end()));
            let operation = if self.by_end() { "count_ended" } else { "count_outages" };
            steps.push(step(self.outages_step(), operation, operands));
        }
        if !self.has_figure() {
            return steps;
        }
        if let Some(operation) = figure {
            let mut operands = vec![json!({ "kind": "outages_of", "step": self.outages_step() })];
            if operation == "time_between" {
                operands.extend(self.measured_and_down());
            }
            steps.push(step("outage_figure", operation, operands));
        }
        if self.is_enough() {
            steps.extend(self.judged(self.figure_step()));
        }
        steps
    }

    /// The step that counts the outages.
    fn outages_step(&self) -> &'static str {
        if self.by_end() { "outages_ended" } else { "outages_begun" }
    }

    /// The step that works out the figure.
    pub(crate) fn figure_step(&self) -> &'static str {
        match self.indicator() {
            "downtime" => "down",
            "outage_count" => self.outages_step(),
            _ => "outage_figure",
        }
    }

    pub(crate) fn expected_outage_row(&self) -> Value {
        let of_a_miss = !self.indicator().starts_with("mean_") && self.window_days().is_none();
        let unknown = number(&self.bare(self.unknown_step()));
        let begun = self.outages_here(self.by_end());
        let grows = matches!(self.indicator(), "longest_outage" | "mean_time_to_restore");
        let settled = !grows || begun.iter().all(|(.., ended)| *ended);
        let mut row = self.row_of_value(settled && unknown == Some(whole(0)), of_a_miss);
        row["begun"] = json!({
            "begun": begun.len(),
            "ended": begun.iter().filter(|(.., ended)| *ended).count(),
            "known": unknown < number(&self.bare("agreed")),
        });
        row
    }
}

/// Stretches that overlap or touch as one, which has ended when all have.
fn joined(mut spans: Vec<Run>) -> Vec<Run> {
    spans.sort_unstable();
    let mut runs: Vec<Run> = Vec::new();
    for (from, until, ended) in spans {
        match runs.last_mut() {
            Some(run) if from <= run.1 => *run = (run.0, run.1.max(until), run.2 && ended),
            _ => runs.push((from, until, ended)),
        }
    }
    runs
}

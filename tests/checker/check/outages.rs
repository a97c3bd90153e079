//! Downtime, and figures of whole outages.

use serde_json::{Value, json};

use super::clock::{Nanos, seconds};
use super::number::{number, text as decimal, whole};
use super::papers::text;
use super::work::{Expected, Work, step};

/// An outage from its first instant to its last, and whether it has ended.
type Outage = (Nanos, Nanos, bool);

impl Work<'_> {
    fn indicator(&self) -> &str {
        text(&self.papers.objective(self.objective)["indicator"])
    }

    /// Runs of incidents that overlap or touch, of which the first began in the window and any part
    /// lies in agreed hours.
    fn begun(&self) -> Vec<Outage> {
        assert!(self.unit().is_none_or(|unit| unit["counts"] == "any"), "not read here");
        if self.is_group() {
            let window = self.looked_at();
            let begun = self.group_runs().into_iter().filter_map(|run| {
                let (from, length) = self.group_length(run)?;
                let is_own = length > 0 && window.0 <= from && from < window.1;
                is_own.then(|| (from, run.1, self.group_has_ended(run)))
            });
            return begun.collect();
        }
        let counted = self.own_incidents(false);
        let spans = counted.iter().map(|it| {
            let ended = self.papers.end_of(it.incident).is_some();
            (it.open.0, it.open.1, ended)
        });
        let lost = self.service.map(|service| self.papers.lost(service)).unwrap_or_default();
        let lost = lost.iter().map(|it| (it.span.0, it.span.1, it.record.has_ended(self.papers)));
        let mut spans: Vec<Outage> = spans.chain(lost).collect();
        spans.sort_unstable();
        let mut runs: Vec<Outage> = Vec::new();
        for (from, until, ended) in spans {
            match runs.last_mut() {
                Some(run) if from <= run.1 => *run = (run.0, run.1.max(until), run.2 && ended),
                _ => runs.push((from, until, ended)),
            }
        }
        let (window, hours) = (self.looked_at(), self.papers.hours_of(self.objective));
        // An outage begins with the first agreed instant of it.
        let begun = runs.into_iter().filter_map(|(from, until, ended)| {
            let (from, _) = *hours.within((from, until)).first()?;
            (window.0 <= from && from < window.1).then_some((from, until, ended))
        });
        begun.collect()
    }

    fn outage_operands(&self) -> Vec<Value> {
        let hours = self.papers.hours_of(self.objective);
        let outages = self.begun().into_iter().map(|(from, until, ended)| {
            let length = match self.is_group() {
                true => self.group_length((from, until)).map_or(0, |(_, length)| length),
                false => hours.length((from, until)),
            };
            json!({
                "kind": "outage",
                "from": self.papers.clock.reading(from),
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
        let begun = self.begun();
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
            operands.extend(self.outage_operands());
            steps.push(step("outages_begun", "count_outages", operands));
        }
        if !self.has_figure() {
            return steps;
        }
        if let Some(operation) = figure {
            let mut operands = vec![json!({ "kind": "outages_of", "step": "outages_begun" })];
            if operation == "time_between" {
                operands.extend(self.measured_and_down());
            }
            steps.push(step("outage_figure", operation, operands));
        }
        if self.is_enough() {
            steps.push(self.compared(self.figure_step()));
            steps.extend(self.beside(self.figure_step()));
        }
        steps
    }

    /// The step that works out the figure.
    pub(crate) fn figure_step(&self) -> &'static str {
        match self.indicator() {
            "downtime" => "down",
            "outage_count" => "outages_begun",
            _ => "outage_figure",
        }
    }

    pub(crate) fn expected_outage_row(&self) -> Value {
        let of_a_miss = !self.indicator().starts_with("mean_") && self.window_days().is_none();
        let unknown = number(&self.bare(self.unknown_step()));
        let begun = self.begun();
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

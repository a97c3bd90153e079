//! What becomes of time with a label.

use serde_json::Value;

use super::labels::{Span, without};
use super::maintenance::Lost;
use super::members::default;
use super::number::whole;
use super::work::{Expected, Work, step};

/// The labels that may be treated otherwise, each with its step.
const TREATED: [(&str, &str); 4] = [
    ("exclusion_span", "exclusion_spans"),
    ("maintenance", "maintenance"),
    ("excluded_incident", "excluded_incidents"),
    ("unknown", "unknown"),
];

impl Work<'_> {
    /// What becomes of time with a label: `removed`, `up`, `down` or `ignored`.
    pub(crate) fn treatment(&self, label: &str) -> &str {
        self.counts(label).and_then(|(said, _)| said.as_str()).unwrap_or_else(|| default(label))
    }

    /// Whether an excluded incident beats one that counts.
    pub(crate) fn is_excluded_first(&self) -> bool {
        let first = self.counts("concurrent_cause").is_some_and(|(said, _)| said == "excluded");
        first && self.treatment("excluded_incident") != "ignored"
    }

    /// The steps of labels that are treated so and have any time.
    pub(crate) fn treated(&self, treatment: &str) -> Vec<&'static str> {
        let own = TREATED.into_iter().filter(|(label, _)| self.treatment(label) == treatment);
        let own = own.filter(|(_, step)| match *step {
            "unknown" => self.has_unknown(),
            step => self.has(step),
        });
        own.map(|(_, step)| step).collect()
    }

    /// Whether any agreed time of the window is unknown, for all that its own step tells.
    fn has_unknown(&self) -> bool {
        self.step("unknown").is_some() && !self.is_zero("unknown")
    }

    /// The step of the downtime of outages: that of all downtime, where nothing else is down.
    pub(crate) fn outage_step(&self) -> &'static str {
        if self.treated("down").is_empty() { self.down_step() } else { "outage_down" }
    }

    /// The sum of what is treated as down, where that is more than outages.
    pub(crate) fn all_down(&self) -> Option<Expected> {
        let labels = self.treated("down");
        let outages = self.outage_step();
        let steps = labels.iter().copied().chain([outages]);
        let parts = steps.map(|name| self.earlier("summand", name)).collect();
        (!labels.is_empty()).then(|| step(self.down_step(), "sum", parts))
    }

    /// The sum of what is removed.
    pub(crate) fn all_removed(&self) -> Expected {
        let outside = Some("outside_hours").filter(|_| self.has("outside_hours"));
        let parts = outside.into_iter().chain(self.treated("removed"));
        step("removed", "sum", parts.map(|name| self.earlier("summand", name)).collect())
    }

    /// The time of incidents of excluded causes, beside what comes before it.
    pub(crate) fn excluded_time(&self) -> Vec<Span> {
        if self.is_group() {
            let spans = self.labelled("excluded_incident");
            return if self.is_excluded_first() {
                spans
            } else {
                without(&spans, &self.outage_time())
            };
        }
        if self.treatment("excluded_incident") == "ignored" {
            return Vec::new();
        }
        let open: Vec<Span> = self.own_incidents(true).into_iter().map(|it| it.open).collect();
        let before = ["exclusion_spans", "maintenance"].into_iter();
        let before: Vec<Span> = before.flat_map(|step| self.taken(step)).collect();
        let left = without(&super::lengths::joined(open), &before);
        if self.is_excluded_first() {
            return left;
        }
        without(&left, &self.outage_time())
    }

    /// The time of outages, whatever becomes of it, and of the units that count for them.
    pub(crate) fn outage_time(&self) -> Vec<Span> {
        let told = self.step("outage_down").or_else(|| self.step(self.down_step()));
        let parts = told.and_then(|step| self.outages_of(step));
        let all = parts.iter().flat_map(|parts| parts.all.iter().chain(&parts.counted));
        all.map(|(from, until, _)| (*from, *until)).collect()
    }

    /// The step of excluded incidents, where they have any time.
    pub(crate) fn excluded_step(&self, operands: Vec<Value>) -> Option<Expected> {
        self.has("excluded_incidents").then(|| step("excluded_incidents", "any_open", operands))
    }

    /// The maintenance of a service that lost its label and hurt: all where the label has no effect.
    pub(crate) fn lost_of(&self, service: usize) -> Vec<Lost<'_>> {
        let said = self.counts_on(service, "maintenance");
        if said.is_none_or(|(said, _)| said != "ignored") {
            return self.papers.lost(service);
        }
        let records = self.papers.records(service).into_iter();
        let weighed = records.map(|record| {
            let weight = self.papers.weight(record.told["impact"].as_str());
            Lost { span: record.done, record, weight }
        });
        weighed.filter(|it| it.weight > whole(0)).collect()
    }
}

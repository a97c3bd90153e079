//! How long outages must be to count, and how much of their beginning does not.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{Nanos, seconds};
use super::hours::Hours;
use super::labels::{Span, without};
use super::limits::iso;
use super::number::{number, text, whole};
use super::work::Work;

/// What is said of it.
#[derive(Default)]
pub(crate) struct Lengths {
    /// The least length, and whether an outage must be longer.
    minimum: Option<(Nanos, bool)>,
    grace: Nanos,
    /// Whether each incident is an outage by itself.
    pub(crate) of_each: bool,
}

impl Lengths {
    /// As the operands of a step tell it; nothing where they do not make sense.
    pub(crate) fn told(operands: &[Value]) -> Option<Self> {
        let mut found = Self::default();
        for rule in operands.iter().filter(|it| it["kind"] == "rule") {
            let value = rule["value"].as_str()?;
            let nanos = |seconds: &str| -> Option<Nanos> {
                (number(&json!(seconds))? * whole(1_000_000_000)).to_integer().try_into().ok()
            };
            match rule["field"].as_str()? {
                "per" => found.of_each = value == "incident",
                "grace" => found.grace = nanos(value)?,
                "minimum_outage" => {
                    let (bound, length) = value.split_once(' ')?;
                    found.minimum = Some((nanos(length)?, bound == "more_than"));
                }
                _ => {}
            }
        }
        Some(found)
    }

    /// Whether it matters how long an outage is.
    pub(crate) fn matter(&self) -> bool {
        self.minimum.is_some() || self.grace > 0
    }

    /// What of an outage counts: nothing of one that is too short.
    pub(crate) fn left(&self, outage: Span, hours: &Hours, taken: &[Span]) -> Option<Span> {
        let agreed = without(&hours.within(outage), taken);
        let all: Nanos = agreed.iter().map(|(from, until)| until - from).sum();
        let (least, longer) = self.minimum.unwrap_or((0, false));
        if all < least || (longer && all == least) {
            return None;
        }
        let (mut grace, mut from) = (self.grace, outage.0);
        for (begin, end) in agreed.into_iter().filter(|_| self.grace > 0) {
            from = begin + grace.min(end - begin);
            grace -= from - begin;
            if grace == 0 {
                break;
            }
        }
        (grace == 0).then_some((from, outage.1)).filter(|(from, until)| from < until)
    }

    /// What of each of these stretches, each with whose it is, counts: of outages that are runs of
    /// all, or of those of each by itself; `bridges` do not end a run.
    pub(crate) fn kept(
        &self,
        stretches: &[(&str, Span)],
        bridges: &[Span],
        (hours, taken): (&Hours, &[Span]),
    ) -> Vec<Option<Span>> {
        let whose = |it: &(&str, Span)| if self.of_each { it.0.to_owned() } else { String::new() };
        let mut owned: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for it in stretches {
            owned.entry(whose(it)).or_default().push(it.1);
        }
        let runs = owned.into_iter().map(|(whose, spans)| (whose, joined_over(spans, bridges)));
        let runs: BTreeMap<String, Vec<Span>> = runs.collect();
        let kept = stretches.iter().map(|it| {
            let span = it.1;
            let run = runs[&whose(it)].iter().find(|run| run.0 <= span.0 && span.1 <= run.1)?;
            let left = self.left(*run, hours, taken)?;
            let both = (span.0.max(left.0), span.1.min(left.1));
            (both.0 < both.1).then_some(both)
        });
        kept.collect()
    }
}

/// Stretches that overlap or touch as one, and those with nothing but `bridges` between them.
fn joined_over(spans: Vec<Span>, bridges: &[Span]) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for (from, until) in joined(spans) {
        match runs.last_mut() {
            Some(last) if without(&[(last.1, from)], bridges).is_empty() => last.1 = until,
            _ => runs.push((from, until)),
        }
    }
    runs
}

/// Stretches that overlap or touch as one.
pub(crate) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut runs: Vec<Span> = Vec::new();
    for (from, until) in spans {
        match runs.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => runs.push((from, until)),
        }
    }
    runs
}

impl Work<'_> {
    /// What the contract says of it.
    pub(crate) fn lengths(&self) -> Lengths {
        Lengths::told(&self.length_rules()).unwrap()
    }

    /// Whether whole outages are looked at, to find what of them counts.
    pub(crate) fn looks_at_length(&self) -> bool {
        self.lengths().matter() || self.unit().is_some()
    }

    /// What the contract says of it, as operands.
    pub(crate) fn length_rules(&self) -> Vec<Value> {
        let rule = |field: &str, value: String| {
            let (_, place) = self.counts(field)?;
            let source = self.contract(&place);
            Some(json!({ "kind": "rule", "field": field, "value": value, "source": source }))
        };
        let length = |said: &Value| text(&seconds(0, iso(said.as_str().unwrap())));
        let said = |field: &str| self.counts(field).map(|(said, _)| said);
        let each = said("per").is_some_and(|said| said == "incident") && !self.is_group();
        let per = each.then(|| rule("per", "incident".to_owned()));
        let minimum = said("minimum_outage").filter(|said| *said != "none").map(|said| {
            let bound = if said["more_than"].is_null() { "at_least" } else { "more_than" };
            let own = if said.is_object() { &said[bound] } else { said };
            rule("minimum_outage", format!("{bound} {}", length(own)))
        });
        let grace = said("grace").filter(|said| *said != "none");
        let grace = grace.map(|said| rule("grace", length(said)));
        [per, minimum, grace].into_iter().flatten().flatten().collect()
    }
}

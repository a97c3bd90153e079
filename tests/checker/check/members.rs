//! What a service is at an instant, and what the members of a group weigh together.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::clock::{Nanos, instant};
use super::labels::Span;
use super::number::{Number, number, whole};
use super::parts::Weighted;

/// The labels that come before an outage, but for excluded incidents where these do.
pub(crate) const BEFORE: [&str; 3] = ["outside_hours", "exclusion_span", "maintenance"];

/// What a service is throughout a stretch.
#[derive(Clone)]
pub(crate) struct Slice {
    pub(crate) span: Span,
    pub(crate) label: &'static str,
    /// What it weighs, whatever its label.
    pub(crate) weight: Number,
    /// What the members of a group weigh together; nothing where all are left out.
    pub(crate) members: Option<Number>,
    /// The labels of these, where all are left out.
    pub(crate) left_out: BTreeSet<&'static str>,
    /// Whether anything is known of it, whatever becomes of what is not.
    pub(crate) is_known: bool,
}

/// How a service counts, where it is otherwise than by default: what each field says.
#[derive(Default)]
pub(crate) struct Policy(BTreeMap<String, String>);

impl Policy {
    /// As rules among operands tell it.
    pub(crate) fn told(rules: &[Value]) -> Option<Self> {
        let each = rules.iter().map(|rule| {
            Some((rule["field"].as_str()?.to_owned(), rule["value"].as_str()?.to_owned()))
        });
        Some(Self(each.collect::<Option<_>>()?))
    }

    fn says(&self, field: &str) -> &str {
        self.0.get(field).map_or_else(|| default(field), String::as_str)
    }

    /// What its incidents weigh together, as an operation.
    pub(crate) fn weighing(&self) -> &'static str {
        match (self.says("overlap"), self.says("same_users")) {
            ("sum", _) => "sum_of_weights",
            (_, "largest") => "largest_weight",
            _ => "weight_of_users",
        }
    }

    fn is_excluded_first(&self) -> bool {
        self.says("concurrent_cause") == "excluded" && self.has_effect("excluded_incident")
    }

    fn has_effect(&self, label: &str) -> bool {
        self.says(label) != "ignored"
    }
}

/// What a question of how incidents count is answered with by default.
pub(crate) fn default(field: &str) -> &'static str {
    match field {
        "overlap" => "union",
        "same_users" => "different",
        "concurrent_cause" => "counted",
        "excluded_incident" => "up",
        _ => "removed",
    }
}

/// What is told of a service: of a member as it is written in an operand.
pub(crate) struct Told {
    pub(crate) policy: Policy,
    /// When it was promised; nothing where it always is.
    pub(crate) hours: Option<Vec<Span>>,
    pub(crate) declared: Vec<Span>,
    pub(crate) permitted: Vec<Span>,
    pub(crate) incidents: Vec<Weighted>,
    pub(crate) excluded: Vec<Span>,
    pub(crate) unknown: Vec<Span>,
    pub(crate) group: Option<Value>,
}

/// What is behind a group.
pub(crate) struct Behind {
    pub(crate) covered: Vec<Span>,
    pub(crate) services: BTreeMap<String, Told>,
}

/// A member at an instant.
enum State {
    Out(&'static str),
    In(Number),
}

impl Behind {
    fn state(&self, id: &str, at: Nanos) -> Option<State> {
        let told = self.services.get(id)?;
        if !told.hours.as_ref().is_none_or(|hours| holds(hours, at)) {
            return Some(State::Out("outside_hours"));
        }
        let slice = self.slice(told, (at, at + 1))?;
        Some(match slice.label {
            "outage" => State::In(slice.weight),
            "up" => State::In(whole(0)),
            // Of what is unknown no member says anything, whatever becomes of it.
            label if label == "unknown" => State::Out(label),
            label => match told.policy.says(label) {
                "removed" => State::Out(label),
                "down" => State::In(whole(1)),
                _ => State::In(whole(0)),
            },
        })
    }

    /// What a service is in a span in which nothing changes; its own hours are another's.
    pub(crate) fn slice(&self, told: &Told, span: Span) -> Option<Slice> {
        let at = span.0;
        let (members, left_out) = match &told.group {
            None => (None, BTreeSet::new()),
            Some(group) => self.together(group, at)?,
        };
        let open = told.incidents.iter().filter(|it| it.0 <= at && at < it.1);
        let own = open.map(|it| it.2.clone()).max().unwrap_or_else(|| whole(0));
        let weight = own.max(members.clone().unwrap_or_else(|| whole(0)));
        let has = |label: &str| left_out.contains(label);
        let outside = !left_out.is_empty() && left_out.iter().all(|it| *it == "outside_hours");
        let of = |label: &str, spans: &[Span]| {
            told.policy.has_effect(label) && (holds(spans, at) || has(label))
        };
        let is_excluded = of("excluded_incident", &told.excluded);
        let is_known = holds(&self.covered, at) && !holds(&told.unknown, at) && !has("unknown");
        let label = match () {
            () if outside => "outside_hours",
            () if of("exclusion_span", &told.declared) => "exclusion_span",
            () if of("maintenance", &told.permitted) => "maintenance",
            () if is_excluded && told.policy.is_excluded_first() => "excluded_incident",
            () if weight > whole(0) => "outage",
            () if is_excluded => "excluded_incident",
            () if !is_known => "unknown",
            () => "up",
        };
        let is_known = label != "unknown";
        let label = match label {
            "unknown" if !told.policy.has_effect(label) => "up",
            label => label,
        };
        Some(Slice { span, label, weight, members, left_out, is_known })
    }

    /// What the members of a group weigh together, or else their labels.
    fn together(
        &self,
        group: &Value,
        at: Nanos,
    ) -> Option<(Option<Number>, BTreeSet<&'static str>)> {
        let (mut inside, mut out) = (Vec::new(), BTreeSet::new());
        for (place, id) in group["members"].as_array()?.iter().enumerate() {
            match self.state(id.as_str()?, at)? {
                State::Out(label) => _ = out.insert(label),
                State::In(weight) => inside.push((place, weight)),
            }
        }
        if inside.is_empty() {
            return Some((None, out));
        }
        let weights = || {
            let mut weights: Vec<Number> = inside.iter().map(|(_, it)| it.clone()).collect();
            weights.sort();
            weights
        };
        let weight = match group["kind"].as_str()? {
            "series" => weights().pop()?,
            "parallel" => weights().swap_remove(0),
            "k_of_n" => {
                let needed = usize::try_from(group["needed"].as_u64()?).ok()?;
                let needed = needed.min(inside.len()).checked_sub(1)?;
                weights().swap_remove(needed)
            }
            "weighted" => {
                let share = |place: usize| number(&group["shares"][place]);
                let (mut sum, mut all) = (whole(0), whole(0));
                for (place, weight) in inside {
                    sum += share(place)? * weight;
                    all += share(place)?;
                }
                sum / all
            }
            _ => return None,
        };
        Some((Some(weight), BTreeSet::new()))
    }

    /// Every instant at which anything of these changes, and those of a window.
    pub(crate) fn cuts(&self, window: Span) -> Vec<Nanos> {
        let of = |told: &Told| {
            let spans = [&told.declared, &told.permitted, &told.excluded, &told.unknown];
            let spans = spans.into_iter().flatten().chain(told.hours.iter().flatten());
            let spans = spans.map(|(from, until)| (*from, *until));
            let spans = spans.chain(told.incidents.iter().map(|(from, until, _)| (*from, *until)));
            spans.collect::<Vec<_>>()
        };
        let spans = self.services.values().flat_map(of).chain(self.covered.iter().copied());
        let cuts = spans.chain([window]).flat_map(|(from, until)| [from, until]);
        let cuts: BTreeSet<Nanos> =
            cuts.filter(|cut| (window.0..=window.1).contains(cut)).collect();
        cuts.into_iter().collect()
    }
}

fn holds(spans: &[Span], at: Nanos) -> bool {
    spans.iter().any(|(from, until)| *from <= at && at < *until)
}

pub(crate) fn spans(operands: &Value) -> Option<Vec<Span>> {
    let each = operands.as_array().into_iter().flatten().map(|operand| {
        let at = |field: &str| instant(operand[field]["at"].as_str()?);
        Some((at("from")?, at("until")?))
    });
    each.collect()
}

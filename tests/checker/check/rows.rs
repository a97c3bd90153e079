//! The results: every figure of a row is a step's result or follows from one.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::clock::{Nanos, instant, overlap, seconds};
use super::indicators::{Kind, better};
use super::labels::{Span, without};
use super::lengths::joined;
use super::number::{Number, number, rounded_by, text as decimal, whole};
use super::parts::sum;
use super::work::Work;

impl Work<'_> {
    /// The row as its calculation says it must be.
    pub(crate) fn expected_row(&self) -> Value {
        match self.kind() {
            Kind::Availability => {}
            Kind::Outages => return self.expected_outage_row(),
            Kind::Clock => return self.expected_case_row(),
            Kind::Tally => return self.expected_tally_row(),
            Kind::Requests => return self.expected_request_row(),
        }
        let bare = |name: &str| self.bare(name);
        let allowed = self.step("allowed").map_or(json!("0"), |_| bare("allowed"));
        let mut row = json!({
            "objective": self.subject,
            "period": self.number,
            "verdict": self.verdict(),
            "certain": self.certain(),
            "value": bare("availability"),
            "agreed_seconds": bare("agreed"),
            "removed_seconds": bare("removed"),
            "measured_seconds": bare("measured"),
            "coverage": bare("coverage"),
            "down_seconds": bare("down"),
            "outage_seconds": bare("outage"),
            "labels": self.labels(),
            "allowed_seconds": allowed,
            "budget": self.budget(),
            "outages": self.outages(),
            "incidents": match self.is_group() {
                true => self.ids_behind().len(),
                false => self.ids().len(),
            },
            "credit": self.credit_figure(),
        });
        if let Some(loss) = self.loss_figure() {
            row["loss"] = loss;
        }
        if !self.is_zero("consumed") {
            row["consumed_seconds"] = bare("consumed");
        }
        row
    }

    /// The row of one value, given whether there is evidence for all of it, and whether nothing
    /// can turn a miss.
    pub(crate) fn row_of_value(&self, is_whole: bool, of_a_miss: bool) -> Value {
        let kept = self.bare("target").as_bool();
        let verdict = self.verdict_of(kept, of_a_miss);
        let certain = match verdict {
            "met" => is_whole,
            "missed" => is_whole || of_a_miss,
            _ => false,
        };
        json!({
            "objective": self.subject,
            "period": self.number,
            "verdict": verdict,
            "certain": certain,
            "value": self.value_step().map_or(Value::Null, |name| self.bare(name)),
            "credit": self.credit_figure(),
        })
    }

    pub(crate) fn verdict_of(&self, kept: Option<bool>, of_a_miss: bool) -> &'static str {
        match (kept.filter(|_| self.is_judged()), self.finished()) {
            (None, _) => "not_measured",
            (Some(true), true) => "met",
            (Some(false), true) => "missed",
            (Some(true), false) => "running_on_track",
            (Some(false), false) if of_a_miss => "running_past_recovery",
            (Some(false), false) => "running_below_target",
        }
    }

    /// Whether less is better.
    pub(crate) fn is_at_most(&self) -> bool {
        better(self.papers.objective(self.objective)) == "less"
    }

    /// How much of the window's hours nothing is known, and how long these are.
    pub(crate) fn unknown(&self) -> (Nanos, Nanos) {
        let (hours, window) = (self.papers.hours_of(self.objective), self.looked_at());
        let covered = self.papers.stretches.iter();
        let covered: Vec<Span> = covered.map(|it| (it.from, it.until)).collect();
        let services = 0..self.papers.list("/services").len();
        let behind = self.service.map(|service| self.papers.behind(service));
        let is_own = |service: &usize| behind.as_ref().is_none_or(|all| all.contains(service));
        let own = services.filter(is_own);
        let declared = own.flat_map(|service| self.papers.spans("unknown", service));
        let declared: Vec<Span> = declared.map(|(span, ..)| span).collect();
        let gaps = without(&[window], &without(&covered, &declared)).into_iter();
        (gaps.map(|gap| hours.length(gap)).sum(), hours.length(window))
    }

    /// What agreed time was.
    fn labels(&self) -> Value {
        if self.is_group() {
            return self.labels_of_group();
        }
        let hours = self.papers.hours_of(self.objective);
        let agreed = sum(&hours.within(self.looked_at()));
        let excluded = self.excluded_time().into_iter();
        let excluded: Number =
            excluded.map(|(from, until)| seconds(0, self.open_in((from, until)))).sum();
        let of = |name: &str| number(&self.bare(name)).unwrap_or_else(|| whole(0));
        let (declared, maintenance) = (of("exclusion_spans"), of("maintenance"));
        let (outage, tolerated) = (of("outage"), of("tolerated"));
        let is_ignored = self.treatment("unknown") == "ignored";
        let unknown = if is_ignored { whole(0) } else { of(self.unknown_step()) };
        let others = &outage + &tolerated + &excluded + &unknown;
        json!({
            "exclusion_span": decimal(&declared),
            "maintenance": decimal(&maintenance),
            "outage": decimal(&outage),
            "tolerated": decimal(&tolerated),
            "excluded_incident": decimal(&excluded),
            "unknown": decimal(&unknown),
            "up": decimal(&(agreed - others - declared - maintenance)),
        })
    }

    /// How long a span is in the agreed hours of what is looked at.
    fn open_in(&self, (from, until): Span) -> Nanos {
        let window = self.looked_at();
        let inside = (from.max(window.0), until.min(window.1));
        if inside.0 >= inside.1 {
            return 0;
        }
        self.papers.hours_of(self.objective).length(inside)
    }

    fn labels_of_group(&self) -> Value {
        let labelled = |label: &str| self.labelled(label);
        // What of outages counts, with the units that do for them.
        let down = labelled("outage");
        let parts = self.looks_at_length().then(|| self.step(self.outage_step())).flatten();
        let counted = match parts.and_then(|step| self.outages_of(step)) {
            None => down.clone(),
            Some(parts) => {
                let spans = parts.counted.iter().map(|(from, until, _)| (*from, *until));
                without(&joined(spans.collect()), &self.before_group())
            }
        };
        let mut labels = json!({});
        for (label, spans) in [
            ("outside_hours", labelled("outside_hours")),
            ("exclusion_span", labelled("exclusion_span")),
            ("maintenance", labelled("maintenance")),
            ("outage", counted.clone()),
            ("tolerated", without(&down, &counted)),
            ("excluded_incident", without(&labelled("excluded_incident"), &counted)),
            ("unknown", without(&labelled("unknown"), &counted)),
            ("up", without(&labelled("up"), &counted)),
        ] {
            let length: Nanos = spans.into_iter().map(|span| self.open_in(span)).sum();
            if label != "outside_hours" || length > 0 {
                labels[label] = json!(decimal(&seconds(0, length)));
            }
        }
        labels
    }

    /// The error budget: that of the whole period where steps work it out, or else what the target
    /// allows.
    fn budget(&self) -> Value {
        let Some(_) = self.step("budget_left") else { return Value::Null };
        let (measured, allowed) = match self.step("budget") {
            Some(_) => ("budget_measured", "budget"),
            None => ("measured", "allowed"),
        };
        json!({
            "measured_seconds": self.bare(measured),
            "allowed_seconds": self.bare(allowed),
            "left_seconds": self.bare("budget_left"),
            "burn": self.bare("budget_burn"),
            "ends": self.bare("budget_ends"),
        })
    }

    fn verdict(&self) -> &'static str {
        let truth = |name: &str| self.bare(name).as_bool().unwrap_or_default();
        if self.step("enough_known").is_some() && !truth("enough_known") {
            return "not_measured";
        }
        if self.step("availability").is_none() || !self.is_judged() {
            return "not_measured";
        }
        match (self.finished(), truth("target")) {
            (true, true) => "met",
            (true, false) => "missed",
            (false, true) => "running_on_track",
            (false, false) if self.step("after_perfect").is_none() => "running_below_target",
            (false, false) if truth("after_perfect_target") => "running_below_target",
            (false, false) => "running_past_recovery",
        }
    }

    /// Whether the target is kept, or missed, by both extremes of what is unknown.
    fn certain(&self) -> bool {
        let Some(target) = self.step("target").filter(|_| self.finished() && self.is_judged())
        else {
            return false;
        };
        let bound = target["operands"].as_array().and_then(|list| {
            let bound = list.iter().find(|operand| operand["kind"] == "bound")?;
            Some((bound["bound"] == "above", number(&bound["value"])?))
        });
        let Some((above, bound)) = bound else { return false };
        let kept = |name: &str| {
            let value = self.held(name);
            value.map(|value| if above { value > bound } else { value >= bound })
        };
        // Where unknown time is up, or down, the value itself is the other extreme.
        let or_value = |name: &str| match self.step(name) {
            None => kept("availability"),
            Some(_) => kept(name),
        };
        or_value("unknown_down") == or_value("unknown_up") && self.is_sure_what_is_consumed()
    }

    /// The value of a step as it is held against targets and tiers.
    pub(crate) fn held(&self, step: &str) -> Option<Number> {
        let value = number(&self.bare(step))?;
        Some(match self.rounding() {
            Some((mode, places, _)) => rounded_by(mode, &value, places),
            None => value,
        })
    }

    /// The incidents of downtime that reach into the window.
    fn ids(&self) -> BTreeSet<&str> {
        let operands = self.step(self.outage_step()).and_then(|step| step["operands"].as_array());
        let incidents = operands.into_iter().flatten().filter(|it| it["kind"] == "incident");
        let at = |told: &Value, end: &str| instant(told[end]["at"].as_str()?);
        let inside = incidents.filter(|it| {
            let span = at(it, "from").zip(at(it, "until"));
            span.is_some_and(|span| overlap(span, self.looked_at()))
        });
        inside.filter_map(|incident| incident["id"].as_str()).collect()
    }

    /// How many runs of incidents, and of maintenance that lost its label, count in any agreed instant
    /// of the window: by units where these do, and outside what was taken before.
    fn outages(&self) -> usize {
        let taken = self.taken_before();
        let (hours, window) = (self.papers.hours_of(self.objective), self.looked_at());
        let agreed = without(&hours.within(window), &taken);
        let lengths = self.lengths();
        let whole = match self.is_group() {
            true => self.runs(),
            false if lengths.of_each => self.runs_of_each(),
            false => self.runs(),
        };
        let looked = self.looks_at_length();
        let parts = looked.then(|| self.outages_of(self.step(self.outage_step())?)).flatten();
        let left = whole.into_iter().filter_map(|run| lengths.left(run, hours, &taken));
        let counts = |run: &Span| match &parts {
            None => agreed.iter().any(|open| overlap(*open, *run)),
            Some(parts) => parts.counted.iter().any(|(from, until, _)| {
                let both = (run.0.max(*from), run.1.min(*until));
                both.0 < both.1 && agreed.iter().any(|open| overlap(*open, both))
            }),
        };
        left.filter(counts).count()
    }
}

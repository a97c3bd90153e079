//! The results: every figure of a row is a step's result or follows from one.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::clock::{Nanos, instant, largest_weight, overlap, seconds};
use super::indicators::{Kind, better};
use super::labels::{Span, without};
use super::number::{Number, number, text as decimal, whole};
use super::operation::tier_reached;
use super::work::Work;

impl Work<'_> {
    /// The row as its calculation says it must be.
    pub(crate) fn expected_row(&self) -> Value {
        match self.kind() {
            Kind::Availability => {}
            Kind::Outages => return self.expected_outage_row(),
            Kind::Clock => return self.expected_case_row(),
            Kind::Tally => return self.expected_tally_row(),
        }
        let bare = |name: &str| self.bare(name);
        let allowed = self.step("allowed").map_or(json!("0"), |_| bare("allowed"));
        json!({
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
            "incidents": self.ids().len(),
            "credit": self.credit_figure(),
        })
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
        match (kept, self.finished()) {
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
        let covered = covered.map(|it| (it.from.max(window.0), it.until.min(window.1)));
        let covered = covered.filter(|(from, until)| from < until);
        let known: Nanos = covered.map(|piece| hours.length(piece)).sum();
        let agreed = hours.length(window);
        (agreed - known, agreed)
    }

    /// What agreed time was.
    fn labels(&self) -> Value {
        let hours = self.papers.hours_of(self.objective);
        let taken: Vec<Span> = self.before().iter().flat_map(|step| self.taken(step)).collect();
        let lost = self.service.map(|it| self.papers.lost(it)).unwrap_or_default();
        let lost = lost.iter().map(|it| (it.span.0, it.span.1, whole(1)));
        let open = |are_excluded: &[bool]| {
            let counted = are_excluded.iter().flat_map(|it| {
                self.service.map(|service| self.papers.counted_on(service, *it)).unwrap_or_default()
            });
            let counted = counted.map(|counted| (counted.open.0, counted.open.1, whole(1)));
            counted.chain(lost.clone()).collect::<Vec<_>>()
        };
        let pieces = hours.within(self.looked_at());
        let length = |open: &[(Nanos, Nanos, Number)]| -> Number {
            without(&pieces, &taken).into_iter().map(|piece| largest_weight(piece, open)).sum()
        };
        let agreed: Number = pieces.iter().map(|(from, until)| seconds(*from, *until)).sum();
        let (outage, both) = (length(&open(&[false])), length(&open(&[false, true])));
        let of = |name: &str| number(&self.bare(name)).unwrap_or_else(|| whole(0));
        let (declared, maintenance) = (of("exclusion_spans"), of("maintenance"));
        let unknown = of(self.unknown_step());
        json!({
            "exclusion_span": decimal(&declared),
            "maintenance": decimal(&maintenance),
            "outage": decimal(&outage),
            "tolerated": "0",
            "excluded_incident": decimal(&(&both - &outage)),
            "unknown": decimal(&unknown),
            "up": decimal(&(agreed - both - unknown - declared - maintenance)),
        })
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
        match (self.step("availability"), self.step("after_perfect")) {
            (None, _) => "not_measured",
            (Some(_), None) if truth("target") => "met",
            (Some(_), None) => "missed",
            (Some(_), Some(_)) if truth("target") => "running_on_track",
            (Some(_), Some(_)) if truth("after_perfect_target") => "running_below_target",
            (Some(_), Some(_)) => "running_past_recovery",
        }
    }

    /// Whether the target is kept, or missed, by both extremes of what is unknown.
    fn certain(&self) -> bool {
        let finished = self.step("after_perfect").is_none();
        let Some(target) = self.step("target").filter(|_| finished) else { return false };
        let bound = target["operands"].as_array().and_then(|list| {
            let bound = list.iter().find(|operand| operand["kind"] == "bound")?;
            Some((bound["bound"] == "above", number(&bound["value"])?))
        });
        let Some((above, bound)) = bound else { return false };
        let kept = |name: &str| {
            number(&self.bare(name)).map(|value| if above { value > bound } else { value >= bound })
        };
        kept("unknown_down") == kept("unknown_up")
    }

    fn incident_operands(&self) -> impl Iterator<Item = &Value> {
        let operands = self.step("down").and_then(|step| step["operands"].as_array());
        operands.into_iter().flatten().filter(|operand| operand["kind"] == "incident")
    }

    fn ids(&self) -> BTreeSet<&str> {
        self.incident_operands().filter_map(|incident| incident["id"].as_str()).collect()
    }

    /// How many runs of incidents, and of maintenance that lost its label, reach into the window, of
    /// which not all was taken before.
    fn outages(&self) -> usize {
        let taken: Vec<Span> = self.before().iter().flat_map(|step| self.taken(step)).collect();
        let runs = self.runs().into_iter().filter(|run| overlap(*run, self.looked_at()));
        runs.filter(|run| !without(&[*run], &taken).is_empty()).count()
    }

    pub(crate) fn credit_figure(&self) -> Value {
        let Some(tier) = self.step("tier") else { return Value::Null };
        let operands = tier["operands"].as_array().map_or(&[][..], Vec::as_slice);
        let papers = self.papers;
        let money = |amount: Value| json!({ "amount": amount, "currency": papers.currency() });
        let parts = self.service.map(|service| papers.charge(service, self.period));
        let parts = parts.unwrap_or_default();
        let charge: Number = parts.iter().map(|part| part.amount.clone()).sum();
        let nothing_due = number(&self.bare("tier")) == Some(whole(0));
        // Where nothing is due no step multiplies the charge; it is worked out from the file.
        let (basis, amount) = match parts.is_empty() {
            true => (Value::Null, Value::Null),
            false if nothing_due => (money(json!(decimal(&charge))), money(json!("0"))),
            false => (money(self.bare("charge")), money(self.bare("credit"))),
        };
        let deadline = self.bare("claim_deadline");
        let claim = match instant(deadline["at"].as_str().unwrap_or_default()) {
            _ if !self.due() => "not_due",
            None => "automatic",
            Some(deadline) if papers.as_of < deadline => "claimable",
            Some(_) => "expired",
        };
        json!({
            "tier": tier_reached(operands).map(|(tier, _)| tier),
            "percent": self.bare("tier"),
            "basis": basis,
            "amount": amount,
            "provisional": !self.finished(),
            "claim": claim,
            "deadline": deadline,
            "last_day": self.bare("claim_day"),
        })
    }
}

//! Downtime that was credited in an earlier period and counts in no later window.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{Nanos, overlap};
use super::credit_operations::tier_reached;
use super::credits::is_due;
use super::labels::Span;
use super::number::{Number, text as decimal, whole};
use super::operation::keeps;
use super::papers::text;
use super::work::{Expected, Work, step};

impl Work<'_> {
    /// The step of the downtime of the time that is looked at, before any is taken from it.
    pub(crate) fn down_step(&self) -> &'static str {
        if self.consumed().is_empty() { "down" } else { "down_of_window" }
    }

    /// The rows of earlier periods whose windows reach into this one, with these windows; none where
    /// nothing is consumed.
    pub(crate) fn earlier_rows(&self) -> Vec<(Span, &Value)> {
        let consumed = self.papers.says(&self.rule("/window/consumed"));
        let Some(days) = self.window_days().filter(|_| consumed.is_some_and(|it| it == "credited"))
        else {
            return Vec::new();
        };
        let term = self.papers.term.0;
        let own = self.rows.iter().filter(|row| self.is_of_promise(row));
        let earlier = own.filter_map(|row| {
            let number = usize::try_from(row["period"].as_u64()?).ok()?;
            let end = self.papers.periods[number].span.1;
            let from = self.papers.window_begins(end, days).max(term);
            (number < self.number).then_some(((from, end), row))
        });
        earlier.filter(|(window, _)| overlap(*window, self.looked_at())).collect()
    }

    /// What of the time that is looked at was credited before, with the periods.
    pub(crate) fn consumed(&self) -> Vec<(Span, &Value)> {
        let window = self.looked_at();
        let mut last: Nanos = window.0;
        let mut found = Vec::new();
        for ((from, until), row) in self.earlier_rows() {
            if !["met", "missed"].contains(&text(&row["verdict"])) || !is_due(&row["credit"]) {
                continue;
            }
            let span = (from.max(last), until.min(window.1));
            last = last.max(until);
            if span.0 < span.1 {
                found.push((span, &row["period"]));
            }
        }
        found
    }

    /// Whether for each earlier window a credit was due, or none, whatever of it is not known.
    pub(crate) fn is_sure_what_is_consumed(&self) -> bool {
        self.is_sure_given(&mut BTreeMap::new())
    }

    /// The same, where that of some periods is known.
    fn is_sure_given(&self, known: &mut BTreeMap<usize, bool>) -> bool {
        if let Some(known) = known.get(&self.row) {
            return *known;
        }
        let judged = |row: &&Value| ["met", "missed"].contains(&text(&row["verdict"]));
        let rows = self.earlier_rows().into_iter().map(|(_, row)| row).filter(judged);
        let is_sure = rows.into_iter().all(|row| {
            let at = self.rows.iter().position(|own| std::ptr::eq(own, row)).unwrap();
            let (_, number) = self.papers.figures[at];
            let period = &self.papers.periods[number];
            let steps = self.calculations[at]["steps"].as_array().unwrap();
            let work = Work { number, period, row: at, steps, ..*self };
            work.is_credit_sure() && work.is_sure_given(known)
        });
        known.insert(self.row, is_sure);
        is_sure
    }

    fn is_credit_sure(&self) -> bool {
        let Some(tier) = self.step("tier") else { return self.is_breach_sure() };
        let is_credited = |step: &str| {
            let value = decimal(&self.held(step)?);
            let mut operands = tier["operands"].as_array()?.clone();
            operands.iter_mut().filter(|it| it["kind"] == "value").for_each(|it| {
                it["value"]["value"] = json!(value);
            });
            let price = tier_reached(&operands).map(|(_, (_, number))| number);
            Some(price.is_some_and(|number| number > whole(0)))
        };
        let own = Some(!self.is_zero("tier"));
        ["unknown_down", "unknown_up"]
            .into_iter()
            .all(|step| self.step(step).is_none() || is_credited(step) == own)
    }

    /// Whether the target is kept, or missed, whatever is not known.
    fn is_breach_sure(&self) -> bool {
        let bound = self.bound();
        let kept = |step: &str| keeps(&self.held(step)?, &bound);
        let own = self.bare("target").as_bool();
        ["unknown_down", "unknown_up"]
            .into_iter()
            .all(|step| self.step(step).is_none() || kept(step) == own)
    }

    /// What is consumed, and what is left.
    pub(crate) fn consumed_steps(&self) -> Vec<Expected> {
        let consumed = self.consumed();
        if consumed.is_empty() {
            return Vec::new();
        }
        let steps: Vec<_> =
            std::iter::once(self.outage_step()).chain(self.treated("down")).collect();
        let reading = |at| self.papers.clock.reading(at);
        let operands = consumed.into_iter().map(|((from, until), period)| {
            let each = steps.iter().map(|step| self.time_within(step, (from, until)));
            let seconds = each.sum::<Option<Number>>().map(|down| decimal(&down));
            json!({
                "kind": "consumed", "period": period,
                "from": reading(from), "until": reading(until), "seconds": seconds,
            })
        });
        let time_of = steps.iter().map(|step| json!({ "kind": "time_of", "step": step }));
        let operands = operands.chain(time_of).collect();
        let left =
            vec![self.earlier("minuend", "down_of_window"), self.earlier("subtrahend", "consumed")];
        vec![
            step("consumed", "within", operands).under(self.rule("/window/consumed")),
            step("down", "difference", left),
        ]
    }
}

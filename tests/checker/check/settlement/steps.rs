//! The steps of the settlement, and what the row says of it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Claim, Line};
use crate::check::clock::Nanos;
use crate::check::number::{Number, number, text as decimal, whole};
use crate::check::operands::operand;
use crate::check::papers::{Papers, stated};
use crate::check::work::{Expected, Work, step};

impl Work<'_> {
    /// What became of its credit.
    pub(crate) fn line(&self) -> Option<&Line> {
        self.settlement.lines.get(&self.row)
    }

    /// Whether the credit is rounded by a step of its own.
    pub(crate) fn is_paid_later(&self) -> bool {
        let Some(line) = self.line() else { return false };
        let stopped = line.stopped.is_some() && line.gross > whole(0);
        let touched =
            stopped || line.carried_in.is_some() || !line.caps.is_empty() || line.not_paid;
        !line.is_share && (touched || self.papers.credits(self.number, "/minimum").is_some())
    }

    /// The steps from the rule's credit to the one that is paid, and its claim.
    pub(crate) fn settlement_steps(&self) -> Vec<Expected> {
        let Some(line) = self.line() else { return Vec::new() };
        let papers = self.papers;
        let mut steps = Vec::new();
        let mut from = if line.is_share { self.share_step() } else { "credit" };
        let unit = if line.is_share { "percent" } else { "money" };
        let worth = |it: &Number| json!({ "unit": unit, "value": decimal(it) });
        if let Some((right, arose)) = line.stopped.filter(|_| line.gross > whole(0)) {
            let arose = operand("instant", self.instant(arose), json!("calendar"));
            let stopped = step("stopped", "right_stops", vec![self.earlier("value", from), arose]);
            steps.push(stopped.under(format!("/rights/{right}")));
            from = "stopped";
        }
        if let Some((carried, source)) = &line.carried_in {
            let mut operands = Vec::new();
            if self.step("credit").is_some() {
                operands.push(self.earlier("summand", from));
            }
            operands.push(operand("summand", worth(carried), source.clone()));
            steps.push(step("with_carried", "sum", operands));
            from = "with_carried";
        }
        for (name, of_each) in [("capped_each", true), ("capped", false)] {
            if !of_each && line.not_paid {
                let mut operands = vec![self.earlier("value", from)];
                operands.extend(papers.paid_instead(&self.settlement.lines, line.whole));
                let combined = step("combined", "paid_instead", operands);
                steps.push(combined.under(papers.credits_place(self.number) + "/combination"));
                from = "combined";
            }
            let caps = papers.list(&(papers.credits_place(self.number) + "/caps"));
            let own = line.caps.iter().filter(|(cap, ..)| {
                let each = stated(&caps[*cap], "/each").is_some_and(|each| each != "together");
                each == of_each
            });
            let own: Vec<Value> = own.map(|(.., operand)| operand.clone()).collect();
            if own.is_empty() {
                continue;
            }
            let mut operands = vec![self.earlier("value", from)];
            operands.extend(own);
            steps.push(step(name, "cut_to_caps", operands));
            from = name;
        }
        // Where nothing was measured there is no credit of its own.
        let is_there = from != "credit" || self.step("credit").is_some();
        if self.is_paid_later() && is_there {
            let mut operands = vec![self.earlier("value", from)];
            let operation = if line.too_small { "too_small" } else { "rounded_once" };
            let mut paid = step("paid", operation, Vec::new());
            if let Some(minimum) = papers.credits(self.number, "/minimum") {
                let field = if minimum["more_than"].is_null() { "at_least" } else { "more_than" };
                let least = number(&minimum[field]).unwrap();
                let least = json!({ "unit": "money", "value": decimal(&least) });
                let source = self
                    .contract(&format!("{}/minimum/{field}", papers.credits_place(self.number)));
                operands.push(operand("least", least, source));
                paid = paid.under(papers.credits_place(self.number) + "/minimum");
            }
            paid.operands = operands;
            steps.push(paid);
            from = "paid";
        }
        if line.claim.deadline.is_some() {
            steps.extend(self.claim_steps(&line.claim));
        }
        steps.extend(self.granted_steps(line, from));
        steps
    }

    pub(super) fn claim_steps(&self, claim: &Claim) -> Vec<Expected> {
        let papers = self.papers;
        let place = papers.claim_place(self.objective, self.number).unwrap();
        let rule = match claim.open {
            Some((at, _)) => format!("{place}/steps/{at}"),
            None => place,
        };
        let terms = papers.says(&rule).unwrap();
        let named = claim.open.map(|_| {
            let source = self.contract(&format!("{rule}/id"));
            json!({ "kind": "rule", "field": "steps", "value": terms["id"], "source": source })
        });
        let (field, length) = terms["within"]
            .as_object()
            .unwrap()
            .iter()
            .find(|(field, _)| *field != "calendar")
            .unwrap();
        let unit = match field.as_str() {
            "days" | "working_days" => "days",
            "months" => "months",
            _ => "count",
        };
        let length = u32::try_from(number(length).unwrap().to_integer()).unwrap();
        let length = json!({ "unit": unit, "value": length });
        let source = self.contract(&format!("{rule}/within/{field}"));
        let (began, told) = claim.from.clone().unwrap();
        let from = |role: &str| match &told {
            Some(source) => operand(role, self.instant(began), source.clone()),
            None => self.earlier(role, self.end_of_span()),
        };
        if field == "hours" {
            let mut operands = vec![from("from"), operand("hours", length, source)];
            operands.extend(named);
            return vec![step("claim_deadline", "add_hours", operands).under(rule)];
        }
        let first = if told.is_some() { "date_of" } else { "last_date_before" };
        let add = match field.as_str() {
            "working_days" => "add_working_days",
            "months" => "add_months",
            "periods" => "add_periods",
            _ => "add_days",
        };
        let mut operands = vec![self.earlier("date", "last_day"), operand("days", length, source)];
        if let Some(id) = terms["within"]["calendar"].as_str() {
            let source = self.contract(&format!("/calendars/{id}"));
            let opens = !papers.hours[id].is_always();
            operands
                .extend(opens.then(|| json!({ "kind": "calendar", "id": id, "source": source })));
        }
        operands.extend(named);
        vec![
            step("last_day", first, self.dated(from("until"))),
            step("claim_day", add, operands).under(rule),
            step("claim_deadline", "end_of_day", self.dated(self.earlier("date", "claim_day"))),
        ]
    }

    /// The result of a step of the settlement, and the exact value before its rounding.
    pub(crate) fn settled(&self, told: &Value) -> Option<(Value, Option<Number>)> {
        let line = self.line()?;
        let unit = if line.is_share { "percent" } else { "money" };
        let worth = |it: &Number| json!({ "unit": unit, "value": decimal(it) });
        let date =
            |day: Option<NaiveDate>| Some(json!({ "unit": "date", "value": day?.to_string() }));
        let after = |of_each: bool| {
            let caps = self.papers.list(&(self.papers.credits_place(self.number) + "/caps"));
            let own = line.caps.iter().rev().find(|(cap, ..)| {
                let each = stated(&caps[*cap], "/each").is_some_and(|each| each != "together");
                each == of_each
            });
            own.map(|(_, _, after, _)| worth(after))
        };
        let result = match told["name"].as_str()? {
            "with_carried" => worth(&(&line.gross + &line.carried_in.as_ref()?.0)),
            "stopped" => worth(&whole(0)),
            "capped_each" => after(true)?,
            "combined" => worth(&whole(0)),
            "capped" => after(false)?,
            "granted" => line.claim.worth(&line.claim.granted.clone().unwrap_or_else(|| whole(0))),
            "earned_back" => {
                let back = self.charged_again()?;
                let [of, amount] = ["of", "amount"].map(|it| number(&back[it]["amount"]));
                let percent =
                    number(&self.papers.credits(self.number, "/earn_back/percent")?.clone())?;
                // Money even where the credit has no price: so much was granted.
                let amount = line.claim.worth(&amount?);
                return Some((amount, Some(of? * percent / whole(100))));
            }
            "paid" => return Some((worth(&line.net), Some(line.exact.clone()))),
            "last_day" => date(line.claim.first)?,
            "claim_day" => date(line.claim.last_day)?,
            "claim_deadline" => self.instant(line.claim.deadline?),
            _ => return None,
        };
        Some((result, None))
    }
}

impl Line {
    /// Whether anything is paid where nothing was measured.
    pub(crate) fn is_paid_unmeasured(&self) -> bool {
        let is_granted = self.claim.granted.as_ref().is_some_and(|it| *it > whole(0));
        self.carried_in.is_some() || is_granted
    }

    /// What the row says of it beside what its rule gives.
    pub(crate) fn lay_into(&self, papers: &Papers, credit: &mut Value) {
        let money = |it: &Number| papers.money_of(self.period, decimal(it));
        let reading = |at: Option<Nanos>| at.map(|at| papers.clock.reading(at));
        if let Some((carried, _)) = &self.carried_in {
            credit["carried_in"] = json!(decimal(carried));
        }
        if !self.caps.is_empty() {
            let caps = self.caps.iter().map(|(cap, before, after, _)| {
                json!({ "cap": cap, "before": decimal(before), "after": decimal(after) })
            });
            credit["caps"] = caps.collect();
        }
        if self.stopped.is_some() && self.gross > whole(0) {
            credit["stopped"] = json!(true);
        }
        if self.not_paid {
            credit["not_paid"] = json!(true);
        }
        if self.too_small {
            credit["too_small"] = json!(true);
        }
        if self.is_share {
            credit["paid_share"] = json!(decimal(&self.exact));
        }
        credit["amount"] = if self.is_share { Value::Null } else { money(&self.net) };
        credit["claim"] = json!(self.claim.state);
        credit["deadline"] = json!(reading(self.claim.deadline));
        credit["last_day"] = json!(self.claim.last_day.map(|day| day.to_string()));
        for (field, at) in [("requested", self.claim.requested), ("decided", self.claim.decided)] {
            if at.is_some() {
                credit[field] = json!(reading(at));
            }
        }
        if let Some(granted) = &self.claim.granted {
            credit["granted"] = money(granted);
            if let Some(currency) = &self.claim.elsewhere {
                credit["granted"]["currency"] = json!(currency);
            }
        }
    }
}

//! What is charged again.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Line;
use crate::check::currencies::decimals;
use crate::check::indicators::better;
use crate::check::number::{Number, number, rounded, rounded_by, text as decimal, whole};
use crate::check::operands::operand;
use crate::check::papers::{Papers, text};
use crate::check::told_verdicts::ToldVerdict;
use crate::check::work::{Expected, Work, step};

impl Papers {
    /// A value as it is held against its target.
    pub(crate) fn compared_value(&self, objective: usize, value: &Value) -> Number {
        let value = number(value).unwrap();
        let own = format!("/objectives/{objective}/value_rounding");
        let said = self.says(&own).or_else(|| self.says("/value_rounding"));
        let said = said.and_then(|it| Some((it["mode"].as_str()?, number(&it["places"])?)));
        match said {
            Some((mode, places)) => {
                rounded_by(mode, &value, places.to_integer().try_into().unwrap())
            }
            None => value,
        }
    }

    fn held_level(&self, objective: usize, value: Number) -> Number {
        self.compared_value(objective, &json!(decimal(&value)))
    }

    /// The verdict that is told of a line's period, once that is over.
    fn told_of_line(&self, line: &Line) -> Option<ToldVerdict> {
        let period = &self.periods[line.period];
        let all = self.verdicts_of(line.subject).into_iter();
        all.filter(|_| period.span.1 <= self.as_of).find(|it| it.first == period.first)
    }

    /// What of credits is charged again.
    pub(super) fn earned_back(&self, lines: &BTreeMap<usize, Line>, rows: &[Value]) -> Value {
        let mut found: Vec<(usize, (usize, usize), usize, Value)> = Vec::new();
        for (row, line) in lines {
            let Some(terms) = self.credits(line.period, "/earn_back") else { continue };
            let count = |field: &str| {
                number(&terms[field]).map(|it| usize::try_from(it.to_integer()).unwrap())
            };
            let needed = count("after_periods").unwrap();
            let within = count("within").unwrap_or(needed);
            let percent = number(&terms["percent"]).unwrap();
            let of = match line.claim.state {
                "automatic" if !line.is_share => line.net.clone(),
                "granted" | "partly_granted" => line.claim.granted.clone().unwrap(),
                _ => continue,
            };
            let end = |period: usize| self.periods[period].span.1;
            // Of each whole period the first part that is told, and whether all of it was good enough.
            let mut later: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
            for (other, of_other) in lines {
                let own = terms["of"] == "all_objectives" || of_other.promise == line.promise;
                let told = &rows[*other];
                let period = &self.periods[of_other.period];
                let same = self.cut_on(self.promise(line.objective), period.first);
                let own = own && period.cut.of_term() == same;
                let verdict = text(&told["verdict"]);
                let measured = verdict == "met" || verdict == "missed";
                let is_later = end(of_other.period) > end(line.period);
                if own && !measured && is_later {
                    let kept = self.told_of_line(of_other).and_then(|told| {
                        let value = || told.value.map(|it| self.held_level(of_other.objective, it));
                        match number(&terms["at_least"]) {
                            None => Some(!told.missed),
                            Some(level) => {
                                let less = better(self.objective(of_other.objective)) == "less";
                                value().map(|it| if less { it <= level } else { it >= level })
                            }
                        }
                    });
                    if let Some(kept) = kept {
                        later.entry(of_other.whole).or_insert((of_other.period, true)).1 &= kept;
                    }
                }
                if own && measured && is_later {
                    let kept = match number(&terms["at_least"]) {
                        None => verdict == "met",
                        Some(level) => {
                            let value = self.compared_value(of_other.objective, &told["value"]);
                            match better(self.objective(of_other.objective)) {
                                "less" => value <= level,
                                _ => value >= level,
                            }
                        }
                    };
                    later.entry(of_other.whole).or_insert((of_other.period, true)).1 &= kept;
                }
            }
            let mut by: Vec<usize> = Vec::new();
            for (period, kept) in later.into_values().take(within) {
                by.push(period);
                if !kept {
                    by.clear();
                }
                if by.len() == needed {
                    break;
                }
            }
            let elsewhere = line.claim.elsewhere.as_deref();
            let places = elsewhere.map_or_else(|| self.minor_digits_of(line.period), decimals);
            let amount = rounded(&(&of * &percent / whole(100)), places);
            if by.len() == needed && amount > whole(0) {
                let own = self.currency_of(line.period);
                let currency = elsewhere.unwrap_or(&own);
                let money = |it: &Number| json!({ "amount": decimal(it), "currency": currency });
                let told = json!({
                    "objective": line.subject,
                    "credit_period": line.period,
                    "period": by[by.len() - 1],
                    "of": money(&of),
                    "amount": money(&amount),
                    "by": by,
                });
                found.push((by[by.len() - 1], self.order(line), *row, told));
            }
        }
        found.sort_by_key(|(period, order, row, _)| (*period, *order, *row));
        found.into_iter().map(|(.., told)| told).collect()
    }
}

impl Work<'_> {
    /// What the settlement says is charged again of its credit.
    pub(super) fn charged_again(&self) -> Option<&Value> {
        let mut all = self.settlement.earned_back.as_array()?.iter();
        all.find(|it| it["objective"] == self.subject && it["credit_period"] == self.number)
    }

    /// The steps of what was granted, and of what is charged again.
    pub(super) fn granted_steps(&self, line: &Line, from: &'static str) -> Vec<Expected> {
        let mut steps = Vec::new();
        let mut from = from;
        if let (Some(decided), Some((file, at))) =
            (line.claim.decided, self.papers.claim_decided(line))
        {
            let told = |field: &str| json!({ "file": { "file": file, "pointer": format!("/claims/{at}/{field}") } });
            // Where nothing was measured there is no credit of its own.
            let is_there = from != "credit" || self.step("credit").is_some();
            let value = is_there.then(|| self.earlier("value", from));
            let mut operands: Vec<Value> = value.into_iter().collect();
            let granted = line.claim.granted.as_ref();
            let granted = granted.map(|it| line.claim.worth(it));
            operands.extend(granted.map(|it| operand("granted", it, told("granted"))));
            operands.push(operand("instant", self.instant(decided), told("decided")));
            steps.push(step("granted", "decided", operands));
            from = "granted";
        }
        let Some(back) = self.charged_again() else { return steps };
        let terms = self.papers.credits(self.number, "/earn_back").unwrap();
        let percent = number(&terms["percent"]).unwrap();
        let percent = json!({ "unit": "percent", "value": decimal(&percent) });
        let stated = |field: &str| {
            self.contract(&format!("{}/earn_back/{field}", self.papers.credits_place(self.number)))
        };
        let mut operands =
            vec![self.earlier("value", from), operand("percent", percent, stated("percent"))];
        if let Some(level) = number(&terms["at_least"]) {
            let bound = match better(self.papers.objective(self.objective)) {
                "less" => "at_most",
                _ => "at_least",
            };
            operands.push(json!({
                "kind": "bound", "bound": bound, "value": decimal(&level),
                "source": stated("at_least"),
            }));
        }
        for period in back["by"].as_array().unwrap() {
            let mut lines: Vec<(&usize, &Line)> = self.settlement.lines.iter().collect();
            lines.sort_by_key(|(_, other)| self.papers.order(other));
            for (row, other) in lines {
                let told = &self.rows[*row];
                let own = terms["of"] == "all_objectives" || other.promise == line.promise;
                let measured = told["verdict"] == "met" || told["verdict"] == "missed";
                let period = usize::try_from(period.as_u64().unwrap()).unwrap();
                if !own || self.papers.whole_period(period) != other.whole {
                    continue;
                }
                if !measured {
                    let is_valued = !terms["at_least"].is_null();
                    let told = self.papers.told_of_line(other);
                    let told = told.filter(|it| !is_valued || it.value.is_some());
                    operands.extend(told.map(|told| {
                        let field = if is_valued { "value" } else { "verdict" };
                        let (file, at) = told.place;
                        let pointer = format!("/history/verdicts/{at}/{field}");
                        json!({ "kind": "earlier_told", "period": told.first.to_string(),
                                "breached": told.missed, "units": "0",
                                "source": { "file": { "file": file, "pointer": pointer } } })
                    }));
                    continue;
                }
                let value = self.papers.compared_value(other.objective, &told["value"]);
                let unit = match self.papers.unit(self.papers.objective(other.objective)) {
                    "count" => "number",
                    unit => unit,
                };
                let value = json!({ "unit": unit, "value": decimal(&value) });
                operands.push(operand("good", value, self.papers.result_of(other)));
            }
        }
        let back = step("earned_back", "charged_again", operands);
        steps.push(back.under(self.papers.credits_place(self.number) + "/earn_back"));
        steps
    }
}

//! Credits: what a contract says of them, the steps that they need, and the row's figures.

use serde_json::{Value, json};

use super::clock::{instant, seconds};
use super::credit_operations::tier_reached;
use super::indicators::{Kind, better, is_about_time};
use super::limits::iso;
use super::number::{Number, number, text as decimal, whole};
use super::operands::operand;
use super::papers::{stated, text};
use super::work::{Expected, Work, step};

/// The rules of credits, by their fields.
const RULES: [&str; 13] = [
    "tiers",
    "points_table",
    "waive",
    "per_breach",
    "per_miss",
    "per_outage",
    "per_block",
    "times_lost_time",
    "per_point",
    "shortfall_of_target",
    "at_risk",
    "repeat",
    "every",
];

/// What a price may be written as.
const PRICES: [&str; 3] = ["percent", "amount", "days_of_charge"];

type Concerned = fn(&Value) -> bool;

/// The questions that a credit may leave open, their defaults, and whom they concern.
pub(crate) const READINGS: [(&str, &str, Concerned); 4] = [
    ("objectives/credit/when", "breached", |it| rule_of(it) == Some("per_miss")),
    ("objectives/credit/part", "whole", |it| {
        ["per_block", "per_point"].contains(&rule_of(it).unwrap_or_default())
    }),
    ("objectives/credit/time", "all", |it| {
        let is_time = ["availability", "downtime"].contains(&text(&it["indicator"]));
        let of_period = it["credit"]["per_block"]["on"] == "period";
        is_time && (of_period || rule_of(it) == Some("times_lost_time"))
    }),
    ("objectives/credit/hour_of", "period", |it| rule_of(it) == Some("times_lost_time")),
];

/// The rule of an objective's credit.
pub(crate) fn rule_of(objective: &Value) -> Option<&'static str> {
    let credit = stated(objective, "/credit")?;
    RULES.into_iter().find(|rule| stated(credit, &format!("/{rule}")).is_some())
}

/// Whether what is due is read off a list of values.
fn is_by_tiers(rule: &str) -> bool {
    ["tiers", "points_table"].contains(&rule)
}

/// The tiers of a credit: as such, or as a table of points.
pub(crate) fn tiers_of(objective: &Value) -> Vec<Value> {
    let of = |field: &str| objective["credit"][field].as_array().cloned().unwrap_or_default();
    let rows = of("points_table").into_iter().map(|mut row| {
        let points = row["points"].take();
        row["at_or_above"] = points;
        tier_facts(&row, "less")
    });
    let tiers = of("tiers").into_iter().map(|tier| tier_facts(&tier, better(objective)));
    rows.chain(tiers).collect()
}

/// What a credit says in the field of a question: with its rule, or beside it.
pub(crate) fn said(objective: &Value, field: &str) -> Option<String> {
    let credit = &objective["credit"];
    let own = &credit[rule_of(objective)?];
    let said = stated(own, &format!("/{field}")).or_else(|| stated(credit, &format!("/{field}")));
    said.map(|said| text(said).to_owned())
}

/// The prices that its credit states.
fn prices(objective: &Value) -> Vec<(&'static str, Number)> {
    let credit = &objective["credit"];
    let own = match rule_of(objective) {
        Some(rule @ ("tiers" | "points_table")) => {
            credit[rule].as_array().unwrap().iter().collect()
        }
        Some("times_lost_time" | "at_risk" | "per_point") | None => Vec::new(),
        Some(rule) => vec![&credit[rule]],
    };
    own.into_iter().filter_map(price).collect()
}

/// What something is worth: the field that states it, and its number.
pub(crate) fn price(told: &Value) -> Option<(&'static str, Number)> {
    let short = (told.is_string() || told.is_number()).then(|| number(told)).flatten();
    let long = || PRICES.into_iter().find_map(|name| Some((name, number(&told[name])?)));
    short.map(|amount| ("amount", amount)).or_else(long)
}

/// Whether an objective has a credit that is a share of something.
pub(crate) fn is_share(objective: &Value) -> bool {
    let prices = prices(objective);
    rule_of(objective).is_some()
        && (prices.is_empty() || prices.iter().any(|(name, _)| *name != "amount"))
}

/// Whether its credit is for whole outages.
pub(crate) fn is_of_outages(objective: &Value) -> bool {
    rule_of(objective) == Some("per_outage")
        || objective["credit"]["per_block"]["on"] == "outage" && is_about_time(objective)
}

/// A tier's bounds and what it gives, as the agreement tells them.
pub(crate) fn tier_facts(tier: &Value, better: &str) -> Value {
    let bound = |names: [&str; 2]| {
        let name = names.into_iter().find(|name| stated(tier, &format!("/{name}")).is_some())?;
        let told = &tier[name];
        let value = number(told).unwrap_or_else(|| seconds(0, iso(text(told))));
        Some(json!({ "bound": name, "value": decimal(&value) }))
    };
    let (begin, end) = match better {
        "more" => (["below", "at_or_below"], ["above", "at_least"]),
        _ => (["above", "at_or_above"], ["below", "at_most"]),
    };
    let mut facts = json!({ "begin": bound(begin), "end": bound(end) });
    if let Some((name, number)) = price(tier) {
        facts[name] = json!(decimal(&number));
    }
    facts
}

/// Whether a credit of a row is worth anything.
pub(crate) fn is_due(credit: &Value) -> bool {
    let worth = number(&credit["share"]).or_else(|| number(&credit["gross"]));
    worth.is_some_and(|worth| worth > whole(0))
}

impl Work<'_> {
    fn credit_rule(&self) -> Option<&'static str> {
        rule_of(self.papers.objective(self.objective))
    }

    /// The place of a part of the credit.
    pub(super) fn of_credit(&self, part: &str) -> String {
        self.rule(&format!("/credit{part}"))
    }

    /// Every step of the credit, up to its claim.
    pub(crate) fn credit(&self) -> Vec<Expected> {
        // What was carried forward, or granted, is paid whether anything was measured or not.
        let is_paid = self.line().is_some_and(|line| line.is_paid_unmeasured());
        let carried = || if is_paid { self.settlement_steps() } else { Vec::new() };
        let Some(rule) = self.credit_rule().filter(|_| self.is_enough() && self.is_judged()) else {
            return carried();
        };
        let Some(value) = self.value_step() else { return carried() };
        let mut steps = self.worth(rule, self.judged_step(value));
        let is_amount = !self.is_share_now();
        let charges = if is_amount { Vec::new() } else { self.charges() };
        if !charges.is_empty() {
            let mut charge = step("charge", "charge_for_period", charges);
            if let Some(service) = self.service.filter(|_| self.basis() != "agreement_charge") {
                charge = charge.under(format!("/services/{service}"));
            }
            steps.push(charge);
            let share = self.earlier("percent", self.share_step());
            steps.push(step("credit", "percentage", vec![self.earlier("charge", "charge"), share]));
        }
        if is_amount {
            let operands = match rule {
                "tiers" | "points_table" => vec![self.earlier("amount", "tier")],
                _ => vec![self.earlier("units", "units"), self.price_operand("amount", rule)],
            };
            steps.push(step("credit", "times_amount", operands));
        }
        steps.extend(self.settlement_steps());
        steps
    }

    /// The steps of the rule, up to the share or to how many times an amount is due.
    fn worth(&self, rule: &'static str, value: &str) -> Vec<Expected> {
        let objective = self.papers.objective(self.objective);
        let own = &objective["credit"][rule];
        let kept = || self.earlier("kept", "target");
        let units = |operation, operands| step("units", operation, operands);
        let mut steps = match rule {
            "tiers" | "points_table" => {
                let mut operands = vec![self.earlier("value", value)];
                operands.extend(self.tiers());
                let place = match tier_reached(&operands) {
                    Some((tier, _)) => self.of_credit(&format!("/{rule}/{tier}")),
                    None => self.of_credit(""),
                };
                vec![step("tier", "deepest_tier", operands).under(place)]
            }
            "waive" | "per_breach" | "at_risk" => vec![units("breached", vec![kept()])],
            "per_miss" => {
                let mut operands = vec![self.earlier("missed", "missed")];
                if said(objective, "when").is_none_or(|when| when == "breached") {
                    operands.push(kept());
                }
                vec![units("count_credited", operands)]
            }
            "per_outage" => {
                let outages = json!({ "kind": "outages_of", "step": "outages_credited" });
                vec![self.outages_credited(), units("count_credited", vec![outages, kept()])]
            }
            "per_block" => {
                let operation = part_of(objective);
                let (mut steps, of) = match text(&own["on"]) {
                    "period" => self.lost(objective),
                    "outage" => {
                        let of = json!({ "kind": "outages_of", "step": "outages_credited" });
                        (vec![self.outages_credited()], of)
                    }
                    _ => (Vec::new(), json!({ "kind": "cases_of", "step": "met" })),
                };
                let size = seconds(0, block(text(&own["length"])));
                let size = json!({ "unit": "seconds", "value": decimal(&size) });
                let size =
                    operand("size", size, self.contract(&self.of_credit("/per_block/length")));
                steps.push(units(operation, vec![of, kept(), size]));
                steps
            }
            "times_lost_time" => {
                let (mut steps, lost) = self.lost(objective);
                let operands = self.charged_span();
                let of = said(objective, "hour_of");
                let whole = match of.as_deref() {
                    Some("measured") => "measured",
                    _ => "charged_time",
                };
                steps.extend(match of.as_deref() {
                    Some("measured") => None,
                    Some("agreed") => Some(self.counted("charged_time", operands)),
                    _ => Some(step("charged_time", "elapsed", operands)),
                });
                let times = self.number_operand("times", "/times_lost_time/times");
                let whole = self.earlier("whole", whole);
                steps.push(step("credit_share", "lost_share", vec![lost, times, whole, kept()]));
                steps
            }
            "per_point" => {
                let short = vec![self.earlier("value", value), self.bound()];
                let result = self.result(value)["unit"].clone();
                let size = number(&own["step"]).map(|step| decimal(&step));
                let size = json!({ "unit": result, "value": size });
                let size = operand("size", size, self.contract(&self.of_credit("/per_point/step")));
                vec![
                    step("short", "points_short", short),
                    units(part_of(objective), vec![self.earlier("value", "short"), size]),
                ]
            }
            "repeat" => {
                let size = self.number_operand("size", "/repeat/periods");
                let mut operands = vec![size, kept()];
                operands.extend(self.row_before(&own["periods"]));
                vec![units("row_of_breaches", operands)]
            }
            "every" => {
                let size = self.number_operand("size", "/every/breaches");
                let within = self.number_operand("within", "/every/within");
                let mut operands = vec![size, within, kept()];
                operands.extend(self.paid_before());
                vec![units("every_breaches", operands)]
            }
            _ => Vec::new(),
        };
        let days = self.price_now().is_some_and(|(name, _)| name == "days_of_charge");
        if days {
            steps.push(self.charged_days());
        }
        let is_amount = !self.is_share_now();
        if rule != "times_lost_time" && !is_amount && self.share_step() == "credit_share" {
            steps.push(self.credit_share(rule, value));
        }
        if !is_by_tiers(rule) {
            let last = steps.pop().unwrap();
            steps.push(last.under(self.of_credit(&format!("/{rule}"))));
        }
        steps
    }

    fn credit_share(&self, rule: &str, value: &str) -> Expected {
        let of = |operation, operands| step("credit_share", operation, operands);
        let units = || self.earlier("units", "units");
        let days = self.price_now().is_some_and(|(name, _)| name == "days_of_charge");
        let percent = |role, field: &str| {
            let place = self.of_credit(&format!("/at_risk/{field}"));
            let value = number(self.papers.says(&place).unwrap()).map(|it| decimal(&it));
            operand(role, json!({ "unit": "percent", "value": value }), self.contract(&place))
        };
        match rule {
            "shortfall_of_target" => {
                of("share_of_bound", vec![self.earlier("value", value), self.bound()])
            }
            "at_risk" => of(
                "share_at_risk",
                vec![
                    units(),
                    percent("percent", "percent"),
                    percent("pool", "pool"),
                    percent("allocation", "allocation"),
                ],
            ),
            "tiers" | "points_table" => of(
                "days_of_charge",
                vec![self.earlier("days", "tier"), self.earlier("whole", "charged_days")],
            ),
            _ if days => {
                let whole = self.earlier("whole", "charged_days");
                of("days_of_charge", vec![units(), self.price_operand("days", rule), whole])
            }
            _ => of("times_percent", vec![units(), self.price_operand("percent", rule)]),
        }
    }

    /// What is due each time, or by the tier that is reached.
    fn price_now(&self) -> Option<(&'static str, Number)> {
        let objective = self.papers.objective(self.objective);
        let credit = &objective["credit"];
        match rule_of(objective)? {
            "tiers" | "points_table" => {
                let operands = self.step("tier")?["operands"].as_array()?;
                tier_reached(operands).map(|(_, price)| price)
            }
            "waive" | "shortfall_of_target" => Some(("percent", whole(100))),
            "times_lost_time" | "at_risk" => None,
            rule => price(&credit[rule]),
        }
    }

    /// Whether a share is due, by the tier that is reached.
    fn is_share_now(&self) -> bool {
        let by_rule = is_share(self.papers.objective(self.objective));
        self.price_now().map_or(by_rule, |(name, _)| name != "amount")
    }

    /// The price of a rule where it stands.
    fn price_operand(&self, role: &str, rule: &str) -> Value {
        let (name, number) = self.price_now().unwrap();
        let place = self.of_credit(&format!("/{rule}"));
        let told = self.papers.says(&place).unwrap();
        let place = if told.is_object() { format!("{place}/{name}") } else { place };
        let unit = match name {
            "percent" => "percent",
            "amount" => "money",
            _ => "number",
        };
        let value = json!({ "unit": unit, "value": decimal(&number) });
        operand(role, value, self.contract(&place))
    }

    fn number_operand(&self, role: &str, place: &str) -> Value {
        let place = self.of_credit(place);
        let value = number(self.papers.says(&place).unwrap()).map(|it| decimal(&it));
        operand(role, json!({ "unit": "number", "value": value }), self.contract(&place))
    }

    fn tiers(&self) -> Vec<Value> {
        let objective = self.papers.objective(self.objective);
        let list = self.of_credit(&format!("/{}", rule_of(objective).unwrap()));
        let tiers = tiers_of(objective).into_iter().enumerate().map(|(position, mut told)| {
            let facts = told.as_object_mut().unwrap();
            for (end, value) in [("begin", "begin_value"), ("end", "end_value")] {
                let bound = facts.remove(end).unwrap();
                facts.insert(end.to_owned(), bound["bound"].clone());
                facts.insert(value.to_owned(), bound["value"].clone());
            }
            told["kind"] = json!("tier");
            told["source"] = self.contract(&format!("{list}/{position}"));
            told
        });
        tiers.collect()
    }

    /// The step that says what share of the charge is due.
    pub(crate) fn share_step(&self) -> &'static str {
        let by_tiers = self.credit_rule().is_some_and(is_by_tiers);
        let days = self.price_now().is_some_and(|(name, _)| name == "days_of_charge");
        if by_tiers && !days { "tier" } else { "credit_share" }
    }

    /// The downtime that a credit is for: what steps work it out, and its operand.
    fn lost(&self, objective: &Value) -> (Vec<Expected>, Value) {
        if said(objective, "time").is_none_or(|time| time == "all") {
            return (Vec::new(), self.earlier("value", "down"));
        }
        let allowed = match self.kind() {
            Kind::Availability => self.earlier("subtrahend", "allowed"),
            _ => {
                let bound = self.bound();
                let value = json!({ "unit": "seconds", "value": bound["value"] });
                operand("subtrahend", value, bound["source"].clone())
            }
        };
        let operands = vec![self.earlier("minuend", "down"), allowed];
        (vec![step("lost_time", "beyond", operands)], self.earlier("value", "lost_time"))
    }

    /// From when until when the period is inside the term.
    fn charged_span(&self) -> Vec<Value> {
        let (span, whole) = (self.period.span, self.period.whole);
        let from = match self.papers.says("/term/from") {
            _ if span.0 == whole.0 => json!({ "step": "period_begins" }),
            Some(_) => self.contract("/term/from"),
            None => json!({ "default": "term/from" }),
        };
        let until = json!({ "step": self.end_of_span() });
        vec![
            operand("from", self.instant(span.0), from),
            operand("until", self.instant(span.1), until),
        ]
    }

    /// For how many days the charge of the period is.
    fn charged_days(&self) -> Expected {
        let mut operands = self.charged_span();
        let months = self.papers.thirtieths(&self.period.cut.every);
        let Some(months) = months else {
            operands.extend(self.zone());
            return step("charged_days", "days_of", operands);
        };
        let of = |unit: &str, value: Number| json!({ "unit": unit, "value": decimal(&value) });
        let length = seconds(self.period.whole.0, self.period.whole.1);
        let ends = || json!({ "step": "period_ends" });
        let stated = self.contract("/credits/day_of_charge");
        operands.push(operand("days", of("number", whole(30)), stated));
        operands.push(operand("months", of("number", whole(months)), ends()));
        operands.push(operand("whole", of("seconds", length), ends()));
        step("charged_days", "days_of_months", operands)
    }

    /// The outages that belong here, but for those that are consumed.
    fn outages_credited(&self) -> Expected {
        let mut operands = vec![self.earlier("from", "from"), self.earlier("until", "until")];
        operands.extend(self.calendar());
        operands.extend(self.incidents_of_down());
        let consumed = self.consumed();
        let by_end = self.credited_by_end();
        let own = self.outage_operands(by_end).into_iter().filter(|outage| {
            let at = |field: &str| instant(outage[field]["at"].as_str().unwrap()).unwrap();
            let (from, until) = (at("from"), at("until"));
            !consumed.iter().any(|(span, _)| match by_end {
                true => span.0 < until && until <= span.1,
                false => span.0 <= from && from < span.1,
            })
        });
        operands.extend(own);
        if !consumed.is_empty() {
            operands.push(json!({ "kind": "consumed_of", "step": "consumed" }));
        }
        let operation = if by_end { "count_ended" } else { "count_outages" };
        step("outages_credited", operation, operands)
    }

    /// Whether what a credit is cut from goes on.
    fn is_open(&self) -> bool {
        let objective = self.papers.objective(self.objective);
        let block = &objective["credit"]["per_block"];
        let of = |name: &str, kind: &str| -> Vec<Value> {
            let step = self.step(name).and_then(|step| step["operands"].as_array());
            step.into_iter().flatten().filter(|it| it["kind"] == kind).cloned().collect()
        };
        match block["on"].as_str() {
            Some("outage") => {
                of("outages_credited", "outage").iter().any(|outage| outage["ended"] == false)
            }
            Some("overrun") => of("met", "case")
                .iter()
                .any(|case| case["verdict"] == "missed" && case["stopped"].is_null()),
            _ => false,
        }
    }

    /// How many times the price is due.
    fn units_due(&self) -> Value {
        let share = || number(&self.bare("credit_share")).unwrap();
        match self.credit_rule().unwrap() {
            "tiers" | "points_table" => {
                let operands = self.step("tier").and_then(|step| step["operands"].as_array());
                json!(if tier_reached(operands.unwrap()).is_some() { "1" } else { "0" })
            }
            "times_lost_time" => {
                let times = self.papers.says(&self.of_credit("/times_lost_time/times")).unwrap();
                let times = number(times).unwrap();
                json!(decimal(&(share() / (times * whole(100)))))
            }
            "shortfall_of_target" => json!(decimal(&(share() / whole(100)))),
            _ => self.bare("units"),
        }
    }

    pub(crate) fn credit_figure(&self) -> Value {
        let Some(mut credit) = self.credit_by_rule() else { return Value::Null };
        if let Some(line) = self.line() {
            line.lay_into(self.papers, &mut credit);
        }
        credit
    }

    /// What the credit is by its rule; nothing where nothing was measured, and something was carried
    /// forward to it, or granted.
    fn credit_by_rule(&self) -> Option<Value> {
        let first = match self.credit_rule()? {
            "tiers" | "points_table" => "tier",
            "times_lost_time" | "shortfall_of_target" => "credit_share",
            _ => "units",
        };
        if self.step(first).is_none() {
            self.line().filter(|line| line.is_paid_unmeasured())?;
            return Some(json!({
                "tier": null, "units": "0", "share": "0", "gross": "0", "basis": null,
                "provisional": !self.finished(),
            }));
        }
        let papers = self.papers;
        let is_share = self.is_share_now();
        let money = |amount: Value| papers.money_of(self.number, amount);
        let parts = if is_share { self.charges() } else { Vec::new() };
        let exact = self.step("credit").map(|step| match &step["rounding"]["exact"] {
            Value::Null => step["result"]["value"].clone(),
            exact => exact.clone(),
        });
        let (basis, gross) = match (is_share, parts.is_empty()) {
            (true, true) => (Value::Null, Value::Null),
            (true, false) => (money(self.bare("charge")), exact.into()),
            (false, _) => (Value::Null, exact.into()),
        };
        let tier = self.step("tier").and_then(|step| step["operands"].as_array());
        Some(json!({
            "tier": tier.and_then(|tier| tier_reached(tier)).map(|(tier, _)| tier),
            "units": self.units_due(),
            "share": if is_share { self.bare(self.share_step()) } else { Value::Null },
            "basis": basis,
            "gross": gross,
            "provisional": !self.finished() || self.is_open(),
        }))
    }
}

/// Which parts of a length count.
fn part_of(objective: &Value) -> &'static str {
    match said(objective, "part").as_deref() {
        Some("begun") => "begun_parts",
        Some("exact") => "exact_parts",
        _ => "whole_parts",
    }
}

/// The length of a block: of a day 24 hours.
fn block(length: &str) -> i128 {
    let days = length.strip_prefix('P').and_then(|rest| rest.strip_suffix('D'));
    match days.and_then(|days| days.parse::<i128>().ok()) {
        Some(days) => days * 86_400_000_000_000,
        None => iso(length),
    }
}

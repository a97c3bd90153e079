//! What the report says of the agreement beside its objectives: hours, charges, what is permitted and
//! excluded, and how credits are worked out.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::seconds;
use super::clocks::course;
use super::credits::rule_of;
use super::limits::iso;
use super::losses::down_for;
use super::number::{number, text as decimal};
use super::papers::{Papers, months_of, stated, text};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What stands in a field of a file goes into a field of the report, where it stands there.
fn copy(facts: &mut Value, from: &Value, fields: &[&str]) {
    for field in fields {
        if let Some(said) = stated(from, &format!("/{field}")) {
            facts[*field] = said.clone();
        }
    }
}

fn length(said: &Value) -> Value {
    let said = match text(said).strip_prefix('P').and_then(|it| it.strip_suffix('D')) {
        Some(days) => format!("PT{}H", 24 * days.parse::<u32>().unwrap()),
        None => text(said).to_owned(),
    };
    json!(decimal(&seconds(0, iso(&said))))
}

/// A number, however it is written.
fn count(said: &Value) -> u32 {
    u32::try_from(number(said).unwrap().to_integer()).unwrap()
}

/// Hours of a day, which end past midnight at an hour of the next.
fn told(hours: &Value) -> Value {
    let (from, until) = text(hours).split_once('-').unwrap();
    let (hour, rest) = until.split_once(':').unwrap();
    let hour: u32 = hour.parse().unwrap();
    let is_next = hour > 24 || (hour == 24 && rest != "00");
    json!(format!("{from}-{:02}:{rest}", if is_next { hour - 24 } else { hour }))
}

/// The hours that begin on each day of the week.
fn days(weekly: &Value) -> Vec<Value> {
    let mut days = vec![Vec::new(); 7];
    for (named, hours) in weekly.as_object().into_iter().flatten() {
        let at = |day: &str| DAYS.iter().position(|it| *it == day).unwrap();
        for part in named.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            for day in &mut days[at(first.trim())..=at(last.trim())] {
                let own = hours.as_array().into_iter().flatten();
                day.extend(own.map(told));
            }
        }
    }
    days.into_iter().map(Value::from).collect()
}

impl Papers {
    /// All of it, into what the report says of the agreement.
    pub(crate) fn add_terms(&self, agreement: &mut Value) {
        let lists = [
            ("calendars", self.calendars()),
            ("charges", self.charge_facts()),
            ("maintenance", self.permissions()),
            ("exclusions", self.excluded()),
            ("exclusive", self.exclusive()),
        ];
        for (name, list) in lists {
            if !list.is_empty() {
                agreement[name] = json!(list);
            }
        }
        if let Some(least) = self.says("/credits/minimum") {
            let bound = ["at_least", "more_than"].into_iter().find(|it| !least[it].is_null());
            let mut facts = json!({
                "amount": decimal(&number(&least[bound.unwrap()]).unwrap()),
                "inclusive": bound == Some("at_least"),
                "per_period": least["each"] == "period",
            });
            copy(&mut facts, least, &["clause", "text"]);
            agreement["least_credit"] = facts;
        }
        if let Some(back) = self.says("/credits/earn_back") {
            let mut facts = json!({
                "after_periods": count(&back["after_periods"]),
                // As many as are needed, where nothing else is said.
                "within": count(stated(back, "/within").unwrap_or(&back["after_periods"])),
                "percent": decimal(&number(&back["percent"]).unwrap()),
                "of_all": back["of"] == "all_objectives",
            });
            if let Some(level) = number(&back["at_least"]) {
                facts["level"] = json!(decimal(&level));
            }
            copy(&mut facts, back, &["clause", "text"]);
            agreement["earn_back"] = facts;
        }
    }

    fn calendars(&self) -> Vec<Value> {
        let all = self.says("/calendars").and_then(Value::as_object);
        let each = all.into_iter().flatten().map(|(id, said)| {
            let mut facts = json!({ "id": id });
            if said["always"] != true {
                facts["week"] = self.week(said);
            }
            copy(&mut facts, said, &["clause", "text"]);
            facts
        });
        each.collect()
    }

    fn week(&self, said: &Value) -> Value {
        let own_zone = &self.clock.zones.told();
        let zone = stated(said, "/time_zone").map_or(own_zone.as_str(), text);
        let mut week = json!({ "zone": zone, "days": days(&said["weekly"]) });
        let holidays = said["holidays"].as_array().into_iter().flatten();
        let dates: BTreeMap<&str, Value> = holidays
            .map(|holiday| match holiday {
                Value::String(date) => (date.as_str(), json!([])),
                other => {
                    let hours = other["hours"].as_array().into_iter().flatten();
                    (text(&other["date"]), hours.map(told).collect())
                }
            })
            .collect();
        if !dates.is_empty() {
            let each = dates.iter().map(|(date, hours)| json!({ "date": date, "hours": hours }));
            week["dates"] = each.collect();
        }
        week
    }

    fn charge_facts(&self) -> Vec<Value> {
        let mut found = Vec::new();
        let services = self.list("/services").iter().enumerate();
        let own = services.map(|(at, service)| (Some(at), &service["charges"]));
        let whole = self.says("/charges").unwrap_or(&Value::Null);
        for (service, list) in std::iter::once((None, whole)).chain(own) {
            let mut charges: Vec<&Value> = list.as_array().into_iter().flatten().collect();
            charges.sort_by_key(|charge| text(&charge["from"]));
            for charge in charges {
                let mut facts = json!({
                    "from": charge["from"],
                    "amount": decimal(&number(&charge["amount"]).unwrap()),
                    "kind": stated(charge, "/kind").map_or("recurring", text),
                });
                copy(&mut facts, charge, &["until"]);
                match text(&charge["per"]) {
                    length_of if length_of.starts_with('P') => {
                        facts["seconds"] = length(&charge["per"]);
                    }
                    per => facts["months"] = json!(months_of(per)),
                }
                if let Some(service) = service {
                    facts["service"] = json!(service);
                }
                let labels = charge["labels"].as_object().into_iter().flatten();
                let labels: Vec<Value> =
                    labels.map(|(name, value)| json!({ "name": name, "value": value })).collect();
                if !labels.is_empty() {
                    facts["labels"] = json!(labels);
                }
                found.push(facts);
            }
        }
        found
    }

    fn service_at(&self, id: &Value) -> usize {
        self.list("/services").iter().position(|service| service["id"] == *id).unwrap()
    }

    fn permissions(&self) -> Vec<Value> {
        let all = self.list("/maintenance").iter().map(|said| {
            let mut facts = json!({
                "standing": said["standing"] == true || said["slots"]["standing"] == true,
                "only_downtime": said["counts"] == "downtime",
            });
            copy(&mut facts, said, &["id", "clause", "text"]);
            if let Some(services) = said["services"].as_array() {
                facts["services"] = services.iter().map(|id| json!(self.service_at(id))).collect();
            }
            let slots = &said["slots"];
            if let Some(rule) = stated(slots, "/rrule") {
                let own_zone = &self.clock.zones.told();
                let zone = stated(slots, "/time_zone").map_or(own_zone.as_str(), text);
                facts["recurring"] = json!({
                    "rule": rule, "from": slots["from"], "zone": zone, "at": slots["at"],
                    "seconds": length(&slots["length"]),
                });
            } else if !slots.is_null() {
                facts["week"] = self.week(slots);
            }
            if let Some(days) = stated(said, "/notice/days") {
                facts["notice_days"] = json!(count(days));
            }
            if let Some(hours) = stated(said, "/notice/hours") {
                facts["notice_seconds"] = length(&json!(format!("PT{}H", count(hours))));
            }
            if let Some(allowance) = stated(said, "/allowance") {
                facts["at_most_seconds"] = length(&allowance["at_most"]);
                facts["at_most_per"] = allowance["per"].clone();
            }
            facts
        });
        all.collect()
    }

    fn excluded(&self) -> Vec<Value> {
        let all = self.list("/exclusions").iter().map(|said| {
            let mut facts = json!({ "cause": said["cause"] });
            copy(&mut facts, said, &["clause", "text"]);
            facts
        });
        all.collect()
    }

    fn exclusive(&self) -> Vec<Value> {
        let all = self.list("/objectives");
        let at = |id: &Value| json!(all.iter().position(|it| it["id"] == *id));
        let lists = self.says("/credits/combination/exclusive").and_then(Value::as_array);
        let list = |ids: &Value| ids.as_array().into_iter().flatten().map(at).collect();
        lists.into_iter().flatten().map(list).collect()
    }

    /// What a service states beside its name.
    pub(crate) fn add_service_terms(&self, service: &Value, facts: &mut Value) {
        copy(facts, service, &["calendar", "clause", "text"]);
        if let Some(cost) = service["cost_of_downtime"].as_object() {
            let amount = decimal(&number(&cost["amount"]).unwrap());
            let currency = cost.get("currency").and_then(Value::as_str).unwrap_or(self.currency());
            facts["cost_of_downtime"] = json!({
                "amount": { "amount": amount, "currency": currency },
                "seconds": down_for(&service["cost_of_downtime"]),
            });
        }
        let Some((kind, of)) = service["group"].as_object().and_then(|group| group.iter().next())
        else {
            return;
        };
        let mut members = json!({ "kind": kind });
        let ids: Vec<Value> = match of {
            Value::Array(ids) => ids.clone(),
            of if kind == "k_of_n" => {
                members["needed"] = json!(count(&of["k"]));
                of["of"].as_array().unwrap().clone()
            }
            of => {
                let by_id: BTreeMap<&String, &Value> = of.as_object().unwrap().iter().collect();
                let share = |share: &&Value| json!(decimal(&number(share).unwrap()));
                members["shares"] = by_id.values().map(share).collect();
                by_id.into_keys().map(|id| json!(id)).collect()
            }
        };
        members["members"] = ids.iter().map(|id| json!(self.service_at(id))).collect();
        facts["group"] = members;
    }

    /// What an objective states of hours, periods and credit.
    /// What the value of an objective comes from, where its indicator does not say so alone.
    fn add_where_from(&self, objective: &Value, facts: &mut Value) {
        let source = match text(&objective["indicator"]) {
            "measurement" => &objective["source"],
            "event_count" => &objective["event"],
            _ => &Value::Null,
        };
        if !source.is_null() {
            facts["source"] = source.clone();
        }
        if let Some((starts, stops)) = course(objective) {
            facts["starts"] = json!(starts);
            facts["stops"] = json!(stops);
        }
        let at = |id: &Value| self.list("/objectives").iter().position(|it| it["id"] == *id);
        let exact = |digits: &Value| decimal(&number(digits).unwrap());
        let scored = objective["parts"].as_array().into_iter().flatten().map(
            |part| json!({ "objective": at(&part["objective"]), "weight": exact(&part["weight"]) }),
        );
        let points = objective["points"].as_array().into_iter().flatten().map(|part| {
            json!({ "objective": at(&part["objective"]), "points": exact(&part["points"]),
                    "points_for": stated(part, "/for").map_or("breach", text) })
        });
        let mean = stated(objective, "/of")
            .map(|of| json!({ "objective": at(of), "periods": count(&objective["periods"]) }));
        let parts: Vec<Value> = scored.chain(points).chain(mean).collect();
        if !parts.is_empty() {
            facts["parts"] = json!(parts);
        }
    }

    pub(crate) fn add_objective_terms(&self, position: usize, facts: &mut Value) {
        let objective = self.objective(position);
        let service = self.service_of(position).map(|at| &self.list("/services")[at]);
        let calendar = stated(objective, "/calendar");
        let calendar = calendar.or_else(|| stated(service?, "/calendar"));
        if let Some(calendar) = calendar {
            facts["calendar"] = calendar.clone();
        }
        let every = self.cut_of(position).every;
        match every.strip_prefix('P').and_then(|it| it.strip_suffix('D')) {
            None => facts["every"] = json!(every),
            Some(days) => {
                facts["every"] = json!("days");
                facts["every_days"] = json!(days.parse::<u32>().unwrap());
            }
        }
        if let Some(days) = stated(objective, "/window/days") {
            facts["window_days"] = json!(count(days));
        }
        self.add_where_from(objective, facts);
        if let Some(least) = number(&objective["minimum_coverage"]) {
            facts["minimum_coverage"] = json!(decimal(&least));
        }
        if let Some(priorities) = stated(objective, "/where/priority") {
            facts["priorities"] = priorities.clone();
        }
        let percentile =
            objective["target"].as_object().into_iter().flatten().find(|(_, it)| it.is_object());
        if let Some(rank) = percentile.and_then(|(_, it)| number(&it["rank"])) {
            facts["rank"] = json!(decimal(&rank));
        }
        let Some(credit) = stated(objective, "/credit") else { return };
        let own = [("clause", "credit_clause"), ("text", "credit_text")];
        // What the credit does not say is as with its objective.
        let says = |field: &str| match &credit[field] {
            Value::Null => objective[field].clone(),
            said => said.clone(),
        };
        if own.iter().any(|(field, _)| says(field) != objective[field]) {
            let told = own.into_iter().map(|(field, told)| (told, says(field)));
            for (told, said) in told.filter(|(_, said)| !said.is_null()) {
                facts[told] = said;
            }
        }
        match &credit["claim"] {
            Value::Null => {}
            Value::String(_) => facts["automatic"] = json!(true),
            own => facts["claim"] = Self::terms_of_claim(own),
        }
        if let Some(rule) = rule_of(objective).and_then(|rule| rule_facts(rule, credit)) {
            facts["rule"] = rule;
        }
    }
}

/// What a rule states, with what it leaves open.
fn rule_facts(rule: &str, credit: &Value) -> Option<Value> {
    let said = &credit[rule];
    let word = |field: &str, default: &str| json!(stated(said, field).map_or(default, text));
    let mut facts = json!({});
    match rule {
        "tiers" | "points_table" | "waive" | "shortfall_of_target" => return None,
        "per_miss" => {
            facts["when"] = json!(stated(credit, "/when").map_or("breached", text));
        }
        "per_block" => {
            facts["seconds"] = length(&said["length"]);
            facts["on"] = word("/on", "outage");
            facts["part"] = word("/part", "whole");
            facts["time"] = word("/time", "all");
            if let Some(said) = said["count_in"].as_str() {
                facts["count_in"] = json!(said);
            }
        }
        "times_lost_time" => {
            facts["time"] = word("/time", "all");
            facts["hour_of"] = word("/hour_of", "period");
        }
        "per_point" => facts["part"] = word("/part", "whole"),
        _ => {}
    }
    for field in ["percent", "amount", "days_of_charge", "times", "step", "pool", "allocation"] {
        if let Some(number) = number(&said[field]) {
            facts[field] = json!(decimal(&number));
        }
    }
    if let Some(amount) = number(said) {
        facts["amount"] = json!(decimal(&amount));
    }
    for field in ["periods", "breaches", "within"] {
        if !said[field].is_null() {
            facts[field] = json!(count(&said[field]));
        }
    }
    Some(facts)
}

//! The question: an agreement with the fee that is asked about, and a history with one outage.
//!
//! It is put as the two files of a case, so that whoever wants to see how an answer came about can
//! open them.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::agreement::{Agreement, Object, text};
use crate::units::{Exact, Instant, Zone};

/// What is asked of every agreement.
#[derive(Clone, Debug)]
pub struct Asked {
    /// How long a service is down, in nanoseconds.
    pub down: i128,
    /// What it costs a month.
    pub fee: Exact,
    /// What an hour down costs the client, where that is known.
    pub hour: Option<Exact>,
    /// The currency of all amounts, by its code; where it is missing each agreement's own.
    pub currency: Option<String>,
}

/// What an agreement does not count, whatever happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// What comes of this cause.
    Cause(String),
    /// Permitted maintenance.
    Maintenance,
    /// Outages shorter than this.
    Shorter(String),
    /// Outages no longer than this.
    NotLonger(String),
    /// Units of the clock that are down in part: so long.
    Parts(String),
    /// What comes before the report.
    BeforeReport,
}

/// The question to one promise of an agreement.
#[derive(Clone, Debug)]
pub struct Question {
    /// The agreement's title.
    pub agreement: String,
    /// The promise, by its id.
    pub objective: String,
    /// The promise's name.
    pub name: String,
    /// Whether it promises a credit at all.
    pub credited: bool,
    /// What the agreement does not count.
    pub not_counted: Vec<NotCounted>,
    /// The contract that asks.
    pub contract: Vec<u8>,
    /// The history that asks.
    pub incidents: Vec<u8>,
    /// A local date in the period that is looked at.
    pub on: NaiveDate,
    /// The instant of evaluation.
    pub as_of: Instant,
}

/// When the outage is: on a Wednesday in the middle of a month of thirty days, in a year in which
/// that month lies in one quarter by the calendar and by the fiscal year.
const DAY: &str = "2026-06-10";
/// At nine, when offices are open.
const NINE: i128 = 9 * 3_600 * 1_000_000_000;
/// The term begins early enough for windows and charges that look back.
const TERM: &str = "2025-01-01";
/// All is over: the period of a year as well.
const AS_OF: &str = "2027-01-15T00:00:00Z";

/// The questions to the availabilities that an agreement promises; none where it promises none. A
/// share of requests is asked about as if each failed while the service is down.
#[must_use]
pub fn questions(agreement: &Agreement, asked: &Asked) -> Vec<Question> {
    let contract = &agreement.contract;
    let objectives = contract.get("objectives").and_then(Value::as_array);
    let objectives = objectives.into_iter().flatten().filter_map(Value::as_object);
    objectives.filter_map(|objective| question(contract, objective, asked)).collect()
}

fn question(contract: &Object, objective: &Object, asked: &Asked) -> Option<Question> {
    if !["availability", "request_success"].contains(&text(objective, "indicator")?) {
        return None;
    }
    let (id, service) = (text(objective, "id")?, text(objective, "service")?);
    let zone = Zone::named(text(contract, "time_zone").unwrap_or("UTC"))?;
    let (day, as_of) = (DAY.parse().ok()?, Instant::parse(AS_OF).ok()?);
    let started = zone.time_on(day, NINE);
    Some(Question {
        agreement: text(contract, "title").unwrap_or(id).to_owned(),
        objective: id.to_owned(),
        name: text(objective, "name").unwrap_or(id).to_owned(),
        credited: objective.contains_key("credit"),
        not_counted: not_counted(contract, objective),
        contract: with_fee(contract, objective, service, asked).to_string().into_bytes(),
        incidents: with_outage(contract, objective, service, started, asked.down)
            .to_string()
            .into_bytes(),
        on: day,
        as_of,
    })
}

/// The contract with that promise alone, and that fee alone.
fn with_fee(contract: &Object, objective: &Object, service: &str, asked: &Asked) -> Value {
    let mut contract = contract.clone();
    let id = text(objective, "id").unwrap_or_default();
    for gone in ["charges", "rights", "commitments", "note", "amendments"] {
        contract.remove(gone);
    }
    contract.insert("term".to_owned(), json!({ "from": TERM }));
    if let Some(currency) = &asked.currency {
        contract.insert("currency".to_owned(), json!(currency));
    }
    let mut objective = objective.clone();
    objective.insert("indicator".to_owned(), json!("availability"));
    for gone in ["method", "no_requests"] {
        objective.remove(gone);
    }
    let labels = labels(&objective);
    contract.insert("objectives".to_owned(), json!([objective]));
    let services = contract.get_mut("services").and_then(Value::as_array_mut);
    for it in services.into_iter().flatten().filter_map(Value::as_object_mut) {
        it.remove("charges");
        if text(it, "id") == Some(service) {
            let amount = asked.fee.to_string();
            let mut charge = json!({ "from": TERM, "amount": amount, "per": "month" });
            if let (Some(charge), false) = (charge.as_object_mut(), labels.is_empty()) {
                charge.insert("labels".to_owned(), Value::Object(labels.clone()));
            }
            it.insert("charges".to_owned(), json!([charge]));
        }
    }
    if let Some(credits) = contract.get_mut("credits").and_then(Value::as_object_mut) {
        credits.remove("combination");
        let caps = credits.get_mut("caps").and_then(Value::as_array_mut);
        caps.into_iter().for_each(|caps| caps.retain_mut(|cap| is_about(cap, id)));
    }
    Value::Object(contract)
}

/// Whether a cap is about an objective; then it names that one alone.
fn is_about(cap: &mut Value, id: &str) -> bool {
    let Some(named) = cap.get_mut("objectives") else { return true };
    let is_named = named.as_array().is_some_and(|named| named.iter().any(|it| it == id));
    *named = json!([id]);
    is_named
}

/// The labels that bring an incident before an objective.
fn labels(objective: &Object) -> Object {
    let of_where =
        objective.get("where").and_then(|it| it.get("labels")).and_then(Value::as_object);
    let chosen = of_where
        .into_iter()
        .flatten()
        .filter_map(|(name, values)| Some((name.clone(), values.as_array()?.first()?.clone())));
    let per = objective.get("per").and_then(Value::as_array);
    let per = per.into_iter().flatten().filter_map(Value::as_str);
    per.map(|name| (name.to_owned(), json!("1"))).chain(chosen).collect()
}

/// A history in which that service, or all that it is made of, is down once.
fn with_outage(
    contract: &Object,
    objective: &Object,
    service: &str,
    started: Instant,
    down: i128,
) -> Value {
    let priority =
        objective.get("where").and_then(|it| it.get("priority")).and_then(Value::as_array);
    let highest = contract.get("priorities").and_then(Value::as_array);
    let priority = priority.or(highest).and_then(|list| list.first());
    let mut incident = json!({
        "id": "1",
        "services": leaves(contract, service, 0),
        "labels": labels(objective),
        "started": started.to_string(),
        "reported": started.to_string(),
        "restored": started.after(down).to_string(),
    });
    if let (Some(incident), Some(priority)) = (incident.as_object_mut(), priority) {
        incident.insert("priority".to_owned(), priority.clone());
    }
    let covers = json!({ "from": "2024-12-01T00:00:00Z", "until": AS_OF });
    json!({
        "format": "sla-incidents/1",
        "source": { "covers": covers },
        "incidents": [incident],
    })
}

/// The services of which one is made, itself where it is no group; groups lie in groups but so deep.
fn leaves(contract: &Object, service: &str, depth: u32) -> Vec<String> {
    let services = contract.get("services").and_then(Value::as_array);
    let own = services.into_iter().flatten().find(|it| it.get("id") == Some(&json!(service)));
    let group = own.and_then(|it| it.get("group")).and_then(Value::as_object);
    let Some(members) = group.and_then(|group| group.values().next()).filter(|_| depth < 16) else {
        return vec![service.to_owned()];
    };
    let names: Vec<&str> = match members {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        Value::Object(members) => match members.get("of").and_then(Value::as_array) {
            Some(names) => names.iter().filter_map(Value::as_str).collect(),
            None => members.keys().map(String::as_str).collect(),
        },
        _ => Vec::new(),
    };
    names.into_iter().flat_map(|name| leaves(contract, name, depth + 1)).collect()
}

/// What an agreement does not count, as it says for all, or for that promise.
fn not_counted(contract: &Object, objective: &Object) -> Vec<NotCounted> {
    let mut found = Vec::new();
    let counting = [objective, contract].map(|it| it.get("counting").and_then(Value::as_object));
    let said = |name: &str| counting.into_iter().flatten().find_map(|it| it.get(name));
    let word = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(minimum) = said("minimum_outage") {
        let of = |name| minimum.get(name).and_then(word);
        found.extend(word(minimum).or(of("at_least")).map(NotCounted::Shorter));
        found.extend(of("more_than").map(NotCounted::NotLonger));
    }
    if let Some(unit) = said("unit").filter(|it| it.get("counts") == Some(&json!("whole"))) {
        found.extend(unit.get("length").and_then(word).map(NotCounted::Parts));
    }
    if said("outage_from") == Some(&json!("reported")) {
        found.push(NotCounted::BeforeReport);
    }
    let list = |name: &str| contract.get(name).and_then(Value::as_array).into_iter().flatten();
    if list("maintenance").next().is_some() {
        found.push(NotCounted::Maintenance);
    }
    let causes = list("exclusions").filter_map(|it| it.get("cause").and_then(word));
    found.extend(causes.map(NotCounted::Cause));
    found
}

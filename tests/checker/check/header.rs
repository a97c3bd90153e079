//! What the report says before its results: provenance, agreement, readings, evidence, incidents,
//! periods.

use serde_json::{Map, Value, json};

use super::bonuses::bonus_facts;
use super::cases::measure;
use super::clock::seconds;
use super::clocks::is_clock;
use super::credits;
use super::history::CLASSES;
use super::indicators::{better, is_about_time};
use super::limits::{is_one, iso};
use super::number::{number, text as decimal, whole as integer};
use super::papers::{Papers, stated, text};
use super::requests;
use super::subjects::Subject;

fn bound_facts(bound: Option<(String, String)>) -> Value {
    bound.map_or(Value::Null, |(bound, value)| json!({ "bound": bound, "value": value }))
}

/// A target's bound, its value, and the field that states it; the default is every case, or once.
pub(crate) fn target_of(objective: &Value) -> Option<(String, String, Option<String>)> {
    let Some(target) = stated(objective, "/target").and_then(Value::as_object) else {
        let least = if objective["indicator"] == "event_count" { 1 } else { 100 };
        return Some(("at_least".to_owned(), decimal(&integer(least)), None));
    };
    bound_of(target)
}

/// The bound that a target or an expected level states, its value, and its field.
pub(crate) fn bound_of(target: &Map<String, Value>) -> Option<(String, String, Option<String>)> {
    let (name, value) = target.iter().next()?;
    let (name, value) = match value.as_object() {
        // A range is judged by its upper end, which stands in it.
        Some(range) if name != "percentile" => {
            let (bound, value, _) =
                bound_of(&Map::from_iter([(name.clone(), range["to"].clone())]))?;
            return Some((bound, value, Some(format!("{name}/to"))));
        }
        Some(percentile) => {
            let (bound, value) = percentile.iter().find(|(name, _)| *name != "rank")?;
            (format!("{name}/{bound}"), value)
        }
        None => (name.clone(), value),
    };
    let bounds = ["at_least", "above", "at_most", "below"];
    let bound = bounds.into_iter().find(|bound| name.ends_with(bound))?;
    let value = number(value).unwrap_or_else(|| seconds(0, iso(text(value))));
    Some((bound.to_owned(), decimal(&value), Some(name)))
}

/// How long the clocks of an objective may run.
fn limits(objective: &Value) -> Option<Value> {
    let strict = stated(objective, "/less_than").is_some();
    let limits = stated(objective, "/within").or_else(|| stated(objective, "/less_than"))?;
    let length = |limit: &Value| limit.as_str().map(|limit| decimal(&seconds(0, iso(limit))));
    let facts = |priority: Option<&String>, limit: &Value| {
        // A range is judged by its upper end.
        let elapsed = length(limit).or_else(|| length(&limit["to"]));
        let mut facts = json!({
            "priority": priority,
            "seconds": elapsed,
            "working_days": limit["working_days"],
            "strict": strict,
        });
        if let Some(least) = length(&limit["from"]) {
            facts["from_seconds"] = json!(least);
        }
        facts
    };
    Some(match limits.as_object().filter(|each| !is_one(each)) {
        Some(each) => each.iter().map(|(name, limit)| facts(Some(name), limit)).collect(),
        None => json!([facts(None, limits)]),
    })
}

/// How incidents count by default.
const COUNTING_READINGS: [(&str, &str); 12] = [
    ("counting/overlap", "union"),
    ("counting/same_users", "different"),
    ("counting/per", "outage"),
    ("counting/outage_from", "started"),
    ("counting/minimum_outage", "none"),
    ("counting/grace", "none"),
    ("counting/unit", "exact"),
    ("counting/concurrent_cause", "counted"),
    ("counting/exclusion_span", "removed"),
    ("counting/maintenance", "removed"),
    ("counting/excluded_incident", "up"),
    ("counting/unknown", "removed"),
];

/// What looks at whole outages.
const OF_OUTAGES: [&str; 4] =
    ["outage_count", "longest_outage", "mean_time_to_restore", "mean_time_between_failures"];

/// Those of them that decide what time is measured.
const OF_LABELS: [&str; 5] = [
    "counting/concurrent_cause",
    "counting/exclusion_span",
    "counting/maintenance",
    "counting/excluded_incident",
    "counting/unknown",
];

fn is_of_requests(objective: &Value) -> bool {
    objective["indicator"] == "request_success"
}

/// How time is cut by default.
const PERIOD_READINGS: [(&str, &str); 3] = [
    ("service_period/every", "month"),
    ("service_period/from", ""),
    ("service_period/partial", "clipped"),
];

/// What a window may leave open, with the default.
const WINDOW_READINGS: [(&str, &str); 2] =
    [("objectives/window/judged", "period_end"), ("objectives/window/before_start", "wait")];

/// What each clock may leave open, with the default.
const CLOCK_READINGS: [(&str, &str); 6] = [
    ("objectives/pause_on", "all"),
    ("objectives/priority_change", "last"),
    ("objectives/reopened", "resume"),
    ("objectives/excluded_cause", "skipped"),
    ("objectives/attribution", "decided"),
    ("objectives/no_cases", "not_measured"),
];

/// What a field says; several things as one text.
fn said(value: &Value) -> String {
    match value {
        Value::Array(all) => all.iter().map(text).collect::<Vec<_>>().join(", "),
        one => text(one).to_owned(),
    }
}

/// The limits of a clock that are working days.
fn days(objective: &Value) -> Vec<&Value> {
    let limits = ["/within", "/less_than"].map(|field| stated(objective, field));
    let limits = limits.into_iter().flatten().flat_map(|limits| match limits.as_object() {
        Some(each) if !each.contains_key("working_days") => each.values().collect(),
        _ => vec![limits],
    });
    limits.filter(|limit| limit.is_object()).collect()
}

/// Until when on their last days they hold, where any of them says so.
fn days_end_by(objective: &Value) -> Option<String> {
    let stated: Vec<_> = days(objective).into_iter().map(|limit| limit["by"].as_str()).collect();
    stated.iter().any(Option::is_some).then(|| {
        let each = stated.iter().map(|by| by.unwrap_or("close"));
        let each: std::collections::BTreeSet<&str> = each.collect();
        each.into_iter().collect::<Vec<_>>().join(", ")
    })
}

impl Papers {
    pub(crate) fn expected_provenance(&self, told: &Value) -> Value {
        let files = self.files.iter().zip(&self.json).zip(0..).map(|(((name, bytes), json), file)| {
            json!({
                "name": name,
                "kind": if json["format"] == "sla-contract/1" { "contract" } else { "incidents" },
                "bytes": bytes,
                // Whoever hands the files in works the digest out.
                "sha256": told["files"][file as usize]["sha256"],
            })
        });
        json!({
            "engine": concat!("sla-calculator ", env!("CARGO_PKG_VERSION")),
            "zone_data": chrono_tz::IANA_TZDB_VERSION,
            "as_of": self.clock.reading(self.as_of),
            "files": files.collect::<Vec<_>>(),
        })
    }

    pub(crate) fn expected_agreement(&self) -> Value {
        let (from, until) = self.term;
        let says = |pointer: &str| self.says(pointer).cloned().unwrap_or_default();
        let whole = |value: &Value| number(value).and_then(|n| u32::try_from(n.to_integer()).ok());
        let services = self.list("/services").iter().map(|service| {
            let mut facts = json!({
                "id": service["id"],
                "name": stated(service, "/name").unwrap_or(&service["id"]),
                "criticality": whole(&service["criticality"]),
                "deliverables": stated(service, "/deliverables").cloned().unwrap_or(json!([])),
            });
            self.add_service_terms(service, &mut facts);
            facts
        });
        let objectives = self.subjects.iter().enumerate().map(|(at, subject)| {
            let position = subject.objective;
            let objective = self.objective(position);
            let mut facts = json!({
                "id": self.with_labels(at, "id", "/"),
                "name": self.with_labels(at, "name", ", "),
                "stated_id": objective["id"],
                "position": position,
                "measure": measure(objective),
                "unit": self.unit(objective),
                "better": better(objective),
                "service": self.service_of(position),
                "indicator": objective["indicator"],
                "clause": objective["clause"],
                "text": objective["text"],
                "target": bound_facts(target_of(objective).map(|(bound, value, _)| (bound, value))),
                "tiers": credits::tiers_of(objective),
            });
            if !subject.labels.is_empty() {
                let labels = subject.labels.iter();
                let labels = labels.map(|(name, value)| json!({ "name": name, "value": value }));
                facts["labels"] = labels.collect();
            }
            if let Some(rule) = credits::rule_of(objective) {
                facts["credit"] = json!(rule);
                let default = stated(objective, "/service");
                let default = default.map_or("agreement_charge", |_| "service_charge");
                let basis = stated(objective, "/credit/basis").map_or(default, text);
                facts["basis"] = json!(basis);
            }
            if let Some(bonus) = stated(objective, "/bonus") {
                facts["bonus"] = bonus_facts(bonus, objective);
            }
            let target = objective["target"].as_object();
            let range = target.and_then(|target| target.values().find_map(|it| it.get("from")));
            if let Some(from) = range {
                let from = number(from).unwrap_or_else(|| seconds(0, iso(text(from))));
                facts["target_from"] = json!(decimal(&from));
            }
            if let Some(expected) = objective["expected"].as_object() {
                let bound = bound_of(expected).map(|(bound, value, _)| (bound, value));
                facts["expected"] = bound_facts(bound);
            }
            if let Some(unit) = stated(objective, "/unit").filter(|unit| *unit != "%") {
                facts["unit_name"] = unit.clone();
            }
            if let Some(limits) = limits(objective) {
                facts["limits"] = limits;
            }
            if let Some(terms) = self.terms_facts(position) {
                facts["terms"] = terms;
            }
            self.add_objective_terms(position, &mut facts);
            facts
        });
        let mut agreement = json!({
            "id": says("/id"),
            "title": says("/title"),
            "note": says("/note"),
            "provider": says("/provider/name"),
            "client": says("/client/name"),
            "currency": self.currency(),
            "minor_digits": self.minor_digits(),
            "time_zone": self.clock.zones.told(),
            "term_from": self.clock.reading(from),
            "term_until": until.map(|until| self.clock.reading(until)),
            "every": self.noun(),
            "claim": self.claim_terms(),
            "services": services.collect::<Vec<_>>(),
            "objectives": objectives.collect::<Vec<_>>(),
        });
        let services = self.list("/services");
        let commitments = self.list("/commitments").iter().map(|it| {
            json!({
                "id": it["id"],
                "service": services.iter().position(|service| service["id"] == it["service"]),
                "clause": it["clause"],
                "text": it["text"],
            })
        });
        let commitments: Vec<Value> = commitments.collect();
        if !commitments.is_empty() {
            agreement["commitments"] = json!(commitments);
        }
        let caps = self.caps();
        if !caps.is_empty() {
            agreement["caps"] = json!(caps);
        }
        let amendments = self.amendments();
        if !amendments.is_empty() {
            agreement["amendments"] = json!(amendments);
        }
        self.add_terms(&mut agreement);
        agreement
    }

    /// A field of an objective, or else its id, with the values of the labels of what is judged.
    pub(crate) fn with_labels(&self, subject: usize, field: &str, between: &str) -> String {
        let Subject { objective, labels, .. } = &self.subjects[subject];
        let objective = self.objective(*objective);
        let said = stated(objective, &format!("/{field}")).unwrap_or(&objective["id"]);
        let values = labels.iter().map(|(_, value)| value.as_deref().unwrap_or("–"));
        let terms = self.terms_of(self.subjects[subject].objective);
        let since = terms.filter(|it| it.continues.is_some()).and_then(|it| it.life.0);
        let since = since.map(|date| date.to_string());
        std::iter::once(text(said))
            .chain(values)
            .chain(since.as_deref())
            .collect::<Vec<_>>()
            .join(between)
    }

    /// What the agreement's periods are called, where they are of one kind.
    fn noun(&self) -> &'static str {
        let agreed = self.own_cut();
        let others = 0..self.list("/objectives").len();
        let others = others.map(|at| self.cut_of(at).of_term()).any(|cut| cut != agreed);
        match agreed.name() {
            _ if others => "period",
            "month" => "month",
            "quarter" => "quarter",
            "half_year" => "half-year",
            "year" => "year",
            _ => "period",
        }
    }

    /// How long there is for a claim.
    fn claim_terms(&self) -> Value {
        self.says("/credits/claim").map_or(Value::Null, Self::terms_of_claim)
    }

    /// How long there is for a claim, as it is written.
    pub(super) fn terms_of_claim(claim: &Value) -> Value {
        let mut terms = time_to_claim(claim, claim);
        let steps = claim["steps"].as_array().into_iter().flatten();
        let steps: Vec<Value> =
            steps.map(|step| json!([step["id"], time_to_claim(step, claim)])).collect();
        if !steps.is_empty() {
            terms["steps"] = json!(steps);
        }
        terms
    }

    /// The caps, as the report shows them.
    fn caps(&self) -> Vec<Value> {
        let caps = self.list("/credits/caps").iter().map(|cap| {
            let per = text(&cap["per"]);
            let months = per.strip_suffix("_months").map(|it| it.parse::<u32>().unwrap());
            let mut facts = json!({
                "per": if months.is_some() { "months" } else { per },
                "each": stated(cap, "/each").map_or("together", text),
            });
            if let Some(months) = months {
                facts["months"] = json!(months);
            }
            for field in ["percent", "amount", "days_of_charge", "months_of_charge"] {
                if let Some(said) = number(&cap[field]) {
                    facts[field] = json!(decimal(&said));
                }
            }
            if cap["of"] == "annual_charges" {
                facts["of_annual"] = json!(true);
            }
            if cap["carry_forward"] == true {
                facts["carry_forward"] = json!(true);
            }
            if let Some(ids) = cap["objectives"].as_array() {
                let all = self.list("/objectives");
                let at = |id: &Value| all.iter().position(|it| it["id"] == *id);
                facts["objectives"] = ids.iter().map(|id| json!(at(id))).collect();
            }
            for field in ["clause", "text"] {
                if let Some(said) = stated(cap, &format!("/{field}")) {
                    facts[field] = said.clone();
                }
            }
            facts
        });
        caps.collect()
    }

    pub(crate) fn currency(&self) -> &str {
        self.says("/currency").map_or("", text)
    }

    pub(crate) fn minor_digits(&self) -> u32 {
        decimals(self.currency())
    }

    /// Each question with the contract's answer, or else the documented default; where objectives
    /// are read in several ways, each with those that it holds for.
    pub(crate) fn expected_readings(&self) -> Value {
        let mut readings = Vec::new();
        let mut read = |name: &str, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(json!({ "name": name, "value": value, "by_default": by_default }));
        };
        let says = |pointer: &str| self.says(pointer).map(|value| text(value).to_owned());
        let zones = &self.clock.zones;
        let zone = says("/time_zone").or((!zones.later.is_empty()).then(String::new));
        read("time_zone", zone.map(|_| zones.told()), "UTC");
        read("term/from", says("/term/from"), "first_instant_covered");
        for (name, default) in PERIOD_READINGS {
            let field = match name.rsplit_once('/') {
                Some((_, field)) => format!("/{field}"),
                None => "/partial".to_owned(),
            };
            let of = |objective: &Value| -> Option<String> {
                match stated(objective, "/period") {
                    Some(own) => stated(own, &field).map(said),
                    None => self.says(&format!("/service_period{field}")).map(said),
                }
            };
            // A date is told where one is stated.
            let concerned = |it: &Value| !default.is_empty() || of(it).is_some();
            readings.extend(self.read_of(name, default, &concerned, &of));
        }
        let mut read = |name: &str, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(json!({ "name": name, "value": value, "by_default": by_default }));
        };
        if !self.amendments_known().is_empty() {
            read("amended_period", says("/amended_period"), "split");
        }
        read("counting/period_length", says("/counting/period_length"), "actual");
        read("counting/impact", self.impact_words(), "full 1, degraded 0.5, none 0");
        for (name, default) in COUNTING_READINGS {
            let field = name.trim_start_matches("counting/");
            let of = |it: &Value| self.counting_said(it, field);
            let of_labels = OF_LABELS.contains(&name);
            let concerned = |it: &Value| is_about_time(it) || (of_labels && is_of_requests(it));
            readings.extend(self.read_of(name, default, &concerned, &of));
            if name == "counting/outage_from" {
                let of = |it: &Value| self.counting_said(it, "outage_in");
                let whole = |it: &Value| {
                    OF_OUTAGES.contains(&text(&it["indicator"]))
                        || credits::is_of_outages(it)
                            && it["credit"]["per_block"]["count_in"].is_null()
                };
                readings.extend(self.read_of("counting/outage_in", "began", &whole, &of));
            }
        }
        let rule = |it: &Value| self.counting_stated(it, "/counting/down_when").cloned();
        let states = |it: &Value| is_about_time(it) && rule(it).is_some();
        let of = |it: &Value| rule(it).as_ref().map(requests::said);
        readings.extend(self.read_of("counting/down_when", "", &states, &of));
        let mut counts: Vec<(Option<&str>, Vec<String>)> = Vec::new();
        for (at, it) in self.list("/maintenance").iter().enumerate() {
            let said = it["counts"].as_str();
            let id = it["id"].as_str().map_or_else(|| at.to_string(), str::to_owned);
            match counts.iter_mut().find(|(own, _)| *own == said) {
                Some((_, ids)) => ids.push(id),
                None => counts.push((said, vec![id])),
            }
        }
        let alone = counts.len() == 1;
        readings.extend(counts.into_iter().map(|(said, ids)| {
            let value = said.unwrap_or("window");
            let by_default = said.is_none();
            let name = "maintenance/counts";
            let mut reading = json!({ "name": name, "value": value, "by_default": by_default });
            if !alone {
                reading["only"] = json!(ids);
            }
            reading
        }));
        let has = |field: &'static str| move |it: &Value| stated(it, field).is_some();
        for (name, default) in WINDOW_READINGS {
            let field = name.trim_start_matches("objectives");
            let of = |it: &Value| stated(it, field).map(said);
            readings.extend(self.read_of(name, default, &has("/window"), &of));
        }
        let is_credited = |it: &Value| {
            it["indicator"] == "availability" && has("/window")(it) && has("/credit")(it)
        };
        let consumed = |it: &Value| stated(it, "/window/consumed").map(said);
        readings.extend(self.read_of("objectives/window/consumed", "no", &is_credited, &consumed));
        for (name, default) in CLOCK_READINGS {
            let field = name.trim_start_matches("objectives");
            let of = |it: &Value| stated(it, field).map(said);
            readings.extend(self.read_of(name, default, &is_clock, &of));
            if name == "objectives/pause_on" {
                let days = |it: &Value| is_clock(it) && !days(it).is_empty();
                readings.extend(self.read_of("objectives/within/by", "close", &days, &days_end_by));
            }
        }
        let method = |it: &Value| stated(it, "/method").map(said);
        let name = "objectives/method";
        readings.extend(self.read_of(name, "occurrences", &is_of_requests, &method));
        let is_mean = |it: &Value| is_of_requests(it) && it["method"] == "interval_mean";
        let of = |it: &Value| stated(it, "/no_requests").map(said);
        readings.extend(self.read_of("objectives/no_requests", "up", &is_mean, &of));
        let rounding = |it: &Value| {
            let said = stated(it, "/value_rounding").or_else(|| self.says("/value_rounding"))?;
            let word = said.as_str().map(str::to_owned);
            let places = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
            word.or_else(|| Some(format!("{} {}", text(&said["mode"]), places(&said["places"]))))
        };
        let may_be = |it: &Value| ["percent", "number"].contains(&self.unit(it));
        let states = |it: &Value| may_be(it) && rounding(it).is_some();
        readings.extend(self.read_of("value_rounding", "", &states, &rounding));
        let basis = "objectives/credit/basis";
        let of = |it: &Value| stated(it, "/credit/basis").map(said);
        let default = |it: &Value| match stated(it, "/service") {
            Some(_) => "service_charge",
            None => "agreement_charge",
        };
        readings.extend(self.read_by(basis, &default, &credits::is_share, &of));
        for (name, default, concerned) in credits::READINGS {
            let field = name.trim_start_matches("objectives/credit/");
            let of = |it: &Value| credits::said(it, field);
            readings.extend(self.read_of(name, default, &concerned, &of));
        }
        let has_bonus = |it: &Value| !it["bonus"].is_null();
        let due = |it: &Value| stated(it, "/bonus/due").map(said);
        readings.extend(self.read_of("objectives/bonus/due", "set_off", &has_bonus, &due));
        let mut read = |name: &str, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(json!({ "name": name, "value": value, "by_default": by_default }));
        };
        let credited = self.list("/objectives").iter().filter(|it| !it["credit"].is_null());
        if credited.count() > 1 {
            let combination = self.says("/credits/combination");
            let combination = combination.map(|it| it.as_str().unwrap_or("exclusive").to_owned());
            read("credits/combination", combination, "sum");
        }
        if self.tells_days_of_charge() {
            read("credits/day_of_charge", says("/credits/day_of_charge"), "period");
        }
        let mut caps: Vec<(Option<&str>, Vec<String>)> = Vec::new();
        let shares = self.list("/credits/caps").iter().enumerate();
        for (at, cap) in shares.filter(|(_, cap)| !cap["percent"].is_null()) {
            let (said, place) = (cap["of"].as_str(), format!("caps/{at}"));
            match caps.iter_mut().find(|(own, _)| *own == said) {
                Some((_, places)) => places.push(place),
                None => caps.push((said, vec![place])),
            }
        }
        let alone = caps.len() == 1;
        for (said, places) in caps {
            let mut reading = json!({
                "name": "credits/caps/of", "value": said.unwrap_or("window_charges"),
                "by_default": said.is_none(),
            });
            if !alone {
                reading["only"] = json!(places);
            }
            readings.push(reading);
        }
        let mut read = |name: &str, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(json!({ "name": name, "value": value, "by_default": by_default }));
        };
        for (terms, field, default) in
            [("minimum", "each", "credit"), ("earn_back", "of", "same_objective")]
        {
            if self.says(&format!("/credits/{terms}")).is_some() {
                let said = says(&format!("/credits/{terms}/{field}"));
                read(&format!("credits/{terms}/{field}"), said, default);
            }
        }
        read("credits/rounding", says("/credits/rounding"), "half_up");
        match self.says("/credits/claim") {
            Some(_) => read("credits/claim/from", says("/credits/claim/from"), "period_end"),
            None => read("credits/claim", None, "automatic"),
        }
        json!(readings)
    }

    /// How a question is answered for the objectives that it concerns.
    fn read_of(
        &self,
        name: &str,
        default: &str,
        concerned: &dyn Fn(&Value) -> bool,
        said: &dyn Fn(&Value) -> Option<String>,
    ) -> Vec<Value> {
        self.read_by(name, &|_| default, concerned, said)
    }

    /// The same where not all have one default.
    fn read_by<'d>(
        &self,
        name: &str,
        default: &dyn Fn(&Value) -> &'d str,
        concerned: &dyn Fn(&Value) -> bool,
        said: &dyn Fn(&Value) -> Option<String>,
    ) -> Vec<Value> {
        let mut answers: Vec<((String, bool), Vec<&str>)> = Vec::new();
        for objective in self.list("/objectives").iter().filter(|it| concerned(it)) {
            let (said, id) = (said(objective), text(&objective["id"]));
            let by_default = said.is_none();
            let said = (said.unwrap_or_else(|| default(objective).to_owned()), by_default);
            match answers.iter_mut().find(|(answer, _)| *answer == said) {
                Some((_, ids)) => ids.push(id),
                None => answers.push((said, vec![id])),
            }
        }
        let alone = answers.len() == 1;
        let readings = answers.into_iter().map(|((value, by_default), ids)| {
            let mut reading = json!({ "name": name, "value": value, "by_default": by_default });
            if !alone {
                reading["only"] = json!(ids);
            }
            reading
        });
        readings.collect()
    }

    /// What a field of how incidents count says: with an objective, its service, the contract.
    fn counting_stated<'s>(&'s self, objective: &'s Value, place: &str) -> Option<&'s Value> {
        let service = self.list("/services").iter().find(|it| it["id"] == objective["service"]);
        let own = stated(objective, place).or_else(|| stated(service?, place));
        own.or_else(|| self.says(place))
    }

    /// What is said of how incidents count: with an objective, its service, the contract.
    fn counting_said(&self, objective: &Value, field: &str) -> Option<String> {
        let said = self.counting_stated(objective, &format!("/counting/{field}"))?;
        let part = |name: &str| said[name].as_str();
        if field == "minimum_outage" && said.is_object() {
            let more = part("more_than").map(|more| format!("more_than {more}"));
            return more.or_else(|| part("at_least").map(str::to_owned));
        }
        Some(match (part("length"), part("counts")) {
            (Some(length), Some(counts)) => format!("{counts} {length}"),
            (Some(length), None) => format!("more_than {} of {length}", part("more_than")?),
            _ => text(said).to_owned(),
        })
    }

    /// The contract's impact words, the heaviest first.
    fn impact_words(&self) -> Option<String> {
        let levels = self.says("/counting/impact")?.as_object()?.iter();
        let mut levels: Vec<_> = levels.filter_map(|(word, w)| Some((word, number(w)?))).collect();
        levels.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let words = levels.iter().map(|(word, weight)| format!("{word} {}", decimal(weight)));
        Some(words.collect::<Vec<_>>().join(", "))
    }

    pub(crate) fn expected_evidence(&self) -> Value {
        let evidence = self.stretches.iter().map(|stretch| {
            json!({
                "file": stretch.file,
                "from": self.clock.reading(stretch.from),
                "until": self.clock.reading(stretch.until),
                "source": stretch.source,
            })
        });
        evidence.collect()
    }

    /// What became of the incidents; the classes add up to their number.
    pub(crate) fn expected_incidents(&self) -> Value {
        let all = || self.incidents.iter().enumerate();
        let of = |class: &'static str| {
            all().filter(move |(at, _)| self.class(*at) == class).map(|(_, incident)| incident)
        };
        let told_again = self.told() - self.incidents.len();
        let own = |class| json!({ "class": class, "count": of(class).count() });
        let mut classes = CLASSES.map(own).to_vec();
        classes.push(json!({ "class": "told_again", "count": told_again }));
        let unstated = of("counted").filter(|i| self.agreed(i).contains(&None));
        json!({
            "total": self.told(),
            "classes": classes,
            "impact_unstated": unstated.count(),
        })
    }

    pub(crate) fn expected_periods(&self) -> Value {
        let periods = self.periods.iter().map(|period| {
            json!({
                "every": period.cut.name(),
                "first": period.first.to_string(),
                "next": period.next.to_string(),
                "from": self.clock.reading(period.span.0),
                "until": self.clock.reading(period.span.1),
                "finished": period.span.1 <= self.as_of,
            })
        });
        periods.collect()
    }

    /// How many warnings there must be of incidents that did not count, by class.
    pub(crate) fn expected_not_counted(&self) -> Vec<(String, u64)> {
        let lost = CLASSES.iter().filter(|class| **class != "counted");
        let counts = lost.map(|class| {
            let count = (0..self.incidents.len()).filter(|at| self.class(*at) == *class);
            ((*class).to_owned(), count.count() as u64)
        });
        counts.filter(|(_, count)| *count > 0).collect()
    }
}

/// How long there is for a claim, or a step before it.
fn time_to_claim(claim: &Value, whole: &Value) -> Value {
    let within = claim["within"].as_object().unwrap().iter();
    let (unit, within) = within.clone().find(|(unit, _)| *unit != "calendar").unwrap();
    let mut terms = json!({
        "within": u32::try_from(number(within).unwrap().to_integer()).unwrap(),
        "unit": unit,
        "from": stated(claim, "/from").map_or("period_end", text),
    });
    // A step stands in the clause of the claim, unless it names its own.
    for (field, told, of) in [
        ("/clause", "clause", whole),
        ("/text", "text", whole),
        ("/within/calendar", "calendar", claim),
    ] {
        if let Some(said) = stated(claim, field).or_else(|| stated(of, field)) {
            terms[told] = said.clone();
        }
    }
    terms
}

/// The decimals of the currencies that occur in tests.
pub(super) fn decimals(currency: &str) -> u32 {
    match currency {
        "EUR" | "USD" | "AUD" | "GBP" | "INR" => 2,
        "JPY" => 0,
        "BHD" => 3,
        other => panic!("how many decimals has {other}?"),
    }
}

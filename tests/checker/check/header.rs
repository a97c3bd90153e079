//! What the report says before its results: provenance, agreement, evidence, incidents,
//! periods.

use serde_json::{Map, Value, json};

use super::bonuses::bonus_facts;
use super::cases::measure;
use super::clock::seconds;
use super::credits;
use super::history::CLASSES;
use super::indicators::better;
use super::limits::{is_one, iso};
use super::number::{number, text as decimal, whole as integer};
use super::papers::{Papers, stated, text};
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
            if let Some(terms) = self.terms_facts(at) {
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
        let earlier = self.earlier_currencies();
        if !earlier.is_empty() {
            agreement["earlier_currencies"] = json!(earlier);
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
        let periods = self.periods.iter().enumerate().map(|(at, period)| {
            let mut told = json!({
                "every": period.cut.name(),
                "first": period.first.to_string(),
                "next": period.next.to_string(),
                "from": self.clock.reading(period.span.0),
                "until": self.clock.reading(period.span.1),
                "finished": period.span.1 <= self.as_of,
            });
            let currency = self.currency_of(at);
            if currency != self.currency() {
                told["currency"] = json!(currency);
            }
            told
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

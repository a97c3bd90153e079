//! A contract and a history, and their JSON.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde_json::{Map, Value, json};

/// A contract and what happened under it. Instants are seconds since 1970.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) zone: Option<&'static str>,
    pub(crate) currency: &'static str,
    pub(crate) every: Option<&'static str>,
    pub(crate) term: (Option<NaiveDate>, Option<NaiveDate>),
    pub(crate) levels: Option<Vec<(&'static str, &'static str)>>,
    pub(crate) services: Vec<Service>,
    pub(crate) objectives: Vec<Objective>,
    pub(crate) claim_days: Option<u32>,
    pub(crate) source: Source,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) as_of: i64,
}

#[derive(Clone, Debug)]
pub(crate) struct Service {
    /// From when, how much, for how long.
    pub(crate) charges: Vec<(NaiveDate, u32, &'static str)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Objective {
    pub(crate) service: usize,
    pub(crate) target: (&'static str, &'static str),
    /// The tiers from the highest down.
    pub(crate) tiers: Option<Vec<Tier>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Tier {
    pub(crate) begin: (&'static str, &'static str),
    /// Whether it says that it ends where the next begins.
    pub(crate) ends: bool,
    pub(crate) percent: u32,
}

/// What a history says that it is evidence for.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Covers(i64, i64),
    Exported(i64),
    Silent,
}

#[derive(Clone, Debug)]
pub(crate) struct Incident {
    /// Positions of services, none twice; the position after the last is no service of ours.
    pub(crate) services: BTreeSet<usize>,
    /// A position among the levels; nothing where no impact is stated.
    pub(crate) impact: Option<usize>,
    /// Whether the impact stands with the first service, not with the incident.
    pub(crate) own_impact: bool,
    pub(crate) started: i64,
    /// How long, and by which field its end is told.
    pub(crate) length: Option<(i64, &'static str)>,
}

/// The levels of a contract that states none, the heaviest first.
pub(crate) const DEFAULT_LEVELS: [(&str, &str); 3] =
    [("full", "1"), ("degraded", "0.5"), ("none", "0")];

/// An instant as a file tells it: with one offset or another.
pub(crate) fn told(second: i64) -> String {
    let offsets = [0, 3600, -5 * 3600, 20_700];
    let offset = offsets[usize::try_from(second.rem_euclid(4)).unwrap()];
    let local = FixedOffset::east_opt(offset).unwrap();
    let instant = DateTime::from_timestamp(second, 0).unwrap().with_timezone(&local);
    instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// An object of what is stated.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let stated = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(stated.collect::<Map<_, _>>())
}

fn name(service: usize) -> String {
    format!("service-{service}")
}

impl World {
    /// The impact words in force.
    pub(crate) fn levels(&self) -> Vec<(&'static str, &'static str)> {
        self.levels.clone().unwrap_or_else(|| DEFAULT_LEVELS.to_vec())
    }

    pub(crate) fn contract(&self) -> Value {
        let services = self.services.iter().enumerate().map(|(position, service)| {
            let charges = service.charges.iter().map(|(from, amount, per)| {
                let amount = if self.currency == "JPY" {
                    amount.to_string()
                } else {
                    format!("{}.{:02}", amount / 100, amount % 100)
                };
                json!({ "from": from.to_string(), "amount": amount, "per": per })
            });
            json!({ "id": name(position), "charges": charges.collect::<Vec<_>>() })
        });
        let levels = self.levels.as_ref().map(|levels| {
            let levels = levels.iter().map(|(word, weight)| ((*word).to_owned(), json!(weight)));
            json!({ "impact": levels.collect::<Map<_, _>>() })
        });
        let dates = |date: &Option<NaiveDate>| date.map(|date| json!(date.to_string()));
        let claim = |days| json!({ "claim": { "within": { "days": days } } });
        object([
            ("format", Some(json!("sla-contract/1"))),
            ("currency", Some(json!(self.currency))),
            ("time_zone", self.zone.map(|zone| json!(zone))),
            ("term", Some(object([("from", dates(&self.term.0)), ("until", dates(&self.term.1))]))),
            ("service_period", self.every.map(|every| json!({ "every": every }))),
            ("counting", levels),
            ("services", Some(services.collect())),
            ("objectives", Some(self.objectives())),
            ("credits", self.claim_days.map(claim)),
        ])
    }

    fn objectives(&self) -> Value {
        let objectives = self.objectives.iter().enumerate().map(|(position, objective)| {
            let tiers = objective.tiers.as_ref().map(|tiers| {
                let told = tiers.iter().enumerate().map(|(at, tier)| {
                    let end =
                        tiers.get(at + 1).filter(|_| tier.ends).map(|next| match next.begin {
                            ("below", value) => ("at_least", value),
                            (_, value) => ("above", value),
                        });
                    let mut told = json!({ "percent": tier.percent.to_string() });
                    for (bound, value) in [tier.begin].into_iter().chain(end) {
                        told[bound] = json!(value);
                    }
                    told
                });
                json!({ "tiers": told.collect::<Vec<_>>() })
            });
            let (bound, value) = objective.target;
            object([
                ("id", Some(json!(format!("objective-{position}")))),
                ("service", Some(json!(name(objective.service)))),
                ("indicator", Some(json!("availability"))),
                ("target", Some(json!({ bound: value }))),
                ("credit", tiers),
            ])
        });
        objectives.collect()
    }

    pub(crate) fn history(&self) -> Value {
        let levels = self.levels();
        let incidents = self.incidents.iter().enumerate().map(|(position, incident)| {
            let impact = incident.impact.map(|level| json!(levels[level].0));
            let (own, general) = if incident.own_impact { (impact, None) } else { (None, impact) };
            let touched = incident.services.iter().enumerate().map(|(at, service)| match &own {
                Some(own) if at == 0 => json!({ "id": name(*service), "impact": own }),
                _ => json!(name(*service)),
            });
            let touched: Vec<Value> = touched.collect();
            let end = incident.length.map(|(length, _)| json!(told(incident.started + length)));
            let ended = |field| end.clone().filter(|_| incident.length.unwrap().1 == field);
            object([
                ("id", Some(json!(format!("incident-{position}")))),
                ("services", (!touched.is_empty()).then(|| json!(touched))),
                ("impact", general),
                ("started", Some(json!(told(incident.started)))),
                ("restored", ended("restored")),
                ("resolved", ended("resolved")),
            ])
        });
        let source = match self.source {
            Source::Covers(from, until) => {
                Some(json!({ "covers": { "from": told(from), "until": told(until) } }))
            }
            Source::Exported(at) => Some(json!({ "exported_at": told(at) })),
            Source::Silent => None,
        };
        object([
            ("format", Some(json!("sla-incidents/1"))),
            ("source", source),
            ("incidents", Some(incidents.collect())),
        ])
    }
}

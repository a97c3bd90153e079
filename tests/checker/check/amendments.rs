//! The contract as it reads with the amendments that are in force: each promise by its terms one after
//! the other, and where every part of that stands in the file.
//!
//! Read are amendments of the zone, of objectives' targets, and of what they are worth where that
//! changes with a period, and of lists of charges.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::indicators::{Kind, kind};
use super::papers::{Papers, stated, text};

/// From when, and until when, terms hold within the term.
pub(crate) type Life = (Option<NaiveDate>, Option<NaiveDate>);

/// By which terms an objective is judged.
#[derive(Clone, Default)]
pub(crate) struct Terms {
    /// The objective as its version of the contract has it, and where the parts of that stand.
    said: Value,
    places: Vec<(String, String)>,
    /// The last of the amendments in force in that version.
    pub(crate) amendment: Option<usize>,
    pub(crate) life: Life,
    /// The objective whose promise they continue.
    pub(crate) continues: Option<usize>,
}

/// The contract from a day on.
#[derive(Clone)]
struct Version {
    from: Option<NaiveDate>,
    contract: Value,
    /// The last of its amendments.
    amendment: Option<usize>,
    /// What was set, the later behind the earlier: its pointer, and where it stands.
    places: Vec<(String, String)>,
}

/// Puts a value where a path of an amendment leads; the pointer of that.
fn put(contract: &mut Value, path: &str, value: &Value) -> String {
    let (mut part, mut pointer) = (contract, String::new());
    for name in path.split('/') {
        if let Some(list) = part.as_array() {
            let at = list.iter().position(|it| it["id"] == name).unwrap();
            pointer += &format!("/{at}");
            part = &mut part[at];
        } else {
            pointer += &format!("/{name}");
            part = &mut part[name];
        }
    }
    part.clone_from(value);
    pointer
}

/// A part of an objective that says what it promises, not what it is called.
fn terms(objective: &Value, are_of_money: bool) -> Value {
    let fields = objective.as_object().unwrap().iter();
    let own = fields.filter(|(name, _)| match name.as_str() {
        "credit" | "bonus" => are_of_money,
        "name" | "clause" | "text" => false,
        _ => !are_of_money,
    });
    own.map(|(name, value)| (name.clone(), value.clone())).collect()
}

impl Papers {
    /// Puts the amendments in force into the contract.
    pub(crate) fn amend(&mut self) {
        let versions = self.versions();
        if versions.len() == 1 {
            return;
        }
        let pieces = self.pieces(&versions);
        let mut united = versions.last().unwrap().contract.clone();
        let mut places = BTreeMap::new();
        let mut objectives = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let promise = piece.continues.unwrap_or(at);
            let own = |pointer: &str| {
                let rest = pointer.strip_prefix(&format!("/objectives/{promise}/"))?;
                Some(format!("/objectives/{at}/{rest}"))
            };
            places.insert(format!("/objectives/{at}"), format!("/objectives/{promise}"));
            let set = piece.places.iter();
            places.extend(set.filter_map(|(of, stands)| Some((own(of)?, stands.clone()))));
            objectives.push(piece.said.clone());
        }
        united["objectives"] = json!(objectives);
        let services = 0..self.list("/services").len();
        let lists = services.map(|at| format!("/services/{at}/charges"));
        for list in lists.chain(["/charges".to_owned()]) {
            let charges = charges(&versions, &list);
            for (at, (_, stands)) in charges.iter().enumerate() {
                places.insert(format!("{list}/{at}"), stands.clone());
            }
            if !charges.is_empty() {
                let charges = charges.into_iter().map(|(charge, _)| charge).collect();
                *united.pointer_mut(&list).unwrap() = charges;
            }
        }
        self.json[self.contract] = united;
        (self.terms, self.places) = (pieces, places);
    }

    /// The contract by each set of amendments that was in force, one after the other.
    fn versions(&self) -> Vec<Version> {
        let contract = self.json[self.contract].clone();
        let mut versions =
            vec![Version { from: None, contract, amendment: None, places: Vec::new() }];
        let term = self.says("/term/from").map(|date| text(date).parse::<NaiveDate>().unwrap());
        for (position, amendment) in self.amendments_known() {
            let effective: NaiveDate = text(&amendment["effective"]).parse().unwrap();
            let mut version = versions.last().unwrap().clone();
            version.from = Some(effective).filter(|date| term.is_none_or(|term| *date > term));
            version.amendment = Some(position);
            for (path, value) in amendment["set"].as_object().unwrap() {
                let is_read = path == "time_zone"
                    || path.ends_with("charges")
                    || ["/target", "/credit", "/within"].iter().any(|part| path.contains(part));
                assert!(is_read && !value.is_null(), "not read here: {path}");
                let pointer = put(&mut version.contract, path, value);
                let name = path.replace('~', "~0").replace('/', "~1");
                // What was set of it before is there no more.
                version
                    .places
                    .retain(|(of, _)| !format!("{of}/").starts_with(&format!("{pointer}/")));
                version.places.push((pointer, format!("/amendments/{position}/set/{name}")));
            }
            if versions.last().unwrap().from == version.from {
                versions.pop();
            }
            versions.push(version);
        }
        versions
    }

    /// Each promise once, and behind these what continues one by other terms, in order of time.
    fn pieces(&self, versions: &[Version]) -> Vec<Terms> {
        let of = |version: &Version, at: usize, life: Life, continues: Option<usize>| Terms {
            said: version.contract["objectives"][at].clone(),
            places: version.places.clone(),
            amendment: version.amendment,
            life,
            continues,
        };
        let promises = 0..self.list("/objectives").len();
        let first = promises.clone().map(|at| of(&versions[0], at, (None, None), None));
        let mut pieces: Vec<Terms> = first.collect();
        for version in &versions[1..] {
            for promise in promises.clone() {
                let is_of = |(at, it): &(usize, &Terms)| it.continues.unwrap_or(*at) == promise;
                let running = pieces.iter().enumerate().rfind(is_of).unwrap().0;
                let now = &version.contract["objectives"][promise];
                let then = &pieces[running].said;
                let [is_measured_so, is_paid_so] =
                    [false, true].map(|of_money| terms(then, of_money) == terms(now, of_money));
                if is_measured_so && is_paid_so {
                    continue;
                }
                let effective = version.from.or_else(|| self.date("/term/from")).unwrap();
                let date = self.boundary(promise, effective, is_measured_so);
                let begins = self.clock.start_of_day(date);
                let began = pieces[running].life.0.map(|date| self.clock.start_of_day(date));
                if begins >= self.as_of {
                    continue;
                }
                let life = pieces[running].life;
                if begins <= began.unwrap_or(self.term.0) {
                    pieces[running] = of(version, promise, life, pieces[running].continues);
                    continue;
                }
                pieces[running].life.1 = Some(date);
                pieces.push(of(version, promise, (Some(date), None), Some(promise)));
            }
        }
        pieces
    }

    /// The date from which on a promise follows terms of that date: what is paid is by the terms at
    /// the end of its period.
    fn boundary(&self, promise: usize, effective: NaiveDate, is_measured_so: bool) -> NaiveDate {
        let objective = self.objective(promise);
        let period = self.period_with(&self.cut_of(promise), effective);
        if period.first >= effective {
            return effective;
        }
        let held = self.says("/amended_period").map_or("split", text);
        match if is_measured_so { "end" } else { held } {
            "end" => period.first,
            "start" => period.next,
            _ => {
                let is_read = kind(objective) != Kind::Tally && objective["credit"].is_null();
                assert!(is_read, "a period that is cut is not read here with credits, or a tally");
                effective
            }
        }
    }
}

/// The charges of one version after the other, each with where it stands.
fn charges(versions: &[Version], list: &str) -> Vec<(Value, String)> {
    let mut united: Vec<(Value, String)> = Vec::new();
    let mut before: Option<&Value> = None;
    for version in versions {
        let Some(own) = stated(&version.contract, list).filter(|own| before != Some(*own)) else {
            continue;
        };
        let set = version.places.iter().rev().find(|(pointer, _)| pointer == list);
        let stands = set.map_or(list, |(_, stands)| stands);
        let own_charges = || own.as_array().unwrap().iter().enumerate();
        let begins = |charge: &Value| text(&charge["from"]).parse::<NaiveDate>().unwrap();
        if let Some(from) = version.from {
            united.retain(|(charge, _)| begins(charge) < from);
            let running = united.iter_mut().filter(|(charge, _)| charge["until"].is_null());
            running.for_each(|(charge, _)| charge["until"] = json!(from.to_string()));
        }
        for (at, charge) in own_charges() {
            let alike =
                |it: &Value| it["kind"] == charge["kind"] && it["labels"] == charge["labels"];
            let is_later =
                |it: &Value| begins(charge) < begins(it) && Some(begins(it)) <= version.from;
            if own_charges().any(|(_, it)| alike(it) && is_later(it)) {
                continue;
            }
            let mut held = charge.clone();
            let from = version.from.map_or(begins(charge), |from| from.max(begins(charge)));
            held["from"] = json!(from.to_string());
            united.push((held, format!("{stands}/{at}")));
        }
        before = Some(own);
    }
    united.sort_by_key(|(charge, _)| text(&charge["from"]).to_owned());
    united
}

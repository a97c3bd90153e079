//! The contract as it reads with the amendments that are in force: each promise by its terms one after
//! the other, and where every part of that stands in the file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::indicators::{Kind, kind};
use super::papers::{Cut, Papers, stated, text};
use super::versions::Version;

/// From when, and until when, terms hold within the term.
pub(crate) type Life = (Option<NaiveDate>, Option<NaiveDate>);

/// By which terms an objective is judged.
#[derive(Clone, Default)]
pub(crate) struct Terms {
    /// The objective as its version of the contract has it, and where the parts of that stand.
    said: Value,
    written: usize,
    places: Vec<(String, String)>,
    /// The currency of that version.
    currency: Value,
    /// The last of the amendments in force in that version.
    pub(crate) amendment: Option<usize>,
    pub(crate) life: Life,
    /// The objective whose promise they continue.
    pub(crate) continues: Option<usize>,
}

fn agreed_period(contract: &Value) -> Value {
    stated(contract, "/service_period").cloned().unwrap_or_else(|| json!({}))
}

/// An objective with the periods by which it is judged.
fn with_period(objective: &Value, contract: &Value) -> Value {
    let mut own = objective.clone();
    if own["period"].is_null() {
        own["agreed_period"] = agreed_period(contract);
    }
    own
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
        if versions.last().is_none_or(|last| last.amendment.is_none()) {
            return;
        }
        let pieces = self.pieces(&versions);
        let mut united = versions.last().unwrap().contract.clone();
        let mut places = BTreeMap::new();
        let mut objectives = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let written = format!("/objectives/{}", piece.written);
            let own = |pointer: &str| {
                let rest = pointer.strip_prefix(&written)?;
                let is_own = rest.is_empty() || rest.starts_with('/');
                is_own.then(|| format!("/objectives/{at}{rest}"))
            };
            let set = piece.places.iter();
            places.insert(format!("/objectives/{at}"), written.clone());
            places.extend(set.filter_map(|(of, stands)| Some((own(of)?, stands.clone()))));
            objectives.push(piece.said.clone());
        }
        united["objectives"] = json!(objectives);
        // What holds for all credits is by the terms at the end of a period.
        united["amended"] = json!([]);
        for (at, version) in versions.iter().enumerate() {
            let own = format!("/amended/{at}");
            places.insert(own.clone(), String::new());
            let set = version.places.iter().filter(|(of, _)| of.starts_with("/credits"));
            places.extend(set.map(|(of, stands)| (format!("{own}{of}"), stands.clone())));
            let credits = &version.contract["credits"];
            let amended = united["amended"].as_array_mut().unwrap();
            amended.push(
                json!({ "from": version.from.map(|from| from.to_string()), "credits": credits,
                        "currency": version.contract["currency"],
                        "service_period": agreed_period(&version.contract) }),
            );
        }
        let last = versions.last().unwrap();
        let others = last.places.iter().filter(|(of, _)| !of.starts_with("/objectives"));
        places.extend(others.cloned());
        let services = 0..last.contract["services"].as_array().map_or(0, Vec::len);
        let lists = services.map(|at| format!("/services/{at}/charges"));
        for list in lists.chain(["/charges".to_owned()]) {
            let charges = charges(&versions, &list);
            for (at, (_, stands)) in charges.iter().enumerate() {
                places.insert(format!("{list}/{at}"), stands.clone());
            }
            if !charges.is_empty() {
                let owner = united.pointer_mut(list.strip_suffix("/charges").unwrap()).unwrap();
                owner["charges"] = charges.into_iter().map(|(charge, _)| charge).collect();
            }
        }
        self.json[self.contract] = united;
        (self.terms, self.places) = (pieces, places);
    }

    /// Each promise once, and behind these what continues one by other terms, in order of time.
    fn pieces(&self, versions: &[Version]) -> Vec<Terms> {
        let ids = versions.iter().flat_map(|version| {
            version.contract["objectives"].as_array().unwrap().iter().map(|it| text(&it["id"]))
        });
        let mut promises: Vec<&str> = Vec::new();
        for id in ids {
            if !promises.contains(&id) {
                promises.push(id);
            }
        }
        let mut of: Vec<Vec<Terms>> = vec![Vec::new(); promises.len()];
        let mut order = Vec::new();
        for version in versions {
            for (promise, id) in promises.iter().enumerate() {
                let list = version.contract["objectives"].as_array().unwrap();
                let written = list.iter().position(|it| it["id"] == **id);
                let piece = |written: usize, life: Life| Terms {
                    said: with_period(&list[written], &version.contract),
                    written,
                    places: version.places.clone(),
                    currency: version.contract["currency"].clone(),
                    amendment: version.amendment,
                    life,
                    continues: Some(promise),
                };
                let pieces = &mut of[promise];
                match (pieces.last_mut(), written) {
                    (None, None) => {}
                    (None, Some(written)) => pieces.push(piece(written, (version.from, None))),
                    (Some(running), None) => running.life.1 = running.life.1.or(version.from),
                    (Some(running), Some(written)) => {
                        let from = match running.life.1 {
                            Some(_) => version.from,
                            None => self.boundary(
                                running,
                                &with_period(&list[written], &version.contract),
                                version,
                            ),
                        };
                        let begins = from.map(|date| self.clock.start_of_day(date));
                        let Some(begins) = begins.filter(|begins| *begins < self.as_of) else {
                            continue;
                        };
                        let began = running.life.0.map(|date| self.clock.start_of_day(date));
                        if begins <= began.unwrap_or(self.term.0) {
                            *running = piece(written, running.life);
                            continue;
                        }
                        running.life.1 = running.life.1.or(from);
                        pieces.push(piece(written, (from, None)));
                        order.push(promise);
                    }
                }
            }
        }
        let mut of: Vec<_> = of.into_iter().map(Vec::into_iter).collect();
        let first: Vec<Terms> = of.iter_mut().filter_map(Iterator::next).collect();
        let first = first.into_iter().map(|piece| Terms { continues: None, ..piece });
        let later: Vec<Terms> = order.into_iter().map(|at| of[at].next().unwrap()).collect();
        first.chain(later).collect()
    }

    /// The date from which on a promise follows later terms, if they differ: what is paid is by the
    /// terms at the end of its period.
    fn boundary(&self, then: &Terms, now: &Value, version: &Version) -> Option<NaiveDate> {
        let [is_measured_so, is_paid_so] =
            [false, true].map(|of_money| terms(&then.said, of_money) == terms(now, of_money));
        // What is worth anything is worth it in that currency.
        let is_worth = !now["credit"].is_null() || !now["bonus"].is_null();
        let is_in_same = !is_worth || then.currency == version.contract["currency"];
        if is_measured_so && is_paid_so && is_in_same {
            return None;
        }
        let effective = version.from.or_else(|| self.date("/term/from"))?;
        let cut = Cut::said(stated(now, "/period").unwrap_or(&now["agreed_period"]));
        let period = self.period_with(&cut, effective);
        if period.first >= effective {
            return Some(effective);
        }
        let held = stated(&version.contract, "/amended_period").map_or("split", text);
        let date = match if is_measured_so { "end" } else { held } {
            "end" => period.first,
            "start" => period.next,
            _ => {
                let is_read = kind(now) != Kind::Tally && now["credit"].is_null();
                assert!(is_read, "a period that is cut is not read here with credits, or a tally");
                effective
            }
        };
        Some(date)
    }
}

/// The charges of one version after the other, each with where it stands.
fn charges(versions: &[Version], list: &str) -> Vec<(Value, String)> {
    let mut united: Vec<(Value, String)> = Vec::new();
    // The same figure in another currency is another charge.
    let mut before = (Value::Null, json!([]));
    for version in versions {
        let own = stated(&version.contract, list).cloned().unwrap_or_else(|| json!([]));
        let currency = version.contract["currency"].clone();
        if before == (currency.clone(), own.clone()) {
            continue;
        }
        let stands = |pointer: String| {
            let set = version.places.iter();
            let set = set.filter(|(of, _)| format!("{pointer}/").starts_with(&format!("{of}/")));
            match set.max_by_key(|(of, _)| of.len()) {
                Some((of, stands)) => format!("{stands}{}", &pointer[of.len()..]),
                None => pointer,
            }
        };
        let own_charges = || own.as_array().unwrap().iter().enumerate();
        let begins = |charge: &Value| text(&charge["from"]).parse::<NaiveDate>().unwrap();
        if let Some(from) = version.from {
            united.retain(|(charge, _)| begins(charge) < from);
            for (charge, _) in &mut united {
                let until = charge["until"].as_str().map(|until| until.parse().unwrap());
                let until = until.map_or(from, |until: NaiveDate| until.min(from));
                charge["until"] = json!(until.to_string());
            }
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
            united.push((held, stands(format!("{list}/{at}"))));
        }
        before = (currency, own);
    }
    united.sort_by_key(|(charge, _)| text(&charge["from"]).to_owned());
    united
}

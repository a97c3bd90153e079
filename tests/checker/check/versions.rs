//! The contract as it reads from one day on after the other: what amendments put in, add and take out,
//! and where that stands.
//!
//! Read are amendments of the zone, the currency, the service periods, of objectives, of charges, of
//! what holds for all credits but the day of charge, of rights and commitments, and services that are
//! added, renamed or end.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::papers::{Papers, text};

/// The contract from a day on.
#[derive(Clone)]
pub(crate) struct Version {
    pub(crate) from: Option<NaiveDate>,
    pub(crate) contract: Value,
    /// The last of its amendments.
    pub(crate) amendment: Option<usize>,
    /// What stands elsewhere than its pointer says, with the place.
    pub(crate) places: Vec<(String, String)>,
}

impl Version {
    /// Puts a value where a path of an amendment leads, or takes out what is there.
    fn put(&mut self, path: &str, value: &Value, stands: &str) {
        let (mut pointer, mut rest) = (String::new(), path.split('/').peekable());
        let mut part = &mut self.contract;
        while let Some(name) = rest.next() {
            let own = name.replace("~1", "/").replace("~0", "~");
            let is_last = rest.peek().is_none();
            if part.is_array() {
                let list = part.as_array_mut().unwrap();
                let at = list.iter().position(|it| it["id"] == *own).unwrap();
                if is_last && value.is_null() && pointer != "/services" {
                    list.remove(at);
                    let after = list.len();
                    self.close_up(&pointer, at, after);
                    return;
                }
                pointer += &format!("/{at}");
                part = &mut list[at];
            } else {
                pointer += &format!("/{name}");
                part = &mut part[own];
            }
        }
        if value.is_null() && pointer.starts_with("/services/") && path.matches('/').count() == 1 {
            // A service that ends costs nothing any more, and keeps its place.
            part["charges"] = Value::Null;
            return;
        }
        part.clone_from(value);
        // What was set of it before is there no more.
        self.places.retain(|(of, _)| !format!("{of}/").starts_with(&format!("{pointer}/")));
        if !value.is_null() {
            self.places.push((pointer, stands.to_owned()));
        }
    }

    /// Has what stood behind an item that was taken out of a list move up.
    fn close_up(&mut self, list: &str, gone: usize, after: usize) {
        let own = |at: usize| format!("{list}/{at}");
        self.places.retain(|(of, _)| !format!("{of}/").starts_with(&format!("{}/", own(gone))));
        for at in gone + 1..=after {
            if !self.places.iter().any(|(of, _)| *of == own(at)) {
                self.places.push((own(at), own(at)));
            }
            for (of, _) in &mut self.places {
                let rest = of.strip_prefix(&own(at)).map(str::to_owned);
                if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
                    *of = own(at - 1) + &rest;
                }
            }
        }
    }

    fn add(&mut self, list: &str, items: &Value, stands: &str) {
        let own = &mut self.contract[list];
        if own.is_null() {
            *own = json!([]);
        }
        for (number, item) in items.as_array().unwrap().iter().enumerate() {
            let list_of = own.as_array_mut().unwrap();
            self.places.push((format!("/{list}/{}", list_of.len()), format!("{stands}/{number}")));
            list_of.push(item.clone());
        }
    }
}

/// The names of what an amendment changes.
pub(crate) fn changes(amendment: &Value) -> Vec<String> {
    let set = amendment["set"].as_object().into_iter().flatten().map(|(path, _)| path.clone());
    let removed = amendment["remove"].as_array().into_iter().flatten();
    let removed = removed.map(|path| text(path).to_owned());
    let lists = ["charges", "services", "objectives", "commitments", "rights"];
    let added = lists.into_iter().flat_map(|list| {
        let items = amendment["add"][list].as_array().into_iter().flatten();
        items.map(move |it| match it["id"].as_str() {
            Some(id) => format!("{list}/{}", id.replace('~', "~0").replace('/', "~1")),
            None => list.to_owned(),
        })
    });
    set.chain(removed).chain(added).collect()
}

/// Whether the checker knows what comes of a change of that.
fn is_read(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(
        parts[..],
        [
            "time_zone"
                | "currency"
                | "service_period"
                | "charges"
                | "objectives"
                | "rights"
                | "commitments",
            ..
        ] | ["credits"]
            | ["credits", "caps" | "combination" | "minimum" | "claim" | "earn_back", ..]
            | ["services", _]
            | ["services", _, "charges" | "name", ..]
    )
}

impl Papers {
    /// The contract by each set of amendments that was in force, one after the other.
    pub(crate) fn versions(&self) -> Vec<Version> {
        let contract = self.json[self.contract].clone();
        let mut versions =
            vec![Version { from: None, contract, amendment: None, places: Vec::new() }];
        let term = self.says("/term/from").map(|date| text(date).parse::<NaiveDate>().unwrap());
        for (position, amendment) in self.amendments_known() {
            let effective: NaiveDate = text(&amendment["effective"]).parse().unwrap();
            let mut version = versions.last().unwrap().clone();
            version.from = Some(effective).filter(|date| term.is_none_or(|term| *date > term));
            version.amendment = Some(position);
            for path in changes(amendment) {
                assert!(is_read(&path), "not read here: {path}");
            }
            let own = format!("/amendments/{position}");
            for (path, value) in amendment["set"].as_object().into_iter().flatten() {
                let name = path.replace('~', "~0").replace('/', "~1");
                version.put(path, value, &format!("{own}/set/{name}"));
            }
            for path in amendment["remove"].as_array().into_iter().flatten() {
                version.put(text(path), &Value::Null, "");
            }
            for (list, items) in amendment["add"].as_object().into_iter().flatten() {
                version.add(list, items, &format!("{own}/add/{list}"));
            }
            if versions.last().unwrap().from == version.from {
                versions.pop();
            }
            versions.push(version);
        }
        versions
    }
}

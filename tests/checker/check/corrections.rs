//! Corrections of what is told, applied to the files themselves.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::instant;
use super::credits::is_due;
use super::operands::file;
use super::papers::{Papers, text};
use super::work::Work;

impl Papers {
    /// Puts what was corrected by the instant of evaluation, and is agreed, in the place of what
    /// was told, in the order in which it was.
    pub(crate) fn correct(&mut self) {
        let files = self.histories().flat_map(|at| {
            let list = self.json[at]["corrections"].as_array().cloned().unwrap_or_default();
            list.into_iter().enumerate().map(move |(position, told)| (at, position, told))
        });
        let made = |told: &Value| instant(text(&told["at"])).unwrap();
        let known = files.filter(|(.., told)| made(told) <= self.as_of);
        let mut known: Vec<(usize, usize, Value)> = known.collect();
        known.sort_by_key(|(file, position, told)| (made(told), *file, *position));
        for (at, position, told) in known {
            let is_incident = told["maintenance"].is_null();
            let part = if is_incident { "incident" } else { "maintenance" };
            let agreed = told["agreed"] != false;
            let set = told["set"].as_object().unwrap();
            self.corrections.push(json!({
                "file": at,
                "position": position,
                "part": part,
                "id": told[part],
                "fields": set.keys().collect::<Vec<_>>(),
                "at": self.clock.reading(made(&told)),
                "by": told["by"],
                "reason": told["reason"],
                "agreed": agreed,
            }));
            if agreed {
                let list = if is_incident { "incidents" } else { "maintenance" };
                for (field, value) in set {
                    let place = format!("/corrections/{position}/set/{field}");
                    self.put((list, &told[part]), (field, value), &file(at, &place));
                }
            }
        }
    }

    /// Puts a field in the place of what was told, and notes where it stands.
    fn put(
        &mut self,
        (list, id): (&'static str, &Value),
        (field, value): (&str, &Value),
        place: &Value,
    ) {
        for (at, json) in self.json.iter_mut().enumerate() {
            let told = json[list].as_array_mut().into_iter().flatten().enumerate();
            for (position, told) in told.filter(|(_, told)| told["id"] == *id) {
                told[field] = value.clone();
                let own = self.corrected.entry((at, list, position)).or_default();
                own.insert(field.to_owned(), place.clone());
            }
        }
    }

    /// Where a field of what is told stands, or a part of one.
    pub(crate) fn place_of(
        &self,
        (at, list, position): (usize, &'static str, usize),
        field: &str,
    ) -> Value {
        let (whole, part) = field.split_once('/').unwrap_or((field, ""));
        let own = self.corrected.get(&(at, list, position)).and_then(|own| own.get(whole));
        let Some(place) = own else { return file(at, &format!("/{list}/{position}/{field}")) };
        let mut place = place.clone();
        if !part.is_empty() {
            let pointer = format!("{}/{part}", text(&place["file"]["pointer"]));
            place["file"]["pointer"] = json!(pointer);
        }
        place
    }

    /// Notes with an operand where the fields stand that corrections say, if any does.
    pub(crate) fn note_corrections(&self, operand: &mut Value, part: (usize, &'static str, usize)) {
        if let Some(own) = self.corrected.get(&part) {
            operand["corrections"] = own.values().cloned().collect();
        }
    }
}

/// The rows of another report, by the id of the objective and the dates of the period.
pub(crate) type Others = BTreeMap<[String; 3], Value>;

impl Work<'_> {
    /// Notes with a row what it is with other corrections, where that is something else.
    pub(crate) fn lay_beside(&self, row: &mut Value) {
        let id = self.papers.with_labels(self.subject, "id", "/");
        let key = [id, self.period.first.to_string(), self.period.next.to_string()];
        for (name, others) in &self.papers.others {
            if let Some(other) = others.get(&key).map(figures).filter(|it| *it != figures(row)) {
                row[*name] = other;
            }
        }
    }
}

/// The figures of a row that are laid beside another's.
fn figures(row: &Value) -> Value {
    let mut figures = json!({
        "verdict": row["verdict"], "certain": row["certain"], "value": row["value"],
    });
    let credit = &row["credit"];
    if is_due(credit) {
        if !credit["share"].is_null() {
            figures["share"] = credit["share"].clone();
        }
        if !credit["amount"].is_null() {
            figures["amount"] = credit["amount"].clone();
        }
    }
    figures
}

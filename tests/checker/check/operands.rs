//! The operands of a step, each with the value that its source holds.

use serde_json::{Value, json};

use super::clock::{Nanos, instant, overlap};
use super::header::{bound_of, target_of};
use super::labels::Span;
use super::number::{number, text as decimal};
use super::papers::stated;
use super::work::Work;

impl Work<'_> {
    pub(crate) fn measured_and_down(&self) -> Vec<Value> {
        vec![self.earlier("measured", "measured"), self.earlier("down", "down")]
    }

    pub(crate) fn earlier(&self, role: &str, name: &str) -> Value {
        operand(role, self.result(name), json!({ "step": name }))
    }

    pub(crate) fn contract(&self, pointer: &str) -> Value {
        file(self.papers.contract, &self.papers.place(pointer))
    }

    pub(crate) fn instant(&self, at: Nanos) -> Value {
        json!({ "unit": "instant", "value": self.papers.clock.reading(at) })
    }

    pub(crate) fn zone(&self) -> Vec<Value> {
        self.papers.zone_operands()
    }

    /// A date, and in which zone it is one.
    pub(crate) fn dated(&self, date: Value) -> Vec<Value> {
        std::iter::once(date).chain(self.zone()).collect()
    }

    pub(crate) fn term_date(&self, pointer: &str) -> Vec<Value> {
        let date = json!({ "unit": "date", "value": self.papers.says(pointer) });
        self.dated(operand("date", date, self.contract(pointer)))
    }

    pub(crate) fn bound(&self) -> Value {
        let (bound, value, field) = target_of(self.papers.objective(self.objective)).unwrap();
        let source = match field {
            Some(field) => self.contract(&self.rule(&format!("/target/{field}"))),
            None => json!({ "default": "objectives/target" }),
        };
        json!({ "kind": "bound", "bound": bound, "value": value, "source": source })
    }

    /// Where the weight of what states no impact stands.
    pub(crate) fn full_source(&self) -> Value {
        match self.papers.says("/counting/impact/full") {
            Some(_) => self.contract("/counting/impact/full"),
            None => json!({ "default": "counting/impact" }),
        }
    }

    /// That of the level that is expected beside it, if one is.
    pub(crate) fn expected_bound(&self) -> Option<Value> {
        let expected = self.papers.objective(self.objective)["expected"].as_object()?;
        let (bound, value, field) = bound_of(expected).unwrap();
        let source = self.contract(&self.rule(&format!("/expected/{}", field.unwrap())));
        Some(json!({ "kind": "bound", "bound": bound, "value": value, "source": source }))
    }

    /// The least share of agreed time that must be known, if any is stated.
    pub(crate) fn least_known(&self) -> Option<Value> {
        let least = number(&self.papers.objective(self.objective)["minimum_coverage"])?;
        let source = self.contract(&self.rule("/minimum_coverage"));
        let value = decimal(&least);
        Some(json!({ "kind": "bound", "bound": "at_least", "value": value, "source": source }))
    }

    /// The hours in which time counts, unless it always does.
    pub(crate) fn calendar(&self) -> Option<Value> {
        let id = self.papers.calendar_of(self.objective)?;
        let source = self.contract(&format!("/calendars/{id}"));
        let calendar = json!({ "kind": "calendar", "id": id, "source": source });
        (!self.papers.hours_of(self.objective).is_always()).then_some(calendar)
    }

    /// The incidents of the files that touch the window, in order of time.
    pub(crate) fn incidents(&self) -> Vec<Value> {
        let Some(service) = self.service else { return Vec::new() };
        if self.is_group() {
            let outages = self.reach().0;
            return self.incidents_of_service(service, &|span| overlap(span, outages));
        }
        self.incidents_of_service(service, &|span| self.is_told(span))
    }

    /// The incidents of a service that are told, and its maintenance without permission.
    pub(crate) fn incidents_of_service(
        &self,
        service: usize,
        is_told: &dyn Fn(Span) -> bool,
    ) -> Vec<Value> {
        let mut told = self.incidents_that(service, false, is_told);
        let down = self.steps_down(service).into_iter().filter(|(span, _)| is_told(*span));
        for ((from, until), lost) in self.not_permitted(service, is_told).into_iter().chain(down) {
            let ends = |told: &Value| {
                let at = |field: &str| instant(told[field]["at"].as_str().unwrap()).unwrap();
                (at("from"), at("until"))
            };
            let place = told.iter().position(|it| ends(it) > (from, until)).unwrap_or(told.len());
            told.insert(place, lost);
        }
        told
    }

    /// Those of an excluded cause that do.
    pub(crate) fn excluded(&self) -> Vec<Value> {
        let window = self.looked_at();
        let of = |service| self.incidents_that(service, true, &|span| overlap(span, window));
        self.service.map(of).unwrap_or_default()
    }

    pub(crate) fn incidents_that(
        &self,
        service: usize,
        are_excluded: bool,
        is_told: &dyn Fn(Span) -> bool,
    ) -> Vec<Value> {
        let papers = self.papers;
        let counted = self.own_incidents_of(service, are_excluded);
        let mut touching: Vec<_> = counted.iter().filter(|it| is_told(it.open)).collect();
        touching.sort_by_key(|counted| counted.open);
        let operands = touching.into_iter().map(|counted| {
            let incident = counted.incident;
            let own = (incident.file, "incidents", incident.position);
            let place = |field: &str| papers.place_of(own, field);
            let changed = |number: usize| place(&format!("impact_changes/{number}/at"));
            let until_source = match (counted.ended_by, papers.end_of(incident)) {
                (Some(number), _) => json!([changed(number)]),
                (None, Some((_, field))) => json!([place(field)]),
                (None, None) => json!(["as_of", self.covered_until(incident.file)]),
            };
            let weight_source = self.weight_source(counted.word);
            let mut operand = json!({
                "kind": "incident",
                "id": incident.id,
                "title": incident.title,
                "from": papers.clock.reading(counted.open.0),
                "from_source": match counted.begun_by {
                    Some(number) => changed(number),
                    None => place(self.counts_from(counted, service)),
                },
                "until": papers.clock.reading(counted.open.1),
                "until_source": until_source,
                "weight": decimal(&counted.weight),
                "weight_source": weight_source,
            });
            if let Some([users, of]) = incident.affected {
                let source = place("affected");
                operand["affected"] = json!({ "users": users, "of": of, "source": source });
            }
            if let Some(word_at) = &counted.word_at {
                operand["impact_source"] = place(word_at);
            }
            operand
        });
        operands.collect()
    }

    /// Where the weight of an impact stands.
    pub(crate) fn weight_source(&self, word: Option<&str>) -> Value {
        match (word, self.papers.says("/counting/impact")) {
            (Some(word), Some(_)) => {
                let word = word.replace('~', "~0").replace('/', "~1");
                self.contract(&format!("/counting/impact/{word}"))
            }
            _ => self.full_source(),
        }
    }

    pub(crate) fn covered_until(&self, history: usize) -> Value {
        let json = &self.papers.json[history];
        let covers = stated(json, "/source/covers").map(|_| "/source/covers/until");
        let exported = stated(json, "/source/exported_at").map(|_| "/source/exported_at");
        match covers.or(exported) {
            Some(pointer) => file(history, pointer),
            None => json!({ "default": "source/covers" }),
        }
    }

    pub(crate) fn covered(&self) -> Vec<Value> {
        let covered = self.papers.stretches.iter().map(|stretch| {
            json!({
                "kind": "covered",
                "from": self.papers.clock.reading(stretch.from),
                "until": self.papers.clock.reading(stretch.until),
                "source": match stretch.source {
                    "covers" => file(stretch.file, "/source/covers"),
                    _ => json!({ "default": "source/covers" }),
                },
            })
        });
        covered.collect()
    }
}

pub(crate) fn operand(role: &str, value: Value, source: Value) -> Value {
    json!({ "kind": "value", "role": role, "value": value, "source": source })
}

pub(crate) fn file(file: usize, pointer: &str) -> Value {
    json!({ "file": { "file": file, "pointer": pointer } })
}

//! The contract's zone, and those to which amendments change it, each from the first instant of a date
//! on.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::clock::{Clock, Nanos};
use super::operands::{file, operand};
use super::papers::{Papers, text};
use super::versions::changes;

/// Zones that hold one after the other.
#[derive(Clone)]
pub(crate) struct Zones {
    pub(crate) first: Tz,
    pub(crate) later: Vec<Later>,
}

#[derive(Clone, Copy)]
pub(crate) struct Later {
    pub(crate) from: Nanos,
    pub(crate) date: NaiveDate,
    pub(crate) zone: Tz,
}

impl Zones {
    pub(crate) fn of(first: Tz) -> Self {
        Self { first, later: Vec::new() }
    }

    /// The zone that holds at an instant.
    pub(crate) fn at(&self, at: Nanos) -> Tz {
        let last = self.later.iter().rfind(|later| later.from <= at);
        last.map_or(self.first, |later| later.zone)
    }

    /// The first date that belongs to that zone.
    pub(crate) fn first_date(&self, at: Nanos) -> NaiveDate {
        let last = self.later.iter().rfind(|later| later.from <= at);
        last.map_or(NaiveDate::MIN, |later| later.date)
    }

    /// As the report tells them.
    pub(crate) fn told(&self) -> String {
        let mut told = self.first.name().to_owned();
        for later in &self.later {
            told.push_str(&format!(", {} {}", later.date, later.zone.name()));
        }
        told
    }
}

/// The contract's clock, as it is known at an instant.
pub(super) fn contract_clock(contract: &Value, as_of: Nanos) -> Clock {
    let zone = |value: &Value| value.as_str().unwrap_or("UTC").parse::<Tz>().unwrap();
    let mut clock = Clock::new(Zones::of(zone(&contract["time_zone"])));
    let zones = in_order(contract).into_iter().map(|(_, it)| it);
    for amendment in zones.filter(|it| !it["set"]["time_zone"].is_null()) {
        let date = text(&amendment["effective"]).parse().unwrap();
        let from = clock.start_of_day(date);
        if from < as_of {
            clock.change(Later { from, date, zone: zone(&amendment["set"]["time_zone"]) });
        }
    }
    clock
}

/// The amendments in the order in which they take effect, each with its position.
fn in_order(contract: &Value) -> Vec<(usize, &Value)> {
    let all = contract["amendments"].as_array().into_iter().flatten();
    let mut all: Vec<(usize, &Value)> = all.enumerate().collect();
    all.sort_by_key(|(_, amendment)| text(&amendment["effective"]));
    all
}

impl Papers {
    /// The zones as operands, each later one behind the date from which on it holds.
    pub(crate) fn zone_operands(&self) -> Vec<Value> {
        let zone = |name: &str, source: Value| {
            operand("zone", json!({ "unit": "zone", "value": name }), source)
        };
        let zones = &self.clock.zones;
        let stated = || file(self.contract, "/time_zone");
        let source =
            self.says("/time_zone").map_or(json!({ "default": "time_zone" }), |_| stated());
        let mut operands = vec![zone(zones.first.name(), source)];
        for later in &zones.later {
            let date = later.date.to_string();
            let amendments = self.list("/amendments");
            let sets = |it: &Value| it["effective"] == *date && !it["set"]["time_zone"].is_null();
            let at = amendments.iter().position(sets).unwrap();
            let source = |rest: &str| file(self.contract, &format!("/amendments/{at}/{rest}"));
            let date = json!({ "unit": "date", "value": date });
            operands.push(operand("zone_from", date, source("effective")));
            operands.push(zone(later.zone.name(), source("set/time_zone")));
        }
        operands
    }

    /// The amendments in force, in the order in which they took effect, each with its position.
    pub(crate) fn amendments_known(&self) -> Vec<(usize, &Value)> {
        let mut all = in_order(&self.json[self.contract]);
        let begins = |it: &Value| self.clock.start_of_day(text(&it["effective"]).parse().unwrap());
        all.retain(|(_, it)| begins(it) < self.as_of);
        all
    }

    /// The same for display.
    pub(crate) fn amendments(&self) -> Vec<Value> {
        let known = self.amendments_known().into_iter().map(|(position, it)| {
            let changes = changes(it);
            json!({ "position": position, "effective": it["effective"], "changes": changes })
        });
        known.collect()
    }
}

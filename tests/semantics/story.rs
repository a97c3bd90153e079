//! A contract and a history, told piece by piece.

use serde_json::{Value, json};
use sla_calculator::evaluate::{Case, Evaluation, Input, check as check_files};
use sla_calculator::export::calculation_text;
use sla_calculator::format::calculation;
use sla_calculator::format::words::English;
use sla_calculator::report::{Calculation, Report, ResultFigures};
use sla_calculator::units::Instant;

/// A contract about one service, and its history.
#[derive(Clone)]
pub(super) struct Story {
    pub(super) contract: Value,
    pub(super) incidents: Value,
}

impl Story {
    /// A service in UTC from the first of January 2026, at least 99.9 % a month; known for years.
    pub(super) fn new() -> Self {
        let charges = json!([{ "from": "2020-01-01", "amount": "1000.00", "per": "month" }]);
        Self {
            contract: json!({
                "format": "sla-contract/1",
                "currency": "EUR",
                "term": { "from": "2026-01-01" },
                "services": [{ "id": "s", "charges": charges }],
                "objectives": [{
                    "id": "o", "service": "s", "indicator": "availability",
                    "target": { "at_least": "99.9" },
                }],
            }),
            incidents: json!({
                "format": "sla-incidents/1",
                "source": {
                    "covers": { "from": "2000-01-01T00:00:00Z", "until": "2040-01-01T00:00:00Z" },
                },
                "incidents": [],
            }),
        }
    }

    /// With another value somewhere in the contract.
    pub(super) fn contract(mut self, pointer: &str, value: Value) -> Self {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = self.contract.pointer_mut(parent).unwrap();
        parent.as_object_mut().unwrap().insert(name.to_owned(), value);
        self
    }

    pub(super) fn covers(mut self, from: &str, until: &str) -> Self {
        *self.incidents.pointer_mut("/source/covers").unwrap() =
            json!({ "from": from, "until": until });
        self
    }

    pub(super) fn incident(self, started: &str, restored: &str, impact: &str) -> Self {
        let end = if restored.is_empty() { Value::Null } else { json!(restored) };
        self.raw(
            json!({ "services": ["s"], "impact": impact, "started": started, "restored": end }),
        )
    }

    pub(super) fn raw(mut self, mut incident: Value) -> Self {
        let list = self.incidents.pointer_mut("/incidents").unwrap().as_array_mut().unwrap();
        incident.as_object_mut().unwrap().insert("id".to_owned(), json!(list.len().to_string()));
        list.push(incident);
        self
    }

    /// The names of the faults of its documents.
    pub(super) fn faults(&self) -> Vec<&'static str> {
        let (contract, incidents) = (self.contract.to_string(), self.incidents.to_string());
        let inputs = [
            Input::new("contract.json", contract.as_bytes()),
            Input::new("incidents.json", incidents.as_bytes()),
        ];
        check_files(&inputs).iter().map(|fault| fault.code.name()).collect()
    }

    /// These with what was found and what was probably meant, where that is told.
    pub(super) fn told(&self) -> Vec<String> {
        let (contract, incidents) = (self.contract.to_string(), self.incidents.to_string());
        let inputs = [
            Input::new("contract.json", contract.as_bytes()),
            Input::new("incidents.json", incidents.as_bytes()),
        ];
        let faults = check_files(&inputs);
        let told = faults.iter().map(|fault| {
            let meant = fault.found.as_ref().zip(fault.nearest.as_ref());
            let nearest = meant.map(|(found, nearest)| format!(" {found}: {nearest}"));
            format!("{}{}", fault.code.name(), nearest.unwrap_or_default())
        });
        told.collect()
    }

    /// Everything that is found as of an instant.
    #[track_caller]
    pub(super) fn evaluation(&self, as_of: &str) -> Evaluation {
        let (contract, incidents) = (self.contract.to_string(), self.incidents.to_string());
        let inputs = [
            Input::new("contract.json", contract.as_bytes()),
            Input::new("incidents.json", incidents.as_bytes()),
        ];
        let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
        case.evaluate(Instant::parse(as_of).unwrap()).unwrap()
    }

    #[track_caller]
    pub(super) fn report(&self, as_of: &str) -> Report {
        self.evaluation(as_of).report
    }

    /// Every worked calculation.
    #[track_caller]
    pub(super) fn calculations(&self, as_of: &str) -> Vec<Calculation> {
        self.evaluation(as_of).calculations().collect()
    }

    /// The calculation of the result that begins on a local date, as text.
    #[track_caller]
    pub(super) fn explained(&self, as_of: &str, first: &str) -> String {
        let (contract, incidents) = (self.contract.to_string(), self.incidents.to_string());
        let inputs = [
            Input::new("contract.json", contract.as_bytes()),
            Input::new("incidents.json", incidents.as_bytes()),
        ];
        let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let evaluation = case.evaluate(Instant::parse(as_of).unwrap()).unwrap();
        let report = &evaluation.report;
        let mut periods = report.periods.iter();
        let period = periods.position(|it| it.first.to_string() == first).unwrap();
        let mut all = evaluation.calculations();
        let own = all.find(|it| it.period as usize == period).unwrap();
        calculation_text(&English, &calculation(&English, report, &own).unwrap())
    }

    /// The one result that begins on a local date.
    #[track_caller]
    pub(super) fn result(&self, as_of: &str, first: &str) -> ResultFigures {
        let report = self.report(as_of);
        let period = report.periods.iter().position(|p| p.first.to_string() == first).unwrap();
        let found = report.results.into_iter().find(|result| result.period as usize == period);
        found.unwrap()
    }
}

/// The verdict, and the value cut to four decimals.
pub(super) fn verdict(result: &ResultFigures) -> (&'static str, String) {
    let value = result.value.as_ref().map_or_else(String::new, |value| value.to_fixed(4));
    (result.verdict.name(), value)
}

#[track_caller]
pub(super) fn check(story: &Story, first: &str, expected: (&str, &str)) {
    let (name, value) = verdict(&story.result("2030-01-01T00:00:00Z", first));
    assert_eq!((name, value.as_str()), expected);
}

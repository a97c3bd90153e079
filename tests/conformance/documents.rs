//! Two documents in, the rows of the clocks out: nothing but what a user has.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::export;
use sla_calculator::units::Instant;

/// After everything that any case tells.
const AS_OF: &str = "2030-01-01T00:00:00Z";

/// A row of the table of clocks, by the names of its columns.
pub(crate) type Row = BTreeMap<String, String>;

/// A contract of one service that has the calendar `hours`.
pub(crate) fn contract(hours: &Value, objectives: &[Value]) -> Value {
    let zone = hours.get("time_zone").cloned().unwrap_or_else(|| json!("UTC"));
    json!({
        "format": "sla-contract/1",
        "currency": "EUR",
        "time_zone": zone,
        "term": { "from": "1990-01-01" },
        "service_period": { "every": "year" },
        "calendars": { "hours": hours },
        "priorities": ["1", "2"],
        "services": [{ "id": "desk", "calendar": "hours" }],
        "objectives": objectives,
    })
}

/// The rows of those clocks for these incidents, in the order in which they are told.
pub(crate) fn clocks(contract: &Value, incidents: &[Value]) -> Vec<Row> {
    let named = |(number, incident): (usize, &Value)| {
        let mut incident = incident.clone();
        incident["id"] = json!(number.to_string());
        incident["services"] = json!(["desk"]);
        incident
    };
    let history = json!({
        "format": "sla-incidents/1",
        "source": { "covers": { "from": "1990-01-01T00:00:00Z", "until": AS_OF } },
        "incidents": incidents.iter().enumerate().map(named).collect::<Vec<_>>(),
    });
    let (contract, history) = (contract.to_string(), history.to_string());
    let inputs = [
        Input::new("contract.json", contract.as_bytes()),
        Input::new("incidents.json", history.as_bytes()),
    ];
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}\n{contract}"));
    let evaluation = case.evaluate(Instant::parse(AS_OF).unwrap()).unwrap();
    let table = export::clocks_csv(&evaluation.report, &evaluation.clocks());
    csv::Reader::from_reader(table.as_bytes()).deserialize().map(Result::unwrap).collect()
}

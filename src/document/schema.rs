//! The JSON Schemas to publish.

use serde_json::{Value as Json, json};

use super::read::Value;
use super::{contract, incidents};

/// The schemas by file name, each as JSON text.
///
/// Source of the dialect: JSON Schema 2020-12.
#[must_use]
pub fn schemas() -> [(&'static str, String); 2] {
    [
        ("contract.schema.json", published(contract::FORMAT, contract::Contract::schema())),
        ("incidents.schema.json", published(incidents::FORMAT, incidents::Incidents::schema())),
    ]
}

fn published(format: &str, mut schema: Json) -> String {
    if let Some(members) = schema.get_mut("properties").and_then(Json::as_object_mut) {
        members.insert("format".to_owned(), json!({ "const": format }));
        members.insert("$schema".to_owned(), json!({ "type": "string" }));
    }
    if let Some(members) = schema.as_object_mut() {
        let dialect = "https://json-schema.org/draft/2020-12/schema";
        members.insert("$schema".to_owned(), json!(dialect));
        members.insert("title".to_owned(), json!(format));
    }
    format!("{schema:#}\n")
}

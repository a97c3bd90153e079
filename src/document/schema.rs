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
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(format);
    schema["properties"]["format"]["const"] = json!(format);
    schema["properties"]["$schema"] = json!({ "type": "string" });
    format!("{schema:#}\n")
}

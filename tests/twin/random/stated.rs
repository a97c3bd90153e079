//! Objects that state some of their fields.

use serde_json::{Map, Value};

/// An object with a field only where there is something to state.
#[derive(Default)]
pub(crate) struct Stated(Map<String, Value>);

impl Stated {
    pub(crate) fn with(mut self, name: &str, value: Option<Value>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    pub(crate) fn done(self) -> Value {
        Value::Object(self.0)
    }
}

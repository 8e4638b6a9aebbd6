//! The JSON Schema of the FAQ files, for editors that complete and check while one types.

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use super::raw::FaqFile;

/// The schema of any file of the folder.
pub fn faq_schema() -> Value {
    schema_for!(FaqFile).to_value()
}

/// The names of the keys that a part of a file may have.
pub(super) fn keys_of<T: JsonSchema>() -> Vec<String> {
    let schema = schema_for!(T).to_value();
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .map(|properties| properties.keys().cloned().collect())
        .unwrap_or_default()
}

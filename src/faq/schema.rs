//! The JSON Schema of the FAQ files, for editors that complete and check while one types.

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use super::raw::FaqFile;

/// The schema of any file of the folder.
pub fn faq_schema() -> Value {
    schema_for!(FaqFile).to_value()
}

/// The keys that a table may have, and below each those of the table that it may hold.
#[derive(Debug, Default)]
pub(super) struct Keys(BTreeMap<String, Keys>);

impl Keys {
    /// Those of a part of a file.
    pub(super) fn of<T: JsonSchema>() -> Self {
        let schema = schema_for!(T).to_value();
        Self::read(&schema, &schema)
    }

    /// Their names, in the order of the alphabet.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The keys of the table at this key; nothing if there is no such key.
    pub(super) fn below(&self, key: &str) -> Option<&Self> {
        self.0.get(key)
    }

    fn read(schema: &Value, root: &Value) -> Self {
        let schema = resolved(schema, root);
        let properties = schema.get("properties").and_then(Value::as_object);
        let below = |(name, schema): (&String, &Value)| (name.clone(), Self::read(schema, root));
        Self(properties.into_iter().flatten().map(below).collect())
    }
}

/// The schema behind a reference or an 'either this or nothing'.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    let either = schema.get("anyOf").and_then(Value::as_array);
    let schema = either.and_then(|any| any.first()).unwrap_or(schema);
    let path = schema.get("$ref").and_then(Value::as_str);
    path.and_then(|path| root.pointer(path.trim_start_matches('#')))
        .unwrap_or(schema)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faq::raw::RawEntry;

    #[test]
    fn keys_reach_into_the_tables_of_languages() {
        let keys = Keys::of::<RawEntry>();
        let french = keys
            .below("in")
            .and_then(|languages| languages.below("french"));
        let names: Vec<&str> = french.into_iter().flat_map(Keys::names).collect();
        assert_eq!(names, ["answer", "phrasings", "question"]);
        assert!(keys.below("phrasing").is_none());
    }
}

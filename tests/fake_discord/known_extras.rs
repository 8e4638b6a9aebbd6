//! What serenity 0.12.5 sends beyond Discord's schema, and Discord takes all the same. It is removed
//! before the schema is checked, so that the schema speaks only about the bot's own mistakes.

use serde_json::{Map, Value, json};

use super::recorder::Request;

/// A field in the definition of a command or option, and when it is one of serenity's own.
struct Extra {
    field: &'static str,
    applies: fn(definition: &Map<String, Value>, value: &Value) -> bool,
}

/// Option type of a channel.
const CHANNEL: u64 = 7;

const EXTRAS: [Extra; 8] = [
    // Always sent; the schema does not name it, Discord's documentation does.
    Extra {
        field: "nsfw",
        applies: |_, _| true,
    },
    // Null for none, where the schema of some kinds wants a list or nothing.
    Extra {
        field: "options",
        applies: is_null,
    },
    // Null on every option, also where a range has no meaning.
    Extra {
        field: "min_value",
        applies: is_null,
    },
    Extra {
        field: "max_value",
        applies: is_null,
    },
    Extra {
        field: "min_length",
        applies: is_null,
    },
    Extra {
        field: "max_length",
        applies: is_null,
    },
    // An empty list on every option, but it belongs to channel options only.
    Extra {
        field: "channel_types",
        applies: |definition, _| definition["type"] != json!(CHANNEL),
    },
    // A string of digits, as the documentation says, where the schema says integer.
    Extra {
        field: "default_member_permissions",
        applies: is_digits,
    },
];

fn is_null(_: &Map<String, Value>, value: &Value) -> bool {
    value.is_null()
}

fn is_digits(_: &Map<String, Value>, value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|bits| bits.parse::<u64>().is_ok())
}

/// The body without what serenity adds.
pub(crate) fn without(request: &Request) -> Value {
    let mut body = request.body.clone();
    for message in ["", "/data"] {
        name_new_files(&mut body, &format!("{message}/attachments"));
    }
    if request.path.starts_with("/applications/") && request.path.ends_with("/commands") {
        body.as_array_mut().into_iter().flatten().for_each(clean);
    }
    body
}

/// The placeholder of a new file is a number at serenity's, where the schema says snowflake.
fn name_new_files(body: &mut Value, attachments: &str) {
    let files = body.pointer_mut(attachments).and_then(Value::as_array_mut);
    for file in files.into_iter().flatten() {
        if let Some(placeholder) = file["id"].as_u64() {
            file["id"] = json!(placeholder.to_string());
        }
    }
}

fn clean(definition: &mut Value) {
    let Some(fields) = definition.as_object_mut() else {
        return;
    };
    for extra in EXTRAS {
        let value = fields.get(extra.field);
        if value.is_some_and(|value| (extra.applies)(fields, value)) {
            fields.remove(extra.field);
        }
    }
    let options = fields.get_mut("options").and_then(Value::as_array_mut);
    options.into_iter().flatten().for_each(clean);
}

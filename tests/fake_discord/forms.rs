//! Forms that the bot opens, and what people do with them. What Discord's client does not let anybody send
//! fails the test.

use serde_json::{Value, json};

use super::FakeDiscord;
use super::interaction_state::Kind;
use super::interactions::{Deed, Interaction};
use super::people::Person;
use super::snowflake::Snowflake;

/// Style of a text input that has one line.
const SHORT: u64 = 1;

/// A form that the bot opened.
#[derive(Clone, Debug)]
pub(crate) struct Modal {
    pub(crate) custom_id: String,
    pub(crate) title: String,
    /// Its rows as the bot sent them.
    pub(crate) rows: Value,
    pub(crate) channel: Snowflake,
    /// The message whose button opened it.
    pub(crate) source: Option<Snowflake>,
}

impl FakeDiscord {
    /// Someone fills in a modal, by the labels or ids of its fields, and sends it. Fields that are left out keep
    /// what stood in them.
    pub(crate) fn submits_modal(
        &self,
        author: &Person,
        modal: &Modal,
        values: &Value,
    ) -> Interaction {
        let data = json!({ "custom_id": modal.custom_id, "components": modal.filled(values) });
        let deed = Deed::new(Kind::Modal, author, modal.channel, data);
        let shown = modal.source.and_then(|source| self.stored_message(source));
        self.send_interaction(&deed.coming_from(modal.source, shown))
    }
}

impl Modal {
    /// The ids of its fields.
    pub(crate) fn fields(&self) -> Vec<String> {
        let inputs = self.inputs().into_iter();
        inputs.map(|input| text(input, "custom_id")).collect()
    }

    /// What stands in the field of that label or id before anybody types.
    pub(crate) fn prefilled(&self, field: &str) -> String {
        let mut inputs = self.inputs().into_iter();
        let input = inputs.find(|input| is_called(input, field));
        text(input.expect("the modal has the field"), "value")
    }

    /// Draws it: the title, then each field with its label, how it is filled in, and what stands there, or in
    /// brackets what its placeholder says.
    pub(crate) fn drawn(&self) -> String {
        let inputs = self.inputs().into_iter().map(drawn_input);
        let lines: Vec<String> = [self.title.clone()].into_iter().chain(inputs).collect();
        lines.join("\n")
    }

    /// The rows as Discord sends them back, each field with its value or what stood there before. An empty one
    /// is sent as well, with an empty text.
    fn filled(&self, values: &Value) -> Value {
        let values = values
            .as_object()
            .expect("fields are written as a JSON object");
        let inputs = self.inputs();
        for name in values.keys() {
            let called = inputs.iter().filter(|input| is_called(input, name)).count();
            assert_eq!(called, 1, "fields called {name:?} in {inputs:?}");
        }
        let rows = inputs.into_iter().enumerate().map(|(row, input)| {
            let mut given = values.iter();
            let given = given.find(|(name, _)| is_called(input, name));
            let value = given.map_or_else(
                || text(input, "value"),
                |(_, value)| {
                    let value = value.as_str().expect("what is typed is a text");
                    value.to_owned()
                },
            );
            check_input(input, &value);
            // Discord numbers rows and fields in one go.
            json!({
                "type": 1,
                "id": 2 * row + 1,
                "components": [{ "type": 4, "id": 2 * row + 2, "custom_id": input["custom_id"], "value": value }],
            })
        });
        rows.collect()
    }

    fn inputs(&self) -> Vec<&Value> {
        let rows = self.rows.as_array().into_iter().flatten();
        rows.filter_map(|row| row["components"].as_array())
            .flatten()
            .collect()
    }
}

/// Fails if Discord's client would not send this text. How short an optional field may be is taken not to
/// matter as long as it is empty.
fn check_input(input: &Value, value: &str) {
    let label = text(input, "label");
    let length = value.chars().count();
    let bound = |name: &str| {
        let bound = input[name].as_u64();
        bound.and_then(|bound| usize::try_from(bound).ok())
    };
    assert!(
        length > 0 || is_optional(input),
        "Discord's client asks for the required field {label:?}"
    );
    assert!(
        length == 0 || bound("min_length").is_none_or(|least| least <= length),
        "{value:?} is too short for the field {label:?}"
    );
    assert!(
        bound("max_length").is_none_or(|most| length <= most),
        "{value:?} is too long for the field {label:?}"
    );
    assert!(
        input["style"] != SHORT || !value.contains('\n'),
        "the field {label:?} has one line, not {value:?}"
    );
}

fn drawn_input(input: &Value) -> String {
    let kind = if input["style"] == SHORT {
        ""
    } else {
        ", long"
    };
    let optional = if is_optional(input) { ", optional" } else { "" };
    let (label, value) = (text(input, "label"), text(input, "value"));
    let shown = match (value.as_str(), text(input, "placeholder").as_str()) {
        ("", "") => String::new(),
        ("", placeholder) => format!(" ({placeholder})"),
        (value, _) => format!(" {value}"),
    };
    format!("[{label}{kind}{optional}]{shown}")
}

fn is_called(input: &Value, name: &str) -> bool {
    input["custom_id"] == name || input["label"] == name
}

/// A field is required unless the bot says otherwise.
fn is_optional(input: &Value) -> bool {
    input["required"] == false
}

fn text(input: &Value, field: &str) -> String {
    input[field].as_str().unwrap_or_default().to_owned()
}

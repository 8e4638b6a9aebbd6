//! What the bot answered, in the words of the one who reads it: text, buttons, menus, files, choices. Forms are in
//! `forms`.

use serde_json::Value;

use super::attachments::File;
use super::components::{self, BUTTON, components, selects};
use super::messages::EPHEMERAL;
use super::recorder::Request;
use super::snowflake::Snowflake;

/// A message of the bot, as it stands after the request that made or changed it.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// The request that brought it.
    pub(crate) request: Request,
    /// The message object.
    pub(crate) message: Value,
    pub(super) files: Vec<File>,
}

/// One suggestion of an autocomplete.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) value: Value,
}

impl Reply {
    /// The message's id, to reply to it or press its buttons.
    pub(crate) fn id(&self) -> Snowflake {
        let id = self.message["id"].as_str().and_then(Snowflake::parse);
        id.expect("the fake gave it an id")
    }

    /// The content alone.
    pub(crate) fn content(&self) -> &str {
        self.message["content"].as_str().unwrap_or_default()
    }

    /// Everything there is to read, one line a part: content, then of each embed title, description,
    /// fields and footer.
    pub(crate) fn text(&self) -> String {
        text_of(&self.message)
    }

    /// Labels of the buttons, in order.
    pub(crate) fn buttons(&self) -> Vec<String> {
        let buttons = components(&self.message).filter(|component| component["type"] == BUTTON);
        texts(buttons.map(|button| &button["label"]))
    }

    /// Labels of the select menus' options, in order.
    pub(crate) fn options(&self) -> Vec<String> {
        let options = selects(&self.message).flat_map(components::options);
        texts(options.map(|option| &option["label"]))
    }

    /// What the first select menu shows before anything is chosen.
    pub(crate) fn placeholder(&self) -> Option<&str> {
        selects(&self.message).find_map(|select| select["placeholder"].as_str())
    }

    /// The files on the message, those that an embed shows among them.
    pub(crate) fn files(&self) -> &[File] {
        &self.files
    }

    /// Does only the asker see it?
    pub(crate) fn is_ephemeral(&self) -> bool {
        self.message["flags"].as_u64().unwrap_or_default() & EPHEMERAL != 0
    }

    /// The message that it replies to.
    pub(crate) fn replies_to(&self) -> Option<Snowflake> {
        let target = self.message.pointer("/message_reference/message_id");
        target.and_then(Value::as_str).and_then(Snowflake::parse)
    }
}

/// Everything there is to read in a message, one line a part.
pub(crate) fn text_of(message: &Value) -> String {
    let embeds = message["embeds"].as_array().into_iter().flatten();
    let parts = message["content"]
        .as_str()
        .into_iter()
        .chain(embeds.flat_map(embed_texts));
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn texts<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    values
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn embed_texts(embed: &Value) -> Vec<&str> {
    let fields = embed["fields"].as_array().into_iter().flatten();
    let field_texts = fields.flat_map(|field| [&field["name"], &field["value"]]);
    let head = [
        &embed["author"]["name"],
        &embed["title"],
        &embed["description"],
    ]
    .into_iter();
    let texts = head.chain(field_texts).chain([&embed["footer"]["text"]]);
    texts.filter_map(Value::as_str).collect()
}

impl Choice {
    /// Reads the choices of an autocomplete answer.
    pub(crate) fn all(data: &Value) -> Vec<Self> {
        let choices = data["choices"].as_array().into_iter().flatten();
        let choices = choices.map(|choice| Self {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            value: choice["value"].clone(),
        });
        choices.collect()
    }
}

//! Rules that Discord's schema does not know or that are stricter with us: limits of length and number,
//! `custom_id` on every component, described commands, and mentions switched off in every message. Pure:
//! a request in, sentences out. One file a kind of thing that has rules.

mod commands;
mod components;
mod embeds;
mod files;
mod modals;

use serde_json::Value;

use super::messages::EPHEMERAL;
use super::pattern::Pattern;
use super::recorder::Request;

const CONTENT_CHARACTERS: usize = 2000;
const CUSTOM_ID_CHARACTERS: usize = 100;

/// Callback types.
const MESSAGE_CALLBACKS: [u64; 2] = [4, 7];
const PROMISE_CALLBACK: u64 = 5;

/// Requests whose body is a message, besides callbacks.
const MESSAGES: [&str; 4] = [
    "POST /channels/*/messages",
    "PATCH /channels/*/messages/*",
    "POST /webhooks/*/*",
    "PATCH /webhooks/*/*/messages/*",
];

/// What a request breaks, a sentence each.
pub(crate) fn violations(request: &Request) -> Vec<String> {
    let mut broken = Broken::default();
    let body = &request.body;
    let is = |pattern: &str| request.is(&Pattern::new(pattern));
    if MESSAGES.iter().any(|pattern| is(pattern)) {
        broken.message(body);
    } else if is("POST /interactions/*/*/callback") {
        broken.callback(body);
    } else if is("PUT /applications/*/commands") || is("PUT /applications/*/guilds/*/commands") {
        for command in list(body) {
            broken.command(command);
        }
    }
    broken.files(request);
    broken.0
}

#[derive(Default)]
struct Broken(Vec<String>);

impl Broken {
    fn unless(&mut self, holds: bool, rule: impl FnOnce() -> String) {
        if !holds {
            self.0.push(format!("our rule: {}", rule()));
        }
    }

    /// A text that must be there, and is no longer than that.
    fn one_to(&mut self, most: usize, text: &Value, what: &str) {
        let length = characters(text);
        self.unless((1..=most).contains(&length), || {
            format!("{what} has 1 to {most} characters, not {length}")
        });
    }

    /// A text that may be missing.
    fn up_to(&mut self, most: usize, text: &Value, what: &str) {
        let length = characters(text);
        self.unless(length <= most, || {
            format!("{what} has at most {most} characters, not {length}")
        });
    }

    fn callback(&mut self, body: &Value) {
        let data = &body["data"];
        match body["type"].as_u64() {
            Some(kind) if MESSAGE_CALLBACKS.contains(&kind) => self.message(data),
            Some(PROMISE_CALLBACK) => self.promise(data),
            Some(8) => self.choices(&data["choices"]),
            Some(9) => self.modal(data),
            _ => {}
        }
    }

    fn message(&mut self, message: &Value) {
        let length = characters(&message["content"]);
        self.unless(length <= CONTENT_CHARACTERS, || {
            format!("at most {CONTENT_CHARACTERS} characters of content, not {length}")
        });
        let parse = message
            .pointer("/allowed_mentions/parse")
            .and_then(Value::as_array);
        self.unless(parse.is_some_and(Vec::is_empty), || {
            "allowed_mentions.parse is there and empty, so that nothing pings the server".to_owned()
        });
        let is_ephemeral = message["flags"].as_u64().unwrap_or_default() & EPHEMERAL != 0;
        self.unless(
            !is_ephemeral || message["message_reference"].is_null(),
            || "what only the asker sees has no message_reference".to_owned(),
        );
        self.embeds(&message["embeds"]);
        self.attachments(&message["attachments"]);
        self.components(&message["components"]);
    }

    /// Discord shows nothing of a deferral but who will see the message.
    fn promise(&mut self, data: &Value) {
        let fields = data.as_object().into_iter().flatten();
        let is_meaningless = |(name, value): (&String, &Value)| match name.as_str() {
            "flags" => value.as_u64().is_none_or(|flags| flags & !EPHEMERAL != 0),
            _ => true,
        };
        let stray = fields
            .filter(|(_, value)| !is_nothing(value))
            .any(is_meaningless);
        self.unless(!stray, || {
            format!("a deferral carries no more than the flag EPHEMERAL: {data}")
        });
    }

    fn custom_id(&mut self, owner: &Value, what: &str) {
        let length = characters(&owner["custom_id"]);
        self.unless((1..=CUSTOM_ID_CHARACTERS).contains(&length), || {
            format!("{what} has a custom_id of 1 to {CUSTOM_ID_CHARACTERS} characters, not {length}: {owner}")
        });
    }
}

/// Null, false, or an empty list, which libraries send for nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

fn characters(text: &Value) -> usize {
    text.as_str().map_or(0, |text| text.chars().count())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

//! Rules that Discord's schema does not know or that are stricter with us: limits of length and number,
//! `custom_id` on every component, described commands, and mentions switched off in every message. Pure:
//! a request in, sentences out.

use std::collections::HashSet;

use serde_json::Value;

use super::pattern::Pattern;
use super::recorder::Request;

const CONTENT_CHARACTERS: usize = 2000;
const EMBED_TITLE_CHARACTERS: usize = 256;
const EMBED_DESCRIPTION_CHARACTERS: usize = 4096;
const EMBED_FIELDS: usize = 25;
/// Of all texts of all embeds of a message.
const EMBEDS_CHARACTERS: usize = 6000;
const ROWS: usize = 5;
const COMPONENTS_IN_ROW: usize = 5;
const CUSTOM_ID_CHARACTERS: usize = 100;
const CHOICES: usize = 25;
const CHOICE_NAME_CHARACTERS: usize = 100;

/// Component types.
const BUTTON: u64 = 2;
/// Button styles that carry no `custom_id`: links and purchases.
const STYLES_WITHOUT_CUSTOM_ID: [u64; 2] = [5, 6];
/// Callback types.
const MESSAGE_CALLBACKS: [u64; 2] = [4, 7];

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
        body.as_array()
            .into_iter()
            .flatten()
            .for_each(|command| broken.command(command));
    }
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

    fn callback(&mut self, body: &Value) {
        let data = &body["data"];
        match body["type"].as_u64() {
            Some(kind) if MESSAGE_CALLBACKS.contains(&kind) => self.message(data),
            Some(8) => self.choices(&data["choices"]),
            Some(9) => self.components(&data["components"]),
            _ => {}
        }
        if body["type"] == 9 {
            self.custom_id(data, "the modal");
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
        self.embeds(&message["embeds"]);
        self.components(&message["components"]);
    }

    fn embeds(&mut self, embeds: &Value) {
        let mut total = 0;
        for embed in list(embeds) {
            let title = characters(&embed["title"]);
            let description = characters(&embed["description"]);
            let fields = list(&embed["fields"]);
            self.unless(title <= EMBED_TITLE_CHARACTERS, || {
                format!("an embed title of {title} characters")
            });
            self.unless(description <= EMBED_DESCRIPTION_CHARACTERS, || {
                format!("an embed description of {description} characters")
            });
            self.unless(fields.len() <= EMBED_FIELDS, || {
                format!("{} embed fields", fields.len())
            });
            let small = characters(&embed["footer"]["text"]) + characters(&embed["author"]["name"]);
            let of_field = |field: &Value| characters(&field["name"]) + characters(&field["value"]);
            total += title + description + small + fields.iter().map(of_field).sum::<usize>();
        }
        self.unless(total <= EMBEDS_CHARACTERS, || {
            format!("{total} characters in all embeds")
        });
    }

    fn components(&mut self, rows: &Value) {
        let rows = list(rows);
        self.unless(rows.len() <= ROWS, || {
            format!("{} rows of components", rows.len())
        });
        let mut ids = HashSet::new();
        for row in rows {
            let components = list(&row["components"]);
            let count = components.len();
            self.unless((1..=COMPONENTS_IN_ROW).contains(&count), || {
                format!("{count} components in a row")
            });
            for component in components
                .iter()
                .filter(|component| needs_custom_id(component))
            {
                self.custom_id(component, "a component");
                let id = component["custom_id"].as_str();
                self.unless(ids.insert(id), || {
                    format!("custom_id {id:?} twice in a message")
                });
            }
        }
    }

    fn custom_id(&mut self, owner: &Value, what: &str) {
        let length = characters(&owner["custom_id"]);
        self.unless((1..=CUSTOM_ID_CHARACTERS).contains(&length), || {
            format!("{what} has a custom_id of 1 to {CUSTOM_ID_CHARACTERS} characters, not {length}: {owner}")
        });
    }

    fn command(&mut self, command: &Value) {
        let is_slash = matches!(command["type"].as_u64(), None | Some(1));
        let described = characters(&command["description"]) > 0;
        // A context menu shows no description, and Discord refuses one.
        self.unless(described == is_slash, || {
            format!(
                "slash commands are described, context menus are not: {}",
                command["name"]
            )
        });
        self.options(&command["options"]);
    }

    fn options(&mut self, options: &Value) {
        for option in list(options) {
            self.unless(characters(&option["description"]) > 0, || {
                format!("the option {} has a description", option["name"])
            });
            self.choices(&option["choices"]);
            self.options(&option["options"]);
        }
    }

    fn choices(&mut self, choices: &Value) {
        let choices = list(choices);
        self.unless(choices.len() <= CHOICES, || {
            format!("{} choices", choices.len())
        });
        for choice in choices {
            let length = characters(&choice["name"]);
            self.unless((1..=CHOICE_NAME_CHARACTERS).contains(&length), || {
                format!(
                    "a choice's name has 1 to {CHOICE_NAME_CHARACTERS} characters, not {length}"
                )
            });
            self.unless(
                characters(&choice["value"]) <= CHOICE_NAME_CHARACTERS,
                || format!("a choice's value has at most {CHOICE_NAME_CHARACTERS} characters"),
            );
        }
    }
}

fn needs_custom_id(component: &Value) -> bool {
    let style = component["style"].as_u64();
    component["type"] != BUTTON
        || style.is_none_or(|style| !STYLES_WITHOUT_CUSTOM_ID.contains(&style))
}

fn characters(text: &Value) -> usize {
    text.as_str().map_or(0, |text| text.chars().count())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

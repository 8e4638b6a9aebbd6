//! Rules of commands: how they and their options may be named, and that they are described, in each language.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::{Broken, characters, list};

const NAME_CHARACTERS: usize = 32;
const DESCRIPTION_CHARACTERS: usize = 100;
const CHOICES: usize = 25;
const CHOICE_CHARACTERS: usize = 100;

/// Discord's own pattern for names of slash commands and options; the schema checker knows patterns.
static SLASH_NAME: LazyLock<Validator> = LazyLock::new(|| {
    let pattern = r"^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$";
    jsonschema::validator_for(&json!({ "pattern": pattern })).expect("Discord's pattern is one")
});

impl Broken {
    pub(super) fn command(&mut self, command: &Value) {
        let is_slash = matches!(command["type"].as_u64(), None | Some(1));
        let described = characters(&command["description"]) > 0;
        // A context menu shows no description, and Discord refuses one.
        self.unless(described == is_slash, || {
            format!(
                "slash commands are described, context menus are not: {}",
                command["name"]
            )
        });
        for name in with_localized(command, "name") {
            if is_slash {
                self.slash_name(name);
            } else {
                self.one_to(NAME_CHARACTERS, name, "a context menu's name");
            }
        }
        self.descriptions(command);
        self.options(&command["options"]);
    }

    fn options(&mut self, options: &Value) {
        for option in list(options) {
            self.unless(characters(&option["description"]) > 0, || {
                format!("the option {} has a description", option["name"])
            });
            for name in with_localized(option, "name") {
                self.slash_name(name);
            }
            self.descriptions(option);
            self.choices(&option["choices"]);
            self.options(&option["options"]);
        }
    }

    fn slash_name(&mut self, name: &Value) {
        let text = name.as_str().unwrap_or_default();
        self.unless(
            SLASH_NAME.is_valid(name) && text.to_lowercase() == text,
            || format!("{name} is no name for a slash command or its option"),
        );
    }

    fn descriptions(&mut self, owner: &Value) {
        for description in with_localized(owner, "description") {
            self.up_to(DESCRIPTION_CHARACTERS, description, "a description");
        }
        for description in localized(owner, "description") {
            self.unless(characters(description) > 0, || {
                format!("an empty description of {} in some language", owner["name"])
            });
        }
    }

    pub(super) fn choices(&mut self, choices: &Value) {
        let choices = list(choices);
        self.unless(choices.len() <= CHOICES, || {
            format!("{} choices", choices.len())
        });
        for choice in choices {
            for name in with_localized(choice, "name") {
                self.one_to(CHOICE_CHARACTERS, name, "a choice's name");
            }
            self.up_to(CHOICE_CHARACTERS, &choice["value"], "a choice's value");
        }
    }
}

/// A text and what it is in other languages.
fn with_localized<'a>(owner: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    [&owner[field]].into_iter().chain(localized(owner, field))
}

fn localized<'a>(owner: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    let texts = owner[format!("{field}_localizations")].as_object();
    texts.into_iter().flat_map(|texts| texts.values())
}

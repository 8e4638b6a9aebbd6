//! From what a member fills in (`"faq edit"`, `{"entry": "overwhelm"}`) to the option tree of a command
//! interaction, by the definition that the bot registered. A name that the bot did not register fails
//! the test, as no member could have picked it.

use serde_json::{Map, Value, json};

use super::snowflake::Snowflake;
use super::world::World;

/// Option types that hold further options.
const SUBCOMMAND: u64 = 1;
const SUBCOMMAND_GROUP: u64 = 2;
/// Option types whose value is not an id.
const STRING: u64 = 3;
const INTEGER: u64 = 4;
const BOOLEAN: u64 = 5;
const NUMBER: u64 = 10;
/// Command types.
const SLASH: u64 = 1;
const ON_MESSAGE: u64 = 3;

/// What was typed into one option while autocomplete is asked.
pub(crate) struct Typed<'a> {
    option: &'a str,
    text: &'a str,
    /// The options that are filled in already.
    beside: Value,
}

impl<'a> From<(&'a str, &'a str)> for Typed<'a> {
    fn from((option, text): (&'a str, &'a str)) -> Self {
        let beside = json!({});
        Self {
            option,
            text,
            beside,
        }
    }
}

impl<'a> Typed<'a> {
    /// Somebody types this text into that option, and nothing else is filled in.
    pub(crate) fn new(option: &'a str, text: &'a str) -> Self {
        Self::from((option, text))
    }

    /// The same, and these options are filled in already, as Discord's client takes them; required ones may still
    /// be missing.
    pub(crate) fn beside(mut self, values: Value) -> Self {
        self.beside = values;
        self
    }
}

/// `data` of a slash command: `path` is the name, with subcommands after blanks.
pub(crate) fn slash(world: &World, path: &str, values: &Value) -> Value {
    data(world, path, &|definitions| {
        check_complete(definitions, values);
        filled_in(definitions, values).into()
    })
}

/// `data` of an autocomplete request.
pub(crate) fn autocomplete(world: &World, path: &str, typed: &Typed<'_>) -> Value {
    data(world, path, &|definitions| {
        let definition = find(definitions, typed.option);
        assert!(
            definition["autocomplete"] == true,
            "{} has no autocomplete",
            typed.option
        );
        // What is being typed is a text whatever the option's type, and is not checked.
        let focused = json!({
            "name": typed.option,
            "type": definition["type"],
            "value": typed.text,
            "focused": true,
        });
        let before = filled_in(definitions, &typed.beside);
        before.into_iter().chain([focused]).collect()
    })
}

/// `data` of a message context menu.
pub(crate) fn on_message(world: &World, name: &str, message: &Value) -> Value {
    let command = command(world, name, ON_MESSAGE);
    let id = message["id"].as_str().unwrap_or_default();
    let messages: Map<String, Value> = [(id.to_owned(), message.clone())].into_iter().collect();
    json!({
        "id": command["id"],
        "name": name,
        "type": ON_MESSAGE,
        "target_id": id,
        "resolved": { "messages": messages },
    })
}

/// The first registered option with autocomplete, as a command's path and the option's name.
pub(crate) fn any_autocomplete(world: &World) -> Option<(String, String)> {
    world.commands.iter().find_map(|command| {
        let name = command["name"].as_str()?;
        autocompleted(command).map(|(path, option)| (format!("{name}{path}"), option))
    })
}

fn autocompleted(parent: &Value) -> Option<(String, String)> {
    parent["options"].as_array()?.iter().find_map(|option| {
        let name = option["name"].as_str()?;
        if option["autocomplete"] == true {
            return Some((String::new(), name.to_owned()));
        }
        autocompleted(option).map(|(path, inner)| (format!(" {name}{path}"), inner))
    })
}

fn data(world: &World, path: &str, fill: &dyn Fn(&Value) -> Value) -> Value {
    let mut names = path.split(' ');
    let name = names.next().unwrap_or_default();
    let command = command(world, name, SLASH);
    let names: Vec<&str> = names.collect();
    json!({
        "id": command["id"],
        "name": name,
        "type": SLASH,
        "options": descend(&command["options"], &names, fill),
    })
}

fn descend(definitions: &Value, names: &[&str], fill: &dyn Fn(&Value) -> Value) -> Value {
    let Some((name, deeper)) = names.split_first() else {
        return fill(definitions);
    };
    let definition = find(definitions, name);
    let kind = definition["type"].as_u64().unwrap_or_default();
    assert!(
        kind == SUBCOMMAND || kind == SUBCOMMAND_GROUP,
        "{name} is no subcommand"
    );
    json!([{ "name": name, "type": kind, "options": descend(&definition["options"], deeper, fill) }])
}

fn check_complete(definitions: &Value, values: &Value) {
    for definition in definitions.as_array().into_iter().flatten() {
        let name = definition["name"].as_str().unwrap_or_default();
        assert!(
            definition["required"] != true || values.get(name).is_some(),
            "Discord's client asks for the required option {name}"
        );
    }
}

fn filled_in(definitions: &Value, values: &Value) -> Vec<Value> {
    let values = values
        .as_object()
        .expect("options are written as a JSON object");
    let filled = values.iter().map(|(name, value)| {
        let definition = find(definitions, name);
        assert!(
            can_be_filled_in(definition, value),
            "Discord's client does not take {value} for {definition}"
        );
        json!({ "name": name, "type": definition["type"], "value": value })
    });
    filled.collect()
}

/// Does Discord's client take this value for the option?
fn can_be_filled_in(definition: &Value, value: &Value) -> bool {
    let fits_type = match definition["type"].as_u64() {
        Some(STRING) => value.is_string(),
        Some(INTEGER) => value.is_i64(),
        Some(BOOLEAN) => value.is_boolean(),
        Some(NUMBER) => value.is_number(),
        _ => value.as_str().and_then(Snowflake::parse).is_some(),
    };
    let bound = |name: &str| definition[name].as_f64();
    let number = value.as_f64().unwrap_or_default();
    let length = value.as_str().map_or(0, |text| text.chars().count());
    let is_long_enough = definition["min_length"].as_u64() <= u64::try_from(length).ok();
    let is_short_enough = definition["max_length"]
        .as_u64()
        .is_none_or(|most| u64::try_from(length).is_ok_and(|length| length <= most));
    let in_range = bound("min_value").is_none_or(|least| least <= number)
        && bound("max_value").is_none_or(|most| number <= most);
    let choices = definition["choices"].as_array();
    let is_a_choice = choices.is_none_or(|choices| {
        choices.is_empty() || choices.iter().any(|choice| choice["value"] == *value)
    });
    fits_type && is_long_enough && is_short_enough && in_range && is_a_choice
}

fn find<'a>(definitions: &'a Value, name: &str) -> &'a Value {
    let found = definitions
        .as_array()
        .into_iter()
        .flatten()
        .find(|definition| definition["name"] == name);
    found.unwrap_or_else(|| panic!("no option {name:?} is registered; there are {definitions}"))
}

fn command<'a>(world: &'a World, name: &str, kind: u64) -> &'a Value {
    let mut commands = world.commands.iter();
    let found = commands.find(|command| command["name"] == name && command["type"] == kind);
    found.unwrap_or_else(|| {
        let names: Vec<&Value> = world
            .commands
            .iter()
            .map(|command| &command["name"])
            .collect();
        panic!("no command {name:?} of type {kind} is registered; there are {names:?}")
    })
}

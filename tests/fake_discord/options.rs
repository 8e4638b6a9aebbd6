//! From what a member fills in (`"faq edit"`, `{"entry": "overwhelm"}`) to the option tree of a command
//! interaction, by the definition that the bot registered. A name that the bot did not register fails
//! the test, as no member could have picked it.

use serde_json::{Map, Value, json};

use super::world::World;

/// Option types that hold further options.
const SUBCOMMAND: u64 = 1;
const SUBCOMMAND_GROUP: u64 = 2;
/// Command types.
const SLASH: u64 = 1;
const ON_MESSAGE: u64 = 3;

/// What was typed into one option while autocomplete is asked.
pub(crate) struct Typed<'a> {
    pub(crate) option: &'a str,
    pub(crate) text: &'a str,
}

/// `data` of a slash command: `path` is the name, with subcommands after blanks.
pub(crate) fn slash(world: &World, path: &str, values: &Value) -> Value {
    data(world, path, &|definitions| filled(definitions, values))
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
        json!([{
            "name": typed.option,
            "type": definition["type"],
            "value": typed.text,
            "focused": true,
        }])
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

fn filled(definitions: &Value, values: &Value) -> Value {
    let values = values
        .as_object()
        .expect("options are written as a JSON object");
    for definition in definitions.as_array().into_iter().flatten() {
        let name = definition["name"].as_str().unwrap_or_default();
        let missing = definition["required"] == true && !values.contains_key(name);
        assert!(
            !missing,
            "Discord's client asks for the required option {name}"
        );
    }
    let filled = values.iter().map(|(name, value)| {
        json!({ "name": name, "type": find(definitions, name)["type"], "value": value })
    });
    filled.collect()
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

//! `resolved` of a command's data: the roles, channels, people and files whose ids a member picked, in the short
//! forms that Discord sends along. What does not exist fails the test, as no member could have picked it.

use serde_json::{Value, json};

use super::people::Person;
use super::places::Channel;
use super::snowflake::Snowflake;
use super::world::World;

/// Option types whose value is an id.
const USER: u64 = 6;
const CHANNEL: u64 = 7;
const ROLE: u64 = 8;
const MENTIONABLE: u64 = 9;
const ATTACHMENT: u64 = 11;

/// Adds to a command's data what its options name, as the person who uses the command sees it.
pub(crate) fn add(world: &World, author: &Person, data: &mut Value) {
    let mut resolved = json!({});
    for option in leaves(&data["options"]) {
        let kind = option["type"].as_u64().unwrap_or_default();
        if let Some(id) = option["value"].as_str().and_then(Snowflake::parse) {
            for (list, object) in found(world, author, kind, id) {
                resolved[list][id.to_string()] = object;
            }
        }
    }
    if resolved.as_object().is_some_and(|lists| !lists.is_empty()) {
        data["resolved"] = resolved;
    }
}

/// The options of a command or of its subcommand.
fn leaves(options: &Value) -> Vec<&Value> {
    let options = options.as_array().into_iter().flatten();
    options
        .flat_map(|option| {
            if option["options"].is_array() {
                leaves(&option["options"])
            } else {
                vec![option]
            }
        })
        .collect()
}

/// What an id stands for, and in which lists it is sent.
fn found(world: &World, author: &Person, kind: u64, id: Snowflake) -> Vec<(&'static str, Value)> {
    let found = match kind {
        USER => person(world, id),
        CHANNEL => channel(world, author, id),
        ROLE => role(world, id),
        MENTIONABLE => role(world, id).or_else(|| person(world, id)),
        ATTACHMENT => file(world, id),
        _ => return Vec::new(),
    };
    found.unwrap_or_else(|| panic!("nothing for an option of type {kind} has the id {id}"))
}

fn person(world: &World, id: Snowflake) -> Option<Vec<(&'static str, Value)>> {
    let person = world.person(id)?;
    Some(vec![
        ("users", person.user()),
        ("members", person.partial_member()),
    ])
}

fn role(world: &World, id: Snowflake) -> Option<Vec<(&'static str, Value)>> {
    let mut roles = world.guilds.iter().flat_map(|guild| &guild.roles);
    let role = roles.find(|role| role.id == id)?;
    Some(vec![("roles", role.json())])
}

fn file(world: &World, id: Snowflake) -> Option<Vec<(&'static str, Value)>> {
    let file = world.files.known.get(&id)?;
    Some(vec![("attachments", world.files.json(file))])
}

fn channel(world: &World, author: &Person, id: Snowflake) -> Option<Vec<(&'static str, Value)>> {
    let channel = world.channel(id)?;
    Some(vec![("channels", partial(world, author, channel))])
}

/// The channel with the permissions of the person who uses the command.
fn partial(world: &World, author: &Person, channel: &Channel) -> Value {
    let mut partial = world.channel_json(channel);
    if let Some(fields) = partial.as_object_mut() {
        fields.remove("permission_overwrites");
    }
    partial["permissions"] = json!(world.permissions(author.id, channel).to_string());
    partial
}

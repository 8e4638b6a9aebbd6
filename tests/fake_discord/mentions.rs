//! Whom a text mentions, as Discord reads it.

use serde_json::Value;

use super::messages::REPLY;
use super::people::Person;
use super::snowflake::Snowflake;
use super::world::World;

/// The user objects of those whom a text mentions with `<@id>` or, as old clients write it, `<@!id>`, added
/// to those who count as mentioned anyway; each once.
pub(crate) fn with_text(world: &World, already: &[Value], text: &str) -> Vec<Value> {
    let mut mentioned = already.to_vec();
    for person in people_in(world, text) {
        let user = person.user();
        if mentioned.iter().all(|known| known["id"] != user["id"]) {
            mentioned.push(user);
        }
    }
    mentioned
}

/// Those who are mentioned after an edit: by the new text, and by the ping of a reply, which an edit
/// does not take back.
pub(crate) fn after_edit(world: &World, message: &Value, text: &str) -> Vec<Value> {
    let before = message["mentions"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let replied_to = &message["referenced_message"]["author"]["id"];
    let pinged = before
        .iter()
        .filter(|user| message["type"] == REPLY && user["id"] == *replied_to);
    let pinged: Vec<Value> = pinged.cloned().collect();
    with_text(world, &pinged, text)
}

fn people_in<'a>(world: &'a World, text: &'a str) -> impl Iterator<Item = &'a Person> {
    let after_signs = text.split("<@").skip(1);
    let ids = after_signs.filter_map(|rest| {
        let (id, _) = rest.split_once('>')?;
        Snowflake::parse(id.strip_prefix('!').unwrap_or(id))
    });
    ids.filter_map(|id| world.person(id))
}

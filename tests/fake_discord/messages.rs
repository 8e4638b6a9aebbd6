//! Message objects: made from what the bot sent or what a member wrote, edited, and stripped of their
//! text for a bot that may not read it.

use serde_json::{Map, Value, json};

use super::people::Person;
use super::snowflake::Snowflake;
use super::world::World;

/// Only the asker sees it.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
/// "The bot is thinking".
pub(crate) const LOADING: u64 = 1 << 7;
/// The type of a message that replies to another.
pub(crate) const REPLY: u8 = 19;
/// The lists that Discord empties, with the text, for a bot without `MESSAGE_CONTENT`.
const CONTENT_LISTS: [&str; 3] = ["embeds", "attachments", "components"];
/// What an edit may change, besides files.
const EDITABLE_FIELDS: [&str; 4] = ["content", "embeds", "components", "flags"];

/// An empty message of someone in a channel.
pub(crate) fn blank_message(id: Snowflake, channel: Snowflake, author: &Person) -> Value {
    json!({
        "id": id,
        "channel_id": channel,
        "type": 0,
        "author": author.user(),
        "content": "",
        "timestamp": id.made_at(),
        "edited_timestamp": null,
        "tts": false,
        "mention_everyone": false,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": false,
        "flags": 0,
    })
}

/// The bot's message from the body that it sent; stores it and tells its id.
pub(crate) fn post(world: &mut World, channel: Snowflake, body: &Value) -> Snowflake {
    let id = world.ids.next();
    let mut message = blank_message(id, channel, &world.bot_now());
    edit(&mut message, body);
    message["edited_timestamp"] = Value::Null;
    if let Some(nonce) = body.get("nonce") {
        message["nonce"] = nonce.clone();
    }
    if let Some(target) = body
        .pointer("/message_reference/message_id")
        .and_then(Value::as_str)
    {
        point_at(world, &mut message, channel, target);
    }
    world.messages.insert(id, message);
    id
}

/// Makes a message a reply to another.
pub(crate) fn point_at(world: &World, message: &mut Value, channel: Snowflake, target: &str) {
    message["type"] = json!(REPLY);
    message["message_reference"] =
        json!({ "type": 0, "message_id": target, "channel_id": channel });
    if let Some(guild) = world
        .channel(channel)
        .and_then(super::places::Channel::guild)
    {
        message["message_reference"]["guild_id"] = json!(guild);
    }
    let stored = Snowflake::parse(target).and_then(|id| world.messages.get(&id));
    let mut referenced = stored.cloned().unwrap_or(Value::Null);
    // Discord nests one level only.
    if let Some(referenced) = referenced.as_object_mut() {
        referenced.remove("referenced_message");
    }
    message["referenced_message"] = referenced;
}

/// Applies the fields that an edit names, and leaves the others.
pub(crate) fn edit(message: &mut Value, body: &Value) {
    for field in EDITABLE_FIELDS {
        let Some(value) = body.get(field) else {
            continue;
        };
        message[field] = match (field, value) {
            ("content", Value::Null) => json!(""),
            ("flags", Value::Null) => json!(0),
            (_, Value::Null) => json!([]),
            (_, value) => value.clone(),
        };
    }
    for embed in message["embeds"].as_array_mut().into_iter().flatten() {
        embed["type"] = json!("rich");
    }
    let mut next_id = 0;
    number_components(&mut message["components"], &mut next_id);
    let id = message["id"].as_str().and_then(Snowflake::parse);
    message["edited_timestamp"] = json!(id.map(Snowflake::made_at));
}

/// Discord gives each component a number of its own; bots must not trip over it.
fn number_components(components: &mut Value, next_id: &mut u32) {
    for component in components.as_array_mut().into_iter().flatten() {
        *next_id += 1;
        component["id"] = json!(*next_id);
        if component.get("components").is_some() {
            number_components(&mut component["components"], next_id);
        }
    }
}

/// Would Discord refuse this body as an empty message?
pub(crate) fn is_empty(body: &Value) -> bool {
    let has_text = body["content"]
        .as_str()
        .is_some_and(|text| !text.trim().is_empty());
    let lists = ["embeds", "components", "attachments", "sticker_ids"];
    let has_list = lists
        .iter()
        .any(|list| body[list].as_array().is_some_and(|list| !list.is_empty()));
    !has_text && !has_list && !body["poll"].is_object()
}

/// The message as the gateway sends it: with guild and member, which REST leaves out.
pub(crate) fn as_event(world: &World, message: &Value) -> Value {
    let mut event = message.clone();
    let id_in = |value: &Value| value.as_str().and_then(Snowflake::parse);
    let channel = id_in(&message["channel_id"]).and_then(|id| world.channel(id));
    if let Some(guild) = channel.and_then(super::places::Channel::guild) {
        event["guild_id"] = json!(guild);
        let author = id_in(&message["author"]["id"]).and_then(|id| world.person(id));
        if let Some(author) = author.filter(|_| message["webhook_id"].is_null()) {
            event["member"] = author.partial_member();
        }
    }
    event
}

/// An event without what a bot without `MESSAGE_CONTENT` may not read; direct messages stay whole.
pub(crate) fn without_content(mut event: Value, bot: Snowflake) -> Value {
    if event.get("guild_id").is_some() {
        hide_content(&mut event, bot);
    }
    event
}

/// Empties what a bot without `MESSAGE_CONTENT` may not read in a guild: everything but its own messages and
/// those that mention it. A quoted message is judged by itself.
pub(crate) fn hide_content(message: &mut Value, bot: Snowflake) {
    let Some(message) = message.as_object_mut() else {
        return;
    };
    strip(message, bot);
    if let Some(quoted) = message
        .get_mut("referenced_message")
        .and_then(Value::as_object_mut)
    {
        strip(quoted, bot);
    }
}

fn strip(message: &mut Map<String, Value>, bot: Snowflake) {
    let bot = bot.to_string();
    let is_bot = |user: &Value| user["id"] == bot.as_str();
    let mentions_bot = message["mentions"]
        .as_array()
        .is_some_and(|users| users.iter().any(is_bot));
    if is_bot(&message["author"]) || mentions_bot {
        return;
    }
    message.insert("content".to_owned(), json!(""));
    for list in CONTENT_LISTS {
        message.insert(list.to_owned(), json!([]));
    }
}

//! Channels and their messages over REST: create, show, edit, delete, typing. A new message comes back to
//! the bot over the gateway, as on Discord: a bot that answers itself shows here.

use serde_json::{Value, json};

use super::answer::Answer;
use super::messages;
use super::places::Channel;
use super::recorder::Request;
use super::shared::State;
use super::snowflake::Snowflake;

/// `GET /channels/{id}`.
pub(crate) fn channel(state: &State, id: &str) -> Answer {
    match find(state, id) {
        Some(channel) => Answer::ok(state.world.channel_json(channel)),
        None => Answer::unknown(10003, "Channel"),
    }
}

/// `POST /channels/{id}/typing`.
pub(crate) fn typing(state: &State, id: &str) -> Answer {
    find(state, id).map_or(Answer::unknown(10003, "Channel"), |_| Answer::done())
}

/// `POST /channels/{id}/messages`.
pub(crate) fn create(state: &mut State, channel: &str, request: &Request) -> Answer {
    let Some(channel) = find(state, channel).map(|channel| channel.id) else {
        return Answer::unknown(10003, "Channel");
    };
    if let Some(refusal) = reason_to_refuse(state, &request.body) {
        return refusal;
    }
    let nonce = enforced_nonce(&request.body).map(|nonce| (channel, nonce));
    let posted_before = nonce
        .as_ref()
        .and_then(|nonce| state.world.nonces.get(nonce));
    if let Some(message) = posted_before.and_then(|id| state.world.messages.get(id)) {
        return Answer::ok(message.clone());
    }
    let id = messages::post(&mut state.world, channel, &request.body);
    state.world.nonces.extend(nonce.map(|nonce| (nonce, id)));
    let message = state.world.messages[&id].clone();
    state.announce(&message);
    Answer::ok(message)
}

/// `GET /channels/{id}/messages/{id}`, with as much text as the bot may read.
pub(crate) fn show(state: &State, channel: &str, id: &str) -> Answer {
    let Some(mut message) = stored(state, channel, id).cloned() else {
        return unknown_message();
    };
    let guild = find(state, channel).and_then(Channel::guild);
    if guild.is_some() && !state.shows_content() {
        messages::hide_content(&mut message, state.world.bot.id);
    }
    Answer::ok(message)
}

/// `PATCH /channels/{id}/messages/{id}`.
pub(crate) fn edit(state: &mut State, channel: &str, id: &str, request: &Request) -> Answer {
    let Some(mut message) = stored(state, channel, id).cloned() else {
        return unknown_message();
    };
    if message["author"]["id"] != state.world.bot.id.to_string().as_str() {
        return Answer::error(403, 50005, "Cannot edit a message authored by another user");
    }
    messages::edit(&mut message, &request.body);
    store(state, &message);
    let event = messages::as_event(&state.world, &message);
    state.dispatch("MESSAGE_UPDATE", event);
    Answer::ok(message)
}

/// `DELETE /channels/{id}/messages/{id}`.
pub(crate) fn delete(state: &mut State, channel: &str, id: &str) -> Answer {
    let Some(id) = stored(state, channel, id).and_then(id_of) else {
        return unknown_message();
    };
    remove(state, id);
    Answer::done()
}

/// Takes a message out of the world and tells the bot.
pub(crate) fn remove(state: &mut State, id: Snowflake) {
    let Some(message) = state.world.messages.remove(&id) else {
        return;
    };
    let mut event = messages::as_event(&state.world, &message);
    let event = json!({
        "id": event["id"].take(),
        "channel_id": event["channel_id"].take(),
        "guild_id": event["guild_id"].take(),
    });
    state.dispatch("MESSAGE_DELETE", event);
}

/// Puts a changed message back.
pub(crate) fn store(state: &mut State, message: &Value) {
    if let Some(id) = id_of(message) {
        state.world.messages.insert(id, message.clone());
    }
}

/// The 404 for a message.
pub(crate) fn unknown_message() -> Answer {
    Answer::unknown(10008, "Message")
}

fn reason_to_refuse(state: &State, body: &Value) -> Option<Answer> {
    if messages::is_empty(body) {
        return Some(Answer::error(400, 50006, "Cannot send an empty message"));
    }
    let reference = &body["message_reference"];
    let target = reference["message_id"].as_str()?;
    let exists = Snowflake::parse(target).is_some_and(|id| state.world.messages.contains_key(&id));
    let must_exist = reference["fail_if_not_exists"] != false;
    (must_exist && !exists)
        .then(|| Answer::invalid("Invalid Form Body: message_reference: Unknown message"))
}

fn enforced_nonce(body: &Value) -> Option<String> {
    let enforced = body["enforce_nonce"] == true && !body["nonce"].is_null();
    enforced.then(|| body["nonce"].to_string())
}

fn find<'a>(state: &'a State, id: &str) -> Option<&'a Channel> {
    Snowflake::parse(id).and_then(|id| state.world.channel(id))
}

fn stored<'a>(state: &'a State, channel: &str, id: &str) -> Option<&'a Value> {
    let message = Snowflake::parse(id).and_then(|id| state.world.messages.get(&id));
    message.filter(|message| message["channel_id"] == channel)
}

fn id_of(message: &Value) -> Option<Snowflake> {
    message["id"].as_str().and_then(Snowflake::parse)
}

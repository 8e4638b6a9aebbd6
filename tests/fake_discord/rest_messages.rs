//! Channels and their messages over REST: create, show, edit, delete, typing. A new message comes back to
//! the bot over the gateway, as on Discord: a bot that answers itself shows here.

use serde_json::{Value, json};

use super::answer::Answer;
use super::attaching::Sent;
use super::messages::{self, EPHEMERAL};
use super::permissions::{MANAGE_MESSAGES, VIEW_CHANNEL};
use super::places::Channel;
use super::posting;
use super::recorder::Request;
use super::shared::State;
use super::snowflake::Snowflake;
use super::writing;

/// `GET /channels/{id}`.
pub(crate) fn channel(state: &State, id: &str) -> Answer {
    reach(state, id).map_or_else(
        |refusal| refusal,
        |channel| Answer::ok(state.world.channel_json(channel)),
    )
}

/// `POST /channels/{id}/typing`.
pub(crate) fn typing(state: &State, id: &str) -> Answer {
    reach(state, id).map_or_else(|refusal| refusal, |_| Answer::done())
}

/// `POST /channels/{id}/messages`.
pub(crate) fn create(state: &mut State, channel: &str, request: &Request) -> Answer {
    let channel = match reach(state, channel) {
        Ok(channel) => channel,
        Err(refusal) => return refusal,
    };
    let sent = Sent::new(request);
    if let Some(refusal) = posting::reason_to_refuse(&state.world, channel, sent) {
        return refusal;
    }
    let channel = channel.id;
    let nonce = enforced_nonce(&request.body).map(|nonce| (channel, nonce));
    let posted_before = nonce
        .as_ref()
        .and_then(|nonce| state.world.nonces.get(nonce));
    if let Some(message) = posted_before.and_then(|id| state.world.messages.get(id)) {
        return Answer::ok(message.clone());
    }
    let id = writing::post(state, channel, sent);
    state.world.nonces.extend(nonce.map(|nonce| (nonce, id)));
    Answer::ok(state.world.messages[&id].clone())
}

/// `GET /channels/{id}/messages/{id}`, with as much text as the bot may read.
pub(crate) fn show(state: &State, channel: &str, id: &str) -> Answer {
    let (channel, message) = match stored(state, channel, id) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    let mut message = message.clone();
    if channel.guild().is_some() && !state.shows_content() {
        messages::hide_content(&mut message, state.world.bot.id);
    }
    Answer::ok(message)
}

/// `PATCH /channels/{id}/messages/{id}`.
pub(crate) fn edit(state: &mut State, channel: &str, id: &str, request: &Request) -> Answer {
    let (channel, message) = match stored(state, channel, id) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    if !is_own(state, message) {
        return Answer::error(403, 50005, "Cannot edit a message authored by another user");
    }
    let (id, sent) = (id_of(message), Sent::new(request));
    if let Some(refusal) = posting::change_is_refused(&state.world, channel, id, sent) {
        return refusal;
    }
    let edited = id.and_then(|id| writing::edit(state, id, sent));
    edited.map_or(unknown_message(), Answer::ok)
}

/// `DELETE /channels/{id}/messages/{id}`: its own messages always, others' where the bot manages them.
pub(crate) fn delete(state: &mut State, channel: &str, id: &str) -> Answer {
    let (channel, message) = match stored(state, channel, id) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    if !is_own(state, message) {
        if channel.guild().is_none() {
            return Answer::error(403, 50003, "Cannot execute action on a DM channel");
        }
        if posting::bot_lacks(&state.world, channel, MANAGE_MESSAGES) {
            return posting::missing_permissions();
        }
    }
    if let Some(id) = id_of(message) {
        remove(state, id);
    }
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

/// Brings a message back that is gone, for a client that still shows it.
pub(crate) fn restore(state: &mut State, message: &Value) {
    if let Some(id) = id_of(message) {
        let messages = &mut state.world.messages;
        messages.entry(id).or_insert_with(|| message.clone());
    }
}

/// The 404 for a message.
pub(crate) fn unknown_message() -> Answer {
    Answer::unknown(10008, "Message")
}

fn enforced_nonce(body: &Value) -> Option<String> {
    let enforced = body["enforce_nonce"] == true && !body["nonce"].is_null();
    enforced.then(|| body["nonce"].to_string())
}

/// A channel that exists and that the bot sees.
fn reach<'a>(state: &'a State, id: &str) -> Result<&'a Channel, Answer> {
    let channel = Snowflake::parse(id).and_then(|id| state.world.channel(id));
    let channel = channel.ok_or_else(|| Answer::unknown(10003, "Channel"))?;
    if posting::bot_lacks(&state.world, channel, VIEW_CHANNEL) {
        return Err(posting::missing_access());
    }
    Ok(channel)
}

/// A message in a channel that the bot sees. What only one person sees can be reached with the token of its
/// interaction alone.
fn stored<'a>(
    state: &'a State,
    channel: &str,
    id: &str,
) -> Result<(&'a Channel, &'a Value), Answer> {
    let channel = reach(state, channel)?;
    let message = Snowflake::parse(id).and_then(|id| state.world.messages.get(&id));
    let is_here = |message: &&Value| {
        let is_ephemeral = message["flags"].as_u64().unwrap_or_default() & EPHEMERAL != 0;
        message["channel_id"] == channel.id.to_string().as_str() && !is_ephemeral
    };
    let message = message.filter(is_here);
    Ok((channel, message.ok_or_else(unknown_message)?))
}

fn is_own(state: &State, message: &Value) -> bool {
    message["author"]["id"] == state.world.bot.id.to_string().as_str()
}

fn id_of(message: &Value) -> Option<Snowflake> {
    message["id"].as_str().and_then(Snowflake::parse)
}

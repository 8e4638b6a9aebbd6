//! The bot's messages, made and changed as requests say, with their files, and told to the bot over the
//! gateway as far as it would see them.

use serde_json::{Value, json};

use super::attaching::{self, Sent};
use super::messages::{self, EPHEMERAL, LOADING};
use super::shared::State;
use super::snowflake::Snowflake;

/// Posts a message into a channel; everybody, the bot among them, sees it unless it is for one person only.
pub(crate) fn post(state: &mut State, channel: Snowflake, sent: Sent<'_>) -> Snowflake {
    let id = messages::post(&mut state.world, channel, sent.body);
    attach(state, id, sent);
    announce(state, id);
    id
}

/// Posts the promise of a message.
pub(crate) fn promise(state: &mut State, channel: Snowflake, flags: u64) -> Snowflake {
    let body = json!({ "flags": flags & EPHEMERAL | LOADING });
    let id = messages::post(&mut state.world, channel, &body);
    announce(state, id);
    id
}

/// Changes a message and tells what it is now. A promise ends; who sees it stays.
pub(crate) fn edit(state: &mut State, id: Snowflake, sent: Sent<'_>) -> Option<Value> {
    let message = state.world.messages.get_mut(&id)?;
    let kept = flags(message) & EPHEMERAL;
    messages::edit(message, sent.body);
    message["flags"] = json!(flags(message) & !LOADING & !EPHEMERAL | kept);
    attach(state, id, sent);
    let message = state.world.messages.get(&id)?.clone();
    if kept == 0 {
        let event = messages::as_event(&state.world, &message);
        state.dispatch("MESSAGE_UPDATE", event);
    }
    Some(message)
}

fn attach(state: &mut State, id: Snowflake, sent: Sent<'_>) {
    for name in attaching::attach(&mut state.world, id, sent) {
        let rule = format!("attachment://{name} names a file of the message");
        state.violation(&rule, sent.request);
    }
}

fn announce(state: &mut State, id: Snowflake) {
    let message = state.world.messages[&id].clone();
    if flags(&message) & EPHEMERAL == 0 {
        state.announce(&message);
    }
}

fn flags(message: &Value) -> u64 {
    message["flags"].as_u64().unwrap_or_default()
}

//! Answers to interactions over REST: the one first response, then edits, follow-ups and deletions through
//! the interaction's webhook. Discord's order of things is enforced, and what breaks it is both refused
//! and noted as a violation.

use serde_json::{Value, json};

use super::answer::Answer;
use super::interaction_state::{FIRST_RESPONSE_WITHIN, InteractionState, Phase};
use super::messages::{self, EPHEMERAL};
use super::recorder::Request;
use super::rest_messages;
use super::shared::State;
use super::snowflake::Snowflake;

/// "The bot is thinking".
const LOADING: u64 = 1 << 7;

/// `POST /interactions/{id}/{token}/callback`.
pub(crate) fn callback(state: &mut State, id: &str, token: &str, request: &Request) -> Answer {
    let Some(index) = position(state, token) else {
        state.violation("answers an interaction that does not exist", request);
        return Answer::unknown(10062, "interaction");
    };
    let interaction = state.world.interactions[index].clone();
    if Snowflake::parse(id) != Some(interaction.id) {
        state.violation("answers one interaction with the token of another", request);
        return Answer::unknown(10062, "interaction");
    }
    if interaction.phase != Phase::Waiting {
        state.violation("one first response an interaction", request);
        return Answer::error(400, 40060, "Interaction has already been acknowledged.");
    }
    if interaction.sent_at.elapsed() > FIRST_RESPONSE_WITHIN {
        state.violation("first response within 3 seconds", request);
        return Answer::unknown(10062, "interaction");
    }
    let callback = request.body["type"].as_u64().unwrap_or_default();
    if !interaction
        .kind
        .takes(callback, interaction.source.is_some())
    {
        state.violation(
            "a callback type that this kind of interaction takes",
            request,
        );
        return Answer::invalid("Invalid interaction callback type");
    }
    let (phase, original) = respond(state, &interaction, callback, &request.body["data"]);
    let interaction = &mut state.world.interactions[index];
    interaction.phase = phase;
    interaction.original = original;
    Answer::done()
}

/// What a first response does; tells the new phase, and what `@original` means from now on.
fn respond(
    state: &mut State,
    interaction: &InteractionState,
    callback: u64,
    data: &Value,
) -> (Phase, Option<Snowflake>) {
    match callback {
        4 => (
            Phase::Answered,
            Some(post(state, interaction.channel, data)),
        ),
        5 => {
            let flags = data["flags"].as_u64().unwrap_or_default() | LOADING;
            let id = messages::post(
                &mut state.world,
                interaction.channel,
                &json!({ "flags": flags }),
            );
            (Phase::Deferred, Some(id))
        }
        7 => {
            update(state, interaction.source, data);
            (Phase::Answered, interaction.source)
        }
        6 => (Phase::Answered, interaction.source),
        _ => (Phase::Answered, None),
    }
}

/// `POST /webhooks/{application}/{token}`. After a deferral the first follow-up becomes the promised
/// message, which is what Discord does.
pub(crate) fn follow_up(state: &mut State, token: &str, request: &Request) -> Answer {
    let Some(interaction) = answered(state, token, request) else {
        return Answer::unknown(10015, "Webhook");
    };
    if messages::is_empty(&request.body) {
        return Answer::error(400, 50006, "Cannot send an empty message");
    }
    if interaction.phase == Phase::Deferred {
        return edit(state, token, "@original", request);
    }
    let id = post(state, interaction.channel, &request.body);
    Answer::ok(state.world.messages[&id].clone())
}

/// `GET /webhooks/{application}/{token}/messages/{id}`.
pub(crate) fn show(state: &State, token: &str, id: &str) -> Answer {
    let message = message_of(state, token, id).and_then(|id| state.world.messages.get(&id));
    message.map_or(rest_messages::unknown_message(), |message| {
        Answer::ok(message.clone())
    })
}

/// `PATCH /webhooks/{application}/{token}/messages/{id}`.
pub(crate) fn edit(state: &mut State, token: &str, id: &str, request: &Request) -> Answer {
    if answered(state, token, request).is_none() {
        return Answer::unknown(10015, "Webhook");
    }
    let Some(id) = message_of(state, token, id) else {
        return rest_messages::unknown_message();
    };
    let message = update(state, Some(id), &request.body);
    let fulfilled = position(state, token).map(|index| &mut state.world.interactions[index]);
    if let Some(interaction) = fulfilled.filter(|interaction| interaction.original == Some(id)) {
        interaction.phase = Phase::Answered;
    }
    message.map_or(rest_messages::unknown_message(), Answer::ok)
}

/// `DELETE /webhooks/{application}/{token}/messages/{id}`.
pub(crate) fn delete(state: &mut State, token: &str, id: &str) -> Answer {
    let Some(id) = message_of(state, token, id).filter(|id| state.world.messages.contains_key(id))
    else {
        return rest_messages::unknown_message();
    };
    rest_messages::remove(state, id);
    Answer::done()
}

fn position(state: &State, token: &str) -> Option<usize> {
    state
        .world
        .interactions
        .iter()
        .position(|interaction| interaction.token == token)
}

/// The interaction, if its first response went out.
fn answered(state: &mut State, token: &str, request: &Request) -> Option<InteractionState> {
    let interaction = position(state, token).map(|index| state.world.interactions[index].clone());
    let answered = interaction.filter(|interaction| interaction.phase != Phase::Waiting);
    if answered.is_none() {
        state.violation("a first response before anything else", request);
    }
    answered
}

fn message_of(state: &State, token: &str, id: &str) -> Option<Snowflake> {
    let interaction = &state.world.interactions[position(state, token)?];
    if id == "@original" {
        interaction.original
    } else {
        Snowflake::parse(id)
    }
}

/// Posts into the channel; others, the bot among them, see it unless it is for the asker only.
fn post(state: &mut State, channel: Snowflake, body: &Value) -> Snowflake {
    let id = messages::post(&mut state.world, channel, body);
    let message = state.world.messages[&id].clone();
    if message["flags"].as_u64().unwrap_or_default() & EPHEMERAL == 0 {
        state.announce(&message);
    }
    id
}

/// Edits a message and tells what it is now. The promise of a deferral ends; who sees it stays.
fn update(state: &mut State, id: Option<Snowflake>, body: &Value) -> Option<Value> {
    let message = state.world.messages.get_mut(&id?)?;
    let seen_by_asker_only = message["flags"].as_u64().unwrap_or_default() & EPHEMERAL;
    messages::edit(message, body);
    let flags = message["flags"].as_u64().unwrap_or_default();
    message["flags"] = json!(flags & !LOADING & !EPHEMERAL | seen_by_asker_only);
    Some(message.clone())
}

//! Answers to interactions over REST: the one first response, then edits, follow-ups and deletions through
//! the interaction's webhook. Discord's order of things is enforced, and what breaks it is both refused
//! and noted as a violation.

use super::answer::Answer;
use super::attaching::{self, Sent};
use super::interaction_state::{FIRST_RESPONSE_WITHIN, InteractionState, Phase};
use super::messages::{self, EPHEMERAL};
use super::recorder::Request;
use super::rest_messages;
use super::shared::State;
use super::snowflake::Snowflake;
use super::writing;

/// A request about a message of an interaction.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) token: &'a str,
    /// The message's id, or `@original`.
    pub(crate) id: &'a str,
    pub(crate) request: &'a Request,
}

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
    if interaction.is_expired || interaction.sent_at.elapsed() > FIRST_RESPONSE_WITHIN {
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
    let sent = Sent::in_callback(request);
    let changed = interaction.source.filter(|_| callback == 7);
    if let Some(refusal) = attaching::reason_to_refuse(&state.world, changed, sent) {
        return refusal;
    }
    let (phase, original) = respond(state, &interaction, callback, sent);
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
    sent: Sent<'_>,
) -> (Phase, Option<Snowflake>) {
    match callback {
        4 => (Phase::Answered, Some(post(state, interaction, sent))),
        5 => {
            let flags = sent.body["flags"].as_u64().unwrap_or_default();
            let id = writing::promise(state, interaction.channel, flags);
            keep_for_the_author(state, id, interaction);
            (Phase::Deferred, Some(id))
        }
        7 => {
            if let Some(source) = interaction.source {
                writing::edit(state, source, sent);
            }
            (Phase::Answered, interaction.source)
        }
        6 => (Phase::Answered, interaction.source),
        _ => (Phase::Answered, None),
    }
}

/// `POST /webhooks/{application}/{token}`. After a deferral the first follow-up becomes the promised
/// message, which is what Discord does.
pub(crate) fn follow_up(state: &mut State, token: &str, request: &Request) -> Answer {
    let index = match answered(state, token, request) {
        Ok(index) => index,
        Err(refusal) => return refusal,
    };
    let sent = Sent::new(request);
    if messages::is_empty(&request.body) && !sent.has_files() {
        return Answer::error(400, 50006, "Cannot send an empty message");
    }
    let interaction = state.world.interactions[index].clone();
    if interaction.phase == Phase::Deferred {
        let id = "@original";
        return edit(state, Asked { token, id, request });
    }
    if let Some(refusal) = attaching::reason_to_refuse(&state.world, None, sent) {
        return refusal;
    }
    let id = post(state, &interaction, sent);
    state.world.interactions[index].follow_ups.push(id);
    Answer::ok(state.world.messages[&id].clone())
}

/// `GET /webhooks/{application}/{token}/messages/{id}`.
pub(crate) fn show(state: &mut State, asked: Asked<'_>) -> Answer {
    reach(state, asked).map_or_else(
        |refusal| refusal,
        |(_, id)| Answer::ok(state.world.messages[&id].clone()),
    )
}

/// `PATCH /webhooks/{application}/{token}/messages/{id}`.
pub(crate) fn edit(state: &mut State, asked: Asked<'_>) -> Answer {
    let (index, id) = match reach(state, asked) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    let sent = Sent::new(asked.request);
    if let Some(refusal) = attaching::reason_to_refuse(&state.world, Some(id), sent) {
        return refusal;
    }
    let message = writing::edit(state, id, sent);
    fulfil(state, index, id);
    message.map_or(rest_messages::unknown_message(), Answer::ok)
}

/// `DELETE /webhooks/{application}/{token}/messages/{id}`.
pub(crate) fn delete(state: &mut State, asked: Asked<'_>) -> Answer {
    let (index, id) = match reach(state, asked) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    rest_messages::remove(state, id);
    fulfil(state, index, id);
    Answer::done()
}

/// Nobody waits any more for what was promised, be it there or taken away.
fn fulfil(state: &mut State, index: usize, message: Snowflake) {
    let interaction = &mut state.world.interactions[index];
    if interaction.original == Some(message) {
        interaction.phase = Phase::Answered;
    }
}

fn position(state: &State, token: &str) -> Option<usize> {
    state
        .world
        .interactions
        .iter()
        .position(|interaction| interaction.token == token)
}

/// The place of the interaction, if its first response went out and its token still lives.
fn answered(state: &mut State, token: &str, request: &Request) -> Result<usize, Answer> {
    let index = position(state, token);
    let interaction = index.map(|index| &state.world.interactions[index]);
    if interaction.is_some_and(|interaction| interaction.is_expired) {
        return Err(Answer::error(401, 50027, "Invalid Webhook Token"));
    }
    let is_answered = interaction.is_some_and(|interaction| interaction.phase != Phase::Waiting);
    index.filter(|_| is_answered).ok_or_else(|| {
        state.violation("a first response before anything else", request);
        Answer::unknown(10015, "Webhook")
    })
}

/// The place of the interaction, and the message, which is one of its own and still there.
fn reach(state: &mut State, asked: Asked<'_>) -> Result<(usize, Snowflake), Answer> {
    let index = answered(state, asked.token, asked.request)?;
    let interaction = &state.world.interactions[index];
    let id = match asked.id {
        "@original" => interaction.original,
        id => Snowflake::parse(id),
    };
    let is_its_own =
        |id: &Snowflake| interaction.original == Some(*id) || interaction.follow_ups.contains(id);
    let id = id.filter(|id| is_its_own(id) && state.world.messages.contains_key(id));
    Ok((index, id.ok_or_else(rest_messages::unknown_message)?))
}

/// Posts into the interaction's channel.
fn post(state: &mut State, interaction: &InteractionState, sent: Sent<'_>) -> Snowflake {
    let id = writing::post(state, interaction.channel, sent);
    keep_for_the_author(state, id, interaction);
    id
}

/// Notes who sees a message that is for one person only.
fn keep_for_the_author(state: &mut State, id: Snowflake, interaction: &InteractionState) {
    let world = &mut state.world;
    let flags = world.messages[&id]["flags"].as_u64().unwrap_or_default();
    if flags & EPHEMERAL != 0 {
        world.seen_by.insert(id, interaction.author);
    }
}

//! The one gate through which messages leave: whatever is sent, nothing in it pings anybody, and what Discord says
//! against it is logged by its code, with ids and without texts.

use serenity::all::{
    ChannelId, CommandInteraction, ComponentInteraction, CreateAllowedMentions,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage,
    EditInteractionResponse, Http, HttpError, MessageId, MessageReference, MessageReferenceKind,
    Nonce,
};

use super::events::{Asked, Way};
use super::render::{Parts, render};
use crate::reply::{Audience, Reply};

/// Who sees the response to an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    /// Everyone in the channel.
    Everyone,
    /// The asker alone.
    AskerOnly,
}

impl Visibility {
    /// As the asker chose, unless the reply is for them alone whatever they chose.
    pub(super) fn of(self, reply: &Reply) -> Self {
        match reply.audience {
            Audience::AskerOnly => Self::AskerOnly,
            Audience::AsAsked => self,
        }
    }
}

/// Replies to a message in its channel.
///
/// Discord posts the reply once, even if it is sent twice: the nonce is the id of the message that is answered. So a
/// failure on the way is simply tried once more.
pub(super) async fn reply_to(http: &Http, asked: &Asked, reply: &Reply) {
    let message = message(render(reply), asked.channel, asked.message);
    let mut sent = asked.channel.send_message(http, message.clone()).await;
    if sent.as_ref().is_err_and(is_passing) {
        sent = asked.channel.send_message(http, message).await;
    }
    if let Err(error) = sent {
        // Where permissions are to be mended. Not the message, which has an author, nor a direct message's channel,
        // which has one member: beside the decision in the line before, either would tell who asked what.
        let channel = (asked.way != Way::Direct).then(|| asked.channel.get());
        tracing::warn!(channel, code = code(&error), "a reply was not delivered");
    }
}

/// Answers a command that nothing was answered to yet.
pub(super) async fn respond(
    http: &Http,
    command: &CommandInteraction,
    reply: &Reply,
    visibility: Visibility,
) {
    let response = response(render(reply), visibility.of(reply));
    let sent = command.create_response(http, response).await;
    log_refusal(command.id.get(), sent, "a command was not answered");
}

/// Asks for more time to answer a command.
///
/// Who sees the answer is settled here, before there is one. It may turn out to be for the asker alone, so it becomes
/// that: an answer that too few people see is a smaller mistake than one that too many see.
pub(super) async fn defer(http: &Http, command: &CommandInteraction) {
    let sent = command.defer_ephemeral(http).await;
    log_refusal(command.id.get(), sent, "a command was not deferred");
}

/// Brings the answer that [`defer`] promised.
pub(super) async fn fulfil(http: &Http, command: &CommandInteraction, reply: &Reply) {
    let sent = command.edit_response(http, edit(render(reply))).await;
    log_refusal(
        command.id.get(),
        sent,
        "a deferred command was not answered",
    );
}

/// Answers a button, for the one who pressed it alone.
pub(super) async fn respond_to_press(http: &Http, press: &ComponentInteraction, reply: &Reply) {
    let response = response(render(reply), Visibility::AskerOnly);
    let sent = press.create_response(http, response).await;
    log_refusal(press.id.get(), sent, "a button was not answered");
}

/// Discord's number for an error, the HTTP status where it gave none, or a word; never a text that may hold more.
pub(super) fn code(error: &serenity::Error) -> String {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal))
            if refusal.error.code > 0 =>
        {
            refusal.error.code.to_string()
        }
        serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal)) => {
            format!("HTTP {}", refusal.status_code.as_u16())
        }
        serenity::Error::Http(HttpError::Request(failure)) if failure.is_timeout() => {
            "timeout".to_owned()
        }
        serenity::Error::Http(_) => "network".to_owned(),
        _ => "unexpected".to_owned(),
    }
}

fn log_refusal<T>(interaction: u64, sent: serenity::Result<T>, what: &'static str) {
    if let Err(error) = sent {
        tracing::warn!(interaction, code = code(&error), "{what}");
    }
}

/// Discord is ill or out of reach; it did not refuse.
fn is_passing(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal)) => {
            refusal.status_code.is_server_error()
        }
        serenity::Error::Http(HttpError::Request(_)) => true,
        _ => false,
    }
}

fn message(parts: Parts, channel: ChannelId, answered: MessageId) -> CreateMessage {
    // The question may be deleted before its answer comes; the answer is then an ordinary message.
    let reference = MessageReference::new(MessageReferenceKind::Default, channel)
        .message_id(answered)
        .fail_if_not_exists(false);
    CreateMessage::new()
        .content(parts.content)
        .embeds(parts.embed.into_iter().collect())
        .components(parts.rows)
        .allowed_mentions(nobody())
        .reference_message(reference)
        .nonce(Nonce::String(answered.to_string()))
        .enforce_nonce(true)
}

fn response(parts: Parts, visibility: Visibility) -> CreateInteractionResponse {
    let message = CreateInteractionResponseMessage::new()
        .content(parts.content)
        .embeds(parts.embed.into_iter().collect())
        .components(parts.rows)
        .allowed_mentions(nobody())
        .ephemeral(visibility == Visibility::AskerOnly);
    CreateInteractionResponse::Message(message)
}

fn edit(parts: Parts) -> EditInteractionResponse {
    EditInteractionResponse::new()
        .content(parts.content)
        .embeds(parts.embed.into_iter().collect())
        .components(parts.rows)
        .allowed_mentions(nobody())
}

/// Pings nobody: neither what stands in the text, nor the author of a message that is replied to.
fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}

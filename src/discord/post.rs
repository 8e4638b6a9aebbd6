//! The one gate through which messages leave: whatever is sent, nothing in it pings anybody, and what Discord says
//! against it is logged by its code, with ids and without texts.

use std::time::Duration;

use serenity::all::{
    Attachment, Builder, ChannelId, CommandInteraction, ComponentInteraction,
    CreateAllowedMentions, CreateInteractionResponse, CreateInteractionResponseMessage,
    CreateMessage, EditInteractionResponse, EditMessage, Http, HttpError, InteractionId, MessageId,
    MessageReference, MessageReferenceKind, ModalInteraction, Nonce, UserId,
};

use crate::discord::draw::form::Form;
use crate::discord::draw::limits::{self, cut};
use crate::discord::draw::render::Parts;
use crate::discord::trouble::{self, Refused};
use crate::reply::{Audience, Reply};

/// How long a file that somebody attached is waited for.
const FETCH_PATIENCE: Duration = Duration::from_secs(30);

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

/// Something that a member did and that Discord wants an answer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deed<'a> {
    id: InteractionId,
    token: &'a str,
}

impl<'a> From<&'a CommandInteraction> for Deed<'a> {
    fn from(command: &'a CommandInteraction) -> Self {
        Self {
            id: command.id,
            token: &command.token,
        }
    }
}

impl<'a> From<&'a ComponentInteraction> for Deed<'a> {
    fn from(press: &'a ComponentInteraction) -> Self {
        Self {
            id: press.id,
            token: &press.token,
        }
    }
}

impl<'a> From<&'a ModalInteraction> for Deed<'a> {
    fn from(form: &'a ModalInteraction) -> Self {
        Self {
            id: form.id,
            token: &form.token,
        }
    }
}

/// A message that is replied to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) channel: ChannelId,
    pub(super) message: MessageId,
}

/// A reply that is there.
#[derive(Debug, Clone)]
pub(super) struct Posted {
    pub(super) id: MessageId,
    /// It had to be posted as plain text by itself, as Discord refused more.
    pub(super) plain_because: Option<Refused>,
}

/// What Discord refused of a reply, wholly or in part.
pub(super) fn refusal(posted: &Result<Posted, Refused>) -> Option<&Refused> {
    match posted {
        Ok(posted) => posted.plain_because.as_ref(),
        Err(refused) => Some(refused),
    }
}

/// Replies to a message in its channel.
///
/// Discord posts the reply once, even if it is sent twice: the nonce is the id of the message that is answered. So a
/// failure on the way is simply tried once more. Where the bot may write, but not embed or refer to what was said, the
/// reply is plain text by itself.
///
/// # Errors
/// What Discord refused.
pub(super) async fn reply_to(
    http: &Http,
    target: Target,
    reply: &Reply,
    parts: Parts,
) -> Result<Posted, Refused> {
    let refused = match send(http, target.channel, message(parts.clone(), target)).await {
        Ok(id) => {
            return Ok(Posted {
                id,
                plain_because: None,
            });
        }
        Err(refused) if trouble::is_about_form(&refused) => refused,
        Err(refused) => return Err(refused),
    };
    let plain = plain_message(parts.without_embed(reply), target);
    let id = send(http, target.channel, plain).await?;
    Ok(Posted {
        id,
        plain_because: Some(refused),
    })
}

/// Posts something in a channel by itself.
///
/// # Errors
/// What Discord refused.
pub(super) async fn post(
    http: &Http,
    channel: ChannelId,
    parts: Parts,
) -> Result<MessageId, Refused> {
    send(http, channel, bare(parts)).await
}

/// Writes to somebody directly: what nobody else needs to read.
///
/// # Errors
/// What Discord refused; many take no direct messages.
pub(super) async fn whisper(http: &Http, to: UserId, parts: Parts) -> Result<MessageId, Refused> {
    let channel = to
        .create_dm_channel(http)
        .await
        .map_err(|error| Refused::of(&error))?;
    send(http, channel.id, bare(parts)).await
}

/// Changes a reply of the bot's.
///
/// # Errors
/// What Discord refused.
pub(super) async fn change(http: &Http, reply: Target, parts: Parts) -> Result<(), Refused> {
    let edit = EditMessage::new()
        .content(parts.content)
        .embeds(parts.embed.into_iter().collect())
        .components(parts.rows)
        .allowed_mentions(nobody());
    let changed = reply.channel.edit_message(http, reply.message, edit).await;
    changed.map(drop).map_err(|error| Refused::of(&error))
}

/// Takes a reply of the bot's away.
///
/// # Errors
/// What Discord refused.
pub(super) async fn remove(http: &Http, reply: Target) -> Result<(), Refused> {
    let removed = reply.channel.delete_message(http, reply.message).await;
    removed.map_err(|error| Refused::of(&error))
}

/// Answers something that nothing was answered to yet.
pub(super) async fn respond(
    http: &Http,
    to: impl Into<Deed<'_>>,
    parts: Parts,
    seen_by: Visibility,
) {
    let message = response(parts).ephemeral(seen_by == Visibility::AskerOnly);
    answer(http, to.into(), CreateInteractionResponse::Message(message)).await;
}

/// Changes the message under which something was pressed or filled in.
pub(super) async fn update(http: &Http, to: impl Into<Deed<'_>>, parts: Parts) {
    let message = response(parts);
    answer(
        http,
        to.into(),
        CreateInteractionResponse::UpdateMessage(message),
    )
    .await;
}

/// Fetches a file that somebody attached.
///
/// # Errors
/// When Discord doesn't give it.
pub(super) async fn fetch(file: &Attachment) -> reqwest::Result<Vec<u8>> {
    // Serenity's own download waits for ever.
    let web = reqwest::Client::builder().timeout(FETCH_PATIENCE).build()?;
    let response = web.get(&file.url).send().await?.error_for_status()?;
    Ok(response.bytes().await?.into())
}

/// A text as it fits into a message.
pub(super) fn fitting(text: &str) -> String {
    cut(text, limits::CONTENT)
}

/// Opens a form.
pub(super) async fn open_form(http: &Http, to: impl Into<Deed<'_>>, form: Form<'_>) {
    answer(
        http,
        to.into(),
        CreateInteractionResponse::Modal(form.drawn()),
    )
    .await;
}

/// Asks for more time. The answer, shown to this person alone, is brought by [`bring`].
pub(super) async fn hold(http: &Http, to: impl Into<Deed<'_>>) {
    let message = CreateInteractionResponseMessage::new().ephemeral(true);
    answer(http, to.into(), CreateInteractionResponse::Defer(message)).await;
}

/// Asks for more time to change the message under which something was pressed; [`bring`] brings the change.
pub(super) async fn hold_update(http: &Http, to: impl Into<Deed<'_>>) {
    answer(http, to.into(), CreateInteractionResponse::Acknowledge).await;
}

/// Brings what was promised when more time was asked for.
pub(super) async fn bring(http: &Http, to: impl Into<Deed<'_>>, parts: Parts) {
    let deed = to.into();
    let sent = edited(parts).execute(http, deed.token).await;
    log_refusal(deed.id, sent, "something that was promised was not brought");
}

/// Takes the message away under which something was pressed.
pub(super) async fn remove_pressed(http: &Http, press: &ComponentInteraction) {
    answer(http, press.into(), CreateInteractionResponse::Acknowledge).await;
    if let Err(error) = press.delete_response(http).await {
        let code = code(&error);
        tracing::warn!(
            interaction = press.id.get(),
            code,
            "an answer was not removed"
        );
    }
}

/// Asks for more time to answer a command.
///
/// Who sees the answer is settled here, before there is one. It may turn out to be for the asker alone, so it becomes
/// that: an answer that too few people see is a smaller mistake than one that too many see.
pub(super) async fn defer(http: &Http, command: &CommandInteraction) {
    let sent = command.defer_ephemeral(http).await;
    log_refusal(command.id, sent, "a command was not deferred");
}

/// Brings the answer that [`defer`] promised.
pub(super) async fn fulfil(http: &Http, command: &CommandInteraction, parts: Parts) {
    bring(http, command, parts).await;
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

async fn answer(http: &Http, to: Deed<'_>, response: CreateInteractionResponse) {
    let sent = response.execute(http, (to.id, to.token)).await;
    log_refusal(to.id, sent, "something that a member did was not answered");
}

async fn send(
    http: &Http,
    channel: ChannelId,
    message: CreateMessage,
) -> Result<MessageId, Refused> {
    let mut sent = channel.send_message(http, message.clone()).await;
    if sent.as_ref().is_err_and(is_passing) {
        sent = channel.send_message(http, message).await;
    }
    match sent {
        Ok(message) => Ok(message.id),
        Err(error) => Err(Refused::of(&error)),
    }
}

fn log_refusal<T>(interaction: InteractionId, sent: serenity::Result<T>, what: &'static str) {
    if let Err(error) = sent {
        let code = code(&error);
        tracing::warn!(interaction = interaction.get(), code, "{what}");
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

fn message(parts: Parts, target: Target) -> CreateMessage {
    // The question may be deleted before its answer comes; the answer is then an ordinary message.
    let reference = MessageReference::new(MessageReferenceKind::Default, target.channel)
        .message_id(target.message)
        .fail_if_not_exists(false);
    plain_message(parts, target).reference_message(reference)
}

fn plain_message(parts: Parts, target: Target) -> CreateMessage {
    bare(parts)
        .nonce(Nonce::String(target.message.to_string()))
        .enforce_nonce(true)
}

fn edited(parts: Parts) -> EditInteractionResponse {
    let edit = EditInteractionResponse::new();
    let edit = parts
        .files
        .into_iter()
        .fold(edit, EditInteractionResponse::new_attachment);
    edit.content(parts.content)
        .embeds(parts.embed.into_iter().collect())
        .components(parts.rows)
        .allowed_mentions(nobody())
}

fn bare(parts: Parts) -> CreateMessage {
    CreateMessage::new()
        .files(parts.files)
        .content(parts.content)
        .embeds(parts.embed.into_iter().collect())
        .components(parts.rows)
        .allowed_mentions(nobody())
}

fn response(parts: Parts) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .files(parts.files)
        .content(parts.content)
        .embeds(parts.embed.into_iter().collect())
        .components(parts.rows)
        .allowed_mentions(nobody())
}

/// Pings nobody: neither what stands in the text, nor the author of a message that is replied to.
fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}

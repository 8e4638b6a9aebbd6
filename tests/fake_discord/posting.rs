//! May the bot post this here? Discord's reasons to say no: what it may not do in the place, then what is
//! wrong with the message.

use super::answer::Answer;
use super::attaching::{self, Sent};
use super::messages;
use super::permissions::{
    ATTACH_FILES, EMBED_LINKS, READ_MESSAGE_HISTORY, SEND_MESSAGES, SEND_MESSAGES_IN_THREADS,
    VIEW_CHANNEL,
};
use super::places::{Channel, Home};
use super::replies;
use super::snowflake::Snowflake;
use super::world::World;

/// Why the bot may not post a message, if so.
pub(crate) fn reason_to_refuse(world: &World, channel: &Channel, sent: Sent<'_>) -> Option<Answer> {
    place_refuses(world, channel)
        .or_else(|| message_is_refused(world, channel, sent))
        .or_else(|| change_is_refused(world, channel, None, sent))
}

/// Why the bot may not give a message, new or edited, this text and these files.
pub(crate) fn change_is_refused(
    world: &World,
    channel: &Channel,
    message: Option<Snowflake>,
    sent: Sent<'_>,
) -> Option<Answer> {
    if channel.is_archived {
        return Some(Answer::error(400, 50083, "Thread is archived"));
    }
    if sent.has_files() && bot_lacks(world, channel, ATTACH_FILES) {
        return Some(missing_permissions());
    }
    let text = replies::text_of(sent.body).to_lowercase();
    let is_blocked = world.blocked_words.iter().any(|word| text.contains(word));
    // Automatic moderation is a guild's.
    if is_blocked && channel.guild().is_some() {
        let message = "Message was blocked by automatic moderation";
        return Some(Answer::error(400, 200_000, message));
    }
    attaching::reason_to_refuse(world, message, sent)
}

/// Does the bot lack a permission in the channel? In direct channels there are none to lack.
pub(crate) fn bot_lacks(world: &World, channel: &Channel, permission: u64) -> bool {
    channel.guild().is_some() && world.permissions(world.bot.id, channel) & permission == 0
}

/// The 403 for a channel that the bot cannot see.
pub(crate) fn missing_access() -> Answer {
    Answer::error(403, 50001, "Missing Access")
}

/// The 403 for what the bot may not do in a channel that it sees.
pub(crate) fn missing_permissions() -> Answer {
    Answer::error(403, 50013, "Missing Permissions")
}

fn place_refuses(world: &World, channel: &Channel) -> Option<Answer> {
    let needed_to_send = match channel.home {
        Home::Direct(person) => {
            return world
                .refuses_direct_messages
                .contains(&person)
                .then(|| Answer::error(403, 50007, "Cannot send messages to this user"));
        }
        Home::Guild(_) => SEND_MESSAGES,
        Home::Thread { .. } => SEND_MESSAGES_IN_THREADS,
    };
    if bot_lacks(world, channel, VIEW_CHANNEL) {
        return Some(missing_access());
    }
    bot_lacks(world, channel, needed_to_send).then(missing_permissions)
}

fn message_is_refused(world: &World, channel: &Channel, sent: Sent<'_>) -> Option<Answer> {
    let body = sent.body;
    if messages::is_empty(body) && !sent.has_files() {
        return Some(Answer::error(400, 50006, "Cannot send an empty message"));
    }
    let has_embeds = body["embeds"]
        .as_array()
        .is_some_and(|embeds| !embeds.is_empty());
    if has_embeds && bot_lacks(world, channel, EMBED_LINKS) {
        return Some(missing_permissions());
    }
    let reference = &body["message_reference"];
    let target = reference["message_id"].as_str()?;
    if bot_lacks(world, channel, READ_MESSAGE_HISTORY) {
        let message = "Cannot reply without permission to read message history";
        return Some(Answer::error(400, 160_002, message));
    }
    let exists = Snowflake::parse(target).is_some_and(|id| world.messages.contains_key(&id));
    let must_exist = reference["fail_if_not_exists"] != false;
    (must_exist && !exists)
        .then(|| Answer::invalid("Invalid Form Body: message_reference: Unknown message"))
}

//! From serenity's events to what the bot heard: one closed enum, and nothing behind it sees a payload of Discord's.
//!
//! Who counts as asking is decided here, and only here: people (never bots, webhooks or Discord's own notices) who
//! write to the bot directly, mention it, or reply to it. Pure: an event in, a value out.

use serenity::all::{
    ChannelId, ComponentInteraction, FullEvent, Interaction, Message, MessageId, MessageType,
    Ready, UserId,
};

use super::buttons::Button;

/// What an event means to the bot.
#[derive(Debug)]
pub(super) enum Heard<'a> {
    /// The gateway took the bot in, for the first time or anew.
    Ready(&'a Ready),
    /// The gateway took the bot in again, and replays what it missed.
    Resumed,
    /// Somebody asked the bot something in a message.
    Asked(Asked),
    /// Somebody pressed a button; none that we know, if it has no meaning any more.
    Pressed(&'a ComponentInteraction, Option<Button>),
    /// Commands (which poise dispatches), and everything that has nothing to do with the bot.
    NotForUs,
}

/// A message for the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// How it came.
    pub(super) way: Way,
    /// What it says to the bot.
    pub(super) said: Said,
    /// Whom to answer.
    pub(super) asker: UserId,
    /// Where to answer.
    pub(super) channel: ChannelId,
    /// What to reply to.
    pub(super) message: MessageId,
}

/// How a question came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A direct message.
    Direct,
    /// A message that mentions the bot.
    Mention,
    /// A reply to a message of the bot.
    Reply,
    /// The `/ask` command.
    Command,
}

impl Way {
    /// Its name in logs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mention => "mention",
            Self::Reply => "reply",
            Self::Command => "command",
        }
    }
}

/// What a message says to the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// A question, without the mention of the bot.
    Text(String),
    /// The bot's name and nothing else, or only a picture.
    Nothing,
    /// Discord withheld the text.
    Withheld,
}

impl<'a> Heard<'a> {
    /// Reads an event that came to the bot of this id.
    pub(super) fn from_event(event: &'a FullEvent, bot: UserId) -> Self {
        match event {
            FullEvent::Ready { data_about_bot } => Self::Ready(data_about_bot),
            FullEvent::Resume { .. } => Self::Resumed,
            FullEvent::Message { new_message } => {
                Asked::from_message(new_message, bot).map_or(Self::NotForUs, Self::Asked)
            }
            FullEvent::InteractionCreate {
                interaction: Interaction::Component(press),
            } => Self::Pressed(press, Button::parse(&press.data.custom_id)),
            _ => Self::NotForUs,
        }
    }
}

impl Asked {
    /// Reads a message; none if it is not for the bot of this id.
    pub(super) fn from_message(message: &Message, bot: UserId) -> Option<Self> {
        if !is_by_a_person(message, bot) {
            return None;
        }
        let rest = without_mention(&message.content, bot);
        let way = if message.guild_id.is_none() {
            Way::Direct
        } else if rest.is_some() {
            Way::Mention
        } else if is_reply_to(message, bot) {
            Way::Reply
        } else {
            return None;
        };
        let text = rest.unwrap_or_else(|| message.content.trim().to_owned());
        let said = match text.is_empty() {
            false => Said::Text(text),
            true if way == Way::Reply && is_withheld(message, bot) => Said::Withheld,
            true => Said::Nothing,
        };
        Some(Self {
            way,
            said,
            asker: message.author.id,
            channel: message.channel_id,
            message: message.id,
        })
    }
}

fn is_by_a_person(message: &Message, bot: UserId) -> bool {
    let is_written = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    is_written && message.author.id != bot && !message.author.bot && message.webhook_id.is_none()
}

fn is_reply_to(message: &Message, bot: UserId) -> bool {
    let target = message.referenced_message.as_deref();
    target.is_some_and(|target| target.author.id == bot)
}

/// Without the `MESSAGE_CONTENT` intent Discord shows the bot the text only where it counts as mentioned, and a reply
/// with the ping switched off mentions nobody. An empty text that the bot may read is really empty.
fn is_withheld(message: &Message, bot: UserId) -> bool {
    message.mentions.iter().all(|user| user.id != bot)
}

/// The text without mentions of the bot; none if it doesn't mention it. A mention of a role, or of everyone, is none of
/// the bot.
fn without_mention(text: &str, bot: UserId) -> Option<String> {
    let mentions = [format!("<@{bot}>"), format!("<@!{bot}>")];
    let is_mentioned = mentions.iter().any(|mention| text.contains(mention));
    is_mentioned.then(|| {
        // A blank, lest words grow together; blanks at the ends go, those inside mean nothing to the matcher.
        let rest = mentions
            .iter()
            .fold(text.to_owned(), |rest, mention| rest.replace(mention, " "));
        rest.trim().to_owned()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const BOT: u64 = 500;

    /// A guild message of a member, with some of its fields changed.
    fn message(changes: &Value) -> Message {
        let mut message = json!({
            "id": "7", "channel_id": "3", "guild_id": "2", "type": 0, "content": "hello",
            "author": user(9, false), "timestamp": "2026-11-24T00:00:00Z", "edited_timestamp": null,
            "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
            "embeds": [], "pinned": false,
        });
        for (field, value) in changes.as_object().expect("an object") {
            message[field] = value.clone();
        }
        serde_json::from_value(message).expect("a message")
    }

    fn user(id: u64, bot: bool) -> Value {
        json!({ "id": id.to_string(), "username": "someone", "discriminator": "0", "avatar": null, "bot": bot })
    }

    /// A reply to a message of this author.
    fn reply_to(author: u64, text: &str, mentions: &Value) -> Value {
        let target = json!({
            "id": "6", "channel_id": "3", "type": 0, "content": "", "author": user(author, true),
            "timestamp": "2026-11-24T00:00:00Z", "edited_timestamp": null, "tts": false, "mention_everyone": false,
            "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
        });
        json!({ "type": 19, "content": text, "referenced_message": target, "mentions": mentions })
    }

    fn text(text: &str) -> Said {
        Said::Text(text.to_owned())
    }

    #[track_caller]
    fn check(changes: &Value, expected: impl Into<Option<(Way, Said)>>) {
        let asked = Asked::from_message(&message(changes), UserId::new(BOT));
        assert_eq!(asked.map(|asked| (asked.way, asked.said)), expected.into());
    }

    #[test]
    fn direct_messages_ask() {
        check(
            &json!({ "guild_id": null, "content": " why cry? " }),
            Some((Way::Direct, text("why cry?"))),
        );
        check(
            &json!({ "guild_id": null, "content": "" }),
            Some((Way::Direct, Said::Nothing)),
        );
    }

    #[test]
    fn a_mention_asks_wherever_it_stands() {
        for content in ["<@500> why cry?", "<@!500> why cry?", "why cry? <@500>"] {
            check(
                &json!({ "content": content }),
                Some((Way::Mention, text("why cry?"))),
            );
        }
        check(
            &json!({ "content": "why<@500>cry" }),
            Some((Way::Mention, text("why cry"))),
        );
        check(
            &json!({ "content": " <@500> " }),
            Some((Way::Mention, Said::Nothing)),
        );
    }

    #[test]
    fn other_mentions_do_not_ask() {
        for content in [
            "<@501> hi",
            "<@&500> hi",
            "@everyone hi",
            "<#500> hi",
            "500 hi",
            "<@5001> hi",
        ] {
            check(
                &json!({ "content": content, "mention_everyone": true, "mention_roles": ["500"] }),
                None,
            );
        }
    }

    #[test]
    fn a_reply_to_the_bot_asks() {
        let pinged = json!([user(BOT, true)]);
        check(
            &reply_to(BOT, "and how often?", &pinged),
            Some((Way::Reply, text("and how often?"))),
        );
        check(
            &reply_to(BOT, "", &pinged),
            Some((Way::Reply, Said::Nothing)),
        );
        check(
            &reply_to(BOT, "", &json!([])),
            Some((Way::Reply, Said::Withheld)),
        );
        check(&reply_to(501, "thanks", &json!([])), None);
    }

    #[test]
    fn bots_webhooks_and_notices_never_ask() {
        let mention = "<@500> why cry?";
        check(
            &json!({ "content": mention, "author": user(9, true) }),
            None,
        );
        check(
            &json!({ "content": mention, "author": user(BOT, false) }),
            None,
        );
        check(&json!({ "content": mention, "webhook_id": "12" }), None);
        for kind in [6, 7, 8, 18, 20, 21] {
            check(&json!({ "content": mention, "type": kind }), None);
        }
    }

    #[test]
    fn what_members_say_to_each_other_is_not_for_the_bot() {
        check(&json!({ "content": "why do I cry?" }), None);
    }
}

//! From serenity's events to what the bot heard: one closed enum, and nothing behind it sees a payload of Discord's.
//!
//! Who counts as asking is decided here, and only here: people (never bots, webhooks or Discord's own notices) who
//! write to the bot directly, mention it, reply to it, or write in a channel that is watched. Pure: an event in, a value
//! out.

use serenity::all::{
    ChannelId, ComponentInteraction, FullEvent, GuildId, Interaction, Message, MessageId,
    MessageType, MessageUpdateEvent, ModalInteraction, PartialMember, Ready, RoleId, User, UserId,
};

use crate::assistant;
use crate::discord::controls::Control;

/// What an event means to the bot.
#[derive(Debug)]
pub(super) enum Heard<'a> {
    /// The gateway took the bot in, for the first time or anew.
    Ready(&'a Ready),
    /// The gateway took the bot in again, and replays what it missed.
    Resumed,
    /// The bot is on this server, now or since long; this is its name.
    Joined(GuildId, &'a str),
    /// The bot is no longer on this server.
    Left(GuildId),
    /// Somebody asked something in a message.
    Asked(Asked),
    /// Somebody changed a message, and now asks this.
    Edited(Asked),
    /// Messages are gone.
    Deleted(Vec<MessageId>),
    /// Somebody pressed a button or chose from a menu; none that we know, if it has no meaning any more.
    Pressed(&'a ComponentInteraction, Option<Control>),
    /// Somebody filled in a form.
    Filled(&'a ModalInteraction, Option<Control>),
    /// Commands (which poise dispatches), and everything that has nothing to do with the bot.
    NotForUs,
}

/// A message for the bot, or one that it overheard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// How it came.
    pub(super) way: Way,
    /// What it says to the bot.
    pub(super) said: Said,
    /// Whom to answer.
    pub(super) asker: UserId,
    /// Their roles.
    pub(super) roles: Vec<RoleId>,
    /// On which server; none for direct messages.
    pub(super) guild: Option<GuildId>,
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
    /// The command in a message's menu.
    Menu,
    /// A text that somebody is about to send to the team.
    Team,
    /// Said in a channel that is watched.
    Overheard,
}

impl Way {
    /// Its name in logs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mention => "mention",
            Self::Reply => "reply",
            Self::Command => "command",
            Self::Menu => "menu",
            Self::Team => "team",
            Self::Overheard => "overheard",
        }
    }

    /// How a question that came so is decided on.
    pub(super) fn heard(self) -> assistant::Heard {
        match self {
            Self::Overheard => assistant::Heard::Overheard,
            _ => assistant::Heard::Addressed,
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

impl Said {
    /// The question; empty if there is none.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Nothing | Self::Withheld => "",
        }
    }
}

/// What the bot listens to.
#[derive(Clone, Copy)]
pub(super) struct Ears<'a> {
    /// Who the bot is.
    pub(super) bot: UserId,
    /// Is this channel of this server watched?
    pub(super) watches: &'a dyn Fn(GuildId, ChannelId) -> bool,
}

/// What of a message is looked at, whether it is new or was changed.
struct Written<'a> {
    author: &'a User,
    member: Option<&'a PartialMember>,
    kind: MessageType,
    is_by_webhook: bool,
    content: &'a str,
    mentions: &'a [User],
    replied_to: Option<&'a Message>,
    guild: Option<GuildId>,
    channel: ChannelId,
    id: MessageId,
}

impl<'a> Heard<'a> {
    /// Reads an event.
    pub(super) fn from_event(event: &'a FullEvent, ears: Ears<'_>) -> Self {
        match event {
            FullEvent::Ready { data_about_bot } => Self::Ready(data_about_bot),
            FullEvent::Resume { .. } => Self::Resumed,
            FullEvent::GuildCreate { guild, .. } => Self::Joined(guild.id, &guild.name),
            // A server that is ill is unavailable for a while; the bot is still on it.
            FullEvent::GuildDelete { incomplete, .. } if !incomplete.unavailable => {
                Self::Left(incomplete.id)
            }
            FullEvent::Message { new_message } => {
                Asked::from_message(new_message, ears).map_or(Self::NotForUs, Self::Asked)
            }
            FullEvent::MessageUpdate { event, .. } => {
                Asked::from_edit(event, ears).map_or(Self::NotForUs, Self::Edited)
            }
            FullEvent::MessageDelete {
                deleted_message_id, ..
            } => Self::Deleted(vec![*deleted_message_id]),
            FullEvent::MessageDeleteBulk {
                multiple_deleted_messages_ids,
                ..
            } => Self::Deleted(multiple_deleted_messages_ids.clone()),
            FullEvent::InteractionCreate {
                interaction: Interaction::Component(press),
            } => Self::Pressed(press, Control::parse(&press.data.custom_id)),
            FullEvent::InteractionCreate {
                interaction: Interaction::Modal(form),
            } => Self::Filled(form, Control::parse(&form.data.custom_id)),
            _ => Self::NotForUs,
        }
    }
}

impl Asked {
    /// Reads a message; none if it is not for the bot.
    pub(super) fn from_message(message: &Message, ears: Ears<'_>) -> Option<Self> {
        let written = Written {
            author: &message.author,
            member: message.member.as_deref(),
            kind: message.kind,
            is_by_webhook: message.webhook_id.is_some(),
            content: &message.content,
            mentions: &message.mentions,
            replied_to: message.referenced_message.as_deref(),
            guild: message.guild_id,
            channel: message.channel_id,
            id: message.id,
        };
        written.asked(ears)
    }

    /// Reads a change of a message; none if nobody wrote anything. Discord adds previews to links, pins and more: only
    /// what a person changed has a time at which it was edited.
    fn from_edit(edit: &MessageUpdateEvent, ears: Ears<'_>) -> Option<Self> {
        edit.edited_timestamp?;
        let written = Written {
            author: edit.author.as_ref()?,
            member: edit.member.as_ref().and_then(|member| member.as_deref()),
            kind: edit.kind?,
            is_by_webhook: edit.webhook_id.flatten().is_some(),
            content: edit.content.as_deref()?,
            mentions: edit.mentions.as_deref().unwrap_or_default(),
            replied_to: edit
                .referenced_message
                .as_ref()
                .and_then(|message| message.as_deref()),
            guild: edit.guild_id,
            channel: edit.channel_id,
            id: edit.id,
        };
        written.asked(ears)
    }
}

impl Written<'_> {
    /// What is asked; none if it is not for the bot.
    fn asked(&self, ears: Ears<'_>) -> Option<Asked> {
        if !self.is_by_a_person(ears.bot) {
            return None;
        }
        let rest = without_mention(self.content, ears.bot);
        let way = self.way(rest.is_some(), ears)?;
        let text = rest.unwrap_or_else(|| self.content.trim().to_owned());
        let said = match text.is_empty() {
            false => Said::Text(text),
            true if way == Way::Reply && self.is_withheld(ears.bot) => Said::Withheld,
            true if way == Way::Overheard => return None,
            true => Said::Nothing,
        };
        Some(Asked {
            way,
            said,
            asker: self.author.id,
            roles: self
                .member
                .map(|member| member.roles.clone())
                .unwrap_or_default(),
            guild: self.guild,
            channel: self.channel,
            message: self.id,
        })
    }

    fn way(&self, mentions_bot: bool, ears: Ears<'_>) -> Option<Way> {
        let Some(guild) = self.guild else {
            return Some(Way::Direct);
        };
        if mentions_bot {
            return Some(Way::Mention);
        }
        if self
            .replied_to
            .is_some_and(|target| target.author.id == ears.bot)
        {
            return Some(Way::Reply);
        }
        (ears.watches)(guild, self.channel).then_some(Way::Overheard)
    }

    fn is_by_a_person(&self, bot: UserId) -> bool {
        let is_written = matches!(self.kind, MessageType::Regular | MessageType::InlineReply);
        is_written && self.author.id != bot && !self.author.bot && !self.is_by_webhook
    }

    /// Without the `MESSAGE_CONTENT` intent Discord shows the bot the text only where it counts as mentioned, and a
    /// reply with the ping switched off mentions nobody. An empty text that the bot may read is really empty.
    fn is_withheld(&self, bot: UserId) -> bool {
        self.mentions.iter().all(|user| user.id != bot)
    }
}

/// The text without mentions of the bot; none if it doesn't mention it. A mention of a role, or of everyone, is none of
/// the bot.
pub(super) fn without_mention(text: &str, bot: UserId) -> Option<String> {
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
        let asked = Asked::from_message(&message(changes), ears(&|_, _| false));
        assert_eq!(asked.map(|asked| (asked.way, asked.said)), expected.into());
    }

    fn ears(watches: &dyn Fn(GuildId, ChannelId) -> bool) -> Ears<'_> {
        Ears {
            bot: UserId::new(BOT),
            watches,
        }
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

    #[test]
    fn a_watched_channel_is_overheard() {
        let watches = |guild: GuildId, channel: ChannelId| (guild.get(), channel.get()) == (2, 3);
        let heard = |changes: &Value| {
            let asked = Asked::from_message(&message(changes), ears(&watches));
            asked.map(|asked| (asked.way, asked.said))
        };
        assert_eq!(heard(&json!({})), Some((Way::Overheard, text("hello"))));
        assert_eq!(
            heard(&json!({ "content": "" })),
            None,
            "a picture asks nothing"
        );
        assert_eq!(heard(&json!({ "channel_id": "4" })), None);
        assert_eq!(heard(&json!({ "author": user(9, true) })), None);
        let mention = heard(&json!({ "content": "<@500> hello" }));
        assert_eq!(mention, Some((Way::Mention, text("hello"))));
    }

    #[test]
    fn only_what_a_person_changed_is_an_edit() {
        let edited = |time: &Value| {
            let edit = json!({
                "id": "7", "channel_id": "3", "guild_id": "2", "type": 0, "content": "<@500> why cry?",
                "author": user(9, false), "edited_timestamp": time,
            });
            let edit = serde_json::from_value(edit).expect("an edit");
            let asked = Asked::from_edit(&edit, ears(&|_, _| false));
            asked.map(|asked| (asked.way, asked.said))
        };
        let expected = Some((Way::Mention, text("why cry?")));
        assert_eq!(edited(&json!("2026-11-24T00:00:00Z")), expected);
        assert_eq!(edited(&Value::Null), None);
    }
}

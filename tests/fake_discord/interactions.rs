//! What people do other than writing: slash commands, autocomplete and context menus; buttons and select menus
//! are in `components`, modals in `forms`. Each sends `INTERACTION_CREATE` with everything that serenity 0.12
//! needs, and gives a handle to wait for the bot's answer with.

use std::time::Instant;

use serde_json::{Value, json};

use super::FakeDiscord;
use super::attachments::FILE_BYTES;
use super::interaction_state::{InteractionState, Kind, Phase};
use super::options::{self, Typed};
use super::people::Person;
use super::places::Channel;
use super::resolved;
use super::shared::State;
use super::snowflake::Snowflake;

/// An interaction that was sent to the bot.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: Snowflake,
    pub(crate) token: String,
    /// Where it happened.
    pub(crate) channel: Snowflake,
    /// The message whose button was pressed, or whose modal was sent.
    pub(crate) source: Option<Snowflake>,
}

/// Who does what where.
pub(crate) struct Deed<'a> {
    kind: Kind,
    author: &'a Person,
    channel: Snowflake,
    source: Option<Snowflake>,
    /// The message that it came from, as the person's client shows it.
    shown: Option<Value>,
    data: Value,
}

impl FakeDiscord {
    /// Someone uses a slash command; `command` may go on with subcommands (`"faq edit"`).
    pub(crate) fn slash(
        &self,
        author: &Person,
        channel: Snowflake,
        command: &str,
        values: &Value,
    ) -> Interaction {
        let data = self.shared.with(|state| {
            let mut data = options::slash(&state.world, command, values);
            resolved::add(&state.world, author, &mut data);
            data
        });
        self.send_interaction(&Deed::new(Kind::Command, author, channel, data))
    }

    /// Someone has typed so much of an option: `typed` is the option's name and the text, or a `Typed` for who
    /// filled in others before.
    pub(crate) fn autocomplete<'a>(
        &self,
        author: &Person,
        channel: Snowflake,
        command: &str,
        typed: impl Into<Typed<'a>>,
    ) -> Interaction {
        let typed = typed.into();
        let data = self
            .shared
            .with(|state| options::autocomplete(&state.world, command, &typed));
        self.send_interaction(&Deed::new(Kind::Autocomplete, author, channel, data))
    }

    /// Someone picks a command from a message's menu. It carries the text whatever the bot's intents.
    pub(crate) fn uses_on_message(
        &self,
        author: &Person,
        command: &str,
        message: Snowflake,
    ) -> Interaction {
        let message = self.expect_message(message);
        let data = self
            .shared
            .with(|state| options::on_message(&state.world, command, &message));
        self.send_interaction(&Deed::new(
            Kind::Command,
            author,
            channel_of(&message),
            data,
        ))
    }

    /// The test does not mind if this is never answered.
    pub(crate) fn may_stay_unanswered(&self, interaction: &Interaction) {
        self.change(interaction, |known| known.may_stay_unanswered = true);
    }

    /// Fifteen minutes go by, after which Discord takes nothing with the interaction's token.
    pub(crate) fn lets_token_expire(&self, interaction: &Interaction) {
        self.change(interaction, |known| known.is_expired = true);
    }

    fn change(&self, interaction: &Interaction, change: impl FnOnce(&mut InteractionState)) {
        self.shared.with(|state| {
            let mut known = state.world.interactions.iter_mut();
            let found = known.find(|known| known.id == interaction.id);
            change(found.expect("the fake sent it"));
        });
    }

    /// Tells the bot of a deed.
    pub(crate) fn send_interaction(&self, deed: &Deed<'_>) -> Interaction {
        self.shared.with(|state| {
            let interaction = remember(state, deed);
            let event = event(state, deed, &interaction);
            state.dispatch("INTERACTION_CREATE", event);
            interaction
        })
    }

    /// A message that the test knows to be there.
    pub(crate) fn expect_message(&self, id: Snowflake) -> Value {
        self.stored_message(id)
            .unwrap_or_else(|| panic!("there is no message {id}"))
    }
}

impl<'a> Deed<'a> {
    /// What someone does in a channel.
    pub(crate) fn new(kind: Kind, author: &'a Person, channel: Snowflake, data: Value) -> Self {
        Self {
            kind,
            author,
            channel,
            source: None,
            shown: None,
            data,
        }
    }

    /// What someone does with a component of a message.
    pub(crate) fn with_component(author: &'a Person, message: &Value, data: Value) -> Self {
        let source = message["id"].as_str().and_then(Snowflake::parse);
        let deed = Self::new(Kind::Component, author, channel_of(message), data);
        deed.coming_from(source, Some(message.clone()))
    }

    /// The same, and it comes from a message, which may be gone by now.
    pub(crate) fn coming_from(mut self, source: Option<Snowflake>, shown: Option<Value>) -> Self {
        self.source = source;
        self.shown = shown;
        self
    }
}

fn remember(state: &mut State, deed: &Deed<'_>) -> Interaction {
    let id = state.world.ids.next();
    let token = format!("token-of-{id}");
    state.world.interactions.push(InteractionState {
        id,
        token: token.clone(),
        kind: deed.kind,
        author: deed.author.id,
        channel: deed.channel,
        sent_at: Instant::now(),
        phase: Phase::Waiting,
        source: deed.source,
        original: None,
        follow_ups: Vec::new(),
        is_expired: false,
        may_stay_unanswered: false,
    });
    Interaction {
        id,
        token,
        channel: deed.channel,
        source: deed.source,
    }
}

fn event(state: &State, deed: &Deed<'_>, interaction: &Interaction) -> Value {
    let world = &state.world;
    let channel = world
        .channel(deed.channel)
        .expect("an interaction happens in a channel that exists");
    let author = world.person(deed.author.id).unwrap_or(deed.author);
    let permissions = |person| world.permissions(person, channel).to_string();
    let mut event = json!({
        "id": interaction.id,
        "application_id": world.application,
        "type": deed.kind.number(),
        "token": interaction.token,
        "version": 1,
        "data": deed.data,
        "channel_id": channel.id,
        "channel": world.channel_json(channel),
        "app_permissions": permissions(world.bot.id),
        "locale": author.locale,
        "entitlements": [],
        "attachment_size_limit": FILE_BYTES,
    });
    place(&mut event, author, channel);
    if let Some(member) = event.get_mut("member") {
        member["permissions"] = json!(permissions(author.id));
    }
    if let Some(message) = &deed.shown {
        event["message"] = message.clone();
    }
    event
}

/// A guild's interaction has a member, a direct one a user.
fn place(event: &mut Value, author: &Person, channel: &Channel) {
    let Some(guild) = channel.guild() else {
        event["user"] = author.user();
        event["context"] = json!(1);
        event["authorizing_integration_owners"] = json!({ "0": "0" });
        return;
    };
    event["member"] = author.member();
    event["guild_id"] = json!(guild);
    event["guild"] = json!({ "id": guild, "locale": "en-US", "features": [] });
    event["guild_locale"] = json!("en-US");
    event["context"] = json!(0);
    event["authorizing_integration_owners"] = json!({ "0": guild });
}

fn channel_of(message: &Value) -> Snowflake {
    let id = message["channel_id"].as_str().and_then(Snowflake::parse);
    id.expect("a message is in a channel")
}

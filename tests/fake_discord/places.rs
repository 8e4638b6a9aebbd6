//! Places: guilds with their roles, and channels, also direct ones. They are plain data, and each knows
//! its JSON as serenity 0.12 must find it.

use serde_json::{Value, json};

use super::people::Person;
use super::snowflake::Snowflake;

/// A server.
#[derive(Clone, Debug)]
pub(crate) struct Guild {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) owner: Snowflake,
    pub(crate) roles: Vec<Role>,
}

/// A role in a guild.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) permissions: u64,
}

/// A text channel, a thread in one, or a direct channel.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: Snowflake,
    pub(crate) home: Home,
    pub(crate) name: String,
    pub(crate) overwrites: Vec<Overwrite>,
    /// A thread that a moderator closed.
    pub(crate) is_archived: bool,
}

/// Whose channel it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// A text channel of this guild.
    Guild(Snowflake),
    /// A public thread in a channel of this guild.
    Thread { guild: Snowflake, parent: Snowflake },
    /// The bot's direct messages with this person.
    Direct(Snowflake),
}

/// What a channel gives to or takes from a role or a person.
#[derive(Clone, Debug)]
pub(crate) struct Overwrite {
    pub(crate) target: Snowflake,
    pub(crate) target_is_person: bool,
    pub(crate) allow: u64,
    pub(crate) deny: u64,
}

impl Role {
    /// The role object.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "color": 0,
            "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
            "hoist": false,
            "icon": null,
            "unicode_emoji": null,
            "position": 0,
            "permissions": self.permissions.to_string(),
            "managed": false,
            "mentionable": false,
            "flags": 0,
        })
    }
}

impl Guild {
    /// The guild object as `GET /guilds/{id}` answers it.
    pub(crate) fn json(&self) -> Value {
        let roles: Vec<Value> = self.roles.iter().map(Role::json).collect();
        json!({
            "id": self.id,
            "name": self.name,
            "icon": null,
            "splash": null,
            "discovery_splash": null,
            "owner_id": self.owner,
            "afk_channel_id": null,
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "roles": roles,
            "emojis": [],
            "features": [],
            "mfa_level": 0,
            "application_id": null,
            "system_channel_id": null,
            "system_channel_flags": 0,
            "rules_channel_id": null,
            "vanity_url_code": null,
            "description": null,
            "banner": null,
            "premium_tier": 0,
            "preferred_locale": "en-US",
            "public_updates_channel_id": null,
            "nsfw_level": 0,
            "stickers": [],
            "premium_progress_bar_enabled": false,
        })
    }

    /// The `GUILD_CREATE` event.
    pub(crate) fn created(&self, channels: &[Value], threads: &[Value], bot: &Person) -> Value {
        let mut guild = self.json();
        let extras = json!({
            "joined_at": self.id.made_at(),
            "large": false,
            "unavailable": false,
            "member_count": 2,
            "voice_states": [],
            "members": [bot.member()],
            "channels": channels,
            "threads": threads,
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        });
        if let (Some(guild), Value::Object(extras)) = (guild.as_object_mut(), extras) {
            guild.extend(extras);
        }
        guild
    }
}

impl Channel {
    /// The guild it belongs to; none for a direct channel.
    pub(crate) fn guild(&self) -> Option<Snowflake> {
        match self.home {
            Home::Guild(guild) | Home::Thread { guild, .. } => Some(guild),
            Home::Direct(_) => None,
        }
    }

    /// The channel that a thread is in.
    pub(crate) fn parent(&self) -> Option<Snowflake> {
        match self.home {
            Home::Thread { parent, .. } => Some(parent),
            Home::Guild(_) | Home::Direct(_) => None,
        }
    }

    /// The channel object; a direct channel needs the person on its other side.
    pub(crate) fn json(&self, recipient: Option<&Person>) -> Value {
        match self.home {
            Home::Guild(guild) => json!({
                "id": self.id,
                "type": 0,
                "guild_id": guild,
                "name": self.name,
                "position": 0,
                "permission_overwrites": self.overwrites.iter().map(Overwrite::json).collect::<Vec<_>>(),
                "topic": null,
                "nsfw": false,
                "last_message_id": null,
                "parent_id": null,
                "rate_limit_per_user": 0,
                "flags": 0,
            }),
            Home::Thread { guild, parent } => self.thread_json(guild, parent),
            Home::Direct(_) => json!({
                "id": self.id,
                "type": 1,
                "last_message_id": null,
                "recipients": recipient.map(Person::user).into_iter().collect::<Vec<_>>(),
                "flags": 0,
            }),
        }
    }

    fn thread_json(&self, guild: Snowflake, parent: Snowflake) -> Value {
        json!({
            "id": self.id,
            "type": 11,
            "guild_id": guild,
            "parent_id": parent,
            // Whoever opened it does not matter here; an id must stand there.
            "owner_id": guild,
            "name": self.name,
            "last_message_id": null,
            "message_count": 0,
            "member_count": 1,
            "total_message_sent": 0,
            "rate_limit_per_user": 0,
            "flags": 0,
            "thread_metadata": {
                "archived": self.is_archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": self.id.made_at(),
                "create_timestamp": self.id.made_at(),
                "locked": self.is_archived,
            },
        })
    }
}

impl Overwrite {
    fn json(&self) -> Value {
        json!({
            "id": self.target,
            "type": u8::from(self.target_is_person),
            "allow": self.allow.to_string(),
            "deny": self.deny.to_string(),
        })
    }
}

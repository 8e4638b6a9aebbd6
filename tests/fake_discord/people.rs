//! People and what they may do: users, members, roles, and Discord's way of working out someone's
//! permissions in a channel.

use serde_json::{Value, json};

use super::permissions::ADMINISTRATOR;
use super::places::{Channel, Guild, Overwrite};
use super::snowflake::Snowflake;

/// Someone with an account: a member or a bot.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) is_bot: bool,
    pub(crate) roles: Vec<Snowflake>,
    /// The language of the person's Discord, as interactions tell it.
    pub(crate) locale: String,
}

impl Person {
    /// Someone without roles, whose Discord speaks American English.
    pub(crate) fn new(id: Snowflake, name: &str, is_bot: bool) -> Self {
        Self {
            id,
            name: name.to_owned(),
            is_bot,
            roles: Vec::new(),
            locale: "en-US".to_owned(),
        }
    }

    /// How the person is written in a message's text.
    pub(crate) fn mention(&self) -> String {
        format!("<@{}>", self.id)
    }

    /// The user object.
    pub(crate) fn user(&self) -> Value {
        json!({
            "id": self.id,
            "username": self.name.to_lowercase().replace(' ', "_"),
            "global_name": self.name,
            "discriminator": "0",
            "avatar": null,
            "bot": self.is_bot,
            "public_flags": 0,
        })
    }

    /// The member object as messages carry it, without the user.
    pub(crate) fn partial_member(&self) -> Value {
        json!({
            "nick": null,
            "avatar": null,
            "roles": self.roles,
            "joined_at": self.id.made_at(),
            "premium_since": null,
            "deaf": false,
            "mute": false,
            "flags": 0,
            "pending": false,
            "communication_disabled_until": null,
        })
    }

    /// The whole member object.
    pub(crate) fn member(&self) -> Value {
        let mut member = self.partial_member();
        member["user"] = self.user();
        member
    }

    /// The permissions in a channel, worked out as Discord documents it: roles first, then what the
    /// channel takes from and gives to everyone, to the roles together, and to the person.
    pub(crate) fn permissions_in(&self, guild: &Guild, channel: &Channel) -> u64 {
        let held = |role: Snowflake| role == guild.id || self.roles.contains(&role);
        let roles = guild.roles.iter().filter(|role| held(role.id));
        let base = roles.fold(0, |permissions, role| permissions | role.permissions);
        if base & ADMINISTRATOR != 0 || self.id == guild.owner {
            return u64::MAX >> 12;
        }
        let stages: [&dyn Fn(&Overwrite) -> bool; 3] = [
            &|overwrite| overwrite.target == guild.id,
            &|overwrite| overwrite.target != guild.id && held(overwrite.target),
            &|overwrite| overwrite.target == self.id,
        ];
        stages.iter().fold(base, |permissions, applies| {
            let (allow, deny) = merged(
                channel
                    .overwrites
                    .iter()
                    .filter(|overwrite| applies(overwrite)),
            );
            permissions & !deny | allow
        })
    }
}

fn merged<'a>(overwrites: impl Iterator<Item = &'a Overwrite>) -> (u64, u64) {
    overwrites.fold((0, 0), |(allow, deny), overwrite| {
        (allow | overwrite.allow, deny | overwrite.deny)
    })
}

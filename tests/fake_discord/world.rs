//! What exists in the fake Discord: the bot and its application, guilds, channels, people, messages,
//! commands and interactions. Plain data, made on demand by name, so that a test can say
//! `member("Mia")` twice and mean the same person.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};

use super::attachments::Files;
use super::interaction_state::InteractionState;
use super::people::Person;
use super::permissions;
use super::places::{Channel, Guild, Home, Role};
use super::snowflake::{Snowflake, Snowflakes};

/// The server that exists from the start.
pub(crate) const FIRST_GUILD: &str = "Clinic";
/// The application's flag that says: message content is granted, the bot being small.
const MESSAGE_CONTENT_GRANTED: u64 = 1 << 19;

/// Everything there is.
pub(crate) struct World {
    pub(crate) application: Snowflake,
    pub(crate) bot: Person,
    pub(crate) token: String,
    pub(crate) token_is_valid: bool,
    pub(crate) message_content_granted: bool,
    pub(crate) guilds: Vec<Guild>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) people: Vec<Person>,
    pub(crate) messages: BTreeMap<Snowflake, Value>,
    /// Who sees a message that is for one person only.
    pub(crate) seen_by: HashMap<Snowflake, Snowflake>,
    pub(crate) files: Files,
    /// The message that a nonce made, by channel and nonce.
    pub(crate) nonces: HashMap<(Snowflake, String), Snowflake>,
    /// Those who take no direct messages from the bot.
    pub(crate) refuses_direct_messages: HashSet<Snowflake>,
    /// What automatic moderation lets nobody say, in lower case.
    pub(crate) blocked_words: Vec<String>,
    pub(crate) commands: Vec<Value>,
    pub(crate) interactions: Vec<InteractionState>,
    pub(crate) ids: Snowflakes,
}

impl World {
    /// A bot, and a guild with the channels `questions`, `general` and `staff`.
    pub(crate) fn new() -> Self {
        let mut ids = Snowflakes::default();
        let bot = Person::new(ids.next(), "Aftercare", true);
        let mut world = Self {
            application: ids.next(),
            // Put together here, so that no scanner takes it for a leaked one.
            token: format!("{}.{}.{}", "fake", "loopback", "token"),
            token_is_valid: true,
            message_content_granted: true,
            guilds: Vec::new(),
            channels: Vec::new(),
            people: vec![bot.clone()],
            messages: BTreeMap::new(),
            seen_by: HashMap::new(),
            files: Files::default(),
            nonces: HashMap::new(),
            refuses_direct_messages: HashSet::new(),
            blocked_words: Vec::new(),
            commands: Vec::new(),
            interactions: Vec::new(),
            bot,
            ids,
        };
        let guild = world.add_guild(FIRST_GUILD);
        for name in ["questions", "general", "staff"] {
            world.add_channel(Home::Guild(guild), name);
        }
        world
    }

    /// Makes a guild that the bot is in.
    pub(crate) fn add_guild(&mut self, name: &str) -> Snowflake {
        let id = self.ids.next();
        let everyone = Role {
            id,
            name: "@everyone".to_owned(),
            permissions: permissions::USUAL,
        };
        self.guilds.push(Guild {
            id,
            name: name.to_owned(),
            owner: self.ids.next(),
            roles: vec![everyone],
        });
        id
    }

    /// Makes a channel.
    pub(crate) fn add_channel(&mut self, home: Home, name: &str) -> Snowflake {
        let id = self.ids.next();
        self.channels.push(Channel {
            id,
            home,
            name: name.to_owned(),
            overwrites: Vec::new(),
            is_archived: false,
        });
        id
    }

    /// The person of that name, made if need be.
    pub(crate) fn person_named(&mut self, name: &str, is_bot: bool) -> &mut Person {
        let known = self.people.iter().position(|person| person.name == name);
        let index = known.unwrap_or_else(|| {
            let person = Person::new(self.ids.next(), name, is_bot);
            self.people.push(person);
            self.people.len() - 1
        });
        &mut self.people[index]
    }

    /// The role of that name in the first guild, made without permissions if need be.
    pub(crate) fn role_named(&mut self, name: &str) -> &mut Role {
        let id = self.ids.next();
        let roles = &mut self.guilds[0].roles;
        let known = roles.iter().position(|role| role.name == name);
        let index = known.unwrap_or_else(|| {
            roles.push(Role {
                id,
                name: name.to_owned(),
                permissions: 0,
            });
            roles.len() - 1
        });
        &mut roles[index]
    }

    /// The bot's direct channel with someone, opened if need be.
    pub(crate) fn direct_channel(&mut self, person: Snowflake) -> Snowflake {
        let home = Home::Direct(person);
        let open = self.channels.iter().find(|channel| channel.home == home);
        match open {
            Some(channel) => channel.id,
            None => self.add_channel(home, ""),
        }
    }

    /// The guild of that id.
    pub(crate) fn guild(&self, id: Snowflake) -> Option<&Guild> {
        self.guilds.iter().find(|guild| guild.id == id)
    }

    /// The channel of that id.
    pub(crate) fn channel(&self, id: Snowflake) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// The person of that id, as they are now.
    pub(crate) fn person(&self, id: Snowflake) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The channel object.
    pub(crate) fn channel_json(&self, channel: &Channel) -> Value {
        match channel.home {
            Home::Direct(person) => channel.json(self.person(person)),
            Home::Guild(_) | Home::Thread { .. } => channel.json(None),
        }
    }

    /// The channel objects of a guild, without threads.
    pub(crate) fn channels_of(&self, guild: Snowflake) -> Vec<Value> {
        self.channels_where(|channel| channel.home == Home::Guild(guild))
    }

    /// The `GUILD_CREATE` event of a guild, which lists the threads that are open.
    pub(crate) fn guild_created(&self, guild: &Guild) -> Value {
        let threads = self.channels_where(|channel| {
            channel.guild() == Some(guild.id) && channel.parent().is_some() && !channel.is_archived
        });
        guild.created(&self.channels_of(guild.id), &threads, &self.bot_now())
    }

    fn channels_where(&self, is_meant: impl Fn(&Channel) -> bool) -> Vec<Value> {
        let meant = self.channels.iter().filter(|channel| is_meant(channel));
        meant.map(|channel| self.channel_json(channel)).collect()
    }

    /// The channel whose overwrites count: a thread has its parent's.
    pub(crate) fn ruled_by<'a>(&'a self, channel: &'a Channel) -> &'a Channel {
        let parent = channel.parent().and_then(|parent| self.channel(parent));
        parent.unwrap_or(channel)
    }

    /// What someone may do in a channel; everything that fits a direct channel, if it is one.
    pub(crate) fn permissions(&self, person: Snowflake, channel: &Channel) -> u64 {
        let channel = self.ruled_by(channel);
        let guild = channel.guild().and_then(|guild| self.guild(guild));
        let (Some(guild), Some(person)) = (guild, self.person(person)) else {
            return permissions::USUAL;
        };
        person.permissions_in(guild, channel)
    }

    /// The bot with the roles that it has by now.
    pub(crate) fn bot_now(&self) -> Person {
        self.person(self.bot.id).unwrap_or(&self.bot).clone()
    }

    /// The application's flags, which tell whether message content is granted.
    pub(crate) fn application_flags(&self) -> u64 {
        if self.message_content_granted {
            MESSAGE_CONTENT_GRANTED
        } else {
            0
        }
    }

    /// The application object.
    pub(crate) fn application_json(&self) -> Value {
        json!({
            "id": self.application,
            "name": self.bot.name,
            "icon": null,
            "description": "",
            "bot": self.bot.user(),
            "bot_public": false,
            "bot_require_code_grant": false,
            "verify_key": "00",
            "team": null,
            "owner": null,
            "flags": self.application_flags(),
            "redirect_uris": [],
            "interactions_endpoint_url": null,
            "role_connections_verification_url": null,
            "integration_types_config": { "0": {} },
            "approximate_guild_count": self.guilds.len(),
        })
    }
}

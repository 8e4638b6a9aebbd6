//! Who and what is on the stage: people, roles, channels and guilds, all by name and made on demand.
//! What is made after the bot connected is announced over the gateway, as Discord does.

use serde_json::json;

use super::FakeDiscord;
use super::people::Person;
use super::places::{Home, Overwrite};
use super::snowflake::Snowflake;

impl FakeDiscord {
    /// The member of that name.
    pub(crate) fn member(&self, name: &str) -> Person {
        self.shared
            .with(|state| state.world.person_named(name, false).clone())
    }

    /// The member of that name, who also has the role of that name.
    pub(crate) fn member_with_role(&self, name: &str, role: &str) -> Person {
        self.shared.with(|state| {
            let role = state.world.role_named(role).id;
            let person = state.world.person_named(name, false);
            if !person.roles.contains(&role) {
                person.roles.push(role);
            }
            person.clone()
        })
    }

    /// The person's Discord speaks that language (`"es-ES"`) from now on.
    pub(crate) fn speaks(&self, person: &Person, locale: &str) {
        self.shared.with(|state| {
            let mut people = state.world.people.iter_mut();
            let found = people.find(|known| known.id == person.id);
            locale.clone_into(&mut found.expect("the person exists").locale);
        });
    }

    /// Another bot of that name.
    pub(crate) fn other_bot(&self, name: &str) -> Person {
        self.shared
            .with(|state| state.world.person_named(name, true).clone())
    }

    /// The bot under test, as others see it.
    pub(crate) fn bot(&self) -> Person {
        self.shared.with(|state| state.world.bot_now())
    }

    /// The role of that name in the first guild, for settings.
    pub(crate) fn role(&self, name: &str) -> Snowflake {
        self.shared.with(|state| state.world.role_named(name).id)
    }

    /// Gives a role of the first guild permissions (Discord's bits).
    pub(crate) fn permit(&self, role: &str, permissions: u64) {
        self.shared
            .with(|state| state.world.role_named(role).permissions |= permissions);
    }

    /// Takes permissions (Discord's bits) from the bot in one channel and its threads. Events still come, as
    /// they do when this happened a moment ago.
    pub(crate) fn deny_bot(&self, channel: Snowflake, permissions: u64) {
        self.overwrite_for_bot(channel, 0, permissions);
    }

    /// Gives the bot permissions (Discord's bits) in one channel and its threads.
    pub(crate) fn allow_bot(&self, channel: Snowflake, permissions: u64) {
        self.overwrite_for_bot(channel, permissions, 0);
    }

    fn overwrite_for_bot(&self, channel: Snowflake, allow: u64, deny: u64) {
        self.shared.with(|state| {
            let world = &mut state.world;
            let overwrite = Overwrite {
                target: world.bot.id,
                target_is_person: true,
                allow,
                deny,
            };
            let named = world.channel(channel).expect("the channel exists");
            let ruling = world.ruled_by(named).id;
            let mut channels = world.channels.iter_mut();
            let channel = channels.find(|known| known.id == ruling);
            channel
                .expect("it was just found")
                .overwrites
                .push(overwrite);
        });
    }

    /// The first guild.
    pub(crate) fn guild(&self) -> Snowflake {
        self.shared.with(|state| state.world.guilds[0].id)
    }

    /// The guild of that name; a new one is announced to the bot.
    pub(crate) fn guild_named(&self, name: &str) -> Snowflake {
        self.shared.with(|state| {
            let known = state.world.guilds.iter().find(|guild| guild.name == name);
            if let Some(guild) = known {
                return guild.id;
            }
            let id = state.world.add_guild(name);
            let created = state
                .world
                .guild(id)
                .map(|guild| state.world.guild_created(guild));
            state.dispatch("GUILD_CREATE", created.expect("the guild was just made"));
            id
        })
    }

    /// The channel of that name in the first guild.
    pub(crate) fn channel(&self, name: &str) -> Snowflake {
        self.channel_in(self.guild(), name)
    }

    /// The channel of that name in a guild; a new one is announced to the bot.
    pub(crate) fn channel_in(&self, guild: Snowflake, name: &str) -> Snowflake {
        self.place(Home::Guild(guild), name, "CHANNEL_CREATE")
    }

    /// The public thread of that name in a channel; a new one is announced to the bot.
    pub(crate) fn thread(&self, parent: Snowflake, name: &str) -> Snowflake {
        let guild = self.shared.with(|state| {
            let parent = state.world.channel(parent).expect("the channel exists");
            parent.guild().expect("threads are in guilds")
        });
        self.place(Home::Thread { guild, parent }, name, "THREAD_CREATE")
    }

    fn place(&self, home: Home, name: &str, event: &str) -> Snowflake {
        self.shared.with(|state| {
            let mut channels = state.world.channels.iter();
            let known = channels.find(|channel| channel.home == home && channel.name == name);
            if let Some(channel) = known {
                return channel.id;
            }
            let id = state.world.add_channel(home, name);
            let made = state.world.channel(id).expect("it was just made");
            let mut created = state.world.channel_json(made);
            if made.parent().is_some() {
                created["newly_created"] = json!(true);
            }
            state.dispatch(event, created);
            id
        })
    }

    /// The bot's direct channel with someone.
    pub(crate) fn direct_channel(&self, person: &Person) -> Snowflake {
        self.shared
            .with(|state| state.world.direct_channel(person.id))
    }
}

//! What holds where: each server's own settings over those of the settings file.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use serenity::all::{ChannelId, GuildId, Member, Permissions, RoleId};

use crate::settings::{Clinic, Server, Settings};
use crate::store::GuildSettings;

/// Who may do what staff may, whatever their roles: whoever may change the server itself.
const KEEPERS: Permissions = Permissions::MANAGE_GUILD.union(Permissions::ADMINISTRATOR);

/// What holds in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// What replies say of the clinic.
    pub(super) clinic: Clinic,
    server: Server,
}

/// May this member, who has just used the bot, change the server itself?
pub(super) fn is_keeper(member: &Member) -> bool {
    member.permissions.unwrap_or_default().intersects(KEEPERS)
}

/// What holds everywhere.
#[derive(Debug)]
pub(super) struct Places {
    /// What the settings file says.
    defaults: Arc<Place>,
    set: RwLock<HashMap<GuildId, Set>>,
}

/// What a server set for itself, and what holds there by it.
#[derive(Debug)]
struct Set {
    own: GuildSettings,
    place: Arc<Place>,
}

impl Place {
    /// Where the team reads.
    pub(super) fn team_channel(&self) -> Option<ChannelId> {
        self.server.team_channel.map(ChannelId::new)
    }

    /// The role that staff have.
    pub(super) fn staff_role(&self) -> Option<RoleId> {
        self.server.staff_role.map(RoleId::new)
    }

    /// The channels in which the bot answers without being asked.
    pub(super) fn watched_channels(&self) -> impl Iterator<Item = ChannelId> {
        self.server
            .watched_channels
            .iter()
            .copied()
            .map(ChannelId::new)
    }

    /// Does the bot answer in this channel without being asked?
    pub(super) fn watches(&self, channel: ChannelId) -> bool {
        self.server.watched_channels.contains(&channel.get())
    }

    /// Is one of these the role that staff have?
    pub(super) fn is_staff_role(&self, roles: &[RoleId]) -> bool {
        self.staff_role()
            .is_some_and(|staff| roles.contains(&staff))
    }

    /// Is this member, who has just used the bot, of the staff?
    pub(super) fn is_staff(&self, member: &Member) -> bool {
        is_keeper(member) || self.is_staff_role(&member.roles)
    }
}

impl Places {
    /// Nothing but what the settings file says.
    pub(super) fn new(settings: &Settings) -> Self {
        let defaults = Place {
            clinic: settings.clinic.clone(),
            server: settings.server.clone(),
        };
        Self {
            defaults: Arc::new(defaults),
            set: RwLock::new(HashMap::new()),
        }
    }

    /// What holds on a server. A direct message has none; then what the only server says that has settings of its own,
    /// as one clinic mostly has one server.
    pub(super) fn of(&self, guild: Option<GuildId>) -> Arc<Place> {
        let set = self.set.read().unwrap_or_else(PoisonError::into_inner);
        let found = match guild {
            Some(guild) => set.get(&guild),
            None => set.values().next().filter(|_| set.len() == 1),
        };
        Arc::clone(found.map_or(&self.defaults, |set| &set.place))
    }

    /// What a server set for itself.
    pub(super) fn own(&self, guild: GuildId) -> GuildSettings {
        let set = self.set.read().unwrap_or_else(PoisonError::into_inner);
        set.get(&guild)
            .map(|set| set.own.clone())
            .unwrap_or_default()
    }

    /// The only server that has settings of its own.
    pub(super) fn only(&self) -> Option<GuildId> {
        let set = self.set.read().unwrap_or_else(PoisonError::into_inner);
        set.keys().next().copied().filter(|_| set.len() == 1)
    }

    /// From now on a server's own settings are these.
    pub(super) fn set(&self, guild: GuildId, own: GuildSettings) {
        let place = Arc::new(self.defaults.with(&own));
        let mut set = self.set.write().unwrap_or_else(PoisonError::into_inner);
        set.insert(guild, Set { own, place });
    }

    /// Every team's channel.
    pub(super) fn team_channels(&self) -> BTreeSet<ChannelId> {
        let set = self.set.read().unwrap_or_else(PoisonError::into_inner);
        let places = set.values().map(|set| &set.place).chain([&self.defaults]);
        places.filter_map(|place| place.team_channel()).collect()
    }

    /// Is any channel watched anywhere? Then the bot needs to read what isn't said to it.
    pub(super) fn watch_anything(&self) -> bool {
        let set = self.set.read().unwrap_or_else(PoisonError::into_inner);
        let mut places = set.values().map(|set| &set.place).chain([&self.defaults]);
        places.any(|place| !place.server.watched_channels.is_empty())
    }
}

impl Place {
    /// The same, with what a server set for itself on top. Its watched channels are added: those of the file are ended
    /// in the file.
    fn with(&self, own: &GuildSettings) -> Self {
        let Self { clinic, server } = self.clone();
        let watched = server.watched_channels.union(&own.watched_channels);
        Self {
            clinic: Clinic {
                country: own.country.clone().or(clinic.country),
                contact: own.contact.clone().or(clinic.contact),
            },
            server: Server {
                staff_role: own.staff_role.or(server.staff_role),
                team_channel: own.team_channel.or(server.team_channel),
                watched_channels: watched.copied().collect(),
                home_servers: server.home_servers,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channel(place: &Place) -> Option<u64> {
        place.team_channel().map(ChannelId::get)
    }

    #[test]
    fn what_a_server_set_holds_there_and_in_direct_messages_while_it_is_the_only_one() {
        let settings = Settings::parse(
            "contact = \"Call us.\"\n[server]\nteam_channel = 1\nwatched_channels = [2]\n",
        );
        let places = Places::new(&settings.expect("settings"));
        let [here, there] = [10, 11].map(GuildId::new);
        assert_eq!(channel(&places.of(Some(here))), Some(1));
        let own = GuildSettings {
            team_channel: Some(3),
            watched_channels: [4].into(),
            ..GuildSettings::default()
        };
        places.set(here, own);
        let place = places.of(Some(here));
        assert_eq!(channel(&place), Some(3));
        assert_eq!(place.clinic.contact.as_deref(), Some("Call us."));
        assert!(
            [2, 4]
                .map(ChannelId::new)
                .iter()
                .all(|watched| place.watches(*watched))
        );
        assert_eq!(channel(&places.of(Some(there))), Some(1));
        assert_eq!(places.of(None), place);
        places.set(there, GuildSettings::default());
        assert_eq!(
            channel(&places.of(None)),
            Some(1),
            "it is not sure which is meant"
        );
    }
}

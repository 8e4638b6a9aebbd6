//! What staff set for their server.

use std::collections::{BTreeMap, BTreeSet};

use super::failure::{FailureKind, StoreFailure};
use super::{Store, on_either};

/// One server's settings. Ids are Discord's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GuildSettings {
    /// Whose members may use the staff's commands.
    pub staff_role: Option<u64>,
    /// Where questions arrive that members chose to send.
    pub team_channel: Option<u64>,
    /// Where the bot answers without being asked.
    pub watched_channels: BTreeSet<u64>,
    /// The clinic's country (ISO 3166, two capital letters).
    pub country: Option<String>,
    /// How to reach the clinic, as one sentence for members.
    pub contact: Option<String>,
}

/// A server's settings and one of its watched channels.
type Row = (
    i64,
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<i64>,
);

// One statement, so that no save can come between settings and channels.
const ALL: &str = "
    SELECT guild_settings.guild, staff_role, team_channel, country, contact, channel
    FROM guild_settings
    LEFT JOIN watched_channel ON watched_channel.guild = guild_settings.guild";

// The first statement of a save: it makes a second save of the same server wait for the first.
const SAVE: &str = "
    INSERT INTO guild_settings (guild, staff_role, team_channel, country, contact)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (guild) DO UPDATE SET
        staff_role = excluded.staff_role,
        team_channel = excluded.team_channel,
        country = excluded.country,
        contact = excluded.contact";

const UNWATCH_ALL: &str = "DELETE FROM watched_channel WHERE guild = $1";

const WATCH: &str = "INSERT INTO watched_channel (guild, channel) VALUES ($1, $2)";

impl Store {
    /// Every server's settings, by the server's id.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn guild_settings(&self) -> Result<BTreeMap<u64, GuildSettings>, StoreFailure> {
        let rows: Vec<Row> = on_either!(self, pool => sqlx::query_as(ALL).fetch_all(pool).await)
            .map_err(|error| self.undone("can't tell the servers' settings", error))?;
        let mut guilds = BTreeMap::new();
        for (guild, staff_role, team_channel, country, contact, channel) in rows {
            let settings = guilds
                .entry(guild.cast_unsigned())
                .or_insert_with(|| GuildSettings {
                    staff_role: staff_role.map(i64::cast_unsigned),
                    team_channel: team_channel.map(i64::cast_unsigned),
                    watched_channels: BTreeSet::new(),
                    country,
                    contact,
                });
            settings
                .watched_channels
                .extend(channel.map(i64::cast_unsigned));
        }
        Ok(guilds)
    }

    /// Replaces one server's settings, wholly or not at all. Texts lose U+0000, which PostgreSQL can't keep.
    ///
    /// # Errors
    /// When the database can't be written; it then holds what it held before.
    pub async fn save_guild_settings(
        &self,
        guild: u64,
        settings: &GuildSettings,
    ) -> Result<(), StoreFailure> {
        let guild = guild.cast_signed();
        let saved = on_either!(self, pool => async {
            let mut transaction = pool.begin().await?;
            sqlx::query(SAVE)
                .bind(guild)
                .bind(settings.staff_role.map(u64::cast_signed))
                .bind(settings.team_channel.map(u64::cast_signed))
                .bind(kept(settings.country.as_ref()))
                .bind(kept(settings.contact.as_ref()))
                .execute(&mut *transaction)
                .await?;
            sqlx::query(UNWATCH_ALL).bind(guild).execute(&mut *transaction).await?;
            for channel in &settings.watched_channels {
                let watch = sqlx::query(WATCH).bind(guild).bind(channel.cast_signed());
                watch.execute(&mut *transaction).await?;
            }
            transaction.commit().await
        }
        .await);
        saved.map_err(|error| self.undone("can't keep a server's settings", error))
    }

    pub(super) fn undone(&self, what: &'static str, error: sqlx::Error) -> StoreFailure {
        StoreFailure::new(&self.address, FailureKind::Undone(what)).because(error)
    }
}

fn kept(text: Option<&String>) -> Option<String> {
    text.map(|text| text.replace('\0', ""))
}

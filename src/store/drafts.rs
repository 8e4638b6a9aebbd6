//! Changes that staff are making and have not confirmed: what they wrote so far is not lost with a restart.

use super::failure::StoreFailure;
use super::{Store, on_either, random_id};

/// A change that one of the staff is making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Positive, and drawn at random.
    pub id: i64,
    /// The server on which it is made.
    pub guild: u64,
    /// Who of the staff makes it.
    pub who: u64,
    /// When it was begun, in Unix seconds.
    pub at: i64,
    /// What the caller wrote, such as JSON.
    pub content: String,
}

/// A draft that is begun; the store gives it its id.
#[derive(Debug, Clone, Copy)]
pub struct NewDraft<'a> {
    /// The server on which it is made.
    pub guild: u64,
    /// Who of the staff makes it.
    pub who: u64,
    /// When, in Unix seconds.
    pub at: i64,
    /// What the caller keeps, such as JSON. PostgreSQL refuses U+0000, which JSON writes in other characters.
    pub content: &'a str,
}

const KEEP: &str = "
    INSERT INTO draft (guild, id, who, begun_at, content)
    VALUES ($1, $2, $3, $4, $5)";

const ONE: &str = "SELECT who, begun_at, content FROM draft WHERE guild = $1 AND id = $2";

const OF_SERVER: &str = "SELECT id, who, begun_at, content FROM draft WHERE guild = $1";

const CHANGE: &str = "UPDATE draft SET content = $3 WHERE guild = $1 AND id = $2";

const DROP: &str = "DELETE FROM draft WHERE guild = $1 AND id = $2";

const PURGE: &str = "DELETE FROM draft WHERE begun_at < $1";

impl Store {
    /// Keeps a new draft and tells its id.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn keep_draft(&self, draft: &NewDraft<'_>) -> Result<i64, StoreFailure> {
        let id = random_id();
        let kept = on_either!(self, pool => sqlx::query(KEEP)
            .bind(draft.guild.cast_signed())
            .bind(id)
            .bind(draft.who.cast_signed())
            .bind(draft.at)
            .bind(draft.content)
            .execute(pool)
            .await
            .map(|_| id));
        kept.map_err(|error| self.undone("can't keep a draft", error))
    }

    /// A server's draft, if it is still there.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn draft(&self, guild: u64, id: i64) -> Result<Option<Draft>, StoreFailure> {
        let row: Option<(i64, i64, String)> = on_either!(self, pool => {
            sqlx::query_as(ONE).bind(guild.cast_signed()).bind(id).fetch_optional(pool).await
        })
        .map_err(|error| self.undone("can't tell a draft", error))?;
        Ok(row.map(|(who, at, content)| Draft {
            id,
            guild,
            who: who.cast_unsigned(),
            at,
            content,
        }))
    }

    /// A server's drafts, those first that were begun first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn drafts(&self, guild: u64) -> Result<Vec<Draft>, StoreFailure> {
        let rows: Vec<(i64, i64, i64, String)> = on_either!(self, pool => {
            sqlx::query_as(OF_SERVER).bind(guild.cast_signed()).fetch_all(pool).await
        })
        .map_err(|error| self.undone("can't tell the drafts", error))?;
        let drafts = rows.into_iter().map(|(id, who, at, content)| Draft {
            id,
            guild,
            who: who.cast_unsigned(),
            at,
            content,
        });
        let mut drafts: Vec<Draft> = drafts.collect();
        drafts.sort_unstable_by_key(|draft| (draft.at, draft.id));
        Ok(drafts)
    }

    /// Replaces what a draft holds. False where it is not there any more; nothing is kept then.
    ///
    /// # Errors
    /// When the database can't be written; the draft then holds what it held before.
    pub async fn change_draft(
        &self,
        guild: u64,
        id: i64,
        content: &str,
    ) -> Result<bool, StoreFailure> {
        let changed = on_either!(self, pool => sqlx::query(CHANGE)
            .bind(guild.cast_signed())
            .bind(id)
            .bind(content)
            .execute(pool)
            .await
            .map(|done| done.rows_affected() == 1));
        changed.map_err(|error| self.undone("can't keep a draft", error))
    }

    /// Forgets a draft. True for the one who took it away: of two that confirm it at once, only one may carry it out.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn drop_draft(&self, guild: u64, id: i64) -> Result<bool, StoreFailure> {
        let dropped = on_either!(self, pool => sqlx::query(DROP)
            .bind(guild.cast_signed())
            .bind(id)
            .execute(pool)
            .await
            .map(|done| done.rows_affected() == 1));
        dropped.map_err(|error| self.undone("can't forget a draft", error))
    }

    /// Forgets the drafts of all servers that were begun before a moment in Unix seconds, and tells how many there were.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_drafts(&self, before: i64) -> Result<u64, StoreFailure> {
        let purged = on_either!(self, pool => sqlx::query(PURGE)
            .bind(before)
            .execute(pool)
            .await
            .map(|done| done.rows_affected()));
        purged.map_err(|error| self.undone("can't forget old drafts", error))
    }
}

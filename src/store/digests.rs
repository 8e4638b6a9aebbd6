//! Of which weeks a server's team has had its digest, so that it comes once, also with several processes.

use super::failure::StoreFailure;
use super::{Store, on_either};

const CLAIM: &str = "INSERT INTO digest (guild, week) VALUES ($1, $2) ON CONFLICT DO NOTHING";

const UNCLAIM: &str = "DELETE FROM digest WHERE guild = $1 AND week = $2";

impl Store {
    /// Takes it on to post a server's digest of a week, named in the caller's way. True for one caller only, who then posts
    /// it.
    ///
    /// # Errors
    /// When the database can't be written; nobody has taken it on then.
    pub async fn claim_digest(&self, guild: u64, week: &str) -> Result<bool, StoreFailure> {
        let claimed = on_either!(self, pool => sqlx::query(CLAIM)
            .bind(guild.cast_signed())
            .bind(week)
            .execute(pool)
            .await
            .map(|done| done.rows_affected() == 1));
        claimed.map_err(|error| self.undone("can't note a digest", error))
    }

    /// Gives a digest back that could not be posted, so that it can be claimed again.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn unclaim_digest(&self, guild: u64, week: &str) -> Result<(), StoreFailure> {
        let given_back = on_either!(self, pool => sqlx::query(UNCLAIM)
            .bind(guild.cast_signed())
            .bind(week)
            .execute(pool)
            .await
            .map(|_| ()));
        given_back.map_err(|error| self.undone("can't give a digest back", error))
    }
}

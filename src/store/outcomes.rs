//! How questions were decided: a day's sums by decision and entry, with nobody's name and no question.

use super::failure::StoreFailure;
use super::{Store, on_either};

/// How often a server's questions were decided in one way on one day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutcomeCount {
    /// The day, like 2026-11-24.
    pub day: String,
    /// The decision, in the caller's word.
    pub decision: String,
    /// The id of the entry that it is about, if it is about one.
    pub entry: Option<String>,
    /// How often.
    pub times: u64,
}

// The sum is made in the database, so that two at once are two.
const ADD: &str = "
    INSERT INTO outcome (guild, day, decision, entry, times)
    VALUES ($1, $2, $3, $4, 1)
    ON CONFLICT (guild, day, decision, entry) DO UPDATE SET times = outcome.times + 1";

const COUNTS: &str = "
    SELECT day, decision, entry, times FROM outcome
    WHERE guild = $1 AND day >= $2 AND day <= $3";

impl Store {
    /// Adds one to how often questions were so decided. `day` is an ISO date like 2026-11-24; an empty entry is none.
    ///
    /// # Errors
    /// When the database can't be written; nothing is counted then.
    pub async fn count_outcome(
        &self,
        guild: u64,
        day: &str,
        decision: &str,
        entry: Option<&str>,
    ) -> Result<(), StoreFailure> {
        let added = on_either!(self, pool => sqlx::query(ADD)
            .bind(guild.cast_signed())
            .bind(day)
            .bind(decision)
            // A primary key can't have NULL.
            .bind(entry.unwrap_or_default())
            .execute(pool)
            .await
            .map(|_| ()));
        added.map_err(|error| self.undone("can't count how a question was decided", error))
    }

    /// One server's counts from a day to another, both among them, by day, decision and entry; what never happened is not
    /// among them.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn outcome_counts(
        &self,
        guild: u64,
        from_day: &str,
        to_day: &str,
    ) -> Result<Vec<OutcomeCount>, StoreFailure> {
        let rows: Vec<(String, String, String, i64)> = on_either!(self, pool => {
            sqlx::query_as(COUNTS)
                .bind(guild.cast_signed())
                .bind(from_day)
                .bind(to_day)
                .fetch_all(pool)
                .await
        })
        .map_err(|error| self.undone("can't tell how questions were decided", error))?;
        let mut counts: Vec<OutcomeCount> = rows.into_iter().map(read).collect();
        // Not in the statement: PostgreSQL would order as its operator's language does, SQLite by bytes.
        counts.sort_unstable();
        Ok(counts)
    }
}

fn read((day, decision, entry, times): (String, String, String, i64)) -> OutcomeCount {
    OutcomeCount {
        day,
        decision,
        entry: (!entry.is_empty()).then_some(entry),
        times: times.cast_unsigned(),
    }
}

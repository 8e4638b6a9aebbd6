//! How often an entry helped, as members' buttons say: counted by server, entry and day, with nobody's name.

use super::failure::StoreFailure;
use super::{Store, on_either};

/// What a member said of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feedback {
    /// It helped.
    Helped,
    /// It did not.
    NotHelped,
}

/// One entry's counts of one day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeedbackCount {
    /// The entry's id.
    pub entry: String,
    /// The day, like 2026-11-24.
    pub day: String,
    /// How many said that it helped.
    pub helped: u64,
    /// How many said that it did not.
    pub not_helped: u64,
}

// The sum is made in the database, so that two at once are two.
const ADD: &str = "
    INSERT INTO feedback (guild, entry, day, helped, not_helped)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (guild, entry, day) DO UPDATE SET
        helped = feedback.helped + excluded.helped,
        not_helped = feedback.not_helped + excluded.not_helped";

const COUNTS: &str = "SELECT entry, day, helped, not_helped FROM feedback WHERE guild = $1";

impl Store {
    /// Adds one to what was said of an entry, in whatever language it was answered. `day` is an ISO date like 2026-11-24.
    ///
    /// # Errors
    /// When the database can't be written; nothing is counted then.
    pub async fn count_feedback(
        &self,
        guild: u64,
        entry: &str,
        day: &str,
        feedback: Feedback,
    ) -> Result<(), StoreFailure> {
        let (helped, not_helped) = match feedback {
            Feedback::Helped => (1_i64, 0_i64),
            Feedback::NotHelped => (0, 1),
        };
        let added = on_either!(self, pool => sqlx::query(ADD)
            .bind(guild.cast_signed())
            .bind(entry)
            .bind(day)
            .bind(helped)
            .bind(not_helped)
            .execute(pool)
            .await
            .map(|_| ()));
        added.map_err(|error| self.undone("can't count feedback", error))
    }

    /// One server's counts, by entry and then by day; days on which nobody said anything are not among them.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn feedback_counts(&self, guild: u64) -> Result<Vec<FeedbackCount>, StoreFailure> {
        let rows: Vec<(String, String, i64, i64)> = on_either!(self, pool => {
            sqlx::query_as(COUNTS).bind(guild.cast_signed()).fetch_all(pool).await
        })
        .map_err(|error| self.undone("can't tell the feedback", error))?;
        let mut counts: Vec<FeedbackCount> = rows.into_iter().map(read).collect();
        // Not in the statement: PostgreSQL would order as its operator's language does, SQLite by bytes.
        counts.sort_unstable();
        Ok(counts)
    }
}

fn read((entry, day, helped, not_helped): (String, String, i64, i64)) -> FeedbackCount {
    FeedbackCount {
        entry,
        day,
        helped: helped.cast_unsigned(),
        not_helped: not_helped.cast_unsigned(),
    }
}

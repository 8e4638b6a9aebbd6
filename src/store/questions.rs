//! What members chose to send to the clinic's team: the text, how often, and since when; nobody's name.
//!
//! It is there until the team closes it, or until it is purged. Whoever sends a text takes out of it beforehand what tells
//! who wrote it.

use super::failure::StoreFailure;
use super::{Store, on_either, random_id};

/// A question that waits for the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Positive, and drawn at random.
    pub id: i64,
    /// The server on which it was asked.
    pub guild: u64,
    /// The text as it was sent.
    pub text: String,
    /// How often it was sent, at least once.
    pub times: u64,
    /// The day on which it was first sent, like 2026-11-24.
    pub first_day: String,
    /// The day on which it was last sent.
    pub last_day: String,
    /// The channel and the message in which the team sees it, once it does.
    pub card: Option<(u64, u64)>,
}

pub(super) type Row = (
    i64,
    i64,
    String,
    i64,
    String,
    String,
    Option<i64>,
    Option<i64>,
);

/// A statement that tells questions, with the columns of [`Row`].
macro_rules! telling_questions {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "guild, id, question, times, first_day, last_day, channel, message",
            $after
        )
    };
}
pub(super) use telling_questions;

const KEEP: &str = "
    INSERT INTO question (guild, id, question, times, first_day, last_day)
    VALUES ($1, $2, $3, 1, $4, $4)";

// The sum is made in the database, so that two at once are two.
const COUNT: &str = "
    UPDATE question SET times = times + 1, last_day = $3
    WHERE guild = $1 AND id = $2
    RETURNING times";

const PLACE: &str = "UPDATE question SET channel = $3, message = $4 WHERE guild = $1 AND id = $2";

const ONE: &str = telling_questions!("SELECT ", " FROM question WHERE guild = $1 AND id = $2");

const OPEN: &str = telling_questions!("SELECT ", " FROM question WHERE guild = $1");

const CLOSE: &str = "DELETE FROM question WHERE guild = $1 AND id = $2";

const PURGE: &str = telling_questions!("DELETE FROM question WHERE last_day < $1 RETURNING ", "");

impl Store {
    /// Keeps a question that was sent for the first time, and tells its id. The text loses U+0000, which PostgreSQL can't
    /// keep. `day` is an ISO date like 2026-11-24.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn keep_question(
        &self,
        guild: u64,
        text: &str,
        day: &str,
    ) -> Result<i64, StoreFailure> {
        let id = random_id();
        let text = text.replace('\0', "");
        let kept = on_either!(self, pool => sqlx::query(KEEP)
            .bind(guild.cast_signed())
            .bind(id)
            .bind(text)
            .bind(day)
            .execute(pool)
            .await
            .map(|_| id));
        kept.map_err(|error| self.undone("can't keep a question for the team", error))
    }

    /// Notes that a question was sent once more, and tells how often it was by now; `None` where it is not there any more.
    ///
    /// # Errors
    /// When the database can't be written; nothing is counted then.
    pub async fn count_question(
        &self,
        guild: u64,
        id: i64,
        day: &str,
    ) -> Result<Option<u64>, StoreFailure> {
        let times: Option<(i64,)> = on_either!(self, pool => sqlx::query_as(COUNT)
            .bind(guild.cast_signed())
            .bind(id)
            .bind(day)
            .fetch_optional(pool)
            .await)
        .map_err(|error| self.undone("can't count a question for the team", error))?;
        Ok(times.map(|(times,)| times.cast_unsigned()))
    }

    /// Notes in which message the team sees a question. False where the question is not there any more.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn place_question(
        &self,
        guild: u64,
        id: i64,
        channel: u64,
        message: u64,
    ) -> Result<bool, StoreFailure> {
        let placed = on_either!(self, pool => sqlx::query(PLACE)
            .bind(guild.cast_signed())
            .bind(id)
            .bind(channel.cast_signed())
            .bind(message.cast_signed())
            .execute(pool)
            .await
            .map(|done| done.rows_affected() == 1));
        placed.map_err(|error| self.undone("can't note where a question for the team is", error))
    }

    /// A question of a server, if it is still there.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn question(&self, guild: u64, id: i64) -> Result<Option<Question>, StoreFailure> {
        let row: Option<Row> = on_either!(self, pool => {
            sqlx::query_as(ONE).bind(guild.cast_signed()).bind(id).fetch_optional(pool).await
        })
        .map_err(|error| self.undone("can't tell a question for the team", error))?;
        Ok(row.map(Question::read))
    }

    /// A server's questions, those first that were sent first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn open_questions(&self, guild: u64) -> Result<Vec<Question>, StoreFailure> {
        let rows = on_either!(self, pool => {
            sqlx::query_as(OPEN).bind(guild.cast_signed()).fetch_all(pool).await
        })
        .map_err(|error| self.undone("can't tell the questions for the team", error))?;
        Ok(Question::read_all(rows))
    }

    /// Forgets a question that the team is done with. True for the one who took it away.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn close_question(&self, guild: u64, id: i64) -> Result<bool, StoreFailure> {
        let closed = on_either!(self, pool => sqlx::query(CLOSE)
            .bind(guild.cast_signed())
            .bind(id)
            .execute(pool)
            .await
            .map(|done| done.rows_affected() == 1));
        closed.map_err(|error| self.undone("can't forget a question for the team", error))
    }

    /// Forgets the questions of all servers that were last sent before a day, and tells what they were, so that what the
    /// team sees of them can be emptied; by server, and those first that were sent first.
    ///
    /// # Errors
    /// When the database can't be written; all are there then.
    pub async fn purge_questions(&self, before_day: &str) -> Result<Vec<Question>, StoreFailure> {
        let rows = on_either!(self, pool => {
            sqlx::query_as(PURGE).bind(before_day).fetch_all(pool).await
        })
        .map_err(|error| self.undone("can't forget old questions for the team", error))?;
        Ok(Question::read_all(rows))
    }
}

impl Question {
    pub(super) fn read_all(rows: Vec<Row>) -> Vec<Self> {
        let mut questions: Vec<Self> = rows.into_iter().map(Self::read).collect();
        // Not in the statement: PostgreSQL would order as its operator's language does, SQLite by bytes.
        questions.sort_unstable_by(|a, b| a.place_in_line().cmp(&b.place_in_line()));
        questions
    }

    fn read((guild, id, text, times, first_day, last_day, channel, message): Row) -> Self {
        Self {
            id,
            guild: guild.cast_unsigned(),
            text,
            times: times.cast_unsigned(),
            first_day,
            last_day,
            card: channel
                .zip(message)
                .map(|(channel, message)| (channel.cast_unsigned(), message.cast_unsigned())),
        }
    }

    fn place_in_line(&self) -> (u64, &str, i64) {
        (self.guild, &self.first_day, self.id)
    }
}

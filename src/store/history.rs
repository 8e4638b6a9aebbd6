//! Who changed what in an FAQ folder, so that staff can see it and take it back.
//!
//! A change is written down before the files are: pending until they are, and a program that was stopped between the two
//! finds out. Texts come back exactly as they were, whatever characters they have.

mod change;
mod rows;

pub use change::{ChangeState, FileSplice, NewChange, RecordedChange};

use super::failure::StoreFailure;
use super::{Store, on_either};
use rows::{Row, gather};

// The number is found in the same statement. Of two that find the same one, the primary key refuses the second.
const BEGIN: &str = "
    INSERT INTO folder_change
        (folder, number, made_at, who, confirmed_by, deed, subject, undoes, state)
    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, 'pending'
    FROM folder_change WHERE folder = $1
    RETURNING number";

const ADD_SPLICE: &str = "
    INSERT INTO folder_splice
        (folder, number, position, file, hash_before, hash_after, start_byte, removed, added)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const END: &str = "
    UPDATE folder_change SET state = $3
    WHERE folder = $1 AND number = $2 AND state = 'pending'";

const DROP: &str =
    "DELETE FROM folder_change WHERE folder = $1 AND number = $2 AND state = 'pending'";

/// Changes with their splices, oldest first. One statement, so that none is seen between being dropped and its splices.
macro_rules! changes_where {
    ($condition:literal) => {
        concat!(
            "SELECT folder_change.number, made_at, who, confirmed_by, deed, subject, undoes, state,
                file, hash_before, hash_after, start_byte, removed, added
            FROM folder_change
            LEFT JOIN folder_splice ON folder_splice.folder = folder_change.folder
                AND folder_splice.number = folder_change.number
            WHERE folder_change.folder = $1 AND ",
            $condition,
            " ORDER BY folder_change.number, position"
        )
    };
}

const NEWEST_BELOW: &str = changes_where!(
    "folder_change.number IN (
        SELECT number FROM folder_change WHERE folder = $1 AND number < $2
        ORDER BY number DESC LIMIT $3)"
);

const PENDING: &str = changes_where!("state = 'pending'");

const ONE: &str = changes_where!("folder_change.number = $2");

impl Store {
    /// Writes down a change that is about to be made, wholly or not at all, and tells its number. The caller sees to it that
    /// nobody else changes the folder meanwhile.
    ///
    /// # Errors
    /// When the database can't be written, or another change took the number at the same moment; nothing is written then.
    pub async fn begin_change(&self, change: &NewChange<'_>) -> Result<i64, StoreFailure> {
        let begun = on_either!(self, pool => async {
            let mut transaction = pool.begin().await?;
            let (number,): (i64,) = sqlx::query_as(BEGIN)
                .bind(change.folder)
                .bind(change.at)
                .bind(change.who.map(u64::cast_signed))
                .bind(change.confirmed_by.map(u64::cast_signed))
                .bind(change.deed)
                .bind(change.subject)
                .bind(change.undoes)
                .fetch_one(&mut *transaction)
                .await?;
            for (position, splice) in (0_i64..).zip(change.files) {
                sqlx::query(ADD_SPLICE)
                    .bind(change.folder)
                    .bind(number)
                    .bind(position)
                    .bind(&splice.file)
                    .bind(&splice.before)
                    .bind(&splice.after)
                    .bind(splice.start.cast_signed())
                    .bind(splice.removed.as_bytes())
                    .bind(splice.added.as_bytes())
                    .execute(&mut *transaction)
                    .await?;
            }
            transaction.commit().await?;
            Ok(number)
        }
        .await);
        begun.map_err(|error| self.undone("can't write down a change", error))
    }

    /// Notes that the files have a pending change. False where it is not pending; it then stays as it is.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn finish_change(&self, folder: &str, number: i64) -> Result<bool, StoreFailure> {
        self.end_change(folder, number, ChangeState::Done).await
    }

    /// Notes that the files never had a pending change, whose text is kept. False where it is not pending; it then stays as it
    /// is.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn abandon_change(&self, folder: &str, number: i64) -> Result<bool, StoreFailure> {
        self.end_change(folder, number, ChangeState::Abandoned)
            .await
    }

    async fn end_change(
        &self,
        folder: &str,
        number: i64,
        state: ChangeState,
    ) -> Result<bool, StoreFailure> {
        let ended = on_either!(self, pool => sqlx::query(END)
            .bind(folder)
            .bind(number)
            .bind(state.word())
            .execute(pool)
            .await
            .map(|done| done.rows_affected() == 1));
        ended.map_err(|error| self.undone("can't note how a change ended", error))
    }

    /// Forgets a pending change. Its number is the next one's, if it was the newest. False where it is not pending; it then
    /// stays as it is.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn drop_change(&self, folder: &str, number: i64) -> Result<bool, StoreFailure> {
        let dropped = on_either!(self, pool => sqlx::query(DROP)
            .bind(folder)
            .bind(number)
            .execute(pool)
            .await
            .map(|done| done.rows_affected() == 1));
        dropped.map_err(|error| self.undone("can't forget a change", error))
    }

    /// A folder's newest changes, newest first and in all states; with `below`, those with lower numbers than that.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn changes(
        &self,
        folder: &str,
        below: Option<i64>,
        at_most: u32,
    ) -> Result<Vec<RecordedChange>, StoreFailure> {
        let mut changes = self.newest_below(folder, below, at_most.into()).await?;
        changes.reverse();
        Ok(changes)
    }

    /// All of a folder's changes, oldest first and in all states.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn all_changes(&self, folder: &str) -> Result<Vec<RecordedChange>, StoreFailure> {
        self.newest_below(folder, None, i64::MAX).await
    }

    async fn newest_below(
        &self,
        folder: &str,
        below: Option<i64>,
        at_most: i64,
    ) -> Result<Vec<RecordedChange>, StoreFailure> {
        let rows = on_either!(self, pool => sqlx::query_as(NEWEST_BELOW)
            .bind(folder)
            .bind(below.unwrap_or(i64::MAX))
            .bind(at_most)
            .fetch_all(pool)
            .await);
        self.read_changes(rows)
    }

    /// A folder's pending changes, oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn pending_changes(&self, folder: &str) -> Result<Vec<RecordedChange>, StoreFailure> {
        let rows = on_either!(self, pool => {
            sqlx::query_as(PENDING).bind(folder).fetch_all(pool).await
        });
        self.read_changes(rows)
    }

    /// One change of a folder, if there is one of that number.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn change(
        &self,
        folder: &str,
        number: i64,
    ) -> Result<Option<RecordedChange>, StoreFailure> {
        let rows = on_either!(self, pool => {
            sqlx::query_as(ONE).bind(folder).bind(number).fetch_all(pool).await
        });
        Ok(self.read_changes(rows)?.pop())
    }

    fn read_changes(
        &self,
        rows: sqlx::Result<Vec<Row>>,
    ) -> Result<Vec<RecordedChange>, StoreFailure> {
        rows.map(gather)
            .map_err(|error| self.undone("can't tell the changes", error))
    }
}

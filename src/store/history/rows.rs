//! The history's rows, read into changes.

use sqlx::{ColumnIndex, Decode, FromRow, Type};

use super::{ChangeState, FileSplice, RecordedChange};

/// A change, and one of its splices if it has any.
pub(super) struct Row {
    change: RecordedChange,
    splice: Option<FileSplice>,
}

/// Puts each change together from its rows, which follow each other.
pub(super) fn gather(rows: Vec<Row>) -> Vec<RecordedChange> {
    let mut changes: Vec<RecordedChange> = Vec::new();
    for Row { change, splice } in rows {
        if changes
            .last()
            .is_none_or(|last| last.number != change.number)
        {
            changes.push(change);
        }
        if let Some(last) = changes.last_mut() {
            last.files.extend(splice);
        }
    }
    changes
}

// Written for both databases' rows at once.
impl<'row, DatabaseRow> FromRow<'row, DatabaseRow> for Row
where
    DatabaseRow: sqlx::Row,
    &'static str: ColumnIndex<DatabaseRow>,
    i64: Decode<'row, DatabaseRow::Database> + Type<DatabaseRow::Database>,
    String: Decode<'row, DatabaseRow::Database> + Type<DatabaseRow::Database>,
    Vec<u8>: Decode<'row, DatabaseRow::Database> + Type<DatabaseRow::Database>,
{
    fn from_row(row: &'row DatabaseRow) -> sqlx::Result<Self> {
        let id = |column| -> sqlx::Result<Option<u64>> {
            let id: Option<i64> = row.try_get(column)?;
            Ok(id.map(i64::cast_unsigned))
        };
        let change = RecordedChange {
            number: row.try_get("number")?,
            at: row.try_get("made_at")?,
            who: id("who")?,
            confirmed_by: id("confirmed_by")?,
            deed: row.try_get("deed")?,
            subject: row.try_get("subject")?,
            undoes: row.try_get("undoes")?,
            state: ChangeState::read(&row.try_get::<String, _>("state")?)?,
            files: Vec::new(),
        };
        let Some(file) = row.try_get("file")? else {
            return Ok(Self {
                change,
                splice: None,
            });
        };
        let start: i64 = row.try_get("start_byte")?;
        let splice = FileSplice {
            file,
            before: row.try_get("hash_before")?,
            after: row.try_get("hash_after")?,
            start: start.cast_unsigned(),
            removed: text(row.try_get("removed")?)?,
            added: text(row.try_get("added")?)?,
        };
        Ok(Self {
            change,
            splice: Some(splice),
        })
    }
}

fn text(bytes: Vec<u8>) -> sqlx::Result<String> {
    String::from_utf8(bytes).map_err(|error| sqlx::Error::Decode(error.into()))
}

impl ChangeState {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Done => "done",
            Self::Abandoned => "abandoned",
        }
    }

    fn read(word: &str) -> sqlx::Result<Self> {
        match word {
            "pending" => Ok(Self::Pending),
            "done" => Ok(Self::Done),
            "abandoned" => Ok(Self::Abandoned),
            _ => Err(sqlx::Error::Decode(format!("no change is {word}").into())),
        }
    }
}

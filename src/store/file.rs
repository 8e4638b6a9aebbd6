//! The store in one SQLite file, which needs no service: one clinic, one process.

use std::io;
use std::path::{Path, absolute};
use std::time::{Duration, Instant};

use sqlx::error::DatabaseError;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use tokio::time::sleep;

use super::address::StoreAddress;
use super::failure::{FailureKind, StoreFailure};
use super::migrations::bring_up_to_date;

/// How long a statement waits while another process, such as a backup, holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// SQLite's code for a file that is not its own (`SQLITE_NOTADB`, <https://sqlite.org/rescode.html>).
const NOT_A_DATABASE: &str = "26";

/// SQLite's code for a file that another connection keeps (`SQLITE_BUSY`).
const BUSY: &str = "5";

/// Time between two looks at a busy file.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

pub(super) async fn open(address: &StoreAddress, path: &Path) -> Result<SqlitePool, StoreFailure> {
    let options = options(path).map_err(|error| unopened(address).because(error))?;
    check_place(address, path)?;
    // Not through the pool: it tries again for half a minute, and then no longer knows why it failed.
    // Who reads the file for a backup doesn't hold up the bot. The file itself remembers it, so the pool need not say it
    // again, and wait for nobody.
    let first = options.clone().journal_mode(SqliteJournalMode::Wal);
    let mut connection = connect(&first)
        .await
        .map_err(|error| refused(address, error))?;
    prepare(&mut connection)
        .await
        .map_err(|error| StoreFailure::unprepared(address, error))?;
    connection
        .close()
        .await
        .map_err(|error| refused(address, error))?;
    // SQLite lets one write at a time. With one connection, writers wait here in their order, and don't ask the file's lock
    // again and again.
    let pool = SqlitePoolOptions::new().max_connections(1);
    Ok(pool.connect_lazy_with(options))
}

/// Connects; waits while another connection is making the file, or closing it. The busy timeout doesn't hold there: SQLite
/// changes to the write-ahead log at once or not at all.
async fn connect(options: &SqliteConnectOptions) -> sqlx::Result<SqliteConnection> {
    let begun = Instant::now();
    loop {
        match options.connect().await {
            Err(error) if has_code(&error, BUSY) && begun.elapsed() < BUSY_TIMEOUT => {
                sleep(LOOK_AGAIN).await;
            }
            connected => return connected,
        }
    }
}

fn options(path: &Path) -> io::Result<SqliteConnectOptions> {
    // SQLite reads some relative names in its own way, among them `:memory:`.
    let path = absolute(path)?;
    Ok(SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        // With NORMAL, a power cut may undo what was saved last. Staff were told that it is saved, and they save rarely:
        // waiting for the disk each time costs nothing that anybody notices.
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging())
}

/// SQLite says 'unable to open database file' to all of this.
fn check_place(address: &StoreAddress, path: &Path) -> Result<(), StoreFailure> {
    if path.is_dir() {
        return Err(StoreFailure::new(address, FailureKind::IsFolder));
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    if folder != Path::new("") && !folder.is_dir() {
        return Err(StoreFailure::new(address, FailureKind::NoFolder));
    }
    Ok(())
}

/// Brings the tables up to date. The lock from the beginning on lets two processes do it one after the other; in
/// PostgreSQL sqlx has one of its own for that.
async fn prepare(connection: &mut SqliteConnection) -> Result<(), MigrateError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    bring_up_to_date(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

fn unopened(address: &StoreAddress) -> StoreFailure {
    StoreFailure::new(address, FailureKind::Unopened)
}

fn refused(address: &StoreAddress, error: sqlx::Error) -> StoreFailure {
    if has_code(&error, NOT_A_DATABASE) {
        return StoreFailure::new(address, FailureKind::NotADatabase).because(error);
    }
    unopened(address).because(error)
}

fn has_code(error: &sqlx::Error, expected: &str) -> bool {
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| code == expected)
}

//! Why the store can't be used, in words for the operator: what, where, and what mends it. Never a password.

use std::fmt;
use std::time::Duration;

use sqlx::migrate::MigrateError;

use super::address::{Place, StoreAddress};
use super::migrations::NEWEST;

/// The database's own words, whichever database it is.
type Cause = Box<dyn std::error::Error + Send + Sync + 'static>;

/// What failed, and where.
#[derive(Debug)]
pub struct StoreFailure {
    address: StoreAddress,
    kind: FailureKind,
    cause: Option<Cause>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailureKind {
    /// The file's folder is not there.
    NoFolder,
    /// There is a folder where the file should be.
    IsFolder,
    /// The file holds something else.
    NotADatabase,
    /// The file can't be opened, or the server can't be reached.
    Unopened,
    /// The server said nothing for so long.
    NoAnswer(Duration),
    /// The tables are of a version that this program doesn't know yet.
    Newer(i64),
    /// The tables can't be made, or brought up to date.
    Unprepared,
    /// Something can't be read or written; the words say what.
    Undone(&'static str),
}

impl StoreFailure {
    pub(super) fn new(address: &StoreAddress, kind: FailureKind) -> Self {
        Self {
            address: address.clone(),
            kind,
            cause: None,
        }
    }

    /// The same with what the database, or the system, said.
    pub(super) fn because(mut self, cause: impl Into<Cause>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    pub(super) fn unprepared(address: &StoreAddress, error: MigrateError) -> Self {
        let kind = match error {
            MigrateError::VersionMissing(found) if found > NEWEST => FailureKind::Newer(found),
            _ => FailureKind::Unprepared,
        };
        Self::new(address, kind).because(error)
    }

    /// What the operator can look at when the database refused something.
    fn mend(&self) -> &'static str {
        match self.address.place() {
            Place::File(_) => {
                "May the bot read and write this file and its folder, is there space on the disk, does another program hold \
                 the file?"
            }
            Place::Server(_) => {
                "Does PostgreSQL run there, and are the database, the user and the password right?"
            }
        }
    }
}

impl fmt::Display for StoreFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, kind, .. } = self;
        match kind {
            FailureKind::NoFolder => write!(
                f,
                "the store {address} can't be made: its folder is not there. Make the folder, or name a file in another."
            ),
            FailureKind::IsFolder => write!(
                f,
                "the store {address} is a folder: name a file, perhaps one in this folder."
            ),
            FailureKind::NotADatabase => write!(
                f,
                "the store {address} is no SQLite database: the file holds something else, or is damaged. Name another \
                 file, or put a backup in its place."
            ),
            FailureKind::Newer(found) => write!(
                f,
                "the store {address} was written by a newer version of Aftercare: its tables are of version {found}, and \
                 this program knows them up to {NEWEST}. Start the newer version, or go back to a backup from before it."
            ),
            FailureKind::NoAnswer(patience) => write!(
                f,
                "the store {address} gave no answer for {} seconds. {}",
                patience.as_secs(),
                self.mend()
            ),
            FailureKind::Unopened => self.write_refused(f, "can't be opened"),
            FailureKind::Unprepared => self.write_refused(f, "can't get its tables"),
            FailureKind::Undone(what) => self.write_refused(f, what),
        }
    }
}

impl StoreFailure {
    fn write_refused(&self, f: &mut fmt::Formatter<'_>, what: &str) -> fmt::Result {
        write!(f, "the store {} {what}", self.address)?;
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        write!(f, ". {}", self.mend())
    }
}

impl std::error::Error for StoreFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause = self.cause.as_deref()?;
        Some(cause)
    }
}

//! What is kept over a restart: each server's settings; day's sums of what helped and how questions were decided; the
//! questions that members chose to send to the team; what staff edited and are editing; which digests were posted.
//!
//! It has no place for who asked what: no table has a member who asked or pressed a button, and the one that has questions
//! has nothing but their text, days and count, and where the team sees them. Staff are named where they edit: that is the
//! history they can look at. It lies in one SQLite file, or in one PostgreSQL database that several processes share; both
//! get the same statements. Only this module knows the databases; what goes in and out is plain data.

mod address;
mod digests;
mod drafts;
mod failure;
mod feedback;
mod file;
mod guilds;
mod history;
mod migrations;
mod outcomes;
mod questions;
mod server;
mod wipe;

pub use address::{BadAddress, StoreAddress};
pub use drafts::{Draft, NewDraft};
pub use failure::StoreFailure;
pub use feedback::{Feedback, FeedbackCount};
pub use guilds::GuildSettings;
pub use history::{ChangeState, FileSplice, NewChange, RecordedChange};
pub use outcomes::OutcomeCount;
pub use questions::Question;
pub use wipe::Wiped;

use std::fmt;

use address::Place;
use rand::Rng;
use sqlx::{PgPool, SqlitePool};

/// Does the same with whichever database it is. The two have different types in sqlx, and so the deed, written once, is
/// compiled for each.
macro_rules! on_either {
    ($store:expr, $pool:ident => $deed:expr) => {
        match &$store.pool {
            $crate::store::Pool::File($pool) => $deed,
            $crate::store::Pool::Server($pool) => $deed,
        }
    };
}
use on_either;

/// An open store. Clones share its connections; they belong to the tokio runtime that opened it, and so another runtime
/// opens a store of its own.
#[derive(Clone)]
pub struct Store {
    address: StoreAddress,
    pool: Pool,
}

#[derive(Clone)]
enum Pool {
    File(SqlitePool),
    Server(PgPool),
}

impl Store {
    /// Opens the store, after making its tables or bringing those of an older version up to date. A file that is not there
    /// is made, its folder is not.
    ///
    /// # Errors
    /// When the file or the server can't be used, the server is silent for ten seconds, or the tables are a newer version's.
    pub async fn open(address: &StoreAddress) -> Result<Self, StoreFailure> {
        let pool = match address.place() {
            Place::File(path) => Pool::File(file::open(address, path).await?),
            Place::Server(options) => Pool::Server(server::open(address, options).await?),
        };
        Ok(Self {
            address: address.clone(),
            pool,
        })
    }

    /// Waits for what is under way, then closes all connections, also those of clones.
    pub async fn close(&self) {
        on_either!(self, pool => pool.close().await);
    }
}

/// An id for something that people will name by it. At random: it tells nothing of how many there are or when it was made,
/// and what was forgotten is not taken for something newer.
fn random_id() -> i64 {
    rand::thread_rng().gen_range(1..=i64::MAX)
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Store").field(&self.address).finish()
    }
}

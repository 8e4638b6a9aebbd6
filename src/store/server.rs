//! The store in a PostgreSQL database, which several processes can share: many clinics.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};
use tokio::time::timeout;

use super::address::StoreAddress;
use super::failure::{FailureKind, StoreFailure};
use super::migrations::bring_up_to_date;

/// How long we wait for a connection. A server in the same house answers in milliseconds; one that is silent for so long
/// is not there, and the operator should hear of it.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Connections of one process. Its statements take milliseconds, and a server has a hundred connections for all.
const MOST_CONNECTIONS: u32 = 4;

pub(super) async fn open(
    address: &StoreAddress,
    options: &PgConnectOptions,
) -> Result<PgPool, StoreFailure> {
    let options = options.clone().disable_statement_logging();
    // Not through the pool: it tries again and again, and then no longer knows why it failed.
    let mut connection = timeout(PATIENCE, options.connect())
        .await
        .map_err(|_| StoreFailure::new(address, FailureKind::NoAnswer(PATIENCE)))?
        .map_err(|error| StoreFailure::new(address, FailureKind::Unopened).because(error))?;
    // Where it fails, dropping the connection gives the lock back that keeps two processes from doing it at once.
    bring_up_to_date(&mut connection)
        .await
        .map_err(|error| StoreFailure::unprepared(address, error))?;
    connection
        .close()
        .await
        .map_err(|error| StoreFailure::new(address, FailureKind::Unopened).because(error))?;
    let pool = PgPoolOptions::new()
        .max_connections(MOST_CONNECTIONS)
        .acquire_timeout(PATIENCE);
    Ok(pool.connect_lazy_with(options))
}

//! The tables, version by version. A version that was released is never changed, only followed by another.
//!
//! Each is one file of statements that both databases understand; sqlx notes in the database which of them it has.

use std::future::Future;
use std::pin::Pin;

use sqlx::error::BoxDynError;
use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationSource, MigrationType, Migrator};

/// What each version adds, in a word or two, and its statements; the first is version 1.
const VERSIONS: [(&str, &str); 2] = [
    (
        "settings and feedback",
        include_str!("migrations/1_settings_and_feedback.sql"),
    ),
    ("staff loop", include_str!("migrations/2_staff_loop.sql")),
];

/// The newest version that this program knows.
pub(super) const NEWEST: i64 = VERSIONS.len().cast_signed() as i64;

/// Runs the versions that the database doesn't have yet.
pub(super) async fn bring_up_to_date(connection: &mut impl Migrate) -> Result<(), MigrateError> {
    let migrator = Migrator::new(Embedded).await?;
    // Not `run`: with it, the compiler can't see that opening may move between threads, as sqlx notes at `run_direct`.
    migrator.run_direct(connection).await
}

/// Gives sqlx [`VERSIONS`]. Its macro would do that too, but would have sqlx and SQLite compiled a second time, for the
/// compiler's own use.
#[derive(Debug)]
struct Embedded;

impl MigrationSource<'static> for Embedded {
    fn resolve(self) -> Pin<Box<dyn Future<Output = Result<Vec<Migration>, BoxDynError>> + Send>> {
        let migrations = (1..).zip(VERSIONS).map(|(version, (adds, statements))| {
            Migration::new(
                version,
                adds.into(),
                MigrationType::Simple,
                statements.into(),
                false,
            )
        });
        Box::pin(std::future::ready(Ok(migrations.collect())))
    }
}

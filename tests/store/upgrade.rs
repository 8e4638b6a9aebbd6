//! The operator starts a newer version on the store of an older one: all that was in it is there.

use std::collections::BTreeMap;

use aftercare::store::{Feedback, GuildSettings, StoreAddress};
use sqlx::{Connection, PgConnection, SqliteConnection};

use super::databases::{address, block_on, opened};
use super::postgres::Scratch;

const CLINIC: u64 = 1_100_000_000_000_000_001;

/// What the first version had not: with these, its store is left.
const BACK_TO_THE_FIRST: &str = "
    DROP TABLE folder_splice;
    DROP TABLE folder_change;
    DROP TABLE draft;
    DROP TABLE question;
    DROP TABLE outcome;
    DROP TABLE digest;
    DELETE FROM _sqlx_migrations WHERE version > 1;";

fn settings() -> GuildSettings {
    GuildSettings {
        team_channel: Some(7),
        ..GuildSettings::default()
    }
}

async fn fill(address: &StoreAddress) {
    let store = opened(address).await;
    let saved = store.save_guild_settings(CLINIC, &settings()).await;
    saved.expect("saved settings");
    let counted = store.count_feedback(CLINIC, "overwhelm", "2026-11-24", Feedback::Helped);
    counted.await.expect("counted feedback");
    store.close().await;
}

async fn check_filled(address: &StoreAddress) {
    let store = opened(address).await;
    assert_eq!(
        store.guild_settings().await.expect("settings"),
        BTreeMap::from([(CLINIC, settings())])
    );
    let counts = store.feedback_counts(CLINIC).await.expect("counts");
    assert_eq!(counts.len(), 1);
    let claimed = store.claim_digest(CLINIC, "2026-W48").await;
    assert!(claimed.expect("an answer"), "the new tables are there");
    store.close().await;
}

#[test]
fn a_file_of_the_first_version_keeps_what_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("aftercare.db");
    let path = path.to_str().expect("a path in UTF-8");
    block_on(async {
        fill(&address(path)).await;
        let mut connection = SqliteConnection::connect(path).await.expect("a connection");
        let back = sqlx::raw_sql(BACK_TO_THE_FIRST).execute(&mut connection);
        back.await.expect("the first version");
        connection.close().await.expect("a closed connection");
        check_filled(&address(path)).await;
    });
}

#[test]
fn a_database_of_the_first_version_keeps_what_it_has() {
    let Some(scratch) = Scratch::make() else {
        return;
    };
    block_on(async {
        fill(&address(scratch.url())).await;
        let connected = PgConnection::connect(scratch.url()).await;
        let mut connection = connected.expect("a connection");
        let back = sqlx::raw_sql(BACK_TO_THE_FIRST).execute(&mut connection);
        back.await.expect("the first version");
        check_filled(&address(scratch.url())).await;
    });
}

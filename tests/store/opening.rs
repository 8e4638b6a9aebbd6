//! The operator names a store that can't be used, and reads what is wrong, where, and what mends it.

use std::error::Error;
use std::fs;
use std::path::Path;

use aftercare::store::{Store, StoreAddress};
use sqlx::{Connection, PgConnection, SqliteConnection};

use super::databases::{address, block_on, on_each, opened};
use super::postgres::Scratch;

/// What is said of a file in a folder that has one more folder, `sub`. `<file>` stands for its path.
#[track_caller]
fn check_file(name: &str, content: Option<&[u8]>, expected: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("sub")).expect("a folder");
    let path = folder.path().join(name);
    if let Some(content) = content {
        fs::write(&path, content).expect("a file");
    }
    let told = refusal(&at(&path));
    assert_eq!(
        told.replace(path.to_str().expect("UTF-8"), "<file>"),
        expected
    );
    let kept = content.map(|_| fs::read(&path).expect("the file"));
    assert_eq!(kept.as_deref(), content, "the file is as it was");
}

fn at(path: &Path) -> StoreAddress {
    address(path.to_str().expect("a path in UTF-8"))
}

#[track_caller]
fn refusal(address: &StoreAddress) -> String {
    let opened = block_on(Store::open(address));
    opened.expect_err("a failure").to_string()
}

#[test]
fn files_that_can_not_be_a_store_are_named() {
    check_file(
        "not/yet.db",
        None,
        "the store <file> can't be made: its folder is not there. Make the folder, or name a file in another.",
    );
    check_file(
        "sub",
        None,
        "the store <file> is a folder: name a file, perhaps one in this folder.",
    );
    let no_database = "the store <file> is no SQLite database: the file holds something else, or is damaged. Name another \
                       file, or put a backup in its place.";
    check_file("notes.txt", Some(b"Tuesday: towels."), no_database);
    check_file("noise.db", Some(&[0xA5; 10_000]), no_database);
}

#[test]
fn an_empty_file_becomes_a_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("aftercare.db");
    fs::write(&path, "").expect("a file");
    block_on(async { opened(&at(&path)).await.close().await });
}

/// What a newer version would have noted.
const NEWER: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                     VALUES (900, 'of the future', TRUE, '', 0)";

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("aftercare.db");
    let file = at(&path);
    block_on(async {
        opened(&file).await.close().await;
        let mut connection = SqliteConnection::connect(path.to_str().expect("UTF-8"))
            .await
            .expect("a connection");
        let noted = sqlx::query(NEWER).execute(&mut connection).await;
        noted.expect("a newer version");
        connection.close().await.expect("a closed connection");
    });
    check_newer(&file);
    if let Some(scratch) = Scratch::make() {
        let server = address(scratch.url());
        block_on(async {
            opened(&server).await.close().await;
            let mut connection = PgConnection::connect(scratch.url())
                .await
                .expect("a connection");
            let noted = sqlx::query(NEWER).execute(&mut connection).await;
            noted.expect("a newer version");
        });
        check_newer(&server);
    }
}

#[track_caller]
fn check_newer(address: &StoreAddress) {
    assert_eq!(
        refusal(address),
        format!(
            "the store {address} was written by a newer version of Aftercare: its tables are of version 900, and this \
             program knows them up to 2. Start the newer version, or go back to a backup from before it."
        )
    );
}

#[test]
fn a_store_that_is_there_is_opened_again() {
    on_each(async |address| {
        opened(address).await.close().await;
        opened(address).await.close().await;
    });
}

#[test]
fn two_that_make_the_store_at_once_both_open_it() {
    on_each(async |address| {
        let opening = [address.clone(), address.clone(), address.clone()]
            .map(|address| tokio::spawn(async move { opened(&address).await.close().await }));
        for open in opening {
            open.await.expect("an open store");
        }
    });
}

#[test]
fn a_closed_store_says_so() {
    on_each(async |address| {
        let store = opened(address).await;
        store.clone().close().await;
        let told = store.guild_settings().await.expect_err("a failure");
        let begin = format!("the store {address} can't tell the servers' settings: ");
        assert!(told.to_string().starts_with(&begin), "{told}");
        assert!(told.source().is_some());
    });
}

#[test]
fn a_server_that_is_not_there_is_named_without_the_password() {
    // Nothing listens on port 1.
    let unreachable = address("postgres://clinic:open-sesame@127.0.0.1:1/aftercare");
    let failure = block_on(Store::open(&unreachable)).expect_err("a failure");
    let told = failure.to_string();
    let begin = "the store postgres://127.0.0.1:1/aftercare can't be opened: ";
    let end = ". Does PostgreSQL run there, and are the database, the user and the password right?";
    assert!(told.starts_with(begin) && told.ends_with(end), "{told}");
    for shown in [
        format!("{unreachable} {unreachable:?} {unreachable:#?}"),
        format!("{failure} {failure:?} {failure:#?} {:?}", failure.source()),
    ] {
        assert!(!shown.contains("open-sesame"), "{shown}");
    }
}

#[test]
fn a_database_that_is_not_there_is_named() {
    let Some(scratch) = Scratch::make() else {
        return;
    };
    let url = scratch.url().replacen("aftercare_test", "missing", 1);
    let told = refusal(&address(&url));
    assert!(told.contains("can't be opened: "), "{told}");
    assert!(told.contains("does not exist. Does PostgreSQL"), "{told}");
}

//! Staff set something for their server; it is there after a restart, and it is theirs alone.

use std::collections::{BTreeMap, BTreeSet};

use aftercare::store::GuildSettings;

use super::databases::{address, block_on, on_each, opened};

const CLINIC: u64 = 1_100_000_000_000_000_001;
const OTHER_CLINIC: u64 = 2;

fn full() -> GuildSettings {
    GuildSettings {
        staff_role: Some(7),
        team_channel: Some(i64::MAX.cast_unsigned()),
        watched_channels: BTreeSet::from([9, 10, 11]),
        country: Some("US".to_owned()),
        contact: Some("Ring 555-0100, or 'write'; -- é 🙂 \"$1\"".to_owned()),
    }
}

#[test]
fn what_was_set_last_is_there() {
    on_each(async |address| {
        let store = opened(address).await;
        let told = async || store.guild_settings().await.expect("settings");
        let save = async |settings: &GuildSettings| {
            let saved = store.save_guild_settings(CLINIC, settings).await;
            saved.expect("saved settings");
        };
        assert_eq!(told().await, BTreeMap::new());

        save(&full()).await;
        assert_eq!(told().await, BTreeMap::from([(CLINIC, full())]));

        let other = GuildSettings {
            staff_role: None,
            watched_channels: BTreeSet::from([11, 12]),
            country: Some("GB".to_owned()),
            ..full()
        };
        save(&other).await;
        assert_eq!(told().await, BTreeMap::from([(CLINIC, other)]));

        save(&GuildSettings::default()).await;
        let empty = BTreeMap::from([(CLINIC, GuildSettings::default())]);
        assert_eq!(told().await, empty);
    });
}

#[test]
fn servers_are_apart() {
    on_each(async |address| {
        let store = opened(address).await;
        // Both watch the same channel ids: only the server tells them apart.
        for clinic in [CLINIC, OTHER_CLINIC] {
            let saved = store.save_guild_settings(clinic, &full()).await;
            saved.expect("saved settings");
        }
        let saved = store
            .save_guild_settings(CLINIC, &GuildSettings::default())
            .await;
        saved.expect("saved settings");
        assert_eq!(
            store.guild_settings().await.expect("settings"),
            BTreeMap::from([(CLINIC, GuildSettings::default()), (OTHER_CLINIC, full())])
        );
    });
}

#[test]
fn a_long_contact_survives_and_loses_only_what_no_database_keeps() {
    on_each(async |address| {
        let store = opened(address).await;
        let long = "Ring us 🙂\n".repeat(100 * 1024 / 12);
        let settings = GuildSettings {
            contact: Some(format!("\0{long}\0")),
            ..GuildSettings::default()
        };
        let saved = store.save_guild_settings(CLINIC, &settings).await;
        saved.expect("saved settings");
        let told = store.guild_settings().await.expect("settings");
        assert_eq!(told[&CLINIC].contact.as_deref(), Some(long.as_str()));
    });
}

#[test]
fn saves_at_once_leave_one_of_them_whole() {
    on_each(async |address| {
        let stores = [opened(address).await, opened(address).await];
        let saves = (0..20_u64).map(|number| {
            let store = stores[usize::from(number % 2 == 0)].clone();
            let settings = GuildSettings {
                staff_role: Some(number),
                watched_channels: BTreeSet::from([number, number + 100]),
                ..GuildSettings::default()
            };
            tokio::spawn(async move { store.save_guild_settings(CLINIC, &settings).await })
        });
        for save in saves.collect::<Vec<_>>() {
            save.await.expect("a task").expect("saved settings");
        }
        let told = stores[0].guild_settings().await.expect("settings");
        let last = told[&CLINIC].staff_role.expect("a role");
        let channels = BTreeSet::from([last, last + 100]);
        assert_eq!(told[&CLINIC].watched_channels, channels);
    });
}

#[test]
fn everything_is_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a b%20?#é.db");
    let address = address(file.to_str().expect("a path in UTF-8"));
    // The first runtime ends without closing, as after a crash.
    block_on(async {
        let store = opened(&address).await;
        let saved = store.save_guild_settings(CLINIC, &full()).await;
        saved.expect("saved settings");
    });
    assert!(file.exists(), "the file is the one that was named");
    for _restart in 0..2 {
        let told = block_on(async {
            let store = opened(&address).await;
            let told = store.guild_settings().await.expect("settings");
            store.close().await;
            told
        });
        assert_eq!(told, BTreeMap::from([(CLINIC, full())]));
    }
}

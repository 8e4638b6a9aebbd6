//! One of the staff writes a change in several steps, perhaps with a restart between them, and confirms it once.

use aftercare::store::{Draft, NewDraft, Store};

use super::databases::{on_each, opened};

const GUILD: u64 = 1_100_000_000_000_000_001;
const NOON: i64 = 1_764_000_000;

fn begun_at(at: i64, guild: u64) -> NewDraft<'static> {
    NewDraft {
        guild,
        who: i64::MAX.cast_unsigned(),
        at,
        content: r#"{"answer": "Yes. '; -- é 🙂 \u0000"}"#,
    }
}

fn kept(id: i64, draft: &NewDraft<'_>) -> Draft {
    Draft {
        id,
        guild: draft.guild,
        who: draft.who,
        at: draft.at,
        content: draft.content.to_owned(),
    }
}

async fn keep(store: &Store, draft: &NewDraft<'_>) -> i64 {
    let id = store.keep_draft(draft).await.expect("a kept draft");
    assert!(id > 0);
    id
}

async fn told(store: &Store, guild: u64, id: i64) -> Option<Draft> {
    store.draft(guild, id).await.expect("an answer")
}

#[test]
fn a_draft_is_there_until_it_is_dropped() {
    on_each(async |address| {
        let store = opened(address).await;
        let draft = begun_at(NOON, GUILD);
        let id = keep(&store, &draft).await;
        let other = keep(&store, &draft).await;
        assert_ne!(id, other);
        store.close().await;

        let store = opened(address).await;
        assert_eq!(told(&store, GUILD, id).await, Some(kept(id, &draft)));
        let long = "🙂".repeat(100_000);
        assert!(store.change_draft(GUILD, id, &long).await.expect("kept"));
        let changed = NewDraft {
            content: &long,
            ..draft
        };
        assert_eq!(told(&store, GUILD, id).await, Some(kept(id, &changed)));

        assert!(store.drop_draft(GUILD, id).await.expect("an answer"));
        assert!(!store.drop_draft(GUILD, id).await.expect("an answer"));
        assert!(!store.change_draft(GUILD, id, "").await.expect("an answer"));
        assert_eq!(told(&store, GUILD, id).await, None);
        assert_eq!(told(&store, GUILD, other).await, Some(kept(other, &draft)));
    });
}

#[test]
fn a_draft_belongs_to_its_server() {
    on_each(async |address| {
        let store = opened(address).await;
        let draft = begun_at(NOON, GUILD);
        let id = keep(&store, &draft).await;
        assert_eq!(told(&store, 2, id).await, None);
        assert!(!store.change_draft(2, id, "").await.expect("an answer"));
        assert!(!store.drop_draft(2, id).await.expect("an answer"));
        assert_eq!(told(&store, GUILD, id).await, Some(kept(id, &draft)));
        let earlier = begun_at(NOON - 1, GUILD);
        let first = keep(&store, &earlier).await;
        let all = store.drafts(GUILD).await.expect("an answer");
        assert_eq!(all, [kept(first, &earlier), kept(id, &draft)]);
        assert_eq!(store.drafts(2).await.expect("an answer"), []);
    });
}

#[test]
fn of_many_that_confirm_at_once_one_may_carry_it_out() {
    on_each(async |address| {
        // Two stores are two processes for the database.
        let stores = [opened(address).await, opened(address).await];
        let id = keep(&stores[0], &begun_at(NOON, GUILD)).await;
        let drops = (0..20_usize).map(|number| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move { store.drop_draft(GUILD, id).await })
        });
        let mut taken = 0;
        for drop in drops.collect::<Vec<_>>() {
            taken += u32::from(drop.await.expect("a task").expect("an answer"));
        }
        assert_eq!(taken, 1);
    });
}

#[test]
fn old_drafts_are_forgotten_on_all_servers() {
    on_each(async |address| {
        let store = opened(address).await;
        let mut ids = Vec::new();
        for draft in [
            begun_at(NOON - 1, GUILD),
            begun_at(NOON - 1000, 2),
            begun_at(NOON, GUILD),
        ] {
            ids.push((draft.guild, keep(&store, &draft).await));
        }
        assert_eq!(store.purge_drafts(NOON).await.expect("a number"), 2);
        assert_eq!(store.purge_drafts(NOON).await.expect("a number"), 0);
        for ((guild, id), is_there) in ids.into_iter().zip([false, false, true]) {
            assert_eq!(told(&store, guild, id).await.is_some(), is_there);
        }
    });
}

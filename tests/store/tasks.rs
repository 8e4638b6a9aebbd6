//! The bot does all of this in tasks, which move between threads.

use aftercare::store::{FileSplice, NewChange, NewDraft, Store};

use super::databases::{on_each, opened};

const FOLDER: &str = "clinic";
const CLINIC: u64 = 1_100_000_000_000_000_001;
const DAY: &str = "2026-11-24";

/// Refused by the compiler where a future can't move.
async fn as_task(future: impl Future<Output = ()> + Send + 'static) {
    tokio::spawn(future).await.expect("a task");
}

async fn use_drafts(store: Store) {
    let draft = NewDraft {
        guild: CLINIC,
        who: 7,
        at: 1_764_000_000,
        content: "{}",
    };
    let id = store.keep_draft(&draft).await.expect("kept");
    assert!(store.change_draft(CLINIC, id, "[]").await.expect("kept"));
    assert!(store.draft(CLINIC, id).await.expect("an answer").is_some());
    assert!(store.drop_draft(CLINIC, id).await.expect("an answer"));
    assert_eq!(store.purge_drafts(i64::MAX).await.expect("a number"), 0);
}

async fn use_history(store: Store) {
    let files = [FileSplice {
        file: "a.toml".to_owned(),
        before: None,
        after: None,
        start: 0,
        removed: String::new(),
        added: String::new(),
    }];
    for _change in 0..3 {
        let change = NewChange {
            folder: FOLDER,
            at: 1_764_000_000,
            who: None,
            confirmed_by: None,
            deed: "edited",
            subject: "overwhelm",
            undoes: None,
            files: &files,
        };
        store.begin_change(&change).await.expect("begun");
    }
    assert!(store.finish_change(FOLDER, 1).await.expect("an answer"));
    assert!(store.abandon_change(FOLDER, 2).await.expect("an answer"));
    let pending = store.pending_changes(FOLDER).await.expect("changes");
    assert_eq!(pending.len(), 1);
    assert!(store.drop_change(FOLDER, 3).await.expect("an answer"));
    let change = store.change(FOLDER, 3).await.expect("an answer");
    assert_eq!(change, None);
    let newest = store.changes(FOLDER, None, 9).await.expect("changes");
    let all = store.all_changes(FOLDER).await.expect("changes");
    assert_eq!((newest.len(), all.len()), (2, 2));
}

async fn use_questions(store: Store) {
    let kept = store.keep_question(CLINIC, "Hot stones?", DAY).await;
    let id = kept.expect("kept");
    let times = store.count_question(CLINIC, id, DAY).await;
    assert_eq!(times.expect("an answer"), Some(2));
    let placed = store.place_question(CLINIC, id, 8, 9).await;
    assert!(placed.expect("an answer"));
    let question = store.question(CLINIC, id).await.expect("an answer");
    let open = store.open_questions(CLINIC).await.expect("questions");
    assert_eq!(open, Vec::from_iter(question));
    let purged = store.purge_questions(DAY).await.expect("questions");
    assert_eq!(purged, []);
    let counted = store.count_outcome(CLINIC, DAY, "answer", None).await;
    counted.expect("counted");
    let counts = store.outcome_counts(CLINIC, DAY, DAY).await;
    assert_eq!(counts.expect("counts").len(), 1);
    let wiped = store.wipe_member_data(CLINIC).await.expect("wiped");
    assert_eq!(wiped.questions, open);
    assert!(!store.close_question(CLINIC, id).await.expect("an answer"));
}

async fn use_digests(store: Store) {
    assert!(store.claim_digest(CLINIC, DAY).await.expect("an answer"));
    let given_back = store.unclaim_digest(CLINIC, DAY).await;
    given_back.expect("given back");
}

#[test]
fn all_that_staff_need_runs_in_tasks_at_once() {
    on_each(async |address| {
        let store = opened(address).await;
        tokio::join!(
            as_task(use_drafts(store.clone())),
            as_task(use_history(store.clone())),
            as_task(use_questions(store.clone())),
            as_task(use_digests(store.clone())),
        );
    });
}

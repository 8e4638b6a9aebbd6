//! Staff edit the FAQ; who did what, and every character of it, is there to be seen and taken back.

use aftercare::store::{ChangeState, FileSplice, NewChange, RecordedChange, Store};

use super::databases::{on_each, opened};

const FOLDER: &str = "clinic";
const RECEPTIONIST: u64 = 1_100_000_000_000_000_007;

fn splice(file: &str, start: u64, removed: &str, added: &str) -> FileSplice {
    FileSplice {
        file: file.to_owned(),
        before: (!removed.is_empty()).then(|| "ab".repeat(32)),
        after: (!added.is_empty()).then(|| "cd".repeat(32)),
        start,
        removed: removed.to_owned(),
        added: added.to_owned(),
    }
}

fn by_hand<'a>(folder: &'a str, files: &'a [FileSplice]) -> NewChange<'a> {
    NewChange {
        folder,
        at: 1_764_000_000,
        who: None,
        confirmed_by: None,
        deed: "edited",
        subject: "crying-normal",
        undoes: None,
        files,
    }
}

/// What is told of a change while it is pending.
fn recorded(number: i64, change: &NewChange<'_>) -> RecordedChange {
    RecordedChange {
        number,
        at: change.at,
        who: change.who,
        confirmed_by: change.confirmed_by,
        deed: change.deed.to_owned(),
        subject: change.subject.to_owned(),
        undoes: change.undoes,
        state: ChangeState::Pending,
        files: change.files.to_vec(),
    }
}

async fn begin(store: &Store, change: &NewChange<'_>) -> i64 {
    store.begin_change(change).await.expect("a begun change")
}

async fn all(store: &Store, folder: &str) -> Vec<RecordedChange> {
    store.all_changes(folder).await.expect("changes")
}

async fn numbers(store: &Store, below: Option<i64>, at_most: u32) -> Vec<i64> {
    let changes = store.changes(FOLDER, below, at_most).await;
    let changes = changes.expect("changes").into_iter();
    changes.map(|change| change.number).collect()
}

#[test]
fn a_change_is_told_as_it_was_written_down() {
    on_each(async |address| {
        let store = opened(address).await;
        assert_eq!(all(&store, FOLDER).await, []);
        let files = [
            splice("z.toml", 0, "", "a new file\n"),
            splice("a.toml", i64::MAX.cast_unsigned(), "an old file\n", ""),
            splice("a.toml", 7, "", ""),
        ];
        let change = NewChange {
            who: Some(RECEPTIONIST),
            confirmed_by: Some(i64::MAX.cast_unsigned()),
            undoes: Some(12),
            subject: "'; -- é 🙂 \"$1\"",
            ..by_hand(FOLDER, &files)
        };
        let small = by_hand(FOLDER, &[]);
        assert_eq!(begin(&store, &change).await, 1);
        assert_eq!(begin(&store, &small).await, 2);

        let expected = [recorded(1, &change), recorded(2, &small)];
        assert_eq!(all(&store, FOLDER).await, expected);
        for (number, expected) in (0..).zip([None, Some(&expected[0]), Some(&expected[1]), None]) {
            let told = store.change(FOLDER, number).await.expect("an answer");
            assert_eq!(told.as_ref(), expected);
        }
    });
}

#[test]
fn every_character_comes_back() {
    on_each(async |address| {
        let store = opened(address).await;
        let any = "\0\r\n\t\u{1}\u{7f}\u{feff}\u{fffd}\u{ffff}é e\u{301} 🙂 \\x00 '\"\0";
        let large = "Ring us 🙂\0".repeat(2 * 1024 * 1024 / 13);
        let files = [
            splice("a.toml", 0, any, "\0"),
            splice("b.toml", 0, "12", "1e3"),
            splice("c.toml", 0, &large, &"\0".repeat(2 * 1024 * 1024)),
        ];
        let change = by_hand(FOLDER, &files);
        let number = begin(&store, &change).await;
        let told = store.change(FOLDER, number).await.expect("an answer");
        assert!(
            told == Some(recorded(number, &change)),
            "a text has changed"
        );
    });
}

#[test]
fn each_folder_counts_its_own_changes() {
    on_each(async |address| {
        let store = opened(address).await;
        let files = [splice("a.toml", 0, "", "a")];
        for (folder, number) in [("one", 1), ("two", 1), ("two", 2), ("one", 2), ("", 1)] {
            assert_eq!(begin(&store, &by_hand(folder, &files)).await, number);
        }
        assert!(store.finish_change("one", 2).await.expect("an answer"));
        let two = by_hand("two", &files);
        assert_eq!(
            all(&store, "two").await,
            [recorded(1, &two), recorded(2, &two)]
        );
    });
}

#[test]
fn newest_changes_are_told_page_by_page() {
    on_each(async |address| {
        let store = opened(address).await;
        // With two files each: the limit counts changes.
        let files = [splice("a.toml", 0, "", "a"), splice("b.toml", 0, "", "b")];
        for _change in 0..11 {
            begin(&store, &by_hand(FOLDER, &files)).await;
        }
        assert_eq!(numbers(&store, None, 3).await, [11, 10, 9]);
        assert_eq!(numbers(&store, Some(9), 3).await, [8, 7, 6]);
        assert_eq!(numbers(&store, Some(3), 3).await, [2, 1]);
        assert!(numbers(&store, Some(1), 3).await.is_empty());
        assert!(numbers(&store, None, 0).await.is_empty());
        assert_eq!(numbers(&store, None, u32::MAX).await.len(), 11);
        let page = store.changes(FOLDER, Some(9), 3).await.expect("changes");
        assert!(page.iter().all(|change| change.files == files));
    });
}

#[test]
fn a_change_ends_once() {
    on_each(async |address| {
        let store = opened(address).await;
        let files = [splice("a.toml", 0, "", "a")];
        for _change in 0..3 {
            begin(&store, &by_hand(FOLDER, &files)).await;
        }
        assert!(store.finish_change(FOLDER, 1).await.expect("an answer"));
        assert!(store.abandon_change(FOLDER, 2).await.expect("an answer"));
        for number in [1, 2, 4] {
            let finished = store.finish_change(FOLDER, number).await;
            assert!(!finished.expect("an answer"));
            let abandoned = store.abandon_change(FOLDER, number).await;
            assert!(!abandoned.expect("an answer"));
            let dropped = store.drop_change(FOLDER, number).await;
            assert!(!dropped.expect("an answer"));
        }

        let told = all(&store, FOLDER).await;
        let states: Vec<ChangeState> = told.iter().map(|change| change.state).collect();
        let expected = [
            ChangeState::Done,
            ChangeState::Abandoned,
            ChangeState::Pending,
        ];
        assert_eq!(states, expected);
        assert!(told.iter().all(|change| change.files == files));
        let pending = store.pending_changes(FOLDER).await.expect("changes");
        assert_eq!(pending, told[2..]);
        assert_eq!(store.pending_changes("two").await.expect("changes"), []);
    });
}

#[test]
fn a_dropped_change_leaves_nothing_to_the_next_of_its_number() {
    on_each(async |address| {
        let store = opened(address).await;
        let before = [splice("a.toml", 0, "", "a"), splice("b.toml", 0, "", "b")];
        begin(&store, &by_hand(FOLDER, &before)).await;
        begin(&store, &by_hand("two", &before)).await;
        assert!(store.drop_change(FOLDER, 1).await.expect("an answer"));
        assert_eq!(all(&store, FOLDER).await, []);
        assert_eq!(all(&store, "two").await.len(), 1);

        let after = [splice("c.toml", 0, "", "c")];
        let change = by_hand(FOLDER, &after);
        assert_eq!(begin(&store, &change).await, 1);
        assert_eq!(all(&store, FOLDER).await, [recorded(1, &change)]);
    });
}

#[test]
fn of_two_that_take_one_number_only_one_gets_it() {
    on_each(async |address| {
        // Two stores are two processes for the database.
        let stores = [opened(address).await, opened(address).await];
        let begun = (0..20_usize).map(|number| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move {
                let subject = number.to_string();
                let files = [splice(&subject, 0, "", &subject)];
                let change = NewChange {
                    subject: &subject,
                    ..by_hand(FOLDER, &files)
                };
                let number = store.begin_change(&change).await;
                number.ok().map(|number| recorded(number, &change))
            })
        });
        let mut kept = Vec::new();
        for begun in begun.collect::<Vec<_>>() {
            kept.extend(begun.await.expect("a task"));
        }
        kept.sort_by_key(|change| change.number);
        assert!(!kept.is_empty());
        assert_eq!(all(&stores[0], FOLDER).await, kept);
        assert!(
            (1..)
                .zip(&kept)
                .all(|(number, change)| change.number == number)
        );
    });
}

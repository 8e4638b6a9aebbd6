//! Members send a question to the team; the team sees how often it was sent and since when, and never by whom.

use aftercare::store::{Question, Store};

use super::databases::{on_each, opened};

const CLINIC: u64 = 1_100_000_000_000_000_001;
const OTHER_CLINIC: u64 = i64::MAX.cast_unsigned();

async fn keep(store: &Store, guild: u64, text: &str, day: &str) -> i64 {
    let kept = store.keep_question(guild, text, day).await;
    let id = kept.expect("a kept question");
    assert!(id > 0);
    id
}

async fn told(store: &Store, guild: u64, id: i64) -> Option<Question> {
    store.question(guild, id).await.expect("an answer")
}

async fn open_texts(store: &Store, guild: u64) -> Vec<String> {
    let open = store.open_questions(guild).await.expect("questions");
    open.into_iter().map(|question| question.text).collect()
}

#[test]
fn a_question_is_there_until_it_is_closed() {
    on_each(async |address| {
        let store = opened(address).await;
        let text = "Do you 'do'; -- hot\r\nstones? é 🙂 \"$1\"";
        let id = keep(&store, CLINIC, &format!("\0{text}\0"), "2026-11-24").await;
        let mut expected = Question {
            id,
            guild: CLINIC,
            text: text.to_owned(),
            times: 1,
            first_day: "2026-11-24".to_owned(),
            last_day: "2026-11-24".to_owned(),
            card: None,
        };
        assert_eq!(told(&store, CLINIC, id).await, Some(expected.clone()));

        let message = 1_100_000_000_000_000_009;
        let placed = store.place_question(CLINIC, id, 8, message).await;
        assert!(placed.expect("an answer"));
        let times = store.count_question(CLINIC, id, "2026-12-01").await;
        assert_eq!(times.expect("an answer"), Some(2));
        expected.card = Some((8, message));
        expected.times = 2;
        "2026-12-01".clone_into(&mut expected.last_day);
        assert_eq!(told(&store, CLINIC, id).await, Some(expected));

        assert!(store.close_question(CLINIC, id).await.expect("an answer"));
        check_gone(&store, CLINIC, id).await;
    });
}

#[test]
fn a_question_belongs_to_its_server() {
    on_each(async |address| {
        let store = opened(address).await;
        let id = keep(&store, CLINIC, "Do you do hot stones?", "2026-11-24").await;
        let before = told(&store, CLINIC, id).await;
        check_gone(&store, OTHER_CLINIC, id).await;
        assert!(before.is_some());
        assert_eq!(told(&store, CLINIC, id).await, before);
    });
}

async fn check_gone(store: &Store, guild: u64, id: i64) {
    assert_eq!(told(store, guild, id).await, None);
    assert!(open_texts(store, guild).await.is_empty());
    let times = store.count_question(guild, id, "2026-12-02").await;
    assert_eq!(times.expect("an answer"), None);
    let placed = store.place_question(guild, id, 1, 2).await;
    assert!(!placed.expect("an answer"));
    assert!(!store.close_question(guild, id).await.expect("an answer"));
}

#[test]
fn those_that_wait_longest_come_first() {
    on_each(async |address| {
        let store = opened(address).await;
        for (text, day) in [
            ("third", "2026-11-26"),
            ("first", "2026-09-30"),
            ("second", "2026-11-25"),
        ] {
            keep(&store, CLINIC, text, day).await;
        }
        keep(&store, OTHER_CLINIC, "theirs", "2026-11-24").await;
        let expected = ["first", "second", "third"];
        assert_eq!(open_texts(&store, CLINIC).await, expected);

        let mut same_day = Vec::new();
        for _question in 0..5 {
            same_day.push(keep(&store, 2, "again", "2026-11-24").await);
        }
        same_day.sort_unstable();
        let open = store.open_questions(2).await.expect("questions");
        let ids: Vec<i64> = open.iter().map(|question| question.id).collect();
        assert_eq!(ids, same_day);
    });
}

#[test]
fn no_question_is_lost_when_many_send_it_at_once() {
    on_each(async |address| {
        // Two stores are two processes for the database.
        let stores = [opened(address).await, opened(address).await];
        let id = keep(&stores[0], CLINIC, "Do you do hot stones?", "2026-11-24").await;
        let counts = (0..20_usize).map(|number| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move { store.count_question(CLINIC, id, "2026-11-24").await })
        });
        let mut told = Vec::new();
        for count in counts.collect::<Vec<_>>() {
            told.extend(count.await.expect("a task").expect("an answer"));
        }
        told.sort_unstable();
        assert!(told.into_iter().eq(2..=21));
    });
}

#[test]
fn old_questions_are_forgotten_on_all_servers_and_told_once_more() {
    on_each(async |address| {
        let store = opened(address).await;
        keep(&store, OTHER_CLINIC, "theirs", "2026-10-02").await;
        let long_ago = keep(&store, CLINIC, "sent again", "2025-11-24").await;
        keep(&store, CLINIC, "of that day", "2026-11-24").await;
        keep(&store, CLINIC, "last week's", "2026-11-17").await;
        let old = keep(&store, CLINIC, "old", "2026-10-01").await;
        let counted = store.count_question(CLINIC, long_ago, "2026-11-24").await;
        counted.expect("an answer");
        let placed = store.place_question(CLINIC, old, 8, 9).await;
        assert!(placed.expect("an answer"));

        let purged = store
            .purge_questions("2026-11-24")
            .await
            .expect("questions");
        let texts: Vec<&str> = purged.iter().map(|question| &*question.text).collect();
        assert_eq!(texts, ["old", "last week's", "theirs"]);
        assert_eq!(purged[0].card, Some((8, 9)));
        assert_eq!(
            open_texts(&store, CLINIC).await,
            ["sent again", "of that day"]
        );
        assert!(open_texts(&store, OTHER_CLINIC).await.is_empty());
        let again = store.purge_questions("2026-11-24").await;
        assert_eq!(again.expect("questions"), []);
    });
}

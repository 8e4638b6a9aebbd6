//! Members press 'This helped' or 'This did not'; staff see how many did, by entry and day, and never who.

use aftercare::store::{Feedback, FeedbackCount, Store};

use super::databases::{on_each, opened};

const CLINIC: u64 = 1_100_000_000_000_000_001;

fn count(entry: &str, day: &str, helped: u64, not_helped: u64) -> FeedbackCount {
    FeedbackCount {
        entry: entry.to_owned(),
        day: day.to_owned(),
        helped,
        not_helped,
    }
}

async fn press(store: &Store, guild: u64, entry: &str, day: &str, feedback: Feedback) {
    let counted = store.count_feedback(guild, entry, day, feedback).await;
    counted.expect("counted feedback");
}

#[test]
fn presses_are_counted_by_server_entry_and_day() {
    on_each(async |address| {
        let store = opened(address).await;
        for (guild, entry, day, feedback) in [
            (CLINIC, "overwhelm", "2026-11-24", Feedback::Helped),
            (CLINIC, "crying-normal", "2026-11-25", Feedback::NotHelped),
            (CLINIC, "crying-normal", "2026-11-24", Feedback::Helped),
            (CLINIC, "crying-normal", "2026-11-24", Feedback::NotHelped),
            (CLINIC, "crying-normal", "2026-11-24", Feedback::Helped),
            (CLINIC, "Zeal", "2026-11-24", Feedback::Helped),
            (2, "crying-normal", "2026-11-24", Feedback::Helped),
        ] {
            press(&store, guild, entry, day, feedback).await;
        }
        assert_eq!(
            store.feedback_counts(CLINIC).await.expect("counts"),
            [
                count("Zeal", "2026-11-24", 1, 0),
                count("crying-normal", "2026-11-24", 2, 1),
                count("crying-normal", "2026-11-25", 0, 1),
                count("overwhelm", "2026-11-24", 1, 0),
            ]
        );
        assert_eq!(store.feedback_counts(3).await.expect("counts"), []);
    });
}

#[test]
fn no_press_is_lost_when_many_press_at_once() {
    on_each(async |address| {
        // Two stores are two processes for the database.
        let stores = [opened(address).await, opened(address).await];
        let presses = (0..20).map(|number| {
            let store = stores[number % 2].clone();
            let feedback = if number < 15 {
                Feedback::Helped
            } else {
                Feedback::NotHelped
            };
            tokio::spawn(
                async move { press(&store, CLINIC, "overwhelm", "2026-11-24", feedback).await },
            )
        });
        for press in presses.collect::<Vec<_>>() {
            press.await.expect("a task");
        }
        assert_eq!(
            stores[0].feedback_counts(CLINIC).await.expect("counts"),
            [count("overwhelm", "2026-11-24", 15, 5)]
        );
    });
}

//! Staff see how often questions were answered, and by which entry, day by day.

use aftercare::store::{OutcomeCount, Store};

use super::databases::{on_each, opened};

const CLINIC: u64 = 1_100_000_000_000_000_001;

fn outcome(day: &str, decision: &str, entry: Option<&str>, times: u64) -> OutcomeCount {
    OutcomeCount {
        day: day.to_owned(),
        decision: decision.to_owned(),
        entry: entry.map(str::to_owned),
        times,
    }
}

async fn count(store: &Store, guild: u64, day: &str, decision: &str, entry: Option<&str>) {
    let counted = store.count_outcome(guild, day, decision, entry).await;
    counted.expect("a counted outcome");
}

async fn told(store: &Store, guild: u64, from_day: &str, to_day: &str) -> Vec<OutcomeCount> {
    let counts = store.outcome_counts(guild, from_day, to_day).await;
    counts.expect("counts")
}

#[test]
fn outcomes_are_counted_by_server_day_decision_and_entry() {
    on_each(async |address| {
        let store = opened(address).await;
        for (guild, day, decision, entry) in [
            (CLINIC, "2026-11-24", "no_answer", None),
            (CLINIC, "2026-11-24", "answer", Some("overwhelm")),
            (CLINIC, "2026-11-24", "no_answer", None),
            (CLINIC, "2026-11-24", "answer", Some("Zeal")),
            (CLINIC, "2026-11-24", "answer", None),
            (CLINIC, "2026-11-23", "suggest", Some("overwhelm")),
            (CLINIC, "2026-11-24", "answer", Some("overwhelm")),
            (2, "2026-11-24", "answer", Some("overwhelm")),
        ] {
            count(&store, guild, day, decision, entry).await;
        }
        assert_eq!(
            told(&store, CLINIC, "2026-11-01", "2026-11-30").await,
            [
                outcome("2026-11-23", "suggest", Some("overwhelm"), 1),
                outcome("2026-11-24", "answer", None, 1),
                outcome("2026-11-24", "answer", Some("Zeal"), 1),
                outcome("2026-11-24", "answer", Some("overwhelm"), 2),
                outcome("2026-11-24", "no_answer", None, 2),
            ]
        );
        assert_eq!(told(&store, 3, "2026-11-01", "2026-11-30").await, []);
    });
}

#[test]
fn first_and_last_day_are_counted_too() {
    on_each(async |address| {
        let store = opened(address).await;
        for day in ["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"] {
            count(&store, CLINIC, day, "answer", None).await;
        }
        assert_eq!(
            told(&store, CLINIC, "2026-10-01", "2026-10-31").await,
            [
                outcome("2026-10-01", "answer", None, 1),
                outcome("2026-10-31", "answer", None, 1),
            ]
        );
        assert_eq!(told(&store, CLINIC, "2026-10-31", "2026-10-01").await, []);
    });
}

#[test]
fn no_outcome_is_lost_when_many_come_at_once() {
    on_each(async |address| {
        // Two stores are two processes for the database.
        let stores = [opened(address).await, opened(address).await];
        let counts = (0..20_usize).map(|number| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move { count(&store, CLINIC, "2026-11-24", "refer", None).await })
        });
        for count in counts.collect::<Vec<_>>() {
            count.await.expect("a task");
        }
        assert_eq!(
            told(&stores[0], CLINIC, "2026-11-24", "2026-11-24").await,
            [outcome("2026-11-24", "refer", None, 20)]
        );
    });
}

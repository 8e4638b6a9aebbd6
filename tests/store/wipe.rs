//! Staff have all forgotten that came from their members; what they set and edited themselves stays.

use aftercare::store::{Feedback, GuildSettings, NewChange, Store, Wiped};

use super::databases::{on_each, opened};

const CLINIC: u64 = 1_100_000_000_000_000_001;
const OTHER_CLINIC: u64 = 2;

/// Two questions, feedback on two days, and outcomes of three days.
async fn fill(store: &Store, guild: u64) {
    for (text, day) in [("later", "2026-11-25"), ("earlier", "2026-11-24")] {
        let kept = store.keep_question(guild, text, day).await;
        kept.expect("a kept question");
    }
    for (entry, day) in [
        ("overwhelm", "2026-11-24"),
        ("how-often", "2026-11-24"),
        ("overwhelm", "2026-11-25"),
    ] {
        let counted = store.count_feedback(guild, entry, day, Feedback::Helped);
        counted.await.expect("counted feedback");
    }
    for (day, entry) in [
        ("2026-11-23", None),
        ("2026-11-24", None),
        ("2026-11-24", Some("overwhelm")),
        ("2026-11-25", Some("overwhelm")),
    ] {
        let counted = store.count_outcome(guild, day, "answer", entry).await;
        counted.expect("a counted outcome");
    }
}

/// How many questions, counts of feedback and counts of outcomes there are.
async fn amounts(store: &Store, guild: u64) -> [usize; 3] {
    let questions = store.open_questions(guild).await.expect("questions");
    let feedback = store.feedback_counts(guild).await.expect("counts");
    let outcomes = store.outcome_counts(guild, "2026-01-01", "2026-12-31");
    let outcomes = outcomes.await.expect("counts");
    [questions.len(), feedback.len(), outcomes.len()]
}

#[test]
fn what_came_from_members_is_forgotten_on_this_server_only() {
    on_each(async |address| {
        let store = opened(address).await;
        fill(&store, CLINIC).await;
        fill(&store, OTHER_CLINIC).await;
        let open = store.open_questions(CLINIC).await.expect("questions");
        assert_eq!(amounts(&store, CLINIC).await, [2, 3, 4]);

        let wiped = store.wipe_member_data(CLINIC).await;
        let expected = Wiped {
            questions: open,
            feedback_days: 2,
            outcome_days: 3,
        };
        assert_eq!(wiped.expect("wiped"), expected);
        assert_eq!(amounts(&store, CLINIC).await, [0, 0, 0]);
        assert_eq!(amounts(&store, OTHER_CLINIC).await, [2, 3, 4]);
        let again = store.wipe_member_data(CLINIC).await;
        assert_eq!(again.expect("wiped"), Wiped::default());
    });
}

#[test]
fn what_staff_set_and_edited_stays() {
    on_each(async |address| {
        let store = opened(address).await;
        fill(&store, CLINIC).await;
        let settings = GuildSettings {
            team_channel: Some(7),
            ..GuildSettings::default()
        };
        let saved = store.save_guild_settings(CLINIC, &settings).await;
        saved.expect("saved settings");
        let change = NewChange {
            folder: "clinic",
            at: 1_764_000_000,
            who: Some(7),
            confirmed_by: None,
            deed: "edited",
            subject: "overwhelm",
            undoes: None,
            files: &[],
        };
        store.begin_change(&change).await.expect("a begun change");

        store.wipe_member_data(CLINIC).await.expect("wiped");
        let told = store.guild_settings().await.expect("settings");
        assert_eq!(told[&CLINIC], settings);
        let changes = store.all_changes("clinic").await.expect("changes");
        assert_eq!(changes.len(), 1);
    });
}

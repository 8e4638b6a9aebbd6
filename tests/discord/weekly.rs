//! Once a week the team reads what members asked, and what would help most.

use aftercare::clock;
use aftercare::staff::digest::week::{Week, week_of};
use aftercare::store::{Feedback, Store};
use serde_json::json;

use super::world::World;

/// The hour from which on the digest is posted on a Monday.
const HOUR: u8 = 9;

fn last_week() -> Week {
    week_of(clock::today()).before()
}

/// Counts what members asked last week, as if the bot had run then.
async fn asked_last_week(store: &Store, guild: u64) {
    let day = last_week().from.to_string();
    for _ in 0..3 {
        let counted = store.count_outcome(guild, &day, "answer", Some("crying-normal"));
        counted.await.expect("counted");
    }
    for decision in ["no_answer", "crisis"] {
        let counted = store.count_outcome(guild, &day, decision, None);
        counted.await.expect("counted");
    }
    let judged = store.count_feedback(guild, "crying-normal", &day, Feedback::NotHelped);
    judged.await.expect("counted");
}

fn guild_of(world: &World) -> u64 {
    world.discord.guild().to_string().parse().expect("an id")
}

#[tokio::test]
async fn staff_read_the_last_week_with_a_chart() {
    let world = World::start_with_team().await;
    let store = world.store().await;
    asked_last_week(&store, guild_of(&world)).await;
    store.close().await;
    let thea = world.therapist();
    let used = world
        .discord
        .slash(&thea, world.team(), "faq digest", &json!({}));
    let digest = world.discord.reply_to(&used).await;
    let told = digest.drawn();
    for words in [
        "3 answered",
        "1 not answered",
        "Is it normal to cry",
        "Replies to somebody who may be in danger: 1.",
    ] {
        assert!(told.contains(words), "{words:?} is missing in:\n{told}");
    }
    let [chart] = digest.files() else {
        panic!("one file: {told}");
    };
    assert!(chart.bytes.starts_with(b"\x89PNG"), "a picture");
    let words = chart
        .description
        .as_deref()
        .expect("words for who can't see it");
    assert!(
        words.contains("3 answered, 0 suggested, 0 referred, 1 not answered"),
        "{words}"
    );
    world.finish().await;
}

#[tokio::test]
async fn the_team_is_told_once_a_week() {
    let world = World::start_with_team().await;
    let guild = guild_of(&world);
    let (today, hour) = clock::day_and_hour();
    // Counted while the bot is away: awake, it would post at once, or has claimed the week with nothing to tell.
    let world = world
        .restart_after(async |store| {
            asked_last_week(store, guild).await;
            let week = last_week().name;
            store.unclaim_digest(guild, &week).await.expect("unclaimed");
        })
        .await;
    if today != week_of(today).from || hour >= HOUR {
        let posted = world.discord.reply_in(world.team()).await;
        assert!(posted.drawn().contains("3 answered"), "{}", posted.drawn());
        assert_eq!(posted.files().len(), 1);
    }
    let world = world.restart().await;
    world.finish().await;
}

#[tokio::test]
async fn what_members_ask_is_counted_without_who_and_what() {
    let world = World::start_with_team().await;
    world.ask("Is it normal to cry during a massage?").await;
    world.mention("qwertz").await;
    world.mention("I want to kill myself").await;
    let guild = guild_of(&world);
    let today = clock::today().to_string();
    let store = world.store().await;
    // They are counted after the answer, while nobody waits.
    let counts = loop {
        let counts = store
            .outcome_counts(guild, &today, &today)
            .await
            .expect("counts");
        if counts.len() == 3 {
            break counts;
        }
        tokio::task::yield_now().await;
    };
    let counts: Vec<(&str, Option<&str>, u64)> = counts
        .iter()
        .map(|count| (count.decision.as_str(), count.entry.as_deref(), count.times))
        .collect();
    let expected = [
        ("answer", Some("crying-normal"), 1),
        ("crisis", None, 1),
        ("no_answer", None, 1),
    ];
    assert_eq!(counts, expected);
    store.close().await;
    world.finish().await;
}

//! Questions that come too fast.

use expect_test::expect;

use super::world::World;

const QUESTION: &str = "is crying a normal reaction?";
/// A member's stock.
const AT_ONCE: usize = 6;

/// The text with the seconds taken out, which depend on how fast the test runs.
fn without_seconds(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[tokio::test]
async fn who_asks_too_fast_is_told_so_privately_and_once() {
    let world = World::start().await;
    for _ in 0..AT_ONCE {
        world.mention(QUESTION).await;
    }
    world.mentions(QUESTION);
    world.discord.next("POST /users/@me/channels").await;
    let told = world
        .discord
        .reply_in(world.discord.direct_channel(&world.mia()))
        .await;
    expect!["I answer a few questions at a time, so that everyone gets a turn. Please ask me again in  seconds."].assert_eq(&without_seconds(&told.drawn()));
    world.mentions(QUESTION);
    world.mentions("");
    let command = world.ask(QUESTION).await;
    assert!(command.is_ephemeral());
    assert_eq!(
        without_seconds(command.content()),
        without_seconds(told.content())
    );
    world.finish().await;
}

#[tokio::test]
async fn danger_is_answered_however_fast_somebody_asks() {
    let world = World::start().await;
    for _ in 0..=AT_ONCE {
        let reply = world.mention("i want to kill myself").await;
        assert!(reply.text().starts_with("Thank you for saying this."));
    }
    world.finish().await;
}

#[tokio::test]
async fn who_takes_no_direct_messages_is_not_told() {
    let world = World::start_with_team().await;
    world.discord.blocks_direct_messages(&world.mia());
    for _ in 0..AT_ONCE {
        world.mention(QUESTION).await;
    }
    world.mentions(QUESTION);
    world.discord.next("POST /users/@me/channels").await;
    let direct = world.discord.direct_channel(&world.mia());
    let refused = world
        .discord
        .next(&format!("POST /channels/{direct}/messages"))
        .await;
    assert_eq!(refused.status, Some(403));
    world.finish().await;
}

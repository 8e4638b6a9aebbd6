//! Stopping: replies under way are finished, nothing new is begun, and it works at any moment.

use super::world::{Kept, World, ended, serve_usual};
use crate::fake_discord::{FakeDiscord, Refusal};

const QUESTION: &str = "is crying a normal reaction?";

#[tokio::test]
async fn a_reply_under_way_is_finished() {
    let world = World::start().await;
    let gate = world.discord.hold("POST /channels/*/messages");
    world.mentions(QUESTION);
    gate.arrived().await;
    world.stop();
    // The bot has noticed: whoever answers the autocomplete was told to stop before.
    world.discord.settle().await;
    gate.release();
    let reply = world.discord.reply_in(world.questions()).await;
    assert_eq!(reply.request.status, Some(200));
    world.finish().await;
}

#[tokio::test]
async fn nothing_new_is_begun() {
    let world = World::start().await;
    let gate = world.discord.hold("POST /channels/*/messages");
    world.mentions(QUESTION);
    gate.arrived().await;
    world.stop();
    world.discord.settle().await;
    world.mentions("too late");
    gate.release();
    world.discord.reply_in(world.questions()).await;
    world.finish().await;
}

#[tokio::test]
async fn it_stops_before_the_first_connection() {
    let discord = FakeDiscord::start().await;
    let gate = discord.hold("GET /users/@me");
    let kept = Kept::new();
    let (stop, bot) = serve_usual(&discord, &kept);
    gate.arrived().await;
    stop.stop();
    ended(bot).await.expect("it stops in peace");
    gate.release();
    discord.look_at_startup();
    discord.finish().await;
}

#[tokio::test]
async fn a_first_start_that_fails_says_why() {
    let discord = FakeDiscord::start().await;
    discord.refuse_all("GET /gateway/bot", Refusal::server_error());
    let kept = Kept::new();
    let (_stop, bot) = serve_usual(&discord, &kept);
    let failure = ended(bot).await.expect_err("it can't start");
    assert!(
        failure
            .to_string()
            .starts_with("Discord can't be reached, or is ill"),
        "{failure}"
    );
    discord.look_at_startup();
    discord.finish().await;
}

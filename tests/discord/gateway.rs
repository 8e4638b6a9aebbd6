//! Troubles of the gateway: what was missed is answered, and nothing is answered twice.

use crate::fake_discord::{Arrival, FakeDiscord};

use super::world::World;

const QUESTION: &str = "is crying a normal reaction?";
const ANSWER: &str = "Yes. Tears are a natural release.";

/// Breaks the connection, lets it be resumed, and expects a question that came meanwhile to be answered.
async fn check_resumed(break_it: fn(&FakeDiscord)) {
    let world = World::start().await;
    break_it(&world.discord);
    let question = world.mentions(QUESTION);
    world.discord.arrives(Arrival::Resumed).await;
    let reply = world.discord.reply_in(world.questions()).await;
    assert!(reply.text().contains(ANSWER), "{}", reply.text());
    assert_eq!(reply.replies_to(), Some(question));
    assert!(
        world.mention(QUESTION).await.text().contains(ANSWER),
        "and the next one, too"
    );
    world.finish().await;
}

#[tokio::test]
async fn a_dropped_socket_is_resumed() {
    check_resumed(FakeDiscord::drop_socket).await;
}

#[tokio::test]
async fn a_close_is_resumed() {
    check_resumed(|discord| discord.close_with(4000)).await;
}

#[tokio::test]
async fn a_request_to_reconnect_is_followed() {
    check_resumed(FakeDiscord::ask_to_reconnect).await;
}

#[tokio::test]
async fn a_redelivered_event_is_answered_once() {
    let world = World::start().await;
    let question = world.mentions(QUESTION);
    world.discord.reply_in(world.questions()).await;
    world.discord.delivers_again(question);
    let again = async |discord: &FakeDiscord| {
        discord
            .message(
                discord.channel("questions"),
                &discord.member("Mia"),
                QUESTION,
            )
            .mentioning_bot()
            .send();
        discord.reply_in(discord.channel("questions")).await;
    };
    world.discord.nothing_more(again).await;
    world.finish().await;
}

/// Serenity spins after such a close, until the next heartbeat: 41 s here. The watchdog starts it anew.
async fn check_watchdog(close: fn(&FakeDiscord)) {
    let world = World::start().await;
    close(&world.discord);
    world.discord.arrives(Arrival::Identified).await;
    assert!(world.mention(QUESTION).await.text().contains(ANSWER));
    world.discord.look_at_startup();
    world.finish().await;
}

#[tokio::test]
async fn a_close_without_a_code_is_recovered_from() {
    check_watchdog(FakeDiscord::close_without_code).await;
}

#[tokio::test]
async fn a_close_for_invalid_shards_is_recovered_from() {
    check_watchdog(|discord| discord.close_with(4010)).await;
}

#[tokio::test]
async fn only_unprivileged_intents_are_asked_for() {
    let world = World::start().await;
    let (guilds, guild_messages, direct_messages) = (1 << 0, 1 << 9, 1 << 12);
    assert_eq!(
        world.discord.intents(),
        guilds | guild_messages | direct_messages
    );
    world.finish().await;
}

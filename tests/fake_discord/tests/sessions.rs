//! The gateway's troubles, with a real serenity client on the other side.

use std::time::Duration;

use serenity::all::GatewayIntents;

use super::client::{Bot, UNPRIVILEGED};
use crate::fake_discord::{Arrival, FakeDiscord};

const INTENTS: GatewayIntents = UNPRIVILEGED.union(GatewayIntents::MESSAGE_CONTENT);

async fn started() -> (FakeDiscord, Bot) {
    let fake = FakeDiscord::start().await;
    let mut bot = Bot::start(&fake, INTENTS).await;
    fake.started().await;
    bot.next().await;
    (fake, bot)
}

/// Breaks the connection somehow and expects the message sent meanwhile to be replayed after a RESUME.
async fn check_replay(break_it: fn(&FakeDiscord)) {
    let (fake, mut bot) = started().await;
    break_it(&fake);
    fake.says(fake.channel("questions"), &fake.member("Mia"), "missed");
    fake.arrives(Arrival::Resumed).await;
    let told = [bot.next().await, bot.next().await];
    for expected in ["guild Regular \"missed\" quoting \"\"", "resumed"] {
        assert!(told.iter().any(|told| told == expected), "{told:?}");
    }
    fake.finish().await;
}

#[tokio::test]
async fn dropped_socket_is_resumed_with_replay() {
    check_replay(FakeDiscord::drop_socket).await;
}

#[tokio::test]
async fn close_4000_is_resumed_with_replay() {
    check_replay(|fake| fake.close_with(4000)).await;
}

#[tokio::test]
async fn request_to_reconnect_is_resumed_with_replay() {
    check_replay(FakeDiscord::ask_to_reconnect).await;
}

#[tokio::test]
async fn interrupted_session_is_resumed_with_replay() {
    check_replay(FakeDiscord::interrupt_session).await;
}

#[tokio::test]
async fn any_event_can_be_sent() {
    let (fake, mut bot) = started().await;
    let mia = fake.member("Mia");
    let message = fake.says(fake.channel("questions"), &mia, "once");
    bot.next().await;
    let mut event = fake.stored_message(message).expect("it was just sent");
    event["content"] = serde_json::json!("raw");
    fake.dispatch("MESSAGE_CREATE", event);
    assert_eq!(bot.next().await, "direct Regular \"raw\" quoting \"\"");
    fake.finish().await;
}

/// The close spins a thread of the bot's runtime until the next heartbeat, so it gets three and a short wait.
/// Serenity then starts anew instead of resuming: what happened in between is lost to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn close_without_code_is_identified_anew() {
    let fake = FakeDiscord::start().await;
    fake.heartbeat_every(Duration::from_millis(300));
    let mut bot = Bot::start(&fake, INTENTS).await;
    fake.started().await;
    bot.next().await;
    fake.close_without_code();
    fake.arrives(Arrival::Identified).await;
    drop(bot);
    fake.look_at_startup();
    fake.finish().await;
}

#[tokio::test]
async fn ended_session_is_identified_anew() {
    let (fake, mut bot) = started().await;
    fake.end_session();
    fake.arrives(Arrival::Identified).await;
    assert_eq!(bot.next().await, "ready as aftercare, 3 commands");
    fake.look_at_startup();
    fake.finish().await;
}

#[tokio::test]
async fn heartbeat_without_acknowledgement_ends_the_session() {
    let fake = FakeDiscord::start().await;
    fake.heartbeat_every(Duration::from_millis(200));
    let mut bot = Bot::start(&fake, INTENTS).await;
    fake.started().await;
    bot.next().await;
    fake.heartbeat().await;
    fake.stop_acknowledging();
    fake.arrives(Arrival::Identified).await;
    drop(bot);
    fake.look_at_startup();
    fake.finish().await;
}

#[tokio::test]
async fn rejected_token_ends_the_bot() {
    let fake = FakeDiscord::start().await;
    fake.reject_token();
    let ended = Bot::start(&fake, INTENTS).await.end().await;
    assert!(ended.contains("nvalid authentication"), "{ended}");
    fake.look_at_startup();
    fake.finish().await;
}

#[tokio::test]
async fn withheld_message_content_ends_the_bot() {
    let fake = FakeDiscord::start().await;
    fake.withhold_message_content();
    let ended = Bot::start(&fake, INTENTS).await.end().await;
    assert!(ended.contains("isallowed"), "{ended}");
    fake.look_at_startup();
    fake.finish().await;
}

#[tokio::test]
async fn planned_close_meets_the_next_identify() {
    let fake = FakeDiscord::start().await;
    fake.close_next_identify(4004);
    let ended = Bot::start(&fake, INTENTS).await.end().await;
    assert!(ended.contains("nvalid authentication"), "{ended}");
    fake.look_at_startup();
    fake.finish().await;
}

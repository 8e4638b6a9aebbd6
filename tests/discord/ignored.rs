//! What is not for the bot: bots, webhooks, notices, and what members say to each other.

use serde_json::json;

use super::world::World;
use crate::fake_discord::{FakeDiscord, Snowflake};

const QUESTION: &str = "is crying a normal reaction?";

/// Sends something, and expects no answer to it although a question after it is answered.
async fn check_ignored(send: impl Fn(&FakeDiscord, Snowflake)) {
    let world = World::start().await;
    send(&world.discord, world.questions());
    let sentinel = async |_: &FakeDiscord| {
        let reply = world.mention("").await;
        assert!(
            reply.text().starts_with("Ask me in your own words"),
            "{}",
            reply.text()
        );
    };
    world.discord.nothing_more(sentinel).await;
    world.finish().await;
}

#[tokio::test]
async fn other_bots() {
    check_ignored(|discord, channel| {
        let other = discord.other_bot("Other");
        discord
            .message(channel, &other, QUESTION)
            .mentioning_bot()
            .send();
        discord.says(discord.direct_channel(&other), &other, QUESTION);
    })
    .await;
}

#[tokio::test]
async fn the_bots_own_messages() {
    check_ignored(|discord, channel| {
        discord
            .message(channel, &discord.bot(), QUESTION)
            .mentioning_bot()
            .send();
        discord.says(
            discord.direct_channel(&discord.member("Mia")),
            &discord.bot(),
            QUESTION,
        );
    })
    .await;
}

#[tokio::test]
async fn webhooks() {
    check_ignored(|discord, channel| {
        discord
            .message(channel, &discord.member("Mia"), QUESTION)
            .mentioning_bot()
            .by_webhook()
            .send();
    })
    .await;
}

#[tokio::test]
async fn discords_own_notices() {
    check_ignored(|discord, channel| {
        let mia = discord.member("Mia");
        for kind in [6, 7, 8, 18, 21] {
            discord
                .message(channel, &mia, QUESTION)
                .mentioning_bot()
                .of_system_type(kind)
                .send();
        }
        discord
            .message(discord.direct_channel(&mia), &mia, "")
            .of_system_type(6)
            .send();
    })
    .await;
}

#[tokio::test]
async fn what_members_say_to_each_other() {
    check_ignored(|discord, channel| {
        let (mia, tom) = (discord.member("Mia"), discord.member("Tom"));
        let said = discord.says(channel, &tom, QUESTION);
        discord
            .message(channel, &mia, QUESTION)
            .replying_to(said)
            .send();
        discord
            .message(channel, &mia, QUESTION)
            .with("mention_everyone", json!(true))
            .send();
        let role = discord.role("Therapists");
        let text = format!("<@&{role}> {QUESTION}");
        discord
            .message(channel, &mia, &text)
            .with("mention_roles", json!([role]))
            .send();
    })
    .await;
}

#[tokio::test]
async fn events_that_serenity_cannot_read() {
    check_ignored(|discord, _| {
        discord.dispatch("MESSAGE_CREATE", json!({ "id": "not a message" }));
        discord.dispatch("SOMETHING_NEW", json!({ "secret": 7 }));
    })
    .await;
}

//! What a bot may read over REST, as over the gateway.

use serde_json::{Value, json};
use serenity::all::GatewayIntents;

use super::client::{Bot, UNPRIVILEGED};
use super::wire::{good_message, post_message, request};
use crate::fake_discord::{FakeDiscord, Snowflake};

/// What `GET` shows of a message's text.
async fn shown(fake: &FakeDiscord, channel: Snowflake, message: Snowflake) -> Value {
    let path = format!("/channels/{channel}/messages/{message}");
    let mut answer = request(fake, "GET", &path, &Value::Null).await;
    fake.next(&format!("GET {path}")).await;
    answer.body["content"].take()
}

#[tokio::test]
async fn bot_without_the_intent_reads_mentions_direct_messages_and_itself() {
    let fake = FakeDiscord::start().await;
    let _bot = Bot::start(&fake, UNPRIVILEGED).await;
    fake.started().await;
    let mia = fake.member("Mia");
    let (questions, direct) = (fake.channel("questions"), fake.direct_channel(&mia));
    post_message(&fake, questions, &good_message("mine")).await;
    let own = fake.reply_in(questions).await.id();
    let asked = fake.message(questions, &mia, "yours").mentioning_bot();
    let cases = [
        (questions, fake.says(questions, &mia, "secret"), json!("")),
        (questions, own, json!("mine")),
        (
            questions,
            asked.send(),
            json!(format!("{} yours", fake.bot().mention())),
        ),
        (direct, fake.says(direct, &mia, "direct"), json!("direct")),
    ];
    for (channel, message, expected) in cases {
        assert_eq!(shown(&fake, channel, message).await, expected);
    }
    fake.finish().await;
}

#[tokio::test]
async fn bot_with_the_intent_reads_everything_until_it_is_withheld() {
    let fake = FakeDiscord::start().await;
    let _bot = Bot::start(&fake, UNPRIVILEGED | GatewayIntents::MESSAGE_CONTENT).await;
    fake.started().await;
    let questions = fake.channel("questions");
    let message = fake.says(questions, &fake.member("Mia"), "open");
    assert_eq!(shown(&fake, questions, message).await, "open");
    fake.withhold_message_content();
    assert_eq!(shown(&fake, questions, message).await, "");
    fake.finish().await;
}

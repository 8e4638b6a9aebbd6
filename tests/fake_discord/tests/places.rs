//! Threads and channels that come and go.

use serde_json::{Value, json};

use super::client::{Bot, UNPRIVILEGED};
use super::wire::{good_message, post_message, request};
use crate::fake_discord::permissions::{SEND_MESSAGES, SEND_MESSAGES_IN_THREADS, VIEW_CHANNEL};
use crate::fake_discord::{FakeDiscord, Snowflake};

async fn started() -> (FakeDiscord, Bot) {
    let fake = FakeDiscord::start().await;
    let mut bot = Bot::start(&fake, UNPRIVILEGED).await;
    fake.started().await;
    bot.next().await;
    (fake, bot)
}

/// Status and error code of a post, which is looked at.
async fn posted(fake: &FakeDiscord, channel: Snowflake) -> (u16, u64) {
    let answer = post_message(fake, channel, &good_message("still there?")).await;
    fake.look_at_all("POST /channels/*/messages");
    let code = answer.body["code"].as_u64();
    (answer.status, code.unwrap_or_default())
}

#[tokio::test]
async fn thread_is_announced_once_and_talked_in() {
    let (fake, mut bot) = started().await;
    let mia = fake.member("Mia");
    let thread = fake.thread(fake.channel("questions"), "crying");
    assert_eq!(bot.next().await, "thread crying opened");
    assert_eq!(fake.thread(fake.channel("questions"), "crying"), thread);
    fake.message(thread, &mia, "hello").mentioning_bot().send();
    assert!(bot.next().await.ends_with("hello\" quoting \"\""));
    assert_eq!(fake.reply_in(thread).await.content(), "hi");
    let asked = fake.slash(&mia, thread, "faq settings", &json!({ "channel": thread }));
    let told = fake.reply_to(&asked).await;
    assert_eq!(
        told.content(),
        "channel = #crying PublicThread send true, en-US, staff false"
    );
    fake.finish().await;
}

#[tokio::test]
async fn archived_thread_takes_no_messages() {
    let (fake, mut bot) = started().await;
    let thread = fake.thread(fake.channel("questions"), "crying");
    bot.next().await;
    post_message(&fake, thread, &good_message("hi")).await;
    let message = fake.reply_in(thread).await.id();
    bot.next().await;
    fake.archives(thread);
    assert_eq!(bot.next().await, "thread crying archived true");
    assert_eq!(posted(&fake, thread).await, (400, 50083));
    let path = format!("/channels/{thread}/messages/{message}");
    let edited = request(&fake, "PATCH", &path, &good_message("hm")).await;
    assert_eq!(edited.body["code"], 50083);
    fake.look_at_all(&format!("PATCH {path}"));
    fake.finish().await;
}

#[tokio::test]
async fn deleted_channel_takes_its_threads_and_messages_along() {
    let (fake, mut bot) = started().await;
    let (questions, general) = (fake.channel("questions"), fake.channel("general"));
    let lost = fake.thread(questions, "crying");
    let closed = fake.thread(general, "bruises");
    let said = fake.says(lost, &fake.member("Mia"), "hm");
    for _event in 0..3 {
        bot.next().await;
    }
    fake.deletes_channel(closed);
    assert_eq!(bot.next().await, "a PublicThread is gone");
    fake.deletes_channel(questions);
    assert_eq!(bot.next().await, "channel questions is gone");
    for channel in [closed, questions, lost] {
        assert_eq!(posted(&fake, channel).await, (404, 10003));
    }
    assert!(fake.stored_message(said).is_none());
    assert_eq!(posted(&fake, general).await, (200, 0));
    fake.finish().await;
}

#[tokio::test]
async fn thread_follows_the_permissions_of_its_channel() {
    let fake = FakeDiscord::start().await;
    for (denied, expected) in [
        (SEND_MESSAGES, (200, 0)),
        (SEND_MESSAGES_IN_THREADS, (403, 50013)),
        (VIEW_CHANNEL, (403, 50001)),
    ] {
        let channel = fake.channel(&format!("without-{denied}"));
        let thread = fake.thread(channel, "talk");
        fake.deny_bot(channel, denied);
        assert_eq!(posted(&fake, thread).await, expected, "{denied}");
    }
    fake.finish().await;
}

#[tokio::test]
async fn open_threads_are_listed_apart_from_channels() {
    let fake = FakeDiscord::start().await;
    fake.thread(fake.channel("questions"), "crying");
    let path = format!("/guilds/{}/channels", fake.guild());
    let channels = request(&fake, "GET", &path, &Value::Null).await.body;
    fake.next(&format!("GET {path}")).await;
    assert_eq!(channels.as_array().map(Vec::len), Some(3));
    fake.finish().await;
}

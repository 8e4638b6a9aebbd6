//! Edits by members reach a real serenity client, with as much text as it may read.

use serenity::all::GatewayIntents;

use super::client::{Bot, UNPRIVILEGED};
use super::wire::{good_message, post_message};
use crate::fake_discord::FakeDiscord;

async fn started(intents: GatewayIntents) -> (FakeDiscord, Bot) {
    let fake = FakeDiscord::start().await;
    let mut bot = Bot::start(&fake, intents).await;
    fake.started().await;
    bot.next().await;
    (fake, bot)
}

#[tokio::test]
async fn edit_brings_the_whole_message() {
    let (fake, mut bot) = started(UNPRIVILEGED | GatewayIntents::MESSAGE_CONTENT).await;
    let (mia, tom) = (fake.member("Mia"), fake.member("Tom"));
    let message = fake.says(fake.channel("questions"), &mia, "is cryng ok?");
    bot.next().await;
    fake.edits(message, &format!("is crying ok, <@!{}>?", tom.id));
    assert_eq!(
        bot.next().await,
        format!(
            "edited \"is crying ok, <@!{}>?\", 0 embeds, mentioning [\"tom\"], member true",
            tom.id
        )
    );
    let stored = fake.stored_message(message).expect("it is there");
    assert_ne!(stored["edited_timestamp"], serde_json::Value::Null);
    fake.finish().await;
}

#[tokio::test]
async fn unfurled_link_is_an_update_that_nobody_wrote() {
    let (fake, mut bot) = started(UNPRIVILEGED | GatewayIntents::MESSAGE_CONTENT).await;
    let mia = fake.member("Mia");
    let message = fake.says(fake.channel("questions"), &mia, "https://example.org/");
    bot.next().await;
    fake.unfurls(message);
    assert_eq!(
        bot.next().await,
        "unfurled \"https://example.org/\", 1 embeds, mentioning [], member true"
    );
    fake.finish().await;
}

#[tokio::test]
async fn without_the_intent_an_edit_is_read_only_if_it_mentions_the_bot() {
    let (fake, mut bot) = started(UNPRIVILEGED).await;
    let mia = fake.member("Mia");
    let message = fake.says(fake.channel("questions"), &mia, "hm");
    bot.next().await;
    fake.edits(message, "is crying ok?");
    let blank = "edited \"\", 0 embeds, mentioning [], member true";
    assert_eq!(bot.next().await, blank);
    fake.edits_mentioning_bot(message, "is crying ok?");
    assert_eq!(
        bot.next().await,
        format!(
            "edited \"{} is crying ok?\", 0 embeds, mentioning [\"aftercare\"], member true",
            fake.bot().mention()
        )
    );
    fake.edits(message, "never mind");
    assert_eq!(bot.next().await, blank);
    fake.finish().await;
}

#[tokio::test]
async fn edit_of_a_reply_keeps_its_ping() {
    let (fake, mut bot) = started(UNPRIVILEGED).await;
    let questions = fake.channel("questions");
    post_message(&fake, questions, &good_message("my answer")).await;
    let answer = fake.reply_in(questions).await.id();
    bot.next().await;
    let draft = fake.message(questions, &fake.member("Mia"), "thanks");
    let reply = draft.replying_to(answer).send();
    bot.next().await;
    fake.edits(reply, "thank you");
    assert_eq!(
        bot.next().await,
        "edited \"thank you\", 0 embeds, mentioning [\"aftercare\"], member true"
    );
    fake.finish().await;
}

#[tokio::test]
async fn mention_in_the_middle_of_a_text_counts() {
    let (fake, mut bot) = started(UNPRIVILEGED).await;
    let text = format!("hey {} you", fake.bot().mention());
    fake.says(fake.channel("questions"), &fake.member("Mia"), &text);
    assert_eq!(
        bot.next().await,
        format!("guild Regular {text:?} quoting \"\"")
    );
    fake.finish().await;
}

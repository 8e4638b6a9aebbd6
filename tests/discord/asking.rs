//! Each way of asking: directly, by mention, by replying to the bot, and with `/ask`.

use std::time::Duration;

use serde_json::json;

use super::world::{FAQ, NOT_FOR_THE_BOT, World, edition};

const QUESTION: &str = "is crying a normal reaction?";
const ANSWER: &str = "Yes. Tears are a natural release.";
const GREETING: &str = "Ask me in your own words";

#[tokio::test]
async fn a_direct_message_asks() {
    let world = World::start().await;
    let channel = world.discord.direct_channel(&world.mia());
    let question = world.discord.says(channel, &world.mia(), QUESTION);
    let reply = world.discord.reply_in(channel).await;
    assert!(reply.text().contains(ANSWER), "{}", reply.text());
    assert_eq!(reply.replies_to(), Some(question));
    world.finish().await;
}

#[tokio::test]
async fn a_mention_asks_wherever_it_stands() {
    let world = World::start().await;
    let bot = world.discord.bot();
    for text in [
        format!("{} {QUESTION}", bot.mention()),
        format!("{QUESTION} {}", bot.mention()),
    ] {
        let draft = world
            .discord
            .message(world.questions(), &world.mia(), &text);
        let question = draft.with("mentions", json!([bot.user()])).send();
        let reply = world.discord.reply_in(world.questions()).await;
        assert!(reply.text().contains(ANSWER), "{}", reply.text());
        assert_eq!(reply.replies_to(), Some(question));
    }
    world.finish().await;
}

#[tokio::test]
async fn a_mention_alone_is_greeted() {
    let world = World::start().await;
    let reply = world.mention("").await;
    assert!(reply.text().starts_with(GREETING), "{}", reply.text());
    world.finish().await;
}

/// More of the FAQ: what all its questions are about is then a massage, and 'and yearly?' by itself is not for the bot.
const MORE: &str = r#"
messages = ["and yearly?"]

[[entry]]
id = "length"
question = "How long is a massage?"
answer = "An hour."

[[entry]]
id = "water"
question = "Should I drink water after a massage?"
answer = "As you like."

[[more]]
of = "how-often"
phrasings = ["and yearly massage"]
"#;

#[tokio::test]
async fn a_short_question_follows_up_on_the_last_answer_to_its_asker() {
    let world = World::start_with(edition(&[FAQ, NOT_FOR_THE_BOT, MORE])).await;
    let monthly = "Once a month is a good start.";
    let alone = world.mention("and yearly?").await;
    assert!(!alone.text().contains(monthly), "{}", alone.text());
    let crying = world.mention(QUESTION).await;
    assert!(crying.text().contains(ANSWER), "{}", crying.text());
    let after = world.mention("and yearly?").await;
    assert!(after.text().contains(monthly), "{}", after.text());
    world.finish().await;
}

#[tokio::test]
async fn a_reply_to_the_bot_asks() {
    let world = World::start().await;
    let greeting = world.mention("").await;
    let draft = world
        .discord
        .message(world.questions(), &world.mia(), QUESTION);
    let question = draft.replying_to(greeting.id()).send();
    let reply = world.discord.reply_in(world.questions()).await;
    assert!(reply.text().contains(ANSWER), "{}", reply.text());
    assert_eq!(reply.replies_to(), Some(question));
    world.finish().await;
}

#[tokio::test]
async fn a_reply_whose_text_discord_withholds_is_told_how_to_ask() {
    let world = World::start().await;
    let greeting = world.mention("").await;
    world
        .discord
        .message(world.questions(), &world.mia(), QUESTION)
        .replying_silently_to(greeting.id())
        .send();
    let reply = world.discord.reply_in(world.questions()).await;
    assert!(
        reply
            .text()
            .starts_with("I can't read a reply that doesn't mention me."),
        "{}",
        reply.text()
    );
    world.finish().await;
}

#[tokio::test]
async fn the_command_asks_and_the_asker_chooses_who_sees_the_answer() {
    let world = World::start().await;
    let direct = world.discord.direct_channel(&world.mia());
    for (values, channel, is_ephemeral) in [
        (json!({ "question": QUESTION }), world.questions(), false),
        (
            json!({ "question": QUESTION, "private": false }),
            world.questions(),
            false,
        ),
        (
            json!({ "question": QUESTION, "private": true }),
            world.questions(),
            true,
        ),
        (json!({ "question": QUESTION }), direct, false),
    ] {
        let asked = world.discord.slash(&world.mia(), channel, "ask", &values);
        let reply = world.discord.reply_to(&asked).await;
        assert!(reply.text().contains(ANSWER), "{}", reply.text());
        assert_eq!(reply.is_ephemeral(), is_ephemeral, "{values}");
    }
    world.finish().await;
}

#[tokio::test]
async fn the_answer_to_a_message_that_was_deleted_meanwhile_is_removed() {
    let world = World::start().await;
    let gate = world.discord.hold("POST /channels/*/messages");
    let question = world.mentions(QUESTION);
    gate.arrived().await;
    world.discord.deletes(question);
    gate.release();
    let reply = world.discord.reply_in(world.questions()).await;
    assert_eq!(world.discord.deleted().await, reply.id());
    world.finish().await;
}

/// A question as long as an option can be takes tens of milliseconds; patience ends after one.
#[tokio::test]
async fn an_answer_that_takes_long_is_promised_first_and_then_only_the_asker_sees_it() {
    let world = World::start_with_patience(Duration::ZERO).await;
    let question = "Is it normal to cry during a massage? ".repeat(157);
    let asked = world.discord.slash(
        &world.mia(),
        world.questions(),
        "ask",
        &json!({ "question": question }),
    );
    let reply = world.discord.reply_to(&asked).await;
    assert!(reply.text().contains(ANSWER), "{}", reply.text());
    assert_eq!(
        (reply.request.method.as_str(), reply.is_ephemeral()),
        ("PATCH", true)
    );
    world.finish().await;
}

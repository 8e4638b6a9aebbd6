//! What people do reaches a real serenity client, and its answers come back.

use std::slice;

use serde_json::json;
use serenity::all::GatewayIntents;

use super::client::{Bot, UNPRIVILEGED};
use super::wire::{good_message, post_message};
use crate::fake_discord::{Choice, FakeDiscord, Interaction, Modal, Person, Reply};

async fn started(intents: GatewayIntents) -> (FakeDiscord, Bot) {
    let fake = FakeDiscord::start().await;
    let mut bot = Bot::start(&fake, intents).await;
    fake.started().await;
    assert_eq!(bot.next().await, "ready as aftercare, 3 commands");
    (fake, bot)
}

#[tokio::test]
async fn serenity_gets_ready_and_answers_a_message() {
    let (fake, mut bot) = started(UNPRIVILEGED).await;
    let mia = fake.member("Mia");
    let questions = fake.channel("questions");
    let question = fake
        .message(questions, &mia, "hello")
        .mentioning_bot()
        .send();
    assert!(bot.next().await.starts_with("guild Regular \"<@"));
    let reply: Reply = fake.reply_in(questions).await;
    assert_eq!(
        (reply.content(), reply.replies_to()),
        ("hi", Some(question))
    );
    assert_eq!(reply.request.query, "");
    assert_eq!(
        bot.next().await,
        "guild InlineReply \"hi\" quoting \"<@BOT> hello\""
            .replace("<@BOT>", &fake.bot().mention())
    );
    fake.finish().await;
}

#[tokio::test]
async fn content_is_blanked_without_the_intent() {
    let (fake, mut bot) = started(UNPRIVILEGED).await;
    let mia = fake.member("Mia");
    let questions = fake.channel("questions");
    assert_eq!(fake.intents(), UNPRIVILEGED.bits());
    let secret = fake.says(questions, &mia, "secret");
    assert_eq!(bot.next().await, "guild Regular \"\" quoting \"\"");
    fake.message(questions, &mia, "and?")
        .replying_silently_to(secret)
        .send();
    assert_eq!(bot.next().await, "guild InlineReply \"\" quoting \"\"");
    fake.message(questions, &mia, "you?")
        .mentioning_bot()
        .replying_to(secret)
        .send();
    assert!(bot.next().await.ends_with(" you?\" quoting \"\""));
    fake.says(fake.direct_channel(&mia), &mia, "direct");
    assert_eq!(bot.next().await, "direct Regular \"direct\" quoting \"\"");
    fake.finish().await;
}

#[tokio::test]
async fn reply_to_the_bot_carries_its_text() {
    let (fake, mut bot) = started(UNPRIVILEGED).await;
    let questions = fake.channel("questions");
    post_message(&fake, questions, &good_message("my answer")).await;
    let answer = fake.reply_in(questions).await.id();
    bot.next().await;
    let mia = fake.member("Mia");
    fake.message(questions, &mia, "thanks")
        .replying_to(answer)
        .send();
    assert_eq!(
        bot.next().await,
        "guild InlineReply \"thanks\" quoting \"my answer\""
    );
    fake.message(questions, &mia, "thanks")
        .replying_silently_to(answer)
        .send();
    assert_eq!(
        bot.next().await,
        "guild InlineReply \"\" quoting \"my answer\""
    );
    fake.finish().await;
}

#[tokio::test]
async fn unusual_messages_arrive() {
    let (fake, mut bot) = started(UNPRIVILEGED | GatewayIntents::MESSAGE_CONTENT).await;
    let questions = fake.channel("questions");
    let carl = fake.other_bot("Carl");
    let unknown = json!([{ "type": 99, "id": 1 }]);
    let first = fake.says(questions, &carl, "bot");
    fake.message(questions, &carl, "webhook")
        .by_webhook()
        .send();
    fake.message(questions, &carl, "v2")
        .with_components_v2()
        .send();
    fake.message(questions, &carl, "unknown")
        .with_components(unknown)
        .send();
    fake.message(questions, &carl, "").of_system_type(7).send();
    fake.delivers_again(first);
    fake.deletes(first);
    let texts = [
        "Regular \"bot\"",
        "Regular \"webhook\"",
        "Regular \"v2\"",
        "Regular \"unknown\"",
        "MemberJoin \"\"",
        "Regular \"bot\"",
    ];
    for text in texts {
        assert_eq!(bot.next().await, format!("guild {text} quoting \"\""));
    }
    let elsewhere = fake.channel_in(fake.guild_named("Other"), "talk");
    fake.says(elsewhere, &carl, "there");
    assert_eq!(bot.next().await, "guild Regular \"there\" quoting \"\"");
    fake.nothing_more(async |fake: &FakeDiscord| fake.settle().await)
        .await;
    fake.finish().await;
}

#[tokio::test]
async fn message_of_unknown_components_arrives_also_as_a_quoted_one_and_in_a_menu() {
    let (fake, mut bot) = started(UNPRIVILEGED | GatewayIntents::MESSAGE_CONTENT).await;
    let questions = fake.channel("questions");
    let (carl, mia) = (fake.other_bot("Carl"), fake.member("Mia"));
    let draft = fake.message(questions, &carl, "offer");
    let offer = draft.with_components_v2().send();
    assert_eq!(bot.next().await, "guild Regular \"offer\" quoting \"\"");
    let draft = fake.message(questions, &mia, "what is this?");
    draft.replying_to(offer).send();
    assert_eq!(
        bot.next().await,
        "guild InlineReply \"what is this?\" quoting \"offer\""
    );
    fake.edits(offer, "better offer");
    assert!(bot.next().await.starts_with("edited \"better offer\""));
    let used = fake.uses_on_message(&mia, "Ask the FAQ", offer);
    assert_eq!(fake.reply_to(&used).await.content(), "better offer by carl");
    fake.finish().await;
}

#[tokio::test]
async fn menu_on_a_message_carries_the_text_whatever_the_intents() {
    let (fake, mut bot) = started(UNPRIVILEGED).await;
    let mia = fake.member("Mia");
    let secret = fake.says(fake.channel("questions"), &mia, "secret");
    assert_eq!(bot.next().await, "guild Regular \"\" quoting \"\"");
    let used = fake.uses_on_message(&fake.member("Tom"), "Ask the FAQ", secret);
    assert_eq!(fake.reply_to(&used).await.content(), "secret by mia");
    fake.finish().await;
}

#[tokio::test]
async fn slash_command_is_deferred_fulfilled_and_followed_up() {
    let (fake, _bot) = started(UNPRIVILEGED).await;
    let mia = fake.member("Mia");
    let asked = fake.slash(
        &mia,
        fake.channel("questions"),
        "ask",
        &json!({ "question": "is it ok?" }),
    );
    let reply = fake.reply_to(&asked).await;
    assert_eq!(
        (reply.text().as_str(), reply.is_ephemeral()),
        ("later", false)
    );
    assert_eq!(fake.follow_up_to(&asked).await.content(), "more");
    assert_eq!(reply.buttons(), ["Send to the team"]);
    let pressed = fake.presses(&mia, reply.id(), "Send to the team");
    let updated = fake.reply_to(&pressed).await;
    assert_eq!((updated.id(), updated.content()), (reply.id(), "sent"));
    assert!(updated.buttons().is_empty());
    let stale = fake.presses_stale(&mia, &reply.message, "team:1");
    assert_eq!(fake.callback(&stale).await.body["type"], 7);
    fake.finish().await;
}

#[tokio::test]
async fn autocomplete_modal_and_context_menu_work_in_direct_messages_too() {
    let (fake, mut bot) = started(UNPRIVILEGED).await;
    fake.permit("Staff", 1 << 5);
    let ana: Person = fake.member_with_role("Ana", "Staff");
    assert_eq!(ana.roles, [fake.role("Staff")]);
    for channel in [fake.channel("staff"), fake.direct_channel(&ana)] {
        let typed = fake.autocomplete(&ana, channel, "faq edit", ("entry", "cry"));
        let expected = Choice {
            name: "Is it normal to cry?".to_owned(),
            value: json!("crying-normal"),
        };
        assert_eq!(fake.choices(&typed).await, slice::from_ref(&expected));
        let opened = fake.slash(&ana, channel, "faq edit", &json!({ "entry": "overwhelm" }));
        let modal: Modal = fake.modal(&opened).await;
        assert_eq!(
            (modal.title.as_str(), modal.fields().as_slice()),
            ("Edit", ["answer".to_owned()].as_slice())
        );
        let sent = fake.submits_modal(&ana, &modal, &json!({ "answer": "No." }));
        assert_eq!(fake.reply_to(&sent).await.content(), "thank you");
        let message = fake.says(channel, &ana, "am I ok");
        bot.next().await;
        let used = fake.uses_on_message(&ana, "Ask the FAQ", message);
        let reply = fake.reply_to(&used).await;
        assert_eq!(
            (reply.content(), reply.is_ephemeral()),
            ("am I ok by ana", true)
        );
    }
    fake.finish().await;
}

#[tokio::test]
async fn order_of_answers_is_enforced() {
    let (fake, _bot) = started(UNPRIVILEGED).await;
    let mia = fake.member("Mia");
    let used = fake.uses_on_message(
        &mia,
        "Ask the FAQ",
        fake.says(fake.channel("general"), &mia, "x"),
    );
    fake.reply_to(&used).await;
    let answer = json!({ "type": 4, "data": good_message("again") });
    assert_eq!(respond(&fake, &used, &answer).await, json!(40060));
    let problems = fake.problems().await;
    assert!(problems[0].contains("one first response"), "{problems:?}");
    fake.finish().await;
}

#[tokio::test]
async fn interaction_that_is_never_answered_fails_the_finish() {
    let (fake, bot) = started(UNPRIVILEGED).await;
    drop(bot);
    let mia = fake.member("Mia");
    let question = json!({ "question": "?" });
    fake.slash(&mia, fake.channel("questions"), "ask", &question);
    let forgiven = fake.slash(&mia, fake.channel("questions"), "ask", &question);
    fake.may_stay_unanswered(&forgiven);
    let problems = fake.problems().await;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("still Waiting"), "{problems:?}");
    fake.finish().await;
}

async fn respond(
    fake: &FakeDiscord,
    interaction: &Interaction,
    body: &serde_json::Value,
) -> serde_json::Value {
    let path = format!(
        "/interactions/{}/{}/callback",
        interaction.id, interaction.token
    );
    super::wire::request(fake, "POST", &path, body).await.body["code"].take()
}

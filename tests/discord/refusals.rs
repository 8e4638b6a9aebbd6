//! Discord refuses something: the bot goes on.

use expect_test::expect;
use serde_json::json;

use super::world::World;
use crate::fake_discord::{Refusal, Snowflake, permissions};

const POST: &str = "POST /channels/*/messages";
const QUESTION: &str = "is crying a normal reaction?";
const ANSWER: &str = "Yes. Tears are a natural release.";

/// Refuses the reply to one question, and expects the next question to be answered.
async fn check_goes_on(refusal: Refusal) {
    let world = World::start().await;
    world.discord.refuse(POST, refusal);
    world.mentions(QUESTION);
    let refused = world.discord.next(POST).await;
    assert!(
        refused.status.is_some_and(|status| status >= 400),
        "{refused}"
    );
    assert!(world.mention(QUESTION).await.text().contains(ANSWER));
    world.finish().await;
}

#[tokio::test]
async fn missing_access_to_the_channel() {
    check_goes_on(Refusal::new(403, 50001, "Missing Access")).await;
}

#[tokio::test]
async fn someone_who_takes_no_direct_messages() {
    check_goes_on(Refusal::cannot_message_user()).await;
}

/// Takes something from the bot in the channel `questions`, asks twice, and expects so many attempts, the last of which
/// succeeds or not, and that the team is told once in these words.
async fn check_told_once(world: World, channel: Snowflake, attempts: &[u16], words: &str) {
    for round in 0..2 {
        let draft = world.discord.message(channel, &world.mia(), QUESTION);
        draft.mentioning_bot().send();
        for status in attempts {
            let attempt = world
                .discord
                .next(&format!("POST /channels/{channel}/messages"))
                .await;
            assert_eq!(attempt.status, Some(*status), "{attempt}");
        }
        if round == 0 {
            let told = world.discord.reply_in(world.team()).await;
            assert!(told.content().contains(words), "{}", told.content());
            assert!(
                told.content().contains(&format!("<#{channel}>")),
                "{}",
                told.content()
            );
        }
    }
    world.finish().await;
}

#[tokio::test]
async fn where_the_bot_may_not_write_the_team_is_told_once() {
    let world = World::start_with_team().await;
    let channel = world.questions();
    world.discord.deny_bot(channel, permissions::SEND_MESSAGES);
    check_told_once(
        world,
        channel,
        &[403, 403],
        "allow *View Channel*, *Send Messages*",
    )
    .await;
}

#[tokio::test]
async fn where_the_bot_may_not_embed_it_answers_in_plain_text() {
    let world = World::start_with_team().await;
    world
        .discord
        .deny_bot(world.questions(), permissions::EMBED_LINKS);
    world.mentions(QUESTION);
    assert_eq!(world.discord.next(POST).await.status, Some(403));
    let plain = world.discord.reply_in(world.questions()).await;
    expect![[r"
        **Is it normal to cry during a massage?**

        Yes. Tears are a natural release.

        From “The Emotional Release Process”, reviewed 2026-11-24
        [What can I do if I feel overwhelmed?] [How often should I book a session?]
        [This helped] [Not what I asked] [Remove]"]]
    .assert_eq(&plain.drawn());
    world.discord.reply_in(world.team()).await;
    world.finish().await;
}

#[tokio::test]
async fn where_the_bot_may_not_read_the_history_it_answers_without_referring_to_it() {
    let world = World::start_with_team().await;
    let channel = world.questions();
    world
        .discord
        .deny_bot(channel, permissions::READ_MESSAGE_HISTORY);
    check_told_once(world, channel, &[400, 200], "allow *Read Message History*").await;
}

#[tokio::test]
async fn an_archived_thread() {
    let world = World::start_with_team().await;
    let thread = world.discord.thread(world.questions(), "tears");
    world.discord.archives(thread);
    check_told_once(world, thread, &[400], "it is archived").await;
}

#[tokio::test]
async fn words_that_automod_blocks() {
    let world = World::start_with_team().await;
    world.discord.automod_blocks("Tears");
    let channel = world.questions();
    check_told_once(world, channel, &[400], "exempt from it").await;
}

#[tokio::test]
async fn a_thread_that_is_gone_is_nobodys_fault() {
    let world = World::start_with_team().await;
    let thread = world.discord.thread(world.questions(), "tears");
    let gate = world.discord.hold(POST);
    world
        .discord
        .message(thread, &world.mia(), QUESTION)
        .mentioning_bot()
        .send();
    gate.arrived().await;
    world.discord.deletes_channel(thread);
    gate.release();
    assert_eq!(world.discord.next(POST).await.status, Some(404));
    world.finish().await;
}

#[tokio::test]
async fn an_unknown_message() {
    check_goes_on(Refusal::new(404, 10008, "Unknown Message")).await;
}

#[tokio::test]
async fn a_failure_of_discord_is_tried_once_more() {
    let world = World::start().await;
    world.discord.refuse(POST, Refusal::server_error());
    world.mentions(QUESTION);
    assert_eq!(world.discord.next(POST).await.status, Some(500));
    assert!(
        world
            .discord
            .reply_in(world.questions())
            .await
            .text()
            .contains(ANSWER)
    );
    world.finish().await;
}

#[tokio::test]
async fn a_reply_whose_receipt_was_lost_is_posted_once() {
    let world = World::start().await;
    world.discord.refuse(POST, Refusal::answer_lost());
    let question = world.mentions(QUESTION);
    let first = world.discord.next(POST).await;
    let second = world.discord.next(POST).await;
    assert_eq!((first.status, second.status), (Some(502), Some(200)));
    assert_eq!(first.body["nonce"], json!(question));
    assert_eq!(
        (&first.body, &first.body["enforce_nonce"]),
        (&second.body, &json!(true))
    );
    world.finish().await;
}

#[tokio::test]
async fn a_refused_response_to_a_command() {
    let world = World::start().await;
    world.discord.refuse(
        "POST /interactions/*/*/callback",
        Refusal::new(404, 10062, "Unknown interaction"),
    );
    let values = json!({ "question": QUESTION });
    let asked = world
        .discord
        .slash(&world.mia(), world.questions(), "ask", &values);
    assert_eq!(world.discord.callback(&asked).await.status, Some(404));
    world.discord.may_stay_unanswered(&asked);
    assert!(world.mention(QUESTION).await.text().contains(ANSWER));
    world.finish().await;
}

#[tokio::test]
async fn a_refused_registration_does_not_keep_the_bot_from_answering() {
    let discord = crate::fake_discord::FakeDiscord::start().await;
    discord.refuse("PUT /applications/*/commands", Refusal::server_error());
    let world = World::start_without_commands(discord).await;
    assert!(world.mention(QUESTION).await.text().contains(ANSWER));
    world.discord.look_at_startup();
    world.finish().await;
}

//! Discord refuses something: the bot goes on.

use serde_json::json;

use super::world::World;
use crate::fake_discord::Refusal;

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
async fn a_missing_permission() {
    check_goes_on(Refusal::missing_permissions()).await;
}

#[tokio::test]
async fn missing_access_to_the_channel() {
    check_goes_on(Refusal::new(403, 50001, "Missing Access")).await;
}

#[tokio::test]
async fn someone_who_takes_no_direct_messages() {
    check_goes_on(Refusal::cannot_message_user()).await;
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

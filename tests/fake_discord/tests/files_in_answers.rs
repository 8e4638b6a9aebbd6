//! Files on answers to interactions: the first response, its edits, further messages.

use serde_json::json;
use serenity::all::{CreateAttachment, CreateInteractionResponse};

use super::deferring::{pressed, refusal};
use super::files::{file, told};
use super::listener::{Listener, any_command, edit, follow_up, message};
use super::wire::check;
use crate::fake_discord::attachments::FILE_BYTES;

#[tokio::test]
async fn answers_to_interactions_bring_files_too() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let used = fake.slash(
        &fake.member("Ana"),
        fake.channel("staff"),
        "ask",
        &json!({}),
    );
    let command = bot.command().await;
    let first = message("one").ephemeral(true).add_file(file("first"));
    let first = CreateInteractionResponse::Message(first);
    let answered = command.create_response(&bot.http, first).await;
    answered.expect("answered");
    let reply = fake.reply_to(&used).await;
    assert_eq!(told(&reply), [("first", None, b"first".as_slice())]);
    assert_eq!(reply.message["attachments"][0]["ephemeral"], true);
    let second = edit("two").new_attachment(file("second"));
    let edited = command.edit_response(&bot.http, second).await;
    assert_eq!(edited.expect("edited").attachments.len(), 1);
    let edited = fake.edited(reply.id()).await;
    assert_eq!(told(&edited), [("second", None, b"second".as_slice())]);
    let third = follow_up("three").add_file(file("third"));
    let sent = command.create_followup(&bot.http, third).await;
    assert_eq!(sent.expect("sent").attachments[0].filename, "third");
    let sent = fake.follow_up_to(&used).await;
    assert_eq!(told(&sent), [("third", None, b"third".as_slice())]);
    fake.finish().await;
}

#[tokio::test]
async fn press_puts_a_file_on_the_very_message() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let (card, press, component) = pressed(&fake, &mut bot).await;
    let update = message("with a file").add_file(file("a").description("A copy"));
    let response = CreateInteractionResponse::UpdateMessage(update);
    component
        .create_response(&bot.http, response)
        .await
        .expect("updated");
    let reply = fake.reply_to(&press).await;
    assert_eq!(reply.id(), card.id());
    assert_eq!(told(&reply), [("a", Some("A copy"), b"a".as_slice())]);
    let without = edit("without").clear_attachments();
    let edited = component.edit_response(&bot.http, without).await;
    assert!(edited.expect("edited").attachments.is_empty());
    assert!(fake.edited(card.id()).await.files().is_empty());
    fake.finish().await;
}

#[tokio::test]
async fn answer_that_is_too_large_can_be_given_again_without_the_file() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let (_, press, component) = pressed(&fake, &mut bot).await;
    let large = CreateAttachment::bytes(vec![0; FILE_BYTES + 1], "large");
    let response = CreateInteractionResponse::Message(message("all of it").add_file(large));
    let refused = component.create_response(&bot.http, response).await;
    assert_eq!(refusal(refused), (413, 40005));
    fake.callback(&press).await;
    check(
        &fake.problems().await,
        &["is still Waiting", "at most 10485760"],
    );
    let response = CreateInteractionResponse::Message(message("too large"));
    component
        .create_response(&bot.http, response)
        .await
        .expect("answered");
    assert_eq!(fake.reply_to(&press).await.content(), "too large");
    fake.finish().await;
}

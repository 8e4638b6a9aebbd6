//! Messages of the bot that it changes or deletes later, by whatever road.

use serde_json::json;
use serenity::all::{ChannelId, EditMessage, MessageId};

use super::commands::silent;
use super::listener::{Listener, any_command, deferral, edit, id};
use super::wire::{good_message, post_message};

#[tokio::test]
async fn card_is_edited_in_its_channel_and_deleted() {
    let (fake, bot) = Listener::start(any_command()).await;
    let staff = fake.channel("staff");
    post_message(&fake, staff, &good_message("a question")).await;
    let card = fake.reply_in(staff).await;
    let (channel, message) = (id::<ChannelId>(staff), id::<MessageId>(card.id()));
    let changes = ["taken by Ana", "answered"].map(|text| {
        let change = EditMessage::new().content(text).allowed_mentions(silent());
        channel.edit_message(&bot.http, message, change)
    });
    let [first, second] = changes;
    first.await.expect("edited");
    second.await.expect("edited");
    assert_eq!(fake.edited(card.id()).await.content(), "taken by Ana");
    let now = fake.now(&card).expect("it is there");
    assert_eq!((card.content(), now.content()), ("a question", "answered"));
    assert_eq!(fake.edited(card.id()).await.content(), "answered");
    channel
        .delete_message(&bot.http, message)
        .await
        .expect("deleted");
    assert_eq!(fake.deleted().await, card.id());
    assert!(fake.now(&card).is_none());
    fake.finish().await;
}

#[tokio::test]
async fn answer_to_a_command_is_edited_by_its_token_or_in_its_channel() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let staff = fake.channel("staff");
    let used = fake.slash(&fake.member("Ana"), staff, "ask", &json!({}));
    let command = bot.command().await;
    command
        .create_response(&bot.http, deferral())
        .await
        .expect("promised");
    command
        .edit_response(&bot.http, edit("first"))
        .await
        .expect("edited");
    let reply = fake.reply_to(&used).await;
    command
        .edit_response(&bot.http, edit("second"))
        .await
        .expect("edited");
    assert_eq!(fake.edited(reply.id()).await.content(), "second");
    let change = EditMessage::new()
        .content("third")
        .allowed_mentions(silent());
    let channel = id::<ChannelId>(staff);
    let changed = channel
        .edit_message(&bot.http, id::<MessageId>(reply.id()), change)
        .await;
    changed.expect("edited");
    assert_eq!(fake.edited(reply.id()).await.content(), "third");
    fake.finish().await;
}

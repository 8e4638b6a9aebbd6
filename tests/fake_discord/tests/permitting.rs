//! What the bot may not do: where it lacks a permission, where somebody keeps it out.

use serde_json::{Value, json};

use super::wire::{good_message, post_message, request};
use crate::fake_discord::permissions::{
    EMBED_LINKS, MANAGE_MESSAGES, READ_MESSAGE_HISTORY, SEND_MESSAGES, SEND_MESSAGES_IN_THREADS,
    VIEW_CHANNEL,
};
use crate::fake_discord::{FakeDiscord, Snowflake};

const MISSING_ACCESS: (u16, u64) = (403, 50001);
const MISSING_PERMISSIONS: (u16, u64) = (403, 50013);
const BLOCKED: (u16, u64) = (400, 200_000);
const FINE: (u16, u64) = (200, 0);

/// Status and error code of a post; 0 for no error.
async fn posted(fake: &FakeDiscord, channel: Snowflake, body: &Value) -> (u16, u64) {
    let answer = post_message(fake, channel, body).await;
    fake.look_at_all("POST /channels/*/messages");
    (
        answer.status,
        answer.body["code"].as_u64().unwrap_or_default(),
    )
}

/// The same for any other request.
async fn asked(fake: &FakeDiscord, method: &str, path: &str, body: &Value) -> (u16, u64) {
    let answer = request(fake, method, path, body).await;
    fake.look_at_all(&format!("{method} {path}"));
    (
        answer.status,
        answer.body["code"].as_u64().unwrap_or_default(),
    )
}

fn with_embed() -> Value {
    let mut body = good_message("see");
    body["embeds"] = json!([{ "title": "Crying", "description": "Yes. It is normal." }]);
    body
}

fn reply_to(message: Snowflake) -> Value {
    let mut body = good_message("yes");
    body["message_reference"] = json!({ "message_id": message });
    body
}

#[tokio::test]
async fn posting_needs_permissions() {
    let fake = FakeDiscord::start().await;
    let plain = good_message("hi");
    for (denied, expected) in [
        (VIEW_CHANNEL, MISSING_ACCESS),
        (SEND_MESSAGES, MISSING_PERMISSIONS),
        (SEND_MESSAGES_IN_THREADS, FINE),
        (EMBED_LINKS, FINE),
    ] {
        let channel = fake.channel(&format!("without-{denied}"));
        fake.deny_bot(channel, denied);
        assert_eq!(posted(&fake, channel, &plain).await, expected, "{denied}");
    }
    fake.finish().await;
}

#[tokio::test]
async fn embeds_and_replies_need_permissions_of_their_own() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    let asked = fake.says(channel, &fake.member("Mia"), "is crying ok?");
    assert_eq!(posted(&fake, channel, &with_embed()).await, FINE);
    assert_eq!(posted(&fake, channel, &reply_to(asked)).await, FINE);
    fake.deny_bot(channel, EMBED_LINKS | READ_MESSAGE_HISTORY);
    let refused = posted(&fake, channel, &with_embed()).await;
    assert_eq!(refused, MISSING_PERMISSIONS);
    let refused = posted(&fake, channel, &reply_to(asked)).await;
    assert_eq!(refused, (400, 160_002));
    assert_eq!(posted(&fake, channel, &good_message("hi")).await, FINE);
    fake.finish().await;
}

#[tokio::test]
async fn what_it_cannot_see_it_cannot_touch() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("staff");
    let message = fake.says(channel, &fake.member("Ana"), "hi");
    fake.deny_bot(channel, VIEW_CHANNEL);
    let one = format!("/channels/{channel}/messages/{message}");
    for (method, path) in [
        ("GET", &format!("/channels/{channel}")),
        ("POST", &format!("/channels/{channel}/typing")),
        ("GET", &one),
        ("DELETE", &one),
    ] {
        let refused = asked(&fake, method, path, &Value::Null).await;
        assert_eq!(refused, MISSING_ACCESS, "{method} {path}");
    }
    fake.finish().await;
}

#[tokio::test]
async fn deleting_what_others_wrote_needs_a_permission() {
    let fake = FakeDiscord::start().await;
    let mia = fake.member("Mia");
    let (channel, direct) = (fake.channel("questions"), fake.direct_channel(&mia));
    let path = |channel, message| format!("/channels/{channel}/messages/{message}");
    let own = post_message(&fake, channel, &good_message("mine"))
        .await
        .body;
    let own = path(
        channel,
        Snowflake::parse(own["id"].as_str().expect("an id")).expect("an id"),
    );
    let others = path(channel, fake.says(channel, &mia, "hers"));
    let private = path(direct, fake.says(direct, &mia, "hers alone"));
    let none = Value::Null;
    assert_eq!(asked(&fake, "DELETE", &own, &none).await, (204, 0));
    assert_eq!(
        asked(&fake, "DELETE", &others, &none).await,
        MISSING_PERMISSIONS
    );
    assert_eq!(asked(&fake, "DELETE", &private, &none).await, (403, 50003));
    fake.allow_bot(channel, MANAGE_MESSAGES);
    assert_eq!(asked(&fake, "DELETE", &others, &none).await, (204, 0));
    fake.look_at_all("POST /channels/*/messages");
    fake.finish().await;
}

#[tokio::test]
async fn person_who_blocks_the_bot_gets_nothing() {
    let fake = FakeDiscord::start().await;
    let mia = fake.member("Mia");
    let body = json!({ "recipient_id": mia.id });
    let opened = request(&fake, "POST", "/users/@me/channels", &body).await;
    let channel = fake.direct_channel(&mia);
    assert_eq!(opened.body["id"], channel.to_string());
    assert_eq!(posted(&fake, channel, &good_message("hi")).await, FINE);
    fake.blocks_direct_messages(&mia);
    let refused = posted(&fake, channel, &good_message("hi")).await;
    assert_eq!(refused, (403, 50007));
    let again = asked(&fake, "POST", "/users/@me/channels", &body).await;
    assert_eq!(again, FINE);
    fake.finish().await;
}

#[tokio::test]
async fn automatic_moderation_blocks_new_and_edited_text_in_guilds() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    let first = post_message(&fake, channel, &with_embed()).await.body;
    let path = format!(
        "/channels/{channel}/messages/{}",
        first["id"].as_str().unwrap()
    );
    fake.automod_blocks("Crying");
    assert_eq!(posted(&fake, channel, &with_embed()).await, BLOCKED);
    let text = good_message("no CRYING here");
    assert_eq!(posted(&fake, channel, &text).await, BLOCKED);
    assert_eq!(asked(&fake, "PATCH", &path, &text).await, BLOCKED);
    assert_eq!(posted(&fake, channel, &good_message("tears")).await, FINE);
    let direct = fake.direct_channel(&fake.member("Mia"));
    assert_eq!(posted(&fake, direct, &text).await, FINE);
    fake.finish().await;
}

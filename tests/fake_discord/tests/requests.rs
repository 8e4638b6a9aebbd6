//! What the fake records, refuses and holds.

use std::time::Duration;

use serde_json::{Value, json};

use super::wire::{check, good_message, post_message, request, request_as};
use crate::fake_discord::{FakeDiscord, Gate, Refusal};

#[tokio::test]
async fn request_that_nobody_looked_at_fails_the_finish() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    post_message(&fake, channel, &good_message("one")).await;
    post_message(&fake, channel, &good_message("two")).await;
    assert_eq!(fake.reply_in(channel).await.content(), "one");
    check(&fake.problems().await, &["two"]);
    fake.finish().await;
}

#[tokio::test]
async fn violation_fails_the_finish_though_the_request_was_looked_at() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    post_message(&fake, channel, &json!({ "content": "@everyone" })).await;
    fake.reply_in(channel).await;
    check(&fake.problems().await, &["allowed_mentions.parse"]);
    fake.finish().await;
}

#[tokio::test]
async fn test_that_forgets_to_finish_fails() {
    let forgetful = tokio::spawn(async { drop(FakeDiscord::start().await) });
    let ended = forgetful.await.expect_err("dropping it panics");
    assert!(ended.is_panic());
}

#[tokio::test]
async fn wrong_token_and_unknown_things_are_refused_as_discord_does() {
    let fake = FakeDiscord::start().await;
    let unauthorized = request_as(
        &fake,
        "wrong",
        "GET",
        "/users/@me",
        ("application/json", ""),
    )
    .await;
    assert_eq!(
        (unauthorized.status, &unauthorized.body["message"]),
        (401, &json!("401: Unauthorized"))
    );
    let cases = [
        ("/nonsense", 404, 0),
        ("/channels/1", 404, 10003),
        ("/guilds/1", 404, 10004),
    ];
    for (path, status, code) in cases {
        let answer = request(&fake, "GET", path, &Value::Null).await;
        assert_eq!(
            (answer.status, &answer.body["code"]),
            (status, &json!(code)),
            "{path}"
        );
        fake.next(&format!("GET {path}")).await;
    }
    fake.look_at_startup();
    fake.finish().await;
}

#[tokio::test]
async fn refusals_strike_once_or_always() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    let posts = "POST /channels/*/messages";
    fake.refuse(posts, Refusal::missing_permissions());
    fake.refuse(posts, Refusal::cannot_message_user());
    fake.refuse(posts, Refusal::rate_limited(Duration::from_millis(1500)));
    for (status, code) in [
        (403, json!(50013)),
        (403, json!(50007)),
        (429, Value::Null),
        (200, Value::Null),
    ] {
        let answer = post_message(&fake, channel, &good_message("hi")).await;
        assert_eq!((answer.status, &answer.body["code"]), (status, &code));
        assert_eq!(
            answer.retry_after.as_deref(),
            (status == 429).then_some("2")
        );
    }
    fake.refuse_all("GET /gateway", Refusal::server_error());
    for _attempt in 0..2 {
        assert_eq!(
            request(&fake, "GET", "/gateway", &Value::Null).await.status,
            500
        );
    }
    assert_eq!(fake.recorded(posts).len(), 4);
    fake.look_at_all(posts);
    fake.look_at_startup();
    fake.finish().await;
}

#[tokio::test]
async fn lost_answer_has_posted_and_the_nonce_keeps_the_retry_from_posting_twice() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    let mut body = good_message("hi");
    body["nonce"] = json!("7");
    body["enforce_nonce"] = json!(true);
    fake.refuse("POST /channels/*/messages", Refusal::answer_lost());
    assert_eq!(post_message(&fake, channel, &body).await.status, 502);
    let first = post_message(&fake, channel, &body).await.body;
    let second = post_message(&fake, channel, &body).await.body;
    assert_eq!(first["id"], second["id"]);
    fake.look_at_all("POST /channels/*/messages");
    fake.finish().await;
}

#[tokio::test]
async fn gate_holds_until_it_is_released() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    let gate: Gate = fake.hold("POST /channels/*/messages");
    let body = good_message("hi");
    let test = async {
        gate.arrived().await;
        assert_eq!(fake.recorded("POST /channels/*/messages")[0].status, None);
        gate.release();
    };
    let (answer, ()) = tokio::join!(post_message(&fake, channel, &body), test);
    assert_eq!(answer.status, 200);
    fake.reply_in(channel).await;
    fake.finish().await;
}

#[tokio::test]
async fn channel_can_take_permissions_from_the_bot() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("staff");
    fake.deny_bot(channel, 1 << 11);
    let shown = request(&fake, "GET", &format!("/channels/{channel}"), &Value::Null)
        .await
        .body;
    let denied = json!([{ "id": fake.bot().id, "type": 1, "allow": "0", "deny": "2048" }]);
    assert_eq!(shown["permission_overwrites"], denied);
    fake.look_at_all("GET /channels/*");
    fake.finish().await;
}

#[tokio::test]
async fn json_of_a_multipart_body_is_read() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    let json = good_message("with a file");
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a\"\r\n\r\nxyz\r\n\
         --b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{json}\r\n--b--\r\n"
    );
    let path = format!("/channels/{channel}/messages");
    let content = ("multipart/form-data; boundary=b", body.as_str());
    let answer = request_as(&fake, &fake.token(), "POST", &path, content).await;
    assert_eq!(answer.status, 200);
    assert_eq!(fake.reply_in(channel).await.content(), "with a file");
    fake.finish().await;
}

#[tokio::test]
async fn messages_are_edited_shown_and_deleted() {
    let fake = FakeDiscord::start().await;
    let channel = fake.channel("questions");
    post_message(&fake, channel, &good_message("first")).await;
    let id = fake.reply_in(channel).await.id();
    let path = format!("/channels/{channel}/messages/{id}");
    let edited = request(&fake, "PATCH", &path, &good_message("second")).await;
    let reply = fake.reply_edited(id).await;
    assert_eq!((reply.id(), reply.content()), (id, "second"));
    assert_eq!(
        request(&fake, "GET", &path, &Value::Null).await.body,
        edited.body
    );
    assert_eq!(
        request(&fake, "DELETE", &path, &Value::Null).await.status,
        204
    );
    assert_eq!(fake.deleted().await, id);
    assert!(fake.stored_message(id).is_none());
    assert_eq!(
        request(&fake, "GET", &path, &Value::Null).await.body["code"],
        10008
    );
    fake.look_at_all(&format!("GET {path}"));
    fake.finish().await;
}

#[tokio::test]
async fn application_tells_whether_it_may_read_messages() {
    let fake = FakeDiscord::start().await;
    for granted in [1 << 19, 0] {
        for path in ["/applications/@me", "/oauth2/applications/@me"] {
            let shown = request(&fake, "GET", path, &Value::Null).await;
            assert_eq!(shown.body["flags"], granted, "{path}");
        }
        fake.withhold_message_content();
    }
    fake.look_at_startup();
    fake.finish().await;
}

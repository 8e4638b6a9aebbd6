//! Single requests to the fake, without a bot, and how its tests read complaints.

use serde_json::{Value, json};

use crate::fake_discord::{FakeDiscord, Snowflake};

/// An answer as the bot would get it.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) retry_after: Option<String>,
    pub(super) body: Value,
}

/// A body that breaks no rule.
pub(super) fn good_message(text: &str) -> Value {
    json!({ "content": text, "allowed_mentions": { "parse": [] } })
}

/// Posts a message as the bot.
pub(super) async fn post_message(fake: &FakeDiscord, channel: Snowflake, body: &Value) -> Answer {
    request(fake, "POST", &format!("/channels/{channel}/messages"), body).await
}

/// Sends a request with the bot's token.
pub(super) async fn request(fake: &FakeDiscord, method: &str, path: &str, body: &Value) -> Answer {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    request_as(
        fake,
        &fake.token(),
        method,
        path,
        ("application/json", &body),
    )
    .await
}

/// Sends a request with any token and any body of some content type.
pub(super) async fn request_as(
    fake: &FakeDiscord,
    token: &str,
    method: &str,
    path: &str,
    (content_type, body): (&str, &str),
) -> Answer {
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let url = format!("{}/api/v10{path}", fake.url());
    let response = client
        .request(method.parse().expect("a method"), url)
        .header("authorization", format!("Bot {token}"))
        .header("content-type", content_type)
        .body(body.to_owned())
        .send()
        .await
        .expect("the fake answers");
    let status = response.status().as_u16();
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let text = response.text().await.expect("a whole body");
    Answer {
        status,
        retry_after,
        body: serde_json::from_str(&text).unwrap_or_default(),
    }
}

/// Expects exactly these complaints, each told by a part of its text.
#[track_caller]
pub(super) fn check(problems: &[String], expected: &[&str]) {
    let told = |expected: &str| problems.iter().any(|problem| problem.contains(expected));
    let missing: Vec<_> = expected.iter().filter(|expected| !told(expected)).collect();
    assert!(missing.is_empty(), "{missing:?} is not among {problems:#?}");
    assert_eq!(
        problems.len(),
        expected.len(),
        "more than expected: {problems:#?}"
    );
}

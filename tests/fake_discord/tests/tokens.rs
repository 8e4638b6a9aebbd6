//! What the token of an interaction opens, for how long, and what nothing else opens.

use serde_json::Value;
use serenity::all::CreateInteractionResponse;

use super::deferring::{pressed, refusal};
use super::listener::{Listener, any_command, edit, follow_up, message};
use super::wire::{good_message, request};

#[tokio::test]
async fn token_opens_its_own_messages_for_a_quarter_of_an_hour() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let (card, press, component) = pressed(&fake, &mut bot).await;
    let response = CreateInteractionResponse::Message(message("for you").ephemeral(true));
    component
        .create_response(&bot.http, response)
        .await
        .expect("answered");
    fake.reply_to(&press).await;
    let others = component.get_followup(
        &bot.http,
        card.id().to_string().parse::<u64>().expect("an id"),
    );
    assert_eq!(refusal(others.await), (404, 10008));
    fake.lets_token_expire(&press);
    let edited = component.edit_response(&bot.http, edit("late")).await;
    assert_eq!(refusal(edited), (401, 50027));
    let further = component
        .create_followup(&bot.http, follow_up("late"))
        .await;
    assert_eq!(refusal(further), (401, 50027));
    for route in [
        "GET /webhooks/*/*/messages/*",
        "PATCH /webhooks/*/*/messages/*",
        "POST /webhooks/*/*",
    ] {
        fake.look_at_all(route);
    }
    fake.finish().await;
}

#[tokio::test]
async fn what_one_person_sees_is_reached_with_the_token_alone() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let (card, press, component) = pressed(&fake, &mut bot).await;
    let response = CreateInteractionResponse::Message(message("for you").ephemeral(true));
    component
        .create_response(&bot.http, response)
        .await
        .expect("answered");
    let reply = fake.reply_to(&press).await;
    let path = format!(
        "/channels/{}/messages/{}",
        card.message["channel_id"].as_str().unwrap(),
        reply.id()
    );
    for (method, body) in [("PATCH", good_message("x")), ("DELETE", Value::Null)] {
        let refused = request(&fake, method, &path, &body).await;
        assert_eq!(refused.body["code"], 10008, "{method}");
        fake.look_at_all(&format!("{method} {path}"));
    }
    fake.finish().await;
}

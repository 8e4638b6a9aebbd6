//! Several people, or one at several devices, press the same button.

use serde_json::{Value, json};
use serenity::all::{ComponentInteraction, CreateInteractionResponse, Permissions};

use super::listener::{Listener, any_command, message};
use super::wire::{good_message, post_message};
use crate::fake_discord::{FakeDiscord, Reply};

fn with_button() -> Value {
    let mut card = good_message("a card");
    let button = json!({ "type": 2, "style": 1, "label": "I take it", "custom_id": "take:1" });
    card["components"] = json!([{ "type": 1, "components": [button] }]);
    card
}

async fn card(fake: &FakeDiscord) -> Reply {
    post_message(fake, fake.channel("staff"), &with_button()).await;
    fake.reply_in(fake.channel("staff")).await
}

async fn answer(bot: &Listener, press: &ComponentInteraction, text: &str) {
    let text = message(text).components(Vec::new());
    let response = CreateInteractionResponse::UpdateMessage(text);
    press
        .create_response(&bot.http, response)
        .await
        .expect("answered");
}

#[tokio::test]
async fn two_of_the_staff_press_before_either_is_answered() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    fake.permit("Keepers", Permissions::MANAGE_GUILD.bits());
    let card = card(&fake).await;
    let ana = fake.member_with_role("Ana", "Therapists");
    let kim = fake.member_with_role("Kim", "Keepers");
    let presses = [&ana, &kim].map(|who| fake.presses(who, card.id(), "I take it"));
    for (press, (who, is_keeper)) in presses.iter().zip([(&ana, false), (&kim, true)]) {
        let heard = bot.component().await;
        let member = heard.member.as_ref().expect("a member");
        assert_eq!(member.user.id.to_string(), who.id.to_string());
        assert_eq!(member.roles[0].to_string(), who.roles[0].to_string());
        let permissions = member.permissions.expect("permissions");
        assert_eq!(permissions.manage_guild(), is_keeper);
        assert_eq!(heard.message.content, "a card");
        answer(&bot, &heard, &format!("{} takes it", who.name)).await;
        let told = fake.reply_to(press).await;
        assert_eq!(told.content(), format!("{} takes it", who.name));
    }
    assert_eq!(
        fake.now(&card).expect("it is there").content(),
        "Kim takes it"
    );
    fake.finish().await;
}

#[tokio::test]
async fn second_device_that_still_shows_the_button_does_not_bring_the_old_message_back() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let card = card(&fake).await;
    let ana = fake.member("Ana");
    let first = fake.presses(&ana, card.id(), "I take it");
    let heard = bot.component().await;
    answer(&bot, &heard, "Ana takes it").await;
    fake.reply_to(&first).await;
    let second = fake.presses_stale(&ana, &card.message, "take:1");
    let heard = bot.component().await;
    assert_eq!(
        (
            heard.message.content.as_str(),
            heard.message.components.len()
        ),
        ("a card", 1)
    );
    let now = fake.now(&card).expect("it is there");
    assert_eq!((now.content(), now.buttons().len()), ("Ana takes it", 0));
    let response = CreateInteractionResponse::Acknowledge;
    heard
        .create_response(&bot.http, response)
        .await
        .expect("answered");
    assert_eq!(fake.callback(&second).await.body["type"], 6);
    fake.finish().await;
}

#[tokio::test]
async fn button_that_only_one_person_sees_is_nobody_elses_to_press() {
    let pressed = tokio::spawn(async {
        let (fake, mut bot) = Listener::start(any_command()).await;
        let card = card(&fake).await;
        let press = fake.presses(&fake.member("Ana"), card.id(), "I take it");
        let heard = bot.component().await;
        let button = serenity::all::CreateButton::new("sure:1").label("Sure?");
        let text = message("Sure?").ephemeral(true).button(button);
        let response = CreateInteractionResponse::Message(text);
        heard
            .create_response(&bot.http, response)
            .await
            .expect("answered");
        let reply = fake.reply_to(&press).await;
        fake.presses(&fake.member("Ana"), reply.id(), "Sure?");
        bot.component().await;
        fake.presses(&fake.member("Tom"), reply.id(), "Sure?");
    });
    let panic = pressed.await.expect_err("it fails").into_panic();
    let told = panic.downcast::<String>().expect("it says why");
    assert!(told.starts_with("Tom does not see"), "{told}");
}

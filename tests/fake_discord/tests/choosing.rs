//! Select menus: what a member chooses reaches a real serenity client.

use serde_json::{Value, json};

use super::client::{Bot, UNPRIVILEGED};
use super::wire::{good_message, post_message};
use crate::fake_discord::{FakeDiscord, Reply};

/// A message of the bot with a select menu and a button.
fn menu() -> Value {
    let options = json!([
        { "label": "Crying", "value": "crying-normal" },
        { "label": "Bruises", "value": "bruises", "description": "after deep tissue" },
    ]);
    let select = json!({
        "type": 3, "custom_id": "entry:1", "placeholder": "Which did you mean?", "options": options,
    });
    let button = json!({ "type": 2, "style": 2, "label": "None of these", "custom_id": "none:1" });
    let mut body = good_message("Did you mean …");
    body["components"] = json!([
        { "type": 1, "components": [select] },
        { "type": 1, "components": [button] },
    ]);
    body
}

async fn started() -> (FakeDiscord, Bot, Reply) {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake, UNPRIVILEGED).await;
    fake.started().await;
    let questions = fake.channel("questions");
    post_message(&fake, questions, &menu()).await;
    let reply = fake.reply_in(questions).await;
    (fake, bot, reply)
}

#[tokio::test]
async fn member_chooses_by_label_or_value() {
    let (fake, _bot, reply) = started().await;
    assert_eq!(reply.options(), ["Crying", "Bruises"]);
    assert_eq!(reply.placeholder(), Some("Which did you mean?"));
    assert_eq!(reply.buttons(), ["None of these"]);
    let mia = fake.member("Mia");
    let chosen = fake.chooses(&mia, reply.id(), "Crying");
    let updated = fake.reply_to(&chosen).await;
    assert_eq!(
        (updated.id(), updated.content()),
        (reply.id(), "crying-normal")
    );
    assert!(updated.options().is_empty() && updated.placeholder().is_none());
    fake.finish().await;
}

#[tokio::test]
async fn menu_that_is_gone_can_still_be_used_by_an_old_client() {
    let (fake, _bot, reply) = started().await;
    let mia = fake.member("Mia");
    fake.deletes(reply.id());
    let chosen = fake.chooses_stale(&mia, &reply.message, "entry:1", "bruises");
    assert_eq!(fake.reply_to(&chosen).await.content(), "bruises");
    fake.finish().await;
}

#[tokio::test]
async fn value_names_an_option_too_and_the_button_beside_the_menu_works() {
    let (fake, _bot, reply) = started().await;
    let mia = fake.member("Mia");
    let chosen = fake.chooses(&mia, reply.id(), "bruises");
    assert_eq!(fake.reply_to(&chosen).await.content(), "bruises");
    let pressed = fake.presses_stale(&mia, &reply.message, "none:1");
    assert_eq!(fake.reply_to(&pressed).await.content(), "sent");
    fake.finish().await;
}

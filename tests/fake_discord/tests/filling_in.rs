//! Options of a slash command: what a member picks arrives as serenity's types, with what the ids stand for.

use serde_json::json;

use super::client::{Bot, UNPRIVILEGED};
use crate::fake_discord::FakeDiscord;

const MANAGE_GUILD: u64 = 1 << 5;
const ADMINISTRATOR: u64 = 1 << 3;

async fn started() -> (FakeDiscord, Bot) {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake, UNPRIVILEGED).await;
    fake.started().await;
    (fake, bot)
}

/// What the bot makes of `/faq settings` with these values.
async fn settings(fake: &FakeDiscord, person: &str, values: &serde_json::Value) -> String {
    let person = fake.member(person);
    let used = fake.slash(&person, fake.channel("staff"), "faq settings", values);
    fake.reply_to(&used).await.content().to_owned()
}

#[tokio::test]
async fn roles_channels_and_people_are_resolved() {
    let (fake, _bot) = started().await;
    let values = json!({
        "role": fake.role("Therapists"),
        "channel": fake.channel("general"),
        "person": fake.member("Tom").id,
        "minutes": 5,
        "mode": "silent",
    });
    assert_eq!(
        settings(&fake, "Mia", &values).await,
        "channel = #general Text send true, minutes = 5, mode = \"silent\", person = tom, \
         role = @Therapists, en-US, staff false"
    );
    fake.finish().await;
}

#[tokio::test]
async fn member_has_the_permissions_of_the_roles_and_the_locale_of_the_client() {
    let (fake, _bot) = started().await;
    for (role, permissions) in [("Reception", MANAGE_GUILD), ("Owner", ADMINISTRATOR)] {
        fake.permit(role, permissions);
        let ana = fake.member_with_role(&format!("Ana of {role}"), role);
        assert_eq!(
            settings(&fake, &ana.name, &json!({})).await,
            "en-US, staff true"
        );
        fake.speaks(&ana, "es-ES");
        assert_eq!(
            settings(&fake, &ana.name, &json!({})).await,
            "es-ES, staff true"
        );
    }
    assert_eq!(
        settings(&fake, "Mia", &json!({})).await,
        "en-US, staff false"
    );
    fake.finish().await;
}

/// A test that fills in what no member could fails in its own words.
async fn check_refused(values: serde_json::Value) {
    let filled_in = tokio::spawn(async move {
        let (fake, _bot) = started().await;
        settings(&fake, "Mia", &values).await
    });
    assert!(filled_in.await.expect_err("it panics").is_panic());
}

#[tokio::test]
async fn what_no_client_takes_fails_the_test() {
    for values in [
        json!({ "minutes": 61 }),
        json!({ "minutes": "5" }),
        json!({ "mode": "loud" }),
        json!({ "role": "1" }),
        json!({ "channel": 7 }),
    ] {
        check_refused(values).await;
    }
}

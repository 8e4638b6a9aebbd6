//! An answer that nobody reviewed in time, where staff wrote that it must not be given then.

use expect_test::expect;
use serde_json::json;

use super::world::{FAQ, NOT_FOR_THE_BOT, World, edition};

const CRYING: &str = "Is it normal to cry during a massage?";

/// The usual FAQ, reviewed for the last time long ago; the answer on crying has stopped since.
async fn world() -> World {
    let faq = FAQ
        .replace("review_by = 2027-11-24", "review_by = 2026-01-01")
        .replace(
            "id = \"crying-normal\"\n",
            "id = \"crying-normal\"\nexpire = \"stop\"\n",
        );
    World::start_with(edition(&[&faq, NOT_FOR_THE_BOT])).await
}

#[tokio::test]
async fn whoever_asks_for_it_is_referred_to_the_clinic() {
    let world = world().await;
    let reply = world.mention("is crying a normal reaction?").await;
    expect!["We are going over our answer to this again, so I can't give it just now. Please ask the clinic: they will gladly help you. You can reach the front desk by phone or in person."].assert_eq(&reply.drawn());
    // A choice of the autocomplete that was made while it still answered.
    let reply = world.ask(CRYING).await;
    assert!(reply.is_ephemeral());
    assert!(
        reply.text().starts_with("We are going over our answer"),
        "{}",
        reply.text()
    );
    let danger = world
        .mention("is crying normal, i want to kill myself")
        .await;
    assert!(
        danger.text().starts_with("Thank you for saying this."),
        "{}",
        danger.text()
    );
    world.finish().await;
}

#[tokio::test]
async fn it_is_offered_nowhere() {
    let world = world().await;
    let mia = world.mia();
    let typed = ("question", "cry");
    let asked = world
        .discord
        .autocomplete(&mia, world.questions(), "ask", typed);
    let choices = world.discord.choices(&asked).await;
    assert!(choices.iter().all(|choice| choice.name != CRYING));
    let asked = world
        .discord
        .slash(&mia, world.questions(), "faq browse", &json!({}));
    let topics = world.discord.reply_to(&asked).await;
    expect![[r"
        (only you see this)
        These are the questions that I know answers to.
        **The Emotional Release Process**
        ‹Choose a question: What can I do if I feel overwhelmed? | How often should I book a session? | Where can I read the house rules of the clinic?›"]].assert_eq(&topics.drawn());
    world.finish().await;
}

#[tokio::test]
async fn a_button_of_before_leads_to_the_clinic_too() {
    let world = world().await;
    let mia = world.mia();
    let other = world.mention("how often should I book a session?").await;
    world.discord.speaks(&mia, "fr");
    let pressed = world
        .discord
        .presses_stale(&mia, &other.message, "entry:crying-normal");
    let reply = world.discord.reply_to(&pressed).await;
    assert!(reply.is_ephemeral());
    assert!(
        reply.text().starts_with("Nous relisons en ce moment"),
        "{}",
        reply.text()
    );
    world.finish().await;
}

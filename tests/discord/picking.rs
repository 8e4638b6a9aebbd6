//! 'Answer from the FAQ' in a message's menu.

use expect_test::expect;

use super::world::World;
use crate::fake_discord::{Reply, Snowflake};

const MENU: &str = "Answer from the FAQ";
const CRYING: &str = "Is it normal to cry during a massage?";

/// Tom says something that is not for the bot.
fn said(world: &World, text: &str) -> Snowflake {
    let tom = world.discord.member("Tom");
    world.discord.says(world.questions(), &tom, text)
}

async fn picker(world: &World, message: Snowflake) -> Reply {
    let used = world
        .discord
        .uses_on_message(&world.therapist(), MENU, message);
    world.discord.reply_to(&used).await
}

#[tokio::test]
async fn a_member_sees_the_answer_alone() {
    let world = World::start_with_team().await;
    let message = said(&world, "is crying a normal reaction?");
    let used = world.discord.uses_on_message(&world.mia(), MENU, message);
    let answer = world.discord.reply_to(&used).await;
    expect![[r"
        (only you see this)
        Is it normal to cry during a massage?
        Yes. Tears are a natural release.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [What can I do if I feel overwhelmed?] [How often should I book a session?]
        [This helped] [Not what I asked]"]]
    .assert_eq(&answer.drawn());
    world.finish().await;
}

#[tokio::test]
async fn staff_pick_an_answer_and_it_is_posted_as_a_reply() {
    let world = World::start_with_team().await;
    let message = said(&world, "i cried a lot, is crying normal?");
    let picker = picker(&world, message).await;
    expect![[r"
        (only you see this)
        Which answer shall I post as a reply to that message? Those that fit best come first. Only you see this.
        ‹Choose a question: Is it normal to cry during a massage? | How often should I book a session? | What can I do if I feel overwhelmed? | Where can I read the house rules of the clinic?›"]].assert_eq(&picker.drawn());
    let chosen = world
        .discord
        .chooses(&world.therapist(), picker.id(), CRYING);
    let posted = world.discord.reply_in(world.questions()).await;
    assert_eq!(posted.replies_to(), Some(message));
    expect![[r"
        Is it normal to cry during a massage?
        Yes. Tears are a natural release.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [What can I do if I feel overwhelmed?] [How often should I book a session?]
        [This helped] [Not what I asked] [Remove]"]]
    .assert_eq(&posted.drawn());
    let done = world.discord.reply_to(&chosen).await;
    assert_eq!(
        (done.drawn().as_str(), done.id()),
        ("(only you see this)\nPosted.", picker.id())
    );
    // It is Tom's to remove.
    let pressed = world
        .discord
        .presses(&world.discord.member("Tom"), posted.id(), "Remove");
    world.discord.callback(&pressed).await;
    world
        .discord
        .next("DELETE /webhooks/*/*/messages/@original")
        .await;
    world.finish().await;
}

#[tokio::test]
async fn whoever_tells_of_danger_gets_no_faq_answer_from_staff_either() {
    let world = World::start_with_team().await;
    let message = said(&world, "i want to kill myself");
    expect![[r"
        (only you see this)
        This may come from somebody in danger, so I offer no FAQ answer. A person should answer now. What I would say, and only you see:

        Thank you for saying this. Please talk to someone now.
        • Call your local emergency number."]].assert_eq(&picker(&world, message).await.drawn());
    world.finish().await;
}

#[tokio::test]
async fn who_is_not_of_the_staff_any_more_posts_nothing() {
    let world = World::start_with_team().await;
    let message = said(&world, "is crying a normal reaction?");
    let picker = picker(&world, message).await;
    let control = picker.message["components"][0]["components"][0]["custom_id"].clone();
    let control = control.as_str().expect("a menu's id");
    let chosen =
        world
            .discord
            .chooses_stale(&world.mia(), &picker.message, control, "crying-normal");
    let refused = world.discord.reply_to(&chosen).await;
    assert!(
        refused.content().starts_with("Only staff can post"),
        "{}",
        refused.content()
    );
    world.finish().await;
}

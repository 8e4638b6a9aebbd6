//! Buttons under suggestions: they answer for the one who pressed, also after a restart, and say so kindly when their
//! entry is gone.

use super::world::{UNSURE, World};

const CHOICE: &str = "What can I do if I feel overwhelmed?";
const GONE: &str = "That question isn't in the FAQ any more: it was changed since. Please ask me again in your own words.";

#[tokio::test]
async fn a_pressed_suggestion_is_answered_for_the_one_who_pressed() {
    let world = World::start().await;
    let suggestion = world.mention(UNSURE).await;
    let tom = world.discord.member("Tom");
    let pressed = world.discord.presses(&tom, suggestion.id(), CHOICE);
    let answer = world.discord.reply_to(&pressed).await;
    assert!(
        answer
            .text()
            .starts_with(&format!("{CHOICE}\nTell your therapist.")),
        "{}",
        answer.text()
    );
    assert!(answer.is_ephemeral());
    world.finish().await;
}

#[tokio::test]
async fn a_button_of_an_entry_that_is_gone_says_so() {
    let world = World::start().await;
    let suggestion = world.mention(UNSURE).await;
    for custom_id in [
        "entry:no-such-entry",
        "entry:",
        "vote:7:yes",
        "entry:Not An Id",
    ] {
        let pressed = world
            .discord
            .presses_stale(&world.mia(), &suggestion.message, custom_id);
        let answer = world.discord.reply_to(&pressed).await;
        assert_eq!(
            (answer.content(), answer.is_ephemeral()),
            (GONE, true),
            "{custom_id}"
        );
    }
    world.finish().await;
}

#[tokio::test]
async fn a_button_works_after_a_restart_of_the_bot() {
    let world = World::start().await;
    let suggestion = world.mention(UNSURE).await;
    let world = world.restart().await;
    let pressed = world.discord.presses(&world.mia(), suggestion.id(), CHOICE);
    let answer = world.discord.reply_to(&pressed).await;
    assert!(answer.text().starts_with(CHOICE), "{}", answer.text());
    world.finish().await;
}

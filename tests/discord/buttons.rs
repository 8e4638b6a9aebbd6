//! Buttons and menus: they answer for the one who pressed, also after a restart, and say so kindly when their entry is
//! gone.

use expect_test::expect;

use super::world::{UNSURE, World};

const QUESTION: &str = "is crying a normal reaction?";
const CHOICE: &str = "What can I do if I feel overwhelmed?";
const GONE: &str = "That question isn't in the FAQ any more: it was changed since. Please ask me again in your own words.";

#[tokio::test]
async fn the_askers_choice_becomes_the_answer_where_the_menu_stood() {
    let world = World::start_with_team().await;
    let suggestion = world.mention(UNSURE).await;
    let answer = world.press(&world.mia(), &suggestion, CHOICE).await;
    assert_eq!(answer.id(), suggestion.id());
    expect![[r"
        What can I do if I feel overwhelmed?
        Tell your therapist. You can pause or stop at any time.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [This helped] [Not what I asked] [Remove]"]]
    .assert_eq(&answer.drawn());
    world.finish().await;
}

#[tokio::test]
async fn another_members_choice_is_shown_to_them_alone() {
    let world = World::start().await;
    let suggestion = world.mention(UNSURE).await;
    let tom = world.discord.member("Tom");
    let answer = world.press(&tom, &suggestion, CHOICE).await;
    assert_ne!(answer.id(), suggestion.id());
    expect![[r"
        (only you see this)
        What can I do if I feel overwhelmed?
        Tell your therapist. You can pause or stop at any time.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [This helped] [Not what I asked]"]]
    .assert_eq(&answer.drawn());
    world.finish().await;
}

#[tokio::test]
async fn a_related_question_is_answered_for_the_one_who_pressed() {
    let world = World::start().await;
    let crying = world.mention(QUESTION).await;
    let answer = world.press(&world.mia(), &crying, CHOICE).await;
    assert!(answer.is_ephemeral());
    assert!(answer.text().starts_with(CHOICE), "{}", answer.text());
    world.finish().await;
}

#[tokio::test]
async fn whoever_was_helped_is_thanked() {
    let world = World::start().await;
    let crying = world.mention(QUESTION).await;
    let thanks = world.press(&world.mia(), &crying, "This helped").await;
    expect![[r"
        (only you see this)
        Thank you for telling me. I'm glad it helped."]]
    .assert_eq(&thanks.drawn());
    world.finish().await;
}

#[tokio::test]
async fn judgements_are_counted_once_a_member_without_their_names() {
    let world = World::start().await;
    let crying = world.mention(QUESTION).await;
    let (mia, tom) = (world.mia(), world.discord.member("Tom"));
    for who in [&mia, &mia, &tom] {
        world.press(who, &crying, "This helped").await;
    }
    let kim = world.discord.member("Kim");
    world.press(&kim, &crying, "Not what I asked").await;
    let counts = world.finish_and_count().await;
    let counts: Vec<_> = counts
        .iter()
        .map(|c| (c.entry.as_str(), c.helped, c.not_helped))
        .collect();
    assert_eq!(counts, [("crying-normal", 2, 1)]);
}

#[tokio::test]
async fn what_was_not_asked_leads_to_other_questions_and_to_people() {
    let world = World::start_with_team().await;
    let crying = world.mention(QUESTION).await;
    let sorry = world.press(&world.mia(), &crying, "Not what I asked").await;
    expect![[r"
        (only you see this)
        > is crying a normal reaction?

        I'm sorry, I misunderstood. Is it one of these?
        ‹Choose a question: How often should I book a session? | What can I do if I feel overwhelmed?›
        [Send to the team]"]].assert_eq(&sorry.drawn());
    let answer = world.press(&world.mia(), &sorry, CHOICE).await;
    assert!(answer.text().starts_with(CHOICE) && answer.is_ephemeral());
    // Tom did not ask it, so it is not his to pass on.
    let tom = world.discord.member("Tom");
    let sorry = world.press(&tom, &crying, "Not what I asked").await;
    assert!(
        sorry.content().starts_with("I'm sorry"),
        "{}",
        sorry.content()
    );
    world.finish().await;
}

#[tokio::test]
async fn the_asker_and_staff_remove_an_answer_and_others_do_not() {
    let world = World::start_with_team().await;
    let remover = [world.mia(), world.therapist()];
    for who in remover {
        let crying = world.mention(QUESTION).await;
        let tom = world.discord.member("Tom");
        let refused = world.press(&tom, &crying, "Remove").await;
        expect!["(only you see this)\nOnly the one who asked, or the staff, can remove an answer."]
            .assert_eq(&refused.drawn());
        let pressed = world.discord.presses(&who, crying.id(), "Remove");
        world.discord.callback(&pressed).await;
        world
            .discord
            .next("DELETE /webhooks/*/*/messages/@original")
            .await;
        assert!(world.discord.stored_message(crying.id()).is_none());
    }
    world.finish().await;
}

#[tokio::test]
async fn a_control_of_an_entry_that_is_gone_says_so() {
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
    let asker = suggestion.message["components"][0]["components"][0]["custom_id"].clone();
    let asker = asker.as_str().expect("a menu's id");
    let chosen =
        world
            .discord
            .chooses_stale(&world.mia(), &suggestion.message, asker, "no-such-entry");
    assert_eq!(world.discord.reply_to(&chosen).await.content(), GONE);
    let kept = world
        .discord
        .stored_message(suggestion.id())
        .expect("it is there");
    assert_eq!(
        kept["components"], suggestion.message["components"],
        "the menu stays"
    );
    world.finish().await;
}

#[tokio::test]
async fn everything_works_after_a_restart_of_the_bot() {
    let world = World::start().await;
    let suggestion = world.mention(UNSURE).await;
    let crying = world.mention(QUESTION).await;
    let world = world.restart().await;
    let sorry = world.press(&world.mia(), &crying, "Not what I asked").await;
    assert!(!sorry.options().is_empty());
    let answer = world.press(&world.mia(), &suggestion, CHOICE).await;
    assert!(answer.text().starts_with(CHOICE), "{}", answer.text());
    world.finish().await;
}

#[tokio::test]
async fn the_presser_is_spoken_to_in_the_language_of_their_discord() {
    let world = World::start().await;
    let crying = world.mention(QUESTION).await;
    let lucia = world.discord.member("Lucía");
    world.discord.speaks(&lucia, "es-ES");
    let thanks = world.press(&lucia, &crying, "This helped").await;
    assert_eq!(
        thanks.content(),
        "Gracias por decírmelo. Me alegro de que te haya ayudado."
    );
    world.finish().await;
}

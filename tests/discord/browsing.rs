//! `/faq`: everything that the FAQ answers.

use expect_test::expect;
use serde_json::json;

use super::world::{FAQ, NOT_FOR_THE_BOT, World, edition};

/// A second article, too long for one menu.
fn long_article() -> String {
    let head =
        "[article]\ntitle = \"House rules\"\nreviewed_on = 2026-11-24\nreview_by = 2027-11-24\n";
    let entry = |n| {
        format!(
            "[[entry]]\nid = \"rule-{n}\"\nquestion = \"What does rule {n} say?\"\nanswer = \"Rule {n}.\"\n"
        )
    };
    head.to_owned() + &(1..=26).map(entry).collect::<String>()
}

#[tokio::test]
async fn all_topics_are_there_page_by_page() {
    let world = World::start_with(edition(&[FAQ, NOT_FOR_THE_BOT, &long_article()])).await;
    let mia = world.mia();
    let asked = world
        .discord
        .slash(&mia, world.questions(), "faq browse", &json!({}));
    let first = world.discord.reply_to(&asked).await;
    expect![[r"
        (only you see this)
        These are the questions that I know answers to.
        **The Emotional Release Process** (1/3)
        ‹Choose a question: Is it normal to cry during a massage? | What can I do if I feel overwhelmed? | How often should I book a session? | Where can I read the house rules of the clinic?›
        [Previous (off)] [Next]"]].assert_eq(&first.drawn());
    let second = world.press(&mia, &first, "Next").await;
    assert_eq!((second.id(), second.options().len()), (first.id(), 25));
    let third = world.press(&mia, &second, "Next").await;
    expect![[r"
        (only you see this)
        These are the questions that I know answers to.
        **House rules** (3/3)
        ‹Choose a question: What does rule 26 say?›
        [Previous] [Next (off)]"]]
    .assert_eq(&third.drawn());
    let answer = world.press(&mia, &third, "What does rule 26 say?").await;
    assert!(
        answer
            .text()
            .starts_with("What does rule 26 say?\nRule 26."),
        "{}",
        answer.text()
    );
    assert!(answer.is_ephemeral());
    world.finish().await;
}

#[tokio::test]
async fn the_list_speaks_the_language_of_the_members_discord() {
    let world = World::start().await;
    let mia = world.mia();
    world.discord.speaks(&mia, "fr");
    let asked = world
        .discord
        .slash(&mia, world.questions(), "faq browse", &json!({}));
    let list = world.discord.reply_to(&asked).await;
    assert!(
        list.content().starts_with("Voici les questions"),
        "{}",
        list.content()
    );
    assert_eq!(list.placeholder(), Some("Choisissez une question"));
    world.finish().await;
}

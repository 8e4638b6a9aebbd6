//! Each decision, as a member sees it in a channel and under `/ask`.

use serde_json::json;

use super::world::{UNSURE, World};
use crate::fake_discord::Reply;

const CRISIS: &str =
    "Thank you for saying this. Please talk to someone now.\n• Call your local emergency number.";

/// Uses `/ask` with nothing but the question.
async fn ask(world: &World, question: &str) -> Reply {
    let (mia, questions) = (world.mia(), world.questions());
    let asked = world
        .discord
        .slash(&mia, questions, "ask", &json!({ "question": question }));
    world.discord.reply_to(&asked).await
}

#[tokio::test]
async fn a_confident_answer_comes_with_source_and_related_questions() {
    let world = World::start().await;
    let expected = "Is it normal to cry during a massage?\n\
        Yes. Tears are a natural release.\n\
        Related questions\n\
        • What can I do if I feel overwhelmed?\n• How often should I book a session?\n\
        From “The Emotional Release Process”, reviewed 2026-11-24";
    assert_eq!(
        world
            .mention("why did i burst into tears on the table")
            .await
            .text(),
        expected
    );
    let reply = ask(&world, "is crying a normal reaction?").await;
    assert_eq!(
        (reply.text().as_str(), reply.is_ephemeral()),
        (expected, false)
    );
    world.finish().await;
}

#[tokio::test]
async fn an_unsure_one_suggests_with_buttons() {
    let world = World::start().await;
    for reply in [world.mention(UNSURE).await, ask(&world, UNSURE).await] {
        assert!(
            reply.content().contains("**Did you mean**\n• "),
            "{}",
            reply.content()
        );
        let listed: Vec<&str> = reply
            .content()
            .lines()
            .filter_map(|line| line.strip_prefix("• "))
            .collect();
        assert_eq!(reply.buttons(), listed);
        assert!(
            reply
                .buttons()
                .contains(&"What can I do if I feel overwhelmed?".to_owned()),
            "{listed:?}"
        );
    }
    world.finish().await;
}

#[tokio::test]
async fn health_is_referred_to_the_clinic_and_only_the_asker_sees_it() {
    let world = World::start().await;
    let question = "i am pregnant, can i get a massage?";
    let expected = "This is a question for our team.\n\n\
        You can reach the front desk by phone or in person.";
    assert_eq!(world.mention(question).await.text(), expected);
    let reply = ask(&world, question).await;
    assert_eq!(
        (reply.text().as_str(), reply.is_ephemeral()),
        (expected, true)
    );
    world.finish().await;
}

#[tokio::test]
async fn what_nothing_fits_is_told_so() {
    let world = World::start().await;
    for reply in [world.mention("qwertz").await, ask(&world, "qwertz").await] {
        assert!(
            reply
                .text()
                .starts_with("I don't have an answer to that in the clinic's FAQ."),
            "{}",
            reply.text()
        );
        assert!(reply.buttons().is_empty());
    }
    world.finish().await;
}

#[tokio::test]
async fn danger_is_answered_in_plain_words_for_the_asker_whatever_they_chose() {
    let world = World::start().await;
    let question = "is it normal to cry during a massage, i want to kill myself";
    assert_eq!(world.mention(question).await.content(), CRISIS);
    let values = json!({ "question": question, "private": false });
    let asked = world
        .discord
        .slash(&world.mia(), world.questions(), "ask", &values);
    let reply = world.discord.reply_to(&asked).await;
    assert_eq!((reply.content(), reply.is_ephemeral()), (CRISIS, true));
    assert!(reply.buttons().is_empty());
    assert_eq!(reply.text(), reply.content(), "no embed");
    world.finish().await;
}

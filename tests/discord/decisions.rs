//! Each decision, as a member sees it in a channel and under `/ask`.

use expect_test::{Expect, expect};
use serde_json::json;

use super::world::{UNSURE, World};

/// What Mia sees when she mentions the bot, and when she uses `/ask`.
async fn check(world: &World, question: &str, in_the_channel: &Expect, alone: &Expect) {
    in_the_channel.assert_eq(&world.mention(question).await.drawn());
    alone.assert_eq(&world.ask(question).await.drawn());
}

#[tokio::test]
async fn a_confident_answer_comes_with_source_and_related_questions() {
    let world = World::start_with_team().await;
    check(
        &world,
        "is crying a normal reaction?",
        &expect![[r"
            Is it normal to cry during a massage?
            Yes. Tears are a natural release.
            From “The Emotional Release Process”, reviewed 2026-11-24
            [What can I do if I feel overwhelmed?] [How often should I book a session?]
            [This helped] [Not what I asked] [Remove]"]],
        &expect![[r"
            Is it normal to cry during a massage?
            Yes. Tears are a natural release.
            From “The Emotional Release Process”, reviewed 2026-11-24
            [What can I do if I feel overwhelmed?] [How often should I book a session?]
            [This helped] [Not what I asked] [Remove]"]],
    )
    .await;
    world.finish().await;
}

#[tokio::test]
async fn an_unsure_one_offers_a_menu() {
    let world = World::start_with_team().await;
    check(&world, UNSURE, &expect![[r"
        I'm not sure I understood you. None of these? You can reach the front desk by phone or in person.
        ‹Did you mean: What can I do if I feel overwhelmed? | Is it normal to cry during a massage? | How often should I book a session?›
        [Send to the team] [Remove]"]], &expect![[r"
        (only you see this)
        > tears and feelings

        I'm not sure I understood you. None of these? You can reach the front desk by phone or in person.
        ‹Did you mean: What can I do if I feel overwhelmed? | Is it normal to cry during a massage? | How often should I book a session?›
        [Send to the team]"]]).await;
    world.finish().await;
}

#[tokio::test]
async fn health_is_referred_to_the_clinic() {
    let world = World::start_with_team().await;
    let question = "i am pregnant, can i get a massage?";
    check(
        &world,
        question,
        &expect![[r"
        This is a question for our team.

        You can reach the front desk by phone or in person."]],
        &expect![[r"
        (only you see this)
        This is a question for our team.

        You can reach the front desk by phone or in person."]],
    )
    .await;
    world.finish().await;
}

#[tokio::test]
async fn what_nothing_fits_is_told_so_and_can_go_to_the_team() {
    let world = World::start_with_team().await;
    check(&world, "qwertz", &expect![[r"
        I don't have an answer to that in the clinic's FAQ. You can reach the front desk by phone or in person.
        ‹The closest topics I know: Is it normal to cry during a massage? | What can I do if I feel overwhelmed? | How often should I book a session?›
        [Send to the team] [Remove]"]], &expect![[r"
            (only you see this)
            > qwertz

            I don't have an answer to that in the clinic's FAQ. You can reach the front desk by phone or in person.
            ‹The closest topics I know: Is it normal to cry during a massage? | What can I do if I feel overwhelmed? | How often should I book a session?›
            [Send to the team]"]]).await;
    world.finish().await;
}

#[tokio::test]
async fn without_a_channel_for_the_team_nothing_is_offered_to_be_sent() {
    let world = World::start().await;
    check(&world, "qwertz", &expect![[r"
        I don't have an answer to that in the clinic's FAQ. You can reach the front desk by phone or in person.
        ‹The closest topics I know: Is it normal to cry during a massage? | What can I do if I feel overwhelmed? | How often should I book a session?›
        [Remove]"]], &expect![[r"
            (only you see this)
            > qwertz

            I don't have an answer to that in the clinic's FAQ. You can reach the front desk by phone or in person.
            ‹The closest topics I know: Is it normal to cry during a massage? | What can I do if I feel overwhelmed? | How often should I book a session?›"]]).await;
    world.finish().await;
}

#[tokio::test]
async fn danger_is_answered_in_plain_words_for_the_asker_whatever_they_chose() {
    let world = World::start_with_team().await;
    let question = "is it normal to cry during a massage, i want to kill myself";
    check(
        &world,
        question,
        &expect![[r"
        Thank you for saying this. Please talk to someone now.
        • Call your local emergency number."]],
        &expect![[r"
        (only you see this)
        Thank you for saying this. Please talk to someone now.
        • Call your local emergency number."]],
    )
    .await;
    let values = json!({ "question": question, "private": false });
    let asked = world
        .discord
        .slash(&world.mia(), world.questions(), "ask", &values);
    let reply = world.discord.reply_to(&asked).await;
    assert!(reply.is_ephemeral());
    assert_eq!(reply.text(), reply.content(), "no embed");
    world.finish().await;
}

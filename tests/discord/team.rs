//! 'Send to the team': a member sees exactly what will be sent, and it carries no name.

use expect_test::expect;
use serde_json::json;

use super::world::World;
use crate::fake_discord::{Refusal, Reply};

const QUESTION: &str =
    "qwertz mia@example.org or https://qwertz.example, i am Mia, call 555 010 9999";

async fn preview(world: &World, question: &str) -> Reply {
    let nothing = world.mention(question).await;
    world
        .press(&world.mia(), &nothing, "Send to the team")
        .await
}

#[tokio::test]
async fn what_is_shown_is_what_is_sent() {
    let world = World::start_with_team().await;
    let preview = preview(&world, QUESTION).await;
    expect![[r"
        (only you see this)
        This is what the team will read, and nothing else. Your name stays out, and so do links, addresses and numbers:
        > qwertz [email] or [link], i am [name], call [number]

        The team won't know who asked, so it can't write back to you. If you need an answer for yourself, please ask us directly. You can reach the front desk by phone or in person.
        [Send] [Change it first] [Don't send]"]].assert_eq(&preview.drawn());
    let pressed = world.discord.presses(&world.mia(), preview.id(), "Send");
    let card = world.discord.reply_in(world.team()).await;
    expect![[r"
        A question from a member
        qwertz [email] or [link], i am [name], call [number]
        They chose to send this. Nobody knows who asked, so answer it in the FAQ, or where all can read it.
        [Add to entry…] [New entry] [Not for the bot] [Dismiss]"]].assert_eq(&card.drawn());
    let sent = world.discord.reply_to(&pressed).await;
    expect![[r"
        (only you see this)
        Sent, without your name. Thank you: it shows the team what is missing here. If you need an answer for yourself, please ask us directly. You can reach the front desk by phone or in person."]].assert_eq(&sent.drawn());
    let told = card.request.body.to_string();
    assert!(!told.contains(&world.mia().id.to_string()), "{told}");
    world.finish().await;
}

#[tokio::test]
async fn a_command_quotes_the_question_to_its_asker_so_that_it_can_be_sent() {
    let world = World::start_with_team().await;
    let nothing = world.ask("qwertz?").await;
    let preview = world
        .press(&world.mia(), &nothing, "Send to the team")
        .await;
    assert!(
        preview.content().contains("\n> qwertz?\n"),
        "{}",
        preview.content()
    );
    let kept = world.press(&world.mia(), &preview, "Don't send").await;
    assert_eq!(kept.drawn(), "(only you see this)\nNothing was sent.");
    assert_eq!(kept.id(), preview.id());
    world.finish().await;
}

#[tokio::test]
async fn it_can_be_changed_first() {
    let world = World::start_with_team().await;
    let preview = preview(&world, "qwertz").await;
    let pressed = world
        .discord
        .presses(&world.mia(), preview.id(), "Change it first");
    let form = world.discord.modal(&pressed).await;
    assert_eq!(form.title, "Send to the team");
    let sent = world.discord.submits_modal(
        &world.mia(),
        &form,
        &json!({ "text": "qwertz, and asdf\n\nthank you" }),
    );
    let changed = world.discord.reply_to(&sent).await;
    assert_eq!(changed.id(), preview.id());
    assert!(
        changed
            .content()
            .contains("\n> qwertz, and asdf\n> \n> thank you\n"),
        "{}",
        changed.content()
    );
    world.finish().await;
}

#[tokio::test]
async fn what_another_member_asked_is_not_ones_own_to_send() {
    let world = World::start_with_team().await;
    let nothing = world.mention("qwertz").await;
    let tom = world.discord.member("Tom");
    let pressed = world
        .discord
        .presses(&tom, nothing.id(), "Send to the team");
    let form = world.discord.modal(&pressed).await;
    let filled = world
        .discord
        .submits_modal(&tom, &form, &json!({ "text": "asdf?" }));
    let preview = world.discord.reply_to(&filled).await;
    assert!(preview.is_ephemeral());
    assert!(
        preview.content().contains("\n> asdf?\n"),
        "{}",
        preview.content()
    );
    world.finish().await;
}

#[tokio::test]
async fn danger_is_never_sent_and_is_answered_instead() {
    let world = World::start_with_team().await;
    let nothing = world.mention("qwertz").await;
    let tom = world.discord.member("Tom");
    let pressed = world
        .discord
        .presses(&tom, nothing.id(), "Send to the team");
    let form = world.discord.modal(&pressed).await;
    let values = json!({ "text": "please tell them that i want to kill myself" });
    let filled = world.discord.submits_modal(&tom, &form, &values);
    let reply = world.discord.reply_to(&filled).await;
    expect![[r"
        (only you see this)
        Thank you for saying this. Please talk to someone now.
        • Call your local emergency number."]]
    .assert_eq(&reply.drawn());
    world.finish().await;
}

#[tokio::test]
async fn a_text_that_could_not_be_sent_is_given_back() {
    let world = World::start_with_team().await;
    let preview = preview(&world, "qwertz").await;
    let team = world.team();
    let route = format!("POST /channels/{team}/messages");
    world
        .discord
        .refuse(&route, Refusal::new(404, 10003, "Unknown Channel"));
    let pressed = world.discord.presses(&world.mia(), preview.id(), "Send");
    world.discord.next(&route).await;
    let given_back = world.discord.reply_to(&pressed).await;
    expect![[r"
        (only you see this)
        I could not send it, I'm sorry. You can reach the front desk by phone or in person. Here is your text, so that it isn't lost:
        > qwertz
        [Send] [Change it first] [Don't send]"]].assert_eq(&given_back.drawn());
    let again = world.discord.presses(&world.mia(), preview.id(), "Send");
    assert!(world.discord.reply_in(team).await.text().contains("qwertz"));
    assert!(
        world
            .discord
            .reply_to(&again)
            .await
            .content()
            .starts_with("Sent, without your name.")
    );
    world.finish().await;
}

#[tokio::test]
async fn nothing_is_sent_when_nothing_is_left() {
    let world = World::start_with_team().await;
    let preview = preview(&world, "https://qwertz.example").await;
    expect![[r"
        (only you see this)
        This is what the team will read, and nothing else. Your name stays out, and so do links, addresses and numbers:
        > [link]

        The team won't know who asked, so it can't write back to you. If you need an answer for yourself, please ask us directly. You can reach the front desk by phone or in person.
        [Send] [Change it first] [Don't send]"]].assert_eq(&preview.drawn());
    world.finish().await;
}

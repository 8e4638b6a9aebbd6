//! The team's channel: questions that members sent, and what staff make of them.

use aftercare::clock;
use aftercare::store::{Question, Store};
use expect_test::expect;
use serde_json::json;

use super::world::World;
use crate::fake_discord::{Person, Refusal, Reply};

const TEXT: &str = "qwertz asdfgh?";
const CRYING: &str = "Is it normal to cry during a massage?";

/// A member asks, and sends the question to the team; tells what they see in the end.
async fn sends(world: &World, who: &Person, text: &str) -> Reply {
    let question = world.discord.message(world.questions(), who, text);
    question.mentioning_bot().send();
    let nothing = world.discord.reply_in(world.questions()).await;
    let preview = world.press(who, &nothing, "Send to the team").await;
    world.press(who, &preview, "Send").await
}

/// A question of Mia's, as the team sees it.
async fn card(world: &World) -> Reply {
    card_by(world, &world.mia()).await
}

async fn card_by(world: &World, who: &Person) -> Reply {
    let sent = sends(world, who, TEXT).await;
    assert!(sent.content().starts_with("Sent"), "{}", sent.content());
    world.discord.reply_in(world.team()).await
}

async fn waiting(world: &World) -> Vec<Question> {
    let guild = guild(world);
    let store = world.store().await;
    let waiting = store.open_questions(guild).await.expect("questions");
    store.close().await;
    waiting
}

fn guild(world: &World) -> u64 {
    world.discord.guild().to_string().parse().expect("an id")
}

/// With words in the place of ids and of today.
fn named(world: &World, reply: &Reply) -> String {
    reply
        .drawn()
        .replace(&world.therapist().mention(), "@Thea")
        .replace(&clock::today().to_string(), "(today)")
}

#[tokio::test]
async fn what_is_asked_again_is_counted_on_the_same_card() {
    let world = World::start_with_team().await;
    let card = card(&world).await;
    expect![[r"
        A question from a member
        qwertz asdfgh?
        They chose to send this. Nobody knows who asked, so answer it in the FAQ, or where all can read it.
        [Add to entry…] [New entry] [Not for the bot] [Dismiss]"]]
    .assert_eq(&named(&world, &card));
    let tom = world.discord.member("Tom");
    let sent = sends(&world, &tom, "Qwertz, asdfgh!").await;
    assert!(sent.content().starts_with("Sent"), "{}", sent.content());
    let counted = world.discord.reply_edited(card.id()).await;
    expect![[r"
        A question from a member
        qwertz asdfgh?
        Asked 2 times
        Last on (today)
        They chose to send this. Nobody knows who asked, so answer it in the FAQ, or where all can read it.
        [Add to entry…] [New entry] [Not for the bot] [Dismiss]"]]
    .assert_eq(&named(&world, &counted));
    sends(&world, &tom, "a wholly different matter, yxcvbn").await;
    world.discord.reply_in(world.team()).await;
    assert_eq!(waiting(&world).await.len(), 2);
    world.finish().await;
}

#[tokio::test]
async fn a_card_that_was_deleted_comes_again() {
    let world = World::start_with_team().await;
    let card = card(&world).await;
    world.discord.deletes(card.id());
    let sent = sends(&world, &world.mia(), TEXT).await;
    assert!(sent.content().starts_with("Sent"), "{}", sent.content());
    world.discord.next("PATCH /channels/*/messages/*").await;
    let again = world.discord.reply_in(world.team()).await;
    assert!(again.text().contains("Asked 2 times"), "{}", again.text());
    let dismissed = world.press(&world.therapist(), &again, "Dismiss").await;
    assert_eq!(named(&world, &dismissed), "Dismissed by @Thea.");
    world.finish().await;
}

#[tokio::test]
async fn what_the_team_cant_read_is_not_kept() {
    let world = World::start_with_team().await;
    let route = format!("POST /channels/{}/messages", world.team());
    let gone = Refusal::new(404, 10003, "Unknown Channel");
    world.discord.refuse(&route, gone);
    let given_back = sends(&world, &world.mia(), TEXT).await;
    world.discord.next(&route).await;
    assert!(
        given_back.content().contains(&format!("> {TEXT}")),
        "{}",
        given_back.content()
    );
    assert_eq!(waiting(&world).await, []);
    world.finish().await;
}

#[tokio::test]
async fn a_question_asked_in_private_reaches_the_same_team() {
    let world = World::start_with_team().await;
    let mia = world.mia();
    let direct = world.discord.direct_channel(&mia);
    world.discord.says(direct, &mia, TEXT);
    let nothing = world.discord.reply_in(direct).await;
    let preview = world.press(&mia, &nothing, "Send to the team").await;
    world.press(&mia, &preview, "Send").await;
    let card = world.discord.reply_in(world.team()).await;
    let dismissed = world.press(&world.therapist(), &card, "Dismiss").await;
    assert_eq!(named(&world, &dismissed), "Dismissed by @Thea.");
    assert_eq!(waiting(&world).await, []);
    world.finish().await;
}

#[tokio::test]
async fn if_the_store_fails_the_team_still_reads_it() {
    let world = World::start_with_team().await;
    world.break_store("DROP TABLE question").await;
    let card = card(&world).await;
    assert!(card.text().contains(TEXT), "{}", card.text());
    assert!(card.buttons().is_empty());
    world.finish().await;
}

#[tokio::test]
async fn only_staff_decide_on_a_question() {
    let world = World::start_with_team().await;
    let card = card(&world).await;
    for button in ["Add to entry…", "New entry", "Not for the bot", "Dismiss"] {
        let refused = world.press(&world.mia(), &card, button).await;
        assert!(
            refused.is_ephemeral() && refused.content().starts_with("Only staff"),
            "{}",
            refused.drawn()
        );
    }
    assert_eq!(waiting(&world).await.len(), 1);
    world.finish().await;
}

#[tokio::test]
async fn a_question_that_somebody_else_has_dealt_with_is_told_kindly() {
    let world = World::start_with_team().await;
    for (who, button) in [
        ("Ada", "Add to entry…"),
        ("Ben", "New entry"),
        ("Cem", "Not for the bot"),
        ("Dee", "Dismiss"),
    ] {
        let card = card_by(&world, &world.discord.member(who)).await;
        let [question] = &waiting(&world).await[..] else {
            panic!("one question");
        };
        let store = world.store().await;
        let closed = store.close_question(question.guild, question.id).await;
        assert!(closed.expect("an answer"));
        store.close().await;
        let told = world.press(&world.therapist(), &card, button).await;
        assert_eq!(
            told.drawn(),
            "(only you see this)\nThis question is no longer open: somebody else has dealt with it, or it was deleted."
        );
        world.discord.next("GET /channels/*/messages/*").await;
        let emptied = world.discord.reply_edited(card.id()).await;
        assert_eq!(emptied.drawn(), "This question was deleted.", "{button}");
    }
    world.finish().await;
}

#[tokio::test]
async fn a_question_becomes_a_way_of_asking() {
    let world = World::start_with_folder().await;
    let card = card(&world).await;
    let thea = world.therapist();
    let menu = world.press(&thea, &card, "Add to entry…").await;
    assert!(menu.is_ephemeral());
    assert!(
        menu.options().contains(&CRYING.to_owned()),
        "{}",
        menu.drawn()
    );
    let preview = world.press(&thea, &menu, CRYING).await;
    assert_eq!(preview.id(), menu.id(), "where the menu stood");
    assert!(preview.drawn().contains(TEXT), "{}", preview.drawn());
    let saved = world.press(&thea, &preview, "Save").await;
    assert!(saved.content().starts_with("Saved"), "{}", saved.content());
    let settled = world.discord.reply_edited(card.id()).await;
    assert_eq!(
        named(&world, &settled),
        format!("Settled by @Thea: now a way of asking “{CRYING}”.")
    );
    assert!(world.faq_file("faq.toml").contains(TEXT));
    assert_eq!(waiting(&world).await, []);
    world.finish().await;
}

#[tokio::test]
async fn a_question_becomes_an_entry() {
    let world = World::start_with_folder().await;
    let card = card(&world).await;
    let thea = world.therapist();
    let pressed = world.discord.presses(&thea, card.id(), "New entry");
    let form = world.discord.modal(&pressed).await;
    assert!(form.rows.to_string().contains(TEXT), "{}", form.rows);
    let values = json!({ "question": "May I bring my dog?", "answer": "Please leave it at home." });
    let filled = world.discord.submits_modal(&thea, &form, &values);
    let preview = world.discord.reply_to(&filled).await;
    let saved = world.press(&thea, &preview, "Save").await;
    assert!(saved.content().starts_with("Saved"), "{}", saved.content());
    let settled = world.discord.reply_edited(card.id()).await;
    assert_eq!(
        named(&world, &settled),
        "Settled by @Thea: a new entry “May I bring my dog?”."
    );
    assert_eq!(waiting(&world).await, []);
    world.finish().await;
}

#[tokio::test]
async fn a_question_is_not_for_the_bot() {
    let world = World::start_with_folder().await;
    let card = card(&world).await;
    let thea = world.therapist();
    let preview = world.press(&thea, &card, "Not for the bot").await;
    let saved = world.press(&thea, &preview, "Save").await;
    assert!(saved.content().starts_with("Saved"), "{}", saved.content());
    let settled = world.discord.reply_edited(card.id()).await;
    assert_eq!(
        named(&world, &settled),
        "Settled by @Thea: not for the bot."
    );
    assert!(world.faq_file("not-for-the-bot.toml").contains(TEXT));
    assert_eq!(waiting(&world).await, []);
    world.finish().await;
}

#[tokio::test]
async fn a_card_that_cant_be_changed_keeps_nothing_from_being_saved() {
    let world = World::start_with_folder().await;
    let card = card(&world).await;
    let thea = world.therapist();
    let preview = world.press(&thea, &card, "Not for the bot").await;
    world.discord.deletes(card.id());
    let saved = world.press(&thea, &preview, "Save").await;
    assert!(saved.content().starts_with("Saved"), "{}", saved.content());
    world.discord.next("PATCH /channels/*/messages/*").await;
    assert_eq!(waiting(&world).await, []);
    world.finish().await;
}

/// The question of this card is made as old as the oldest, and the bot starts again.
async fn aged(world: World, card: &Reply) -> World {
    let store: Store = world.store().await;
    let [question] = &waiting(&world).await[..] else {
        panic!("one question");
    };
    let Question { guild, id, .. } = *question;
    let place = question.card.expect("it has a card");
    assert_eq!(place.1.to_string(), card.id().to_string());
    assert!(store.close_question(guild, id).await.expect("an answer"));
    let old = store.keep_question(guild, TEXT, "2020-01-01").await;
    let old = old.expect("a kept question");
    let placed = store.place_question(guild, old, place.0, place.1).await;
    assert!(placed.expect("an answer"));
    store.close().await;
    world.restart().await
}

#[tokio::test]
async fn an_old_question_is_deleted_from_its_card_too() {
    let world = World::start_with_team().await;
    let card = card(&world).await;
    let world = aged(world, &card).await;
    let emptied = world.discord.reply_edited(card.id()).await;
    assert_eq!(emptied.drawn(), "This question was deleted after 30 days.");
    assert_eq!(waiting(&world).await, []);
    world.finish().await;
}

#[tokio::test]
async fn a_young_question_outlives_a_restart_with_its_buttons() {
    let world = World::start_with_team().await;
    let card = card(&world).await;
    let world = world.restart().await;
    let dismissed = world.press(&world.therapist(), &card, "Dismiss").await;
    assert_eq!(named(&world, &dismissed), "Dismissed by @Thea.");
    assert_eq!(dismissed.id(), card.id());
    world.finish().await;
}

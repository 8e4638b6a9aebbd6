//! Questions that are edited or deleted after they were asked.

use super::world::World;

const QUESTION: &str = "is crying a normal reaction?";
const ANSWER: &str = "Yes. Tears are a natural release.";
const MONTHLY: &str = "Once a month is a good start.";

#[tokio::test]
async fn an_edit_changes_the_answer() {
    let world = World::start().await;
    let question = world.mentions(QUESTION);
    let reply = world.discord.reply_in(world.questions()).await;
    world
        .discord
        .edits_mentioning_bot(question, "how often should I book a session?");
    let edited = world.discord.reply_edited(reply.id()).await;
    assert!(edited.text().contains(MONTHLY), "{}", edited.text());
    assert!(!edited.text().contains(ANSWER), "{}", edited.text());
    world.discord.edits_mentioning_bot(question, "qwertz");
    let edited = world.discord.reply_edited(reply.id()).await;
    assert!(
        edited.text().starts_with("I don't have an answer"),
        "no embed: {}",
        edited.text()
    );
    world.finish().await;
}

#[tokio::test]
async fn an_edit_that_tells_of_danger_changes_the_answer() {
    let world = World::start().await;
    let question = world.mentions(QUESTION);
    let reply = world.discord.reply_in(world.questions()).await;
    world
        .discord
        .edits_mentioning_bot(question, "is crying normal, i want to kill myself");
    let edited = world.discord.reply_edited(reply.id()).await;
    assert!(
        edited.drawn().starts_with("Thank you for saying this."),
        "{}",
        edited.drawn()
    );
    assert!(edited.buttons().is_empty());
    world.discord.deletes(question);
    world
        .discord
        .nothing_more(async |_| drop(world.mention("").await))
        .await;
    assert!(
        world.discord.stored_message(reply.id()).is_some(),
        "such a reply stays"
    );
    world.finish().await;
}

#[tokio::test]
async fn an_edit_of_a_question_that_is_being_answered_is_not_lost() {
    let world = World::start().await;
    let gate = world.discord.hold("POST /channels/*/messages");
    let question = world.mentions(QUESTION);
    gate.arrived().await;
    world
        .discord
        .edits_mentioning_bot(question, "how often should I book a session?");
    world.discord.settle().await;
    gate.release();
    let reply = world.discord.reply_in(world.questions()).await;
    let edited = world.discord.reply_edited(reply.id()).await;
    assert!(edited.text().contains(MONTHLY), "{}", edited.text());
    world.finish().await;
}

#[tokio::test]
async fn a_mention_that_was_forgotten_is_answered_when_it_is_added() {
    let world = World::start().await;
    let question = world
        .discord
        .says(world.questions(), &world.mia(), QUESTION);
    world.discord.edits_mentioning_bot(question, QUESTION);
    let reply = world.discord.reply_in(world.questions()).await;
    assert!(reply.text().contains(ANSWER), "{}", reply.text());
    assert_eq!(reply.replies_to(), Some(question));
    world.finish().await;
}

#[tokio::test]
async fn what_no_person_changed_changes_nothing() {
    let world = World::start().await;
    let question = world.mentions(QUESTION);
    world.discord.reply_in(world.questions()).await;
    world.discord.unfurls(question);
    world.discord.edits_mentioning_bot(question, QUESTION);
    world
        .discord
        .nothing_more(async |_| drop(world.mention("").await))
        .await;
    world.finish().await;
}

#[tokio::test]
async fn whoever_deletes_a_question_is_not_left_with_its_answer() {
    let world = World::start().await;
    let question = world.mentions(QUESTION);
    let reply = world.discord.reply_in(world.questions()).await;
    world.discord.deletes(question);
    assert_eq!(world.discord.deleted().await, reply.id());
    world.finish().await;
}

#[tokio::test]
async fn quotes_and_code_blocks_are_not_questions() {
    let world = World::start().await;
    let reply = world.mention("hello\n> is crying a normal reaction?").await;
    assert!(!reply.text().contains(ANSWER), "{}", reply.text());
    let reply = world
        .mention("hello ```is crying a normal reaction?```")
        .await;
    assert!(!reply.text().contains(ANSWER), "{}", reply.text());
    let reply = world.mention("```is crying a normal reaction?```").await;
    assert!(
        reply.text().contains(ANSWER),
        "nothing else: {}",
        reply.text()
    );
    let reply = world.mention("hello\n> i want to kill myself").await;
    assert!(
        reply.text().starts_with("Thank you for saying this."),
        "{}",
        reply.text()
    );
    world.finish().await;
}

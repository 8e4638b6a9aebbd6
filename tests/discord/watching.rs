//! Channels that staff let the bot watch.

use serde_json::json;

use super::world::{World, team_of};
use crate::fake_discord::{Arrival, FakeDiscord, permissions};

const QUESTION: &str = "is crying a normal reaction?";
const ANSWER: &str = "Yes. Tears are a natural release.";
const MESSAGE_CONTENT: u64 = 1 << 15;
/// May manage the server.
const KEEPER: u64 = 1 << 5;

fn watching(discord: &FakeDiscord) -> String {
    let channel = discord.channel("general");
    format!("{}watched_channels = [{channel}]\n", team_of(discord))
}

async fn start() -> World {
    let discord = FakeDiscord::start().await;
    let settings = watching(&discord);
    World::start_on(discord, &settings).await
}

/// Expects silence after something is said, and that the bot still answers after it.
async fn check_silence(world: &World, author: &crate::fake_discord::Person, text: &str) {
    let general = world.discord.channel("general");
    world.discord.says(general, author, text);
    world
        .discord
        .nothing_more(async |_| drop(world.mention("").await))
        .await;
}

#[tokio::test]
async fn a_sure_answer_breaks_the_silence() {
    let world = start().await;
    assert_ne!(world.discord.intents() & MESSAGE_CONTENT, 0);
    let general = world.discord.channel("general");
    let question = world.discord.says(general, &world.mia(), QUESTION);
    let reply = world.discord.reply_in(general).await;
    assert!(reply.text().contains(ANSWER), "{}", reply.text());
    assert_eq!(reply.replies_to(), Some(question));
    for chatter in [
        "tears and feelings",
        "i am pregnant, can i get a massage?",
        "qwertz",
    ] {
        check_silence(&world, &world.mia(), chatter).await;
    }
    world.finish().await;
}

#[tokio::test]
async fn the_same_answer_is_pointed_to() {
    let world = start().await;
    let general = world.discord.channel("general");
    world.discord.says(general, &world.mia(), QUESTION);
    let first = world.discord.reply_in(general).await;
    // By then the bot has noted that its answer stands.
    world.mention("").await;
    world
        .discord
        .says(general, &world.discord.member("Tom"), QUESTION);
    let second = world.discord.reply_in(general).await;
    let link = format!(
        "https://discord.com/channels/{}/{general}/{}",
        world.discord.guild(),
        first.id()
    );
    assert_eq!(
        second.drawn(),
        format!("I answered that a moment ago: {link}")
    );
    world.mention("").await;
    world
        .discord
        .says(general, &world.discord.member("Kim"), QUESTION);
    let third = world.discord.reply_in(general).await;
    assert_eq!(
        third.drawn(),
        second.drawn(),
        "to the answer, not to the pointer"
    );
    world.finish().await;
}

#[tokio::test]
async fn where_staff_talk_the_bot_keeps_out() {
    let world = start().await;
    check_silence(&world, &world.therapist(), QUESTION).await;
    check_silence(&world, &world.mia(), QUESTION).await;
    world.finish().await;
}

#[tokio::test]
async fn somebody_in_danger_is_told_where_help_is_once() {
    let world = start().await;
    let general = world.discord.channel("general");
    check_silence(&world, &world.therapist(), "hello").await;
    world
        .discord
        .says(general, &world.mia(), "i want to kill myself");
    let reply = world.discord.reply_in(general).await;
    assert!(
        reply.drawn().starts_with("Thank you for saying this."),
        "{}",
        reply.drawn()
    );
    check_silence(&world, &world.mia(), "really, i want to kill myself").await;
    let asked = world.mention("i want to kill myself").await;
    assert!(
        asked.text().starts_with("Thank you for saying this."),
        "asked directly, always"
    );
    world.finish().await;
}

#[tokio::test]
async fn without_the_permission_to_read_the_bot_runs_all_the_same() {
    let discord = FakeDiscord::start().await;
    discord.withhold_message_content();
    let settings = watching(&discord);
    let world = World::start_on(discord, &settings).await;
    assert_eq!(world.discord.intents() & MESSAGE_CONTENT, 0);
    assert!(world.mention(QUESTION).await.text().contains(ANSWER));
    world.finish().await;
}

#[tokio::test]
async fn a_channel_is_watched_as_soon_as_it_is_set() {
    let world = World::start_with_team().await;
    world.discord.permit("Keepers", KEEPER);
    let kim = world.discord.member_with_role("Kim", "Keepers");
    let general = world.discord.channel("general");
    let asked = world.discord.slash(
        &kim,
        general,
        "aftercare setup",
        &json!({ "watch": general }),
    );
    let saved = world.discord.reply_to(&asked).await;
    assert!(saved.content().starts_with("Saved."), "{}", saved.content());
    world.discord.arrives(Arrival::Identified).await;
    world.discord.look_at_startup();
    world.discord.look_at_examination();
    assert_ne!(world.discord.intents() & MESSAGE_CONTENT, 0);
    world.discord.says(general, &world.mia(), QUESTION);
    assert!(
        world
            .discord
            .reply_in(general)
            .await
            .text()
            .contains(ANSWER)
    );
    world.finish().await;
}

#[tokio::test]
async fn where_the_bot_may_not_write_it_is_not_tried_again_and_again() {
    let world = start().await;
    let general = world.discord.channel("general");
    world.discord.deny_bot(general, permissions::SEND_MESSAGES);
    world.discord.says(general, &world.mia(), QUESTION);
    for _ in 0..2 {
        world
            .discord
            .next(&format!("POST /channels/{general}/messages"))
            .await;
    }
    let told = world.discord.reply_in(world.team()).await;
    assert!(
        told.content().contains(&format!("<#{general}>")),
        "{}",
        told.content()
    );
    world.finish().await;
}

//! Long and hostile text: it is answered like any other, nothing of it comes back, and nothing pings.

use serde_json::json;

use super::world::World;

/// Discord's own limit for a message is 2,000 characters, 4,000 for some, and 6,000 for a command's option.
const LONGEST_MESSAGE: usize = 4_000;
const LONGEST_OPTION: usize = 6_000;

fn hostile_texts(length: usize) -> Vec<String> {
    let pieces = [
        "a",
        "is it normal to cry ",
        "@everyone <@&1> ",
        "🙂",
        "e\u{301}\u{323}",
        "\u{202e}abc\u{202c}",
        "`",
        "|| ```\n",
        "\u{0}",
        "<:a:1>",
        "﷽",
        "Ж",
    ];
    pieces
        .iter()
        .map(|piece| piece.chars().cycle().take(length).collect())
        .collect()
}

#[tokio::test]
async fn any_message_is_answered() {
    let world = World::start().await;
    let direct = world.discord.direct_channel(&world.mia());
    for text in hostile_texts(LONGEST_MESSAGE) {
        let question = world.discord.says(direct, &world.mia(), &text);
        let reply = world.discord.reply_in(direct).await;
        assert_eq!(
            (reply.replies_to(), reply.request.status),
            (Some(question), Some(200))
        );
    }
    world.finish().await;
}

#[tokio::test]
async fn any_command_is_answered() {
    let world = World::start().await;
    for text in hostile_texts(LONGEST_OPTION) {
        let asked = world.discord.slash(
            &world.mia(),
            world.questions(),
            "ask",
            &json!({ "question": text }),
        );
        assert!(!world.discord.reply_to(&asked).await.text().is_empty());
    }
    world.finish().await;
}

#[tokio::test]
async fn what_a_member_wrote_never_comes_back() {
    let world = World::start().await;
    let asked = json!({ "question": "xylophone @everyone zebra" });
    let asked = world
        .discord
        .slash(&world.mia(), world.questions(), "ask", &asked);
    let replies = [
        world.discord.reply_to(&asked).await,
        world.mention("xylophone @everyone zebra").await,
    ];
    for reply in replies {
        let sent = reply.request.body.to_string();
        assert!(
            !sent.contains("xylophone") && !sent.contains("zebra") && !sent.contains("everyone"),
            "{sent}"
        );
    }
    world.finish().await;
}

#[tokio::test]
async fn mentions_in_an_answer_ping_nobody() {
    let world = World::start().await;
    let reply = world.mention("where do the house rules hang").await;
    assert!(
        reply
            .text()
            .contains("Hello @everyone and @here, <@1> and <@&2>"),
        "{}",
        reply.text()
    );
    let nobody = json!({ "parse": [], "users": [], "roles": [], "replied_user": false });
    assert_eq!(reply.request.body["allowed_mentions"], nobody);
    let values = json!({ "question": "Where can I read the house rules of the clinic?" });
    let asked = world
        .discord
        .slash(&world.mia(), world.questions(), "ask", &values);
    let reply = world.discord.reply_to(&asked).await;
    assert_eq!(reply.request.body["data"]["allowed_mentions"], nobody);
    world.finish().await;
}

#[tokio::test]
async fn components_that_serenity_does_not_know_do_not_hide_a_question() {
    let world = World::start().await;
    let draft = world.discord.message(
        world.questions(),
        &world.mia(),
        "is crying a normal reaction?",
    );
    draft.mentioning_bot().with_components_v2().send();
    let reply = world.discord.reply_in(world.questions()).await;
    assert!(reply.text().contains("Yes. Tears"), "{}", reply.text());
    world.finish().await;
}

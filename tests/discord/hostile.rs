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
    // A member each, as one alone would ask too fast.
    for (number, text) in hostile_texts(LONGEST_MESSAGE).iter().enumerate() {
        let member = world.discord.member(&format!("Member {number}"));
        let direct = world.discord.direct_channel(&member);
        let question = world.discord.says(direct, &member, text);
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
async fn what_a_member_wrote_comes_back_to_them_alone() {
    let world = World::start().await;
    let question = "xylophone @everyone zebra";
    let in_the_channel = world.mention(question).await.request.body.to_string();
    let is_there = |word: &&str| in_the_channel.contains(word);
    let words = ["xylophone", "everyone", "zebra"];
    assert!(!words.iter().any(is_there), "{in_the_channel}");
    let alone = world.ask(question).await;
    assert!(alone.is_ephemeral() && alone.content().contains(question));
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

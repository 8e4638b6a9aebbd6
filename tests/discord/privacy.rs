//! What is kept of members: everybody may read it, and those who may manage the server may delete it.

use expect_test::expect;
use serde_json::json;

use super::world::World;
use crate::fake_discord::{Person, Reply, Snowflake};

/// May manage the server.
const KEEPER: u64 = 1 << 5;

fn keeper(world: &World) -> Person {
    world.discord.permit("Keepers", KEEPER);
    world.discord.member_with_role("Kim", "Keepers")
}

async fn uses(world: &World, who: &Person, channel: Snowflake, command: &str) -> Reply {
    let used = world.discord.slash(who, channel, command, &json!({}));
    world.discord.reply_to(&used).await
}

/// Mia sends a question to the team and judges an answer; tells the card.
async fn card(world: &World) -> Reply {
    let answer = world.mention("is crying a normal reaction?").await;
    world.press(&world.mia(), &answer, "This helped").await;
    let nothing = world.mention("qwertz").await;
    let preview = world
        .press(&world.mia(), &nothing, "Send to the team")
        .await;
    world.press(&world.mia(), &preview, "Send").await;
    world.discord.reply_in(world.team()).await
}

#[tokio::test]
async fn everybody_may_read_what_is_kept_here_and_in_private() {
    let world = World::start().await;
    let mia = world.mia();
    for channel in [world.questions(), world.discord.direct_channel(&mia)] {
        let told = uses(&world, &mia, channel, "aftercare privacy").await;
        assert!(told.is_ephemeral());
        assert!(
            told.content().contains("at the latest 30 days"),
            "{}",
            told.content()
        );
    }
    for (locale, title) in [
        ("es-ES", "**Qué guardo"),
        ("fr", "**Ce que je garde"),
        ("de", "**Was ich aufhebe"),
        ("pt-BR", "**O que guardo"),
    ] {
        world.discord.speaks(&mia, locale);
        let told = uses(&world, &world.mia(), world.questions(), "aftercare privacy").await;
        assert!(told.content().starts_with(title), "{}", told.content());
    }
    world.finish().await;
}

#[tokio::test]
async fn all_that_came_from_members_is_deleted_after_asking() {
    let world = World::start_with_folder().await;
    let card = card(&world).await;
    // Somebody has begun to make something of it, and not saved it.
    world
        .press(&world.therapist(), &card, "Not for the bot")
        .await;
    let kim = keeper(&world);
    let asked = uses(&world, &kim, world.questions(), "aftercare wipe").await;
    expect![[r"
        (only you see this)
        This would be deleted, and can't be brought back:
        • questions that wait for the team: 1
        • days of which I know how questions were answered and whether that helped: 1
        • changes of the FAQ that staff began out of such questions, and have not saved: 1
        The cards in the team's channel lose their text. Your settings, the FAQ and the history of its changes stay.
        [Delete it all] [Keep it]"]]
    .assert_eq(&asked.drawn());
    let wiped = world.press(&kim, &asked, "Delete it all").await;
    expect![[r"
        (only you see this)
        Deleted:
        • questions that wait for the team: 1
        • days of which I know how questions were answered and whether that helped: 1
        • changes of the FAQ that staff began out of such questions, and have not saved: 1
        Your settings, the FAQ and the history of its changes are still there."]]
    .assert_eq(&wiped.drawn());
    let emptied = world.discord.reply_edited(card.id()).await;
    assert_eq!(emptied.drawn(), "This question was deleted.");
    let again = uses(&world, &kim, world.questions(), "aftercare wipe").await;
    assert_eq!(
        again.drawn(),
        "(only you see this)\nThere is nothing to delete: I keep nothing that came from members."
    );
    assert_eq!(world.finish_and_count().await, []);
}

#[tokio::test]
async fn a_card_that_cant_be_emptied_is_told_of() {
    let world = World::start_with_team().await;
    let card = card(&world).await;
    let kim = keeper(&world);
    let asked = uses(&world, &kim, world.questions(), "aftercare wipe").await;
    world
        .discord
        .deny_bot(world.team(), crate::fake_discord::permissions::VIEW_CHANNEL);
    let wiped = world.press(&kim, &asked, "Delete it all").await;
    assert!(
        wiped.content().contains("I could not empty 1 of the cards"),
        "{}",
        wiped.content()
    );
    let route = format!("PATCH /channels/*/messages/{}", card.id());
    assert_eq!(world.discord.next(&route).await.status, Some(403));
    world.finish().await;
}

#[tokio::test]
async fn whoever_keeps_it_deletes_nothing() {
    let world = World::start_with_team().await;
    card(&world).await;
    let kim = keeper(&world);
    let asked = uses(&world, &kim, world.questions(), "aftercare wipe").await;
    let kept = world.press(&kim, &asked, "Keep it").await;
    assert_eq!(kept.drawn(), "(only you see this)\nNothing was deleted.");
    assert_eq!(world.finish_and_count().await.len(), 1);
}

#[tokio::test]
async fn only_who_may_manage_the_server_deletes() {
    let world = World::start_with_team().await;
    let mia = world.mia();
    let direct = world.discord.direct_channel(&mia);
    let places = [
        (world.mia(), world.questions()),
        (world.therapist(), world.questions()),
        (mia, direct),
    ];
    for (who, channel) in places {
        let refused = uses(&world, &who, channel, "aftercare wipe").await;
        assert_eq!(
            refused.drawn(),
            "(only you see this)\nOnly those who may manage this server can delete what came from its members."
        );
    }
    world.finish().await;
}

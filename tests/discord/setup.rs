//! Setting the bot up in Discord, and finding out what keeps it from working.

use std::sync::Arc;

use aftercare::discord::Desk;
use aftercare::edition::{Edition, Reading};
use aftercare::faq::folder::SourceFile;
use aftercare::settings::Settings;
use expect_test::expect;
use serde_json::json;

use super::world::{FAQ, World, edition, team_of};
use crate::fake_discord::{FakeDiscord, Person, Reply, permissions};

/// May manage the server.
const KEEPER: u64 = 1 << 5;

fn keeper(world: &World) -> Person {
    world.discord.permit("Keepers", KEEPER);
    world.discord.member_with_role("Kim", "Keepers")
}

async fn set(world: &World, values: &serde_json::Value) -> Reply {
    let asked = world
        .discord
        .slash(&keeper(world), world.questions(), "aftercare setup", values);
    let reply = world.discord.reply_to(&asked).await;
    world.discord.look_at_examination();
    reply
}

/// With names in the place of ids.
fn named(world: &World, text: &str) -> String {
    let names = [
        (world.team(), "staff"),
        (world.questions(), "questions"),
        (world.discord.channel("general"), "general"),
        (world.discord.role("Therapists"), "Therapists"),
    ];
    names.iter().fold(text.to_owned(), |text, (id, name)| {
        text.replace(&id.to_string(), name)
    })
}

#[tokio::test]
async fn what_is_set_holds_and_outlives_a_restart() {
    let world = World::start().await;
    let before = set(&world, &json!({})).await;
    expect![[r"
        (only you see this)
        On this server:
        • Staff role: not set: only those who may manage the server count as staff
        • Team channel: not set: members can't send questions to the team
        • Watched channels: none: I answer only when I am asked
        • Country: not set: crisis lines of several countries are shown
        • Contact: not set: members are told to reach the front desk by phone or in person"]]
    .assert_eq(&named(&world, &before.drawn()));
    let values = json!({
        "staff_role": world.discord.role("Therapists"),
        "team_channel": world.team(),
        "country": "ie",
        "contact": "Call us on 555 0100.",
    });
    let after = set(&world, &values).await;
    expect![[r"
        (only you see this)
        Saved. On this server:
        • Staff role: <@&Therapists>
        • Team channel: <#staff>
        • Watched channels: none: I answer only when I am asked
        • Country: IE
        • Contact: Call us on 555 0100."]]
    .assert_eq(&named(&world, &after.drawn()));
    let world = world.restart().await;
    let nothing = world.mention("qwertz").await;
    assert!(
        nothing.content().contains("Call us on 555 0100."),
        "{}",
        nothing.content()
    );
    assert!(nothing.buttons().contains(&"Send to the team".to_owned()));
    let after = set(&world, &json!({ "forget": 1 })).await;
    assert!(
        after.content().contains("• Team channel: not set"),
        "{}",
        after.content()
    );
    world.finish().await;
}

#[tokio::test]
async fn what_cant_be_right_changes_nothing() {
    let world = World::start().await;
    let reply = set(&world, &json!({ "country": "1!", "contact": "Call us." })).await;
    assert_eq!(
        reply.drawn(),
        "(only you see this)\nNothing was changed. The country is two letters, like US or GB."
    );
    let now = set(&world, &json!({})).await;
    assert!(
        now.content().contains("• Contact: not set"),
        "{}",
        now.content()
    );
    world.finish().await;
}

#[tokio::test]
async fn only_who_may_manage_the_server_sets_it_up() {
    let world = World::start_with_team().await;
    for who in [world.mia(), world.therapist()] {
        let values = json!({ "contact": "Call me." });
        let asked = world
            .discord
            .slash(&who, world.questions(), "aftercare setup", &values);
        let refused = world.discord.reply_to(&asked).await;
        assert_eq!(
            refused.drawn(),
            "(only you see this)\nOnly those who may manage this server can set me up."
        );
    }
    world.finish().await;
}

#[tokio::test]
async fn the_doctor_says_what_to_click() {
    let discord = FakeDiscord::start().await;
    discord.withhold_message_content();
    let general = discord.channel("general");
    let settings = format!("{}watched_channels = [{general}]\n", team_of(&discord));
    discord.deny_bot(discord.channel("staff"), permissions::SEND_MESSAGES);
    discord.deny_bot(discord.channel("questions"), permissions::EMBED_LINKS);
    let world = World::start_on(discord, &settings).await;
    let asked = world.discord.slash(
        &keeper(&world),
        world.questions(),
        "aftercare doctor",
        &json!({}),
    );
    let findings = world.discord.reply_to(&asked).await;
    world.discord.look_at_examination();
    expect![[r"
        (only you see this)
        • PROBLEM: A channel is to be watched, but I may not read it. Open https://discord.com/developers/applications, choose my application, click Bot, switch on *Message Content Intent* and save; then use /aftercare setup once more, or start me again.
        • fine: All commands are registered.
        • fine: What is set here is kept.
        • fine: The FAQ has 4 entries.
        • PROBLEM: Clinic: in the team channel #staff I lack *Send Messages*. Open its settings › Permissions, add my role, and allow that.
        • note: Clinic: I can be asked, but not answer as I should, in #questions (*Embed Links*). Allow it there, or hide those channels from me."]].assert_eq(&named(&world, &findings.drawn()));
    world.finish().await;
}

/// An article whose answers nobody has read again in time.
const OVERDUE: &str = r#"
[article]
title = "Old ways"
reviewed_on = 2020-01-01
review_by = 2021-01-01

[[entry]]
id = "towels"
question = "Do I bring towels?"
answer = "No."
"#;

#[tokio::test]
async fn the_doctor_knows_of_problems_in_the_faq_and_of_overdue_reviews() {
    let learned = edition(&[FAQ, OVERDUE]);
    let half = SourceFile {
        name: "half.toml".into(),
        text: "[[entry]]\nid = \"half\"\n".to_owned(),
    };
    let problems = Reading::of(vec![half], Vec::new()).problems;
    let edition = Edition::new(
        Arc::clone(&learned.assistant),
        learned.files.clone(),
        problems,
    );
    let desk = Desk::new(Arc::new(edition), Settings::default());
    let world = World::start_at(desk, Settings::default()).await;
    let asked = world.discord.slash(
        &keeper(&world),
        world.questions(),
        "aftercare doctor",
        &json!({}),
    );
    let findings = world.discord.reply_to(&asked).await;
    world.discord.look_at_examination();
    for finding in [
        "• PROBLEM: There is a mistake in the FAQ folder, so a part of it is not used. `/faq check` shows where.",
        "• note: The answers from “Old ways” were to be read again by 2021-01-01.",
    ] {
        assert!(
            findings.content().contains(finding),
            "{}",
            findings.content()
        );
    }
    world.finish().await;
}

//! Registration of the commands with Discord.

use expect_test::expect;
use serde_json::Value;

use crate::fake_discord::Arrival;

use super::world::World;

const REGISTER: &str = "PUT /applications/*/commands";

/// A command, or an option, and what is below it: name, description, in brackets what it is about.
fn drawn(definition: &Value, depth: usize) -> String {
    let text = |field: &str| definition[field].as_str().unwrap_or_default().to_owned();
    let is_true = |field: &str| definition[field] == true;
    let notes: Vec<String> = [
        is_true("required").then(|| "required".to_owned()),
        is_true("autocomplete").then(|| "completed".to_owned()),
        definition["default_member_permissions"]
            .as_str()
            .map(|bits| format!("permissions {bits}")),
        definition["contexts"]
            .as_array()
            .map(|contexts| format!("in {contexts:?}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let line = format!(
        "{}{}: {} ({})",
        "  ".repeat(depth),
        text("name"),
        text("description"),
        notes.join(", ")
    );
    let below = definition["options"].as_array().into_iter().flatten();
    let below = below.map(|option| drawn(option, depth + 1));
    std::iter::once(line)
        .chain(below)
        .collect::<Vec<_>>()
        .join("\n")
}

fn registered(world: &World) -> Value {
    let registered = world.discord.recorded(REGISTER);
    let [request] = registered.as_slice() else {
        panic!("registered once: {registered:?}");
    };
    request.body.clone()
}

#[tokio::test]
async fn the_commands_are_registered_once() {
    let world = World::start().await;
    let commands = registered(&world);
    let commands = commands.as_array().expect("a list").iter();
    let commands: Vec<String> = commands.map(|command| drawn(command, 0)).collect();
    expect![[r"
        ask: Ask the clinic's FAQ in your own words (in [Number(0), Number(1)])
          question: What would you like to know? (required, completed)
          private: Show the answer only to you ()
        faq: Look through the FAQ, or keep it (in [Number(0), Number(1)])
          browse: Look through everything the FAQ answers ()
          add: Staff: write a new entry ()
          edit: Staff: change an entry's question and answer ()
            entry: Which entry (required, completed)
            language: In which language; English unless you choose another ()
          phrasing: Staff: teach an entry another way of asking, or take one out ()
            entry: Which entry (required, completed)
            add: A way of asking, in a member's words ()
            remove: A way of asking that is taken out (completed)
            language: The language of what is added; English unless you choose another ()
          retire: Staff: take an entry out of the FAQ ()
            entry: Which entry (required, completed)
          history: Staff: see who changed what ()
          undo: Staff: take a change back ()
            change: The change's number in /faq history; the latest unless you name one ()
          check: Staff: look for what is wrong with the FAQ ()
          why: Staff: see why a question is answered as it is ()
            question: The question, as a member would write it (required)
          digest: Staff: read the digest of the last week ()
          export: Staff: get the FAQ as files ()
            file: Only this file ()
          import: Staff: bring a file of the FAQ back ()
            file: A .toml file, or a .zip of several; each takes the place of the one of its name (required)
        Answer from the FAQ:  (in [Number(0), Number(1)])
        aftercare: See what Aftercare keeps, or set it up on this server (in [Number(0), Number(1)])
          privacy: What I keep, and for how long ()
          setup: Show or change what holds on this server ()
            staff_role: The role that your staff have ()
            team_channel: Where the team reads what members send to it ()
            watch: Answer in this channel without being asked, where I am sure ()
            unwatch: Answer in this channel only when asked ()
            country: Whose crisis lines are shown: two letters, like US or GB ()
            contact: How members reach the clinic, as one sentence ()
            forget: Unset one of these ()
          doctor: Look for what keeps me from working here ()
          wipe: Delete what members sent and what was counted of them ()"]]
    .assert_eq(&commands.join("\n"));
    world.finish().await;
}

#[tokio::test]
async fn each_description_is_there_in_spanish_and_french() {
    let world = World::start().await;
    let mut definitions = vec![registered(&world)];
    while let Some(definition) = definitions.pop() {
        let below = definition.as_array().or(definition["options"].as_array());
        definitions.extend(below.into_iter().flatten().cloned());
        let Some(description) = definition["description"]
            .as_str()
            .filter(|text| !text.is_empty())
        else {
            continue;
        };
        for locale in ["es-ES", "es-419", "fr"] {
            let localised = definition["description_localizations"][locale].as_str();
            assert!(
                localised.is_some_and(|text| text != description),
                "{locale}: {description}"
            );
        }
    }
    world.finish().await;
}

#[tokio::test]
async fn neither_resume_nor_identify_registers_again() {
    let world = World::start().await;
    world.discord.drop_socket();
    world.discord.arrives(Arrival::Resumed).await;
    world.discord.settle().await;
    world.discord.end_session();
    world.discord.arrives(Arrival::Identified).await;
    world.discord.settle().await;
    assert_eq!(world.discord.recorded(REGISTER).len(), 1);
    world.finish().await;
}

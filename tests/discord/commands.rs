//! Registration of the commands with Discord.

use crate::fake_discord::Arrival;

use super::world::World;

const REGISTER: &str = "PUT /applications/*/commands";

#[tokio::test]
async fn ask_is_registered_once_for_servers_and_direct_messages() {
    let world = World::start().await;
    let registered = world.discord.recorded(REGISTER);
    let [request] = registered.as_slice() else {
        panic!("registered once: {registered:?}");
    };
    let command = &request.body[0];
    assert_eq!(command["name"], "ask");
    assert_eq!(command["contexts"], serde_json::json!([0, 1]));
    assert_eq!(command["options"][0]["name"], "question");
    assert_eq!(
        (
            &command["options"][0]["required"],
            &command["options"][0]["autocomplete"]
        ),
        (&true.into(), &true.into())
    );
    assert_eq!(
        (
            &command["options"][1]["name"],
            &command["options"][1]["type"]
        ),
        (&"private".into(), &5.into())
    );
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

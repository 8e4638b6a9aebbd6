//! The routes of Discord's HTTP API that the fake knows, one line each. Anything else is a 404, and as
//! every request is recorded, a bot that calls it is found out.

use serde_json::{Value, json};

use super::answer::Answer;
use super::cdn;
use super::recorder::Request;
use super::rest_interactions::{self as interactions, Asked};
use super::rest_messages as messages;
use super::shared::State;
use super::snowflake::Snowflake;

/// Carries a request out and answers it.
pub(crate) fn carry_out(state: &mut State, request: &Request) -> Answer {
    let path: Vec<&str> = request.path.split('/').skip(1).collect();
    match (request.method.as_str(), path.as_slice()) {
        ("GET", ["gateway"]) => Answer::ok(json!({ "url": state.gateway.url })),
        ("GET", ["gateway", "bot"]) => gateway_for_bots(state),
        ("GET", ["users", "@me"]) => Answer::ok(state.world.bot.user()),
        ("GET", ["users", "@me", "guilds"]) => own_guilds(state),
        ("GET", ["users", id]) => user(state, id),
        ("GET", ["applications" | "oauth2", .., "@me"]) => {
            Answer::ok(state.world.application_json())
        }
        ("GET", ["applications", app, "commands"]) if is_ours(state, app) => commands(state, None),
        ("PUT", ["applications", app, "commands"]) if is_ours(state, app) => {
            register(state, request, None)
        }
        ("GET", ["applications", app, "guilds", guild, "commands"]) if is_ours(state, app) => {
            commands(state, Some(guild))
        }
        ("PUT", ["applications", app, "guilds", guild, "commands"]) if is_ours(state, app) => {
            register(state, request, Some(guild))
        }
        (_, ["applications", ..]) => Answer::unknown(10002, "Application"),
        ("GET", ["guilds", guild, rest @ ..]) => guild_part(state, guild, rest),
        ("POST", ["users", "@me", "channels"]) => open_direct_channel(state, request),
        ("GET", ["channels", channel]) => messages::channel(state, channel),
        ("POST", ["channels", channel, "typing"]) => messages::typing(state, channel),
        ("POST", ["channels", channel, "messages"]) => messages::create(state, channel, request),
        ("GET", ["channels", channel, "messages", id]) => messages::show(state, channel, id),
        ("PATCH", ["channels", channel, "messages", id]) => {
            messages::edit(state, channel, id, request)
        }
        ("DELETE", ["channels", channel, "messages", id]) => messages::delete(state, channel, id),
        ("POST", ["interactions", id, token, "callback"]) => {
            interactions::callback(state, id, token, request)
        }
        (_, ["webhooks", app, ..]) if !is_ours(state, app) => Answer::unknown(10015, "Webhook"),
        ("POST", ["webhooks", _, token]) => interactions::follow_up(state, token, request),
        (method, ["webhooks", _, token, "messages", id]) => {
            let asked = Asked { token, id, request };
            match method {
                "GET" => interactions::show(state, asked),
                "PATCH" => interactions::edit(state, asked),
                "DELETE" => interactions::delete(state, asked),
                _ => Answer::error(405, 0, "405: Method Not Allowed"),
            }
        }
        ("GET", ["attachments" | "ephemeral-attachments", ..]) => cdn::download(state, request),
        _ => Answer::error(404, 0, "404: Not Found"),
    }
}

fn gateway_for_bots(state: &State) -> Answer {
    Answer::ok(json!({
        "url": state.gateway.url,
        "shards": 1,
        "session_start_limit": { "total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1 },
    }))
}

fn own_guilds(state: &State) -> Answer {
    let guilds = state.world.guilds.iter().map(|guild| {
        json!({ "id": guild.id, "name": guild.name, "icon": null, "owner": false, "permissions": "0", "features": [] })
    });
    Answer::ok(guilds.collect())
}

fn user(state: &State, id: &str) -> Answer {
    let person = Snowflake::parse(id).and_then(|id| state.world.person(id));
    person.map_or(Answer::unknown(10013, "User"), |person| {
        Answer::ok(person.user())
    })
}

fn guild_part(state: &State, id: &str, rest: &[&str]) -> Answer {
    let world = &state.world;
    let Some(guild) = Snowflake::parse(id).and_then(|id| world.guild(id)) else {
        return Answer::unknown(10004, "Guild");
    };
    match rest {
        [] => Answer::ok(guild.json()),
        ["channels"] => Answer::ok(world.channels_of(guild.id).into()),
        ["roles"] => Answer::ok(guild.json()["roles"].take()),
        ["members", person] => {
            let person = Snowflake::parse(person).and_then(|id| world.person(id));
            person.map_or(Answer::unknown(10007, "Member"), |person| {
                Answer::ok(person.member())
            })
        }
        _ => Answer::error(404, 0, "404: Not Found"),
    }
}

fn open_direct_channel(state: &mut State, request: &Request) -> Answer {
    let recipient = request.body["recipient_id"]
        .as_str()
        .and_then(Snowflake::parse);
    let Some(person) = recipient.filter(|id| state.world.person(*id).is_some()) else {
        return Answer::unknown(10013, "User");
    };
    let channel = state.world.direct_channel(person);
    messages::channel(state, &channel.to_string())
}

fn is_ours(state: &State, application: &str) -> bool {
    Snowflake::parse(application) == Some(state.world.application)
}

fn commands(state: &State, guild: Option<&str>) -> Answer {
    let registered = state
        .world
        .commands
        .iter()
        .filter(|command| command["guild_id"].as_str() == guild);
    Answer::ok(registered.cloned().collect())
}

/// Replaces all commands of one place. A command keeps its id by name and type, as on Discord.
fn register(state: &mut State, request: &Request, guild: Option<&str>) -> Answer {
    let world = &mut state.world;
    let is_here = |command: &Value| command["guild_id"].as_str() == guild;
    let (before, elsewhere): (Vec<_>, Vec<_>) = world.commands.drain(..).partition(is_here);
    world.commands = elsewhere;
    for sent in request.body.as_array().into_iter().flatten() {
        let mut command = sent.clone();
        let kind = sent["type"].as_u64().unwrap_or(1);
        let same = |known: &&Value| known["name"] == sent["name"] && known["type"] == kind;
        let known_id = before.iter().find(same).map(|known| known["id"].clone());
        command["id"] = known_id.unwrap_or_else(|| json!(world.ids.next()));
        command["type"] = json!(kind);
        command["application_id"] = json!(world.application);
        command["version"] = json!(world.ids.next());
        if let Some(guild) = guild {
            command["guild_id"] = json!(guild);
        }
        let description = sent["description"].as_str().unwrap_or_default();
        command["description"] = json!(description);
        world.commands.push(command);
    }
    commands(state, guild)
}

//! The websocket side of the gateway: HELLO, heartbeats, IDENTIFY and RESUME, then whatever the session
//! has to send. One task a connection; all memory is in `session`.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use super::session::{Connection, Frame, intents};
use super::shared::{Shared, State};

/// After a close frame the peer gets this long to read it, since a socket that is dropped at once may
/// take the frame along.
const FAREWELL: Duration = Duration::from_secs(1);
const AUTHENTICATION_FAILED: u16 = 4004;
const DISALLOWED_INTENTS: u16 = 4014;

/// Serves one connection until either side ends it.
pub(crate) async fn serve(shared: Arc<Shared>, mut socket: WebSocket) {
    let (sender, mut frames) = unbounded_channel();
    let (connection, heartbeat) = shared.with(|state| {
        let connection = state.gateway.connect(sender);
        (connection, state.gateway.heartbeat)
    });
    let number = connection.number;
    let hello = json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": heartbeat.as_millis() } });
    if write(&mut socket, &hello).await {
        exchange(&shared, &mut socket, connection, &mut frames).await;
    }
    shared.with(|state| state.gateway.disconnect(number));
}

async fn exchange(
    shared: &Shared,
    socket: &mut WebSocket,
    connection: Connection,
    frames: &mut UnboundedReceiver<Frame>,
) {
    loop {
        tokio::select! {
            received = socket.recv() => match received {
                Some(Ok(Message::Text(text))) => receive(shared, &connection, &text),
                Some(Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
            },
            frame = frames.recv() => match frame {
                Some(Frame::Json(payload)) => if !write(socket, &payload).await { return },
                Some(Frame::Close(code)) => return close(socket, code).await,
                Some(Frame::Break) | None => return,
            },
        }
    }
}

/// Tells whether the peer is still there.
async fn write(socket: &mut WebSocket, payload: &Value) -> bool {
    socket
        .send(Message::Text(payload.to_string().into()))
        .await
        .is_ok()
}

async fn close(socket: &mut WebSocket, code: Option<u16>) {
    let frame = code.map(|code| CloseFrame {
        code,
        reason: "closed by the test".into(),
    });
    if socket.send(Message::Close(frame)).await.is_ok() {
        let peer_leaves = async { while let Some(Ok(_)) = socket.recv().await {} };
        // Whether it left in time does not matter: the socket goes either way.
        let _in_time = timeout(FAREWELL, peer_leaves).await;
    }
}

fn receive(shared: &Shared, connection: &Connection, text: &str) {
    let payload: Value = serde_json::from_str(text).unwrap_or_default();
    // The session needs its own handle on the connection, as this task keeps one to tell it apart.
    let connection = Connection {
        number: connection.number,
        frames: connection.frames.clone(),
    };
    shared.with(|state| match payload["op"].as_u64() {
        Some(1) => heartbeat(state, &connection),
        Some(2) => identify(state, connection, &payload["d"]),
        Some(6) => resume(state, connection, &payload["d"]),
        other => state
            .gateway
            .note(format!("opcode {other:?} from the bot, not answered")),
    });
}

fn heartbeat(state: &mut State, connection: &Connection) {
    state.gateway.heartbeats += 1;
    if state.gateway.acknowledges_heartbeats {
        reply(connection, Frame::Json(json!({ "op": 11 })));
    }
}

fn identify(state: &mut State, connection: Connection, data: &Value) {
    let wanted = data["intents"].as_u64().unwrap_or_default();
    if let Some(code) = reason_to_close(state, data, wanted) {
        state
            .gateway
            .note(format!("closed an IDENTIFY with {code}"));
        return reply(&connection, Frame::Close(Some(code)));
    }
    state.gateway.identify(connection, wanted);
    let ready = ready(state, data);
    state.dispatch("READY", ready);
    for guild in state.world.guilds.clone() {
        let created = state.world.guild_created(&guild);
        state.dispatch("GUILD_CREATE", created);
    }
}

fn reason_to_close(state: &mut State, data: &Value, wanted: u64) -> Option<u16> {
    let planned = state.gateway.close_next_identify.take();
    if planned.is_some() {
        return planned;
    }
    // Discord takes the token with or without the prefix that REST needs; serenity sends it.
    let token = data["token"].as_str().unwrap_or_default();
    if !state.world.token_is_valid || token.trim_start_matches("Bot ") != state.world.token {
        return Some(AUTHENTICATION_FAILED);
    }
    let wants_content = wanted & intents::MESSAGE_CONTENT != 0;
    (wants_content && !state.world.message_content_granted).then_some(DISALLOWED_INTENTS)
}

fn ready(state: &State, identify: &Value) -> Value {
    let world = &state.world;
    let guilds = world
        .guilds
        .iter()
        .map(|guild| json!({ "id": guild.id, "unavailable": true }));
    json!({
        "v": 10,
        "user": world.bot.user(),
        "guilds": guilds.collect::<Vec<_>>(),
        "session_id": state.gateway.session.as_ref().map(|session| &session.id),
        "resume_gateway_url": state.gateway.url,
        "shard": identify.get("shard").unwrap_or(&json!([0, 1])),
        "application": { "id": world.application, "flags": world.application_flags() },
    })
}

fn resume(state: &mut State, connection: Connection, data: &Value) {
    let id = data["session_id"].as_str().unwrap_or_default();
    let last_seen = data["seq"]
        .as_u64()
        .and_then(|seq| usize::try_from(seq).ok());
    if let Err(connection) = state
        .gateway
        .resume(connection, id, last_seen.unwrap_or_default())
    {
        reply(&connection, Frame::Json(json!({ "op": 9, "d": false })));
    }
}

/// Answers on this connection, whether or not a session is on it. The receiver lives in this same task.
fn reply(connection: &Connection, frame: Frame) {
    drop(connection.frames.send(frame));
}

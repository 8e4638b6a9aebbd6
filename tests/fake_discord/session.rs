//! The gateway's memory: which session the bot has, what was sent in it (for replay after a RESUME), and
//! what the test wants the gateway to do wrong. It knows no websocket; connections are channels here.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

/// What Discord usually asks for.
const USUAL_HEARTBEAT: Duration = Duration::from_millis(41_250);

/// The intents that decide what the fake sends.
pub(crate) mod intents {
    pub(crate) const GUILDS: u64 = 1 << 0;
    pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
    pub(crate) const DIRECT_MESSAGES: u64 = 1 << 12;
    pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;
}

/// What goes down a connection.
#[derive(Debug)]
pub(crate) enum Frame {
    Json(Value),
    Close(Option<u16>),
    /// The socket breaks without a word.
    Break,
}

/// How the bot came to its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    Identified,
    Resumed,
}

/// One websocket.
pub(crate) struct Connection {
    pub(crate) number: usize,
    pub(crate) frames: UnboundedSender<Frame>,
}

/// One session, which outlives its connections.
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) intents: u64,
    connection: Option<Connection>,
    sent: Vec<Value>,
}

/// All that the gateway remembers.
pub(crate) struct Gateway {
    /// `ws://` address for READY and `GET /gateway`.
    pub(crate) url: String,
    pub(crate) heartbeat: Duration,
    pub(crate) acknowledges_heartbeats: bool,
    pub(crate) heartbeats: usize,
    /// The next IDENTIFY is answered by closing with this code.
    pub(crate) close_next_identify: Option<u16>,
    /// IDENTIFYs and RESUMEs that the test has not waited for yet.
    pub(crate) arrivals: Vec<Arrival>,
    pub(crate) session: Option<Session>,
    connections: usize,
    sessions: usize,
    log: Vec<String>,
}

impl Default for Gateway {
    fn default() -> Self {
        Self {
            url: String::new(),
            heartbeat: USUAL_HEARTBEAT,
            acknowledges_heartbeats: true,
            heartbeats: 0,
            close_next_identify: None,
            arrivals: Vec::new(),
            session: None,
            connections: 0,
            sessions: 0,
            log: Vec::new(),
        }
    }
}

impl Gateway {
    /// Numbers a new connection.
    pub(crate) fn connect(&mut self, frames: UnboundedSender<Frame>) -> Connection {
        self.connections += 1;
        self.note(format!("connection {} opened", self.connections));
        Connection {
            number: self.connections,
            frames,
        }
    }

    /// Forgets a connection; its session stays, so that it can be resumed.
    pub(crate) fn disconnect(&mut self, number: usize) {
        self.note(format!("connection {number} ended"));
        if let Some(session) = &mut self.session {
            session
                .connection
                .take_if(|connection| connection.number == number);
        }
    }

    /// Starts a new session, in which nothing was sent yet.
    pub(crate) fn identify(&mut self, connection: Connection, intents: u64) {
        self.sessions += 1;
        self.note(format!("identified with intents {intents:#b}"));
        self.session = Some(Session {
            id: format!("session-{}", self.sessions),
            intents,
            connection: Some(connection),
            sent: Vec::new(),
        });
        self.arrivals.push(Arrival::Identified);
    }

    /// Continues the session on a new connection and replays what came after `last_seen`; gives the
    /// connection back if there is no such session.
    pub(crate) fn resume(
        &mut self,
        connection: Connection,
        id: &str,
        last_seen: usize,
    ) -> Result<(), Connection> {
        let Some(session) = self.session.as_mut().filter(|session| session.id == id) else {
            self.note(format!("refused to resume {id}"));
            return Err(connection);
        };
        for missed in session.sent.iter().skip(last_seen) {
            send(&connection, Frame::Json(missed.clone()));
        }
        session.connection = Some(connection);
        self.note(format!("resumed {id} after event {last_seen}"));
        self.dispatch("RESUMED", &json!({}));
        self.arrivals.push(Arrival::Resumed);
        Ok(())
    }

    /// Sends an event if the bot's intents cover it, or keeps it for a RESUME.
    pub(crate) fn dispatch(&mut self, name: &str, data: &Value) {
        let Some(session) = &mut self.session else {
            return self.note(format!("{name} not sent: nobody has identified"));
        };
        if !covers(session.intents, name, data) {
            return self.note(format!("{name} not sent: the bot lacks the intent"));
        }
        let number = session.sent.len() + 1;
        let event = json!({ "op": 0, "s": number, "t": name, "d": data });
        session.sent.push(event.clone());
        let connected = session.connection.is_some();
        session.send(Frame::Json(event));
        let fate = if connected {
            "sent"
        } else {
            "kept for a RESUME"
        };
        self.note(format!("event {number} {name} {fate}"));
    }

    /// Sends something that is not an event.
    pub(crate) fn send(&mut self, frame: Frame) {
        self.note(format!("{frame:?}"));
        match &self.session {
            Some(session) => session.send(frame),
            None => panic!("nobody has identified yet: wait for started() first"),
        }
    }

    /// Takes the connection away; from now on events wait for a RESUME.
    pub(crate) fn end_connection(&mut self, frame: Frame) {
        self.send(frame);
        if let Some(session) = &mut self.session {
            session.connection = None;
        }
    }

    /// Does the bot get the text of every message?
    pub(crate) fn reads_content(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.intents & intents::MESSAGE_CONTENT != 0)
    }

    /// Adds a line to the story that a failing test tells.
    pub(crate) fn note(&mut self, line: String) {
        self.log.push(line);
    }
}

impl Session {
    fn send(&self, frame: Frame) {
        if let Some(connection) = &self.connection {
            send(connection, frame);
        }
    }
}

/// A connection whose other end has just gone loses what is sent; the session still has it.
fn send(connection: &Connection, frame: Frame) {
    drop(connection.frames.send(frame));
}

/// Does Discord send this event to a bot with these intents?
fn covers(granted: u64, name: &str, data: &Value) -> bool {
    let in_guild = data["guild_id"].is_string();
    let needed = match name {
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" if in_guild => {
            intents::GUILD_MESSAGES
        }
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" => intents::DIRECT_MESSAGES,
        "GUILD_CREATE" | "CHANNEL_CREATE" | "CHANNEL_DELETE" | "THREAD_CREATE"
        | "THREAD_UPDATE" | "THREAD_DELETE" => intents::GUILDS,
        _ => return true,
    };
    granted & needed != 0
}

impl fmt::Display for Gateway {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.log.iter().map(|line| format!("  {line}")).collect();
        write!(formatter, "{}", lines.join("\n"))
    }
}

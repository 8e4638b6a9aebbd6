//! The switches with which a test makes Discord misbehave.

use std::time::Duration;

use serde_json::{Value, json};

use super::FakeDiscord;
use super::faults::{Gate, Refusal, Times};
use super::pattern::Pattern;
use super::session::Frame;

impl FakeDiscord {
    /// Refuses the next request of a kind.
    pub(crate) fn refuse(&self, pattern: &str, refusal: Refusal) {
        self.shared.with(|state| {
            state
                .faults
                .refuse(Pattern::new(pattern), refusal, Times::Once);
        });
    }

    /// Refuses every request of a kind from now on.
    pub(crate) fn refuse_all(&self, pattern: &str, refusal: Refusal) {
        self.shared.with(|state| {
            state
                .faults
                .refuse(Pattern::new(pattern), refusal, Times::Always);
        });
    }

    /// Holds requests of a kind back until the gate is released or dropped.
    pub(crate) fn hold(&self, pattern: &str) -> Gate {
        self.shared
            .with(|state| state.faults.hold(Pattern::new(pattern)))
    }

    /// Takes the token for a wrong one from now on: 401 over REST, 4004 at the next IDENTIFY.
    pub(crate) fn reject_token(&self) {
        self.shared.with(|state| state.world.token_is_valid = false);
    }

    /// The application was not granted `MESSAGE_CONTENT`: an IDENTIFY with it is closed with 4014.
    pub(crate) fn withhold_message_content(&self) {
        self.shared
            .with(|state| state.world.message_content_granted = false);
    }

    /// Asks for heartbeats at this interval; for connections made from now on.
    pub(crate) fn heartbeat_every(&self, interval: Duration) {
        self.shared.with(|state| state.gateway.heartbeat = interval);
    }

    /// Leaves heartbeats without acknowledgement from now on.
    pub(crate) fn stop_acknowledging(&self) {
        self.shared
            .with(|state| state.gateway.acknowledges_heartbeats = false);
    }

    /// Closes the next IDENTIFY with a code.
    pub(crate) fn close_next_identify(&self, code: u16) {
        self.shared
            .with(|state| state.gateway.close_next_identify = Some(code));
    }

    /// Closes the gateway connection with a code; events from now on wait for a RESUME.
    pub(crate) fn close_with(&self, code: u16) {
        self.shared
            .with(|state| state.gateway.end_connection(Frame::Close(Some(code))));
    }

    /// Closes the gateway connection with a close frame that has no code, which stalls serenity 0.12.
    pub(crate) fn close_without_code(&self) {
        self.shared
            .with(|state| state.gateway.end_connection(Frame::Close(None)));
    }

    /// Breaks the gateway connection without a word; events from now on wait for a RESUME.
    pub(crate) fn drop_socket(&self) {
        self.shared
            .with(|state| state.gateway.end_connection(Frame::Break));
    }

    /// Asks the bot to reconnect and resume (op 7); events from now on wait for that.
    pub(crate) fn ask_to_reconnect(&self) {
        let reconnect = Frame::Json(json!({ "op": 7, "d": null }));
        self.shared
            .with(|state| state.gateway.end_connection(reconnect));
    }

    /// Tells the bot that its session broke but can be resumed (op 9, true).
    pub(crate) fn interrupt_session(&self) {
        self.shared
            .with(|state| state.gateway.end_connection(invalid_session(&json!(true))));
    }

    /// Tells the bot that its session is lost (op 9, false); it has to IDENTIFY anew.
    pub(crate) fn end_session(&self) {
        self.shared.with(|state| {
            state.gateway.end_connection(invalid_session(&json!(false)));
            state.gateway.session = None;
        });
    }
}

fn invalid_session(resumable: &Value) -> Frame {
    Frame::Json(json!({ "op": 9, "d": resumable }))
}

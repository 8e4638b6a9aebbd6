//! The one state behind the fake's two sides: the server thread that talks to the bot, and the test. A
//! plain mutex, held only for short steps, and a bell that rings after each change, so that tests wait
//! for conditions and never sleep.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use tokio::time::timeout;

use super::contract;
use super::faults::Faults;
use super::messages;
use super::recorder::{Recorder, Request};
use super::rules;
use super::session::Gateway;
use super::world::World;

/// How long a test waits for what must come. Long, because it is only ever spent on a failure.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Everything that changes.
pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) recorder: Recorder,
    pub(crate) faults: Faults,
    pub(crate) gateway: Gateway,
    /// Broken rules, each told in full.
    pub(crate) violations: Vec<String>,
}

impl State {
    /// Sends an event over the gateway, as far as the bot's intents let Discord send it.
    pub(crate) fn dispatch(&mut self, name: &str, data: Value) {
        let data = match name {
            "MESSAGE_CREATE" | "MESSAGE_UPDATE" if !self.gateway.reads_content() => {
                messages::without_content(data, self.world.bot.id)
            }
            _ => data,
        };
        self.gateway.dispatch(name, &data);
    }

    /// Sends a stored message as `MESSAGE_CREATE`.
    pub(crate) fn announce(&mut self, message: &Value) {
        let event = messages::as_event(&self.world, message);
        self.dispatch("MESSAGE_CREATE", event);
    }

    /// Does REST show the text of every message? Discord goes by the application's toggle alone. A bot that
    /// does not ask for the intent has to work where nobody switched it on, so here it is taken to be off
    /// for such a bot.
    pub(crate) fn shows_content(&self) -> bool {
        let identified = self.gateway.session.is_some();
        self.world.message_content_granted && (!identified || self.gateway.reads_content())
    }

    /// Records a request, and whatever it breaks.
    pub(crate) fn record(&mut self, request: Request) -> usize {
        let broken = contract::violations(&request)
            .into_iter()
            .chain(rules::violations(&request));
        self.violations.extend(
            broken.map(|violation| format!("{violation}\n    in {}", request.as_evidence())),
        );
        self.recorder.add(request)
    }

    /// Notes a broken rule that needs more than the body to see.
    pub(crate) fn violation(&mut self, rule: &str, request: &Request) {
        self.violations
            .push(format!("{rule}\n    in {}", request.as_evidence()));
    }
}

/// The state, and the bell.
pub(crate) struct Shared {
    state: Mutex<State>,
    bell: watch::Sender<()>,
}

impl Shared {
    /// A fresh Discord.
    pub(crate) fn new() -> Self {
        let state = State {
            world: World::new(),
            recorder: Recorder::default(),
            faults: Faults::default(),
            gateway: Gateway::default(),
            violations: Vec::new(),
        };
        Self {
            state: Mutex::new(state),
            bell: watch::Sender::new(()),
        }
    }

    /// Reads or changes the state in one step.
    pub(crate) fn with<T>(&self, step: impl FnOnce(&mut State) -> T) -> T {
        let result = step(&mut self.lock());
        self.bell.send_replace(());
        result
    }

    /// Waits until a step gives something; panics with all that was recorded if it never does.
    pub(crate) async fn wait_for<T>(
        &self,
        what: &str,
        step: impl FnMut(&mut State) -> Option<T>,
    ) -> T {
        let in_time = timeout(PATIENCE, self.poll(step)).await;
        in_time
            .unwrap_or_else(|_elapsed| panic!("waited {PATIENCE:?} for {what}\n{}", self.story()))
    }

    async fn poll<T>(&self, mut step: impl FnMut(&mut State) -> Option<T>) -> T {
        // Subscribed before the first look, so no change between look and wait is missed.
        let mut bell = self.bell.subscribe();
        loop {
            let found = step(&mut self.lock());
            if let Some(found) = found {
                return found;
            }
            bell.changed()
                .await
                .expect("this very value owns the sender");
        }
    }

    /// What happened so far, for people who look for a mistake.
    fn story(&self) -> String {
        let state = self.lock();
        format!(
            "requests:\n{}\ngateway:\n{}\nbroken rules: {:?}",
            state.recorder, state.gateway, state.violations
        )
    }

    /// A test that failed while it held the lock leaves a poisoned one; the others still may finish.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

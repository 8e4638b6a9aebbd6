//! Waiting for what the bot does; for its messages see `awaiting_replies`. Everything here waits for a condition,
//! at most ten seconds, and tells all that was recorded when it gives up; a request that was waited for counts
//! as looked at.

use super::FakeDiscord;
use super::options;
use super::pattern::Pattern;
use super::recorder::Request;
use super::session::Arrival;
use super::shared::State;

/// What a bot may ask while it starts, without a test looking at each.
const STARTUP: [&str; 10] = [
    "GET /gateway",
    "GET /gateway/bot",
    "GET /users/@me",
    "GET /users/@me/guilds",
    "GET /applications/@me",
    "GET /oauth2/applications/@me",
    "GET /applications/*/commands",
    "PUT /applications/*/commands",
    "GET /applications/*/guilds/*/commands",
    "PUT /applications/*/guilds/*/commands",
];

/// What it asks beyond that to see what it may do on a server.
const EXAMINATION: [&str; 3] = [
    "GET /guilds/*",
    "GET /guilds/*/channels",
    "GET /guilds/*/members/*",
];

impl FakeDiscord {
    /// Waits until the bot has identified and registered its commands, and looks at the requests of its
    /// start.
    pub(crate) async fn started(&self) {
        self.arrives(Arrival::Identified).await;
        let registered = |state: &mut State| (!state.world.commands.is_empty()).then_some(());
        self.shared
            .wait_for("registered commands", registered)
            .await;
        self.look_at_startup();
    }

    /// Looks at the requests of a start that has no commands: a `doctor`, or one that fails.
    pub(crate) fn look_at_startup(&self) {
        self.shared.with(|state| {
            for pattern in STARTUP {
                state.recorder.look_at_all(&Pattern::new(pattern));
            }
        });
    }

    /// Looks at the requests with which the bot finds out what keeps it from working.
    pub(crate) fn look_at_examination(&self) {
        self.look_at_startup();
        for pattern in EXAMINATION {
            self.look_at_all(pattern);
        }
    }

    /// Waits for the next IDENTIFY or RESUME that was not waited for yet.
    pub(crate) async fn arrives(&self, arrival: Arrival) {
        let found = |state: &mut State| {
            let arrivals = &mut state.gateway.arrivals;
            let index = arrivals.iter().position(|known| *known == arrival)?;
            arrivals.remove(index);
            Some(())
        };
        self.shared.wait_for(&format!("{arrival:?}"), found).await;
    }

    /// Waits for a heartbeat beyond those so far.
    pub(crate) async fn heartbeat(&self) {
        let before = self.shared.with(|state| state.gateway.heartbeats);
        let another = |state: &mut State| (state.gateway.heartbeats > before).then_some(());
        self.shared.wait_for("another heartbeat", another).await;
    }

    /// The intents of the last IDENTIFY (Discord's bits).
    pub(crate) fn intents(&self) -> u64 {
        self.shared.with(|state| {
            let session = state.gateway.session.as_ref();
            session.expect("the bot has identified").intents
        })
    }

    /// Waits for the next request of a kind (`"POST /channels/*/messages"`) that nobody looked at yet.
    pub(crate) async fn next(&self, pattern: &str) -> Request {
        let wanted = Pattern::new(pattern);
        let found = |state: &mut State| state.recorder.take(|request| request.is(&wanted));
        self.shared
            .wait_for(&format!("the next {pattern}"), found)
            .await
    }

    /// All requests of a kind so far, without looking at them.
    pub(crate) fn recorded(&self, pattern: &str) -> Vec<Request> {
        self.shared
            .with(|state| state.recorder.all(&Pattern::new(pattern)))
    }

    /// Looks at all requests of a kind so far, such as typing.
    pub(crate) fn look_at_all(&self, pattern: &str) {
        self.shared
            .with(|state| state.recorder.look_at_all(&Pattern::new(pattern)));
    }

    /// Shows that the bot's gateway connection has taken up every event sent so far: asks an
    /// autocomplete, which it can only answer after reading them, and waits for the answer.
    ///
    /// This does *not* show that their handlers are through: serenity runs each event in a task of its
    /// own. For that use `nothing_more` with an event of the same kind, or stop the bot and `finish`.
    pub(crate) async fn settle(&self) {
        let found = self
            .shared
            .with(|state| options::any_autocomplete(&state.world));
        let (command, option) = found.expect("the bot registered an option with autocomplete");
        let sentinel = self.member("Sentinel");
        let asked = self.autocomplete(
            &sentinel,
            self.channel("general"),
            &command,
            (option.as_str(), ""),
        );
        self.callback(&asked).await;
    }

    /// Runs a sentinel — something of the same kind as the event under test, whose answer it awaits and
    /// looks at — and then fails if the bot has done anything that nobody looked at.
    ///
    /// As strong as the bot is orderly: had it wanted to answer the earlier event by the same road, that
    /// answer would normally be out before the sentinel's. What it still does later is caught by `finish`.
    pub(crate) async fn nothing_more(&self, sentinel: impl AsyncFnOnce(&Self)) {
        sentinel(self).await;
        let left = self
            .shared
            .with(|state| state.recorder.take_not_looked_at());
        assert!(
            left.is_empty(),
            "the bot did more than was looked at:\n{}",
            left.join("\n")
        );
    }
}

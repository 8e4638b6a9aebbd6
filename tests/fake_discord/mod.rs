//! A fake Discord on loopback: REST and gateway on one port, for tests that run the whole bot. It holds a
//! small world that a test changes in the user's words (`member("Mia")`, `says`, `presses`), records
//! every request, keeps the files that are sent or uploaded, and checks each request against Discord's own schema (`contract`) and the rules that the schema
//! does not know (`rules`).
//!
//! A test ends with `finish().await`, which fails if the bot did anything that the test did not look at,
//! broke a rule, or left an interaction unanswered. The strongest way to show that nothing more happens
//! is to stop the bot first: a bot that has exited sends no late message.

mod answer;
mod attaching;
mod attachments;
mod awaiting;
mod awaiting_replies;
mod cast;
mod cdn;
mod closing;
mod components;
mod contract;
mod drawn;
mod edits;
mod faults;
mod forms;
mod gateway;
mod interaction_state;
mod interactions;
mod known_extras;
mod mentions;
mod messages;
mod multipart;
mod options;
mod pattern;
mod people;
pub(crate) mod permissions;
mod places;
mod posting;
mod recorder;
mod replies;
mod resolved;
mod rest;
mod rest_interactions;
mod rest_messages;
mod rules;
mod says;
mod server;
mod session;
mod shared;
mod snowflake;
mod tests;
mod trouble;
mod uploading;
mod world;
mod writing;

use std::sync::Arc;
use std::thread;

use self::interaction_state::Phase;
use self::server::Server;
use self::shared::{Shared, State};

pub(crate) use self::faults::{Gate, Refusal};
pub(crate) use self::forms::Modal;
pub(crate) use self::interactions::Interaction;
pub(crate) use self::options::Typed;
pub(crate) use self::people::Person;
pub(crate) use self::recorder::Request;
pub(crate) use self::replies::{Choice, Reply};
pub(crate) use self::session::Arrival;
pub(crate) use self::snowflake::Snowflake;

/// A running fake Discord.
pub(crate) struct FakeDiscord {
    shared: Arc<Shared>,
    server: Server,
    finished: bool,
}

impl FakeDiscord {
    /// Starts one on a free loopback port: a guild "Clinic" with the channels `questions`, `general` and
    /// `staff`, and the bot in it.
    pub(crate) async fn start() -> Self {
        let shared = Arc::new(Shared::new());
        let server = Server::start(Arc::clone(&shared)).await;
        Self {
            shared,
            server,
            finished: false,
        }
    }

    /// What the bot gets as `AFTERCARE_DISCORD_API`.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.server.port)
    }

    /// What the bot gets as `DISCORD_TOKEN`.
    pub(crate) fn token(&self) -> String {
        self.shared.with(|state| state.world.token.clone())
    }

    /// Ends the test: waits until no request is on its way, then fails if anything is wrong.
    pub(crate) async fn finish(mut self) {
        let problems = self.problems().await;
        // Set before the assertion, so that its panic is the only one.
        self.finished = true;
        assert!(
            problems.is_empty(),
            "{} problems:\n{}",
            problems.len(),
            problems.join("\n")
        );
    }

    /// What `finish` would complain about; asking for it forgives it.
    pub(crate) async fn problems(&self) -> Vec<String> {
        let idle = |state: &mut State| state.recorder.is_idle().then_some(());
        self.shared
            .wait_for("the end of requests on their way", idle)
            .await;
        self.shared.with(take_problems)
    }
}

fn take_problems(state: &mut State) -> Vec<String> {
    let unanswered = state.world.interactions.iter().filter(|interaction| {
        interaction.phase != Phase::Answered && !interaction.may_stay_unanswered
    });
    let unanswered = unanswered.map(|interaction| {
        format!(
            "interaction {} ({:?}) is still {:?}",
            interaction.id, interaction.kind, interaction.phase
        )
    });
    let problems = unanswered
        .chain(state.violations.drain(..))
        .chain(state.recorder.take_not_looked_at())
        .collect();
    for interaction in &mut state.world.interactions {
        interaction.may_stay_unanswered = true;
    }
    problems
}

impl Drop for FakeDiscord {
    fn drop(&mut self) {
        let forgotten = !self.finished && !thread::panicking();
        assert!(
            !forgotten,
            "a test with a fake Discord ends with finish().await"
        );
    }
}

//! A fake Discord with the bot on it, in this process.

use std::sync::{Arc, LazyLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use aftercare::assistant::Assistant;
use aftercare::discord::connection::Loopback;
use aftercare::discord::{Api, Connection, Desk, ServeFailure, Stop, Token, serve};
use aftercare::faq::folder::SourceFile;
use aftercare::faq::{Library, Severity};
use aftercare::settings::Settings;

use crate::fake_discord::{Arrival, FakeDiscord, Person, Reply, Snowflake};

/// The FAQ of these tests.
pub(super) const FAQ: &str = include_str!("faq.toml");
/// What is not for the bot, beside it.
pub(super) const NOT_FOR_THE_BOT: &str = include_str!("not-for-the-bot.toml");

/// A question that may mean one of several entries.
pub(super) const UNSURE: &str = "tears and feelings";

static ASSISTANT: LazyLock<Arc<Assistant>> = LazyLock::new(|| assistant(&[FAQ, NOT_FOR_THE_BOT]));

/// An assistant that has learned files of these texts.
pub(super) fn assistant(texts: &[&str]) -> Arc<Assistant> {
    let files: Vec<SourceFile> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| SourceFile {
            name: format!("{number}.toml").into(),
            text: (*text).to_owned(),
        })
        .collect();
    let (library, problems) = Library::from_files(&files);
    // Parts that are missing are only warned of.
    assert!(
        problems
            .iter()
            .all(|problem| problem.severity() == Severity::Warning),
        "{problems:?}"
    );
    Arc::new(Assistant::learn(library, None))
}

/// A fake Discord and a running bot.
pub(super) struct World {
    pub(super) discord: FakeDiscord,
    stop: Stop,
    bot: JoinHandle<Result<(), ServeFailure>>,
}

impl World {
    /// Starts both, and waits until the bot has registered its commands.
    pub(super) async fn start() -> Self {
        Self::start_with(Arc::clone(&ASSISTANT)).await
    }

    /// The same, with another FAQ.
    pub(super) async fn start_with(assistant: Arc<Assistant>) -> Self {
        Self::start_at(Desk::new(assistant, Settings::default())).await
    }

    /// The same, with a bot that asks Discord for more time after that long.
    pub(super) async fn start_with_patience(patience: Duration) -> Self {
        let desk = Desk::new(Arc::clone(&ASSISTANT), Settings::default());
        Self::start_at(desk.with_patience(patience)).await
    }

    async fn start_at(desk: Desk) -> Self {
        let discord = FakeDiscord::start().await;
        let (stop, bot) = serve_on(&discord, desk);
        discord.started().await;
        Self { discord, stop, bot }
    }

    /// Starts the bot on a fake Discord that was prepared before, and does not wait for the commands.
    pub(super) async fn start_without_commands(discord: FakeDiscord) -> Self {
        let (stop, bot) = serve_usual(&discord);
        discord.arrives(Arrival::Identified).await;
        Self { discord, stop, bot }
    }

    /// Stops the bot and starts it again.
    pub(super) async fn restart(self) -> Self {
        let world = Self::start_without_commands(self.stop_bot().await).await;
        // The commands of before are still there, so waiting for commands would not wait for these.
        world.discord.next("PUT /applications/*/commands").await;
        world.discord.look_at_startup();
        world
    }

    /// The channel that most tests use.
    pub(super) fn questions(&self) -> Snowflake {
        self.discord.channel("questions")
    }

    /// The member that most tests use.
    pub(super) fn mia(&self) -> Person {
        self.discord.member("Mia")
    }

    /// Mia mentions the bot in the usual channel; tells what comes back.
    pub(super) async fn mention(&self, text: &str) -> Reply {
        self.mentions(text);
        self.discord.reply_in(self.questions()).await
    }

    /// Mia mentions the bot in the usual channel.
    pub(super) fn mentions(&self, text: &str) -> Snowflake {
        let message = self.discord.message(self.questions(), &self.mia(), text);
        message.mentioning_bot().send()
    }

    /// Gives the stop signal.
    pub(super) fn stop(&self) {
        self.stop.stop();
    }

    /// Stops the bot and ends the test: nothing was left undone, and nothing was done that nobody looked at.
    pub(super) async fn finish(self) {
        self.stop_bot().await.finish().await;
    }

    async fn stop_bot(self) -> FakeDiscord {
        self.stop.stop();
        ended(self.bot).await.expect("the bot stops in peace");
        self.discord
    }
}

/// Runs the bot with the usual FAQ on a thread of its own.
pub(super) fn serve_usual(discord: &FakeDiscord) -> (Stop, JoinHandle<Result<(), ServeFailure>>) {
    serve_on(
        discord,
        Desk::new(Arc::clone(&ASSISTANT), Settings::default()),
    )
}

fn serve_on(discord: &FakeDiscord, desk: Desk) -> (Stop, JoinHandle<Result<(), ServeFailure>>) {
    let stop = Stop::new();
    let connection = Connection {
        token: Token::new(&discord.token()).expect("a token"),
        api: Api::Loopback(Loopback::new(&discord.url()).expect("a loopback address")),
    };
    let (desk, given) = (Arc::new(desk), stop.clone());
    (
        stop,
        thread::spawn(move || serve(&connection, &desk, &given)),
    )
}

/// Waits until the bot has ended, and tells how.
pub(super) async fn ended(bot: JoinHandle<Result<(), ServeFailure>>) -> Result<(), ServeFailure> {
    let joined = tokio::task::spawn_blocking(|| bot.join())
        .await
        .expect("it can be waited for");
    joined.expect("the bot does not panic")
}

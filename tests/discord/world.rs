//! A fake Discord with the bot on it, in this process.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, LazyLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use aftercare::assistant::Assistant;
use aftercare::discord::connection::Loopback;
use aftercare::discord::{Api, Connection, Desk, Desks, ServeFailure, Stop, Token, serve};
use aftercare::edition::{Edition, Reading};
use aftercare::faq::Severity;
use aftercare::faq::folder::{SourceFile, read_folder};
use aftercare::settings::Settings;
use aftercare::staff::{Order, Worker, Workshop};
use aftercare::store::{FeedbackCount, Store, StoreAddress};
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use tempfile::TempDir;

use crate::fake_discord::{Arrival, FakeDiscord, Person, Reply, Snowflake};

/// The FAQ of these tests.
pub(super) const FAQ: &str = include_str!("faq.toml");
/// What is not for the bot, beside it.
pub(super) const NOT_FOR_THE_BOT: &str = include_str!("not-for-the-bot.toml");

/// A question that may mean one of several entries.
pub(super) const UNSURE: &str = "tears and feelings";

static EDITION: LazyLock<Arc<Edition>> = LazyLock::new(|| edition(&[FAQ, NOT_FOR_THE_BOT]));

/// A version of the FAQ of which files of these texts are all.
pub(super) fn edition(texts: &[&str]) -> Arc<Edition> {
    let files: Vec<SourceFile> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| SourceFile {
            name: format!("{number}.toml").into(),
            text: (*text).to_owned(),
        })
        .collect();
    let Reading {
        files,
        library,
        problems,
    } = Reading::of(files, Vec::new());
    // Parts that are missing are only warned of.
    assert!(
        problems
            .iter()
            .all(|problem| problem.severity() == Severity::Warning),
        "{problems:?}"
    );
    let assistant = Arc::new(Assistant::learn(library, None));
    Arc::new(Edition::new(assistant, files, Vec::new()))
}

/// A fake Discord and a running bot.
pub(super) struct World {
    pub(super) discord: FakeDiscord,
    settings: Settings,
    kept: Kept,
    stop: Stop,
    bot: JoinHandle<Result<(), ServeFailure>>,
}

/// Where the bot keeps what is set; it vanishes after the test.
pub(super) struct Kept(TempDir);

impl Kept {
    /// Nothing kept yet.
    pub(super) fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    /// The same, with an FAQ folder of these files, which staff may change.
    fn with_folder(files: &[(&str, &str)]) -> Self {
        let kept = Self::new();
        fs::create_dir(kept.faq()).expect("a folder");
        for (name, text) in files {
            fs::write(kept.faq().join(name), text).expect("a file");
        }
        kept
    }

    /// Where the FAQ is, if staff may change it.
    fn faq(&self) -> PathBuf {
        self.0.path().join("faq")
    }

    fn address(&self) -> StoreAddress {
        let file = self.0.path().join("aftercare.db");
        StoreAddress::parse(file.to_str().expect("a plain path")).expect("an address")
    }
}

impl World {
    /// Starts both, and waits until the bot has registered its commands.
    pub(super) async fn start() -> Self {
        Self::start_with(Arc::clone(&EDITION)).await
    }

    /// The same, with another FAQ.
    pub(super) async fn start_with(edition: Arc<Edition>) -> Self {
        Self::start_at(Desk::new(edition, Settings::default()), Settings::default()).await
    }

    /// The same, where staff have a role, and the team the channel `staff`.
    pub(super) async fn start_with_team() -> Self {
        let discord = FakeDiscord::start().await;
        let settings = team_of(&discord);
        Self::start_on(discord, &settings).await
    }

    /// The same, where staff may change the FAQ, which lies in a folder.
    pub(super) async fn start_with_folder() -> Self {
        let discord = FakeDiscord::start().await;
        let settings = Settings::parse(&team_of(&discord)).expect("settings");
        let files = [("faq.toml", FAQ), ("not-for-the-bot.toml", NOT_FOR_THE_BOT)];
        let kept = Kept::with_folder(&files);
        let desk = desk_of(&kept.faq(), &settings);
        Self::start_keeping(discord, desk, settings, kept).await
    }

    /// The same, with a settings file of this text, on a fake Discord that was prepared before.
    pub(super) async fn start_on(discord: FakeDiscord, settings: &str) -> Self {
        let settings = Settings::parse(settings).expect("settings");
        let desk = Desk::new(Arc::clone(&EDITION), settings.clone());
        Self::start_there(discord, desk, settings).await
    }

    /// The same, with a bot that asks Discord for more time after that long.
    pub(super) async fn start_with_patience(patience: Duration) -> Self {
        let desk = Desk::new(Arc::clone(&EDITION), Settings::default());
        Self::start_at(desk.with_patience(patience), Settings::default()).await
    }

    /// The same, with this desk.
    pub(super) async fn start_at(desk: Desk, settings: Settings) -> Self {
        Self::start_there(FakeDiscord::start().await, desk, settings).await
    }

    async fn start_there(discord: FakeDiscord, desk: Desk, settings: Settings) -> Self {
        Self::start_keeping(discord, desk, settings, Kept::new()).await
    }

    async fn start_keeping(
        discord: FakeDiscord,
        desk: Desk,
        settings: Settings,
        kept: Kept,
    ) -> Self {
        let (stop, bot) = serve_on(&discord, desk, &kept);
        discord.started().await;
        Self {
            discord,
            settings,
            kept,
            stop,
            bot,
        }
    }

    /// Starts the bot on a fake Discord that was prepared before, and does not wait for the commands.
    pub(super) async fn start_without_commands(discord: FakeDiscord) -> Self {
        Self::start_again(discord, Settings::default(), Kept::new()).await
    }

    async fn start_again(discord: FakeDiscord, settings: Settings, kept: Kept) -> Self {
        let faq = kept.faq();
        let desk = if faq.is_dir() {
            desk_of(&faq, &settings)
        } else {
            Desk::new(Arc::clone(&EDITION), settings.clone())
        };
        let (stop, bot) = serve_on(&discord, desk, &kept);
        discord.arrives(Arrival::Identified).await;
        Self {
            discord,
            settings,
            kept,
            stop,
            bot,
        }
    }

    /// Stops the bot and starts it again.
    pub(super) async fn restart(self) -> Self {
        self.restart_after(async |_| {}).await
    }

    /// The same; while the bot is away, something happens to what it keeps.
    pub(super) async fn restart_after(self, meanwhile: impl AsyncFnOnce(&Store)) -> Self {
        self.stop.stop();
        ended(self.bot).await.expect("the bot stops in peace");
        let store = Store::open(&self.kept.address()).await.expect("a store");
        meanwhile(&store).await;
        store.close().await;
        let world = Self::start_again(self.discord, self.settings, self.kept).await;
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

    /// Somebody of the staff.
    pub(super) fn therapist(&self) -> Person {
        self.discord.member_with_role("Thea", "Therapists")
    }

    /// The channel of the team.
    pub(super) fn team(&self) -> Snowflake {
        self.discord.channel("staff")
    }

    /// Mia uses `/ask` with nothing but the question; tells what comes back.
    pub(super) async fn ask(&self, question: &str) -> Reply {
        let values = json!({ "question": question });
        let asked = self
            .discord
            .slash(&self.mia(), self.questions(), "ask", &values);
        self.discord.reply_to(&asked).await
    }

    /// Somebody presses a button, or chooses from a menu if there is no such button; tells what comes back.
    pub(super) async fn press(&self, who: &Person, under: &Reply, label: &str) -> Reply {
        let pressed = if under.buttons().iter().any(|button| button == label) {
            self.discord.presses(who, under.id(), label)
        } else {
            self.discord.chooses(who, under.id(), label)
        };
        self.discord.reply_to(&pressed).await
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

    /// A file of the FAQ folder, as it is now.
    pub(super) fn faq_file(&self, name: &str) -> String {
        fs::read_to_string(self.kept.faq().join(name)).expect("a file")
    }

    /// Somebody saves a file of the FAQ folder by hand.
    pub(super) fn save_by_hand(&self, name: &str, text: &str) {
        fs::write(self.kept.faq().join(name), text).expect("a file");
    }

    /// What the bot keeps, opened beside it.
    pub(super) async fn store(&self) -> Store {
        Store::open(&self.kept.address()).await.expect("a store")
    }

    /// Somebody runs this statement in the bot's database.
    pub(super) async fn break_store(&self, statement: &str) {
        let file = self.kept.0.path().join("aftercare.db");
        let options = SqliteConnectOptions::new().filename(file);
        let mut connection = options.connect().await.expect("a database");
        let done = sqlx::raw_sql(statement).execute(&mut connection).await;
        done.expect("a statement");
        connection.close().await.expect("a closed database");
    }

    /// From now on nobody can write the FAQ folder: its lock can't be had.
    pub(super) fn without_its_lock(self) -> Self {
        let lock = self.kept.faq().join(".aftercare.lock");
        fs::remove_file(&lock).expect("a lock");
        fs::create_dir(&lock).expect("a folder in its place");
        self
    }

    /// Gives the stop signal.
    pub(super) fn stop(&self) {
        self.stop.stop();
    }

    /// Stops the bot and ends the test: nothing was left undone, and nothing was done that nobody looked at.
    pub(super) async fn finish(self) {
        self.stop.stop();
        ended(self.bot).await.expect("the bot stops in peace");
        self.discord.finish().await;
    }

    /// The same, and tells how often answers helped.
    pub(super) async fn finish_and_count(self) -> Vec<FeedbackCount> {
        let guild = self.discord.guild().to_string();
        self.stop.stop();
        ended(self.bot).await.expect("the bot stops in peace");
        self.discord.finish().await;
        let store = Store::open(&self.kept.address()).await.expect("a store");
        let guild = guild.parse().expect("an id");
        store.feedback_counts(guild).await.expect("counts")
    }
}

/// Settings by which staff have the role Therapists, and the team the channel `staff`.
pub(super) fn team_of(discord: &FakeDiscord) -> String {
    let (role, channel) = (discord.role("Therapists"), discord.channel("staff"));
    format!("[server]\nstaff_role = {role}\nteam_channel = {channel}\n")
}

/// Runs the bot with the usual FAQ on a thread of its own.
pub(super) fn serve_usual(
    discord: &FakeDiscord,
    kept: &Kept,
) -> (Stop, JoinHandle<Result<(), ServeFailure>>) {
    let desk = Desk::new(Arc::clone(&EDITION), Settings::default());
    serve_on(discord, desk, kept)
}

fn serve_on(
    discord: &FakeDiscord,
    desk: Desk,
    kept: &Kept,
) -> (Stop, JoinHandle<Result<(), ServeFailure>>) {
    let stop = Stop::new();
    let connection = Connection {
        token: Token::new(&discord.token()).expect("a token"),
        api: Api::Loopback(Loopback::new(&discord.url()).expect("a loopback address")),
    };
    let (workshop, orders) = Workshop::open();
    let desks = Arc::new(Desks::new(desk, workshop));
    let (store, faq, given) = (kept.address(), kept.faq(), stop.clone());
    let run = move || {
        thread::scope(|threads| {
            if faq.is_dir() {
                let (desks, store, faq, given) = (&desks, &store, &faq, &given);
                threads.spawn(move || work(&orders, faq, store, desks, given));
            }
            let served = serve(&connection, &desks, &store, &given);
            given.stop();
            served
        })
    };
    (stop, thread::spawn(run))
}

/// What staff order, as the program does it, but without an encoder.
fn work(
    orders: &Receiver<Order>,
    folder: &Path,
    store: &StoreAddress,
    shelf: &Arc<Desks>,
    stop: &Stop,
) {
    let worker = Worker {
        folder,
        store,
        learn: &|library| Ok(Assistant::learn(library, None)),
        shelf: shelf.as_ref(),
    };
    worker.run(orders, &|| stop.is_given());
}

/// A desk with the FAQ of a folder.
fn desk_of(folder: &Path, settings: &Settings) -> Desk {
    let (files, unreadable) = read_folder(folder).expect("a folder");
    let Reading {
        files,
        library,
        problems,
    } = Reading::of(files, unreadable);
    let assistant = Arc::new(Assistant::learn(library, None));
    Desk::new(
        Arc::new(Edition::new(assistant, files, problems)),
        settings.clone(),
    )
}

/// Waits until the bot has ended, and tells how.
pub(super) async fn ended(bot: JoinHandle<Result<(), ServeFailure>>) -> Result<(), ServeFailure> {
    let joined = tokio::task::spawn_blocking(|| bot.join())
        .await
        .expect("it can be waited for");
    joined.expect("the bot does not panic")
}

//! Keeps the bot running: starts a client on a runtime of its own, watches it, and starts another when it ended or
//! stands still, each time after a longer pause.
//!
//! The runtime has one worker, so a shard that spins stalls all of it and the [`watchdog`](crate::discord::gateway::watchdog) sees it; what
//! computes long runs on other threads. The supervisor itself runs on the thread that called [`serve`].

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use poise::BoxFuture;
use serenity::all::{GuildId, Http, ShardManager, ShardRunnerMessage};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::discord::bot::{Bot, Memory};
use crate::discord::desk::Desks;
use crate::discord::gateway::chores;
use crate::discord::gateway::connect;
use crate::discord::gateway::connection::Connection;
use crate::discord::gateway::failure::ServeFailure;
use crate::discord::gateway::stop::Stop;
use crate::discord::gateway::watchdog::{Pulse, Watchdog};
use crate::discord::gateway::work::Work;
use crate::discord::trouble;
use crate::store::{Store, StoreAddress, StoreFailure};

/// How long a stop waits for replies under way.
const REPLY_PATIENCE: Duration = Duration::from_secs(10);
/// How long a stop waits for the gateway to say goodbye.
const GOODBYE_PATIENCE: Duration = Duration::from_secs(2);
/// How long what still runs on an ended runtime may go on.
const LAST_TASKS: Duration = Duration::from_secs(1);
/// Questions that are decided on at once; more wait. Each takes milliseconds of one core.
const MOST_THINKING_THREADS: usize = 8;
/// A normal close, for a gateway connection that is given up.
const CLOSE_NORMAL: u16 = 1000;

/// How one client ended.
#[derive(Debug)]
enum Ending {
    Stopped,
    /// It has to connect anew, to hear what it could not hear before.
    ListensAnew,
    Stalled,
    Failed(ServeFailure),
}

/// What every client of the process is given.
#[derive(Debug, Clone)]
struct Given {
    connection: Connection,
    desks: Arc<Desks>,
    /// Each client opens the store on its own runtime, with which the connections to it end.
    store: StoreAddress,
    memory: Arc<Memory>,
    stop: Stop,
}

/// Runs the bot until the stop signal is given, on the calling thread and runtimes of its own. Must not be called on a
/// runtime's worker.
///
/// # Errors
/// When Discord rejects the token or the intents, and when the very first start fails. Once the bot was ready, it tries
/// again for ever after anything else.
pub fn serve(
    connection: &Connection,
    desks: &Arc<Desks>,
    store: &StoreAddress,
    stop: &Stop,
) -> Result<(), ServeFailure> {
    let supervisor = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(ServeFailure::System)?;
    let given = Given {
        connection: connection.clone(),
        desks: Arc::clone(desks),
        store: store.clone(),
        memory: Arc::new(Memory::new(desks.present().settings())),
        stop: stop.clone(),
    };
    let mut pauses = Pauses::default();
    loop {
        let begun = Instant::now();
        match run(&supervisor, &given)? {
            Ending::Stopped => return Ok(()),
            Ending::ListensAnew => {
                tracing::info!("the gateway client is started anew, to watch a channel");
                continue;
            }
            Ending::Stalled => {
                tracing::error!("the gateway client stands still and is started anew");
            }
            Ending::Failed(failure) if failure.is_final() || !given.memory.was_ready() => {
                return Err(failure);
            }
            Ending::Failed(failure) => {
                tracing::error!(%failure, "the gateway client is started anew");
            }
        }
        let pause = pauses.after(begun.elapsed());
        let is_stopped = supervisor.block_on(async { timeout(pause, stop.given()).await.is_ok() });
        if is_stopped || stop.is_given() {
            return Ok(());
        }
    }
}

/// One client from its start to its end.
fn run(supervisor: &Runtime, given: &Given) -> Result<Ending, ServeFailure> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .max_blocking_threads(MOST_THINKING_THREADS)
        .thread_name("discord")
        .enable_all()
        .build()
        .map_err(ServeFailure::System)?;
    let pulse = Pulse::default();
    let shards = Arc::new(OnceLock::new());
    runtime.spawn(pulse.clone().beat());
    let session = runtime.spawn(session(given.clone(), Arc::clone(&shards)));
    let ending = supervisor.block_on(watch(session, Watchdog::new(pulse)));
    if matches!(ending, Ending::Stalled) {
        free_core(&shards);
        runtime.shutdown_background();
    } else {
        runtime.shutdown_timeout(LAST_TASKS);
    }
    Ok(ending)
}

async fn watch(session: JoinHandle<Ending>, watchdog: Watchdog) -> Ending {
    tokio::select! {
        ending = session => ending.unwrap_or(Ending::Failed(ServeFailure::Ended)),
        () = watchdog.standstill() => Ending::Stalled,
    }
}

/// A spinning shard still reads its messages: on a dead connection it can't send a close, and that ends its loop. Without
/// it, the abandoned runtime would keep a core busy until the next heartbeat.
fn free_core(shards: &OnceLock<Arc<ShardManager>>) {
    let runners = shards
        .get()
        .and_then(|shards| shards.runners.try_lock().ok());
    for runner in runners.iter().flat_map(|runners| runners.values()) {
        runner
            .runner_tx
            .send_to_shard(ShardRunnerMessage::Close(CLOSE_NORMAL, None));
    }
}

/// Connects and answers until the stop signal is given. Before the first connection serenity can't be told to stop, so
/// everything here races the signal.
async fn session(given: Given, shards: Arc<OnceLock<Arc<ShardManager>>>) -> Ending {
    let work = Arc::new(Work::new());
    let ending = tokio::select! {
        biased;
        () = given.stop.given() => Ending::Stopped,
        () = given.memory.has_to_listen_anew() => Ending::ListensAnew,
        failure = connected(&given, &work, &shards) => return Ending::Failed(failure),
    };
    let left_behind = work.finish(REPLY_PATIENCE).await;
    if left_behind > 0 {
        tracing::warn!(left_behind, "stopped although replies were under way");
    }
    if let Some(shards) = shards.get() {
        // Discord forgets a bot that leaves without a word, too; so this is not waited for long.
        let _in_time = timeout(GOODBYE_PATIENCE, shards.shutdown_all()).await;
    }
    ending
}

/// Connects, and returns only if that fails or the connection is lost for good.
async fn connected(
    given: &Given,
    work: &Arc<Work>,
    shards: &OnceLock<Arc<ShardManager>>,
) -> ServeFailure {
    match start(given, work, shards).await {
        Err(failure) => failure,
        Ok(()) => ServeFailure::Ended,
    }
}

async fn start(
    given: &Given,
    work: &Arc<Work>,
    shards: &OnceLock<Arc<ShardManager>>,
) -> Result<(), ServeFailure> {
    let bot = Bot {
        desk: given.desks.present(),
        desks: Arc::clone(&given.desks),
        store: open_store(given.store.clone(), Arc::clone(&given.memory)).await?,
        work: Arc::clone(work),
        memory: Arc::clone(&given.memory),
    };
    let http = connect::http(&given.connection)?;
    let gateway = connect::probe(&http).await?;
    let mut client = connect::client(http, &gateway, bot.clone()).await?;
    // Both end with this client's runtime; what they have not done by then, the next one does.
    tokio::spawn(tell_news(Arc::clone(&client.http), bot.clone()));
    tokio::spawn(chores::go_round(Arc::clone(&client.http), bot));
    // Only set here, once a session.
    let _first = shards.set(Arc::clone(&client.shard_manager));
    client.start_shards(gateway.shards).await?;
    Ok(())
}

/// Tells staff what there is to tell, in the channel of each team, one time after the other.
async fn tell_news(http: Arc<Http>, bot: Bot) {
    loop {
        for news in bot.desks.news().await {
            for team in bot.memory.places.team_channels() {
                trouble::say(&http, team, &news).await;
            }
        }
    }
}

/// Opens the store and remembers what is set on each server. Boxed, as the compiler can't see through the database's
/// futures that this one may move between threads.
pub(crate) fn open_store(
    address: StoreAddress,
    memory: Arc<Memory>,
) -> BoxFuture<'static, Result<Store, StoreFailure>> {
    Box::pin(async move {
        let store = Store::open(&address).await?;
        for (guild, settings) in store.guild_settings().await? {
            memory.places.set(GuildId::new(guild), settings);
        }
        Ok(store)
    })
}

/// The pauses between one client and the next.
#[derive(Debug, Default)]
struct Pauses {
    failures: u32,
}

impl Pauses {
    /// A client that ran this long was well; what ended it is a new story.
    const WELL: Duration = Duration::from_mins(1);
    /// Doubling ends here: Discord allows 1,000 starts a day, and one a minute makes 1,440 only if each fails late.
    const LONGEST: Duration = Duration::from_mins(2);

    /// The pause after a client that ran this long: none for the first failure, then 1 s, 2 s, 4 s …
    fn after(&mut self, lasted: Duration) -> Duration {
        if lasted >= Self::WELL {
            self.failures = 0;
        }
        let pause = match self.failures {
            0 => Duration::ZERO,
            failures => Self::LONGEST.min(Duration::from_secs(1 << (failures - 1).min(10))),
        };
        self.failures += 1;
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_start_again_after_a_good_run() {
        let mut pauses = Pauses::default();
        let mut after = |seconds| pauses.after(Duration::from_secs(seconds)).as_secs();
        let short: Vec<u64> = (0..10).map(|_| after(1)).collect();
        assert_eq!(short, [0, 1, 2, 4, 8, 16, 32, 64, 120, 120]);
        assert_eq!(after(60), 0);
        assert_eq!(after(1), 1);
    }
}

//! Keeps the bot running: starts a client on a runtime of its own, watches it, and starts another when it ended or
//! stands still, each time after a longer pause.
//!
//! The runtime has one worker, so a shard that spins stalls all of it and the [`watchdog`](super::watchdog) sees it; what
//! computes long runs on other threads. The supervisor itself runs on the thread that called [`serve`].

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use serenity::all::{ShardManager, ShardRunnerMessage};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::bot::{Bot, Memory};
use super::connect;
use super::connection::Connection;
use super::desk::Desk;
use super::failure::ServeFailure;
use super::stop::Stop;
use super::watchdog::{Pulse, Watchdog};
use super::work::Work;

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
    Stalled,
    Failed(ServeFailure),
}

/// Runs the bot until the stop signal is given, on the calling thread and runtimes of its own. Must not be called on a
/// runtime's worker.
///
/// # Errors
/// When Discord rejects the token or the intents, and when the very first start fails. Once the bot was ready, it tries
/// again for ever after anything else.
pub fn serve(connection: &Connection, desk: &Arc<Desk>, stop: &Stop) -> Result<(), ServeFailure> {
    let supervisor = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(ServeFailure::System)?;
    let memory = Arc::new(Memory::default());
    let mut pauses = Pauses::default();
    loop {
        let begun = Instant::now();
        let bot = Bot {
            desk: Arc::clone(desk),
            work: Arc::new(Work::new()),
            memory: Arc::clone(&memory),
        };
        match run(&supervisor, connection, bot, stop)? {
            Ending::Stopped => return Ok(()),
            Ending::Stalled => {
                tracing::error!("the gateway client stands still and is started anew");
            }
            Ending::Failed(failure) if failure.is_final() || !memory.was_ready() => {
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
fn run(
    supervisor: &Runtime,
    connection: &Connection,
    bot: Bot,
    stop: &Stop,
) -> Result<Ending, ServeFailure> {
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
    let session = session(connection.clone(), bot, stop.clone(), Arc::clone(&shards));
    let session = runtime.spawn(session);
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
async fn session(
    connection: Connection,
    bot: Bot,
    stop: Stop,
    shards: Arc<OnceLock<Arc<ShardManager>>>,
) -> Ending {
    let work = Arc::clone(&bot.work);
    tokio::select! {
        biased;
        () = stop.given() => {}
        failure = connected(connection, bot, &shards) => return Ending::Failed(failure),
    }
    let left_behind = work.finish(REPLY_PATIENCE).await;
    if left_behind > 0 {
        tracing::warn!(left_behind, "stopped although replies were under way");
    }
    if let Some(shards) = shards.get() {
        // Discord forgets a bot that leaves without a word, too; so this is not waited for long.
        let _in_time = timeout(GOODBYE_PATIENCE, shards.shutdown_all()).await;
    }
    Ending::Stopped
}

/// Connects, and returns only if that fails or the connection is lost for good.
async fn connected(
    connection: Connection,
    bot: Bot,
    shards: &OnceLock<Arc<ShardManager>>,
) -> ServeFailure {
    match start(connection, bot, shards).await {
        Err(failure) => failure,
        Ok(()) => ServeFailure::Ended,
    }
}

async fn start(
    connection: Connection,
    bot: Bot,
    shards: &OnceLock<Arc<ShardManager>>,
) -> Result<(), ServeFailure> {
    let http = connect::http(&connection)?;
    let gateway = connect::probe(&http).await?;
    let mut client = connect::client(http, &gateway, bot).await?;
    // Only set here, once a session.
    let _first = shards.set(Arc::clone(&client.shard_manager));
    client.start_shards(gateway.shards).await?;
    Ok(())
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

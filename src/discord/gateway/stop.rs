//! The stop signal: whoever starts the bot holds one, and everything that runs long listens to it.

use std::io;
use std::sync::Arc;
use std::thread;

use tokio::sync::watch;

/// A signal that is given once and stays given. Clones are the same signal.
#[derive(Debug, Clone)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}

impl Stop {
    /// One that nobody has given yet.
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// Gives it.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Has it been given?
    pub fn is_given(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is given.
    pub async fn given(&self) {
        let mut signal = self.0.subscribe();
        // The sender lives in this very value, so waiting can't fail.
        let _given = signal.wait_for(|is_given| *is_given).await;
    }
}

/// A stop signal that SIGTERM and Ctrl-C give. From the return on, neither ends the process by itself.
///
/// # Errors
/// When the operating system lets us listen to no signals.
pub fn stop_on_signals() -> io::Result<Stop> {
    let stop = Stop::new();
    let given = stop.clone();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let signals = {
        let _context = runtime.enter();
        Signals::listen()?
    };
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            runtime.block_on(signals.next());
            given.stop();
            // The listeners end here, but Tokio keeps the handlers: a second signal is ignored while the bot stops.
        })?;
    Ok(stop)
}

/// The signals that ask a process to end.
#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(mut self) {
        tokio::select! {
            _terminate = self.terminate.recv() => {}
            _interrupt = self.interrupt.recv() => {}
        }
    }
}

/// Elsewhere there is Ctrl-C alone.
#[cfg(not(unix))]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(mut self) {
        self.0.recv().await;
    }
}

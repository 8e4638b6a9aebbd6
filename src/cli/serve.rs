//! 'Run the bot.'

use std::env;
use std::sync::Arc;
use std::thread;

use super::load::Source;
use super::terminal::Terminal;
use super::{Ending, Failure, kept};
use crate::discord::{Connection, Desk, Desks, log_to_stderr, serve, stop_on_signals};
use crate::staff::{Shelf as _, Worker, Workshop, finish_what_was_left};

pub(super) fn run(source: &Source<'_>, terminal: &mut Terminal) -> Result<Ending, Failure> {
    // What is missing is said before the FAQ is learned: nobody should wait for it.
    let connection = Connection::from_environment(|name| env::var(name).ok())
        .map_err(|missing| Failure(missing.to_string()))?;
    let settings = source.settings()?;
    let store = kept::address(&settings)?;
    log_to_stderr(env::var("RUST_LOG").ok().as_deref());
    let news = finish_what_was_left(source.faq, &store);
    let edition = Arc::new(source.edition(terminal)?);
    let stop = stop_on_signals()
        .map_err(|error| Failure(format!("the system lets us hear no stop signal: {error}")))?;
    let (workshop, orders) = Workshop::open();
    let desks = Arc::new(Desks::new(Desk::new(edition, settings), workshop));
    for news in news {
        desks.tell_staff(news);
    }
    let learn = |library| source.learn(library).map_err(|Failure(why)| why);
    let worker = Worker {
        folder: source.faq,
        store: &store,
        learn: &learn,
        shelf: desks.as_ref(),
    };
    thread::scope(|threads| {
        let is_stopped = || stop.is_given();
        threads.spawn(move || worker.run(&orders, &is_stopped));
        let served = serve(&connection, &desks, &store, &stop);
        // However it ended, the other thread ends, too.
        stop.stop();
        served.map_err(|failure| Failure(failure.to_string()))
    })?;
    Ok(Ending::Fine)
}

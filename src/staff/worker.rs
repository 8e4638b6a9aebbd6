//! The one hand that changes the FAQ: it takes staff's orders from the [`Workshop`](super::Workshop), and takes up what was
//! changed by hand. Whatever it is, it is read, checked and learned beside the version in use, and then put in its place as
//! a whole, or not at all.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use tokio::runtime::Builder;

use super::bench::{Bench, log, told_of};
use super::keeper::Keeper;
use super::kept::NotKept;
use super::workshop::Order;
use crate::assistant::Assistant;
use crate::edition::Edition;
use crate::faq::Library;
use crate::faq::watch::Watch;
use crate::store::{Store, StoreAddress};

/// Time between two looks at the stop signal, and at the folder.
const LOOK: Duration = Duration::from_millis(200);

/// Where the version in use stands, and where staff are told of it.
pub trait Shelf: Sync {
    /// The version in use.
    fn edition(&self) -> Arc<Edition>;

    /// From now on another version is in use.
    fn publish(&self, edition: Arc<Edition>);

    /// Tells staff something as soon as that is possible.
    fn tell_staff(&self, news: String);
}

/// What the worker works with.
#[derive(Clone, Copy)]
pub struct Worker<'a> {
    /// The FAQ folder.
    pub folder: &'a Path,
    /// Where the history is.
    pub store: &'a StoreAddress,
    /// Learns a library.
    pub learn: &'a (dyn Fn(Library) -> Result<Assistant, String> + Sync),
    /// Where the version in use stands.
    pub shelf: &'a dyn Shelf,
}

/// Finishes what a process left that died while it saved, before anybody reads the folder; gives what staff should hear of
/// it. Where folder or history can't be written there is nothing to finish.
pub fn finish_what_was_left(folder: &Path, store: &StoreAddress) -> Vec<String> {
    let finish = async {
        let store = Store::open(store).await?;
        let mut keeper = Keeper::open(folder, store).await?;
        let set_aside = keeper.set_aside();
        keeper.close().await;
        Ok::<_, NotKept>(set_aside)
    };
    let runtime = Builder::new_current_thread().enable_all().build();
    let finished = runtime
        .map_err(NotKept::from)
        .and_then(|runtime| runtime.block_on(finish));
    let set_aside = finished.inspect_err(log).unwrap_or_default();
    set_aside.iter().map(told_of).collect()
}

impl Worker<'_> {
    /// Works until it is told to stop. Blocks the thread.
    pub fn run(&self, orders: &Receiver<Order>, is_stopped: &dyn Fn() -> bool) {
        let runtime = match Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => {
                return tracing::error!(%error, "the FAQ can't be changed: the system gives no runtime");
            }
        };
        let mut watch = Watch::begin(self.folder)
            .inspect_err(|error| {
                tracing::warn!(%error, "the FAQ folder can't be watched: changes are seen after a restart");
            })
            .ok();
        let mut bench = Bench::new(*self, runtime);
        if let Err(why) = bench.keeper() {
            tracing::warn!(%why, "the FAQ can't be changed from Discord");
        }
        while !is_stopped() {
            match orders.recv_timeout(LOOK) {
                Ok(order) => bench.fill(order),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(LOOK),
            }
            bench.clear();
            if watch.as_mut().is_some_and(Watch::has_settled) {
                bench.renew();
            }
        }
        bench.close();
    }
}

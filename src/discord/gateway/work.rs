//! Replies under way, so that a stop can wait for them: each holds a [`Turn`] from the event until Discord has the
//! answer. Once closed, no new turn is given.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// Counts the replies that are under way.
#[derive(Debug)]
pub(crate) struct Work(watch::Sender<State>);

#[derive(Debug)]
struct State {
    is_open: bool,
    under_way: usize,
}

/// One reply under way; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Turn<'a>(&'a Work);

impl Work {
    /// Nothing under way, and open.
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(State {
            is_open: true,
            under_way: 0,
        }))
    }

    /// Begins a reply; none once the work is closed.
    pub(crate) fn begin(&self) -> Option<Turn<'_>> {
        let begun = self.0.send_if_modified(|state| {
            state.under_way += usize::from(state.is_open);
            state.is_open
        });
        // Not `then_some`: a turn that was never begun must not end either.
        begun.then(|| Turn(self))
    }

    /// Begins nothing more, and waits until nothing is under way, at most so long. Tells how many were left behind.
    pub(crate) async fn finish(&self, patience: Duration) -> usize {
        self.0.send_modify(|state| state.is_open = false);
        let mut state = self.0.subscribe();
        // Neither a closed channel (the sender is ours) nor running out of patience changes what is left.
        let _idle = timeout(patience, state.wait_for(|state| state.under_way == 0)).await;
        self.0.borrow().under_way
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.0.send_modify(|state| state.under_way -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn finishing_waits_for_turns_and_gives_no_new_ones() {
        let work = Work::new();
        let turn = work.begin().expect("it is open");
        let (left, ()) = tokio::join!(work.finish(Duration::from_secs(10)), async {
            tokio::task::yield_now().await;
            assert!(work.begin().is_none(), "closed");
            drop(turn);
        });
        assert_eq!(left, 0);
    }

    #[tokio::test]
    async fn patience_ends() {
        let work = Work::new();
        let _turn = work.begin();
        assert_eq!(work.finish(Duration::ZERO).await, 1);
    }
}

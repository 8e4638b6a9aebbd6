//! What the handlers of one connection share: the desk, the replies under way, and the memory that outlives the
//! connection.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::desk::Desk;
use super::seen::Seen;
use super::talks::Talks;
use super::work::{Turn, Work};

/// Given to every handler.
#[derive(Debug, Clone)]
pub(super) struct Bot {
    pub(super) desk: Arc<Desk>,
    pub(super) work: Arc<Work>,
    pub(super) memory: Arc<Memory>,
}

impl Bot {
    /// Begins to answer a message or an interaction; none if it came before, or if the bot is about to stop.
    pub(super) fn take_up(&self, id: u64) -> Option<Turn<'_>> {
        let turn = self.work.begin()?;
        self.memory.seen.is_new(id).then_some(turn)
    }
}

/// What the process remembers from one connection to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    seen: Seen,
    /// What was answered last to whom.
    pub(super) talks: Talks,
    commands_registered: tokio::sync::Mutex<bool>,
    was_ready: AtomicBool,
    unparsed_kinds: Mutex<HashSet<String>>,
}

impl Memory {
    /// Have the commands been registered? Locked while somebody is at it.
    pub(super) fn commands_registered(&self) -> &tokio::sync::Mutex<bool> {
        &self.commands_registered
    }

    /// Notes that the gateway is ready, and tells whether it is so for the first time.
    pub(super) fn is_first_ready(&self) -> bool {
        !self.was_ready.swap(true, Ordering::Relaxed)
    }

    /// Has the gateway ever been ready?
    pub(super) fn was_ready(&self) -> bool {
        self.was_ready.load(Ordering::Relaxed)
    }

    /// Notes a kind of event that serenity can't read, and tells whether it is so for the first time. The kinds are
    /// Discord's, a few dozen in all.
    pub(super) fn is_new_unparsed_kind(&self, kind: &str) -> bool {
        let mut kinds = self
            .unparsed_kinds
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        kinds.insert(kind.to_owned())
    }
}

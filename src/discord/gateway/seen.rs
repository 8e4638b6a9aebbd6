//! A redelivered event is answered once. After a RESUME Discord may send an event a second time; its id gives it away.
//!
//! Only ids are kept, only in memory, and only the latest: nothing here tells who asked what.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Ids that are remembered. A replay holds what was missed in the few minutes that a session can be resumed, and a
/// server that asks the bot a thousand things a minute is four times larger than any we know.
const REMEMBERED: usize = 4_096;

/// The ids of the latest messages and interactions.
#[derive(Debug, Default)]
pub(crate) struct Seen(Mutex<Latest>);

#[derive(Debug, Default)]
struct Latest {
    ids: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Seen {
    /// Remembers an id, and tells whether it is new.
    pub(crate) fn is_new(&self, id: u64) -> bool {
        // A panic elsewhere can't leave the set half-changed in a way that matters: at worst an id is forgotten.
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !latest.ids.insert(id) {
            return false;
        }
        latest.order.push_back(id);
        if latest.order.len() > REMEMBERED
            && let Some(oldest) = latest.order.pop_front()
        {
            latest.ids.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once() {
        let seen = Seen::default();
        assert!(seen.is_new(7));
        assert!(!seen.is_new(7));
        assert!(seen.is_new(8));
    }

    #[test]
    fn only_the_latest_are_remembered() {
        let seen = Seen::default();
        let most = u64::try_from(REMEMBERED).expect("a small number");
        assert!((0..=most).all(|id| seen.is_new(id)));
        assert!(seen.is_new(0), "the oldest was forgotten");
        assert!(!seen.is_new(most), "the latest was not");
    }
}

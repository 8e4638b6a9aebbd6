//! What is remembered for some minutes: in memory alone, at most so many, and under a hash that is keyed anew in every
//! process, so that no key (a member, a channel, a message) can be read from it.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use lru::LruCache;

/// More than a lively server brings together in the longest time that anything is kept; a newer value then ends the
/// oldest one's time early.
const MOST: NonZeroUsize = NonZeroUsize::new(2_048).expect("not zero");

/// Values that end by themselves.
#[derive(Debug)]
pub(super) struct Recent<V> {
    values: Mutex<LruCache<u64, (V, Instant)>>,
    hasher: RandomState,
    kept_for: Duration,
}

impl<V: Clone> Recent<V> {
    /// Remembers nothing yet, and later each value for so long.
    pub(super) fn kept_for(kept_for: Duration) -> Self {
        Self {
            values: Mutex::new(LruCache::new(MOST)),
            hasher: RandomState::new(),
            kept_for,
        }
    }

    /// The value that was put under a key, if that was not too long before `now`.
    pub(super) fn get(&self, key: impl Hash, now: Instant) -> Option<V> {
        let mut values = self.values();
        forget(&mut values, self.kept_for, now);
        let (value, _) = values.peek(&self.hasher.hash_one(key))?;
        Some(value.clone())
    }

    /// Remembers a value from `now` on, and tells what was there before.
    pub(super) fn put(&self, key: impl Hash, value: V, now: Instant) -> Option<V> {
        let mut values = self.values();
        forget(&mut values, self.kept_for, now);
        let (before, _) = values.put(self.hasher.hash_one(&key), (value, now))?;
        Some(before)
    }

    /// Forgets what was put under a key, and tells what it was.
    pub(super) fn take(&self, key: impl Hash, now: Instant) -> Option<V> {
        let mut values = self.values();
        forget(&mut values, self.kept_for, now);
        let (value, _) = values.pop(&self.hasher.hash_one(key))?;
        Some(value)
    }

    fn values(&self) -> MutexGuard<'_, LruCache<u64, (V, Instant)>> {
        // What a panic elsewhere left behind is whole values: safe to go on with.
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looking never renews a value, so those whose time is over are the least recently put.
fn forget<V>(values: &mut LruCache<u64, (V, Instant)>, kept_for: Duration, now: Instant) {
    let is_over = |at: Instant| now.saturating_duration_since(at) > kept_for;
    while values.peek_lru().is_some_and(|(_, (_, at))| is_over(*at)) {
        values.pop_lru();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    #[test]
    fn values_end_by_themselves() {
        let recent = Recent::kept_for(MINUTE);
        let now = Instant::now();
        recent.put("crying", 1, now);
        assert_eq!(recent.get("crying", now + MINUTE), Some(1));
        assert_eq!(recent.get("overwhelm", now), None);
        let later = now + MINUTE + Duration::from_secs(1);
        assert_eq!(recent.get("crying", later), None);
        assert_eq!(recent.get("crying", now), None, "it is forgotten");
    }

    #[test]
    fn a_newer_value_replaces_and_tells_the_one_before() {
        let recent = Recent::kept_for(MINUTE);
        let now = Instant::now();
        assert_eq!(recent.put(7, "a", now), None);
        assert_eq!(recent.put(7, "b", now + MINUTE), Some("a"));
        assert_eq!(recent.take(7, now + MINUTE * 2), Some("b"));
        assert_eq!(recent.take(7, now + MINUTE * 2), None);
    }

    #[test]
    fn the_oldest_make_room() {
        let recent = Recent::kept_for(MINUTE);
        let now = Instant::now();
        for key in 0..=MOST.get() {
            assert_eq!(recent.put(key, key, now), None);
        }
        assert_eq!(recent.get(0_usize, now), None);
        assert_eq!(recent.get(1_usize, now), Some(1));
    }
}

//! What was answered last to whom and where, so that 'and how often?' can follow up on it.
//!
//! Kept in memory alone, for some minutes, under a hash that is keyed anew in every process: who asked and where can't be
//! read from it, and of what was asked only the entry that answered is there.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lru::LruCache;
use serenity::all::{ChannelId, UserId};

use crate::faq::Id;

/// Later, people have begun to talk of something else.
const REMEMBERED_FOR: Duration = Duration::from_mins(5);

/// Talks that are remembered at once.
const MOST: NonZeroUsize = NonZeroUsize::new(512).expect("not zero");

/// Every talk of the last minutes.
#[derive(Debug)]
pub(super) struct Talks {
    answers: Mutex<LruCache<u64, (Id, Instant)>>,
    hasher: RandomState,
}

/// One member's talk with the bot in one channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Talk<'a> {
    talks: &'a Talks,
    key: u64,
}

impl Default for Talks {
    fn default() -> Self {
        Self {
            answers: Mutex::new(LruCache::new(MOST)),
            hasher: RandomState::new(),
        }
    }
}

impl Talks {
    /// The talk with somebody somewhere.
    pub(super) fn with(&self, asker: UserId, channel: ChannelId) -> Talk<'_> {
        let key = self.hasher.hash_one((asker, channel));
        Talk { talks: self, key }
    }

    fn answers(&self) -> std::sync::MutexGuard<'_, LruCache<u64, (Id, Instant)>> {
        // What a panic elsewhere left behind is whole answers: safe to go on with.
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Talk<'_> {
    /// The entry that was answered last, if that was not long before `now`.
    pub(super) fn last_answer(self, now: Instant) -> Option<Id> {
        let mut answers = self.talks.answers();
        let (entry, at) = answers.get(&self.key)?;
        if now.saturating_duration_since(*at) <= REMEMBERED_FOR {
            return Some(entry.clone());
        }
        answers.pop(&self.key);
        None
    }

    /// Remembers what was answered.
    pub(super) fn answered(self, entry: Id, now: Instant) {
        let mut answers = self.talks.answers();
        answers.put(self.key, (entry, now));
        let is_over = |at: Instant| now.saturating_duration_since(at) > REMEMBERED_FOR;
        while answers.peek_lru().is_some_and(|(_, (_, at))| is_over(*at)) {
            answers.pop_lru();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answer_is_remembered_for_some_minutes_for_its_asker_in_its_channel() {
        let talks = Talks::default();
        let [me, you] = [1, 2].map(UserId::new);
        let [here, there] = [3, 4].map(ChannelId::new);
        let now = Instant::now();
        let crying = Id::new("crying").expect("an id");
        talks.with(me, here).answered(crying.clone(), now);
        assert_eq!(talks.with(me, here).last_answer(now), Some(crying.clone()));
        assert_eq!(talks.with(me, there).last_answer(now), None);
        assert_eq!(talks.with(you, here).last_answer(now), None);
        assert_eq!(
            talks.with(me, here).last_answer(now + REMEMBERED_FOR),
            Some(crying)
        );
        let later = now + REMEMBERED_FOR + Duration::from_secs(1);
        assert_eq!(talks.with(me, here).last_answer(later), None);
        assert_eq!(
            talks.with(me, here).last_answer(now),
            None,
            "it is forgotten"
        );
    }
}

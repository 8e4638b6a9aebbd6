//! An [`Encoder`] that runs a model and remembers: phrasings on disk, the last questions in memory.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::hash::BuildHasher;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lru::LruCache;
use rayon::prelude::*;

use super::cache::{Cache, Key, Vectors, key};
use super::{EncoderFailure, SentenceModel};
use crate::matching::meaning::Encoder;

/// Questions whose vectors are kept: an edit, a retry or autocomplete asks the same again within moments.
const RECENT: NonZeroUsize = NonZeroUsize::new(256).expect("not zero");

/// Vectors that are kept on disk at most (about 80 MB); above, only those of the present phrasings stay.
const MOST_KEPT: usize = 50_000;

/// Texts that are encoded between two words about progress.
const AT_ONCE: usize = 64;

/// Is told how much of how much is done.
pub type Progress = Box<dyn Fn(usize, usize) + Send + Sync>;

/// A model, and what it has computed.
pub struct Remembering {
    model: Box<dyn SentenceModel>,
    cache: Option<Cache>,
    /// Lessons' vectors, once the cache was read. Held while lessons are encoded: the crisis check and the matcher ask for
    /// mostly the same ones at the same time.
    known: Mutex<Option<Vectors>>,
    /// Vectors of the last questions by a hash that is keyed anew in every process; a question's text is not kept.
    recent: Mutex<LruCache<u64, Vec<f32>>>,
    hasher: RandomState,
    progress: Option<Progress>,
}

impl fmt::Debug for Remembering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remembering")
            .field("model", &self.model.identity())
            .finish_non_exhaustive()
    }
}

impl Remembering {
    /// Tries the model on one sentence, so that a broken one is noticed now and not at the first question.
    pub(super) fn new(model: Box<dyn SentenceModel>) -> Result<Self, EncoderFailure> {
        let vector = model.vector("is it normal to cry")?;
        let length: f32 = vector.iter().map(|value| value * value).sum();
        let is_one = (0.99..1.01).contains(&length);
        if vector.len() != model.dimensions() || !is_one {
            return Err(EncoderFailure(format!(
                "the model gives {} numbers of length {length} where {} of length 1 belong",
                vector.len(),
                model.dimensions()
            )));
        }
        Ok(Self {
            model,
            cache: None,
            known: Mutex::default(),
            recent: Mutex::new(LruCache::new(RECENT)),
            hasher: RandomState::new(),
            progress: None,
        })
    }

    /// Names the model: vectors of one identity may be compared.
    pub fn identity(&self) -> &str {
        self.model.identity()
    }

    /// Numbers in a vector.
    pub fn dimensions(&self) -> usize {
        self.model.dimensions()
    }

    /// Keeps phrasings' vectors in this folder.
    #[must_use]
    pub fn cached_in(mut self, folder: &Path) -> Self {
        self.cache = Some(Cache::new(
            folder,
            self.model.identity(),
            self.model.dimensions(),
        ));
        self
    }

    /// Tells `progress` how far a long list is.
    #[must_use]
    pub fn telling(mut self, progress: Progress) -> Self {
        self.progress = Some(progress);
        self
    }

    fn compute(&self, missing: &[(Key, &str)], known: &mut Vectors) {
        let mut done = 0;
        for part in missing.chunks(AT_ONCE) {
            let computed: Vec<(Key, Vec<f32>)> = part
                .par_iter()
                .map(|(key, text)| (*key, self.compute_one(text)))
                .collect();
            known.extend(computed);
            done += part.len();
            if let Some(progress) = &self.progress {
                progress(done, missing.len());
            }
        }
    }

    /// A cache that can't be written costs time at the next start, nothing else.
    fn keep(&self, known: &Vectors) {
        if let Some(cache) = &self.cache
            && let Err(error) = cache.write(known)
        {
            tracing::warn!(%error, "phrasings' vectors can't be kept on disk: the next start takes longer");
        }
    }

    /// A text that can't be encoded says nothing: its words and letters then decide alone. The model was tried when it was
    /// opened, so this is a fault of the machine, not of the text.
    fn compute_one(&self, text: &str) -> Vec<f32> {
        let silence = vec![0.0; self.model.dimensions()];
        if text.trim().is_empty() {
            return silence;
        }
        self.model.vector(text).unwrap_or_else(|error| {
            tracing::error!(%error, "a text could not be encoded");
            silence
        })
    }
}

impl Encoder for Remembering {
    /// Those on disk are read, the others computed and kept there.
    fn lessons(&self, texts: &[String]) -> Vec<Vec<f32>> {
        let mut known = locked(&self.known);
        let known =
            known.get_or_insert_with(|| self.cache.as_ref().map_or_else(Vectors::new, Cache::read));
        let keys: Vec<Key> = texts.iter().map(|text| key(text)).collect();
        let missing: BTreeMap<Key, &str> = keys
            .iter()
            .zip(texts)
            .filter(|(key, _)| !known.contains_key(*key))
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        if !missing.is_empty() {
            self.compute(&missing.into_iter().collect::<Vec<_>>(), known);
            if known.len() > MOST_KEPT {
                let present: HashSet<&Key> = keys.iter().collect();
                known.retain(|key, _| present.contains(key));
            }
            self.keep(known);
        }
        keys.iter()
            .map(|key| known.get(key).cloned().unwrap_or_default())
            .collect()
    }

    fn question(&self, text: &str) -> Vec<f32> {
        let hash = self.hasher.hash_one(text);
        if let Some(vector) = locked(&self.recent).get(&hash) {
            return vector.clone();
        }
        let vector = self.compute_one(text);
        locked(&self.recent).put(hash, vector.clone());
        vector
    }

    /// They are on disk, if there is a place for them; else they would have to be computed anew.
    fn forget_lessons(&self) {
        if self.cache.is_some() {
            *locked(&self.known) = None;
        }
    }
}

/// What a panic elsewhere left behind is whole vectors: safe to go on with.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Phrasings' vectors on disk, so that a start encodes only what staff changed.
//!
//! One file a model in the user's cache folder. It holds vectors and hashes of the *FAQ's* texts, never a member's. It can
//! be deleted at any time; one that is damaged counts as absent.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::hex::hexadecimal;

/// Begins every file; the number changes with the format.
const MAGIC: &[u8] = b"aftercare vectors 1\n";

/// Hash of a text.
pub(super) type Key = [u8; 32];

/// Vectors by the hash of their text.
pub(super) type Vectors = HashMap<Key, Vec<f32>>;

pub(super) fn key(text: &str) -> Key {
    Sha256::digest(text).into()
}

/// The file of one model.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    path: PathBuf,
    dimensions: usize,
}

impl Cache {
    /// The file for a model in a folder that may not exist yet.
    pub(super) fn new(folder: &Path, identity: &str, dimensions: usize) -> Self {
        let name = hexadecimal(&key(identity)[..8]);
        Self {
            path: folder.join(format!("{name}.vectors")),
            dimensions,
        }
    }

    /// What is kept; nothing where there is no file, or one that is not whole.
    pub(super) fn read(&self) -> Vectors {
        fs::read(&self.path)
            .ok()
            .and_then(|bytes| self.parse(&bytes))
            .unwrap_or_default()
    }

    /// Replaces the file at once: a reader sees the old one or the new one.
    pub(super) fn write(&self, vectors: &Vectors) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&Self::bytes(vectors))?;
        file.persist(&self.path)?;
        Ok(())
    }

    /// `MAGIC`, the records, and the hash of both; a record is a key and its numbers, little-endian.
    fn bytes(vectors: &Vectors) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let mut sorted: Vec<_> = vectors.iter().collect();
        sorted.sort_by_key(|(key, _)| *key);
        for (key, vector) in sorted {
            bytes.extend(key);
            bytes.extend(vector.iter().flat_map(|value| value.to_le_bytes()));
        }
        let whole = Sha256::digest(&bytes);
        bytes.extend(whole);
        bytes
    }

    fn parse(&self, bytes: &[u8]) -> Option<Vectors> {
        let (body, hash) = bytes.split_last_chunk::<32>()?;
        if Sha256::digest(body).as_slice() != hash {
            return None;
        }
        let records = body.strip_prefix(MAGIC)?;
        let record = size_of::<Key>() + size_of::<f32>() * self.dimensions;
        let chunks = records.chunks_exact(record);
        if !chunks.remainder().is_empty() {
            return None;
        }
        chunks.map(parse_record).collect()
    }
}

fn parse_record(record: &[u8]) -> Option<(Key, Vec<f32>)> {
    let (key, numbers) = record.split_first_chunk::<32>()?;
    let (numbers, _) = numbers.as_chunks::<4>();
    Some((
        *key,
        numbers.iter().map(|n| f32::from_le_bytes(*n)).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_what_is_damaged_is_absent() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(&folder.path().join("not/yet"), "a model", 2);
        assert!(cache.read().is_empty());
        let vectors = Vectors::from([(key("a"), vec![0.6, 0.8]), (key("b"), vec![1.0, 0.0])]);
        cache.write(&vectors).expect("a written file");
        assert_eq!(cache.read(), vectors);

        let mut bytes = fs::read(&cache.path).expect("the file");
        bytes[MAGIC.len() + 40] ^= 1;
        fs::write(&cache.path, &bytes).expect("a damaged file");
        assert!(cache.read().is_empty());
        fs::write(&cache.path, &bytes[..30]).expect("a cut file");
        assert!(cache.read().is_empty());
    }

    #[test]
    fn each_model_has_its_own_file() {
        let folder = Path::new("cache");
        assert_ne!(
            Cache::new(folder, "a", 2).path,
            Cache::new(folder, "b", 2).path
        );
    }
}

//! 'Give me the better model.'
//!
//! A known model's files are fetched from the hub or taken from a place nearby, compared with the pinned hashes, opened
//! once, and then put in place by one renaming. Whatever fails before leaves everything as it was.

use std::fmt::Display;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::installed::{Models, is_there, set_aside};
use super::known::{KnownFile, KnownModel};
use super::remembering::Progress;
use super::{EncoderFailure, carried, hub};
use crate::hex::hexadecimal;

/// Read at once.
const CHUNK: usize = 64 * 1024;

/// Where a model's files come from.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// The hub that publishes them, or one that speaks its language: an address like [`HUB`](super::HUB).
    Hub(&'a str),
    /// A folder, or a `.zip` or `.whl`, with the files in one folder anywhere inside.
    Nearby(&'a Path),
}

/// What came of installing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Installation {
    /// It lies in this folder now.
    Placed(PathBuf),
    /// It lay in this folder already, whole.
    AlreadyThere(PathBuf),
}

/// Installs a model, unless it is installed and whole. `progress` is told bytes.
///
/// # Errors
/// When the files can't be had, one is not the published one, the model doesn't run, or the disk refuses; everything is then
/// as before.
pub fn install(
    known: &KnownModel<'_>,
    origin: Origin<'_>,
    models: &Models,
    progress: &Progress,
) -> Result<Installation, EncoderFailure> {
    let told = |why: &dyn Display| {
        let name = known.name;
        let mend = match origin {
            Origin::Hub(_) => format!(
                " Without network: `aftercare model install {name} --from PATH`, where PATH is a folder, a .zip or a .whl that holds the model."
            ),
            Origin::Nearby(_) => String::new(),
        };
        EncoderFailure(format!(
            "{name} was not installed, and nothing was changed: {why}.{mend}"
        ))
    };
    let target = models.folder()?.join(known.name);
    let _lock = models.lock()?;
    if is_there(&target) && known.open(&target).is_ok() {
        return Ok(Installation::AlreadyThere(target));
    }
    let unfinished = models.unfinished()?;
    let fresh = unfinished.path().join("model");
    fs::create_dir(&fresh).map_err(|error| told(&error))?;
    let mut count = Count::new(known, progress);
    match origin {
        Origin::Hub(address) => hub::fetch(address, known, unfinished.path(), &mut count),
        Origin::Nearby(path) => carried::take(path, known, &fresh, &mut count),
    }
    .map_err(|why| told(&why))?;
    // Proved where it isn't used yet: what doesn't run never takes the place of what did.
    known.open(&fresh).map_err(|why| told(&why))?;
    place(&fresh, &target, unfinished.path()).map_err(|error| told(&error))?;
    Ok(Installation::Placed(target))
}

/// Puts the fresh folder where the model belongs; what lay there goes into the bin, or back if that fails.
fn place(fresh: &Path, target: &Path, bin: &Path) -> io::Result<()> {
    let aside = is_there(target)
        .then(|| set_aside(target, bin))
        .transpose()?;
    fs::rename(fresh, target).inspect_err(|_| {
        if let Some(aside) = aside {
            // The first error is the one to tell.
            let _ = fs::rename(aside, target);
        }
    })
}

/// How many bytes of how many are there.
pub(super) struct Count<'a> {
    done: u64,
    all: u64,
    progress: &'a Progress,
}

impl<'a> Count<'a> {
    fn new(known: &KnownModel<'_>, progress: &'a Progress) -> Self {
        Self {
            done: 0,
            all: known.bytes(),
            progress,
        }
    }

    /// So many bytes are there, those of earlier files included.
    pub(super) fn set(&mut self, done: u64) {
        self.done = done;
        let count = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        (self.progress)(count(self.done), count(self.all));
    }

    pub(super) fn done(&self) -> u64 {
        self.done
    }
}

/// Copies a file to `sink` and refuses one that isn't it; reads no more than its size and one byte.
pub(super) fn copy_checked(
    from: &mut dyn Read,
    file: &KnownFile<'_>,
    sink: &mut dyn Write,
    mut count: Option<&mut Count<'_>>,
) -> Result<(), String> {
    let told = |error: io::Error| format!("{} can't be copied: {error}", file.path);
    let mut from = from.take(file.bytes + 1);
    let mut chunk = vec![0; CHUNK];
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    loop {
        let read = from.read(&mut chunk).map_err(told)?;
        let Some(part) = chunk.get(..read).filter(|part| !part.is_empty()) else {
            break;
        };
        hash.update(part);
        sink.write_all(part).map_err(told)?;
        bytes += read as u64;
        if let Some(count) = &mut count {
            count.set(count.done() + read as u64);
        }
    }
    let digest = hexadecimal(&hash.finalize());
    if bytes != file.bytes {
        return Err(wrong_size(file, bytes));
    }
    if digest != file.sha256 {
        return Err(format!(
            "{} is not the published one: its SHA-256 is {digest}, not {}",
            file.path, file.sha256
        ));
    }
    Ok(())
}

/// For a file whose size alone shows that it isn't the one.
pub(super) fn wrong_size(file: &KnownFile<'_>, bytes: u64) -> String {
    format!(
        "{} is not the published one: it has {} {bytes} bytes, not {}",
        file.path,
        if bytes > file.bytes {
            "at least"
        } else {
            "only"
        },
        file.bytes
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: KnownFile<'static> = KnownFile {
        path: "abc",
        bytes: 3,
        // The example of FIPS 180-4.
        sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    };

    #[track_caller]
    fn check_copy(mut from: impl Read, expected: Result<(), &str>) -> Vec<u8> {
        let mut sink = Vec::new();
        let copied = copy_checked(&mut from, &FILE, &mut sink, None);
        assert_eq!(copied, expected.map_err(str::to_owned));
        sink
    }

    #[test]
    fn only_the_very_bytes_are_taken() {
        check_copy(&b"abc"[..], Ok(()));
        check_copy(
            &b"ab"[..],
            Err("abc is not the published one: it has only 2 bytes, not 3"),
        );
        check_copy(
            &b"abd"[..],
            Err("abc is not the published one: its SHA-256 is \
                 a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9, not \
                 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        );
    }

    #[test]
    fn a_file_without_end_is_cut_off() {
        let sink = check_copy(
            io::repeat(b'a'),
            Err("abc is not the published one: it has at least 4 bytes, not 3"),
        );
        assert_eq!(sink, b"aaaa");
    }
}

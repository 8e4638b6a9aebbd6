//! A known model's files from a place nearby: a folder, or a `.zip` or `.whl` that somebody carried here.
//!
//! Only files with the model's own names are read, no more of each than the model's size, and they are written under those
//! names alone: no path inside an archive decides where anything goes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::install::{Count, copy_checked, wrong_size};
use super::known::{KnownFile, KnownModel};

/// Folders that are looked into: a model lies a few below the given one, a whole disk has millions.
const MOST_FOLDERS: usize = 10_000;

/// A place with folders in it.
trait Nearby {
    /// Names a folder.
    type Folder;

    /// Each folder that has files of all the model's names, whatever is in them.
    fn folders(&self, known: &KnownModel<'_>) -> Vec<Self::Folder>;

    /// A file's size, as far as the place knows, and what is in it.
    fn open(&mut self, folder: &Self::Folder, name: &str) -> io::Result<(u64, Box<dyn Read + '_>)>;
}

/// Copies the model's files from the folder or archive `from` to the folder `into`.
pub(super) fn take(
    from: &Path,
    known: &KnownModel<'_>,
    into: &Path,
    count: &mut Count<'_>,
) -> Result<(), String> {
    let taken = if from.is_dir() {
        take_from(&mut Folder(from), known, into, count)
    } else {
        let archive = File::open(from).and_then(|file| {
            ZipArchive::new(BufReader::new(file)).map_err(|error| {
                io::Error::other(format!("neither a folder nor a .zip or .whl: {error}"))
            })
        });
        take_from(
            &mut archive.map_err(|error| format!("{} can't be used: {error}", from.display()))?,
            known,
            into,
            count,
        )
    };
    taken.map_err(|why| format!("{why} (in {})", from.display()))
}

/// Takes the first folder whose files are the right ones; if none is, the first one's fault is told.
fn take_from<N: Nearby>(
    nearby: &mut N,
    known: &KnownModel<'_>,
    into: &Path,
    count: &mut Count<'_>,
) -> Result<(), String> {
    let mut fault = None;
    for folder in nearby.folders(known) {
        count.set(0);
        let mut files = known.files.iter();
        match files.try_for_each(|file| take_file(nearby, &folder, file, into, count)) {
            Ok(()) => return Ok(()),
            Err(why) => _ = fault.get_or_insert(why),
        }
    }
    Err(fault.unwrap_or_else(|| {
        let names = known.files.map(|file| file.path).join(", ");
        format!("no folder holds all of {names}")
    }))
}

fn take_file<N: Nearby>(
    nearby: &mut N,
    folder: &N::Folder,
    file: &KnownFile<'_>,
    into: &Path,
    count: &mut Count<'_>,
) -> Result<(), String> {
    let told = |error: io::Error| format!("{} can't be copied: {error}", file.path);
    let (bytes, mut reader) = nearby.open(folder, file.path).map_err(told)?;
    if bytes != file.bytes {
        return Err(wrong_size(file, bytes));
    }
    let mut copy = File::create(into.join(file.path)).map_err(told)?;
    copy_checked(&mut reader, file, &mut copy, Some(count))
}

/// A folder on disk; links to files are followed (the hub's own cache is made of them), links to folders aren't.
struct Folder<'a>(&'a Path);

impl Nearby for Folder<'_> {
    type Folder = PathBuf;

    fn folders(&self, known: &KnownModel<'_>) -> Vec<PathBuf> {
        let mut folders = vec![self.0.to_owned()];
        let mut next = 0;
        while let Some(folder) = folders.get(next).filter(|_| next < MOST_FOLDERS) {
            let items = fs::read_dir(folder).into_iter().flatten().flatten();
            let inner = items.filter(|item| item.file_type().is_ok_and(|kind| kind.is_dir()));
            let inner: Vec<PathBuf> = inner.map(|item| item.path()).collect();
            folders.extend(inner);
            next += 1;
        }
        let is_whole = |folder: &PathBuf| {
            let mut files = known.files.iter();
            files.all(|file| folder.join(file.path).is_file())
        };
        folders.retain(is_whole);
        folders
    }

    fn open(&mut self, folder: &PathBuf, name: &str) -> io::Result<(u64, Box<dyn Read + '_>)> {
        let file = File::open(folder.join(name))?;
        Ok((file.metadata()?.len(), Box::new(file)))
    }
}

/// An archive; a folder is what stands before a name, its slash included.
type Archive = ZipArchive<BufReader<File>>;

impl Nearby for Archive {
    type Folder = String;

    fn folders(&self, known: &KnownModel<'_>) -> Vec<String> {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for path in self.file_names() {
            for file in &known.files {
                if let Some(folder) = path.strip_suffix(file.path)
                    && (folder.is_empty() || folder.ends_with('/'))
                {
                    *found.entry(folder).or_default() += 1;
                }
            }
        }
        let whole = found
            .into_iter()
            .filter(|(_, files)| *files == known.files.len());
        whole.map(|(folder, _)| folder.to_owned()).collect()
    }

    fn open(&mut self, folder: &String, name: &str) -> io::Result<(u64, Box<dyn Read + '_>)> {
        let file = self.by_name(&format!("{folder}{name}"))?;
        Ok((file.size(), Box::new(file)))
    }
}

//! Puts the FAQ's files on the disk: each wholly or not at all, and there after a power cut once it was said to be.
//!
//! [`Disk`] is what the staff tools write through, in the steps between which a process can die. Nothing here reads what a
//! file means.

use std::fmt;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::{Builder, TempPath};

use super::folder::{FolderFailure, SourceFile, read_folder};
use super::problem::Problem;

/// The file by which one process keeps others from writing; what stands in it names the folder.
const LOCK: &str = ".aftercare.lock";

/// What stands in a new [`LOCK`] before the name.
const LOCK_NOTE: &str = "# Aftercare keeps the history of this folder under the name below. Please leave this file here.";

/// What files on their way are called; the reader skips what is hidden.
const PREPARED: &str = ".aftercare-";

/// Time between two looks at a lock that another process holds.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A text on the disk that is not yet in its place; it goes away if it never gets there.
#[derive(Debug)]
pub struct Prepared {
    file: PathBuf,
    text: TempPath,
}

/// The FAQ folder, as far as it is written.
pub trait Disk: fmt::Debug + Send + Sync {
    /// What is in the folder.
    ///
    /// # Errors
    /// When it can't be listed.
    fn read(&self) -> Result<(Vec<SourceFile>, Vec<Problem>), FolderFailure>;

    /// Writes a text beside the file whose text it will be, down to the disk.
    ///
    /// # Errors
    /// When the disk is full, the folder can't be written, and the like.
    fn prepare(&self, file: &str, text: &str) -> io::Result<Prepared>;

    /// Puts it in the file's place, at one stroke.
    ///
    /// # Errors
    /// When the folder doesn't let it; the file is then what it was.
    fn put_in_place(&self, prepared: Prepared) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When the folder doesn't let it.
    fn remove(&self, file: &str) -> io::Result<()>;

    /// Makes sure that a file's new name, or its being gone, outlives a power cut.
    ///
    /// # Errors
    /// When the disk can't promise it.
    fn settle(&self, file: &str) -> io::Result<()>;
}

/// A folder of this machine.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at this path.
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Keeps other processes from writing until the lock is dropped; waits for them, at most so long.
    ///
    /// # Errors
    /// When the folder can't be written, or another process doesn't let go of it.
    pub fn lock(&self, patience: Duration) -> io::Result<Lock> {
        let path = self.0.join(LOCK);
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)?;
        let begun = Instant::now();
        while let Err(held) = file.try_lock() {
            match held {
                fs::TryLockError::WouldBlock if begun.elapsed() < patience => {
                    thread::sleep(LOOK_AGAIN);
                }
                fs::TryLockError::WouldBlock => return Err(io::ErrorKind::WouldBlock.into()),
                fs::TryLockError::Error(error) => return Err(error),
            }
        }
        Lock::of(file, &path)
    }

    /// Removes what a process left behind that died while it wrote. Only for who holds the lock.
    ///
    /// # Errors
    /// When the folder can't be listed.
    pub fn sweep(&self, _held: &Lock) -> io::Result<()> {
        for item in fs::read_dir(&self.0)? {
            let item = item?;
            if item.file_name().to_string_lossy().starts_with(PREPARED) {
                fs::remove_file(item.path())?;
            }
        }
        Ok(())
    }

    /// Where a file really is: a link stays a link, and what it leads to is changed.
    fn place(&self, file: &str) -> PathBuf {
        let path = self.0.join(file);
        fs::canonicalize(&path).unwrap_or(path)
    }
}

impl Disk for Folder {
    fn read(&self) -> Result<(Vec<SourceFile>, Vec<Problem>), FolderFailure> {
        read_folder(&self.0)
    }

    fn prepare(&self, file: &str, text: &str) -> io::Result<Prepared> {
        let file = self.place(file);
        let folder = file.parent().unwrap_or(&self.0);
        let mut builder = Builder::new();
        builder.prefix(PREPARED);
        let permissions = permissions(&file, &self.0.join(LOCK))?;
        if let Some(permissions) = &permissions {
            builder.permissions(permissions.clone());
        }
        let mut beside = builder.tempfile_in(folder)?;
        beside.write_all(text.as_bytes())?;
        if let Some(permissions) = permissions {
            // Those of a new file are narrowed by the account's mask.
            beside.as_file().set_permissions(permissions)?;
        }
        beside.as_file().sync_all()?;
        Ok(Prepared {
            file,
            text: beside.into_temp_path(),
        })
    }

    fn put_in_place(&self, prepared: Prepared) -> io::Result<()> {
        let Prepared { file, text } = prepared;
        text.persist(file).map_err(|failure| failure.error)
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        match fs::remove_file(self.0.join(file)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn settle(&self, file: &str) -> io::Result<()> {
        // Elsewhere a folder can't be opened as a file, and renaming is settled by the system.
        if cfg!(unix) {
            let place = self.place(file);
            File::open(place.parent().unwrap_or(&self.0))?.sync_all()?;
        }
        Ok(())
    }
}

/// As the file has them, so that whoever could read it still can. A new one gets those of its folder's lock, which are
/// what other programs give a new file here: a temporary file's are narrower.
fn permissions(file: &Path, lock: &Path) -> io::Result<Option<Permissions>> {
    for like in [file, lock] {
        match fs::metadata(like) {
            Ok(metadata) => return Ok(Some(metadata.permissions())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// While it is there, no other process writes the folder.
#[derive(Debug)]
pub struct Lock {
    name: String,
    _file: File,
}

impl Lock {
    /// The folder's name: the same wherever the folder is moved, and another for a copy of its files.
    pub fn folder(&self) -> &str {
        &self.name
    }

    fn of(mut file: File, path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let named = text.lines().find(|line| !line.starts_with('#'));
        let named = named.map(str::trim).filter(|name| !name.is_empty());
        if let Some(name) = named.map(str::to_owned) {
            return Ok(Self { name, _file: file });
        }
        let name = new_name();
        file.set_len(0)?;
        file.write_all(format!("{LOCK_NOTE}\n{name}\n").as_bytes())?;
        file.sync_all()?;
        Ok(Self { name, _file: file })
    }
}

/// Sixteen letters and digits by chance.
fn new_name() -> String {
    use std::hash::BuildHasher as _;
    let chance = std::collections::hash_map::RandomState::new().hash_one(LOCK);
    format!("{chance:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let temporary = tempfile::tempdir().expect("a folder");
        let folder = Folder::new(temporary.path());
        (temporary, folder)
    }

    #[test]
    fn a_text_is_in_its_place_only_when_it_is_put_there() {
        let (temporary, folder) = folder();
        let path = temporary.path().join("faq.toml");
        fs::write(&path, "old").expect("written");
        let prepared = folder.prepare("faq.toml", "new").expect("prepared");
        assert_eq!(fs::read_to_string(&path).expect("read"), "old");
        folder.put_in_place(prepared).expect("put");
        folder.settle("faq.toml").expect("settled");
        assert_eq!(fs::read_to_string(&path).expect("read"), "new");
        drop(folder.prepare("faq.toml", "never"));
        let left = fs::read_dir(temporary.path()).expect("listed").count();
        assert_eq!(left, 1, "what was not put in place is gone");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let (temporary, folder) = folder();
        let real = temporary.path().join("real.toml");
        fs::write(&real, "old").expect("written");
        fs::set_permissions(&real, Permissions::from_mode(0o664)).expect("set");
        symlink(&real, temporary.path().join("faq.toml")).expect("linked");
        let prepared = folder.prepare("faq.toml", "new").expect("prepared");
        folder.put_in_place(prepared).expect("put");
        assert_eq!(fs::read_to_string(&real).expect("read"), "new");
        let mode = fs::metadata(&real).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o664);
        let held = folder.lock(Duration::ZERO).expect("free");
        let new = folder.prepare("new.toml", "text").expect("prepared");
        folder.put_in_place(new).expect("put");
        let mode_of = |name| {
            let metadata = fs::metadata(temporary.path().join(name)).expect("there");
            metadata.permissions().mode() & 0o777
        };
        assert_eq!(mode_of("new.toml"), mode_of(LOCK));
        drop(held);
    }

    #[test]
    fn one_process_writes_at_a_time_and_the_folder_keeps_its_name() {
        let (_temporary, folder) = folder();
        let held = folder.lock(Duration::ZERO).expect("free");
        let refused = folder.lock(Duration::from_millis(120)).expect_err("held");
        assert_eq!(refused.kind(), io::ErrorKind::WouldBlock);
        let name = held.folder().to_owned();
        drop(held);
        let again = folder.lock(Duration::ZERO).expect("free again");
        assert_eq!((again.folder(), name.len()), (name.as_str(), 16));
    }

    #[test]
    fn what_a_dead_process_left_is_swept_away() {
        let (temporary, folder) = folder();
        let left = folder.prepare("faq.toml", "half").expect("prepared");
        left.text.keep().expect("kept");
        let held = folder.lock(Duration::ZERO).expect("free");
        folder.sweep(&held).expect("swept");
        let names = fs::read_dir(temporary.path()).expect("listed");
        let names: Vec<_> = names
            .map(|item| item.expect("an item").file_name())
            .collect();
        assert_eq!(names, [LOCK]);
    }
}

//! A disk on which the process dies, or which is full, after so many steps.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aftercare::faq::Problem;
use aftercare::faq::disk::{Disk, Folder, Prepared};
use aftercare::faq::folder::{FolderFailure, SourceFile};

/// What happens at the step that is not done any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The process is gone: nothing else is done either.
    Dies,
    /// The disk is full for this one step.
    IsFull,
}

/// A folder on such a disk.
#[derive(Debug, Clone)]
pub(super) struct Fragile {
    folder: Folder,
    trouble: Trouble,
    left: Arc<AtomicI64>,
}

impl Fragile {
    /// A folder on a disk that does its work until it is told otherwise.
    pub(super) fn new(path: &Path, trouble: Trouble) -> Self {
        Self {
            folder: Folder::new(path),
            trouble,
            left: Arc::new(AtomicI64::new(i64::MAX)),
        }
    }

    /// From now on so many steps are done before the trouble.
    pub(super) fn breaks_after(&self, steps: i64) {
        self.left.store(steps, Ordering::SeqCst);
    }

    fn step(&self) -> io::Result<()> {
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        match (left, self.trouble) {
            (0, Trouble::IsFull) => Err(io::ErrorKind::StorageFull.into()),
            (1.., _) | (_, Trouble::IsFull) => Ok(()),
            (_, Trouble::Dies) => Err(io::Error::other("the process died here")),
        }
    }
}

impl Disk for Fragile {
    fn read(&self) -> Result<(Vec<SourceFile>, Vec<Problem>), FolderFailure> {
        // Who is dead sees nothing any more.
        let is_dead = self.trouble == Trouble::Dies && self.left.load(Ordering::SeqCst) < 0;
        if is_dead {
            return Folder::new(Path::new("/nowhere")).read();
        }
        self.folder.read()
    }

    fn prepare(&self, file: &str, text: &str) -> io::Result<Prepared> {
        self.step()?;
        self.folder.prepare(file, text)
    }

    fn put_in_place(&self, prepared: Prepared) -> io::Result<()> {
        self.step()?;
        self.folder.put_in_place(prepared)
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        self.step()?;
        self.folder.remove(file)
    }

    fn settle(&self, file: &str) -> io::Result<()> {
        self.step()?;
        self.folder.settle(file)
    }
}

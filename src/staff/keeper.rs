//! Keeps an FAQ folder and its history in step: a change is in both or in neither, also when the process dies in the
//! middle, the disk is full, or somebody saves the same file by hand.
//!
//! A change is first written into the history as pending, then into the files, then marked as done. Whoever opens the
//! folder next finishes what is pending; if the files are no longer what the change was made from, it is set aside in the
//! history with its whole text. What is changed by hand becomes a part of the history as soon as it is seen. So the
//! history, replayed from its beginning, is the folder.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::chronicle::{self, CannotUndo, FOUND, Texts, between, make, replay, splices_of, texts};
use super::kept::{Deed, NotKept};
use super::splice::{change, forward};
use crate::faq::disk::{Disk, Folder, Lock};
use crate::faq::edit::FileChange;
use crate::faq::folder::SourceFile;
use crate::store::{NewChange, RecordedChange, Store};

/// How long another process is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The deed of what was changed by hand.
const BY_HAND: &str = "by-hand";

/// Changes that are fetched at once.
const PAGE: u32 = 50;

/// The folder, its history, and what the history comes to so far.
#[derive(Debug)]
pub struct Keeper {
    folder: Folder,
    disk: Box<dyn Disk>,
    store: Store,
    recorded: Texts,
    /// The number of the last change in `recorded`.
    last: i64,
    /// What was set aside, for staff to hear.
    set_aside: Vec<RecordedChange>,
}

impl Keeper {
    /// Opens a folder: finishes what a process left that died, and takes into the history what was changed by hand.
    ///
    /// # Errors
    /// When folder or history can't be read or written.
    pub async fn open(path: &Path, store: Store) -> Result<Self, NotKept> {
        Self::open_through(Box::new(Folder::new(path)), path, store).await
    }

    /// The same, with the folder's files written through another [`Disk`].
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_through(
        disk: Box<dyn Disk>,
        path: &Path,
        store: Store,
    ) -> Result<Self, NotKept> {
        let mut keeper = Self {
            folder: Folder::new(path),
            disk,
            store,
            recorded: Texts::new(),
            last: 0,
            set_aside: Vec::new(),
        };
        let lock = keeper.folder.lock(PATIENCE)?;
        keeper.folder.sweep(&lock)?;
        let present = keeper.take_up(&lock).await?;
        keeper.note_difference(&lock, &present).await?;
        Ok(keeper)
    }

    /// Writes a change into files and history, if the folder still is what the change was made from. Gives its number.
    ///
    /// # Errors
    /// When it was not kept; then nothing was changed.
    pub async fn keep(
        &mut self,
        deed: Deed<'_>,
        made_from: &[SourceFile],
        files: &[FileChange],
    ) -> Result<i64, NotKept> {
        let lock = self.folder.lock(PATIENCE)?;
        let present = self.take_up(&lock).await?;
        if present != texts(made_from) {
            return Err(NotKept::ChangedMeanwhile);
        }
        self.note_difference(&lock, &present).await?;
        let number = self.begin(&lock, deed, files).await?;
        if let Err(error) = self.write(files) {
            tracing::error!(%error, number, "a change of the FAQ was not written");
            return Err(self.take_back(&lock, number, files, error).await);
        }
        for file in files {
            make(&mut self.recorded, file);
        }
        self.last = number;
        if let Err(failure) = self.store.finish_change(lock.folder(), number).await {
            // The files have it, and so the next look finishes it.
            tracing::warn!(%failure, number, "a change of the FAQ is not yet marked as done");
        }
        Ok(number)
    }

    /// Takes into the history what was changed by hand.
    ///
    /// # Errors
    /// When folder or history can't be read or written.
    pub async fn note(&mut self) -> Result<(), NotKept> {
        let lock = self.folder.lock(PATIENCE)?;
        let present = self.take_up(&lock).await?;
        self.note_difference(&lock, &present).await
    }

    /// What has to be changed to take a change back; of none is named, the latest of staff's that stands. Changes nothing.
    ///
    /// # Errors
    /// When there is no such change, or it can't be taken back any more.
    pub async fn undoing(
        &mut self,
        number: Option<i64>,
    ) -> Result<(RecordedChange, Vec<FileChange>), NotKept> {
        let lock = self.folder.lock(PATIENCE)?;
        let present = self.take_up(&lock).await?;
        self.note_difference(&lock, &present).await?;
        let changes = self.store.all_changes(lock.folder()).await?;
        let number = number.or_else(|| chronicle::latest_standing(&changes));
        let number = number.ok_or(NotKept::CannotUndo(CannotUndo::NoSuchChange))?;
        let files = chronicle::undo(&changes, &present, number).map_err(NotKept::CannotUndo)?;
        let undone = changes.into_iter().find(|change| change.number == number);
        let undone = undone.ok_or(NotKept::CannotUndo(CannotUndo::NoSuchChange))?;
        Ok((undone, files))
    }

    /// Changes, newest first: those below a number, or the newest.
    ///
    /// # Errors
    /// When folder or history can't be read.
    pub async fn history(
        &self,
        below: Option<i64>,
        at_most: u32,
    ) -> Result<Vec<RecordedChange>, NotKept> {
        let lock = self.folder.lock(PATIENCE)?;
        Ok(self.store.changes(lock.folder(), below, at_most).await?)
    }

    /// Closes the connections to the history.
    pub async fn close(self) {
        self.store.close().await;
    }

    /// What was set aside since this was asked last: changes that a dying process left, of files that somebody has saved
    /// in the meantime. Their texts are in the history.
    pub fn set_aside(&mut self) -> Vec<RecordedChange> {
        std::mem::take(&mut self.set_aside)
    }

    /// Finishes what is pending and reads what other processes did. Gives what the folder holds then.
    async fn take_up(&mut self, lock: &Lock) -> Result<Texts, NotKept> {
        for pending in self.store.pending_changes(lock.folder()).await? {
            self.finish(lock, pending).await?;
        }
        self.catch_up(lock).await?;
        Ok(texts(&self.disk.read()?.0))
    }

    async fn finish(&mut self, lock: &Lock, pending: RecordedChange) -> Result<(), NotKept> {
        let present = texts(&self.disk.read()?.0);
        let unwritten: Option<Vec<FileChange>> = pending
            .files
            .iter()
            .filter(|splice| !is_there(splice, &present))
            .map(|splice| {
                forward(
                    splice,
                    present.get(splice.file.as_str()).map(String::as_str),
                )
            })
            .collect();
        let number = pending.number;
        if let Some(files) = unwritten {
            self.write(&files)?;
            self.store.finish_change(lock.folder(), number).await?;
            tracing::info!(number, "a change of the FAQ that was under way is finished");
        } else {
            self.store.abandon_change(lock.folder(), number).await?;
            tracing::warn!(
                number,
                "a change of the FAQ was set aside: its file was saved by somebody else"
            );
            self.set_aside.push(pending);
        }
        Ok(())
    }

    /// Replays what was done since the last look.
    async fn catch_up(&mut self, lock: &Lock) -> Result<(), NotKept> {
        let mut newer = Vec::new();
        let mut below = None;
        loop {
            let page = self.store.changes(lock.folder(), below, PAGE).await?;
            let is_last = page.len() < PAGE as usize;
            below = page.last().map(|change| change.number);
            newer.extend(page.into_iter().filter(|change| change.number > self.last));
            if is_last || below.is_none_or(|number| number <= self.last) {
                break;
            }
        }
        for change in newer.iter().rev() {
            if let Err(torn) = replay(&mut self.recorded, change) {
                return self.begin_anew(lock, torn.number).await;
            }
            self.last = change.number;
        }
        Ok(())
    }

    /// A history that doesn't fit together is left as it is, and begun anew with what the folder holds.
    async fn begin_anew(&mut self, lock: &Lock, torn_at: i64) -> Result<(), NotKept> {
        tracing::error!(
            change = torn_at,
            "the history of the FAQ does not fit together; it begins anew here"
        );
        self.recorded.clear();
        let present = texts(&self.disk.read()?.0);
        self.found(lock, &present).await
    }

    async fn found(&mut self, lock: &Lock, present: &Texts) -> Result<(), NotKept> {
        let files = between(&Texts::new(), present);
        self.record(lock, by_nobody(FOUND), &files).await
    }

    async fn note_difference(&mut self, lock: &Lock, present: &Texts) -> Result<(), NotKept> {
        if self.last == 0 {
            return self.found(lock, present).await;
        }
        let files = between(&self.recorded, present);
        if files.is_empty() {
            return Ok(());
        }
        self.record(lock, by_nobody(BY_HAND), &files).await
    }

    /// Writes a change into the history that the files have already.
    async fn record(
        &mut self,
        lock: &Lock,
        deed: Deed<'_>,
        files: &[FileChange],
    ) -> Result<(), NotKept> {
        let number = self.begin(lock, deed, files).await?;
        self.store.finish_change(lock.folder(), number).await?;
        for file in files {
            make(&mut self.recorded, file);
        }
        self.last = number;
        Ok(())
    }

    async fn begin(
        &self,
        lock: &Lock,
        deed: Deed<'_>,
        files: &[FileChange],
    ) -> Result<i64, NotKept> {
        let splices = splices_of(files);
        let change = NewChange {
            folder: lock.folder(),
            at: deed.at,
            who: deed.who,
            confirmed_by: deed.confirmed_by,
            deed: deed.name,
            subject: deed.subject,
            undoes: deed.undoes,
            files: &splices,
        };
        Ok(self.store.begin_change(&change).await?)
    }

    /// All texts are on the disk before the first takes its place: a full disk is noticed while nothing has changed.
    fn write(&self, files: &[FileChange]) -> io::Result<()> {
        let mut prepared = Vec::new();
        for file in files {
            if let Some(text) = &file.after {
                prepared.push(self.disk.prepare(&file.file, text)?);
            }
        }
        for text in prepared {
            self.disk.put_in_place(text)?;
        }
        for file in files.iter().filter(|file| file.after.is_none()) {
            self.disk.remove(&file.file)?;
        }
        files
            .iter()
            .try_for_each(|file| self.disk.settle(&file.file))
    }

    /// Makes the folder what it was before a change that was not wholly written, and forgets the change.
    async fn take_back(
        &self,
        lock: &Lock,
        number: i64,
        files: &[FileChange],
        error: io::Error,
    ) -> NotKept {
        let Ok((present, _)) = self.disk.read() else {
            return NotKept::Unfinished;
        };
        let present = texts(&present);
        let written = files
            .iter()
            .filter(|file| present.get(&file.file) != file.before.as_ref());
        let back: Vec<FileChange> = written
            .map(|file| change(&file.file, file.after.as_deref(), file.before.as_deref()))
            .collect();
        if self.write(&back).is_err() {
            return NotKept::Unfinished;
        }
        match self.store.drop_change(lock.folder(), number).await {
            Ok(_) => NotKept::Unwritten(error),
            Err(failure) => {
                tracing::error!(%failure, number, "a change that was not written is still in the history");
                NotKept::Unfinished
            }
        }
    }
}

/// Does the folder hold what the change made of this file?
fn is_there(splice: &crate::store::FileSplice, present: &Texts) -> bool {
    let text = present.get(splice.file.as_str()).map(String::as_str);
    super::splice::backward(splice, text).is_some()
}

fn by_nobody(name: &str) -> Deed<'_> {
    Deed {
        name,
        subject: "",
        at: crate::clock::now(),
        who: None,
        confirmed_by: None,
        undoes: None,
    }
}

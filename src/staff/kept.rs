//! What goes with a change into the history, and why a change was not kept.

use std::fmt;
use std::io;

use super::chronicle::CannotUndo;
use crate::faq::folder::FolderFailure;
use crate::store::StoreFailure;

/// What is written into the history beside the texts.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    /// A word for what was done.
    pub name: &'a str,
    /// What it was done to: an entry's id, mostly.
    pub subject: &'a str,
    /// Seconds since 1970.
    pub at: i64,
    /// Discord's id of who did it; none for what was done by hand.
    pub who: Option<u64>,
    /// Who confirmed it, where two are needed.
    pub confirmed_by: Option<u64>,
    /// The change that it takes back.
    pub undoes: Option<i64>,
}

/// Why a change was not kept. The folder is then what it was.
#[derive(Debug)]
pub enum NotKept {
    /// The files are others than those it was made from.
    ChangedMeanwhile,
    /// The folder can't be read.
    Unreadable(FolderFailure),
    /// A file, or the lock, can't be written.
    Unwritten(io::Error),
    /// Another process holds the folder.
    Locked,
    /// It was written in part, and could be neither finished nor taken back: it is tried again later.
    Unfinished,
    /// The history can't be written or read.
    Store(StoreFailure),
    /// It can't be taken back.
    CannotUndo(CannotUndo),
}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ChangedMeanwhile => {
                f.write_str("The FAQ was changed in the meantime. Please look at it again, then save.")
            }
            Self::Unreadable(failure) => write!(f, "I can't read the FAQ: {failure}."),
            Self::Unwritten(error) => f.write_str(in_words(error)),
            Self::Locked => {
                f.write_str("Another program is writing the FAQ at this moment. Please try again in a minute.")
            }
            Self::Unfinished => f.write_str(
                "The disk failed in the middle of it. The text is safe in the history; I finish it as soon as I can write \
                 again. Please tell whoever runs me.",
            ),
            Self::Store(_) => f.write_str(
                "I can't write the history, so I changed nothing. Please tell whoever runs me: the reason is in my log.",
            ),
            Self::CannotUndo(why) => why.fmt(f),
        }
    }
}

fn in_words(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "The disk is full, so nothing was saved. Please tell whoever runs me, then try again."
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "I may not write into the FAQ's folder, so nothing was saved. Please tell whoever runs me: my account needs to \
             write there."
        }
        _ => {
            "The FAQ's folder can't be written, so nothing was saved. Please tell whoever runs me: the reason is in my log."
        }
    }
}

impl std::error::Error for NotKept {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(failure) => Some(failure),
            Self::Unwritten(error) => Some(error),
            Self::Store(failure) => Some(failure),
            _ => None,
        }
    }
}

impl From<StoreFailure> for NotKept {
    fn from(failure: StoreFailure) -> Self {
        Self::Store(failure)
    }
}

impl From<FolderFailure> for NotKept {
    fn from(failure: FolderFailure) -> Self {
        Self::Unreadable(failure)
    }
}

impl From<io::Error> for NotKept {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock => Self::Locked,
            _ => Self::Unwritten(error),
        }
    }
}

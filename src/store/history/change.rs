//! What is told of a change: before it is written down, and afterwards.

/// What a change took out of one file and put in, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSplice {
    /// The file's name in its folder.
    pub file: String,
    /// SHA-256 of the whole file before, in hexadecimal digits; `None` where there was none.
    pub before: Option<String>,
    /// The same after the change; `None` where there is none any more.
    pub after: Option<String>,
    /// Where in the file, in bytes from its beginning.
    pub start: u64,
    /// What stood there.
    pub removed: String,
    /// What stands there instead.
    pub added: String,
}

/// A change that is about to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewChange<'a> {
    /// The folder's name; several folders may share one database.
    pub folder: &'a str,
    /// When, in Unix seconds.
    pub at: i64,
    /// Who of the staff; `None` where the files themselves were edited.
    pub who: Option<u64>,
    /// Who else of the staff agreed, where that was needed.
    pub confirmed_by: Option<u64>,
    /// What is done, in the caller's words.
    pub deed: &'a str,
    /// To what, such as an entry's id.
    pub subject: &'a str,
    /// The number of the change that this one takes back.
    pub undoes: Option<i64>,
    /// What it does to the files, in this order.
    pub files: &'a [FileSplice],
}

/// How far a change got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeState {
    /// Written down; whether the files have it is not known yet.
    Pending,
    /// The files have it.
    Done,
    /// The files never had it. It is kept for its text.
    Abandoned,
}

/// A change as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedChange {
    /// Counts the folder's changes, from 1.
    pub number: i64,
    /// When, in Unix seconds.
    pub at: i64,
    /// Who of the staff; `None` where the files themselves were edited.
    pub who: Option<u64>,
    /// Who else of the staff agreed.
    pub confirmed_by: Option<u64>,
    /// What is done, in the caller's words.
    pub deed: String,
    /// To what, such as an entry's id.
    pub subject: String,
    /// The number of the change that this one takes back.
    pub undoes: Option<i64>,
    /// How far it got.
    pub state: ChangeState,
    /// What it does to the files, in the order in which they were given.
    pub files: Vec<FileSplice>,
}

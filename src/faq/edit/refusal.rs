//! Why a change can't be made, in words for the person who wanted it.

use std::fmt;

use crate::faq::folder::LARGEST_FILE;

/// Why nothing was changed. Each reads as one sentence without a full stop and says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotEdit {
    /// No entry has this id.
    NoSuchEntry {
        /// As it was written.
        id: String,
        /// The existing id that looks most like it.
        nearest: Option<String>,
    },
    /// The id is that of a health topic or a kind of danger.
    NotAnEntry {
        /// The id.
        id: String,
        /// Where it stands.
        file: String,
    },
    /// Not a well-formed id.
    BadId(String),
    /// Something has this id.
    IdTaken {
        /// The id.
        id: String,
        /// Where it stands.
        file: String,
    },
    /// A text with nothing in it; says which.
    Empty(&'static str),
    /// The entry has this question and this answer.
    SameText(String),
    /// All of these teach the entry already.
    AlreadyTaught(String),
    /// None of these teaches the entry.
    NotTaught(String),
    /// The message is known not to be for the bot.
    AlreadyBackground,
    /// All files of an import are there as they are.
    SameFiles,
    /// No name of a file in the FAQ folder.
    BadFileName(String),
    /// Two files of an import can't both be there: they have one name, or one is the other's folder.
    NamesClash(String),
    /// The folder would not read it.
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        bytes: usize,
    },
    /// A file can't be read as it is.
    NotToml {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
    },
    /// Something else stands where a list is expected.
    NotAList {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: &'static str,
    },
    /// The file uses a corner of TOML in which there is no room for the change.
    Unusual(String),
}

impl fmt::Display for CannotEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchEntry {
                id,
                nearest: Some(nearest),
            } => {
                write!(f, "there is no entry `{id}`; did you mean `{nearest}`?")
            }
            Self::NoSuchEntry { id, nearest: None } => write!(f, "there is no entry `{id}`"),
            Self::NotAnEntry { id, file } => {
                write!(f, "`{id}` is not an entry; change it in {file} itself")
            }
            Self::BadId(id) => write!(
                f,
                "`{id}` can't be an id; use lower-case letters, digits and hyphens, at most 60"
            ),
            Self::IdTaken { id, file } => {
                write!(f, "the id `{id}` is taken, in {file}; choose another one")
            }
            Self::Empty(what) => write!(f, "the {what} is empty; write something there"),
            Self::SameText(id) => write!(f, "`{id}` has this question and this answer already"),
            Self::AlreadyTaught(id) => write!(f, "`{id}` is taught these words already"),
            Self::NotTaught(id) => write!(f, "`{id}` is not taught these words"),
            Self::AlreadyBackground => {
                f.write_str("this message is already among those that are not for the bot")
            }
            Self::SameFiles => f.write_str("these files are there already, exactly so"),
            Self::BadFileName(name) => write!(
                f,
                "`{name}` can't be a file of the FAQ; use a plain name that ends in .toml, like `house-rules.toml`"
            ),
            Self::NamesClash(name) => write!(
                f,
                "`{name}` can't be there twice, as a file or as a folder; leave one out, or give it another name"
            ),
            Self::TooLarge { file, bytes } => write!(
                f,
                "{file} would have {bytes} bytes, and an FAQ file has at most {LARGEST_FILE}; use another file"
            ),
            Self::NotToml { file, line } => write!(
                f,
                "{file} is not TOML; look for a missing quote, comma or bracket in line {line} or the one above, and mend \
                 that first"
            ),
            Self::NotAList { file, line, key } => {
                write!(
                    f,
                    "`{key}` in {file}, line {line}, is not a list; put it into [ ] first"
                )
            }
            Self::Unusual(file) => write!(
                f,
                "{file} is written in a way that leaves no room for this; change the file itself"
            ),
        }
    }
}

impl std::error::Error for CannotEdit {}

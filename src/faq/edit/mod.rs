//! From what a person wants changed to new texts of the FAQ's files. Pure: it reads and writes no file.
//!
//! Everything that a change doesn't name stays byte for byte: comments, order, layout, line ends, a byte order mark,
//! odd quoting. So nothing is printed anew: `sheet` finds where each value stands (the places that the `toml` crate
//! tells), a change becomes a few [`splices`](splice), and all bytes between those are copied. A TOML editor that keeps
//! a document and prints it was tried: `toml_edit` 0.25 turns CRLF into LF, drops the byte order mark, ends the last line
//! and puts dotted keys together, and its strings choose their own quotes.
//!
//! What is written looks as the shipped files do. Whether a change is wise (two entries taught the same words, an answer
//! too long for Discord) is for the reader of the new texts to say: [`Library::from_files`](super::Library::from_files).

mod add;
mod background;
mod blocks;
mod home;
mod import;
mod lines;
mod list;
mod name;
mod refusal;
mod retire;
mod rewrite;
mod sheet;
mod splice;
mod teach;
mod write;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use toml::de::DeTable;

pub use self::name::id_for;
pub use self::refusal::CannotEdit;
use super::folder::{LARGEST_FILE, SourceFile};
use crate::language::Language;

/// Where staff's own entries go unless they say otherwise. It has no `[article]`: they don't come from one.
pub const STAFF_FILE: &str = "from-the-team.toml";

/// Where messages go that are not for the bot.
pub const BACKGROUND_FILE: &str = "not-for-the-bot.toml";

/// What a person wants changed. It can be kept as JSON until somebody confirms it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A new entry at the end of a file; the file is made if it isn't there.
    Add {
        /// The file's name in the folder; [`STAFF_FILE`] for what comes from no article.
        file: String,
        /// What it says.
        entry: NewEntry,
    },
    /// Question and answer of an entry in one language, which is made where the entry doesn't have it.
    Rewrite {
        /// The entry.
        id: String,
        /// English is the entry itself.
        language: Language,
        /// As members see it.
        question: String,
        /// As members read it.
        answer: String,
    },
    /// More ways of asking, at the end of the entry's list. Those that it knows are skipped.
    Teach {
        /// The entry.
        id: String,
        /// What they are written in.
        language: Language,
        /// As members would type them.
        phrasings: Vec<String>,
    },
    /// Takes ways of asking out, wherever they stand: in the entry, in its languages, in any `[[more]]`.
    Unteach {
        /// The entry.
        id: String,
        /// Those that read the same to the matcher go, too.
        phrasings: Vec<String>,
    },
    /// Takes an entry out, with its `[[more]]` and with its id in every `related`.
    Retire {
        /// The entry.
        id: String,
    },
    /// A message that is not for the bot, at the end of the list in [`BACKGROUND_FILE`].
    Background {
        /// As somebody typed it.
        message: String,
    },
    /// Puts whole files in place, whatever is in them.
    Import {
        /// Names in the folder, with the texts.
        files: Vec<(String, String)>,
    },
}

/// An entry that doesn't exist yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEntry {
    /// Its name; [`id_for`] makes one.
    pub id: String,
    /// As members see it.
    pub question: String,
    /// As members read it.
    pub answer: String,
    /// Ways of asking it; may be none.
    pub phrasings: Vec<String>,
}

/// One file before and after a change. Nothing stands for 'no such file'.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Its name in the folder.
    pub file: Arc<str>,
    /// The text before.
    pub before: Option<String>,
    /// The text after.
    pub after: Option<String>,
}

/// The files that a change concerns, at least one, in the order of `files`.
///
/// # Errors
/// When it can't be made or would change nothing; then nothing is to be done. Every file must be TOML before anything
/// but an import is tried, since the entry, or more of it, may stand in the broken one.
pub fn edit(files: &[SourceFile], change: &Change) -> Result<Vec<FileChange>, CannotEdit> {
    let changes = match change {
        Change::Add { file, entry } => add::add(files, file, entry),
        Change::Rewrite {
            id,
            language,
            question,
            answer,
        } => rewrite::rewrite(files, (id, *language), question, answer),
        Change::Teach {
            id,
            language,
            phrasings,
        } => teach::teach(files, (id, *language), phrasings),
        Change::Unteach { id, phrasings } => teach::unteach(files, id, phrasings),
        Change::Retire { id } => retire::retire(files, id),
        Change::Background { message } => background::background(files, message),
        Change::Import { files: new } => return import::import(files, new),
    }?;
    for change in &changes {
        check_readable(change)?;
    }
    Ok(changes)
}

/// The files with the changes made, in the order in which the folder is read.
pub fn applied(files: &[SourceFile], changes: &[FileChange]) -> Vec<SourceFile> {
    let mut files = files.to_vec();
    for change in changes {
        let place = files.iter().position(|file| file.name == change.file);
        match (place, &change.after) {
            (Some(place), Some(after)) => files[place].text.clone_from(after),
            (Some(place), None) => {
                files.remove(place);
            }
            (None, Some(after)) => {
                let is_later =
                    |file: &SourceFile| Path::new(&*file.name) > Path::new(&*change.file);
                let place = files.iter().position(is_later).unwrap_or(files.len());
                let new = SourceFile {
                    name: Arc::clone(&change.file),
                    text: after.clone(),
                };
                files.insert(place, new);
            }
            (None, None) => {}
        }
    }
    files
}

/// A file that the folder would not read any more must not be written. That it is TOML holds for what people write; where
/// somebody used a corner of TOML that can't take the change (`entry = [{ … }]` and a new `[[entry]]`), it shows here.
fn check_readable(change: &FileChange) -> Result<(), CannotEdit> {
    let after = change.after.as_deref().unwrap_or_default();
    check_size(&change.file, after)?;
    match DeTable::parse(after) {
        Ok(_) => Ok(()),
        Err(_) => Err(CannotEdit::Unusual(change.file.to_string())),
    }
}

fn check_size(file: &str, text: &str) -> Result<(), CannotEdit> {
    if text.len() as u64 <= LARGEST_FILE {
        return Ok(());
    }
    Err(CannotEdit::TooLarge {
        file: file.to_owned(),
        bytes: text.len(),
    })
}

//! "Take these files instead."

use std::collections::HashSet;
use std::path::Path;

use super::{CannotEdit, FileChange, check_size};
use crate::faq::folder::{DEEPEST, SourceFile};

/// Longest part of a name in bytes: what every file system can take, with room for a `.tmp` at its end.
const LONGEST_PART: usize = 200;

/// Puts the texts in place as they are; files that are the same already are left out.
pub(super) fn import(
    files: &[SourceFile],
    new: &[(String, String)],
) -> Result<Vec<FileChange>, CannotEdit> {
    let mut names = HashSet::new();
    for (name, text) in new {
        check_name(name)?;
        check_size(name, text)?;
        if !names.insert(name.as_str()) {
            return Err(CannotEdit::NamesClash(name.clone()));
        }
    }
    let old = |name: &str| files.iter().find(|file| *file.name == *name);
    names.extend(files.iter().map(|file| &*file.name));
    for name in &names {
        let clash = folders_of(name).find(|folder| names.contains(folder));
        if let Some(folder) = clash {
            return Err(CannotEdit::NamesClash(folder.to_owned()));
        }
    }
    let changed = new.iter().filter_map(|(name, text)| {
        let before = old(name).map(|file| file.text.clone());
        (before.as_ref() != Some(text)).then(|| FileChange {
            file: name.as_str().into(),
            before,
            after: Some(text.clone()),
        })
    });
    let changes: Vec<FileChange> = changed.collect();
    if changes.is_empty() {
        return Err(CannotEdit::SameFiles);
    }
    Ok(changes)
}

/// Whether the folder would read a file of this name, and the name leads nowhere else.
pub(super) fn check_name(name: &str) -> Result<(), CannotEdit> {
    let is_plain = name.split('/').all(|part| {
        !part.is_empty()
            && part.len() <= LONGEST_PART
            && part.trim() == part
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.chars().any(is_odd)
    });
    let extension = Path::new(name).extension();
    let is_toml = extension.is_some_and(|extension| extension == "toml");
    let is_read = is_toml && folders_of(name).count() <= DEEPEST;
    if is_plain && is_read {
        return Ok(());
    }
    Err(CannotEdit::BadFileName(name.to_owned()))
}

/// What has a meaning of its own in a name on some system, or can't be seen.
fn is_odd(letter: char) -> bool {
    letter.is_control() || r#"\:*?"<>|"#.contains(letter)
}

/// The folders that a file of this name is in, from the outermost.
fn folders_of(name: &str) -> impl Iterator<Item = &str> {
    let slashes = name.match_indices('/');
    slashes.filter_map(|(slash, _)| name.get(..slash))
}

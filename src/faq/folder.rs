//! The only place that reads the FAQ folder from the disk.
//!
//! Every `.toml` file in it and its subfolders is read, in the order of their names. What can't be read (not UTF-8, far
//! too large, a symlink that leads nowhere or round in a circle) is a problem of that file; the others are still read.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::entry::Place;
use super::problem::{Problem, ProblemKind};

/// The largest file that is read, in bytes: some ten thousand phrasings, and far below what a phone can edit.
pub const LARGEST_FILE: u64 = 2 * 1024 * 1024;

/// Deepest subfolder that is read; deeper is a circle of links, or a mistake.
pub(super) const DEEPEST: usize = 8;

/// A file's name in the folder and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Relative to the FAQ folder, with `/` between folders.
    pub name: Arc<str>,
    /// What is in it.
    pub text: String,
}

impl SourceFile {
    /// Line and column of a byte, both from 1.
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        (before.matches('\n').count() + 1, column)
    }
}

/// The folder itself can't be read.
#[derive(Debug)]
pub struct FolderFailure {
    path: PathBuf,
    cause: io::Error,
}

impl fmt::Display for FolderFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the FAQ folder {} can't be read: {}",
            self.path.display(),
            self.cause
        )
    }
}

impl std::error::Error for FolderFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// Reads all files of the folder; those that can't be read are among the problems.
///
/// # Errors
/// When the folder itself can't be listed.
pub fn read_folder(folder: &Path) -> Result<(Vec<SourceFile>, Vec<Problem>), FolderFailure> {
    let names = list(folder, folder, 0).map_err(|cause| FolderFailure {
        path: folder.to_owned(),
        cause,
    })?;
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for name in names {
        match read_file(&folder.join(&name)) {
            Ok(text) => files.push(SourceFile {
                name: shown(&name),
                text,
            }),
            Err(why) => problems.push(Problem {
                place: Place {
                    file: shown(&name),
                    span: 0..0,
                },
                kind: ProblemKind::Unreadable(why),
            }),
        }
    }
    Ok((files, problems))
}

/// The `.toml` files below `folder`, relative to `root`, sorted. Hidden files and editors' backups are no FAQ.
fn list(root: &Path, folder: &Path, depth: usize) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        let relative = path.strip_prefix(root).unwrap_or(&path).to_owned();
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_hidden {
            continue;
        }
        if path.is_dir() {
            // Too deep is reported as one unreadable 'file', so that it is refused in words.
            if depth < DEEPEST {
                names.extend(list(root, &path, depth + 1)?);
            } else {
                names.push(relative);
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            names.push(relative);
        }
    }
    names.sort();
    Ok(names)
}

fn read_file(path: &Path) -> Result<String, String> {
    if path.is_dir() {
        return Err(
            "folders are nested too deeply here; perhaps a link leads back to its own folder"
                .to_owned(),
        );
    }
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > LARGEST_FILE {
        return Err(format!(
            "it has {size} bytes, and an FAQ file has at most {LARGEST_FILE}"
        ));
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let line = error
            .as_bytes()
            .iter()
            .take(error.utf8_error().valid_up_to())
            .filter(|&&b| b == b'\n')
            .count()
            + 1;
        format!("it is not UTF-8 text (line {line})")
    })
}

fn shown(name: &Path) -> Arc<str> {
    name.to_string_lossy().replace('\\', "/").into()
}

//! One version of the FAQ: its files, and the assistant that has learned them. It never changes; an edit makes another.

use std::sync::{Arc, OnceLock};

use crate::assistant::Assistant;
use crate::check::{self, Decided};
use crate::faq::folder::SourceFile;
use crate::faq::{Library, Problem};

/// A version of the FAQ.
#[derive(Debug)]
pub struct Edition {
    /// What has learned it.
    pub assistant: Arc<Assistant>,
    /// Its files, as they were read.
    pub files: Vec<SourceFile>,
    /// What was wrong with them when they were read.
    pub problems: Vec<Problem>,
    decided: OnceLock<Vec<Decided>>,
}

/// The same before anything is learned from it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// As they stand on the disk, or would.
    pub files: Vec<SourceFile>,
    /// What is good of them.
    pub library: Library,
    /// What is wrong with them.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Reads files; `unreadable` are the problems of those that could not even be opened.
    pub fn of(files: Vec<SourceFile>, unreadable: Vec<Problem>) -> Self {
        let (library, found) = Library::from_files(&files);
        let mut problems = unreadable;
        problems.extend(found);
        Self {
            files,
            library,
            problems,
        }
    }
}

impl Edition {
    /// The version that these files are, learned by this assistant.
    pub fn new(assistant: Arc<Assistant>, files: Vec<SourceFile>, problems: Vec<Problem>) -> Self {
        Self {
            assistant,
            files,
            problems,
            decided: OnceLock::new(),
        }
    }

    /// The entries and the rest.
    pub fn library(&self) -> &Library {
        self.assistant.library()
    }

    /// What is decided on staff's own tests, worked out when it is first asked for.
    pub fn decided(&self) -> &[Decided] {
        self.decided.get_or_init(|| check::decided(&self.assistant))
    }
}

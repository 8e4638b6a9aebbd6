//! What somebody of the staff wants: a change, or taking one back. It waits as JSON until it is confirmed.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::faq::edit::Change;
use crate::faq::{Entry, Id, Library};
use crate::hex::hexadecimal;
use crate::language::Language;

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// A change of the FAQ.
    Change(Change),
    /// Taking a change back: this one, or the latest that stands.
    Undo(Option<i64>),
}

/// A question and its answer as somebody saw them who then wrote them anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seen {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

impl Seen {
    /// What an entry says in a language; empty where it says nothing in it.
    pub fn of(entry: &Entry, language: Language) -> Self {
        if language == Language::English {
            return Self {
                question: entry.question.value.clone(),
                answer: entry.answer.clone(),
            };
        }
        let wording = entry.wording(language);
        Self {
            question: wording
                .map(|w| w.question.value.clone())
                .unwrap_or_default(),
            answer: wording.map(|w| w.answer.clone()).unwrap_or_default(),
        }
    }
}

impl Seen {
    /// A few letters and digits by which it is known again, also after a restart.
    pub fn mark(&self) -> String {
        let hash = Sha256::digest(format!("{}\0{}", self.question, self.answer));
        hexadecimal(&hash).chars().take(16).collect()
    }
}

impl Wish {
    /// A word for it in the history.
    pub fn deed(&self) -> &'static str {
        match self {
            Self::Undo(_) => "undo",
            Self::Change(Change::Add { .. }) => "add",
            Self::Change(Change::Rewrite { .. }) => "edit",
            Self::Change(Change::Teach { .. } | Change::Unteach { .. }) => "phrasing",
            Self::Change(Change::Retire { .. }) => "retire",
            Self::Change(Change::Background { .. }) => "not-for-the-bot",
            Self::Change(Change::Import { .. }) => "import",
        }
    }

    /// The entry that it is about, if it is about one.
    pub fn entry(&self) -> Option<&str> {
        match self {
            Self::Change(Change::Add { entry, .. }) => Some(&entry.id),
            Self::Change(
                Change::Rewrite { id, .. }
                | Change::Teach { id, .. }
                | Change::Unteach { id, .. }
                | Change::Retire { id },
            ) => Some(id),
            Self::Undo(_) | Self::Change(Change::Background { .. } | Change::Import { .. }) => None,
        }
    }

    /// The entry of that id in a library.
    pub(super) fn entry_in<'a>(&self, library: &'a Library) -> Option<&'a Entry> {
        library.entry(&Id::new(self.entry()?)?)
    }
}

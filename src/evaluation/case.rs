//! A labelled message, as a line of a cases file holds it.

use serde::{Deserialize, Serialize};

/// The `expect` that stands for a crisis reply.
pub const CRISIS: &str = "CRISIS";

/// A labelled message, as one line of a cases file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Case {
    /// The message.
    pub text: CaseText,
    /// The id of the entry that answers it; nothing where none does; `CRISIS` where somebody is in danger.
    pub expect: Option<String>,
    /// What sort of message it is; the table has a line for each.
    pub kind: String,
}

/// What a case expects, without the name of the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// That an entry answers.
    Entry,
    /// That none does.
    NoEntry,
    /// A crisis reply.
    Danger,
}

impl Case {
    /// What it expects.
    pub fn expected(&self) -> Expected {
        match self.expect.as_deref() {
            None => Expected::NoEntry,
            Some(CRISIS) => Expected::Danger,
            Some(_) => Expected::Entry,
        }
    }

    /// Its line in the table: what no entry answers is apart from what one does.
    pub(super) fn line(&self) -> String {
        match self.expected() {
            Expected::NoEntry => format!("{} (no entry)", self.kind),
            Expected::Danger => format!("{} (danger)", self.kind),
            Expected::Entry => self.kind.clone(),
        }
    }
}

/// A message, written out or, for very long ones, as a recipe.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CaseText {
    /// As it is.
    Plain(String),
    /// `prefix`, then `repeat` so many `times`, then `suffix`.
    Repeated {
        /// Before.
        #[serde(default)]
        prefix: String,
        /// What is repeated.
        repeat: String,
        /// How often.
        times: usize,
        /// After.
        #[serde(default)]
        suffix: String,
    },
}

impl CaseText {
    /// The message itself.
    pub fn text(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Repeated {
                prefix,
                repeat,
                times,
                suffix,
            } => format!("{prefix}{}{suffix}", repeat.repeat(*times)),
        }
    }
}

//! The checked parts of an FAQ. Whoever holds one of these need not ask whether it is well-formed.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use toml::value::Date;

use crate::matching::pattern::Pattern;

/// The name by which entries, topics and kinds of danger refer to each other: lower-case letters, digits, hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Longest id in bytes, so that it fits into the 100 characters of a Discord button's `custom_id` with room to spare.
const LONGEST_ID: usize = 60;

impl Id {
    /// The id, if the text is one.
    pub fn new(text: &str) -> Option<Self> {
        let well_formed = (1..=LONGEST_ID).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        well_formed.then(|| Self(text.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stretch of one file of the FAQ folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the FAQ folder.
    pub file: Arc<str>,
    /// Bytes in that file.
    pub span: Range<usize>,
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// The source that a file's entries come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// As it is shown in an answer's source line.
    pub title: String,
    /// When a person last read the entries against the article.
    pub reviewed_on: Date,
    /// From the day after on `check` asks for a review.
    pub review_by: Placed<Date>,
}

/// Messages on which an edit is tested. They are never learned from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tests {
    /// Must come to this entry, topic or kind.
    pub should_match: Vec<Placed<String>>,
    /// Must not.
    pub should_not_match: Vec<Placed<String>>,
}

/// A question that the FAQ answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub id: Placed<Id>,
    /// The question, as it is shown.
    pub question: Placed<String>,
    /// Ways of asking it; they teach the matcher.
    pub phrasings: Vec<Placed<String>>,
    /// What a member reads.
    pub answer: String,
    /// Entries to offer beside the answer.
    pub related: Vec<Placed<Id>>,
    /// Where the answer comes from.
    pub article: Option<Arc<Article>>,
    /// Its tests.
    pub tests: Tests,
}

/// A health topic on which only a person at the clinic may advise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name.
    pub id: Placed<Id>,
    /// For staff.
    pub name: String,
    /// What a member reads; the clinic's contact follows.
    pub reply: String,
    /// Ways of asking about it.
    pub phrasings: Vec<Placed<String>>,
    /// Its tests.
    pub tests: Tests,
}

/// A kind of danger that a member may be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrisisKind {
    /// Its name.
    pub id: Placed<Id>,
    /// For staff.
    pub name: String,
    /// What a member reads; the resources of the clinic's country follow.
    pub reply: String,
    /// Words in a row that alone mean danger, wherever they stand.
    pub always: Vec<Placed<Pattern>>,
    /// Messages of people in this danger; they teach the detector.
    pub phrasings: Vec<Placed<String>>,
    /// Messages that sound like it and are not; they teach it too.
    pub look_alikes: Vec<Placed<String>>,
    /// Its tests.
    pub tests: Tests,
}

/// The country code that stands for every country without resources of its own.
pub const ELSEWHERE: &str = "elsewhere";

/// A way to reach a human.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// ISO 3166 code of two capital letters, or [`ELSEWHERE`].
    pub country: String,
    /// The kinds of danger it is for.
    pub kinds: Vec<Placed<Id>>,
    /// What a member reads.
    pub text: String,
    /// When a person last checked that it is right.
    pub checked_on: Placed<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_short() {
        assert!(Id::new("crying-normal").is_some());
        for bad in ["", "Crying", "how often", "naïve", &"x".repeat(61)] {
            assert!(Id::new(bad).is_none(), "{bad:?}");
        }
    }
}

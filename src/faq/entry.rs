//! The checked parts of an FAQ. Whoever holds one of these need not ask whether it is well-formed.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::value::Date;

use crate::language::Language;
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

/// A question and its answer in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The question, as it is shown.
    pub question: Placed<String>,
    /// What a member reads.
    pub answer: String,
}

/// An entry in another language than English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryTranslation {
    /// Which.
    pub language: Language,
    /// Without it, the English answer is given.
    pub wording: Option<Wording>,
    /// Ways of asking it; they teach the matcher.
    pub phrasings: Vec<Placed<String>>,
}

/// What is said in another language than English, and what means it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyTranslation {
    /// Which.
    pub language: Language,
    /// Without it, the English reply is given.
    pub reply: Option<String>,
    /// Messages that mean it.
    pub phrasings: Vec<Placed<String>>,
    /// Messages that sound like it and are not.
    pub look_alikes: Vec<Placed<String>>,
}

/// What becomes of an entry that nobody has reviewed in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Expire {
    /// It stops answering, and whoever asks is referred to the clinic.
    Stop,
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
    /// Must a second person confirm what is changed in Discord?
    pub two_people: bool,
    /// What happens when the article's review is overdue; nothing unless it is said.
    pub expire: Option<Expire>,
    /// Entries to offer beside the answer.
    pub related: Vec<Placed<Id>>,
    /// Where the answer comes from.
    pub article: Option<Arc<Article>>,
    /// Its tests.
    pub tests: Tests,
    /// The same in other languages.
    pub translations: Vec<EntryTranslation>,
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
    /// The same in other languages.
    pub translations: Vec<ReplyTranslation>,
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
    /// The same in other languages.
    pub translations: Vec<ReplyTranslation>,
}

impl Entry {
    /// The last day on which it answers; none where it goes on for ever.
    pub fn answers_until(&self) -> Option<Date> {
        let Expire::Stop = self.expire?;
        let article = self.article.as_ref()?;
        Some(article.review_by.value)
    }

    /// Has it stopped answering by this day?
    pub fn is_expired(&self, today: Date) -> bool {
        self.answers_until().is_some_and(|last| last < today)
    }

    /// Every text that teaches it: the questions and the phrasings in all languages.
    pub fn lessons(&self) -> impl Iterator<Item = &Placed<String>> {
        let translated = self.translations.iter().flat_map(|translation| {
            let question = translation.wording.iter().map(|wording| &wording.question);
            question.chain(&translation.phrasings)
        });
        std::iter::once(&self.question)
            .chain(&self.phrasings)
            .chain(translated)
    }

    /// Question and answer in a language; nothing where they are not translated.
    pub fn wording(&self, language: Language) -> Option<&Wording> {
        let translation = self.translations.iter().find(|t| t.language == language)?;
        translation.wording.as_ref()
    }
}

impl Topic {
    /// Every text that teaches it, in all languages.
    pub fn lessons(&self) -> impl Iterator<Item = &Placed<String>> {
        let translated = self.translations.iter().flat_map(|t| &t.phrasings);
        self.phrasings.iter().chain(translated)
    }

    /// The reply in a language, else the English one.
    pub fn reply(&self, language: Language) -> &str {
        reply_in(&self.translations, language).unwrap_or(&self.reply)
    }
}

impl CrisisKind {
    /// Every message that teaches it, in all languages.
    pub fn lessons(&self) -> impl Iterator<Item = &Placed<String>> {
        let translated = self.translations.iter().flat_map(|t| &t.phrasings);
        self.phrasings.iter().chain(translated)
    }

    /// Every message that sounds like it and is not, in all languages.
    pub fn look_alikes(&self) -> impl Iterator<Item = &Placed<String>> {
        let translated = self.translations.iter().flat_map(|t| &t.look_alikes);
        self.look_alikes.iter().chain(translated)
    }

    /// The reply in a language, else the English one.
    pub fn reply(&self, language: Language) -> &str {
        reply_in(&self.translations, language).unwrap_or(&self.reply)
    }
}

impl Resource {
    /// What a member reads in a language, else the English text.
    pub fn text(&self, language: Language) -> &str {
        let translated = self.translations.iter().find(|(l, _)| *l == language);
        translated.map_or(&self.text, |(_, text)| text)
    }
}

fn reply_in(translations: &[ReplyTranslation], language: Language) -> Option<&str> {
    let translation = translations.iter().find(|t| t.language == language)?;
    translation.reply.as_deref()
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
    /// What a member reads in other languages.
    pub translations: Vec<(Language, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entry of a file whose review is due on 2026-11-24.
    fn entry(expire: &str) -> Entry {
        let text = format!(
            "[article]\ntitle = \"T\"\nreviewed_on = 2025-11-24\nreview_by = 2026-11-24\n\
             [[entry]]\nid = \"a\"\nquestion = \"A?\"\nanswer = \"A.\"\n{expire}"
        );
        let (parts, problems) = crate::faq::parse::parse_file("f.toml", &text);
        assert_eq!(problems, []);
        parts.entries.into_iter().next().expect("an entry")
    }

    fn day(day: u8) -> Date {
        Date {
            year: 2026,
            month: 11,
            day,
        }
    }

    #[test]
    fn an_entry_stops_the_day_after_its_review_was_due_if_that_was_asked_for() {
        let stopping = entry("expire = \"stop\"");
        assert!(!stopping.is_expired(day(24)));
        assert!(stopping.is_expired(day(25)));
        assert!(!entry("").is_expired(day(25)));
    }

    #[test]
    fn ids_are_plain_and_short() {
        assert!(Id::new("crying-normal").is_some());
        for bad in ["", "Crying", "how often", "naïve", &"x".repeat(61)] {
            assert!(Id::new(bad).is_none(), "{bad:?}");
        }
    }
}

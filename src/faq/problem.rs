//! A mistake in the FAQ folder: where it is, what was found, what was expected, and the mend.
//!
//! The data is in the enum; the wording is in [`Problem::message`] and [`Problem::help`], and nowhere else.

use serde::Serialize;
use toml::value::Date;

use super::entry::{Id, Place};
use super::folder::SourceFile;
use crate::matching::pattern::BadPattern;

/// Whether something is lost by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something that was written is not used, or a test fails.
    Error,
    /// All is used, but somebody should look.
    Warning,
}

/// A mistake with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Where; the span is empty when the whole file is meant.
    pub place: Place,
    /// What.
    pub kind: ProblemKind,
}

/// All mistakes that are looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum ProblemKind {
    /// The file could not be read at all; the text says why.
    Unreadable(String),
    /// Not TOML here.
    Syntax(String),
    /// No such key in this part of the file.
    UnknownKey {
        /// As it was written.
        key: String,
        /// The existing key that looks most like it.
        nearest: Option<String>,
        /// All existing keys.
        known: Vec<String>,
    },
    /// A value of the wrong type, or a missing one.
    WrongValue(String),
    /// Not a well-formed id.
    BadId(String),
    /// The id is taken.
    DuplicateId {
        /// The id.
        id: Id,
        /// Who has it.
        first: Place,
    },
    /// Empty, or blanks only. Says which key.
    Empty(&'static str),
    /// Too long for Discord.
    TooLong {
        /// The key.
        what: &'static str,
        /// Its length in characters.
        chars: usize,
        /// The most that is possible.
        limit: usize,
    },
    /// A translated question without its answer, or the other way round.
    HalfTranslated {
        /// The key that is there.
        there: &'static str,
        /// The key that is missing.
        missing: &'static str,
    },
    /// The same words teach two things.
    SamePhrasing {
        /// The other one's id.
        other: String,
        /// Where it stands there.
        first: Place,
    },
    /// A test that is also a phrasing proves nothing.
    TestIsPhrasing,
    /// `expire` in a file whose article has no `review_by`, or that has no article.
    ExpireWithoutReview,
    /// An entry that answers no more, since its review is overdue.
    Stopped {
        /// The entry.
        id: Id,
        /// The last day on which it answered.
        last: Date,
    },
    /// A file that says that it is a draft.
    Draft {
        /// The entries that wait in it.
        entries: usize,
    },
    /// `draft` inside a part of a file.
    DraftTooLow,
    /// Something in a draft: it will be what is boxed here when the draft is used.
    InDraft(Box<ProblemKind>),
    /// `related` or `kinds` names something that doesn't exist.
    UnknownId {
        /// As it was written.
        id: String,
        /// The existing id that looks most like it.
        nearest: Option<String>,
    },
    /// Look-alikes of something that is no kind of danger.
    LookAlikesOfNoDanger(Id),
    /// Not a pattern of `always`.
    BadPattern(BadPattern),
    /// A date with a time, or only a time.
    NotADate,
    /// No country code.
    BadCountry(String),
    /// A `should_match` that doesn't come to its owner; says what happens instead.
    ShouldMatchFails {
        /// The owner.
        id: Id,
        /// The decision, in words.
        instead: String,
    },
    /// A `should_not_match` that comes to its owner.
    ShouldNotMatchFails {
        /// The owner.
        id: Id,
    },
    /// The review is overdue since this day.
    ReviewOverdue(Date),
    /// A resource that nobody has checked for a year.
    ResourceUnchecked(Date),
    /// A kind of danger without resources for every country.
    NoFallbackResource(Id),
    /// One of the special parts is missing from the folder.
    MissingPart {
        /// The file where it is expected.
        file: &'static str,
        /// What the bot can't do without it.
        lost: &'static str,
    },
}

impl Problem {
    /// The same, in a draft or because of one.
    #[must_use]
    pub fn in_draft(self) -> Self {
        Self {
            place: self.place,
            kind: ProblemKind::InDraft(Box::new(self.kind)),
        }
    }

    /// Where the same thing stands for the first time, if there are two.
    pub fn first(&self) -> Option<&Place> {
        self.kind.first()
    }

    /// Whether something is lost by it.
    pub fn severity(&self) -> Severity {
        match self.kind {
            ProblemKind::MissingPart { .. }
            | ProblemKind::ReviewOverdue(_)
            | ProblemKind::ResourceUnchecked(_)
            | ProblemKind::NoFallbackResource(_)
            | ProblemKind::TestIsPhrasing
            | ProblemKind::Stopped { .. }
            | ProblemKind::Draft { .. }
            | ProblemKind::DraftTooLow
            | ProblemKind::InDraft(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// A line of a message: the file, the line, the mend.
    pub fn in_words(&self, files: &[SourceFile]) -> String {
        let file = files.iter().find(|file| file.name == self.place.file);
        let line = file.map_or(1, |file| file.line_and_column(self.place.span.start).0);
        let (file, what, mend) = (&self.place.file, self.message(), self.help());
        format!("• `{file}`, line {line}: {what} ({mend})")
    }

    /// What was found, as one sentence without a full stop.
    pub fn message(&self) -> String {
        self.kind.message()
    }

    /// What was expected, or how to mend it.
    pub fn help(&self) -> String {
        self.kind.help()
    }
}

impl ProblemKind {
    fn first(&self) -> Option<&Place> {
        match self {
            ProblemKind::DuplicateId { first, .. } | ProblemKind::SamePhrasing { first, .. } => {
                Some(first)
            }
            ProblemKind::InDraft(kind) => kind.first(),
            _ => None,
        }
    }

    fn message(&self) -> String {
        match self {
            ProblemKind::Unreadable(why) => format!("this file can't be read: {why}"),
            ProblemKind::Syntax(what) => format!("this is not TOML: {what}"),
            ProblemKind::UnknownKey { key, .. } => format!("there is no key `{key}` here"),
            ProblemKind::WrongValue(what) => what.clone(),
            ProblemKind::BadId(id) => format!("`{id}` can't be an id"),
            ProblemKind::DuplicateId { id, .. } => format!("the id `{id}` is used twice"),
            ProblemKind::Empty(what) => format!("`{what}` is empty"),
            ProblemKind::TooLong { what, chars, limit } => {
                format!(
                    "`{what}` has {chars} characters, {} more than Discord can show",
                    chars - limit
                )
            }
            ProblemKind::HalfTranslated { there, missing } => {
                format!("this `{there}` has no `{missing}` in its language")
            }
            ProblemKind::SamePhrasing { other, .. } => {
                format!("these words already teach `{other}`")
            }
            ProblemKind::TestIsPhrasing => {
                "this test is also a phrasing, so it can't fail".to_owned()
            }
            ProblemKind::ExpireWithoutReview => {
                "there is no review_by after which this entry could stop".to_owned()
            }
            ProblemKind::Stopped { id, last } => {
                format!("`{id}` has stopped answering: it was to be reviewed by {last}")
            }
            ProblemKind::Draft { entries: 0 } => "this file is a draft".to_owned(),
            ProblemKind::Draft { entries: 1 } => {
                "this file is a draft: 1 entry waits in it".to_owned()
            }
            ProblemKind::Draft { entries } => {
                format!("this file is a draft: {entries} entries wait in it")
            }
            ProblemKind::DraftTooLow => "`draft` stands too low in the file".to_owned(),
            ProblemKind::InDraft(kind) => kind.message(),
            ProblemKind::UnknownId { id, .. } => format!("there is no `{id}`"),
            ProblemKind::LookAlikesOfNoDanger(id) => {
                format!("`{id}` is no kind of danger, so it has no look-alikes")
            }
            ProblemKind::BadPattern(why) => format!("this is no pattern: {why}"),
            ProblemKind::NotADate => "this is not a day".to_owned(),
            ProblemKind::BadCountry(code) => format!("`{code}` is not a country code"),
            ProblemKind::ShouldMatchFails { id, instead } => {
                format!("this message should come to `{id}`, but {instead}")
            }
            ProblemKind::ShouldNotMatchFails { id } => {
                format!("this message comes to `{id}`, but should not")
            }
            ProblemKind::ReviewOverdue(day) => format!("this article was to be reviewed by {day}"),
            ProblemKind::ResourceUnchecked(day) => format!("nobody has checked this since {day}"),
            ProblemKind::NoFallbackResource(id) => {
                format!("`{id}` has no resource for other countries")
            }
            ProblemKind::MissingPart { file, lost } => format!("there is no {file}, so {lost}"),
        }
    }

    fn help(&self) -> String {
        match self {
            ProblemKind::Unreadable(_) => "save it again as a plain UTF-8 text file, or take it out of the folder".into(),
            ProblemKind::Syntax(_) => {
                "look for a missing quote, comma or bracket here or in the line above; the rest of the file was read"
                    .into()
            }
            ProblemKind::UnknownKey { nearest: Some(nearest), .. }
            | ProblemKind::UnknownId { nearest: Some(nearest), .. } => {
                format!("did you mean `{nearest}`?")
            }
            ProblemKind::UnknownKey { known, .. } => format!("these keys exist: {}", known.join(", ")),
            ProblemKind::WrongValue(_) => "until this is mended, this part is left out".into(),
            ProblemKind::BadId(_) => "use lower-case letters, digits and hyphens, at most 60: `how-often`".into(),
            ProblemKind::DuplicateId { .. } => "give this one another id; until then it is left out".into(),
            ProblemKind::Empty(_) => "write something here, or delete the line".into(),
            ProblemKind::TooLong { limit, .. } => format!("shorten it to {limit} characters"),
            ProblemKind::HalfTranslated { missing, .. } => {
                format!("write the `{missing}`, too; until then the English answer is given")
            }
            ProblemKind::SamePhrasing { .. } => "keep it where it fits best and delete the other".into(),
            ProblemKind::TestIsPhrasing => "write it in other words, or delete it".into(),
            ProblemKind::ExpireWithoutReview => {
                "write an [article] with title, reviewed_on and review_by at the top of this file; until then the entry never stops"
                    .into()
            }
            ProblemKind::Stopped { .. } => {
                "read it against the article, then set review_by to a later day; until then members are referred to the clinic"
                    .into()
            }
            ProblemKind::Draft { .. } => {
                "when it is finished, take the line with `draft` out; until then nothing in this file is used".into()
            }
            ProblemKind::DraftTooLow => {
                "move this line to the top of the file, above the first line that begins with [".into()
            }
            ProblemKind::InDraft(kind) => kind.help(),
            ProblemKind::UnknownId { .. } => "write the id of something that exists".into(),
            ProblemKind::LookAlikesOfNoDanger(_) => "put them into not-for-the-bot.toml".into(),
            ProblemKind::BadPattern(_) => {
                "write words in a row, with (one|or|another) for alternatives and .. for a few words in between".into()
            }
            ProblemKind::NotADate => "write a day without quotes, like 2026-11-24".into(),
            ProblemKind::BadCountry(_) => "write two capital letters, like US or GB, or \"elsewhere\"".into(),
            ProblemKind::ShouldMatchFails { .. } => "add phrasings in this direction, or take the test back".into(),
            ProblemKind::ShouldNotMatchFails { .. } => {
                "put messages like it into not-for-the-bot.toml or into the entry where they belong".into()
            }
            ProblemKind::ReviewOverdue(_) => {
                "read the entries against the article, then set reviewed_on to today and review_by to a later day".into()
            }
            ProblemKind::ResourceUnchecked(_) => "call or look it up, then set checked_on to today".into(),
            ProblemKind::NoFallbackResource(_) => "add a [[resource]] with country = \"elsewhere\" for it".into(),
            ProblemKind::MissingPart { .. } => "the README in the shipped faq folder describes the file".into(),
        }
    }
}

/// The known name that looks most like what was written, if one looks like it at all.
pub fn nearest_name<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    /// From here on two names look alike; clap's own 'did you mean' starts at the same similarity.
    const ALIKE: f64 = 0.7;
    known
        .into_iter()
        .map(|name| (strsim::jaro(written, name), name))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned())
}

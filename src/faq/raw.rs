//! The FAQ files as they are written. These types are the one definition of the format: they read it, they say which
//! keys exist, and their JSON Schema (with these very comments) is what editors complete and check against.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::entry::Expire;
use crate::language::Language;

/// A file of the FAQ folder. Any file may have any of these parts.
#[derive(JsonSchema)]
#[schemars(title = "Aftercare FAQ file", deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "only its schema is used: the parts are read one by one, so that a bad one spares the rest"
)]
pub(super) struct FaqFile {
    /// `true` while the file is not finished: it is checked, and nothing in it is used.
    #[serde(default)]
    draft: bool,
    /// The source of this file's entries.
    article: Option<RawArticle>,
    /// Questions that the FAQ answers.
    #[serde(default)]
    entry: Vec<RawEntry>,
    /// Health topics that the FAQ must not answer ("please ask us first").
    #[serde(default)]
    topic: Vec<RawTopic>,
    /// Kinds of danger.
    #[serde(default)]
    kind: Vec<RawKind>,
    /// Ways to reach a human, by country.
    #[serde(default)]
    resource: Vec<RawResource>,
    /// More examples of what stands in this or another file.
    #[serde(default)]
    more: Vec<RawMore>,
    /// Messages that are not for the bot.
    #[serde(default)]
    messages: Vec<String>,
}

/// The article that this file's answers come from.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawArticle {
    /// Shown under each answer.
    #[schemars(with = "String")]
    pub(super) title: Spanned<String>,
    /// The day a person last read the entries against the article, as 2026-11-24.
    #[schemars(with = "String")]
    pub(super) reviewed_on: Spanned<Datetime>,
    /// The day until which they need not be read again.
    #[schemars(with = "String")]
    pub(super) review_by: Spanned<Datetime>,
}

/// What is written in other languages than English: `[entry.in.spanish]` and so on.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawLanguages<T> {
    /// In Spanish.
    pub(super) spanish: Option<T>,
    /// In French.
    pub(super) french: Option<T>,
    /// In German.
    pub(super) german: Option<T>,
    /// In Portuguese.
    pub(super) portuguese: Option<T>,
}

impl<T> RawLanguages<T> {
    /// Those that are there.
    pub(super) fn each(self) -> impl Iterator<Item = (Language, T)> {
        [
            (Language::Spanish, self.spanish),
            (Language::French, self.french),
            (Language::German, self.german),
            (Language::Portuguese, self.portuguese),
        ]
        .into_iter()
        .filter_map(|(language, part)| Some((language, part?)))
    }
}

/// An entry in another language. Without an answer, its phrasings lead to the English one.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawEntryText {
    /// The question, as members see it; goes with the answer.
    #[schemars(with = "Option<String>", length(min = 1, max = 256))]
    pub(super) question: Option<Spanned<String>>,
    /// The answer, as members read it; goes with the question.
    #[schemars(with = "Option<String>", length(min = 1, max = 4000))]
    pub(super) answer: Option<Spanned<String>>,
    /// Ways in which people ask it. They teach the bot.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) phrasings: Vec<Spanned<String>>,
}

/// A topic or a kind of danger in another language. Without a reply, the English one is given.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawReplyText {
    /// What to say.
    #[schemars(with = "Option<String>", length(min = 1, max = 1500))]
    pub(super) reply: Option<Spanned<String>>,
    /// Messages that mean it. They teach the bot.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) phrasings: Vec<Spanned<String>>,
    /// For a kind of danger: messages that sound like it and are not.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) look_alikes: Vec<Spanned<String>>,
}

/// A resource in another language.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawResourceText {
    /// What a member reads.
    #[schemars(with = "String", length(min = 1, max = 300))]
    pub(super) text: Spanned<String>,
}

/// A question that the FAQ answers.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawEntry {
    /// A short name: lower-case letters, digits and hyphens. Don't change it later.
    #[schemars(with = "String", regex(pattern = r"^[a-z0-9-]{1,60}$"))]
    pub(super) id: Spanned<String>,
    /// The question, as members see it.
    #[schemars(with = "String", length(min = 1, max = 256))]
    pub(super) question: Spanned<String>,
    /// Ways in which people ask it. They teach the bot.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) phrasings: Vec<Spanned<String>>,
    /// The answer, as members read it.
    #[schemars(with = "String", length(min = 1, max = 4000))]
    pub(super) answer: Spanned<String>,
    /// Must a second person confirm what is changed in Discord?
    #[serde(default)]
    pub(super) two_people: bool,
    /// What happens from the day after the article's `review_by` on. Without it, `check` warns and the entry goes on answering.
    #[schemars(with = "Option<Expire>")]
    pub(super) expire: Option<Spanned<Expire>>,
    /// Ids of entries to offer beside the answer.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) related: Vec<Spanned<String>>,
    /// Messages that must come to this entry. Tests: never learned from.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) should_match: Vec<Spanned<String>>,
    /// Messages that must not come to this entry. Tests: never learned from.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) should_not_match: Vec<Spanned<String>>,
    /// The same in other languages.
    #[serde(rename = "in")]
    pub(super) languages: Option<RawLanguages<RawEntryText>>,
}

/// A health topic on which only a person at the clinic may advise.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawTopic {
    /// A short name: lower-case letters, digits and hyphens.
    #[schemars(with = "String", regex(pattern = r"^[a-z0-9-]{1,60}$"))]
    pub(super) id: Spanned<String>,
    /// The topic's name, for staff.
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// What to say instead of an answer. The clinic's contact is added.
    #[schemars(with = "String", length(min = 1, max = 1500))]
    pub(super) reply: Spanned<String>,
    /// Ways in which people ask about it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) phrasings: Vec<Spanned<String>>,
    /// Messages that must be referred to the clinic. Tests: never learned from.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) should_match: Vec<Spanned<String>>,
    /// Messages that must not come to this topic. Tests: never learned from.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) should_not_match: Vec<Spanned<String>>,
    /// The same in other languages.
    #[serde(rename = "in")]
    pub(super) languages: Option<RawLanguages<RawReplyText>>,
}

/// A kind of danger that a member may be in.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawKind {
    /// A short name: lower-case letters, digits and hyphens.
    #[schemars(with = "String", regex(pattern = r"^[a-z0-9-]{1,60}$"))]
    pub(super) id: Spanned<String>,
    /// The kind's name, for staff.
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// What to say: short and calm. The resources of the clinic's country are added.
    #[schemars(with = "String", length(min = 1, max = 1000))]
    pub(super) reply: Spanned<String>,
    /// Words in a row that alone mean danger, wherever they stand. Nothing overrules them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) always: Vec<Spanned<String>>,
    /// Messages of people in this danger. They teach the bot.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) phrasings: Vec<Spanned<String>>,
    /// Messages that sound like it and are not. They teach the bot too.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) look_alikes: Vec<Spanned<String>>,
    /// Messages that must be recognised. Tests: never learned from.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) should_match: Vec<Spanned<String>>,
    /// Messages that must not be taken for danger. Tests: never learned from.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) should_not_match: Vec<Spanned<String>>,
    /// The same in other languages.
    #[serde(rename = "in")]
    pub(super) languages: Option<RawLanguages<RawReplyText>>,
}

/// More examples of an entry, a topic or a kind of danger.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawMore {
    /// The id of what they are examples of.
    #[schemars(with = "String", regex(pattern = r"^[a-z0-9-]{1,60}$"))]
    pub(super) of: Spanned<String>,
    /// What they are written in; English unless it is said.
    #[serde(default)]
    pub(super) language: Language,
    /// Ways in which people ask it, or messages that mean it. They teach the bot.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) phrasings: Vec<Spanned<String>>,
    /// For a kind of danger: messages that sound like it and are not.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) look_alikes: Vec<Spanned<String>>,
}

/// A way to reach a human.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RawResource {
    /// Two capital letters (US, CA, GB, IE, AU, NZ …), or "elsewhere" for every other country.
    #[schemars(with = "String", regex(pattern = r"^([A-Z]{2}|elsewhere)$"))]
    pub(super) country: Spanned<String>,
    /// Ids of the kinds of danger it is for.
    #[schemars(with = "Vec<String>")]
    pub(super) kinds: Vec<Spanned<String>>,
    /// What a member reads.
    #[schemars(with = "String", length(min = 1, max = 300))]
    pub(super) text: Spanned<String>,
    /// The day a person last checked it, as 2026-11-24.
    #[schemars(with = "String")]
    pub(super) checked_on: Spanned<Datetime>,
    /// Where it was checked.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    #[expect(
        dead_code,
        reason = "for the person who checks; the bot doesn't show it"
    )]
    pub(super) source: Option<Spanned<String>>,
    /// The same in other languages.
    #[serde(rename = "in")]
    pub(super) languages: Option<RawLanguages<RawResourceText>>,
}

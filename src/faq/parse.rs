//! One file's text to its good parts and its problems. Pure.
//!
//! The parser recovers after a syntax error, each `[[entry]]` is read by itself, and an unknown key is reported and
//! then ignored: one slip of the finger never hides the rest of a file.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{
    Article, CrisisKind, ELSEWHERE, Entry, EntryTranslation, Expire, Place, Placed,
    ReplyTranslation, Resource, Tests, Topic, Wording,
};
use super::more::More;
use super::problem::{Problem, ProblemKind};
use super::raw::{
    FaqFile, RawArticle, RawEntry, RawEntryText, RawKind, RawLanguages, RawMore, RawReplyText,
    RawResource, RawTopic,
};
use super::reader::{DRAFT, Reader, take};
use super::schema::Keys;
use crate::language::Language;
use crate::matching::pattern::Pattern;

/// A question is an embed's title.
pub const LONGEST_QUESTION: usize = 256;
/// An answer is an embed's description (4,096), with room for a closing line.
pub const LONGEST_ANSWER: usize = 4_000;
/// A referral is a message's content (2,000), with room for the contact.
const LONGEST_REFERRAL: usize = 1_500;
/// A crisis reply is a message's content, with room for three resources.
const LONGEST_CRISIS_REPLY: usize = 1_000;
/// One line of a crisis reply.
const LONGEST_RESOURCE: usize = 300;
/// An article's title is in an embed's footer.
const LONGEST_TITLE: usize = 300;
/// A name is for staff's eyes.
const LONGEST_NAME: usize = 100;

/// The good parts of one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileParts {
    /// Where the file says that it is a draft; then none of its parts may be used.
    pub draft: Option<Place>,
    /// `[[entry]]`, each with the file's `[article]`.
    pub entries: Vec<Entry>,
    /// `[[topic]]`.
    pub topics: Vec<Topic>,
    /// `[[kind]]`.
    pub kinds: Vec<CrisisKind>,
    /// `[[resource]]`.
    pub resources: Vec<Resource>,
    /// `[[more]]`.
    pub more: Vec<More>,
    /// `messages`.
    pub background: Vec<Placed<String>>,
}

/// Reads one file. `name` is the file's name in the folder, as problems show it. What is wrong in a draft is only a warning:
/// it is not used anyway.
pub fn parse_file(name: &str, text: &str) -> (FileParts, Vec<Problem>) {
    let mut reader = Reader::new(name);
    let parts = reader.file(text);
    let problems = reader.into_problems().into_iter();
    let problems = match parts.draft {
        Some(_) => problems.map(Problem::in_draft).collect(),
        None => problems.collect(),
    };
    (parts, problems)
}

impl Reader {
    fn file(&mut self, text: &str) -> FileParts {
        let (document, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            self.problem(
                error.span().unwrap_or_default(),
                ProblemKind::Syntax(error.message().to_owned()),
            );
        }
        let mut document = document.into_inner();
        let draft = self.draft(&mut document);
        self.refuse_unknown_keys(&mut document, &Keys::of::<FaqFile>());
        let article = take(&mut document, "article")
            .and_then(|table| self.article(table))
            .map(Arc::new);
        let mut parts = FileParts {
            draft,
            entries: self.list(&mut document, "entry", |reader, raw| {
                reader.entry(raw, article.as_ref())
            }),
            topics: self.list(&mut document, "topic", Self::topic),
            kinds: self.list(&mut document, "kind", Self::kind),
            resources: self.list(&mut document, "resource", Self::resource),
            more: self.list(&mut document, "more", Self::more),
            background: self.messages(&mut document),
        };
        parts.draft = parts.draft.or_else(|| self.draft_too_low());
        parts
    }

    /// Where the file says that it is a draft. Whoever writes anything but `false` there has not finished it.
    fn draft(&mut self, document: &mut DeTable<'_>) -> Option<Place> {
        let value = take(document, DRAFT)?;
        let span = value.span();
        match value.get_ref() {
            DeValue::Boolean(false) => return None,
            DeValue::Boolean(true) => {}
            _ => {
                let wrong = "`draft` is neither true nor false".to_owned();
                self.problem(span.clone(), ProblemKind::WrongValue(wrong));
            }
        }
        self.placed(span, |_| Some(())).map(|found| found.place)
    }

    fn article(&mut self, value: Spanned<DeValue<'_>>) -> Option<Article> {
        let raw: RawArticle = self.read(value)?;
        Some(Article {
            title: self.text("title", LONGEST_TITLE, &raw.title)?,
            reviewed_on: self.day(&raw.reviewed_on)?.value,
            review_by: self.day(&raw.review_by)?,
        })
    }

    fn entry(&mut self, raw: RawEntry, article: Option<&Arc<Article>>) -> Option<Entry> {
        let question_span = raw.question.span();
        let expire = self.expire(raw.expire, article);
        Some(Entry {
            id: self.id(&raw.id)?,
            question: self.placed(question_span, |reader| {
                reader.text_of_any_length("question", LONGEST_QUESTION, &raw.question)
            })?,
            phrasings: self.texts("phrasings", raw.phrasings),
            answer: self.text("answer", LONGEST_ANSWER, &raw.answer)?,
            two_people: raw.two_people,
            expire,
            related: raw.related.iter().filter_map(|id| self.id(id)).collect(),
            article: article.cloned(),
            tests: self.tests(raw.should_match, raw.should_not_match),
            translations: self.each_language(raw.languages, |reader, language, raw| {
                Some(reader.entry_translation(language, raw))
            }),
        })
    }

    fn expire(
        &mut self,
        written: Option<Spanned<Expire>>,
        article: Option<&Arc<Article>>,
    ) -> Option<Expire> {
        let written = written?;
        if article.is_none() {
            self.problem(written.span(), ProblemKind::ExpireWithoutReview);
        }
        Some(written.into_inner())
    }

    fn each_language<Raw, Part>(
        &mut self,
        languages: Option<RawLanguages<Raw>>,
        mut check: impl FnMut(&mut Self, Language, Raw) -> Option<Part>,
    ) -> Vec<Part> {
        let languages = languages.into_iter().flat_map(RawLanguages::each);
        languages
            .filter_map(|(language, raw)| check(self, language, raw))
            .collect()
    }

    /// A question without its answer, or the other way round, is reported and left out; the phrasings still teach.
    fn entry_translation(&mut self, language: Language, raw: RawEntryText) -> EntryTranslation {
        let wording = match (&raw.question, &raw.answer) {
            (Some(question), Some(answer)) => self.wording(question, answer),
            (None, None) => None,
            (Some(alone), None) => {
                self.half_translated(alone, "question", "answer");
                None
            }
            (None, Some(alone)) => {
                self.half_translated(alone, "answer", "question");
                None
            }
        };
        EntryTranslation {
            language,
            wording,
            phrasings: self.texts("phrasings", raw.phrasings),
        }
    }

    fn wording(&mut self, question: &Spanned<String>, answer: &Spanned<String>) -> Option<Wording> {
        Some(Wording {
            question: self.placed(question.span(), |reader| {
                reader.text_of_any_length("question", LONGEST_QUESTION, question)
            })?,
            answer: self.text("answer", LONGEST_ANSWER, answer)?,
        })
    }

    fn half_translated(
        &mut self,
        alone: &Spanned<String>,
        there: &'static str,
        missing: &'static str,
    ) {
        self.problem(alone.span(), ProblemKind::HalfTranslated { there, missing });
    }

    fn reply_translation(
        &mut self,
        limit: usize,
        language: Language,
        raw: RawReplyText,
    ) -> ReplyTranslation {
        ReplyTranslation {
            language,
            reply: raw
                .reply
                .and_then(|reply| self.text("reply", limit, &reply)),
            phrasings: self.texts("phrasings", raw.phrasings),
            look_alikes: self.texts("look_alikes", raw.look_alikes),
        }
    }

    fn topic(&mut self, raw: RawTopic) -> Option<Topic> {
        Some(Topic {
            id: self.id(&raw.id)?,
            name: self.text("name", LONGEST_NAME, &raw.name)?,
            reply: self.text("reply", LONGEST_REFERRAL, &raw.reply)?,
            phrasings: self.texts("phrasings", raw.phrasings),
            tests: self.tests(raw.should_match, raw.should_not_match),
            translations: self.each_language(raw.languages, |reader, language, raw| {
                Some(reader.reply_translation(LONGEST_REFERRAL, language, raw))
            }),
        })
    }

    fn kind(&mut self, raw: RawKind) -> Option<CrisisKind> {
        Some(CrisisKind {
            id: self.id(&raw.id)?,
            name: self.text("name", LONGEST_NAME, &raw.name)?,
            reply: self.text("reply", LONGEST_CRISIS_REPLY, &raw.reply)?,
            always: self.patterns(raw.always),
            phrasings: self.texts("phrasings", raw.phrasings),
            look_alikes: self.texts("look_alikes", raw.look_alikes),
            tests: self.tests(raw.should_match, raw.should_not_match),
            translations: self.each_language(raw.languages, |reader, language, raw| {
                Some(reader.reply_translation(LONGEST_CRISIS_REPLY, language, raw))
            }),
        })
    }

    fn resource(&mut self, raw: RawResource) -> Option<Resource> {
        let country = raw.country.get_ref();
        let is_code = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        if !is_code && country != ELSEWHERE {
            self.problem(raw.country.span(), ProblemKind::BadCountry(country.clone()));
            return None;
        }
        Some(Resource {
            country: raw.country.into_inner(),
            kinds: raw.kinds.iter().filter_map(|id| self.id(id)).collect(),
            text: self.text("text", LONGEST_RESOURCE, &raw.text)?,
            checked_on: self.day(&raw.checked_on)?,
            translations: self.each_language(raw.languages, |reader, language, raw| {
                let text = reader.text("text", LONGEST_RESOURCE, &raw.text)?;
                Some((language, text))
            }),
        })
    }

    fn more(&mut self, raw: RawMore) -> Option<More> {
        Some(More {
            of: self.id(&raw.of)?,
            language: raw.language,
            phrasings: self.texts("phrasings", raw.phrasings),
            look_alikes: self.texts("look_alikes", raw.look_alikes),
        })
    }

    fn messages(&mut self, document: &mut DeTable<'_>) -> Vec<Placed<String>> {
        let Some(value) = take(document, "messages") else {
            return Vec::new();
        };
        let span = value.span();
        match Vec::<Spanned<String>>::deserialize(value.into_deserializer()) {
            Ok(messages) => self.texts("messages", messages),
            Err(error) => {
                let place = error.span().unwrap_or(span);
                self.problem(place, ProblemKind::WrongValue(error.message().to_owned()));
                Vec::new()
            }
        }
    }

    fn tests(&mut self, should: Vec<Spanned<String>>, should_not: Vec<Spanned<String>>) -> Tests {
        Tests {
            should_match: self.texts("should_match", should),
            should_not_match: self.texts("should_not_match", should_not),
        }
    }

    /// The patterns of a list; those that are none are reported and left out.
    fn patterns(&mut self, texts: Vec<Spanned<String>>) -> Vec<Placed<Pattern>> {
        let mut patterns = Vec::new();
        for Placed { value, place } in self.texts("always", texts) {
            match Pattern::parse(&value) {
                Ok(value) => patterns.push(Placed { value, place }),
                Err(why) => self.problem(place.span, ProblemKind::BadPattern(why)),
            }
        }
        patterns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faq::Severity;

    const GOOD: &str = r#"
[[entry]]
id = "good"
question = "Good?"
phrasings = ["is it good"]
answer = "Yes."
"#;

    /// Reads the text; the good entry must be there, and exactly this problem, over exactly this text.
    #[track_caller]
    fn check(bad: &str, expected: &str, at: &str) {
        let text = format!("{bad}\n{GOOD}");
        let (parts, problems) = parse_file("f.toml", &text);
        assert!(
            parts.entries.iter().any(|e| e.id.value.as_str() == "good"),
            "the good entry is lost: {problems:?}"
        );
        let told: Vec<_> = problems
            .iter()
            .map(|p| {
                (
                    p.message(),
                    text.get(p.place.span.clone()).unwrap_or_default(),
                )
            })
            .collect();
        assert_eq!(told, [(expected.to_owned(), at)]);
    }

    fn entry(lines: &str) -> String {
        format!("[[entry]]\nid = \"a\"\nquestion = \"A?\"\n{lines}")
    }

    #[test]
    fn a_clean_file_has_no_problem() {
        let (parts, problems) = parse_file("f.toml", GOOD);
        assert_eq!((parts.entries.len(), problems), (1, vec![]));
        assert_eq!(parts.entries[0].phrasings[0].value, "is it good");
    }

    #[test]
    fn unknown_keys_are_named_and_the_entry_is_kept() {
        let text = entry("phrasing = []\nanswer = \"A.\"");
        check(&text, "there is no key `phrasing` here", "phrasing");
        let (parts, problems) = parse_file("f.toml", &text);
        assert_eq!(parts.entries.len(), 1);
        assert_eq!(problems[0].help(), "did you mean `phrasings`?");
    }

    #[test]
    fn empty_and_missing_values_are_reported_in_place() {
        check(&entry("answer = \"  \""), "`answer` is empty", "\"  \"");
        check(&entry(""), "missing field `answer`", "[[entry]]");
        check(
            &entry("answer = 3"),
            "invalid type: integer `3`, expected a string",
            "3",
        );
        check(
            &entry("answer = \"A.\"\nphrasings = [\"\"]"),
            "`phrasings` is empty",
            "\"\"",
        );
    }

    #[test]
    fn translations_are_read_and_a_half_one_still_teaches() {
        let text = entry(
            "answer = \"A.\"\n[entry.in.spanish]\nquestion = \"¿A?\"\nanswer = \"Sí.\"\nphrasings = [\"a o no\"]\n\
             [entry.in.french]\nanswer = \"Oui.\"\nphrasings = [\"a ou pas\"]",
        );
        check(
            &text,
            "this `answer` has no `question` in its language",
            "\"Oui.\"",
        );
        let entry = &parse_file("f.toml", &text).0.entries[0];
        let spanish = entry.wording(Language::Spanish).expect("a wording");
        assert_eq!((&*spanish.question.value, &*spanish.answer), ("¿A?", "Sí."));
        assert_eq!(entry.wording(Language::French), None);
        let lessons: Vec<&str> = entry.lessons().map(|text| text.value.as_str()).collect();
        assert_eq!(lessons, ["A?", "¿A?", "a o no", "a ou pas"]);
    }

    #[test]
    fn unknown_languages_and_keys_inside_them_spare_the_entry() {
        check(
            &entry("answer = \"A.\"\nin.italian.answer = \"Si.\""),
            "there is no key `italian` here",
            "italian",
        );
        check(
            &entry("answer = \"A.\"\nin.german.phrasing = []"),
            "there is no key `phrasing` here",
            "phrasing",
        );
    }

    #[test]
    fn a_file_saved_with_crlf_says_the_same() {
        let text = entry("answer = \"\"\"\nA.\n\nB.\"\"\"");
        let (parts, problems) = parse_file("f.toml", &text.replace('\n', "\r\n"));
        assert_eq!((&*parts.entries[0].answer, problems), ("A.\n\nB.", vec![]));
    }

    #[test]
    fn limits_count_characters_and_not_bytes() {
        let (parts, _) = parse_file(
            "f.toml",
            &entry(&format!("answer = \"{}\"", "é".repeat(4_000))),
        );
        assert_eq!(parts.entries.len(), 1);
        let long = "é".repeat(4_001);
        check(
            &entry(&format!("answer = \"{long}\"")),
            "`answer` has 4001 characters, 1 more than Discord can show",
            &format!("\"{long}\""),
        );
    }

    #[test]
    fn a_question_too_long_to_be_shown_whole_is_reported_and_not_lost() {
        let long = "é".repeat(257);
        let text = format!("[[entry]]\nid = \"a\"\nquestion = \"{long}\"\nanswer = \"A.\"");
        let (parts, problems) = parse_file("f.toml", &text);
        assert_eq!(parts.entries[0].question.value, long);
        let told = problems[0].message();
        assert_eq!(
            told,
            "`question` has 257 characters, 1 more than Discord can show"
        );
    }

    #[test]
    fn bad_ids_days_and_countries_are_reported() {
        check(
            "[[entry]]\nid = \"Über uns\"\nquestion = \"Q\"\nanswer = \"A\"",
            "`Über uns` can't be an id",
            "\"Über uns\"",
        );
        check(
            "[article]\ntitle = \"T\"\nreviewed_on = 2026-01-01\nreview_by = 07:32:00",
            "this is not a day",
            "07:32:00",
        );
        check(
            "[[resource]]\ncountry = \"usa\"\nkinds = []\ntext = \"T\"\nchecked_on = 2026-01-01",
            "`usa` is not a country code",
            "\"usa\"",
        );
    }

    #[test]
    fn whether_two_people_change_an_entry_and_when_it_stops_is_read() {
        let read = |keys: &str| {
            let text = format!(
                "[article]\ntitle = \"T\"\nreviewed_on = 2026-01-01\nreview_by = 2027-01-01\n{}",
                entry(&format!("answer = \"A.\"\n{keys}"))
            );
            let (parts, problems) = parse_file("f.toml", &text);
            let read = parts.entries.first().map(|e| (e.two_people, e.expire));
            let told: Vec<String> = problems.iter().map(Problem::message).collect();
            (read, told)
        };
        assert_eq!(read(""), (Some((false, None)), vec![]));
        assert_eq!(
            read("two_people = true\nexpire = \"stop\""),
            (Some((true, Some(Expire::Stop))), vec![])
        );
        let (entry, told) = read("expire = \"delete\"");
        assert_eq!(entry, None);
        assert_eq!(told, ["unknown variant `delete`, expected `stop`"]);
    }

    #[test]
    fn expire_without_a_review_date_is_reported() {
        check(
            &entry("answer = \"A.\"\nexpire = \"stop\""),
            "there is no review_by after which this entry could stop",
            "\"stop\"",
        );
    }

    /// Is the file a draft, and what is said of it?
    #[track_caller]
    fn check_draft(line: &str, is_draft: bool, told: &[&str]) {
        let (parts, problems) = parse_file("f.toml", &format!("{line}\n{GOOD}"));
        assert_eq!(parts.draft.is_some(), is_draft, "{line}");
        let messages: Vec<String> = problems.iter().map(Problem::message).collect();
        assert_eq!(messages, told, "{line}");
        let warn = problems.iter().all(|p| p.severity() == Severity::Warning);
        assert!(warn, "{problems:?}");
    }

    #[test]
    fn a_file_is_a_draft_unless_it_says_clearly_that_it_is_none() {
        check_draft("draft = true", true, &[]);
        check_draft("draft = false", false, &[]);
        check_draft("", false, &[]);
        let neither = "`draft` is neither true nor false";
        check_draft("draft = \"no\"", true, &[neither]);
        check_draft("draft = 0", true, &[neither]);
        let too_low = "`draft` stands too low in the file";
        check_draft("[[more]]\nof = \"x\"\ndraft = true", true, &[too_low]);
    }

    #[test]
    fn what_is_wrong_in_a_draft_is_only_a_warning() {
        let half_done = entry("answer = \"\"\nphrasing = []");
        let told = ["there is no key `phrasing` here", "`answer` is empty"];
        check_draft(&format!("draft = true\n{half_done}"), true, &told);
    }

    #[test]
    fn a_syntax_error_spares_the_entries_around_it() {
        let text = format!(
            "{GOOD}\n[[entry]]\nid = \"b\nquestion = \"B?\"\nanswer = \"B.\"\n{}",
            GOOD.replace("good", "c")
        );
        let (parts, problems) = parse_file("f.toml", &text);
        let ids: Vec<_> = parts
            .entries
            .iter()
            .map(|e| e.id.value.as_str().to_owned())
            .collect();
        assert!(
            ids.contains(&"good".to_owned()) && ids.contains(&"c".to_owned()),
            "{ids:?} {problems:?}"
        );
        assert!(
            problems
                .iter()
                .any(|p| matches!(p.kind, ProblemKind::Syntax(_))),
            "{problems:?}"
        );
    }
}

//! All files together: one immutable library, and the problems that only show across files.

use std::collections::HashMap;

use super::drafts::{self, Draft};
use super::entry::{CrisisKind, ELSEWHERE, Entry, Id, Place, Placed, Resource, Topic};
use super::folder::SourceFile;
use super::more::More;
use super::parse::{FileParts, parse_file};
use super::problem::{Problem, ProblemKind, nearest_name};
use crate::language::Language;
use crate::matching::normalize::normalize;

/// Everything staff wrote, checked. Ids are unique, and every `related` exists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    /// In the order of the files' names, then of the files.
    pub entries: Vec<Entry>,
    /// What only a person may answer.
    pub topics: Vec<Topic>,
    /// What is danger.
    pub kinds: Vec<CrisisKind>,
    /// Ways to reach a human, in the order to be shown.
    pub resources: Vec<Resource>,
    /// What is not for the bot.
    pub background: Vec<Placed<String>>,
    /// The files that wait until somebody has finished them; nothing of theirs is above.
    pub drafts: Vec<Draft>,
}

impl Library {
    /// Reads the files' texts and joins them. Good parts are kept although others are bad.
    pub fn from_files(files: &[SourceFile]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let (mut live, mut unfinished) = (Vec::new(), Vec::new());
        for file in files {
            let (parts, found) = parse_file(&file.name, &file.text);
            problems.extend(found);
            let kept = match parts.draft {
                Some(_) => &mut unfinished,
                None => &mut live,
            };
            kept.push(parts);
        }
        let waiting = unfinished.iter().filter_map(Draft::of).collect();
        let if_used = drafts::joined(&live, unfinished);
        let (mut library, found) = Self::join(live);
        library.drafts = waiting;
        problems.extend(drafts::because_of_drafts(if_used, &found));
        problems.extend(found);
        (library, problems)
    }

    /// Joins the parts of files: of two that clash, the earlier one stays.
    pub(super) fn join(files: Vec<FileParts>) -> (Self, Vec<Problem>) {
        let mut library = Self::default();
        let mut problems = Vec::new();
        let mut more = Vec::new();
        for parts in files {
            more.extend(library.take(parts));
        }
        library.drop_duplicate_ids(&mut problems);
        for more in more {
            more.add_to(&mut library, &mut problems);
        }
        library.drop_dangling_ids(&mut problems);
        library.find_repeated_phrasings(&mut problems);
        library.find_gaps(&mut problems);
        (library, problems)
    }

    /// The entry of this id.
    pub fn entry(&self, id: &Id) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id.value == *id)
    }

    /// The topic of this id.
    pub fn topic(&self, id: &Id) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id.value == *id)
    }

    /// The kind of danger of this id.
    pub fn kind(&self, id: &Id) -> Option<&CrisisKind> {
        self.kinds.iter().find(|kind| kind.id.value == *id)
    }

    /// The resources for a kind of danger in a country, in the order to be shown; those for elsewhere where the country
    /// has none or is not known.
    pub fn resources(&self, kind: &Id, country: Option<&str>) -> Vec<&Resource> {
        let of = |country: &str| -> Vec<&Resource> {
            let fits =
                |r: &&Resource| r.country == country && r.kinds.iter().any(|k| k.value == *kind);
            self.resources.iter().filter(fits).collect()
        };
        let own = country.map(of).unwrap_or_default();
        if own.is_empty() { of(ELSEWHERE) } else { own }
    }

    /// Texts whose language is known: what was written under a language's name, and the phrasings that were not.
    pub fn texts_by_language(&self) -> impl Iterator<Item = (Language, &str)> {
        let english = self.entries.iter().map(|entry| &entry.phrasings);
        let english = english
            .chain(self.topics.iter().map(|topic| &topic.phrasings))
            .chain(
                self.kinds
                    .iter()
                    .flat_map(|kind| [&kind.phrasings, &kind.look_alikes]),
            )
            .flat_map(move |texts| in_language(Language::English, texts));
        let entries = self.entries.iter().flat_map(|entry| &entry.translations);
        let entries = entries.flat_map(move |t| in_language(t.language, &t.phrasings));
        let topics = self.topics.iter().flat_map(|topic| &topic.translations);
        let kinds = self.kinds.iter().flat_map(|kind| &kind.translations);
        let replies = topics.chain(kinds);
        let replies = replies.flat_map(move |t| {
            let phrasings = in_language(t.language, &t.phrasings);
            phrasings.chain(in_language(t.language, &t.look_alikes))
        });
        english.chain(entries).chain(replies)
    }

    /// Is there an entry, a topic or a kind of danger of this id?
    pub fn has(&self, id: &str) -> bool {
        self.ids().any(|known| known.as_str() == id)
    }

    /// Every id, in the order of entries, topics and kinds.
    pub(super) fn ids(&self) -> impl Iterator<Item = &Id> {
        let entries = self.entries.iter().map(|entry| &entry.id.value);
        let topics = self.topics.iter().map(|topic| &topic.id.value);
        let kinds = self.kinds.iter().map(|kind| &kind.id.value);
        entries.chain(topics).chain(kinds)
    }

    /// Takes the parts that stand by themselves; the rest can only be added when all files are read.
    fn take(&mut self, parts: FileParts) -> Vec<More> {
        self.entries.extend(parts.entries);
        self.topics.extend(parts.topics);
        self.kinds.extend(parts.kinds);
        self.resources.extend(parts.resources);
        self.background.extend(parts.background);
        parts.more
    }

    /// Entries, topics and kinds share one space of names, so that every id in a log or a button means one thing.
    fn drop_duplicate_ids(&mut self, problems: &mut Vec<Problem>) {
        let mut seen: HashMap<Id, Place> = HashMap::new();
        let mut is_first = |id: &Placed<Id>| match seen.get(&id.value) {
            Some(first) => {
                let kind = ProblemKind::DuplicateId {
                    id: id.value.clone(),
                    first: first.clone(),
                };
                problems.push(Problem {
                    place: id.place.clone(),
                    kind,
                });
                false
            }
            None => seen.insert(id.value.clone(), id.place.clone()).is_none(),
        };
        self.entries.retain(|entry| is_first(&entry.id));
        self.topics.retain(|topic| is_first(&topic.id));
        self.kinds.retain(|kind| is_first(&kind.id));
    }

    fn drop_dangling_ids(&mut self, problems: &mut Vec<Problem>) {
        let entries: Vec<Id> = self
            .entries
            .iter()
            .map(|entry| entry.id.value.clone())
            .collect();
        let kinds: Vec<Id> = self
            .kinds
            .iter()
            .map(|kind| kind.id.value.clone())
            .collect();
        let mut exists = |known: &[Id], id: &Placed<Id>| {
            let found = known.contains(&id.value);
            if !found {
                let nearest = nearest_name(id.value.as_str(), known.iter().map(Id::as_str));
                let kind = ProblemKind::UnknownId {
                    id: id.value.to_string(),
                    nearest,
                };
                problems.push(Problem {
                    place: id.place.clone(),
                    kind,
                });
            }
            found
        };
        for entry in &mut self.entries {
            entry.related.retain(|id| exists(&entries, id));
        }
        for resource in &mut self.resources {
            resource.kinds.retain(|id| exists(&kinds, id));
        }
    }

    /// The same words must not teach two things, and a test must not be learned.
    fn find_repeated_phrasings(&self, problems: &mut Vec<Problem>) {
        let mut taught: HashMap<String, (&str, &Place)> = HashMap::new();
        for (owner, text) in self.taught_texts() {
            let words = normalize(&text.value);
            match taught.get(&words) {
                Some((other, first)) if *other != owner => {
                    let kind = ProblemKind::SamePhrasing {
                        other: (*other).to_owned(),
                        first: (*first).clone(),
                    };
                    problems.push(Problem {
                        place: text.place.clone(),
                        kind,
                    });
                }
                Some(_) => {}
                None => {
                    taught.insert(words, (owner, &text.place));
                }
            }
        }
        for test in self.all_tests() {
            if taught.contains_key(&normalize(&test.value)) {
                problems.push(Problem {
                    place: test.place.clone(),
                    kind: ProblemKind::TestIsPhrasing,
                });
            }
        }
    }

    /// What else is taught by these very words, in words for staff; nothing if only `owner` is, or nothing.
    pub fn taught_by(&self, text: &str, owner: &Id) -> Option<String> {
        let words = normalize(text);
        let mut taught = self.taught_texts().filter(|(id, _)| *id != owner.as_str());
        let (id, _) = taught.find(|(_, lesson)| normalize(&lesson.value) == words)?;
        let id = Id::new(id);
        let entry = id.as_ref().and_then(|id| self.entry(id));
        let topic = id.as_ref().and_then(|id| self.topic(id));
        let kind = id.as_ref().and_then(|id| self.kind(id));
        let entry = entry.map(|entry| format!("“{}”", entry.question.value));
        let topic = topic.map(|topic| format!("what is for the clinic ({})", topic.name));
        let kind = kind.map(|kind| format!("danger ({})", kind.name));
        Some(
            entry
                .or(topic)
                .or(kind)
                .unwrap_or_else(|| "what is not for the bot".to_owned()),
        )
    }

    /// Every text that teaches, with the name of what it teaches.
    fn taught_texts(&self) -> impl Iterator<Item = (&str, &Placed<String>)> {
        let entries = self
            .entries
            .iter()
            .flat_map(|entry| entry.lessons().map(|text| (entry.id.value.as_str(), text)));
        let topics = self
            .topics
            .iter()
            .flat_map(|topic| topic.lessons().map(|t| (topic.id.value.as_str(), t)));
        let kinds = self
            .kinds
            .iter()
            .flat_map(|kind| kind.lessons().map(|t| (kind.id.value.as_str(), t)));
        let background = self.background.iter().map(|text| ("not-for-the-bot", text));
        entries.chain(topics).chain(kinds).chain(background)
    }

    fn all_tests(&self) -> impl Iterator<Item = &Placed<String>> {
        let entries = self.entries.iter().map(|entry| &entry.tests);
        let topics = self.topics.iter().map(|topic| &topic.tests);
        let kinds = self.kinds.iter().map(|kind| &kind.tests);
        entries
            .chain(topics)
            .chain(kinds)
            .flat_map(|tests| tests.should_match.iter().chain(&tests.should_not_match))
    }

    fn find_gaps(&self, problems: &mut Vec<Problem>) {
        let missing = [
            (
                self.kinds.is_empty(),
                "crisis.toml",
                "nobody in danger is recognised",
            ),
            (
                self.topics.is_empty(),
                "ask-us-first.toml",
                "health questions are not referred to the clinic",
            ),
            (
                self.background.is_empty(),
                "not-for-the-bot.toml",
                "more messages are answered that are not for the bot",
            ),
        ];
        for (_, file, lost) in missing.into_iter().filter(|(is_missing, _, _)| *is_missing) {
            let place = Place {
                file: file.into(),
                span: 0..0,
            };
            problems.push(Problem {
                place,
                kind: ProblemKind::MissingPart { file, lost },
            });
        }
        for kind in self
            .kinds
            .iter()
            .filter(|kind| self.resources(&kind.id.value, None).is_empty())
        {
            let gap = ProblemKind::NoFallbackResource(kind.id.value.clone());
            problems.push(Problem {
                place: kind.id.place.clone(),
                kind: gap,
            });
        }
    }
}

fn in_language(
    language: Language,
    texts: &[Placed<String>],
) -> impl Iterator<Item = (Language, &str)> {
    let texts = texts.iter();
    texts.map(move |text| (language, text.value.as_str()))
}

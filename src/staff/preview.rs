//! What a change would do, before anybody confirms it: what members would see, what keeps it from being saved, what reads
//! like something else, and what would be answered differently. Pure: two versions of the FAQ are compared.

use std::collections::{HashMap, HashSet};

use super::wish::{Seen, Wish};
use crate::assistant::{Decision, Heard, Question};
use crate::check::failing;
use crate::edition::{Edition, Reading};
use crate::faq::edit::FileChange;
use crate::faq::{Entry, Expire, Id, Library, Placed, Problem, Severity};
use crate::language::Language;

/// New texts of which it is asked what they come to today: an import may have thousands.
const MOST_ASKED: usize = 50;

/// An entry before and after a change; a new one has no before, a retired one no after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// As it is.
    pub before: Option<Entry>,
    /// As it would be.
    pub after: Option<Entry>,
}

/// A message that would be answered in another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// A test of staff's.
    pub text: String,
    /// What comes of it now, in words.
    pub before: String,
    /// What would come of it.
    pub after: String,
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// What is wanted, with what others changed in the meantime.
    pub wish: Wish,
    /// The question and the answer that it would replace.
    pub seen: Option<Seen>,
    /// Did somebody else change the same entry in the meantime, so that this is both people's text?
    pub is_merged: bool,
    /// Entries that would be others.
    pub touched: Vec<Touched>,
    /// The change in each file.
    pub files: Vec<FileChange>,
    /// Why it can't be saved, a line each; nothing if it can.
    pub obstacles: Vec<String>,
    /// What to think about, a line each.
    pub remarks: Vec<String>,
    /// Staff's tests that would come to something else.
    pub differences: Vec<Difference>,
    /// How many tests there are.
    pub tests: usize,
    /// Does a second person have to confirm it?
    pub needs_two: bool,
}

impl Preview {
    /// What is seen of a change before anything is learned: enough to tell whether it can't be saved.
    pub(super) fn unlearned(proposal: Proposal, before: &Edition, after: &Reading) -> Self {
        let touched = touched(before.library(), &after.library);
        let mut obstacles = taken(&touched, &after.library);
        let (problems, remarks) = new_problems(before, after);
        // The same in words is better than the place in a file.
        if obstacles.is_empty() {
            obstacles.extend(problems);
        }
        obstacles.extend(lost(before.library(), &after.library));
        let entries = touched
            .iter()
            .flat_map(|touched| [&touched.before, &touched.after]);
        let needs_two = entries.flatten().any(|entry| entry.two_people);
        Self {
            wish: proposal.wish,
            seen: proposal.seen,
            is_merged: proposal.is_merged,
            files: proposal.files,
            touched,
            obstacles,
            remarks,
            differences: Vec::new(),
            tests: 0,
            needs_two,
        }
    }

    /// The same with what only shows once the change is learned.
    pub(super) fn learned(mut self, before: &Edition, after: &Edition) -> Self {
        self.obstacles.extend(newly_failing(before, after));
        self.remarks.extend(collisions(&self.touched, before));
        self.differences = differences(before, after);
        self.tests = after.decided().len();
        self
    }
}

/// A change on its way into a preview.
pub(super) struct Proposal {
    pub(super) wish: Wish,
    pub(super) seen: Option<Seen>,
    pub(super) is_merged: bool,
    pub(super) files: Vec<FileChange>,
}

/// What speaks against learning a version of the FAQ in the place of another, a line each: mistakes that were not there, a
/// kind of danger that is gone, nothing left to answer with.
pub(super) fn obstacles(before: &Edition, after: &Reading) -> Vec<String> {
    let (mut obstacles, _) = new_problems(before, after);
    obstacles.extend(lost(before.library(), &after.library));
    obstacles
}

/// Staff's tests that fail in a version and did not in the one before, a line each.
pub(super) fn newly_failing(before: &Edition, after: &Edition) -> Vec<String> {
    let known = failing(before.decided());
    let new = beyond(&known, failing(after.decided()));
    new.iter()
        .map(|problem| problem.in_words(&after.files))
        .collect()
}

/// Mistakes and warnings that the version before did not have.
fn new_problems(before: &Edition, after: &Reading) -> (Vec<String>, Vec<String>) {
    let new = beyond(&before.problems, after.problems.clone());
    let of = |severity: Severity| {
        let problems = new.iter().filter(|problem| problem.severity() == severity);
        problems
            .map(|problem| problem.in_words(&after.files))
            .collect()
    };
    (of(Severity::Error), of(Severity::Warning))
}

/// The problems that are not among the known ones. They may have moved in their file.
fn beyond(known: &[Problem], mut problems: Vec<Problem>) -> Vec<Problem> {
    let key = |problem: &Problem| (problem.place.file.clone(), problem.message());
    let mut left: HashMap<_, usize> = HashMap::new();
    for problem in known {
        *left.entry(key(problem)).or_default() += 1;
    }
    problems.retain(|problem| match left.get_mut(&key(problem)) {
        Some(times) if *times > 0 => {
            *times -= 1;
            false
        }
        _ => true,
    });
    problems
}

/// Neither all answers, nor the help for people in danger, go by a slip of the finger.
fn lost(before: &Library, after: &Library) -> Option<String> {
    if after.entries.is_empty() {
        return Some("• No entry would be left to answer with.".to_owned());
    }
    let mut kinds = before.kinds.iter();
    let lost = kinds.find(|kind| after.kind(&kind.id.value).is_none())?;
    Some(format!(
        "• The kind of danger `{}` is gone, so I would no longer notice it. If that is really meant, start me again.",
        lost.id.value
    ))
}

fn touched(before: &Library, after: &Library) -> Vec<Touched> {
    let kept = before
        .entries
        .iter()
        .map(|entry| (Some(entry), after.entry(&entry.id.value)));
    let is_new = |entry: &&Entry| before.entry(&entry.id.value).is_none();
    let new = after
        .entries
        .iter()
        .filter(is_new)
        .map(|entry| (None, Some(entry)));
    kept.chain(new)
        .filter(|(before, after)| before.map(content) != after.map(content))
        .map(|(before, after)| Touched {
            before: before.cloned(),
            after: after.cloned(),
        })
        .collect()
}

/// What an entry says, without where it is written.
type Content<'a> = (
    Vec<&'a str>,
    Vec<&'a str>,
    &'a str,
    Vec<&'a Id>,
    (bool, Option<Expire>, Option<&'a str>),
    Vec<(Language, Option<&'a str>, Vec<&'a str>)>,
);

fn content(entry: &Entry) -> Content<'_> {
    let translations = entry.translations.iter().map(|translation| {
        let answer = translation
            .wording
            .as_ref()
            .map(|wording| wording.answer.as_str());
        (translation.language, answer, values(&translation.phrasings))
    });
    let article = entry.article.as_ref().map(|article| article.title.as_str());
    (
        entry.lessons().map(|text| text.value.as_str()).collect(),
        [&entry.tests.should_match, &entry.tests.should_not_match]
            .into_iter()
            .flat_map(|t| values(t))
            .collect(),
        &entry.answer,
        entry.related.iter().map(|id| &id.value).collect(),
        (entry.two_people, entry.expire, article),
        translations.collect(),
    )
}

fn values(texts: &[Placed<String>]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

/// Texts that are new in an entry, with the entry.
fn new_lessons(touched: &[Touched]) -> Vec<(&Entry, &str)> {
    let new = touched.iter().filter_map(|touched| {
        let before = touched.before.iter().flat_map(Entry::lessons);
        let known: HashSet<&str> = before.map(|lesson| lesson.value.as_str()).collect();
        let after = touched.after.as_ref()?;
        let lessons = after.lessons().map(|lesson| lesson.value.as_str());
        let new = lessons.filter(move |lesson| !known.contains(lesson));
        Some(new.map(move |lesson| (after, lesson)))
    });
    new.flatten().collect()
}

/// New texts that teach something else already, word for word, a line each.
fn taken(touched: &[Touched], after: &Library) -> Vec<String> {
    let taken = new_lessons(touched)
        .into_iter()
        .filter_map(|(entry, lesson)| {
            let other = after.taught_by(lesson, &entry.id.value)?;
            Some(format!(
                "• “{lesson}” already belongs to {other}. One way of asking can't have two answers."
            ))
        });
    taken.collect()
}

/// New texts that are surely answered with something else today, a line each.
fn collisions(touched: &[Touched], before: &Edition) -> Vec<String> {
    let lessons = new_lessons(touched);
    let taken = lessons
        .iter()
        .take(MOST_ASKED)
        .filter_map(|(entry, lesson)| {
            let question = Question {
                text: lesson,
                heard: Heard::Addressed,
            };
            match before.assistant.decide(question).decision {
                Decision::Answer(other) if other != entry.id.value => {
                    let other = named(&other, before.library());
                    Some(format!(
                        "• Today “{lesson}” is answered with {other}. Is this the better answer?"
                    ))
                }
                _ => None,
            }
        });
    taken.collect()
}

fn differences(before: &Edition, after: &Edition) -> Vec<Difference> {
    let now: HashMap<&str, &Decision> = before
        .decided()
        .iter()
        .map(|decided| (decided.test.value.as_str(), &decided.decision))
        .collect();
    let mut seen = HashSet::new();
    let differing = after.decided().iter().filter_map(|decided| {
        let text = decided.test.value.as_str();
        let was = *now.get(text).filter(|was| **was != &decided.decision)?;
        seen.insert(text).then(|| Difference {
            text: text.to_owned(),
            before: in_words(was, before.library()),
            after: in_words(&decided.decision, after.library()),
        })
    });
    differing.collect()
}

/// What a decision is to a member, for staff.
fn in_words(decision: &Decision, library: &Library) -> String {
    match decision {
        Decision::Crisis(_) => "taken for danger".to_owned(),
        Decision::Answer(id) => named(id, library),
        Decision::Suggest(ids) => {
            let named: Vec<String> = ids.iter().map(|id| named(id, library)).collect();
            format!("a choice of {}", named.join(", "))
        }
        Decision::Refer(_) => "please ask the clinic".to_owned(),
        Decision::NoAnswer | Decision::StaySilent => "no answer".to_owned(),
    }
}

/// An entry by its question, a topic by its name.
fn named(id: &Id, library: &Library) -> String {
    let entry = library.entry(id).map(|entry| &entry.question.value);
    let name = entry.or_else(|| library.topic(id).map(|topic| &topic.name));
    match name {
        Some(name) => format!("“{name}”"),
        None => "what is not for me".to_owned(),
    }
}

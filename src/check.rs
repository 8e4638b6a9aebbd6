//! The checks that need a trained assistant or today's date: staff's own tests, overdue reviews, what waits or has
//! stopped, and how well entries are told apart.

use std::collections::BTreeMap;

use rayon::prelude::*;
use toml::value::Date;

use crate::assistant::{Assistant, Decision, Heard, Question};
use crate::faq::{Id, Library, Placed, Problem, ProblemKind, Tests};

/// A resource that was not checked for longer than this many years is doubtful.
const RESOURCE_YEARS: u16 = 1;

/// How well an entry or topic is told from the others by its own phrasings, each judged as if it had not been taught.
#[derive(Debug, Clone, PartialEq)]
pub struct Separation<'a> {
    /// The entry or topic.
    pub id: &'a Id,
    /// Texts that teach it.
    pub lessons: usize,
    /// Those that come to it.
    pub found: usize,
    /// What takes most of the others; nothing if all are found.
    pub rival: Option<&'a Id>,
    /// The texts that the rival takes, in the file's order.
    pub taken: Vec<&'a str>,
}

/// Each entry and topic in the order of the FAQ.
pub fn separations(assistant: &Assistant) -> Vec<Separation<'_>> {
    let library = assistant.library();
    let entries = library.entries.iter().map(|entry| &entry.id.value);
    let ids = entries.chain(library.topics.iter().map(|topic| &topic.id.value));
    let mut lost: BTreeMap<&str, BTreeMap<&str, (&Id, Vec<&str>)>> = BTreeMap::new();
    let mut lessons: BTreeMap<&str, usize> = BTreeMap::new();
    for held_out in assistant.held_out() {
        let owner = held_out.owner.as_str();
        *lessons.entry(owner).or_default() += 1;
        // From one topic to another is no mistake: both send the member to the clinic.
        let both_refer = [held_out.owner, held_out.best]
            .iter()
            .all(|id| library.topic(id).is_some());
        if held_out.owner != held_out.best && !both_refer {
            let rivals = lost.entry(owner).or_default();
            let rival = rivals.entry(held_out.best.as_str());
            rival
                .or_insert((held_out.best, Vec::new()))
                .1
                .push(held_out.text);
        }
    }
    let separation = |id| {
        let rivals = lost.remove(Id::as_str(id)).unwrap_or_default();
        let all_lost: usize = rivals.values().map(|(_, taken)| taken.len()).sum();
        let lessons = lessons.get(id.as_str()).copied().unwrap_or(0);
        let most = rivals.into_values().max_by_key(|(_, taken)| taken.len());
        let (rival, taken) = most.unzip();
        Separation {
            id,
            lessons,
            found: lessons - all_lost,
            rival,
            taken: taken.unwrap_or_default(),
        }
    };
    ids.map(separation).collect()
}

/// What a test of staff's comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// What it is a test of.
    pub owner: Id,
    /// The message.
    pub test: Placed<String>,
    /// Must it come to the owner, or must it not?
    pub should_match: bool,
    /// What is decided on it.
    pub decision: Decision,
}

/// Runs every `should_match` and `should_not_match`, and looks for what a person has to do on `today`.
///
/// The problems come in no particular order. An article's review is reported once a file.
pub fn check(assistant: &Assistant, today: Date) -> Vec<Problem> {
    let mut problems = failing(&decided(assistant));
    problems.extend(unattended(assistant.library(), today));
    problems
}

/// What a person has to do on `today`: overdue reviews, entries that stopped for one, resources that nobody checked, files
/// that are not finished. Nothing of it takes an assistant.
pub fn unattended(library: &Library, today: Date) -> Vec<Problem> {
    let mut problems = overdue_reviews(library, today);
    problems.extend(stopped_entries(library, today));
    problems.extend(unchecked_resources(library, today));
    problems.extend(waiting_drafts(library));
    problems
}

/// What is decided on each test of staff's, in the order of the FAQ. On all cores: a few milliseconds each.
pub fn decided(assistant: &Assistant) -> Vec<Decided> {
    let library = assistant.library();
    let entries = library.entries.iter().map(|e| (&e.id.value, &e.tests));
    let topics = library.topics.iter().map(|t| (&t.id.value, &t.tests));
    let kinds = library.kinds.iter().map(|k| (&k.id.value, &k.tests));
    let tests: Vec<(&Id, &Placed<String>, bool)> = entries
        .chain(topics)
        .chain(kinds)
        .flat_map(|(id, tests)| each(id, tests))
        .collect();
    let decide = |&(owner, test, should_match): &(&Id, &Placed<String>, bool)| {
        let question = Question {
            text: &test.value,
            heard: Heard::Addressed,
        };
        Decided {
            owner: owner.clone(),
            test: test.clone(),
            should_match,
            decision: assistant.decide(question).decision,
        }
    };
    tests.par_iter().map(decide).collect()
}

/// The tests that fail.
pub fn failing(decided: &[Decided]) -> Vec<Problem> {
    decided.iter().filter_map(Decided::failure).collect()
}

fn each<'a>(
    id: &'a Id,
    tests: &'a Tests,
) -> impl Iterator<Item = (&'a Id, &'a Placed<String>, bool)> {
    let must = tests.should_match.iter().map(move |test| (id, test, true));
    let must_not = tests.should_not_match.iter();
    must.chain(must_not.map(move |test| (id, test, false)))
}

impl Decided {
    fn failure(&self) -> Option<Problem> {
        let id = self.owner.clone();
        let kind = if self.should_match {
            (!comes_to(&self.decision, &id)).then(|| ProblemKind::ShouldMatchFails {
                id,
                instead: in_words(&self.decision),
            })
        } else {
            (self.decision.id() == Some(&id)).then_some(ProblemKind::ShouldNotMatchFails { id })
        };
        let place = self.test.place.clone();
        kind.map(|kind| Problem { place, kind })
    }
}

/// Whether a decision leads a member to `id`: at once, or as one of the suggestions.
fn comes_to(decision: &Decision, id: &Id) -> bool {
    decision.id() == Some(id)
        || matches!(decision, Decision::Suggest(entries) if entries.contains(id))
}

fn in_words(decision: &Decision) -> String {
    match decision {
        Decision::Crisis(id) => format!("it is taken for danger (`{id}`)"),
        Decision::Answer(id) => format!("`{id}` answers it"),
        Decision::Suggest(ids) => {
            let ids: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
            format!("only {} are suggested", ids.join(", "))
        }
        Decision::Refer(id) => format!("it is referred to the clinic (`{id}`)"),
        Decision::NoAnswer | Decision::StaySilent => "nothing answers it".to_owned(),
    }
}

fn overdue_reviews(library: &Library, today: Date) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for article in library
        .entries
        .iter()
        .filter_map(|entry| entry.article.as_ref())
    {
        let due = &article.review_by;
        let is_new = problems.iter().all(|problem| problem.place != due.place);
        if due.value < today && is_new {
            problems.push(Problem {
                place: due.place.clone(),
                kind: ProblemKind::ReviewOverdue(due.value),
            });
        }
    }
    problems
}

fn stopped_entries(library: &Library, today: Date) -> Vec<Problem> {
    let stopped = library.entries.iter().filter_map(|entry| {
        let last = entry.answers_until().filter(|last| *last < today)?;
        let id = entry.id.value.clone();
        Some(Problem {
            place: entry.id.place.clone(),
            kind: ProblemKind::Stopped { id, last },
        })
    });
    stopped.collect()
}

fn waiting_drafts(library: &Library) -> Vec<Problem> {
    let drafts = library.drafts.iter().map(|draft| Problem {
        place: draft.place.clone(),
        kind: ProblemKind::Draft {
            entries: draft.entries,
        },
    });
    drafts.collect()
}

fn unchecked_resources(library: &Library, today: Date) -> Vec<Problem> {
    let resources = library
        .resources
        .iter()
        .map(|resource| &resource.checked_on);
    let limit = Date {
        year: today.year.saturating_sub(RESOURCE_YEARS),
        ..today
    };
    resources
        .filter(|checked| checked.value < limit)
        .map(|checked| Problem {
            place: checked.place.clone(),
            kind: ProblemKind::ResourceUnchecked(checked.value),
        })
        .collect()
}

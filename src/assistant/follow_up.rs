//! 'And how often?': a question that says what it asks only beside what was talked of just before.

use std::collections::HashMap;

use super::{Assistant, Decision, Outcome, Question};
use crate::faq::{Id, Library};
use crate::matching::normalize::{fold, words};

/// A question of more words says by itself what it asks.
const LONGEST: usize = 6;

/// Shorter words are seldom what a question is about.
const SHORTEST_SUBJECT: usize = 4;

/// A word of so many other entries' questions is what they are all about.
const SHARED_BY: usize = 2;

impl Assistant {
    /// Decides on a question of somebody to whom the entry `previous` was the last answer, some moments ago.
    ///
    /// Where a short question by itself leads to no answer, it is read once more with the subject of the talk added. What that
    /// leads to counts if it is another entry's answer, and one that the question by itself was nearest to: the subject makes
    /// sure, it does not choose. Danger and what only a person may answer are decided as ever.
    pub fn follow_up(&self, question: Question<'_>, previous: &Id) -> Outcome {
        let alone = self.decide(question);
        let is_open = matches!(alone.decision, Decision::Suggest(_) | Decision::NoAnswer);
        if !is_open || words(&fold(question.text)).len() > LONGEST {
            return alone;
        }
        let subject = self.subjects.get(previous).map_or("", String::as_str);
        let completed = format!("{} {subject}", question.text);
        let completed = self.decide(Question {
            text: &completed,
            ..question
        });
        let nearest = alone.candidates.first().map(|candidate| &candidate.entry);
        match &completed.decision {
            Decision::Answer(entry) if entry != previous && Some(entry) == nearest => Outcome {
                language: alone.language,
                concern: alone.concern,
                ..completed
            },
            _ => alone,
        }
    }
}

/// For each entry, the words of its question that other entries' questions have, too: not what sets it apart, but what the
/// FAQ is about.
pub(super) fn subjects(library: &Library) -> HashMap<Id, String> {
    let all = library.entries.iter();
    let questions: Vec<(&Id, Vec<String>)> = all
        .map(|entry| (&entry.id.value, words(&fold(&entry.question.value))))
        .collect();
    let subject = |(entry, own): &(&Id, Vec<String>)| {
        let sharing = |word: &&String| {
            let others = questions.iter().filter(|(id, _)| id != entry);
            others.filter(|(_, words)| words.contains(word)).count() >= SHARED_BY
        };
        let long = own
            .iter()
            .filter(|word| word.chars().count() >= SHORTEST_SUBJECT);
        let subject: Vec<&str> = long.filter(sharing).map(String::as_str).collect();
        ((*entry).clone(), subject.join(" "))
    };
    questions.iter().map(subject).collect()
}

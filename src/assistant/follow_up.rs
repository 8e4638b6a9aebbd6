//! 'And how often?': a question that says what it asks only beside what was talked of just before.

use super::{Assistant, Decision, Outcome, Question};
use crate::faq::Id;
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
        let completed = format!("{} {}", question.text, self.subject(previous));
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

    /// The words of an entry's question that other entries' questions have, too: not what sets it apart, but what the FAQ
    /// is about.
    fn subject(&self, entry: &Id) -> String {
        let all = self.library().entries.iter();
        let questions: Vec<(&Id, Vec<String>)> = all
            .map(|entry| (&entry.id.value, words(&fold(&entry.question.value))))
            .collect();
        let own = questions.iter().find(|(id, _)| *id == entry);
        let sharing = |word: &&String| {
            let others = questions.iter().filter(|(id, _)| *id != entry);
            others.filter(|(_, words)| words.contains(word)).count() >= SHARED_BY
        };
        let own = own.into_iter().flat_map(|(_, words)| words);
        let long = own.filter(|word| word.chars().count() >= SHORTEST_SUBJECT);
        let subject: Vec<&str> = long.filter(sharing).map(String::as_str).collect();
        subject.join(" ")
    }
}

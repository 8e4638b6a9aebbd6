//! Is this person in danger? Asked before anything else, of the whole message and of each of its clauses.
//!
//! Two ways lead to a yes: words in a row that staff listed as always meaning danger ([`Pattern`]), which nothing
//! overrules; and likeness to the messages of people in danger rather than to look-alikes ('this heat is killing me') and
//! the FAQ's ordinary messages ([`Recognizer`]). Patterns find what is said outright, likeness what is only told between
//! the lines. Missing someone is the costliest error, frightening someone who joked the next.

mod disguise;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::faq::CrisisKind;
use crate::matching::Neighbour;
use crate::matching::meaning::Encoder;
use crate::matching::normalize::{both_ends, clauses, fold, words};
use crate::matching::pattern::Pattern;
use crate::matching::recognize::{Recognition, Recognizer};

/// Parts of a message that are read one by one: the first and the last half of these in a very long one. An encoder takes
/// some milliseconds a part.
const MOST_PARTS: usize = 60;

/// Fewer words say too little by themselves: of those, a look-alike more is taken for danger in a hundred, and no danger
/// more is found (measured).
const SHORTEST_PART: usize = 5;

/// From this strength on a message is like danger: 0 is half-way between danger and what is none.
const WHOLE_ALARMS: f64 = 0.0;

/// The same for a part of a message: a message of three parts is looked at four times.
const PART_ALARMS: f64 = 0.5;

/// So much stronger the likeness must be in what the FAQ surely knows for one of its questions. Lower, one ordinary
/// message more in two hundred alarms; higher, one danger in a hundred is answered with an article.
const QUESTION_WEIGHS: f64 = 0.2;

/// From this confidence on the FAQ knows a question surely.
const SURE_QUESTION: f64 = 0.5;

/// From this strength on a message may be danger: whatever else is answered, help is named beside it. Of the danger in
/// `danger.second.jsonl`, `third` and `fourth` that is not recognised, seven in ten reach it, and of the clinics' ordinary
/// messages one in thirty.
const WHOLE_CONCERNS: f64 = -0.15;

/// Why a message was taken for danger.
#[derive(Debug, Clone, PartialEq)]
pub enum Sign {
    /// It has these words in a row.
    Always(String),
    /// It is like what people in this danger write.
    Likeness {
        /// How sure that is, 0.0–1.0.
        confidence: f64,
        /// The nearest message that taught it.
        nearest: String,
    },
}

/// What was found in a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// It tells of danger: nothing else is answered.
    Danger(Danger),
    /// It may tell of this kind of danger (an index), or of none.
    Concern(usize),
}

/// Danger that was recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct Danger {
    /// Index of the kind of danger.
    pub kind: usize,
    /// Why.
    pub sign: Sign,
}

/// Trained on the kinds of danger; immutable from then on.
#[derive(Debug)]
pub struct Detector {
    patterns: Vec<(Pattern, usize)>,
    recognizer: Recognizer,
    /// The words of the messages that taught danger.
    vocabulary: BTreeSet<String>,
    /// Each message that taught danger, with its kind; they are the recognizer's examples.
    danger: Vec<(String, usize)>,
}

impl Detector {
    /// Learns the kinds of danger, with their look-alikes and the `ordinary` messages as what is not danger.
    ///
    /// Without kinds nothing is ever found. Cost: one run of the encoder a text, once.
    pub fn learn(
        kinds: &[CrisisKind],
        ordinary: &[&str],
        encoder: Option<Arc<dyn Encoder>>,
    ) -> Self {
        let danger = of_each_kind(kinds, |kind| kind.lessons().map(|text| &text.value));
        let look_alikes = kinds
            .iter()
            .flat_map(CrisisKind::look_alikes)
            .map(|text| text.value.as_str());
        let safe: Vec<&str> = look_alikes.chain(ordinary.iter().copied()).collect();
        let examples: Vec<&str> = danger.iter().map(|(text, _)| text.as_str()).collect();
        let vocabulary = examples.iter().flat_map(|text| words(&fold(text)));
        Self {
            patterns: of_each_kind(kinds, |kind| kind.always.iter().map(|p| &p.value)),
            vocabulary: vocabulary.collect(),
            recognizer: Recognizer::learn(&examples, &safe, encoder),
            danger,
        }
    }

    /// What a message tells of danger, if anything: as it was typed, and with its words undisguised.
    ///
    /// `question` says how surely a part of the message is one of the FAQ's questions, 0.0–1.0. A part that surely is one
    /// must be the more like danger ('I sobbed so hard it scared me, is that normal?'); words that always mean danger are
    /// not weighed.
    pub fn detect(&self, text: &str, question: impl Fn(&str) -> f64 + Sync) -> Option<Finding> {
        let folded = fold(text);
        let vocabulary = self.vocabulary.iter().map(String::as_str);
        let plain = disguise::undisguised(&folded, &vocabulary);
        let readings = std::iter::once(folded).chain(plain);
        let readings: Vec<String> = readings.collect();
        if let Some(danger) = readings.iter().find_map(|reading| self.always(reading)) {
            return Some(Finding::Danger(danger));
        }
        let found = readings
            .iter()
            .filter_map(|reading| self.likeness(reading, &question));
        let mut found: Vec<Finding> = found.collect();
        found.sort_by_key(|finding| matches!(finding, Finding::Concern(_)));
        found.into_iter().next()
    }

    /// The first pattern that is in the text, as it was typed or as it was mended.
    fn always(&self, folded: &str) -> Option<Danger> {
        let typed = words(folded);
        let mended = self.recognizer.read(folded).words;
        self.patterns.iter().find_map(|(pattern, kind)| {
            let found = pattern.find(&typed).or_else(|| pattern.find(&mended))?;
            Some(Danger {
                kind: *kind,
                sign: Sign::Always(found.join(" ")),
            })
        })
    }

    /// The strongest likeness of the message or one of its parts, if it is strong enough; else a concern, if the whole
    /// message gives reason for one.
    fn likeness(&self, folded: &str, question: impl Fn(&str) -> f64 + Sync) -> Option<Finding> {
        // Nothing was taught, or nothing said: nothing can be like it.
        if self.danger.is_empty() || words(folded).is_empty() {
            return None;
        }
        let whole = self.recognizer.recognize(folded);
        let parts = parts(folded).into_par_iter().map(|part| {
            let found = self.recognizer.recognize(part);
            (part, found, PART_ALARMS)
        });
        let mut read: Vec<_> = parts.collect();
        read.push((folded, whole.clone(), WHOLE_ALARMS));
        let is_danger = |(part, found, least): &(&str, Recognition, f64)| {
            found.strength >= *least
                && (found.strength >= *least + QUESTION_WEIGHS || question(part) < SURE_QUESTION)
        };
        let like = read
            .into_iter()
            .filter(is_danger)
            .map(|(_, found, _)| found);
        let strongest = like.max_by(|a, b| a.strength.total_cmp(&b.strength));
        let Some(found) = strongest else {
            let (kind, _) = self.likest_kind(&whole.nearest);
            return (whole.strength >= WHOLE_CONCERNS).then_some(Finding::Concern(kind));
        };
        let (kind, nearest) = self.likest_kind(&found.nearest);
        Some(Finding::Danger(Danger {
            kind,
            sign: Sign::Likeness {
                confidence: confidence(found.strength),
                nearest,
            },
        }))
    }

    /// The kind that the nearest lessons speak for, and the nearest text of it. Where none of them is danger, the first
    /// kind of the file: what was recognised is never dropped for want of a name.
    fn likest_kind(&self, nearest: &[Neighbour]) -> (usize, String) {
        let like: Vec<(&str, usize, f64)> = nearest
            .iter()
            .filter_map(|n| {
                self.danger
                    .get(n.lesson)
                    .map(|(text, kind)| (&**text, *kind, n.similarity))
            })
            .collect();
        let votes = |kind: usize| -> f64 {
            like.iter()
                .filter(|(_, k, _)| *k == kind)
                .map(|(_, _, similarity)| similarity)
                .sum()
        };
        let kinds = like.iter().map(|(_, kind, _)| *kind);
        let kind = kinds
            .max_by(|&a, &b| votes(a).total_cmp(&votes(b)).then(b.cmp(&a)))
            .unwrap_or(0);
        let text = like
            .iter()
            .find(|(_, k, _)| *k == kind)
            .map(|(text, _, _)| (*text).to_owned());
        (kind, text.unwrap_or_default())
    }
}

/// A strength as a number from 0.0 to 1.0.
fn confidence(strength: f64) -> f64 {
    f64::midpoint(1.0, strength).clamp(0.0, 1.0)
}

/// What `of` takes from each kind of danger, with the kind's index.
fn of_each_kind<'a, T: Clone + 'a, I: Iterator<Item = &'a T>>(
    kinds: &'a [CrisisKind],
    of: impl Fn(&'a CrisisKind) -> I,
) -> Vec<(T, usize)> {
    let mut taken = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        taken.extend(of(kind).map(|item| (item.clone(), index)));
    }
    taken
}

/// The clauses of a text that are read by themselves; none for a text of one clause.
fn parts(folded: &str) -> Vec<&str> {
    let all: Vec<&str> = clauses(folded)
        .into_iter()
        .filter(|clause| words(clause).len() >= SHORTEST_PART)
        .collect();
    if all.len() <= 1 && all.first().is_none_or(|only| words(only) == words(folded)) {
        return Vec::new();
    }
    both_ends(&all, MOST_PARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detector() -> Detector {
        let danger = [("a", 0), ("b", 1), ("c", 1)];
        Detector {
            patterns: Vec::new(),
            recognizer: Recognizer::learn(&[], &[], None),
            vocabulary: BTreeSet::new(),
            danger: danger.map(|(text, kind)| (text.to_owned(), kind)).to_vec(),
        }
    }

    fn near(lessons: &[(usize, f64)]) -> Vec<Neighbour> {
        let neighbour = |&(lesson, similarity)| Neighbour { lesson, similarity };
        lessons.iter().map(neighbour).collect()
    }

    #[test]
    fn the_nearest_danger_names_the_kind() {
        let nearest = near(&[(7, 0.9), (0, 0.5), (2, 0.4), (1, 0.3)]);
        assert_eq!(detector().likest_kind(&nearest), (1, "c".to_owned()));
    }

    #[test]
    fn danger_is_not_dropped_when_only_ordinary_texts_are_near() {
        let nearest = near(&[(7, 0.9), (8, 0.8)]);
        assert_eq!(detector().likest_kind(&nearest), (0, String::new()));
    }
}

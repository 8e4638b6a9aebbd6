//! Is this person in danger? Asked before anything else, of the whole message and of each of its clauses.
//!
//! Two ways lead to a yes: words in a row that staff listed as always meaning danger ([`Pattern`]), which nothing
//! overrules; and a matcher of its own, trained on the messages of people in danger, with look-alikes ('this heat is
//! killing me') and ordinary messages of the FAQ as its background. Missing someone is the costliest error, frightening
//! someone who joked the next, so the patterns carry the finding, and likeness only adds what is very like.

mod disguise;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::faq::CrisisKind;
use crate::matching::meaning::Encoder;
use crate::matching::normalize::{both_ends, clauses, fold, words};
use crate::matching::pattern::Pattern;
use crate::matching::{Lesson, Matcher, Neighbour, Role};

/// Parts of a message that are read one by one: the first and the last half of these in a very long one. An encoder takes
/// some milliseconds a part.
const MOST_PARTS: usize = 60;

/// Fewer words say too little by themselves.
const SHORTEST_PART: usize = 3;

/// Share of ordinary teaching messages that may be like danger when they are held out.
const ORDINARY_ALARMING: f64 = 0.006;

/// The same for a part of a message: a message of three parts is looked at four times.
const PARTS_ALARMING: f64 = 0.002;

/// Danger by likeness must be so many times as sure as that the words are a question that the FAQ knows.
const SURER: f64 = 2.0;

/// Ordinary messages of the FAQ that are learned as what is not danger, spread evenly over all of it: more cost seconds at
/// every start.
const MOST_ORDINARY: usize = 2_000;

/// Class numbers of the likeness matcher.
const DANGER: usize = 0;
const ORDINARY: usize = 1;

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
    matcher: Matcher,
    /// From which confidence on a whole message is like danger.
    threshold: f64,
    /// The same for a part of a message.
    part_threshold: f64,
    /// The words of the messages that taught danger.
    vocabulary: BTreeSet<String>,
    /// Each message that taught danger, with its kind; they are the matcher's first lessons.
    danger: Vec<(String, usize)>,
}

impl Detector {
    /// Learns the kinds of danger, with their look-alikes and the `ordinary` messages as what is not danger.
    ///
    /// Without kinds nothing is ever found. Cost: cubic in the number of texts, once.
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
        let every = ordinary.len().div_ceil(MOST_ORDINARY).max(1);
        let safe = look_alikes
            .chain(ordinary.iter().step_by(every).copied())
            .map(|text| Lesson {
                text,
                class: ORDINARY,
            });
        let lessons = danger.iter().map(|(text, _)| Lesson {
            text,
            class: DANGER,
        });
        // Without danger there is nothing to tell apart, and nothing to train.
        let lessons: Vec<Lesson<'_>> = if danger.is_empty() {
            Vec::new()
        } else {
            lessons.chain(safe).collect()
        };
        let matcher = Matcher::learn(&[Role::Entry, Role::Background], &lessons, encoder);
        let vocabulary = danger.iter().flat_map(|(text, _)| words(&fold(text)));
        Self {
            patterns: of_each_kind(kinds, |kind| kind.always.iter().map(|p| &p.value)),
            threshold: matcher.threshold_for_background(ORDINARY_ALARMING),
            part_threshold: matcher.threshold_for_background(PARTS_ALARMING),
            vocabulary: vocabulary.collect(),
            matcher,
            danger,
        }
    }

    /// The danger a message tells of, if any: as it was typed, and with its words undisguised.
    ///
    /// `question` says how surely a part of the message is one of the FAQ's questions, 0.0–1.0. A part that is more surely
    /// that than danger is not danger by its likeness ('I sobbed so hard it scared me, is that normal?'); words that always
    /// mean danger are not weighed.
    pub fn detect(&self, text: &str, question: impl Fn(&str) -> f64) -> Option<Danger> {
        let folded = fold(text);
        let vocabulary = self.vocabulary.iter().map(String::as_str);
        let plain = disguise::undisguised(&folded, &vocabulary);
        let readings = std::iter::once(folded).chain(plain);
        let readings: Vec<String> = readings.collect();
        let always = readings.iter().find_map(|reading| self.always(reading));
        let mut readings = readings.iter();
        always.or_else(|| readings.find_map(|reading| self.likeness(reading, &question)))
    }

    /// The first pattern that is in the text, as it was typed or as it was mended.
    fn always(&self, folded: &str) -> Option<Danger> {
        let typed = words(folded);
        let mended = self.matcher.mend(&typed).words;
        self.patterns.iter().find_map(|(pattern, kind)| {
            let found = pattern.find(&typed).or_else(|| pattern.find(&mended))?;
            Some(Danger {
                kind: *kind,
                sign: Sign::Always(found.join(" ")),
            })
        })
    }

    /// The strongest likeness of the message or one of its parts, if it is strong enough.
    fn likeness(&self, folded: &str, question: impl Fn(&str) -> f64) -> Option<Danger> {
        // Nothing was taught, so nothing can be like it.
        if self.danger.is_empty() {
            return None;
        }
        let parts = parts(folded)
            .into_iter()
            .map(|part| (part, self.part_threshold));
        let read = std::iter::once((folded, self.threshold)).chain(parts);
        let like = read.filter_map(|(part, threshold)| {
            let ranking = self.matcher.rank(part);
            let confidence = ranking.candidates.first()?.confidence;
            let is_danger =
                confidence >= threshold && (1.0 - confidence) * SURER < 1.0 - question(part);
            is_danger.then_some((confidence, ranking))
        });
        let (confidence, ranking) = like.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let (kind, nearest) = self.likest_kind(&ranking.nearest);
        Some(Danger {
            kind,
            sign: Sign::Likeness {
                confidence,
                nearest,
            },
        })
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
            matcher: Matcher::learn(&[], &[], None),
            threshold: 0.5,
            part_threshold: 0.5,
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

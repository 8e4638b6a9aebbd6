//! Is this person in danger? Asked before anything else, of the whole message and of each of its sentences.
//!
//! Two ways lead to a yes: words in a row that staff listed as always meaning danger ([`Pattern`]), which nothing
//! overrules; and a matcher of its own, trained on the messages of people in danger, with look-alikes ('this heat is
//! killing me') and everything the FAQ knows as its background. Missing someone is the costliest error, frightening
//! someone who joked the next, so the patterns carry the finding, and likeness only adds what is very like.

use std::sync::Arc;

use crate::faq::CrisisKind;
use crate::matching::meaning::Encoder;
use crate::matching::normalize::{fold, sentences, words};
use crate::matching::pattern::Pattern;
use crate::matching::{Lesson, Matcher, Neighbour, Role};

/// Sentences of a message that are read one by one: the first and the last half of these in a very long one.
const MOST_SENTENCES: usize = 200;

/// Share of ordinary teaching messages that may be like danger when they are held out. A message of five sentences is
/// looked at six times, so this is far below the false alarms that may happen.
const ORDINARY_ALARMING: f64 = 0.001;

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
    threshold: f64,
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
        let of_kind = |(kind, texts): (usize, &CrisisKind)| {
            texts
                .lessons()
                .map(|text| (text.value.clone(), kind))
                .collect::<Vec<_>>()
        };
        let danger: Vec<(String, usize)> = kinds.iter().enumerate().flat_map(of_kind).collect();
        let look_alikes = kinds
            .iter()
            .flat_map(CrisisKind::look_alikes)
            .map(|text| text.value.as_str());
        let safe = look_alikes
            .chain(ordinary.iter().copied())
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
        let threshold = matcher.threshold_for_background(ORDINARY_ALARMING);
        let of_kind = |(kind, texts): (usize, &CrisisKind)| {
            texts
                .always
                .iter()
                .map(|pattern| (pattern.value.clone(), kind))
                .collect::<Vec<_>>()
        };
        let patterns = kinds.iter().enumerate().flat_map(of_kind).collect();
        Self {
            patterns,
            matcher,
            threshold,
            danger,
        }
    }

    /// The danger a message tells of, if any.
    pub fn detect(&self, text: &str) -> Option<Danger> {
        let folded = fold(text);
        self.always(&folded)
            .or_else(|| self.likeness(text, &folded))
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

    /// The strongest likeness of the message or one of its sentences, if it is strong enough.
    fn likeness(&self, text: &str, folded: &str) -> Option<Danger> {
        // Nothing was taught, so nothing can be like it.
        if self.danger.is_empty() {
            return None;
        }
        let pieces = sentences(folded);
        let tail = pieces
            .len()
            .saturating_sub(MOST_SENTENCES / 2)
            .max(MOST_SENTENCES / 2);
        let read = pieces
            .iter()
            .take(MOST_SENTENCES / 2)
            .chain(pieces.iter().skip(tail))
            .copied();
        let rankings = std::iter::once(text)
            .chain(read)
            .map(|piece| self.matcher.rank(piece));
        let (confidence, ranking) = rankings
            .filter_map(|ranking| Some((ranking.candidates.first()?.confidence, ranking)))
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        if confidence < self.threshold {
            return None;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn detector() -> Detector {
        let danger = [("a", 0), ("b", 1), ("c", 1)];
        Detector {
            patterns: Vec::new(),
            matcher: Matcher::learn(&[], &[], None),
            threshold: 0.5,
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

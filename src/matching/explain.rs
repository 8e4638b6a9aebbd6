//! Why the matcher thinks what it thinks of a text: every number that a decision rests on.

use super::decide::Thresholds;
use super::normalize::{fold, words};
use super::{Matcher, Ranking};

/// A word of the question and its weight.
#[derive(Debug, Clone, PartialEq)]
pub struct WordWeight {
    /// After mending.
    pub word: String,
    /// Inverse document frequency: about 1 for a word of nearly every lesson, more the rarer it is.
    pub weight: f64,
}

/// Everything a decision on one text rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Words in the order of the text.
    pub words: Vec<WordWeight>,
    /// Candidates, nearest lessons and repairs.
    pub ranking: Ranking,
    /// What the candidates are held against.
    pub thresholds: Thresholds,
}

/// Explains a text.
pub fn explain(matcher: &Matcher, text: &str) -> Explanation {
    let mended = matcher.mend(&words(&fold(text))).words;
    let words = mended
        .into_iter()
        .map(|word| WordWeight {
            weight: matcher.rarity(&word),
            word,
        })
        .collect();
    Explanation {
        words,
        ranking: matcher.rank(text),
        thresholds: *matcher.thresholds(),
    }
}

//! Why the matcher thinks what it thinks of a text: every number that a decision rests on.

use super::consider::consider;
use super::decide::Thresholds;
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
    /// The part of the text that decided; nothing where the whole did. All else here is about that part.
    pub part: Option<String>,
    /// Words in the order of the text.
    pub words: Vec<WordWeight>,
    /// Candidates, nearest lessons and repairs.
    pub ranking: Ranking,
    /// What the candidates are held against.
    pub thresholds: Thresholds,
}

/// Explains a text.
pub fn explain(matcher: &Matcher, text: &str) -> Explanation {
    let finding = consider(matcher, text);
    let weighed = |word: &String| WordWeight {
        weight: matcher.rarity(word),
        word: word.clone(),
    };
    Explanation {
        part: finding.part,
        words: finding.ranking.mended.words.iter().map(weighed).collect(),
        ranking: finding.ranking,
        thresholds: *matcher.thresholds(),
    }
}

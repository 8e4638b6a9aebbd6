//! How alike two texts are of which neither has to be a lesson: by the same words and letters by which questions are matched,
//! once spelling is mended. What the lessons never use counts like a rare word, since that is what questions without an
//! answer are made of.

use std::collections::BTreeSet;

use super::Matcher;

/// How alike two texts are, and what sets them apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// By words and letters, 0.0–1.0; 1 for the same words in the same order.
    pub similarity: f64,
    /// The words that only one of them has, in alphabetical order.
    pub apart: Vec<String>,
}

impl Matcher {
    /// How alike two texts are. No encoder is asked.
    pub fn alike(&self, one: &str, other: &str) -> Alike {
        let index = self.index();
        let [one, other] = [one, other].map(|text| index.read(text).words);
        let [first, second]: [BTreeSet<&String>; 2] =
            [&one, &other].map(|words| words.iter().collect());
        Alike {
            similarity: index.alike(&one, &other),
            apart: (&first ^ &second).into_iter().cloned().collect(),
        }
    }
}

//! The phrasing with the most alike words: tf-idf of words and pairs of words, cosine similarity.

use std::collections::HashMap;

use aftercare::faq::Library;
use aftercare::matching::normalize::{fold, words};

use crate::measure::Best;
use crate::methods::{Method, phrasings};

/// A text's features with their weights, of unit length.
type Vector = HashMap<String, f64>;

/// Every phrasing as a vector, with its entry.
pub(crate) struct NearestByWords {
    phrasings: Vec<(String, Vector)>,
    rarity: HashMap<String, f64>,
    /// The rarity of a feature that no phrasing has.
    unseen: f64,
}

impl NearestByWords {
    pub(crate) fn learn(library: &Library) -> Self {
        let of_entry =
            |entry| phrasings(entry).map(|text| (entry.id.value.to_string(), counts(text)));
        let counted: Vec<(String, Vector)> = library.entries.iter().flat_map(of_entry).collect();
        let mut holders: HashMap<String, usize> = HashMap::new();
        for feature in counted.iter().flat_map(|(_, counts)| counts.keys()) {
            *holders.entry(feature.clone()).or_default() += 1;
        }
        let mut nearest = Self {
            phrasings: Vec::new(),
            rarity: holders
                .into_iter()
                .map(|(feature, holders)| (feature, rarity(counted.len(), holders)))
                .collect(),
            unseen: rarity(counted.len(), 0),
        };
        nearest.phrasings = counted
            .into_iter()
            .map(|(entry, counts)| (entry, nearest.weighted(counts)))
            .collect();
        nearest
    }

    fn weighted(&self, mut vector: Vector) -> Vector {
        for (feature, weight) in &mut vector {
            *weight *= self.rarity.get(feature).unwrap_or(&self.unseen);
        }
        let length: f64 = vector.values().map(|weight| weight * weight).sum();
        for weight in vector.values_mut() {
            *weight /= length.sqrt();
        }
        vector
    }
}

impl Method for NearestByWords {
    fn best(&self, question: &str) -> Option<Best> {
        let question = self.weighted(counts(question));
        let scored = self
            .phrasings
            .iter()
            .map(|(entry, phrasing)| (entry, cosine(&question, phrasing)));
        let (entry, score) = scored.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        (score > 0.0).then(|| Best {
            entry: entry.clone(),
            score,
        })
    }
}

/// How often each word and each pair of words occurs.
fn counts(text: &str) -> Vector {
    let words = words(&fold(text));
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let mut counts = Vector::new();
    for feature in words.iter().cloned().chain(pairs) {
        *counts.entry(feature).or_default() += 1.0;
    }
    counts
}

fn cosine(one: &Vector, other: &Vector) -> f64 {
    one.iter()
        .filter_map(|(feature, weight)| Some(weight * other.get(feature)?))
        .sum()
}

/// Smoothed inverse document frequency, as scikit-learn defines it.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of texts are far below 2^52"
)]
fn rarity(texts: usize, holders: usize) -> f64 {
    ((1 + texts) as f64 / (1 + holders) as f64).ln() + 1.0
}

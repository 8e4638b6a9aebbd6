//! How alike two texts are by their words and letters: tf-idf over words, word pairs and character n-grams.
//!
//! A text becomes one vector of two blocks, words (single and in pairs) and characters (three to five in a row inside
//! a word), each of unit length before weighting; the similarity of two texts is the cosine, 0.0–1.0. Words that the
//! teaching texts never use count in a question's length: 'how often should I wash my towel' is not 'how often'.

use std::collections::HashMap;

use faer::Mat;
use rayon::prelude::*;

/// Share of the words' block in the similarity; the rest is the characters'.
pub(super) const WORD_SHARE: f64 = 0.5;

/// Lengths of the character n-grams.
const NGRAM_LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;

/// Number of blocks: words, characters.
const BLOCKS: usize = 2;

/// A text as weights of known features, sorted by feature, and of length at most 1.
#[derive(Debug, Clone, Default)]
pub(super) struct TextVector {
    weights: Vec<(u32, f32)>,
}

impl TextVector {
    /// The sum of its weights, each times the feature's.
    pub(super) fn dot(&self, of_features: &[f32]) -> f32 {
        let weights = self.weights.iter();
        weights
            .map(|&(feature, weight)| weight * of_features[feature as usize])
            .sum()
    }
}

/// Feature numbers, their inverse document frequencies, and the teaching texts' vectors by feature.
#[derive(Debug)]
pub(super) struct TextIndex {
    features: HashMap<String, u32>,
    inverse_document_frequency: Vec<f64>,
    unseen_frequency: f64,
    postings: Vec<Vec<(u32, f32)>>,
    lessons: Vec<TextVector>,
}

impl TextIndex {
    /// Learns from the teaching texts, each a list of words.
    pub(super) fn learn(texts: &[Vec<String>]) -> Self {
        let mut index = Self {
            features: HashMap::new(),
            inverse_document_frequency: Vec::new(),
            unseen_frequency: inverse_frequency(texts.len(), 0),
            postings: Vec::new(),
            lessons: Vec::new(),
        };
        index.count_documents(texts);
        index.postings = vec![Vec::new(); index.features.len()];
        index.lessons = texts.par_iter().map(|text| index.vector(text)).collect();
        for (number, lesson) in (0..).zip(&index.lessons) {
            for &(feature, weight) in &lesson.weights {
                index.postings[feature as usize].push((number, weight));
            }
        }
        index
    }

    /// Number of teaching texts.
    pub(super) fn lessons(&self) -> usize {
        self.lessons.len()
    }

    /// A teaching text's vector.
    pub(super) fn lesson(&self, number: usize) -> &TextVector {
        &self.lessons[number]
    }

    fn count_documents(&mut self, texts: &[Vec<String>]) {
        let mut document_counts: Vec<usize> = Vec::new();
        for text in texts {
            for (name, _, _) in features(text) {
                let next = u32::try_from(self.features.len()).unwrap_or(u32::MAX);
                let feature = *self.features.entry(name).or_insert(next);
                if feature == next {
                    document_counts.push(0);
                }
                document_counts[feature as usize] += 1;
            }
        }
        self.inverse_document_frequency = document_counts
            .iter()
            .map(|&count| inverse_frequency(texts.len(), count))
            .collect();
    }

    /// A text's vector; empty for a text without a known feature.
    pub(super) fn vector(&self, text: &[String]) -> TextVector {
        let known = self
            .weighted(text)
            .into_iter()
            .filter_map(|(name, weight)| {
                let feature = self.features.get(&name).copied()?;
                Some((feature, single_precision(weight)))
            });
        let mut weights: Vec<(u32, f32)> = known.collect();
        weights.sort_unstable_by_key(|&(feature, _)| feature);
        TextVector { weights }
    }

    /// How alike two texts are, 0.0–1.0, also by what no teaching text uses.
    pub(super) fn alike(&self, one: &[String], other: &[String]) -> f64 {
        let other: HashMap<String, f64> = self.weighted(other).into_iter().collect();
        let shared = self.weighted(one).into_iter();
        shared
            .filter_map(|(name, weight)| Some(weight * other.get(&name)?))
            .sum()
    }

    /// Each feature of a text, known or not, and its weight; all together of length 1.
    fn weighted(&self, text: &[String]) -> Vec<(String, f64)> {
        let mut squares = [0.0; BLOCKS];
        let mut weights = Vec::new();
        for (name, block, count) in features(text) {
            let feature = self.features.get(&name);
            let frequency = feature.map_or(self.unseen_frequency, |&f| {
                self.inverse_document_frequency[f as usize]
            });
            let weight = (1.0 + count.ln()) * frequency;
            squares[block] += weight * weight;
            weights.push((name, block, weight));
        }
        let shares = [WORD_SHARE, 1.0 - WORD_SHARE];
        let weights = weights.into_iter().map(|(name, block, weight)| {
            let share: f64 = shares[block] / squares[block];
            (name, weight * share.sqrt())
        });
        weights.collect()
    }

    /// The similarity of a vector to each teaching text, in their order, 0.0–1.0.
    pub(super) fn similarities(&self, vector: &TextVector) -> Vec<f32> {
        let mut similarities = vec![0.0; self.lessons.len()];
        for &(feature, weight) in &vector.weights {
            for &(text, other) in &self.postings[feature as usize] {
                similarities[text as usize] += weight * other;
            }
        }
        similarities
    }

    /// Number of features.
    pub(super) fn features(&self) -> usize {
        self.postings.len()
    }

    /// Each teaching text's vector, times one weight a feature.
    pub(super) fn along(&self, of_features: &[f32]) -> Vec<f32> {
        let lessons = self.lessons.par_iter();
        lessons.map(|lesson| lesson.dot(of_features)).collect()
    }

    /// The sum of the teaching texts' vectors, so many times each: one number a feature.
    pub(super) fn pull(&self, values: &[f32]) -> Vec<f32> {
        let sum = |holders: &Vec<(u32, f32)>| {
            let holders = holders.iter();
            holders
                .map(|&(text, weight)| weight * values[text as usize])
                .sum()
        };
        self.postings.par_iter().map(sum).collect()
    }

    /// The similarities among some of the teaching texts, in the order of `chosen`: the diagonal and what is below it, which
    /// is all that a symmetric matrix says; zeros above.
    ///
    /// Each text is held against those before it through the features that they share.
    pub(super) fn among(&self, chosen: &[usize]) -> Mat<f32> {
        let mut similarities = Mat::zeros(chosen.len(), chosen.len());
        let mut holders: HashMap<u32, Vec<(usize, f32)>> = HashMap::new();
        for (row, &lesson) in chosen.iter().enumerate() {
            for &(feature, weight) in &self.lessons[lesson].weights {
                let holders = holders.entry(feature).or_default();
                holders.push((row, weight));
                for &(column, other) in holders.iter() {
                    similarities[(row, column)] += weight * other;
                }
            }
        }
        similarities
    }

    /// How much weight a word has in telling texts apart; the highest for one never seen.
    pub(super) fn rarity(&self, word: &str) -> f64 {
        self.features
            .get(&word_feature(word))
            .map_or(self.unseen_frequency, |&feature| {
                self.inverse_document_frequency[feature as usize]
            })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a similarity needs no more than seven digits"
)]
fn single_precision(similarity: f64) -> f32 {
    similarity as f32
}

/// Smoothed inverse document frequency, as scikit-learn defines it: `ln((1 + n) / (1 + count)) + 1`.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of texts are far below 2^52"
)]
fn inverse_frequency(texts: usize, count: usize) -> f64 {
    ((1 + texts) as f64 / (1 + count) as f64).ln() + 1.0
}

/// Each feature of a text with its block and how often it occurs, in order of first occurrence.
fn features(text: &[String]) -> Vec<(String, usize, f64)> {
    let mut found: Vec<(String, usize, f64)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut add = |name: String, block: usize| {
        if let Some(&place) = places.get(&name) {
            found[place].2 += 1.0;
        } else {
            places.insert(name.clone(), found.len());
            found.push((name, block, 1.0));
        }
    };
    for word in text {
        add(word_feature(word), 0);
        for ngram in ngrams(word) {
            add(ngram, 1);
        }
    }
    for pair in text.windows(2) {
        add(format!("w:{}", pair.join(" ")), 0);
    }
    found
}

fn word_feature(word: &str) -> String {
    format!("w:{word}")
}

/// The character n-grams of one word with a blank before and after it.
fn ngrams(word: &str) -> Vec<String> {
    let padded: Vec<char> = std::iter::once(' ')
        .chain(word.chars())
        .chain(std::iter::once(' '))
        .collect();
    NGRAM_LENGTHS
        .flat_map(|length| {
            padded
                .windows(length)
                .map(|window| "c:".chars().chain(window.iter().copied()).collect())
        })
        .collect()
}

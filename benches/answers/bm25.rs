//! Okapi BM25, as search engines rank: an entry's question and phrasings are one document.
//!
//! Robertson and Zaragoza, 'The Probabilistic Relevance Framework: BM25 and Beyond' (2009), with the inverse document
//! frequency that Lucene made non-negative.

use std::collections::{HashMap, HashSet};

use aftercare::faq::Library;
use aftercare::matching::normalize::{fold, words};

use crate::measure::Best;
use crate::methods::{Method, phrasings};

/// How soon more of the same word stops to matter: the usual value.
const K1: f64 = 1.2;

/// How much a long document is discounted: the usual value.
const B: f64 = 0.75;

/// The entries as documents.
pub(crate) struct Bm25 {
    documents: Vec<Document>,
    /// How many documents have a word.
    holders: HashMap<String, f64>,
    mean_length: f64,
}

struct Document {
    entry: String,
    counts: HashMap<String, f64>,
    length: f64,
}

impl Bm25 {
    pub(crate) fn learn(library: &Library) -> Self {
        let documents: Vec<Document> = library
            .entries
            .iter()
            .map(|entry| {
                let texts: Vec<&str> = phrasings(entry).collect();
                Document::new(entry.id.value.to_string(), &texts.join(" "))
            })
            .collect();
        let mut holders = HashMap::new();
        for word in documents.iter().flat_map(|document| document.counts.keys()) {
            *holders.entry(word.clone()).or_insert(0.0) += 1.0;
        }
        let lengths: f64 = documents.iter().map(|document| document.length).sum();
        Self {
            mean_length: lengths / number(documents.len()).max(1.0),
            documents,
            holders,
        }
    }

    fn score(&self, document: &Document, question: &HashSet<String>) -> f64 {
        let discount = K1 * (1.0 - B + B * document.length / self.mean_length);
        let of_word = |word: &String| {
            let count = document.counts.get(word)?;
            let holders = self.holders.get(word)?;
            let all = number(self.documents.len());
            let rarity = (1.0 + (all - holders + 0.5) / (holders + 0.5)).ln();
            Some(rarity * count * (K1 + 1.0) / (count + discount))
        };
        question.iter().filter_map(of_word).sum()
    }
}

impl Document {
    fn new(entry: String, text: &str) -> Self {
        let mut counts = HashMap::new();
        for word in words(&fold(text)) {
            *counts.entry(word).or_insert(0.0) += 1.0;
        }
        Self {
            entry,
            length: counts.values().sum(),
            counts,
        }
    }
}

impl Method for Bm25 {
    fn best(&self, question: &str) -> Option<Best> {
        let question: HashSet<String> = words(&fold(question)).into_iter().collect();
        let scored = self
            .documents
            .iter()
            .map(|document| (document, self.score(document, &question)));
        let (document, score) = scored.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        (score > 0.0).then(|| Best {
            entry: document.entry.clone(),
            score,
        })
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of entries are far below 2^52"
)]
fn number(count: usize) -> f64 {
    count as f64
}

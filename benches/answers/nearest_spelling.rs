//! The plainest way: the phrasing with the fewest typing steps to the question.

use aftercare::faq::Library;
use aftercare::matching::normalize::normalize;

use crate::measure::Best;
use crate::methods::{Method, phrasings};

/// Every phrasing, normalised, with its entry.
pub(crate) struct NearestSpelling {
    phrasings: Vec<(String, String)>,
}

impl NearestSpelling {
    pub(crate) fn learn(library: &Library) -> Self {
        let of_entry =
            |entry| phrasings(entry).map(|text| (entry.id.value.to_string(), normalize(text)));
        Self {
            phrasings: library.entries.iter().flat_map(of_entry).collect(),
        }
    }
}

impl Method for NearestSpelling {
    fn best(&self, question: &str) -> Option<Best> {
        let question = normalize(question);
        let scored = self
            .phrasings
            .iter()
            .map(|(entry, phrasing)| (entry, strsim::normalized_levenshtein(&question, phrasing)));
        let (entry, score) = scored.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        Some(Best {
            entry: entry.clone(),
            score,
        })
    }
}

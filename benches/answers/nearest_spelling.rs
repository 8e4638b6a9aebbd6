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
    /// Phrasings that can't be nearer than the nearest so far are skipped: some questions have a hundred thousand letters.
    fn best(&self, question: &str) -> Option<Best> {
        let question = normalize(question);
        let mut phrasings: Vec<_> = self
            .phrasings
            .iter()
            .map(|(entry, text)| (highest_similarity(&question, text), entry, text))
            .collect();
        phrasings.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
        let mut best: Option<Best> = None;
        for (highest, entry, text) in phrasings {
            let nearest = best.as_ref().map_or(-1.0, |best| best.score);
            if highest <= nearest {
                break;
            }
            let score = strsim::normalized_levenshtein(&question, text);
            if score > nearest {
                let entry = entry.clone();
                best = Some(Best { entry, score });
            }
        }
        best
    }
}

/// The similarity that two texts of these lengths can't exceed: each letter that one has more is a typing step.
fn highest_similarity(one: &str, other: &str) -> f64 {
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let (one, other) = (length(one), length(other));
    if one.max(other) == 0 {
        return 1.0;
    }
    f64::from(one.min(other)) / f64::from(one.max(other))
}

//! Mends misspelt words against the vocabulary of the texts that teach.
//!
//! A word of four letters or more that is neither in that vocabulary nor an English word becomes, in this order: a
//! known misspelling's correction, the most frequent vocabulary word one edit away (two in a long word), or two
//! vocabulary words that were run together. Known English words are never 'mended': that keeps *message* from
//! becoming *massage* and *skilled* from becoming *killed*.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::shorthand;

/// Shorter words have too many neighbours: *cry*, *try* and *dry* are one edit apart.
const SHORTEST_MENDED: usize = 4;

/// From this length on a word may be two edits away: *emotinoal* has few neighbours even then.
const SHORTEST_WITH_TWO_EDITS: usize = 8;

/// Each part of a run-together word has at least this many letters.
const SHORTEST_PART: usize = 4;

/// SCOWL's small American and British word lists, one word a line (see `data/english_words.LICENSE`).
static ENGLISH: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("data/english_words.txt").lines().collect());

/// Whether a word is common English, lower-case and without its apostrophe ("dont").
pub fn is_english(word: &str) -> bool {
    ENGLISH.contains(word) || CONTRACTIONS.contains(&word)
}

/// Contractions as they look once the apostrophe is gone; the word list has none.
const CONTRACTIONS: &[&str] = &[
    "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "hes",
    "hows", "ive", "isnt", "itd", "itll", "shouldnt", "shes", "thats", "theres", "theyd", "theyll",
    "theyre", "theyve", "wasnt", "werent", "weve", "whats", "whos", "whys", "wont", "wouldnt",
    "youd", "youll", "youre", "youve",
];

/// One word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// As it was typed, after normalising.
    pub from: String,
    /// As it was read: one word, or several.
    pub to: String,
}

/// A text's words after mending, and what was mended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// The words that are matched.
    pub words: Vec<String>,
    /// What was changed, in the order of the text.
    pub repairs: Vec<Repair>,
}

/// Knows the vocabulary of the texts that teach, and mends towards it.
#[derive(Debug, Clone)]
pub struct Speller {
    /// Word and how often it occurs; ordered, so that ties are broken the same way on every run.
    vocabulary: BTreeMap<String, usize>,
    /// The same by the words' length in letters, so that only words that can be near are looked at.
    by_length: BTreeMap<usize, Vec<(String, usize)>>,
}

impl Speller {
    /// Learns the vocabulary of texts that are already split into words.
    ///
    /// A word that is not English counts only when two texts have it: a typo in one phrasing must not teach itself.
    pub fn learn(texts: &[Vec<String>]) -> Self {
        let mut vocabulary = BTreeMap::new();
        for word in texts.iter().flatten() {
            *vocabulary.entry(word.clone()).or_insert(0) += 1;
        }
        vocabulary.retain(|word, count| *count > 1 || is_english(word));
        let mut by_length: BTreeMap<usize, Vec<(String, usize)>> = BTreeMap::new();
        for (word, count) in &vocabulary {
            by_length
                .entry(word.chars().count())
                .or_default()
                .push((word.clone(), *count));
        }
        Self {
            vocabulary,
            by_length,
        }
    }

    /// The words of each text after mending. Each different word is looked up once.
    pub fn mend_all(&self, texts: &[Vec<String>]) -> Vec<Vec<String>> {
        let mut readings = HashMap::new();
        for word in texts.iter().flatten() {
            if !readings.contains_key(word.as_str()) {
                readings.insert(word.as_str(), self.reading(word));
            }
        }
        let known = |word: &str| readings.get(word).cloned().flatten();
        let mended = texts.iter().map(|text| mended(text, known).words);
        mended.collect()
    }

    /// Mends each word of a text.
    pub fn mend(&self, words: &[String]) -> Mended {
        mended(words, |word| self.reading(word))
    }

    /// What a word stands for, if it is to be read as something else.
    fn reading(&self, word: &str) -> Option<String> {
        if let Some(meaning) = shorthand::meaning(word) {
            return Some(meaning.to_owned());
        }
        if !self.is_suspect(word) {
            return None;
        }
        let corrections = known_corrections(word);
        let familiar = corrections
            .iter()
            .find(|correction| self.vocabulary.contains_key(**correction));
        familiar
            .map(|correction| (*correction).to_owned())
            .or_else(|| self.nearest(word))
            .or_else(|| self.run_together(word))
            .or_else(|| {
                corrections
                    .first()
                    .map(|correction| (*correction).to_owned())
            })
    }

    fn is_suspect(&self, word: &str) -> bool {
        word.chars().count() >= SHORTEST_MENDED
            && word.chars().all(char::is_alphabetic)
            && !self.vocabulary.contains_key(word)
            && !is_english(word)
    }

    /// The nearest vocabulary word, at equal distance the most frequent.
    fn nearest(&self, word: &str) -> Option<String> {
        let length = word.chars().count();
        let furthest = if length >= SHORTEST_WITH_TWO_EDITS {
            2
        } else {
            1
        };
        let shortest = (length - furthest).max(SHORTEST_MENDED - 1);
        self.by_length
            .range(shortest..=length + furthest)
            .flat_map(|(_, known)| known)
            .filter(|(known, _)| length > SHORTEST_MENDED || !differ_in_one_letter(word, known))
            .map(|(known, count)| (strsim::osa_distance(word, known), Reverse(*count), known))
            .filter(|(edits, _, _)| *edits <= furthest)
            .min()
            .map(|(_, _, known)| known.clone())
    }

    /// The two vocabulary words that make up this one, if any; of several pairs the one whose rarer word is commonest.
    fn run_together(&self, word: &str) -> Option<String> {
        word.char_indices()
            .skip(SHORTEST_PART)
            .filter_map(|(at, _)| word.split_at_checked(at))
            .filter(|(_, tail)| tail.chars().count() >= SHORTEST_PART)
            .filter_map(|(head, tail)| {
                let commonness = *self.vocabulary.get(head)?.min(self.vocabulary.get(tail)?);
                Some((commonness, format!("{head} {tail}")))
            })
            .max()
            .map(|(_, pair)| pair)
    }
}

/// Whether two words of one length differ in one letter. In a word of four that is no typo but another word, often a
/// foreign one: *sind*/*kind*, *pasa*/*past*.
fn differ_in_one_letter(a: &str, b: &str) -> bool {
    a.chars().count() == b.chars().count()
        && a.chars().zip(b.chars()).filter(|(a, b)| a != b).count() == 1
}

/// The corrections of a known misspelling, best first.
fn known_corrections(word: &str) -> &'static [&'static str] {
    typos_dict::WORD
        .find(&unicase::UniCase::new(word))
        .copied()
        .unwrap_or_default()
}

/// The text with each word replaced by its reading, if it has one.
fn mended(words: &[String], reading: impl Fn(&str) -> Option<String>) -> Mended {
    let mut mended = Mended::default();
    for word in words {
        let Some(reading) = reading(word) else {
            mended.words.push(word.clone());
            continue;
        };
        mended.words.extend(reading.split(' ').map(str::to_owned));
        mended.repairs.push(Repair {
            from: word.clone(),
            to: reading,
        });
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::normalize::{fold, words};

    fn speller() -> Speller {
        let texts = [
            "how often should i come for a massage",
            "emotional release on the table",
            "try again, he cried",
        ];
        Speller::learn(&texts.map(|text| words(&fold(text))))
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(
            speller().mend(&words(&fold(text))).words.join(" "),
            expected
        );
    }

    #[test]
    fn misspelt_words_become_vocabulary_words() {
        check("hw oftn shud i come", "how often should i come");
        check("emotinoal relaese", "emotional release");
        check("emotionalrelease", "emotional release");
        check("on the tabel", "on the table");
    }

    #[test]
    fn known_words_are_no_typos() {
        check("send a message", "send a message");
        check("a skilled cook", "a skilled cook");
        check("dry", "dry");
    }

    #[test]
    fn foreign_and_strange_words_stay() {
        check("qwxyz привет", "qwxyz привет");
    }
}

//! Mends misspelt words against the vocabulary of the texts that teach.
//!
//! A word of four letters or more that is neither in that vocabulary nor an English word becomes, in this order: a
//! known misspelling's correction, the most frequent vocabulary word one edit away (two in a long word), or two
//! vocabulary words that were run together. Known English words are never 'mended': that keeps *message* from
//! becoming *massage* and *skilled* from becoming *killed*.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use rayon::prelude::*;

use super::normalize::{fold, is_word_char, word, words};
use super::shorthand;

/// Characters of a text that are read; Discord's longest message has 4,000.
const LONGEST_READ: usize = 4_000;

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
    /// The text with its words mended and all else as it was, for whoever reads sentences: the words alone have lost the
    /// question mark, and *can't* its apostrophe.
    pub sentence: String,
}

/// Knows the vocabulary of the texts that teach, and mends towards it.
#[derive(Debug, Clone)]
pub struct Speller {
    /// Word and how often it occurs; ordered, so that ties are broken the same way on every run.
    vocabulary: BTreeMap<String, usize>,
    /// The same by the words' length in letters, so that only words that can be near are looked at.
    by_length: BTreeMap<usize, Vec<Known>>,
}

/// A word of the vocabulary.
#[derive(Debug, Clone)]
struct Known {
    word: String,
    count: usize,
    letters: Letters,
}

/// Which letters a word has, whatever their number and order: a bit each for a to z, one for all others.
#[derive(Debug, Clone, Copy)]
struct Letters(u32);

impl Letters {
    fn of(word: &str) -> Self {
        let bit = |c: char| match c {
            'a'..='z' => u32::from(c) - u32::from('a'),
            _ => 26,
        };
        Self(word.chars().fold(0, |bits, c| bits | 1 << bit(c)))
    }

    /// Whether so many edits can make one word the other. An edit replaces one letter by another at most, so it changes no
    /// more than two bits; that spares nine in ten distances, which cost a thousand times more.
    fn can_be_near(self, other: Self, edits: usize) -> bool {
        (self.0 ^ other.0).count_ones() as usize <= 2 * edits
    }
}

impl Speller {
    /// Learns the vocabulary of [folded](super::normalize::fold) texts.
    ///
    /// A word that is not English counts only when two texts have it: a typo in one phrasing must not teach itself.
    pub fn learn(texts: &[String]) -> Self {
        let mut vocabulary = BTreeMap::new();
        for word in texts.iter().flat_map(|text| words(text)) {
            *vocabulary.entry(word).or_insert(0) += 1;
        }
        vocabulary.retain(|word, count| *count > 1 || is_english(word));
        let mut by_length: BTreeMap<usize, Vec<Known>> = BTreeMap::new();
        for (word, count) in &vocabulary {
            by_length
                .entry(word.chars().count())
                .or_default()
                .push(Known {
                    word: word.clone(),
                    count: *count,
                    letters: Letters::of(word),
                });
        }
        Self {
            vocabulary,
            by_length,
        }
    }

    /// Learns the vocabulary of texts as they were typed, and reads them with it: the words of each, and its sentence.
    pub(super) fn learn_reading<'a>(
        texts: impl Iterator<Item = &'a str>,
    ) -> (Self, Vec<Vec<String>>, Vec<String>) {
        let folded: Vec<String> = texts.map(fold).collect();
        let speller = Self::learn(&folded);
        let read = speller.mend_all(&folded).into_iter();
        let (words, sentences) = read.map(|text| (text.words, text.sentence)).unzip();
        (speller, words, sentences)
    }

    /// Reads a text as it was typed: what of it is read at all, folded and mended.
    pub(super) fn read(&self, typed: &str) -> Mended {
        self.mend(&fold(first_chars(typed)))
    }

    /// Mends each [folded](super::normalize::fold) text. Each different word is looked up once.
    pub fn mend_all(&self, texts: &[String]) -> Vec<Mended> {
        let different: HashSet<String> = texts.iter().flat_map(|text| words(text)).collect();
        let readings: HashMap<String, String> = different
            .into_par_iter()
            .filter_map(|word| {
                let reading = self.reading(&word)?;
                Some((word, reading))
            })
            .collect();
        let known = |word: &str| readings.get(word).cloned();
        texts.iter().map(|text| mended(text, known)).collect()
    }

    /// Mends each word of a [folded](super::normalize::fold) text.
    pub fn mend(&self, folded: &str) -> Mended {
        mended(folded, |word| self.reading(word))
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
        let letters = Letters::of(word);
        self.by_length
            .range(shortest..=length + furthest)
            .flat_map(|(_, known)| known)
            .filter(|known| letters.can_be_near(known.letters, furthest))
            .filter(|known| length > SHORTEST_MENDED || !differ_in_one_letter(word, &known.word))
            .map(|known| {
                let edits = strsim::osa_distance(word, &known.word);
                (edits, Reverse(known.count), &known.word)
            })
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
fn mended(folded: &str, reading: impl Fn(&str) -> Option<String>) -> Mended {
    let mut mended = Mended::default();
    for piece in folded.split_inclusive(|c| !is_word_char(c)) {
        let typed = piece.trim_end_matches(|c| !is_word_char(c));
        let word = word(typed);
        if let Some(reading) = reading(&word).filter(|_| !word.is_empty()) {
            mended.sentence.push_str(&reading);
            mended.words.extend(reading.split(' ').map(str::to_owned));
            mended.repairs.push(Repair {
                from: word,
                to: reading,
            });
        } else {
            // An apostrophe belongs to the word as people write it.
            let kept = if typed.contains('\'') { typed } else { &word };
            mended.sentence.push_str(kept);
            mended
                .words
                .extend(Some(word).filter(|word| !word.is_empty()));
        }
        mended
            .sentence
            .extend(piece.chars().skip(typed.chars().count()));
    }
    mended
}

/// The part of a text that is read.
fn first_chars(text: &str) -> &str {
    text.char_indices()
        .nth(LONGEST_READ)
        .map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::normalize::fold;

    fn speller() -> Speller {
        let texts = [
            "how often should i come for a massage",
            "emotional release on the table",
            "try again, he cried",
        ];
        Speller::learn(&texts.map(fold))
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(speller().mend(&fold(text)).words.join(" "), expected);
    }

    #[test]
    fn a_mended_sentence_keeps_what_is_between_its_words() {
        let sentence = |text| speller().mend(&fold(text)).sentence;
        assert_eq!(
            sentence("Can't I cry?! hw oftn... (soooo)"),
            "can't i cry?! how often... (soo)"
        );
        assert_eq!(sentence("?? 😭"), "?? 😭");
    }

    #[test]
    fn misspelt_words_become_vocabulary_words() {
        check("hw oftn shud i come", "how often should i come");
        check("emotinoal relaese", "emotional release");
        check("emotionalrelease", "emotional release");
        check("on the tabel", "on the table");
    }

    #[test]
    fn letters_rule_out_no_word_that_is_near() {
        let words = [
            "massage", "message", "masage", "masagse", "often", "oftn", "ça", "release",
        ];
        for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))) {
            let edits = strsim::osa_distance(a, b);
            assert!(Letters::of(a).can_be_near(Letters::of(b), edits), "{a} {b}");
        }
        assert!(!Letters::of("often").can_be_near(Letters::of("massage"), 1));
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

//! The languages that members write and the FAQ may answer in, and which of them a message is in. Pure.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang};

use crate::matching::normalize::{fold, words};
use crate::matching::spelling::is_english;

/// A language that the bot tells apart.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    JsonSchema,
    Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// What the FAQ is written in first.
    #[default]
    English,
    /// `[entry.in.spanish]`
    Spanish,
    /// `[entry.in.french]`
    French,
    /// `[entry.in.german]`
    German,
    /// `[entry.in.portuguese]`
    Portuguese,
}

/// From this share of English words on a message is English: people who write another language borrow fewer.
const ENGLISH_SHARE: f64 = 0.6;

/// A single word ('lol', 'brr') has no language.
const FEWEST_WORDS: usize = 2;

/// Below this confidence of the trigrams a message could be anything, and English is what the server speaks.
const LEAST_CONFIDENCE: f64 = 0.1;

/// By how much the words must speak for one language rather than the next, as the logarithm of how many times likelier
/// it makes them.
const CLEAR: f64 = 2.0;

/// Added to each word's count, so that a word never seen rules nothing out.
const UNSEEN: f64 = 0.1;

/// Tells languages apart by the words of the FAQ itself, and by letter trigrams where those say nothing.
///
/// Trigrams alone read 'me quiero morir' as French, and one short English message in ten as something else: too few
/// letters. The FAQ's own phrasings know the words that members use.
#[derive(Debug, Default)]
pub struct Languages {
    /// How often each language uses a word.
    uses: HashMap<String, HashMap<Language, f64>>,
    /// Words in all of a language's texts.
    totals: BTreeMap<Language, f64>,
}

impl Languages {
    /// Learns from texts whose language is known.
    pub fn learn<'a>(texts: impl Iterator<Item = (Language, &'a str)>) -> Self {
        let mut languages = Self::default();
        for (language, text) in texts {
            for word in words(&fold(text)) {
                let uses = languages.uses.entry(word).or_default();
                *uses.entry(language).or_default() += 1.0;
                *languages.totals.entry(language).or_default() += 1.0;
            }
        }
        languages
    }

    /// The language of a message; English where nothing speaks clearly for another.
    pub fn of(&self, text: &str) -> Language {
        let words = words(&fold(text));
        if words.len() < FEWEST_WORDS || english_share(&words) >= ENGLISH_SHARE {
            return Language::English;
        }
        self.by_words(&words)
            .or_else(|| by_trigrams(text))
            .unwrap_or(Language::English)
    }

    /// The language that makes the words likeliest (naive Bayes), if it leads clearly.
    fn by_words(&self, words: &[String]) -> Option<Language> {
        let likelihood = |total: f64, language| {
            let frequency = |word: &String| {
                let uses = self.uses.get(word).and_then(|uses| uses.get(&language));
                (uses.copied().unwrap_or(0.0) + UNSEEN) / (total + UNSEEN)
            };
            words.iter().map(|word| frequency(word).ln()).sum::<f64>()
        };
        // A word that no language uses says nothing.
        if words.iter().all(|word| !self.uses.contains_key(word)) {
            return None;
        }
        let mut ranked: Vec<(Language, f64)> = self
            .totals
            .iter()
            .map(|(&language, &total)| (language, likelihood(total, language)))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        match ranked.as_slice() {
            [first, second, ..] if first.1 - second.1 >= CLEAR => Some(first.0),
            _ => None,
        }
    }
}

fn by_trigrams(text: &str) -> Option<Language> {
    static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
        Detector::with_allowlist(vec![Lang::Eng, Lang::Spa, Lang::Fra, Lang::Deu, Lang::Por])
    });
    let found = DETECTOR.detect(text)?;
    let language = match found.lang() {
        Lang::Spa => Language::Spanish,
        Lang::Fra => Language::French,
        Lang::Deu => Language::German,
        Lang::Por => Language::Portuguese,
        _ => Language::English,
    };
    (found.confidence() >= LEAST_CONFIDENCE).then_some(language)
}

impl Language {
    /// All that the bot speaks.
    pub const ALL: [Self; 5] = [
        Self::English,
        Self::Spanish,
        Self::French,
        Self::German,
        Self::Portuguese,
    ];

    /// The language of a Discord locale such as `es-ES` or `pt-BR`; English for all that the bot doesn't speak.
    pub fn of_locale(locale: &str) -> Self {
        match locale.split('-').next() {
            Some("es") => Self::Spanish,
            Some("fr") => Self::French,
            Some("de") => Self::German,
            Some("pt") => Self::Portuguese,
            _ => Self::English,
        }
    }

    /// The shortest Discord locale that means it.
    pub fn locale(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::German => "de",
            Self::Portuguese => "pt",
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn english_share(words: &[String]) -> f64 {
    let english = words.iter().filter(|word| is_english(word)).count();
    english as f64 / words.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_misspelt_english_is_english() {
        for text in ["", "hi", "tears normal?", "is it ok 2 cry??", "lol", "😭"] {
            assert_eq!(Languages::default().of(text), Language::English, "{text}");
        }
    }

    #[test]
    fn the_words_of_the_faq_decide_what_is_too_short_for_trigrams() {
        let known = [
            (Language::Spanish, "me quiero morir, no quiero vivir"),
            (Language::French, "je veux mourir, je me sens mal"),
            (Language::English, "i want to die"),
        ];
        let languages = Languages::learn(known.into_iter());
        assert_eq!(languages.of("quiero morir"), Language::Spanish);
        assert_eq!(languages.of("je veux mourir"), Language::French);
    }

    #[test]
    fn each_language_is_told_from_the_others() {
        let cases = [
            (
                "se me saltaron las lágrimas, ¿pasa a menudo?",
                Language::Spanish,
            ),
            ("est-ce grave si j'ai pleuré ?", Language::French),
            ("ich musste heulen, geht das wieder weg?", Language::German),
            ("não consegui segurar o choro", Language::Portuguese),
        ];
        for (text, language) in cases {
            assert_eq!(Languages::default().of(text), language, "{text}");
        }
        assert_eq!(Language::of_locale("pt-BR"), Language::Portuguese);
        assert_eq!(Language::of_locale("ja"), Language::English);
    }
}

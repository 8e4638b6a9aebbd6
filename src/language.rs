//! The languages that members write and the FAQ may answer in, and which of them a message is in. Pure.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::matching::normalize::{fold, words};
use crate::matching::spelling::is_english;

/// A language that the bot tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// What the FAQ is written in first.
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

/// Below this confidence a message of few words could be anything, and English is what the server speaks.
const LEAST_CONFIDENCE: f64 = 0.1;

impl Language {
    /// The language of a message; English where nothing speaks clearly for another.
    ///
    /// Trigrams alone take one English message of two or three words in ten for something else; so the share of known
    /// English words comes first.
    pub fn of(text: &str) -> Self {
        static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
            Detector::with_allowlist(vec![Lang::Eng, Lang::Spa, Lang::Fra, Lang::Deu, Lang::Por])
        });
        let words = words(&fold(text));
        if words.len() < FEWEST_WORDS || english_share(&words) >= ENGLISH_SHARE {
            return Self::English;
        }
        DETECTOR
            .detect(text)
            .filter(|found| found.confidence() >= LEAST_CONFIDENCE)
            .map_or(Self::English, |found| match found.lang() {
                Lang::Spa => Self::Spanish,
                Lang::Fra => Self::French,
                Lang::Deu => Self::German,
                Lang::Por => Self::Portuguese,
                _ => Self::English,
            })
    }

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

    /// Its English name, for staff.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
            Self::French => "French",
            Self::German => "German",
            Self::Portuguese => "Portuguese",
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
            assert_eq!(Language::of(text), Language::English, "{text}");
        }
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
            assert_eq!(Language::of(text), language, "{text}");
        }
        assert_eq!(Language::of_locale("pt-BR"), Language::Portuguese);
        assert_eq!(Language::of_locale("ja"), Language::English);
    }
}

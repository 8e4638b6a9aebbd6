//! 'While I type, show me what I may ask.' The FAQ's questions that fit what a member has typed so far: from the first
//! letter on, and in spite of typing mistakes.
//!
//! The index is made once, when the FAQ is loaded; looking up is pure and touches neither disk nor network. Phrasings
//! help to find an entry, but only its question is shown.

use std::collections::{BTreeMap, BTreeSet};

use toml::value::Date;

use crate::discord::draw::limits::{self, cut};
use crate::faq::{Id, Library};
use crate::matching::normalize::normalize;

/// How well a typed word fits a word of an entry. The order is what counts: a whole word before the beginning of one,
/// and both before a word that is only alike.
mod fit {
    pub(super) const WHOLE: f64 = 4.0;
    pub(super) const BEGINNING: f64 = 3.0;
    pub(super) const ALIKE: f64 = 2.0;
}

/// A word of the question that is shown counts this much more than one of a phrasing, which the member doesn't see.
/// Twice is the smallest factor that puts a beginning in the question (3 × 2) before a whole word in a phrasing (4).
const QUESTION_WEIGHT: f64 = 2.0;

/// Words that are looked up; a question has fewer, and a wall of text stays cheap.
const MOST_WORDS: usize = 16;

/// From this many letters on, one mistake is forgiven; in shorter words it makes another word.
const ONE_MISTAKE_FROM: usize = 4;

/// From this many letters on, two mistakes are forgiven.
const TWO_MISTAKES_FROM: usize = 8;

/// The FAQ's questions, ready to be looked up.
#[derive(Debug)]
pub(super) struct Questions {
    /// In the library's order.
    shown: Vec<Shown>,
    /// Every word of every question and phrasing, each once, in the order of the alphabet.
    words: Vec<Word>,
}

#[derive(Debug)]
struct Shown {
    entry: Id,
    /// Cut to what a choice may hold: it is both its name and its value.
    question: String,
    /// The last day on which it is offered, if there is one.
    until: Option<Date>,
}

#[derive(Debug)]
struct Word {
    text: String,
    /// The fewer entries have a word, the more it tells: `ln(1 + entries / entries with it)`.
    rarity: f64,
    /// The entries that have it, and how much it counts there.
    places: Vec<(usize, f64)>,
}

impl Questions {
    /// Prepares a library's questions.
    pub(super) fn of(library: &Library) -> Self {
        let mut words: BTreeMap<String, BTreeMap<usize, f64>> = BTreeMap::new();
        for (entry, written) in library.entries.iter().enumerate() {
            let question = words_of(&written.question.value);
            let phrasings = written
                .lessons()
                .flat_map(|phrasing| words_of(&phrasing.value));
            for (word, weight) in phrasings
                .map(|word| (word, 1.0))
                .chain(question.map(|word| (word, QUESTION_WEIGHT)))
            {
                // Words of the question come last, so their greater weight stays.
                words.entry(word).or_default().insert(entry, weight);
            }
        }
        let shown = library.entries.iter().map(|entry| Shown {
            entry: entry.id.value.clone(),
            question: cut(&entry.question.value, limits::CHOICE),
            until: entry.answers_until(),
        });
        let rarity = |places: usize| (1.0 + count(library.entries.len()) / count(places)).ln();
        let words = words.into_iter().map(|(text, places)| Word {
            text,
            rarity: rarity(places.len()),
            places: places.into_iter().collect(),
        });
        Self {
            shown: shown.collect(),
            words: words.collect(),
        }
    }

    /// The questions that fit what was typed and are answered on this day, best first and at most 25; with nothing typed,
    /// those of the library's beginning.
    pub(super) fn matching(&self, typed: &str, today: Date) -> Vec<&str> {
        let is_answered = |shown: &Shown| shown.until.is_none_or(|last| today <= last);
        let fitting = self
            .fitting(typed)
            .into_iter()
            .filter(|shown| is_answered(shown));
        let best = fitting.take(limits::CHOICES);
        best.map(|shown| shown.question.as_str()).collect()
    }

    /// The entries that fit what was typed, answered or not, with their questions: for who keeps them.
    pub(super) fn matching_entries(&self, typed: &str) -> Vec<(&Id, &str)> {
        let best = self.fitting(typed).into_iter().take(limits::CHOICES);
        best.map(|shown| (&shown.entry, shown.question.as_str()))
            .collect()
    }

    /// What fits what was typed, best first; with nothing typed, all of it in the library's order.
    fn fitting(&self, typed: &str) -> Vec<&Shown> {
        let words: BTreeSet<String> = words_of(typed).take(MOST_WORDS).collect();
        let mut ranked: Vec<(usize, f64)> = self.scores(&words).into_iter().enumerate().collect();
        if !words.is_empty() {
            ranked.retain(|(_, score)| *score > 0.0);
            // Stable: what scores the same stays in the library's order.
            ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        }
        let fitting = ranked.into_iter();
        fitting.map(|(entry, _)| &self.shown[entry]).collect()
    }

    /// The entry whose choice has this very text; none if no choice has it, or more than one.
    pub(super) fn chosen(&self, text: &str) -> Option<&Id> {
        let mut chosen = self.shown.iter().filter(|shown| shown.question == text);
        let first = chosen.next()?;
        chosen.next().is_none().then_some(&first.entry)
    }

    /// One score per entry, in the library's order, 0.0 or more: the sum of each typed word's best fit.
    fn scores(&self, typed: &BTreeSet<String>) -> Vec<f64> {
        let mut scores = vec![0.0; self.shown.len()];
        for typed in typed {
            let mut best = vec![0.0_f64; self.shown.len()];
            for word in &self.words {
                let fit = fit_of(typed, &word.text) * word.rarity;
                for &(entry, weight) in word.places.iter().filter(|_| fit > 0.0) {
                    best[entry] = best[entry].max(fit * weight);
                }
            }
            scores
                .iter_mut()
                .zip(best)
                .for_each(|(score, best)| *score += best);
        }
        scores
    }
}

/// How well a typed word fits a word; 0.0 if not at all.
fn fit_of(typed: &str, word: &str) -> f64 {
    if typed == word {
        fit::WHOLE
    } else if word.starts_with(typed) {
        fit::BEGINNING
    } else if is_alike(typed, word) {
        fit::ALIKE
    } else {
        0.0
    }
}

/// Is it the word, or its beginning, with a forgivable number of mistakes? A swap of neighbours is one mistake.
fn is_alike(typed: &str, word: &str) -> bool {
    let letters = limits::length(typed);
    let forgiven = match letters {
        TWO_MISTAKES_FROM.. => 2,
        ONE_MISTAKE_FROM.. => 1,
        _ => return false,
    };
    // People rarely get the first letter wrong, and comparing it first makes most words free.
    if typed.chars().next() != word.chars().next() || limits::length(word) + forgiven < letters {
        return false;
    }
    let beginning: String = word.chars().take(letters).collect();
    strsim::osa_distance(typed, &beginning) <= forgiven
        || strsim::osa_distance(typed, word) <= forgiven
}

fn words_of(text: &str) -> impl Iterator<Item = String> + use<> {
    let words: Vec<String> = normalize(text).split(' ').map(str::to_owned).collect();
    words.into_iter().filter(|word| !word.is_empty())
}

/// A small number as a float.
fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

    use super::*;
    use crate::faq::folder::SourceFile;

    const CRY: &str = "Is it normal to cry?";
    const OFTEN: &str = "How often should I book a session?";
    const AFTER: &str = "What should I do afterwards?";

    const TODAY: Date = Date {
        year: 2026,
        month: 11,
        day: 25,
    };

    fn library(questions: &[&str]) -> Library {
        let entries = questions.iter().enumerate().map(|(number, question)| {
            let question = toml::Value::String((*question).to_owned());
            format!(
                "[[entry]]\nid = \"entry-{number}\"\nquestion = {question}\nanswer = \"Yes.\"\n"
            )
        });
        read(&entries.collect::<String>())
    }

    fn read(text: &str) -> Library {
        let file = SourceFile {
            name: "faq.toml".into(),
            text: text.to_owned(),
        };
        Library::from_files(&[file]).0
    }

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let questions = Questions::of(&library(&[CRY, OFTEN, AFTER]));
        assert_eq!(questions.matching(typed, TODAY), expected, "{typed:?}");
    }

    #[test]
    fn nothing_typed_shows_the_beginning() {
        check("", &[CRY, OFTEN, AFTER]);
        check("  ?! ", &[CRY, OFTEN, AFTER]);
    }

    #[test]
    fn the_first_letter_finds() {
        check("c", &[CRY]);
        check("af", &[AFTER]);
        check("B", &[OFTEN]);
    }

    #[test]
    fn typing_mistakes_are_forgiven_in_long_words() {
        check("nromal", &[CRY]);
        check("norml", &[CRY]);
        check("aftrewar", &[AFTER]);
        check("sesion", &[OFTEN]);
        check("cpy", &[]);
    }

    #[test]
    fn more_fitting_words_come_first() {
        check("should do", &[AFTER, OFTEN]);
        check("how often", &[OFTEN]);
    }

    #[test]
    fn phrasings_find_but_questions_are_shown() {
        let library = read(
            "[[entry]]\nid = \"cry\"\nquestion = \"Is it normal to cry?\"\nphrasings = [\"i bawled my eyes out\"]\n\
             answer = \"Yes.\"\n",
        );
        assert_eq!(Questions::of(&library).matching("bawl", TODAY), [CRY]);
    }

    #[test]
    fn what_has_expired_is_not_offered_and_leads_back_all_the_same() {
        let library = read(
            "[article]\ntitle = \"T\"\nreviewed_on = 2025-11-24\nreview_by = 2026-11-24\n\
             [[entry]]\nid = \"cry\"\nquestion = \"Is it normal to cry?\"\nanswer = \"Yes.\"\nexpire = \"stop\"\n",
        );
        let questions = Questions::of(&library);
        assert_eq!(questions.matching("cry", TODAY), [""; 0]);
        assert_eq!(questions.matching("", TODAY), [""; 0]);
        assert_eq!(questions.chosen(CRY).map(Id::as_str), Some("cry"));
    }

    #[test]
    fn a_choice_leads_back_to_its_entry() {
        let long = format!("What {} and then?", "very ".repeat(40));
        let questions = Questions::of(&library(&[CRY, &long]));
        let choices = questions.matching("", TODAY);
        let chosen: Vec<_> = choices
            .iter()
            .map(|choice| questions.chosen(choice).map(Id::as_str))
            .collect();
        assert_eq!(chosen, [Some("entry-0"), Some("entry-1")]);
        assert_eq!(questions.chosen("Is it normal"), None);
    }

    #[test]
    fn choices_that_look_the_same_lead_nowhere() {
        let long = "What ".repeat(30);
        let questions = Questions::of(&library(&[
            &format!("{long} one?"),
            &format!("{long} two?"),
        ]));
        assert_eq!(questions.chosen(questions.matching("", TODAY)[0]), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_text_keeps_the_limits(typed in any::<String>(), questions in vec("\\PC{1,200}", 0..40)) {
            let borrowed: Vec<&str> = questions.iter().map(String::as_str).collect();
            let index = Questions::of(&library(&borrowed));
            let choices = index.matching(&typed, TODAY);
            prop_assert!(choices.len() <= limits::CHOICES);
            prop_assert!(choices.iter().all(|choice| (1..=limits::CHOICE).contains(&limits::length(choice))));
        }

        #[test]
        fn a_questions_first_word_finds_it(questions in vec("[a-zA-Zäéж]{1,12} [a-z ]{0,40}\\?", 1..20)) {
            let borrowed: Vec<&str> = questions.iter().map(String::as_str).collect();
            let library = library(&borrowed);
            let index = Questions::of(&library);
            for entry in &library.entries {
                let first = words_of(&entry.question.value).next();
                let found = first.is_none_or(|first| index.matching(&first, TODAY).contains(&entry.question.value.as_str()));
                prop_assert!(found, "{:?}", entry.question.value);
            }
        }
    }
}

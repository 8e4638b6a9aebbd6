//! A small language for words that must stand in a text, as `always` in `crisis.toml` uses it: words in a row, with alternatives and gaps.
//!
//! - `kill myself`: these words in a row;
//! - `(kill|hurt|cut) myself`: one of several; an alternative may have several words, or none: `(really|) want`;
//! - `want to die !(of|laughing)`: not followed by any of these;
//! - `hit .. my head`: up to [`LONGEST_GAP`] words of any kind in between.
//!
//! Words are compared after normalising, so a pattern is written without apostrophes or capitals: `dont want to live`.

use super::normalize::normalize;

/// The most words that `..` stands for: enough for 'hit me really hard in the', too few to join two sentences' ends.
pub const LONGEST_GAP: usize = 4;

/// One stop of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// One of these runs of words.
    OneOf(Vec<Vec<String>>),
    /// Not one of these; takes no words itself.
    NoneOf(Vec<Vec<String>>),
    /// Any words, up to [`LONGEST_GAP`].
    Gap,
}

/// A pattern, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    steps: Vec<Step>,
}

/// Why a text is no pattern, in words for its author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPattern {
    /// A `(` without its `)`, or one inside another.
    Brackets,
    /// It would be found in any text.
    MatchesAnything,
}

impl std::fmt::Display for BadPattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Brackets => "its brackets don't pair up; one pair can't stand inside another",
            Self::MatchesAnything => "it needs at least one word that must be there",
        })
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When its brackets don't pair up, or when it has no word that must be there.
    pub fn parse(text: &str) -> Result<Self, BadPattern> {
        let mut steps = Vec::new();
        let mut rest = text;
        while let Some((plain, bracket)) = rest.split_once('(') {
            let (inside, after) = bracket.split_once(')').ok_or(BadPattern::Brackets)?;
            if plain.contains(')') || inside.contains('(') {
                return Err(BadPattern::Brackets);
            }
            let runs = inside.split('|').map(split_words).collect();
            let (plain, step) = match plain.strip_suffix('!') {
                Some(plain) => (plain, Step::NoneOf(runs)),
                None => (plain, Step::OneOf(runs)),
            };
            steps.extend(plain_steps(plain));
            steps.push(step);
            rest = after;
        }
        if rest.contains(')') {
            return Err(BadPattern::Brackets);
        }
        steps.extend(plain_steps(rest));
        let needs_a_word = |step: &Step| matches!(step, Step::OneOf(runs) if runs.iter().all(|run| !run.is_empty()));
        if steps.iter().any(needs_a_word) {
            Ok(Self { steps })
        } else {
            Err(BadPattern::MatchesAnything)
        }
    }

    /// The words that the pattern covers in a text, if it is there: the first place, the shortest gaps.
    pub fn find<'t>(&self, words: &'t [String]) -> Option<&'t [String]> {
        (0..words.len()).find_map(|start| {
            let end = end_of(&self.steps, words, start)?;
            words.get(start..end)
        })
    }
}

/// Where the steps end when they begin at `at`.
fn end_of(steps: &[Step], words: &[String], at: usize) -> Option<usize> {
    let Some((step, later)) = steps.split_first() else {
        return Some(at);
    };
    let is_here = |run: &&Vec<String>| {
        words
            .get(at..at + run.len())
            .is_some_and(|here| here == run.as_slice())
    };
    match step {
        Step::OneOf(runs) => runs
            .iter()
            .filter(is_here)
            .find_map(|run| end_of(later, words, at + run.len())),
        Step::NoneOf(runs) => {
            if runs.iter().any(|run| is_here(&run)) {
                None
            } else {
                end_of(later, words, at)
            }
        }
        Step::Gap => (at..=at + LONGEST_GAP).find_map(|next| end_of(later, words, next)),
    }
}

/// The steps of a piece without brackets: each word one, each `..` a gap.
fn plain_steps(piece: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for (i, part) in piece.split("..").enumerate() {
        if i > 0 {
            steps.push(Step::Gap);
        }
        steps.extend(
            split_words(part)
                .into_iter()
                .map(|word| Step::OneOf(vec![vec![word]])),
        );
    }
    steps
}

fn split_words(text: &str) -> Vec<String> {
    normalize(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: Option<&str>) {
        let pattern = Pattern::parse(pattern).expect("a good pattern");
        let words = split_words(text);
        assert_eq!(
            pattern.find(&words).map(|found| found.join(" ")),
            expected.map(str::to_owned)
        );
    }

    #[test]
    fn words_in_a_row() {
        check(
            "end my life",
            "I want to end my life now",
            Some("end my life"),
        );
        check("end my life", "end of my life", None);
        check("end my life", "spend my lifetime", None);
    }

    #[test]
    fn alternatives_of_one_several_or_no_words() {
        check(
            "(kill|hurt) (myself|my self)",
            "i hurt my self",
            Some("hurt my self"),
        );
        check("want to (really|) die", "want to die", Some("want to die"));
        check(
            "want to (really|) die",
            "want to really die",
            Some("want to really die"),
        );
    }

    #[test]
    fn words_that_must_not_follow() {
        check(
            "want to die !(of|laughing)",
            "i want to die",
            Some("want to die"),
        );
        check(
            "want to die !(of|laughing)",
            "i want to die now",
            Some("want to die"),
        );
        check("want to die !(of|laughing)", "i want to die of shame", None);
        check("want to !(die) go", "want to go", Some("want to go"));
    }

    #[test]
    fn gaps_are_short() {
        check(
            "hits .. me",
            "he hits and kicks me",
            Some("hits and kicks me"),
        );
        check("hits .. me", "hits a b c d me", Some("hits a b c d me"));
        check("hits .. me", "hits a b c d e me", None);
        check(
            "(dont|not) .. live",
            "I do not want to live",
            Some("not want to live"),
        );
    }

    #[test]
    fn bad_patterns_are_refused() {
        assert_eq!(Pattern::parse("(a|b"), Err(BadPattern::Brackets));
        assert_eq!(Pattern::parse("a) b"), Err(BadPattern::Brackets));
        assert_eq!(Pattern::parse("(|a) .."), Err(BadPattern::MatchesAnything));
        assert_eq!(Pattern::parse(""), Err(BadPattern::MatchesAnything));
    }

    proptest! {
        #[test]
        fn any_text_is_a_pattern_or_refused(text in any::<String>(), other in any::<String>()) {
            if let Ok(pattern) = Pattern::parse(&text) {
                pattern.find(&split_words(&other));
            }
        }

        #[test]
        fn plain_words_find_themselves(text in "[a-z]{1,6}( [a-z]{1,6}){0,5}") {
            let words = split_words(&text);
            let pattern = Pattern::parse(&text).expect("plain words are a pattern");
            prop_assert_eq!(pattern.find(&words), Some(words.as_slice()));
        }
    }
}

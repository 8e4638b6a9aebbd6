//! Questions and ids for what an article says.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::faq::Id;

/// With one of these first, a heading is a question that lacks its mark.
const QUESTION_WORDS: [&str; 21] = [
    "what", "why", "how", "when", "where", "who", "which", "is", "are", "can", "could", "do",
    "does", "did", "should", "will", "would", "may", "must", "am", "was",
];

/// Words that tell no entry from another. An id has few words, so these stay out.
const SMALL_WORDS: [&str; 38] = [
    "a", "about", "am", "an", "and", "are", "as", "at", "be", "by", "can", "could", "do", "does",
    "for", "from", "i", "in", "is", "it", "know", "may", "my", "of", "on", "or", "should", "that",
    "the", "to", "was", "we", "what", "will", "with", "would", "you", "your",
];

/// Words of an id, so that it stays a short name.
const MOST_WORDS: usize = 4;

/// Characters of an id, with room for a number below the format's 60.
const LONGEST_ID: usize = 40;

/// Whether a heading is a question as it stands.
pub(super) fn is_question(heading: &str) -> bool {
    heading.ends_with('?')
}

/// A question for a heading that is none.
pub(super) fn proposed_question(heading: &str) -> String {
    let first = heading.split_whitespace().next().unwrap_or_default();
    if QUESTION_WORDS.contains(&first.to_lowercase().as_str()) {
        return format!("{}?", heading.trim_end_matches(['.', ':', '!', ' ']));
    }
    format!("What should I know about “{heading}”?")
}

/// An id made of a text's words that is not among those `taken`, to which it is added.
pub(super) fn id(text: &str, taken: &mut HashSet<Id>) -> Id {
    let words = words(text);
    let telling = words
        .iter()
        .filter(|word| !SMALL_WORDS.contains(&word.as_str()));
    let mut name = String::new();
    for word in telling.take(MOST_WORDS) {
        if name.len() + 1 + word.len() > LONGEST_ID {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() {
        "entry".clone_into(&mut name);
    }
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let names = std::iter::once(name.clone()).chain(numbered);
    let mut ids = names.filter_map(|name| Id::new(&name));
    let free = ids.find(|id| !taken.contains(id));
    let id = free.expect("of all numbers one is free, and letters, digits and hyphens are an id");
    taken.insert(id.clone());
    id
}

/// Lower-case words of letters and digits without accents; what is written in other letters has none.
fn words(text: &str) -> Vec<String> {
    let plain = text
        .nfd()
        .filter(|c| !matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}'));
    let lower = plain.collect::<String>().to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_questions() {
        assert_eq!(
            proposed_question("How to Rest Afterwards"),
            "How to Rest Afterwards?"
        );
        assert_eq!(
            proposed_question("Gentle Touch"),
            "What should I know about “Gentle Touch”?"
        );
    }

    #[test]
    fn ids_are_short_tell_apart_and_come_once() {
        let mut taken = HashSet::new();
        let mut check = |text: &str, expected: &str| {
            assert_eq!(id(text, &mut taken).as_str(), expected, "{text}");
        };
        check(
            "Is it normal to cry during a massage?",
            "normal-cry-during-massage",
        );
        check(
            "It's normal to cry during a massage!",
            "its-normal-cry-during",
        );
        check("Ça va, après ?", "ca-va-apres");
        check("Ça va après", "ca-va-apres-2");
        check("Это нормально?", "entry");
        check("???", "entry-2");
        check(&"x".repeat(200), "entry-3");
    }
}

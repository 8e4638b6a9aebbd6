//! An id for a question that somebody wrote.

use crate::faq::entry::Id;
use crate::matching::normalize::{fold, words};

/// Longest id that is made, in bytes: short enough to be read on a phone.
const LONGEST: usize = 40;

/// So many words tell one question from another.
const MOST_WORDS: usize = 4;

/// The id where the question has no word of plain letters.
const NAMELESS: &str = "question";

/// English words that say little about what is asked.
const LITTLE: [&str; 62] = [
    "about", "after", "all", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "before", "but", "by", "can", "could", "did", "do", "does", "during", "for", "from", "get",
    "had", "has", "have", "how", "if", "im", "in", "is", "it", "its", "me", "my", "of", "on", "or",
    "our", "should", "so", "some", "that", "the", "there", "they", "this", "to", "was", "we",
    "what", "when", "where", "which", "who", "why", "will", "with", "would", "you", "your",
];

/// An id made of a few telling words of the question, that is not taken yet.
///
/// ```
/// use aftercare::faq::edit::id_for;
/// let taken = ["bring-own-music-massage"];
/// let id = id_for("Can I bring my own music to my massage?", |id| taken.contains(&id));
/// assert_eq!(id.as_str(), "bring-own-music-massage-2");
/// ```
pub fn id_for(question: &str, taken: impl Fn(&str) -> bool) -> Id {
    let base = telling_words(question);
    let mut number = 1_u64;
    loop {
        let id = Id::new(&numbered(&base, number));
        if let Some(id) = id.filter(|id| !taken(id.as_str())) {
            return id;
        }
        number += 1;
    }
}

fn numbered(base: &str, number: u64) -> String {
    if number == 1 {
        return base.to_owned();
    }
    let end = format!("-{number}");
    let room = LONGEST.saturating_sub(end.len());
    let start: String = base.chars().take(room).collect();
    format!("{}{end}", start.trim_end_matches('-'))
}

/// The first words that say something, as many as there is room for.
fn telling_words(question: &str) -> String {
    let words = words(&fold(question));
    // A single letter says little, and may be of another alphabet.
    let is_plain =
        |word: &&String| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphanumeric());
    let plain: Vec<&String> = words.iter().filter(is_plain).collect();
    let tells = |word: &&&String| !LITTLE.contains(&word.as_str());
    let telling: Vec<&String> = plain.iter().filter(tells).copied().collect();
    let chosen = if telling.is_empty() { plain } else { telling };
    let mut id = String::new();
    for word in chosen.into_iter().take(MOST_WORDS) {
        let joint = if id.is_empty() { "" } else { "-" };
        if id.len() + joint.len() + word.len() <= LONGEST {
            id = format!("{id}{joint}{word}");
        }
    }
    if id.is_empty() {
        NAMELESS.to_owned()
    } else {
        id
    }
}
